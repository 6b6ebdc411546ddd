"""Scenarios in what becomes of results: reports in every form, regrades, exports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from quizapp.application.regrading import Choices
from quizapp.application.reports.writing import LearnerPages
from quizapp.delivery.set_files import read_set
from quizapp.domain.errors import UserError
from tests.delivery.sitting_steps import Pupil
from tests.delivery.test_set_transfer import exported
from tests.delivery.world import World
from tests.exchange.scenario_files import BUNDLED_SCENARIO
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

ITEMS = {"own-2, own-3, own-4, own-5, own-6, own-7, own-8]": "T01]"}


@pytest.fixture
def played(world: World) -> World:
    """Maya's run harmed, Jonas's was without a mistake; a set of one question and a scenario."""
    served_scenario(world.trainer)
    world.assign("practice", **ITEMS, **{"due: ": "feedback: at_once\ndue: "})
    for path, actions in zip(world.sets(), (HARMFUL, PERFECT), strict=True):
        given = {"2": {"actions": list(actions)}}
        answers = world.folder / "answers.json"
        answers.write_text(json.dumps(given), encoding="utf-8")
        world.learner(path.stem).handing_in.hand_in(path, answers, world.inbox)
    world.collect()
    return world


def nothing(_done: int, _total: int) -> None:
    """Nobody waits."""


def test_a_run_that_harmed_is_a_critical_error_of_the_report(played: World) -> None:
    report = played.trainer.score_reporting.report("week-3")
    assert [(member.name, count) for member, count in report.critical.learners] == [("Maya", 1)]
    assert "MC01" in {belief.belief for belief in report.beliefs}


def test_it_is_one_question_with_part_marks_counted_by_how_it_ended(played: World) -> None:
    report = played.trainer.score_reporting.report("week-3")
    assert report.statistics is not None
    row = report.statistics.rows[1]
    ends = {one.text: (one.count, one.is_right, one.is_harmful) for one in row.options}
    assert ends["Saved: all done, no harm"] == (1, True, False)
    assert ends["Worse off than need be"] == (1, False, False)
    assert ends["Died"] == (0, False, True)
    assert row.guess is None
    assert row.figures.facility.value == pytest.approx((1 + 4 / 6) / 2)


def test_the_page_of_a_learner_tells_the_path_and_a_good_one(played: World, tmp_path: Path) -> None:
    reporting = played.trainer.score_reporting
    report = reporting.report("week-3")
    pages = LearnerPages(with_answers=True)
    (path,) = reporting.write_learners(report, "html", tmp_path, pages, nothing).paths
    with ZipFile(path) as made:
        text = "".join(made.read(name).decode() for name in made.namelist())
    assert "Worse off than need be: 4 of 5 critical steps done, 2 actions that harmed" in text
    assert "0:10 Do shout (this helps)" in text
    assert "1:30 Do wait (this harms)" in text


@pytest.mark.parametrize("form", ["csv", "xlsx", "html", "pdf", "json"])
def test_every_form_of_the_report_can_be_made(played: World, tmp_path: Path, form: str) -> None:
    reporting = played.trainer.score_reporting
    written = reporting.write(reporting.report("week-3"), form, tmp_path).paths
    assert written
    if form == "json":
        (path,) = written
        assert '"kind":"scenario"' in path.read_text().replace(" ", "")


def test_a_changed_scenario_leaves_the_runs_of_a_set_as_they_were_marked(played: World) -> None:
    changed = BUNDLED_SCENARIO.replace("text: 1}", "text: 2}")
    path = played.folder / "T01.yaml"
    path.write_text(changed, encoding="utf-8")
    regrading = played.trainer.regrading
    with pytest.raises(UserError, match="Nothing would be marked otherwise"):
        regrading.mendings("week-3", [path], Choices())
    mendings = regrading.mendings("week-3", [path], Choices(full_marks=["T01"]))
    view = regrading.commit("week-3", mendings, "It was unfair.")
    assert (view.questions[0].gain, view.questions[0].right_after) == (1, 2)


def test_a_run_that_goes_on_is_carried_to_another_computer(world: World) -> None:
    served_scenario(world.trainer)
    world.assign("practice", **ITEMS)
    pupil = Pupil.make(world)
    pupil.begin().scenario(1).act("shout", 500)
    path = exported(pupil.app, pupil.id, world.folder)
    other = world.learner("other")
    other.transfer.import_json(path)
    again = Pupil(other, pupil.id, pupil.path, pupil.sha256).begin()
    assert again.scenario(1).scene() == pupil.begin().scenario(1).scene()


@pytest.mark.parametrize("actions", [["fly"], ["shout", "shout"]])
def test_an_export_with_a_run_that_cannot_be_played_is_refused(
    world: World, actions: list[Any]
) -> None:
    served_scenario(world.trainer)
    world.assign("practice", **ITEMS)
    pupil = Pupil.make(world)
    pupil.begin().scenario(1).act("shout", 500)
    path = exported(pupil.app, pupil.id, world.folder)
    text = path.read_text(encoding="utf-8")
    spoilt = text.replace('"actions": ["shout"]', json.dumps({"actions": actions})[1:-1])
    spoilt = spoilt.replace('"actions":["shout"]', json.dumps({"actions": actions})[1:-1])
    assert spoilt != text
    path.write_text(spoilt, encoding="utf-8")
    with pytest.raises(UserError, match="question 2"):
        world.learner("other").transfer.import_json(path)


def test_the_set_holds_all_that_the_scenario_needs(played: World) -> None:
    sheet = read_set(played.sets()[0].read_bytes()).sheet
    assert sheet.answers is not None
    assert set(sheet.answers[1][0]) == {"kind", "id", "scenario"}
    assert played.sets()[0].stat().st_size < 20_000
