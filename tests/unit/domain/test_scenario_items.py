"""A scenario as a question of a practice set: its answer is a path, and the path is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.answers import PathAnswer, answer_from_json, answer_to_json
from quizapp.domain.grading import grade, random_guess
from quizapp.domain.items import Level
from quizapp.domain.scenario_items import (
    MOST_SCENES,
    played,
    refuse_unplayable,
    scenario_item,
    words_to_read,
)
from quizapp.domain.scenarios import Late, Scenario
from quizapp.domain.set_filling import FillLine, Sort
from quizapp.domain.set_timing import set_time
from quizapp.domain.sheets import (
    MOST_ACTIONS,
    SheetQuestion,
    example_answer,
    own_answer,
    read_answer,
    sheet_question,
    shuffled_orders,
)
from quizapp.domain.sittings import Place
from tests.unit.domain.scenario_factory import (
    HARMFUL,
    PERFECT,
    action,
    scenario,
    with_action,
    with_scene,
)

ITEM = scenario_item(scenario())
ASKED = SheetQuestion(kind="scenario", stem="In the kitchen. A housemate lies on the floor.")


def test_a_scenario_is_asked_by_its_title_and_story_and_nothing_of_what_comes_of_it() -> None:
    assert shuffled_orders(ITEM, None) == ()  # type: ignore[arg-type]
    assert sheet_question(ITEM, ()) == ASKED
    assert (ITEM.id, ITEM.topic, ITEM.level) == ("T01", "overdose-response", Level.ANALYSE)
    assert ITEM.beliefs == {"MC01"}
    assert random_guess(ITEM) is None


def test_a_run_without_mistakes_has_full_points() -> None:
    marked = grade(ITEM, PathAnswer(PERFECT))
    assert (marked.points, marked.is_right, marked.critical_error) == (1.0, True, False)


def test_harm_and_a_bad_end_take_the_share_of_a_good_end_and_are_a_critical_error() -> None:
    marked = grade(ITEM, PathAnswer(HARMFUL))
    assert marked.points == pytest.approx(4 / 6)
    assert marked.critical_error
    assert marked.misconceptions == ("MC01",)


def test_a_death_is_a_critical_error_though_every_action_only_lost_time() -> None:
    late = with_scene("floor", late=Late(60, "died"))
    marked = grade(scenario_item(late), PathAnswer(("read-label",)))
    assert (marked.points, marked.critical_error) == (0.0, True)


def test_a_run_that_was_left_counts_as_far_as_it_was_played() -> None:
    marked = grade(ITEM, PathAnswer(("shout", "phone")))
    assert (marked.points, marked.critical_error) == (pytest.approx(2 / 6), False)
    assert grade(ITEM, None).points == 0


@pytest.mark.parametrize(
    "actions", [("fly",), ("shout", "shout"), ("look", "look"), (*PERFECT, "look")]
)
def test_actions_that_cannot_be_taken_are_refused(actions: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"no action|done already"):
        grade(ITEM, PathAnswer(actions))
    with pytest.raises(ValueError, match=r"no action|done already"):
        played(ITEM, PathAnswer(actions))


def test_whether_a_run_has_ended_is_said_by_its_actions_and_not_by_who_hands_it_in() -> None:
    boasted = PathAnswer(("shout",), ended=True)
    assert own_answer(ITEM, (), boasted) == PathAnswer(("shout",), ended=False)
    assert own_answer(ITEM, (), PathAnswer(PERFECT)) == PathAnswer(PERFECT, ended=True)


def test_a_path_is_read_and_written_as_the_ids_of_its_actions() -> None:
    written = answer_to_json(PathAnswer(("shout",), ended=False))
    assert written == {"actions": ["shout"], "ended": False}
    assert read_answer(ASKED, written) == PathAnswer(("shout",))
    assert answer_from_json("scenario", written) == PathAnswer(("shout",))
    assert read_answer(ASKED, {"actions": ["shout"], "ended": True}) == PathAnswer(("shout",), True)
    assert "actions" in example_answer("scenario")


@pytest.mark.parametrize(
    "given",
    [
        {"actions": "shout"},
        {"actions": []},
        {"actions": ["a"] * (MOST_ACTIONS + 1)},
        {"actions": [1]},
        {"actions": ["a" * 101]},
        {"actions": ["a"], "ended": 1},
        {"actions": ["a"], "points": 1},
        {"ended": True},
    ],
)
def test_what_is_no_path_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="actions"):
        read_answer(ASKED, given)


def test_a_scenario_is_answered_when_its_end_is_reached() -> None:
    assert not Place().is_answered
    assert not Place(answer=PathAnswer(("shout",))).is_answered
    assert Place(answer=PathAnswer(PERFECT, ended=True)).is_answered


def test_a_scenario_takes_the_words_on_its_good_way_or_the_time_that_was_measured() -> None:
    words = words_to_read(scenario())
    assert 50 < words < 150
    assert set_time([ITEM], {}).ms == round(words * 60_000 / 200)
    assert set_time([ITEM], {"scenario": 240_000}).ms == 240_000


def test_a_set_is_filled_with_scenarios_only_where_a_line_asks_for_them() -> None:
    sort = Sort("overdose-response", Level.ANALYSE, "scenario")
    assert not FillLine("overdose-response", 1).fits(sort)
    assert FillLine("overdose-response", 1, kind="scenario").fits(sort)


def test_a_sound_scenario_is_not_refused() -> None:
    refuse_unplayable(scenario())


def _misnamed() -> Scenario:
    sound = scenario()
    return replace(sound, scenes={"other": sound.scenes["floor"], **sound.scenes})


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (scenario(scenes={}), f"up to {MOST_SCENES} scenes"),
        (_misnamed(), "two names"),
        (scenario(truth=5), "where a text is due"),
        (with_action("floor", "look", feedback=None), "where a text is due"),
        (scenario(start="nowhere"), "is not there"),
        (with_action("floor", "shout", to="nowhere"), "is not there"),
        (with_scene("flat", late=Late(10, "nowhere")), "is not there"),
        (with_scene("flat", actions=()), "offers 1 to 9"),
        (with_scene("saved", actions=(action("go"),)), "offers 1 to 9"),
        (with_scene("floor", actions=tuple(action(f"a{n}") for n in range(10))), "offers 1 to 9"),
        (with_scene("floor", actions=(action("a"), action("a"))), "have one id"),
        (with_action("floor", "look", cost_s=-1), "up to a day"),
        (scenario(reference_path=PERFECT[:2]), "does not reach an end"),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused(bad: Scenario, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        refuse_unplayable(bad)
