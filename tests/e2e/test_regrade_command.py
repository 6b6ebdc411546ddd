"""Regrading in the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from tests.delivery.world import ALL_RIGHT, World
from tests.e2e.conftest import Command

BIRCH = {"1": {"option": "Birch"}}


@pytest.fixture
def marked(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    """Maya took a wrong answer that turns out to be the right one, and a harmful one; Jonas not."""
    world = World.make(tmp_path, open_app, environment)
    world.assign()
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | BIRCH | {"5": {"option": "Cedar"}})
    world.hand_in(jonas)
    world.collect()
    return world


def test_a_dry_run_changes_nothing_and_a_commit_is_kept_with_its_reason(
    quizapp: Command, marked: World
) -> None:
    asked = quizapp("regrade", "week-3", "--full-marks", "own-1", "--leave-out", "own-5")
    assert asked.out.splitlines() == [
        "own-1, full marks for everybody: of 2 answers, 1 gain and 0 lose; 1 right before, 2 then.",
        "own-5, left out: counts for nobody; of 2 answers, 1 was right.",
        "Maya: 6 of 8 right (6 points, 1 critical), then 7 of 7 right (7 points); newly passes",
        "Of 2 learners 1 gain and 0 lose; 1 newly pass, 0 newly fail.",
        "Nothing was changed. To keep it, add --commit --reason TEXT.",
    ]
    assert quizapp("regrade", "week-3", "--history").out == "It was never regraded.\n"
    words = ("--full-marks", "own-1", "--commit", "--reason", "Nobody could know.")
    assert "Kept. The marks so far stay" in quizapp("regrade", "week-3", *words).out
    history = quizapp("regrade", "week-3", "--history").out
    assert re.match(r"\d+ \w+ \d{4}, \d\d:\d\d \(UTC[+-]\d\d:\d\d\): Nobody could know.\n", history)
    assert "then 7 of 8 right (7 points, 1 critical)\n" in history


def test_one_point_is_said_to_be_one(quizapp: Command, marked: World) -> None:
    words = [word for number in range(2, 8) for word in ("--leave-out", f"own-{number}")]
    said = quizapp("regrade", "week-3", *words).out
    assert "Maya: 6 of 8 right (6 points, 1 critical), then 1 of 2 right (1 point)" in said


def test_programs_get_all_of_it_as_json(quizapp: Command, marked: World) -> None:
    said = json.loads(quizapp("regrade", "week-3", "--full-marks", "own-1", "--json").out)
    assert (said["committed"], said["results"], said["gain"], said["lose"]) == (False, 2, 1, 0)
    assert said["questions"] == [
        {
            "item": "own-1",
            "treatment": "full_marks",
            "answers": 2,
            "gain": 1,
            "lose": 0,
            "right_before": 1,
            "right_after": 2,
            "reworded": False,
        }
    ]
    maya, _ = said["learners"]
    assert (maya["name"], maya["before"]["right"], maya["after"]["right"]) == ("Maya", 6, 7)
    words = ("--full-marks", "own-1", "--commit", "--reason", "So be it", "--json")
    assert json.loads(quizapp("regrade", "week-3", *words).out)["committed"] is True
    (past,) = json.loads(quizapp("regrade", "week-3", "--history", "--json").out)["regrades"]
    assert (past["reason"], past["learners"]) == ("So be it", said["learners"])


def test_a_mended_bank_is_read_and_a_reworded_question_is_named(
    quizapp: Command, marked: World
) -> None:
    bank = marked.folder / "own.yaml"
    text = bank.read_text(encoding="utf-8").replace("stem: How many?", "stem: How many trees?")
    bank.write_text(text, encoding="utf-8")
    said = quizapp("regrade", "week-3", "--bank", bank).out
    assert "own-8 is worded otherwise now than learners saw it." in said


@pytest.mark.parametrize("words", [("--commit",), ("--reason", "Why not")])
def test_keeping_takes_both_the_word_and_a_reason(
    quizapp: Command, marked: World, words: tuple[str, ...]
) -> None:
    done = quizapp("regrade", "week-3", "--full-marks", "own-1", *words)
    assert (done.status, done.out) == (1, "")
    assert "--commit and --reason together" in done.err
