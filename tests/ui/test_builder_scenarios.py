"""Scenarios in the set builder: found, picked, kept out of exams, and played in the preview."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizapp.domain.assignments import AssignmentMode
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.fill_pane import FillPane
from quizapp.ui.trainer.set_fields import ValueSelect
from tests.ui.session_steps import part, settle, texts, tile
from tests.ui.set_world import SetWorld, press
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import PERFECT


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    served_scenario(desk.application)
    return SetWorld(qtbot, desk)


def kinds(pane: BuilderPane | FillPane) -> ValueSelect:
    """The first choice of a kind."""
    return next(
        one for one in pane.findChildren(ValueSelect) if one.accessibleName().startswith("Kind")
    )


def ids(builder: BuilderPane) -> list[str]:
    return [one.id for one in builder.card.table.questions.rows]


def to_exam(builder: BuilderPane) -> None:
    builder.panel.plan_changed.emit({"mode": AssignmentMode.EXAM})


def test_scenarios_are_a_kind_of_their_own_and_found_by_their_title(world: SetWorld) -> None:
    builder = world.edit()
    builder.card.search.setText("in the kitchen")
    assert "T01" in ids(builder)
    builder.card.search.clear()
    kinds(builder).set_value("scenario")
    kinds(builder).value_chosen.emit("scenario")
    assert ids(builder) == ["T01"]


def test_a_scenario_counts_in_the_minutes_and_in_the_mix(world: SetWorld) -> None:
    builder = world.edit()
    builder.editing.tick(("T01",), is_on=True)
    review = builder.editing.review()
    assert review.mix == (("overdose-response", 1),)
    assert review.time.ms > 20_000
    assert any("at once what comes of each action" in one for one in review.remarks)


def test_a_set_with_a_scenario_stays_a_practice_set_and_says_why(world: SetWorld) -> None:
    builder = world.edit()
    builder.editing.tick(("T01",), is_on=True)
    to_exam(builder)
    assert builder.editing.draft.plan.mode is AssignmentMode.PRACTICE
    assert "An exam cannot ask the scenario in this set" in texts(builder)
    builder.editing.tick(("T01",), is_on=False)
    to_exam(builder)
    assert builder.editing.draft.plan.mode is AssignmentMode.EXAM


def test_an_exam_is_offered_no_scenarios(world: SetWorld) -> None:
    builder = world.edit()
    kinds(builder).set_value("scenario")
    to_exam(builder)
    assert kinds(builder).value() == ""
    assert "T01" not in ids(builder)
    assert kinds(builder).findText("Scenario") < 0
    builder.fill_requested.emit()
    assert kinds(world.page.findChild(FillPane)).findText("Scenario") < 0


def test_a_set_is_filled_with_scenarios_where_their_kind_is_chosen(world: SetWorld) -> None:
    builder = world.edit()
    builder.fill_requested.emit()
    fill = world.page.findChild(FillPane)
    assert kinds(fill).findText("Scenario") > 0
    assert "Scenarios come only where their kind is chosen" in texts(fill)


@pytest.fixture
def player(world: SetWorld, qtbot: QtBot) -> ScenarioPage:
    """The preview of a set with a scenario, which it begins with."""
    builder = world.edit(world.draft())
    builder.editing.tick(("T01",), is_on=True)
    world.page.activateWindow()
    qtbot.waitActive(world.page).__enter__()
    builder.preview_requested.emit("T01")
    settle()
    found: ScenarioPage = world.page.findChild(ScenarioPage)
    return found


def test_a_scenario_is_played_in_the_preview_and_nothing_is_kept(
    world: SetWorld, player: ScenarioPage
) -> None:
    for action in PERFECT:
        tile(player, f"Do {action}").setFocus()
        QTest.keyClick(tile(player, f"Do {action}"), Qt.Key.Key_Space)
        QTest.keyClick(player, Qt.Key.Key_Return)
        part(player, "next").click()
        settle()
    assert "Passed" in texts(player)
    assert world.app.database.rows("SELECT * FROM scenario_run") == []
    part(player, "done").click()
    settle()
    assert "He does not move." in texts(player)


def test_a_mistake_in_the_preview_can_be_gone_back_to(
    world: SetWorld, player: ScenarioPage
) -> None:
    for action in ("shout", "look-out", "wait"):
        tile(player, f"Do {action}").click()
        part(player, "do").click()
        part(player, "next").click()
        settle()
    part(player, "retry").click()
    settle()
    assert "He does not answer." in texts(player)
    press(world.page, "Back to the set")
    assert world.page.builder is not None
    assert world.page.builder.isVisible()
