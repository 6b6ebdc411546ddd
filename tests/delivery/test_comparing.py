"""Learners compared with each other, and two assignments of a cohort with each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.application import comparison_words as words
from quizapp.application.regrading import Choices
from quizapp.domain.errors import UserError
from quizapp.domain.statistics import similarity
from tests.delivery.world import ALL_RIGHT, World

CEDAR = {"1": {"option": "Cedar"}}
BIRCH = {"1": {"option": "Birch"}}


@pytest.fixture
def after(world: World) -> World:
    """Maya had a critical error before and none after; Jonas had everything right both times."""
    world.assign(attempts=2)
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | CEDAR)
    world.hand_in(jonas)
    world.collect()
    assign_again(world, "week-4")
    for path in sorted((world.folder / "sets").glob("week-4-*.quizset")):
        world.hand_in(path)
    world.collect()
    return world


def assign_again(world: World, name: str, cohort: str = "class") -> None:
    path = world.folder / "again.yaml"
    text = world.spec(attempts=2).read_text(encoding="utf-8").replace("week-3", name)
    path.write_text(text, encoding="utf-8")
    world.trainer.assigning.assign(path, cohort, world.folder / "sets", world.key)


def test_two_assignments_are_compared_learner_by_learner(after: World) -> None:
    report = after.trainer.comparing.effect("week-3", "week-4")
    assert [(one.member.name, one.change) for one in report.effect.pairs] == [
        ("Maya", 12.5),
        ("Jonas", 0),
    ]
    assert (report.before.id, report.after.id) == ("week-3", "week-4")
    (belief,) = report.effect.beliefs
    assert (belief.misconception, belief.shift.wrong_right) == ("MC01", 1)
    assert words.belief_name(report, belief) == report.beliefs["MC01"]
    assert words.critical_words(report) == (
        "Learners with a critical error: 1 before, 0 after; 1 only before, 0 only after."
    )
    assert words.ceiling_words(report).startswith("More than 15% have everything right")


def test_a_question_with_full_marks_for_everybody_tells_nothing_of_beliefs(after: World) -> None:
    regrading = after.trainer.regrading
    for one in ("own-1", "own-2", "own-3", "own-4", "own-5"):
        mendings = regrading.mendings("week-4", (), Choices(full_marks=[one]))
        regrading.commit("week-4", mendings, "Nobody could know.")
    assert after.trainer.comparing.effect("week-3", "week-4").effect.beliefs == ()
    assert after.trainer.comparing.similar("week-4").found.pairs == 0


def test_the_best_attempts_can_be_compared(after: World) -> None:
    maya, _ = after.sets()
    after.hand_in(maya, ALL_RIGHT, anew=True)
    after.collect()
    first = after.trainer.comparing.effect("week-3", "week-4")
    best = after.trainer.comparing.effect("week-3", "week-4", counts_first=False)
    assert [one.effect.pairs[0].change for one in (first, best)] == [12.5, 0]
    assert "their best attempts count" in words.pairs_words(best)


def test_only_two_assignments_of_one_cohort_can_be_compared(after: World) -> None:
    comparing = after.trainer.comparing
    with pytest.raises(UserError, match="one and the same"):
        comparing.effect("week-3", "week-3")
    (after.folder / "other.csv").write_text("name\nIda\n", encoding="utf-8")
    after.trainer.cohorts.import_roster(after.folder / "other.csv")
    assign_again(after, "week-5", "other")
    with pytest.raises(UserError, match="went to two cohorts"):
        comparing.effect("week-3", "week-5")
    with pytest.raises(UserError, match="no assignment week-9"):
        comparing.effect("week-3", "week-9")


def test_a_comparison_is_handed_on_as_a_file_and_as_fields(after: World) -> None:
    comparing = after.trainer.comparing
    report = comparing.effect("week-3", "week-4")
    written = comparing.write(report, "json", after.folder / "out")
    assert [path.name for path in written.paths] == ["week-3-week-4-comparison.json"]
    assert json.loads(written.paths[0].read_bytes()) == comparing.fields(report)


def test_few_learners_are_not_compared_with_each_other(after: World) -> None:
    report = after.trainer.comparing.similar("week-3")
    assert not report.found.is_enough
    assert words.similarity_words(report) == (
        "Too few answers to say: it takes 20 learners who handed in (there are 2) and 20 questions"
        " that both of a pair have answered."
    )


def test_learners_with_the_same_wrong_answers_are_named_as_a_hint(
    world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(similarity, "FEWEST_LEARNERS", 3)
    monkeypatch.setattr(similarity, "FEWEST_QUESTIONS", 8)
    monkeypatch.setattr(similarity, "worth_counting", lambda _pairs: 0.1)
    monkeypatch.setattr(similarity, "MOST_EXPECTED", 3)
    (tmp_path / "class.csv").write_text("name\nIda\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(tmp_path / "class.csv")
    world.assign()
    for path, wrong in zip(world.sets(), (BIRCH, BIRCH, CEDAR), strict=True):
        world.hand_in(path, ALL_RIGHT | wrong | {"8": {"number": "7312.9"}})
    world.collect()
    report = world.trainer.comparing.similar("week-3")
    (pair,) = report.found.alike
    assert [report.members[one].name for one in (pair.first, pair.second)] == ["Maya", "Jonas"]
    assert (pair.same, pair.same_wrong) == (8, 1)
    assert words.similarity_words(report).endswith("1 pair is more alike than chance explains.")
    assert words.pair_words(report, pair).startswith(
        "Maya and Jonas: 8 of 8 answers the same, 1 of them wrong; about "
    )
    monkeypatch.setattr(similarity, "MOST_EXPECTED", 0.0)
    calm = world.trainer.comparing.similar("week-3")
    assert words.similarity_words(calm).endswith("None is more alike than chance explains.")
