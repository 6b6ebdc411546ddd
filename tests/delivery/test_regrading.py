"""Regrading: first what would change, then all of it or nothing, and old marks stay on record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.regrading import Choices, RegradeView
from quizapp.application.reports.grids import matrix_grids
from quizapp.domain.errors import UserError
from quizapp.domain.regrading import Treatment
from tests.delivery.world import ALL_RIGHT, BANK, BODIES, OPTIONS, World

BIRCH = {"1": {"option": "Birch"}}
CEDAR = {"1": {"option": "Cedar"}}
BIRCH_IS_RIGHT = OPTIONS.replace("Amber, correct: true", "Amber").replace(
    "Birch,", "Birch, correct: true,"
)


@pytest.fixture
def marked(world: World) -> World:
    """Maya took Birch in question 1, Jonas Amber; everything else is right."""
    world.assign(attempts=2)
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | BIRCH)
    world.hand_in(jonas)
    world.collect()
    return world


def bank(world: World, old: str, new: str, kind: str = "single_best") -> Path:
    """Write the bank with something mended in the question of a kind."""
    mended = BODIES[kind].replace(old, new)
    assert mended != BODIES[kind]
    return write(world, BANK.replace(BODIES[kind], mended))


def write(world: World, text: str) -> Path:
    path = world.folder / "mended" / "own.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def preview(world: World, *banks: Path, **choices: Sequence[str]) -> RegradeView:
    regrading = world.trainer.regrading
    return regrading.preview("week-3", regrading.mendings("week-3", banks, Choices(**choices)))


def commit(world: World, *banks: Path, reason: str = "Why not", **choices: Any) -> RegradeView:
    regrading = world.trainer.regrading
    mendings = regrading.mendings("week-3", banks, Choices(**choices))
    return regrading.commit("week-3", mendings, reason)


def right(world: World) -> list[tuple[int, int]]:
    """How many answers of how many are right, learner by learner."""
    report = world.trainer.score_reporting.report("week-3")
    return [(one.best.right, len(one.best.grades)) for one in report.scores if one.best]


def test_a_dry_run_says_who_gains_and_who_loses_and_keeps_nothing(marked: World) -> None:
    view = preview(marked, bank(marked, OPTIONS, BIRCH_IS_RIGHT))
    (question,) = view.questions
    assert (question.item_id, question.treatment) == ("own-1", Treatment.KEY)
    assert (question.answers, question.gain, question.lose) == (2, 1, 1)
    assert (question.right_before, question.right_after) == (1, 1)
    maya, jonas = view.learners
    assert (maya.member.name, maya.before.right, maya.after.right) == ("Maya", 7, 8)
    assert (jonas.member.name, jonas.share, jonas.is_none) == ("Jonas", -0.125, False)
    assert (view.gain, view.lose, view.results, view.reworded) == (1, 1, 2, ())
    assert (view.now_pass, view.now_fail) == ((), ())
    assert right(marked) == [(7, 8), (8, 8)]
    assert marked.trainer.regrading.history("week-3") == ()


def test_a_regrade_that_is_kept_counts_in_the_report(marked: World) -> None:
    view = commit(marked, bank(marked, OPTIONS, BIRCH_IS_RIGHT))
    assert right(marked) == [(8, 8), (7, 8)]
    assert view.lose == 1


def test_who_passes_and_who_fails_from_now_on_is_named(marked: World) -> None:
    maya, _ = marked.sets()
    marked.hand_in(maya, ALL_RIGHT | CEDAR, anew=True)
    marked.collect()
    harmless = bank(marked, "harm: true, ", "")
    assert preview(marked, harmless).now_pass == ()
    # The better attempt of Maya counts; as soon as it is a critical error, the other one does.
    harmful = bank(marked, "text: Birch", "text: Birch, harm: true")
    view = preview(marked, harmful)
    assert [one.member.name for one in view.now_fail] == ["Maya"]
    commit(marked, harmful)
    back = preview(marked, marked.folder / "own.yaml")
    assert [one.member.name for one in back.now_pass] == ["Maya"]


def test_full_marks_go_to_everybody_and_clear_a_critical_error(world: World) -> None:
    world.assign()
    maya, jonas = world.sets()
    world.hand_in(maya, ALL_RIGHT | CEDAR)
    world.hand_in(jonas, ALL_RIGHT | {"1": None})
    world.collect()
    view = commit(world, full_marks=["own-1"])
    assert (view.gain, [one.member.name for one in view.now_pass]) == (2, ["Maya"])
    assert view.learners[0].after.critical == 0
    assert right(world) == [(8, 8), (8, 8)]


def test_the_other_questions_keep_their_numbers_in_reports(marked: World, tmp_path: Path) -> None:
    commit(marked, leave_out=["own-2"])
    reporting = marked.trainer.score_reporting
    report = reporting.report("week-3")
    assert report.numbers == (1, 3, 4, 5, 6, 7, 8)
    assert report.statistics is not None
    assert [row.number for row in report.statistics.rows] == [1, 3, 4, 5, 6, 7, 8]
    (pages,) = {tuple(one.number for one in page.items) for page in reporting.learners(report)}
    assert pages == report.numbers
    reporting.write(report, "csv", tmp_path)
    heads = (tmp_path / "week-3-matrix.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    assert heads.startswith("name,reference,1: own-1,3: own-3,4: own-4")
    (grid,) = matrix_grids(report)
    assert [column.head for column in grid.columns][1:] == ["1", "3", "4", "5", "6", "7", "8"]


def test_a_question_that_is_left_out_counts_for_nobody_and_can_be_brought_back(
    marked: World,
) -> None:
    view = commit(marked, leave_out=["own-1", "own-2"])
    assert [(one.item_id, one.gain, one.lose) for one in view.questions] == [
        ("own-1", 0, 1),
        ("own-2", 0, 2),
    ]
    assert all(one.is_left_out for one in view.questions)
    assert right(marked) == [(6, 6), (6, 6)]
    assert marked.trainer.score_reporting.report("week-3").items[0].id == "own-3"
    standing = marked.trainer.regrading.questions("week-3")
    assert [one.treatment for one in standing[:3]] == [
        Treatment.LEFT_OUT,
        Treatment.LEFT_OUT,
        Treatment.KEY,
    ]
    assert (standing[0].item_id, standing[0].stem) == ("own-1", "Which one?")
    back = commit(marked, by_key=["own-1"])
    assert [one.gain for one in back.questions] == [1]
    assert not back.questions[0].is_left_out
    assert right(marked) == [(6, 7), (7, 7)]


def test_an_earlier_choice_stands_when_the_key_is_mended_later(marked: World) -> None:
    commit(marked, leave_out=["own-1"])
    mended = bank(marked, OPTIONS, BIRCH_IS_RIGHT)
    assert commit(marked, mended).questions[0].treatment is Treatment.LEFT_OUT
    assert right(marked) == [(7, 7), (7, 7)]
    assert commit(marked, by_key=["own-1"]).lose == 1
    assert right(marked) == [(8, 8), (7, 8)]


def test_results_that_come_later_are_marked_in_the_new_way(marked: World) -> None:
    intake = marked.trainer.intake
    maya, jonas = marked.sets()
    # This intake has seen the assignment before it is regraded.
    marked.hand_in(jonas, ALL_RIGHT | BIRCH)
    (row,) = [row for row in intake.collect(marked.inbox, marked.key) if row.outcome == "taken in"]
    assert row.result is not None
    assert (row.result.right, len(row.result.grades)) == (7, 8)
    commit(marked, bank(marked, OPTIONS, BIRCH_IS_RIGHT), leave_out=["own-2"])
    marked.hand_in(maya, ALL_RIGHT)
    (row,) = [row for row in intake.collect(marked.inbox, marked.key) if row.outcome == "taken in"]
    assert row.result is not None
    assert (row.result.right, len(row.result.grades)) == (6, 7)
    assert right(marked) == [(6, 7), (7, 7)]


def test_old_marks_stay_in_the_record_with_the_reasons(marked: World) -> None:
    commit(marked, bank(marked, OPTIONS, BIRCH_IS_RIGHT), reason=" Birch is\nright. ")
    maya, _ = marked.sets()
    marked.hand_in(maya, ALL_RIGHT | CEDAR, anew=True)
    marked.collect()
    commit(marked, full_marks=["own-1"], reason="Nobody could know.")
    first, second = marked.trainer.regrading.history("week-3")
    assert (first.reason, second.reason) == ("Birch is right.", "Nobody could know.")
    assert [(one.before.right, one.after.right) for one in first.view.learners] == [(7, 8), (8, 7)]
    # What came in after the first regrade had no part in it.
    assert (first.view.results, second.view.results) == (2, 3)
    assert [(one.before.right, one.after.right) for one in second.view.learners] == [(8, 8), (7, 8)]
    kept = marked.trainer.database.rows("SELECT grades FROM received_result ORDER BY rowid")
    assert kept[0][0].startswith("[[0.0,0,[]]")


@pytest.mark.parametrize("table", ["regrade", "marking"])
def test_nothing_of_the_record_can_be_changed_or_taken_away(marked: World, table: str) -> None:
    commit(marked, full_marks=["own-1"])
    column = "reason" if table == "regrade" else "grades"
    for statement in (f"UPDATE {table} SET {column} = ''", f"DELETE FROM {table}"):
        with pytest.raises(Exception, match="append-only"):
            marked.trainer.database.execute(statement)


def test_a_regrade_that_fails_half_way_changes_nothing(marked: World) -> None:
    marked.trainer.database.execute(
        "CREATE TEMP TRIGGER stumble BEFORE INSERT ON marking"
        " WHEN (SELECT count(*) FROM marking) = 1 BEGIN SELECT RAISE(ABORT, 'stumbled'); END"
    )
    with pytest.raises(Exception, match="stumbled"):
        commit(marked, full_marks=["own-1"])
    assert marked.trainer.regrading.history("week-3") == ()
    assert right(marked) == [(7, 8), (8, 8)]


def test_a_question_that_is_worded_otherwise_now_is_named(marked: World) -> None:
    view = preview(marked, bank(marked, "Which one?", "Which one is it?"))
    assert (view.reworded, view.gain, view.lose) == (("own-1",), 0, 0)


def test_whoever_joins_later_gets_the_mended_question(marked: World) -> None:
    commit(marked, bank(marked, "Which one?", "Which one is it?"), leave_out=["own-2"])
    (marked.folder / "class.csv").write_text("name\nIda\n", encoding="utf-8")
    marked.trainer.cohorts.import_roster(marked.folder / "class.csv")
    assert marked.assign(attempts=2).new == 1
    marked.hand_in(marked.sets()[2])
    marked.collect()
    assert right(marked)[2] == (7, 7)


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("single_best", "id: wrong", "id: other", "lacks wrong and has other, which was not sent"),
        ("single_best", "  - {id: worse", "  # ", "own-1 lacks worse"),
        (
            "numeric",
            "unit: trees",
            "unit: shrubs",
            "asks for shrubs, and was sent asking for trees",
        ),
        (
            "matching",
            "[{id: one, text: Hazel}, {id: two, text: Ivy}]",
            "[{id: two, text: Ivy}, {id: one, text: Hazel}]",
            "has them in another order",
        ),
    ],
)
def test_a_question_that_does_not_fit_the_answers_is_named(
    marked: World, kind: str, old: str, new: str, said: str
) -> None:
    mended = bank(marked, old, new, kind)
    if kind == "matching":
        text = mended.read_text(encoding="utf-8")
        mended.write_text(text.replace("{one: ro, two: rt}", "{two: rt, one: ro}"))
    with pytest.raises(UserError, match="cannot be marked by these questions") as caught:
        preview(marked, mended)
    assert said in str(caught.value)


def test_a_question_of_another_kind_does_not_fit(marked: World) -> None:
    text = BANK.replace("kind: vignette", "kind: single_best").replace("  case: hall\n", "")
    mended = write(marked, text)
    with pytest.raises(
        UserError, match="own-5 is of the kind single_best, and was sent as vignette"
    ):
        preview(marked, mended)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({}, "Nothing would be marked otherwise"),
        ({"full_marks": ["other"]}, "no question other in week-3"),
        ({"full_marks": ["own-1"], "leave_out": ["own-1"]}, "own-1 is to be marked in two ways"),
        ({"leave_out": [f"own-{n}" for n in range(1, 9)]}, "No question would be left"),
        ({"by_key": ["own-1"]}, "Nothing would be marked otherwise"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    marked: World, choices: dict[str, list[str]], said: str
) -> None:
    with pytest.raises(UserError, match=said):
        preview(marked, marked.folder / "own.yaml", **choices)


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_a_regrade_takes_a_reason(marked: World, reason: str) -> None:
    with pytest.raises(UserError, match="takes a reason of 1 to 500 characters"):
        commit(marked, full_marks=["own-1"], reason=reason)
    assert marked.trainer.regrading.history("week-3") == ()


def test_an_assignment_that_is_not_there_is_said_with_those_that_are(marked: World) -> None:
    with pytest.raises(UserError, match=r"no assignment week-9\. There are: week-3"):
        marked.trainer.regrading.history("week-9")
