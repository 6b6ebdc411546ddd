"""What Today shows: what is due, what is new, and the days in a row."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode
from quizapp.domain.errors import UserError
from quizapp.domain.items import Item, SingleBest
from quizapp.domain.learners import StudySettings
from tests.conftest import Clock
from tests.unit.application.steps import begin, finish, reply, wrong

Items = list[SingleBest]


# Where one starts ----------------------------------------------------------------------------


def test_someone_new_sees_new_questions_and_nothing_due(app: Application, learner_id: str) -> None:
    today = app.practice.today(learner_id)
    assert (today.ready, today.ready_minutes, today.ready_mostly, today.urgent) == (0, 0, "", 0)
    assert today.new == StudySettings().new_per_day
    assert (today.answered, today.goal, today.answered_ever) == (0, 20, 0)
    assert today.next_due is None
    assert today.open_run is None
    assert [topic.mastery.share for topic in today.topics] == [0.0] * len(today.topics)


def test_today_is_told_in_the_learner_s_own_time(app: Application, learner_id: str) -> None:
    now = app.practice.today(learner_id).now
    assert (now.hour, now.utcoffset()) == (10, timedelta(hours=1))


def test_a_learner_who_is_gone_is_said_so(app: Application) -> None:
    for ask in (app.practice.today, app.practice.topics, app.practice.start_new, app.profiles.get):
        with pytest.raises(UserError, match="not on this computer any more"):
            ask("nobody")
    with pytest.raises(UserError, match="not on this computer any more"):
        app.progress.view("nobody")


def test_today_counts_answers_and_says_what_comes_back_next(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:3]), wrong)
    today = app.practice.today(learner_id)
    assert (today.answered, today.answered_ever, today.ready) == (3, 3, 0)
    assert today.next_due == (date(2026, 3, 3), 3)


def test_due_questions_are_counted_with_the_time_they_take(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    of_one_topic = [item for item in items if item.topic == items[0].topic]
    session = begin(app, learner_id, [*of_one_topic[:3], items[1]])
    while session.question() is not None:
        reply(session, wrong, elapsed_ms=45_000)
    clock.advance(days=1)
    today = app.practice.today(learner_id)
    assert (today.ready, today.ready_minutes) == (4, 3)
    assert today.ready_mostly == app.sources.topic_title(items[0].topic)
    assert today.next_due is None


def test_an_open_run_is_offered_to_be_gone_on_with(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST)
    reply(session)
    found = app.practice.today(learner_id).open_run
    assert found is not None
    assert (found.attempt_id, found.answered, found.total) == (session.attempt_id, 1, 3)
    assert found.mode is Mode.TEST


def test_a_new_run_ends_the_open_one_and_its_answers_are_kept(
    app: Application, learner_id: str, items: Items
) -> None:
    reply(begin(app, learner_id, items[:3]))
    second = begin(app, learner_id, items[3:5])
    today = app.practice.today(learner_id)
    assert today.open_run is not None
    assert today.open_run.attempt_id == second.attempt_id
    assert today.answered_ever == 1


# Days in a row -------------------------------------------------------------------------------


def study_on(app: Application, clock: Clock, learner_id: str, item: Item, moment: datetime) -> None:
    clock.now = moment
    finish(begin(app, learner_id, [item]))


def streak_at(app: Application, clock: Clock, learner_id: str, moment: datetime) -> int:
    clock.now = moment
    streak = app.practice.today(learner_id).streak
    assert streak is not None
    return streak.days


def test_days_in_a_row_are_counted_and_yesterday_still_holds(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    monday = clock.now
    for day in range(3):
        study_on(app, clock, learner_id, items[day], monday + timedelta(days=day))
    assert streak_at(app, clock, learner_id, monday + timedelta(days=2)) == 3
    assert streak_at(app, clock, learner_id, monday + timedelta(days=3)) == 3
    assert streak_at(app, clock, learner_id, monday + timedelta(days=4)) == 0


def test_the_best_row_of_days_and_the_last_week_are_kept(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    monday = clock.now
    for day in (0, 1, 4):
        study_on(app, clock, learner_id, items[day], monday + timedelta(days=day))
    streak = app.practice.today(learner_id).streak
    assert streak is not None
    assert (streak.days, streak.best) == (1, 2)
    assert [done for _day, done in streak.week] == [False, False, True, True, False, False, True]
    assert streak.week[-1][0] == date(2026, 3, 6)


def test_an_evening_after_midnight_belongs_to_the_day_before(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    late = datetime(2026, 3, 3, 2, 59, tzinfo=UTC)  # 03:59 in Berlin
    study_on(app, clock, learner_id, items[0], late)
    study_on(app, clock, learner_id, items[1], late + timedelta(minutes=2))
    assert streak_at(app, clock, learner_id, late + timedelta(minutes=2)) == 2


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_change_of_the_clocks_breaks_no_row_of_days(
    app: Application, learner_id: str, items: Items, clock: Clock, change: date
) -> None:
    calendar = app.clock.calendar
    for number, back in enumerate((1, 0, -1)):
        start = calendar.start_of(change - timedelta(days=back))
        study_on(app, clock, learner_id, items[2 * number], start)
        last = calendar.start_of(change - timedelta(days=back - 1)) - timedelta(seconds=1)
        study_on(app, clock, learner_id, items[2 * number + 1], last)
        assert app.practice.today(learner_id).answered == 2
    assert streak_at(app, clock, learner_id, clock.now) == 3


def test_a_clock_set_back_loses_no_answer_and_no_row_of_days(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    monday = clock.now
    study_on(app, clock, learner_id, items[0], monday)
    study_on(app, clock, learner_id, items[1], monday + timedelta(days=1))
    study_on(app, clock, learner_id, items[1], monday)
    today = app.practice.today(learner_id)
    assert today.answered_ever == 3
    assert today.streak is not None
    assert (today.streak.days, today.streak.best) == (1, 2)


def test_the_row_of_days_can_be_hidden(app: Application, learner_id: str) -> None:
    app.profiles.save_settings(learner_id, StudySettings(shows_streak=False))
    assert app.practice.today(learner_id).streak is None


# New questions -------------------------------------------------------------------------------


def test_new_questions_are_offered_up_to_the_day_s_allowance(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    app.profiles.save_settings(learner_id, StudySettings(new_per_day=8))
    finish(begin(app, learner_id, items[:3]))
    assert app.practice.today(learner_id).new == 5
    clock.advance(days=1)
    assert app.practice.today(learner_id).new == 8


def test_a_second_look_on_the_same_day_gives_no_further_new_questions(
    app: Application, learner_id: str, items: Items
) -> None:
    app.profiles.save_settings(learner_id, StudySettings(new_per_day=8))
    finish(begin(app, learner_id, items[:3]), wrong)
    finish(begin(app, learner_id, items[:3]))
    assert app.practice.today(learner_id).new == 5


def test_old_questions_do_not_count_as_new_ones(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    app.profiles.save_settings(learner_id, StudySettings(new_per_day=8))
    finish(begin(app, learner_id, items[:3]))
    clock.advance(days=1)
    finish(begin(app, learner_id, items[:4]))
    assert app.practice.today(learner_id).new == 7


def test_more_than_the_allowance_is_met_without_going_below_nothing(
    app: Application, learner_id: str, items: Items
) -> None:
    app.profiles.save_settings(learner_id, StudySettings(new_per_day=2))
    finish(begin(app, learner_id, items[:3]))
    assert app.practice.today(learner_id).new == 0
