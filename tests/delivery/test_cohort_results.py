"""What came back of a cohort's set is reported, compared, marked anew and certified as any other."""

from __future__ import annotations

import json

import pytest

from quizapp.application.regrading import Choices
from quizapp.application.sitting_views import SetState
from tests.delivery.cohort_steps import (
    assign_one_file,
    code,
    enrol,
    enrolled,
    let_in,
    outcomes,
    sit,
    take,
)
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World


@pytest.fixture
def pupils(world: World) -> dict[str, Pupil]:
    """Maya and Ada, who have the cohort's set; Jonas has not enrolled."""
    both = enrolled(world, "maya", "ada")
    path = assign_one_file(world, more="shuffle_questions: true\n", attempts=2)
    return {
        name: take(path, app, learner)
        for name, (app, learner) in zip(("maya", "ada"), both, strict=True)
    }


@pytest.fixture
def marked(world: World, pupils: dict[str, Pupil]) -> World:
    """Maya has everything right, Ada left one question."""
    sit(world, pupils["maya"], "maya")
    sit(world, pupils["ada"], "ada", ("single_best",))
    assert sorted(outcomes(world)) == [("Ada", "taken in", ""), ("Maya", "taken in", "")]
    return world


def test_who_has_not_handed_in_is_told_by_name(world: World, pupils: dict[str, Pupil]) -> None:
    sit(world, pupils["maya"], "maya")
    world.collect()
    report = world.trainer.score_reporting.report("week-3")
    assert {one.member.name: one.best is not None for one in report.scores} == {
        "Maya": True,
        "Jonas": False,
        "Ada": False,
    }
    (row,) = world.trainer.set_drafts.list().assigned
    assert (row.sent, row.handed_in, row.members) == (3, 1, 3)


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "json"])
def test_reports_are_written_in_every_form(marked: World, form: str) -> None:
    reporting = marked.trainer.score_reporting
    paths = reporting.write(reporting.report("week-3"), form, marked.folder / "reports").paths
    assert paths
    if form == "json":
        text = paths[0].read_text(encoding="utf-8")
        assert all(name in text for name in ("Maya", "Ada", "Jonas"))
        assert json.loads(text)


def test_a_regrade_marks_each_learner_in_their_own_order(marked: World) -> None:
    regrading = marked.trainer.regrading
    mendings = regrading.mendings("week-3", (), Choices(full_marks=["own-1"]))
    view = regrading.commit("week-3", mendings, "Nobody was taught it")
    assert {one.member.name: (one.before.right, one.after.right) for one in view.learners} == {
        "Maya": (8, 8),
        "Ada": (7, 8),
    }
    folder = marked.folder / "certificates"
    issued = marked.trainer.certificates.issue("week-3", folder, marked.key)
    assert {one.certificate.said.name for one in issued} == {"Maya", "Ada"}


def test_two_sets_of_a_cohort_are_compared_learner_by_learner(
    marked: World, pupils: dict[str, Pupil]
) -> None:
    path = marked.folder / "sets" / "week-4-cohort.quizset"
    marked.assign(due="one_file: true\ndue", week_3="week-4", attempts=2)
    for name, pupil in pupils.items():
        sit(marked, take(path, pupil.app, pupil.id), f"{name}-4")
    marked.collect()
    report = marked.trainer.comparing.effect("week-3", "week-4")
    assert {one.member.name: one.change for one in report.effect.pairs} == {"Maya": 0, "Ada": 12.5}


def test_doubles_count_as_one_person_whichever_of_them_answered(world: World) -> None:
    app, maya = enrol(world, "mia")
    let_in(world, app, maya)
    cohort = world.trainer.cohorts.find("class").id
    people = {one.entry.name: one.entry.id for one in world.trainer.rosters.view(cohort).lines}
    path = assign_one_file(world)
    world.trainer.rosters.merge(people["Maya"], [people["Mia"]], cohort)
    sit(world, take(path, app, maya), "maya")
    assert outcomes(world) == [("Maya", "taken in", "")]
    report = world.trainer.score_reporting.report("week-3")
    assert [(one.member.name, one.best is not None) for one in report.scores] == [
        ("Maya", True),
        ("Jonas", False),
    ]
    again = world.assign(due="one_file: true\ndue")
    assert (again.new, len(again.members)) == (0, 2)


def test_a_lost_result_is_exported_again_byte_for_byte(
    world: World, pupils: dict[str, Pupil]
) -> None:
    maya = pupils["maya"]
    path = sit(world, maya, "maya")
    before = path.read_bytes()
    path.unlink()
    view = maya.sets.view(maya.sha256)
    assert (view.row.state, view.hands_in_as) == (SetState.HANDED_IN, "Maya")
    maya.sets.export(maya.sha256, view.hand_ins[0].sha256, path)
    assert path.read_bytes() == before
    assert view.hand_ins[0].name.startswith("week-3-")
    # Enrolling again changes neither the key nor the seat.
    code(world, maya.app, maya.id)
    assert maya.sets.view(maya.sha256) == view
