"""A session page on a small world of questions; test modules name this as a plug-in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.items import Item
from quizapp.ui.session.page import SessionPage
from quizapp.ui.shell.look import Look
from tests.conftest import Clock
from tests.ui.session_steps import Begin, put_in_front, settle
from tests.ui.session_world import open_run, open_world


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[Application]:
    app = open_world(tmp_path / "world", clock)
    yield app
    app.close()


@pytest.fixture
def maya(world: Application) -> str:
    return world.profiles.create("Maya").id


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, world: Application) -> SessionPage:
    page = SessionPage(Look(qapp, world.preferences))
    put_in_front(qtbot, page)
    return page


@pytest.fixture
def begin(page: SessionPage, world: Application, maya: str) -> Begin:
    """Starts a run through items, in their order, on the page."""

    def start(*items: Item, **wishes: object) -> QuizSession:
        session = open_run(world, maya, *items, **wishes)  # type: ignore[arg-type]
        page.start(session)
        settle()
        return session

    return start
