"""Scenarios in the window: from the list to the scene, from the end on, and back by Today."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.scenarios import Effect, Scenario
from quizapp.storage.scenario_store import ScenarioStore
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.today.scenario_row import ScenarioRow
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.shell.page import Place
from tests.ui.scenario_steps import shown
from tests.ui.session_steps import Answers, part, settle, tiles


@pytest.fixture
def scenario(app: Application) -> Scenario:
    """The first of the scenarios that ship with Quizapp."""
    return ScenarioStore(app.database).served()[0].scenario


@pytest.fixture
def start(window: MainWindow, scenario: Scenario) -> Callable[[], ScenarioPage]:
    """Starts the scenario from its card and returns the page."""

    def begin() -> ScenarioPage:
        window.show_place(Place(page="practise", part="scenarios"))
        settle()
        part(window, f"go-{scenario.id}").click()
        settle()
        page = window.screen_shown
        assert isinstance(page, ScenarioPage)
        return page

    return begin


def take(page: ScenarioPage, text: str) -> None:
    """Take an action by its text and go on."""
    next(tile for tile in tiles(page) if tile.text() == text).click()
    part(page, "do").click()
    part(page, "next").click()
    settle()


def go_wrong(page: ScenarioPage, scenario: Scenario) -> None:
    """Take what harms, or whatever there is, until the end."""
    effects = {
        action.text: action.effect for scene in scenario.scenes.values() for action in scene.actions
    }
    while tiles(page):
        texts = [tile.text() for tile in tiles(page)]
        take(page, next((text for text in texts if effects[text] is Effect.HARM), texts[0]))


def test_a_scenario_is_played_from_its_card_and_left(
    window: MainWindow, start: Callable[[], ScenarioPage], scenario: Scenario
) -> None:
    page = start()
    assert scenario.stem in shown(page)
    part(page, "leave").click()
    assert window.screen_shown is window.workplace.shell
    assert part(window, f"go-{scenario.id}").text() == "Go on"


def test_it_can_be_tried_again_from_the_first_mistake_and_played_anew(
    start: Callable[[], ScenarioPage], scenario: Scenario
) -> None:
    page = start()
    go_wrong(page, scenario)
    ended = page._session.summary()
    part(page, "retry").click()
    assert len(page._session.scene().path) == ended.first_mistake
    assert page._session.run_id != ended.run_id
    go_wrong(page, scenario)
    part(page, "anew").click()
    assert page._session.scene().path == ()


def test_what_cannot_be_played_anew_is_said_in_a_dialog(
    start: Callable[[], ScenarioPage], scenario: Scenario, window: MainWindow
) -> None:
    page = start()
    go_wrong(page, scenario)
    window._application.database.execute("UPDATE scenario SET active = 0")
    said = Answers("Close")
    part(page, "anew").click()
    assert said.title == "That did not work"
    assert part(page, "done").isVisible()


def test_a_source_can_be_looked_up_at_the_end_and_come_back_from(
    start: Callable[[], ScenarioPage], scenario: Scenario, window: MainWindow
) -> None:
    page = start()
    go_wrong(page, scenario)
    page.show_source_requested.emit("", "")
    assert window.screen_shown is window.workplace.shell
    part(window, "back-to-session").click()
    assert window.screen_shown is page


def test_today_offers_the_scenario_that_was_left(
    qtbot: QtBot,
    window: MainWindow,
    start: Callable[[], ScenarioPage],
    scenario: Scenario,
) -> None:
    page = start()
    take(page, next(tile.text() for tile in tiles(page)))
    part(page, "leave").click()
    window.show_place(Place(page="today"))
    qtbot.waitUntil(lambda: window.findChild(ScenarioRow) is not None)
    settle()
    assert f"Scenario: {scenario.title}\n1 action taken." in shown(window)
    go = part(window, "go-on-scenario")
    second = part(window, "hero-second")
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Tab)
    assert go.hasFocus()
    assert go.accessibleName() == f"Go on with the scenario {scenario.title}"
    go.click()
    assert window.screen_shown is page
    assert len(page._session.scene().path) == 1


def test_today_has_no_such_row_when_nothing_was_left(window: MainWindow) -> None:
    settle()
    assert window.findChild(ScenarioRow) is None


def test_another_learner_finds_nothing_of_it(
    window: MainWindow, start: Callable[[], ScenarioPage], app: Application, scenario: Scenario
) -> None:
    part(start(), "leave").click()
    other = app.profiles.create("Noor").id
    window.enter(other)
    window.show_place(Place(page="practise", part="scenarios"))
    settle()
    assert part(window, f"go-{scenario.id}").text() == "Start"


def test_the_window_can_be_closed_in_the_middle(
    start: Callable[[], ScenarioPage], window: MainWindow, app: Application, learner_id: str
) -> None:
    page = start()
    take(page, next(tile.text() for tile in tiles(page)))
    window.close()
    assert app.practice.open_scenario(learner_id).steps_taken == 1
    assert window.workplace is None
