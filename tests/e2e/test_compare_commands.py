"""Comparisons in the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from quizapp.domain.statistics import similarity
from tests.delivery.test_comparing import CEDAR, assign_again
from tests.delivery.world import ALL_RIGHT, World
from tests.e2e.conftest import Command


@pytest.fixture
def after(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    """Maya had a critical error before and none after; Jonas had everything right both times."""
    world = World.make(tmp_path, open_app, environment)
    world.assign()
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | CEDAR)
    world.hand_in(jonas)
    assign_again(world, "week-4")
    for path in sorted((world.folder / "sets").glob("week-4-*.quizset")):
        world.hand_in(path)
    world.collect()
    return world


def test_what_changed_is_said_in_lines(quizapp: Command, after: World) -> None:
    lines = quizapp("compare", "week-3", "week-4").out.splitlines()
    assert lines[1] == "2 learners handed both in; their first attempts count."
    assert lines[0] == ("Typical change: +6.2 percentage points; too few learners for an interval.")
    assert lines[2] == "Week 3: median 94% right; 50% have everything right."
    assert "scores changed for 1 learner; p = 1 (counted out)" in lines[4]
    assert lines[5].startswith("More than 15% have everything right on one side")
    assert lines[6].startswith("Learners with a critical error: 1 before, 0 after;")
    assert lines[7].endswith(
        ": 1 wrong before and right after, 0 the other way round; 0 wrong both"
        " times, 1 right both times."
    )


def test_programs_get_the_change_with_every_pair(quizapp: Command, after: World) -> None:
    words = ("compare", "week-3", "week-4", "--attempts", "best", "--json")
    said = json.loads(quizapp(*words).out)
    assert (said["pairs"], said["attempts"], said["ceiling"]) == (2, "best", True)
    assert said["before"]["everything_right"]["value"] == 0.5
    assert said["change_points"] == {"value": 6.25, "n": 2, "low": None, "high": None}
    assert said["wilcoxon"] == {"n": 1, "up": 1, "down": 0, "p": 1, "exact": True, "r": 1}
    assert said["misconceptions"][0]["misconception"] == "MC01"
    assert [one["change_points"] for one in said["learners"]] == [12.5, 0]


def test_a_comparison_is_written_as_a_report(quizapp: Command, after: World) -> None:
    out = after.folder / "reports"
    words = ("compare", "week-3", "week-4", "--out", str(out))
    assert quizapp(*words, "--format", "html").out.splitlines()[-1] == (
        f"Wrote {out / 'week-3-week-4-comparison.html'}."
    )
    assert json.loads(quizapp(*words, "--json").out)["pairs"] == 2
    assert len(list(out.glob("*.csv"))) == 3


def test_a_form_without_a_folder_is_refused(quizapp: Command, after: World) -> None:
    said = quizapp("compare", "week-3", "week-4", "--format", "pdf")
    assert said.status == 1
    assert "no folder is named. Add --out FOLDER" in said.err


def test_before_anybody_handed_both_in_there_is_nothing_to_compare(
    quizapp: Command, after: World
) -> None:
    assign_again(after, "week-5")
    said = quizapp("compare", "week-4", "week-5").out
    assert said.splitlines()[:1] == ["Nobody has a before and an after yet."]


def test_too_few_answers_say_nothing_of_likeness(quizapp: Command, after: World) -> None:
    assert quizapp("similar", "week-3").out.startswith("Too few answers to say: ")
    said = json.loads(quizapp("similar", "week-3", "--json").out)
    assert said == {
        "assignment": "week-3",
        "learners": 2,
        "pairs": 0,
        "enough": False,
        "alike": [],
    }


def test_what_is_alike_is_said_as_a_hint_with_its_false_alarms(
    quizapp: Command, after: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity, "FEWEST_LEARNERS", 2)
    monkeypatch.setattr(similarity, "FEWEST_QUESTIONS", 8)
    monkeypatch.setattr(similarity, "worth_counting", lambda _pairs: -9.0)
    monkeypatch.setattr(similarity, "MOST_EXPECTED", 1.0)
    after.hand_in(after.sets()[1], ALL_RIGHT | {"2": {"options": ["Birch"]}})
    after.collect()
    first, pair, alarms, hint = quizapp("similar", "week-3").out.splitlines()
    assert first.endswith("1 pair is more alike than chance explains.")
    assert pair.startswith("Maya and Jonas: 6 of 8 answers the same, 0 of them wrong;")
    assert alarms.startswith("Pairs are named when chance alone gives")
    assert hint.startswith("A hint, not proof")
    (alike,) = json.loads(quizapp("similar", "week-3", "--json").out)["alike"]
    assert (alike["names"], alike["same"], alike["questions"]) == (["Maya", "Jonas"], 6, 8)
    assert alike["expected_false_alarms"] == alike["chance"] == 1
