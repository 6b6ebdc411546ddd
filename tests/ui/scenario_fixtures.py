"""A scenario page on a small scenario; test modules name this as a plug-in."""

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
def world(tmp_path: Path, clock: Clock) -> Iterator[Application]:
    app = open_world(tmp_path / "world", clock)
    serve(app, kitchen())
    yield app
    app.close()


@pytest.fixture
def maya(world: Application) -> str:
    return world.profiles.create("Maya").id


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, world: Application) -> ScenarioPage:
    page = ScenarioPage(Look(qapp, world.preferences))
    qtbot.addWidget(page)
    page.resize(1280, 840)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page).__enter__()
    return page


@pytest.fixture
def play(page: ScenarioPage, world: Application, maya: str) -> Play:
    """Begins a run on the page and takes actions in it, each followed by going on."""

    def begin(*actions: str) -> ScenarioSession:
        session = world.scenarios.open(world.scenarios.start(maya, "T01"))
        page.start(session)
        settle()
        for action in actions:
            do(page, action)
        return session

    return begin
