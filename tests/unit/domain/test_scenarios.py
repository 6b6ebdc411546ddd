"""Scenarios: what an action does, how scenes end, what a run is worth and gives away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.items import Review, ReviewStatus
from quizapp.domain.scenario_runs import RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import (
    BeliefMeeting,
    Outcome,
    act,
    begin,
    belief_meetings,
    first_mistake,
    grade_run,
    open_actions,
    replay,
)
from tests.conftest import START
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT, scenario, with_action

SOUND = scenario()


def where(*actions: str) -> tuple[str, int]:
    moment = replay(SOUND, actions)[-1]
    return moment.scene, moment.at_s


def test_drafts_are_not_served() -> None:
    assert SOUND.is_served
    assert not scenario(review=Review(ReviewStatus.DRAFT, "writer")).is_served


def test_an_action_takes_its_time_and_stays_in_the_scene_unless_it_leads_on() -> None:
    assert where() == ("floor", 0)
    assert where("look") == ("floor", 5)
    assert where("look", "shout") == ("flat", 15)


@pytest.mark.parametrize(
    "order", [("phone", "spray", "breathe"), ("breathe", "phone", "spray")], ids=["call", "breaths"]
)
def test_a_scene_ends_when_all_is_done_in_any_order(order: tuple[str, ...]) -> None:
    assert where("shout", *order[:2])[0] == "flat"
    assert where("shout", *order) == ("awake", 75)


def test_a_scene_ends_when_its_time_has_run_out() -> None:
    assert where("shout", "wait")[0] == "flat"
    assert where("shout", "wait", "look-out") == ("died", 310)


def test_what_has_been_done_in_a_scene_cannot_be_done_again() -> None:
    moment = act(SOUND, begin(SOUND), "look")
    assert [action.id for action in open_actions(SOUND, moment)] == ["shout", "read-label"]
    with pytest.raises(ValueError, match="done already"):
        act(SOUND, moment, "look")
    with pytest.raises(KeyError):
        act(SOUND, moment, "spray")


def test_a_perfect_run_passes_with_the_time_of_each_critical_step() -> None:
    grade = grade_run(SOUND, PERFECT)
    assert (grade.points, grade.passed, grade.outcome) == (1.0, True, Outcome.SAVED)
    assert grade.done_at_s == {"check": 10, "call": 30, "naloxone": 45, "breaths": 75, "stay": 375}


def test_a_harmful_action_bars_from_passing_and_gives_a_belief_away() -> None:
    grade = grade_run(SOUND, HARMFUL)
    assert (grade.passed, grade.outcome, grade.points) == (False, Outcome.WORSE, 0.8)
    assert grade.harmful == ("wait", "cancel")
    assert grade.misconceptions == ("MC01",)
    assert grade.done_at_s["stay"] is None
    harmed_and_saved = grade_run(SOUND, (*HARMFUL[:-1], "stay-with"))
    assert (harmed_and_saved.points, harmed_and_saved.passed) == (1.0, False)


def test_a_step_counts_from_when_it_was_first_done() -> None:
    twice = with_action("awake", "call-again", does=("call",), cost_s=5)
    assert (
        grade_run(twice, ("shout", "phone", "spray", "breathe", "call-again")).done_at_s["call"]
        == 30
    )


def test_without_critical_steps_there_are_no_points() -> None:
    assert grade_run(scenario(critical=()), PERFECT).points == 0.0


def test_the_first_mistake_is_the_first_harm_or_loss_of_time() -> None:
    assert first_mistake(SOUND, PERFECT) is None
    assert first_mistake(SOUND, HARMFUL) == 2
    assert first_mistake(SOUND, ("look", "read-label", "shout", "wait")) == 1


def test_a_belief_is_met_where_its_action_is_taken_or_its_scene_is_left_without_it() -> None:
    assert belief_meetings(SOUND, HARMFUL) == (
        BeliefMeeting(2, "MC01", chosen=True),
        BeliefMeeting(5, "MC01", chosen=True),
    )
    assert belief_meetings(SOUND, PERFECT) == (
        BeliefMeeting(3, "MC01", chosen=False),
        BeliefMeeting(4, "MC01", chosen=False),
    )
    assert belief_meetings(SOUND, PERFECT[:3]) == ()


def test_two_actions_of_one_belief_in_a_scene_are_one_meeting() -> None:
    double = with_action("flat", "doze", misconception="MC01")
    assert belief_meetings(double, ("shout", "wait", "doze", "phone", "spray", "breathe")) == (
        BeliefMeeting(1, "MC01", chosen=True),
    )


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_run_ends_and_is_graded_without_a_surprise(rng: object) -> None:
    moment, taken = begin(SOUND), []
    while SOUND.scenes[moment.scene].end is None:
        choice = rng.choice(open_actions(SOUND, moment))  # type: ignore[attr-defined]
        taken.append(choice.id)
        moment = act(SOUND, moment, choice.id)
    grade = grade_run(SOUND, tuple(taken))
    assert grade.outcome is SOUND.scenes[moment.scene].end
    assert 0 <= grade.points <= 1
    assert grade.passed <= (grade.points == 1)
    assert replay(SOUND, tuple(taken))[-1] == moment


def test_a_run_knows_its_actions_and_what_it_took_over() -> None:
    step = RunStep(
        position=0, scene="floor", action="shout", at_s=10, ms=0, acted_at=START, day="2026-03-02"
    )
    run = ScenarioRun(
        id="r",
        learner_id="l",
        scenario_id="T01",
        version="v",
        seed=1,
        state=RunState.OPEN,
        started_at=START,
        steps=(replace(step, is_replayed=True), replace(step, position=1, action="phone")),
    )
    assert (run.actions, run.replayed) == (("shout", "phone"), 1)
