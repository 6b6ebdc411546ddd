"""A scenario scenario_page on a small scenario; test modules name this as a plug-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.application.scenario_session import ScenarioSession
from quizapp.bootstrap import Application
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.shell.look import Look
from tests.conftest import Clock
from tests.ui.scenario_steps import Play, do, kitchen, serve
from tests.ui.session_steps import settle
from tests.ui.session_world import open_world


@pytest.fixture
def scenario_world(tmp_path: Path, clock: Clock) -> Iterator[Application]:
    app = open_world(tmp_path / "world", clock)
    serve(app, kitchen())
    yield app
    app.close()


@pytest.fixture
def player(scenario_world: Application) -> str:
    return scenario_world.profiles.create("Maya").id


@pytest.fixture
def scenario_page(qtbot: QtBot, qapp: QApplication, scenario_world: Application) -> ScenarioPage:
    scenario_page = ScenarioPage(Look(qapp, scenario_world.preferences))
    qtbot.addWidget(scenario_page)
    scenario_page.resize(1280, 840)
    scenario_page.show()
    scenario_page.activateWindow()
    qtbot.waitActive(scenario_page).__enter__()
    return scenario_page


@pytest.fixture
def play(scenario_page: ScenarioPage, scenario_world: Application, player: str) -> Play:
    """Begins a run on the scenario_page and takes actions in it, each followed by going on."""

    def begin(*actions: str) -> ScenarioSession:
        session = scenario_world.scenarios.open(scenario_world.scenarios.start(player, "T01"))
        scenario_page.start(session)
        settle()
        for action in actions:
            do(scenario_page, action)
        return session

    return begin
