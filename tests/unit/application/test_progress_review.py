"""What a learner knows, only thinks to know, and what comes back when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.application import progress_review
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.forgetting import recall_after
from quizapp.domain.items import SingleBest
from quizapp.domain.learners import StudySettings
from quizapp.domain.memory import Memory
from quizapp.domain.passing import TopicPass
from quizapp.storage.progress_store import ProgressStore
from tests.conftest import Clock
from tests.unit.application import scenario_steps
from tests.unit.application.steps import begin, finish, harmful, reply, right, wrong
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

Items = list[SingleBest]


def memory_of(app: Application, learner_id: str, item: SingleBest) -> Memory:
    found = ProgressStore(app.database).memory(learner_id, item.id, item.rev.scoring)
    assert found is not None
    return found


def test_someone_new_knows_nothing_yet(app: Application, learner_id: str) -> None:
    view = app.progress.view(learner_id)
    assert (view.known, view.answers, view.right, view.answers_ever) == (0.0, 0, 0, 0)
    assert (view.ready_today, view.ready_week, view.forecast, view.weakest) == (0, 0, (), ())
    assert view.judgement.brier is None
    assert view.days is None
    assert view.retention == 0.9


def test_without_any_question_nothing_is_known(app: Application, learner_id: str) -> None:
    app.database.execute("UPDATE item SET active = 0")
    assert app.progress.view(learner_id).known == 0.0
    assert app.practice.today(learner_id).topics == ()


def test_mastery_is_the_same_on_every_screen(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:6]))
    finish(begin(app, learner_id, items[6:9]), wrong)
    clock.advance(days=9)
    session = begin(app, learner_id, items[9:10])
    finish(session)
    today = app.practice.today(learner_id).topics
    assert app.progress.view(learner_id).topics == today
    assert app.practice.topics(learner_id) == today
    (move,) = session.summary().moved
    assert move.after == next(view.mastery.share for view in today if view.id == move.topic)


def test_what_is_known_weighs_every_question_alike(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:6]))
    view = app.progress.view(learner_id)
    total = sum(topic.mastery.items for topic in view.topics)
    assert view.known == pytest.approx(6 / total)


def test_a_topic_tells_how_long_what_is_known_holds(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:1]))
    memory = memory_of(app, learner_id, items[0])
    found = next(view for view in app.practice.topics(learner_id) if view.mastery.answered)
    assert found.id == items[0].topic
    assert found.mastery.holds_days == int(memory.stability)
    clock.advance(days=memory.stability + 1)
    found = next(view for view in app.practice.topics(learner_id) if view.mastery.answered)
    assert found.mastery.holds_days == 0


def test_the_range_limits_counts_and_judgement_but_not_what_is_known(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:3]), wrong)
    clock.advance(days=6)
    finish(begin(app, learner_id, items[3:5]))
    week, six_days = app.progress.view(learner_id, 7), app.progress.view(learner_id, 6)
    assert (week.answers, week.right, week.answers_ever) == (5, 2, 5)
    assert (six_days.answers, six_days.right, six_days.answers_ever) == (2, 2, 5)
    assert (week.judgement.answers, six_days.judgement.answers) == (5, 2)
    assert week.known == six_days.known
    assert week.reviews == six_days.reviews


def test_reviews_a_day_are_counted_over_twenty_six_weeks(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:2]))
    clock.advance(days=26 * 7 - 1)
    finish(begin(app, learner_id, items[:3]))
    reviews = app.progress.view(learner_id).reviews
    assert len(reviews) == 26 * 7
    assert reviews[0] == (date(2026, 3, 2), 2)
    assert reviews[-1][1] == 3
    assert sum(count for _day, count in reviews) == 5


def test_what_comes_back_today_and_within_a_week_is_counted(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:2]), wrong)
    session = begin(app, learner_id, items[2:3])
    reply(session, right, Confidence.CERTAIN)
    view = app.progress.view(learner_id)
    assert (view.ready_today, view.ready_week) == (0, 3)
    clock.advance(days=1)
    assert app.progress.view(learner_id).ready_today == 2


def test_what_comes_first_is_to_be_reviewed_today_here_and_on_today(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session, harmful)
    critical = session.feedback(0).question.item.id
    finish(session)
    session.marks.ask_sooner(items[1].id, on=True)
    session.marks.ask_sooner(critical, on=True)
    view, today = app.progress.view(learner_id), app.practice.today(learner_id)
    assert (view.ready_today, view.ready_week) == (2, 3)
    assert (today.ready, today.urgent, today.ready_mostly) == (2, 2, "")
    assert app.sessions.open(app.practice.start_review(learner_id)).total == 2
    clock.advance(days=1)  # Now the first is due as well, and is not counted twice.
    assert app.progress.view(learner_id).ready_today == app.practice.today(learner_id).ready == 2


def test_an_error_put_right_today_is_to_be_reviewed_on_a_later_day_of_the_week(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:1]), harmful)
    finish(begin(app, learner_id, items[:1]))
    view = app.progress.view(learner_id)
    assert (view.ready_today, view.ready_week) == (0, 1)
    assert app.practice.today(learner_id).ready == 0


def test_the_forecast_starts_at_now_and_falls(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:2]))
    finish(begin(app, learner_id, items[2:3]), wrong)
    memory = memory_of(app, learner_id, items[0])
    clock.advance(days=2)
    forecast = app.progress.view(learner_id).forecast
    assert len(forecast) == 61
    assert forecast[0] == pytest.approx(recall_after(2, memory.stability))
    assert list(forecast) == sorted(forecast, reverse=True)


def test_of_very_many_memories_some_stand_for_all_in_the_forecast(
    app: Application,
    learner_id: str,
    items: Items,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for item in items:
        finish(begin(app, learner_id, [item]))
        clock.advance(days=1)
    exact = app.progress.view(learner_id).forecast
    monkeypatch.setattr(progress_review, "_ENOUGH_TRACES", 7)
    assert app.progress.view(learner_id).forecast == pytest.approx(exact, abs=0.05)


def test_the_forecast_can_be_that_of_one_topic(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:1]))
    assert app.progress.view(learner_id, topic=items[0].topic).forecast
    assert app.progress.view(learner_id, topic=items[1].topic).forecast == ()
    assert app.progress.view(learner_id, topic="no-such-topic").forecast == ()


def test_the_weakest_questions_come_weakest_first(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:2]), wrong)
    finish(begin(app, learner_id, items[:1]), right)
    finish(begin(app, learner_id, items[2:3]), right)
    found = app.progress.view(learner_id).weakest
    assert [(weak.item_id, weak.answers, weak.right) for weak in found] == [
        (items[1].id, 1, 0),
        (items[0].id, 2, 1),
    ]
    assert found[0].stem == items[1].stem
    assert found[0].topic_title == app.sources.topic_title(items[1].topic)


def test_another_desired_retention_changes_when_things_come_back_from_then_on(
    app: Application, learner_id: str, items: Items
) -> None:
    first = begin(app, learner_id, items[:1])
    reply(first)
    app.profiles.save_settings(learner_id, StudySettings(desired_retention=0.97))
    second = begin(app, learner_id, items[1:2])
    reply(second)
    early, late = second.feedback(0).due_day, first.feedback(0).due_day
    assert early is not None
    assert late is not None
    assert early < late
    assert app.progress.view(learner_id).retention == 0.97


def test_a_clock_set_back_makes_nothing_better_known_than_it_was(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:1]))
    known = app.progress.view(learner_id)
    clock.now -= timedelta(days=30)
    back = app.progress.view(learner_id)
    assert back.known == known.known
    assert back.forecast[0] == known.forecast[0] == 1.0


# Passing -------------------------------------------------------------------------------------


def standing(app: Application, learner_id: str) -> TopicPass:
    (found,) = app.progress.view(learner_id).passes
    assert found.topic == "overdose-response"
    return found


def overdose(items: Items) -> Items:
    return [item for item in items if item.topic == "overdose-response"]


def test_what_was_right_the_last_time_counts_towards_passing(
    app: Application, learner_id: str, items: Items
) -> None:
    asked = overdose(items)
    finish(begin(app, learner_id, asked))
    finish(begin(app, learner_id, asked[:1]), wrong)
    found = standing(app, learner_id)
    assert (found.right, found.open_errors, found.passed) == (len(asked) - 1, 0, False)
    assert found.needed > found.right


def test_a_topic_is_passed_when_no_critical_error_is_open(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    asked = overdose(items)
    ids = [item.id for item in asked]
    marks = ", ".join("?" * len(ids))
    app.database.execute(
        f"UPDATE item SET active = 0 WHERE topic = 'overdose-response' AND id NOT IN ({marks})", ids
    )
    finish(begin(app, learner_id, asked[:1]), harmful)
    finish(begin(app, learner_id, asked))
    assert (standing(app, learner_id).open_errors, standing(app, learner_id).passed) == (1, False)
    clock.advance(days=1)
    session = begin(app, learner_id, asked[:1])
    reply(session, right, Confidence.GUESS)
    assert standing(app, learner_id).open_errors == 1
    finish(begin(app, learner_id, asked[:1]))
    assert (standing(app, learner_id).open_errors, standing(app, learner_id).passed) == (0, True)


def test_a_harmful_action_in_a_scenario_is_a_critical_error_too(
    app: Application, learner_id: str, clock: Clock
) -> None:
    scenario_steps.served_scenario(app)
    scenario_steps.played(app, learner_id, *HARMFUL)
    assert standing(app, learner_id).open_errors == 2
    clock.advance(days=1)
    scenario_steps.played(app, learner_id, *PERFECT)
    assert standing(app, learner_id).open_errors == 0


def test_without_the_topic_there_is_nothing_to_pass(app: Application, learner_id: str) -> None:
    app.database.execute("UPDATE item SET active = 0 WHERE topic = 'overdose-response'")
    assert app.progress.view(learner_id).passes == ()
