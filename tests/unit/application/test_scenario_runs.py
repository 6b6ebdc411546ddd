"""The list of scenarios, the history of runs, and what the log says about a learner."""

from __future__ import annotations

from datetime import date

import pytest

from quizapp.application.scenario_views import CardState, HarmfulAct, HistoryRow
from quizapp.application.scenario_words import clock_words, signs_view
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import Review, ReviewStatus
from quizapp.domain.scenarios import Outcome, Signs
from quizapp.storage.scenario_store import ScenarioStore
from tests.conftest import Clock
from tests.unit.application.scenario_steps import begin, compile_scenario, play, played
from tests.unit.application.scenario_steps import served_scenario as serve
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT, scenario

FIRST_DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _served(app: Application) -> None:
    serve(app)


def test_a_scenario_that_was_never_tried_says_so(app: Application, learner_id: str) -> None:
    (card,) = app.scenarios.list(learner_id)
    assert (card.id, card.title, card.state) == ("T01", "In the kitchen", CardState.NOT_TRIED)
    assert (card.tries, card.best_points, card.passed, card.run_id) == (0, None, False, None)
    assert card.last_outcome is None


def test_the_card_of_a_scenario_tells_of_its_runs(
    app: Application, learner_id: str, clock: Clock
) -> None:
    played(app, learner_id, *PERFECT)
    clock.advance(minutes=5)
    played(app, learner_id, *HARMFUL)
    (card,) = app.scenarios.list(learner_id)
    assert (card.state, card.tries, card.best_points) == (CardState.TRIED, 2, 1.0)
    assert (card.passed, card.last_outcome) == (True, Outcome.WORSE)
    open_run = begin(app, learner_id, "look")
    (card,) = app.scenarios.list(learner_id)
    assert (card.state, card.run_id) == (CardState.UNDER_WAY, open_run.run_id)
    assert (card.steps_taken, card.tries) == (1, 2)


def test_scenarios_stand_in_file_order_and_drafts_do_not(app: Application, learner_id: str) -> None:
    compile_scenario(app, scenario(id="T00"), position=2)
    compile_scenario(app, scenario(id="T03", review=Review(ReviewStatus.DRAFT, "w")), position=1)
    assert [card.id for card in app.scenarios.list(learner_id)] == ["T01", "T00"]
    with pytest.raises(UserError, match="There are: T01, T00"):
        app.scenarios.start(learner_id, "T03")


def test_without_scenarios_there_is_none_to_start(app: Application, learner_id: str) -> None:
    app.database.execute("UPDATE scenario SET active = 0")
    assert app.scenarios.list(learner_id) == ()
    with pytest.raises(UserError, match="There is no scenario T01"):
        app.scenarios.start(learner_id, "T01")


def test_a_run_that_is_gone_cannot_be_opened(app: Application) -> None:
    with pytest.raises(UserError, match="is not there any more"):
        app.scenarios.open("nobody-knows")


def test_the_run_gone_on_with_last_is_the_unfinished_one(
    app: Application, learner_id: str, clock: Clock
) -> None:
    assert app.practice.open_scenario(learner_id) is None
    compile_scenario(app, scenario(id="T02", title="In the garden"), position=1)
    first = begin(app, learner_id, "look")
    clock.advance(minutes=1)
    app.scenarios.start(learner_id, "T02")
    found = app.practice.open_scenario(learner_id)
    assert found is not None
    assert (found.title, found.steps_taken) == ("In the garden", 0)
    clock.advance(minutes=1)
    play(first, "shout")
    found = app.practice.open_scenario(learner_id)
    assert found is not None
    assert (found.run_id, found.scenario_id, found.steps_taken) == (first.run_id, "T01", 2)


def test_the_history_holds_every_run_that_ended_the_newest_first(
    app: Application, learner_id: str, clock: Clock
) -> None:
    first = begin(app, learner_id, *HARMFUL)
    clock.advance(days=1)
    retry = app.scenarios.open(first.retry_from_first_mistake())
    play(retry, "spray", "breathe", "stay-with")
    begin(app, learner_id, "look")
    newest, oldest = app.scenarios.history(learner_id)
    assert (newest.run_id, newest.is_retry, newest.passed) == (retry.run_id, True, True)
    assert oldest == HistoryRow(
        run_id=first.run_id,
        scenario_id="T01",
        title="In the kitchen",
        day=FIRST_DAY,
        points=0.8,
        passed=False,
        outcome=Outcome.WORSE,
        harmful=2,
        is_retry=False,
    )


# What the log says -------------------------------------------------------------------------------


def test_critical_steps_are_counted_over_the_runs_that_ended(
    app: Application, learner_id: str
) -> None:
    first = begin(app, learner_id, *HARMFUL)
    retry = app.scenarios.open(first.retry_from_first_mistake())
    play(retry, "spray", "breathe", "stay-with")
    begin(app, learner_id, "shout")
    record = app.scenarios.critical_record(learner_id)
    # The second try took over the check and the call.
    assert [(step.name, step.done, step.missed) for step in record.steps] == [
        ("Call for help", 1, 0),
        ("Check for a response", 1, 0),
        ("Give breaths", 2, 0),
        ("Give naloxone", 2, 0),
        ("Stay until help takes over", 1, 1),
    ]


def test_a_harmful_action_is_open_until_the_scenario_is_passed_on_a_later_day(
    app: Application, learner_id: str, clock: Clock
) -> None:
    assert app.scenarios.critical_record(learner_id).open_harms == 0
    played(app, learner_id, *HARMFUL)
    played(app, learner_id, *PERFECT)
    record = app.scenarios.critical_record(learner_id)
    assert [harm.action for harm in record.harms] == ["Do wait", "Do cancel"]
    assert record.open_harms == 2
    clock.advance(days=1)
    begin(app, learner_id, "shout", "wait")
    played(app, learner_id, *PERFECT)
    record = app.scenarios.critical_record(learner_id)
    # That of today, in a run that was left, is the newest and still open.
    assert [harm.is_open for harm in record.harms] == [True, False, False]
    assert (record.harms[0].day, record.harms[0].title) == (date(2026, 3, 3), "In the kitchen")


def test_one_taken_while_the_clock_was_ahead_is_put_right_on_the_day_after_the_next(
    app: Application, learner_id: str, clock: Clock
) -> None:
    clock.set_by(days=1400)
    played(app, learner_id, *HARMFUL)
    clock.set_by(days=-1400)
    played(app, learner_id, *PERFECT)
    record = app.scenarios.critical_record(learner_id)
    assert (record.open_harms, record.harms[0].day) == (2, date(2026, 3, 2))
    clock.advance(days=1)
    played(app, learner_id, *PERFECT)
    assert app.scenarios.critical_record(learner_id).open_harms == 0


def test_a_scenario_passed_while_the_clock_was_ahead_puts_nothing_right_that_came_later(
    app: Application, learner_id: str, clock: Clock
) -> None:
    clock.set_by(days=1400)
    played(app, learner_id, *PERFECT)
    clock.set_by(days=-1400)
    played(app, learner_id, *HARMFUL)
    assert app.scenarios.critical_record(learner_id).open_harms == 2


def test_a_harmful_action_that_was_taken_again_is_told_once_and_open_ones_come_first(
    app: Application, learner_id: str, clock: Clock
) -> None:
    played(app, learner_id, *HARMFUL)
    clock.advance(days=1)
    played(app, learner_id, *PERFECT)
    begin(app, learner_id, *PERFECT[:4], "cancel")
    acts = app.scenarios.critical_record(learner_id).acts
    assert acts == (
        HarmfulAct(
            title="In the kitchen", action="Do cancel", times=2, day=date(2026, 3, 3), is_open=True
        ),
        HarmfulAct(
            title="In the kitchen", action="Do wait", times=1, day=date(2026, 3, 2), is_open=False
        ),
    )


def test_beliefs_are_told_with_scenario_day_and_time_and_none_twice(
    app: Application, learner_id: str, clock: Clock
) -> None:
    first = begin(app, learner_id, *PERFECT[:4], "cancel")
    clock.advance(days=1)
    retry = app.scenarios.open(first.retry_from_first_mistake())
    play(retry, "stay-with")
    events = ScenarioStore(app.database).belief_events(learner_id)
    assert [(event.run_id, event.position, event.chosen, event.day) for event in events] == [
        (first.run_id, 3, False, "2026-03-02"),
        (first.run_id, 4, True, "2026-03-02"),
        (retry.run_id, 4, False, "2026-03-03"),
    ]
    assert {(event.misconception, event.scenario_id) for event in events} == {("MC01", "T01")}
    assert events[0].at < events[-1].at == clock.now


def test_scenarios_leave_the_memory_of_items_alone(app: Application, learner_id: str) -> None:
    played(app, learner_id, *HARMFUL)
    assert app.database.rows("SELECT * FROM memory") == []
    assert app.practice.today(learner_id).answered_ever == 0
    assert app.rebuilding.rebuild() == 0
    assert len(app.scenarios.history(learner_id)) == 1


def test_deleting_a_learner_deletes_the_runs(app: Application, learner_id: str) -> None:
    played(app, learner_id, *HARMFUL)
    app.profiles.delete(learner_id)
    assert app.database.rows("SELECT * FROM scenario_run") == []
    assert app.database.rows("SELECT * FROM scenario_step") == []


# Words -------------------------------------------------------------------------------------------


def test_signs_are_told_in_words() -> None:
    seen = Signs(responds=True, breaths_per_minute=0, colour="grey", pupils="wide", oxygen=84)
    assert signs_view(seen).sentences == (
        "Responds",
        "Does not breathe",
        "Colour: grey",
        "Pupils: wide",
        "Oxygen on the monitor: 84 %",
    )


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0:00"), (65, "1:05"), (600, "10:00"), (4000, "66:40")]
)
def test_the_clock_shows_minutes_and_seconds(seconds: int, words: str) -> None:
    assert clock_words(seconds) == words
