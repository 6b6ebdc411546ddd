"""A page of sets for a learner who was sent one; test modules name this as a plug-in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, Environment
from quizapp.ui.shell.look import Look
from quizapp.ui.sitting.page import SittingPage
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.ui.session_steps import settle

Show = Callable[[Pupil], SittingPage]
Sit = Callable[..., tuple[SittingPage, Pupil]]


@pytest.fixture
def assigned_world(
    tmp_path: Path, open_app: Callable[..., Application], environment: Environment
) -> World:
    return World.make(tmp_path, open_app, environment)


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Shows the set of a learner."""

    def show_one(pupil: Pupil) -> SittingPage:
        app = pupil.app
        page = SittingPage(app.assigned_sets, app.environment, Look(qapp, app.preferences))
        qtbot.addWidget(page)
        page.resize(1280, 840)
        page.show_set(pupil.sha256)
        page.show()
        page.activateWindow()
        qtbot.waitActive(page).__enter__()
        settle()
        return page

    return show_one


@pytest.fixture
def sit(show: Show, assigned_world: World) -> Sit:
    """Assigns a set, lets Maya take it, and shows it to her."""

    def assign(mode: str = "exam", attempts: int = 1, more: str = "") -> tuple[SittingPage, Pupil]:
        assigned_world.assign(mode, attempts, due=f"{more}\ndue" if more else "due")
        pupil = Pupil.make(assigned_world)
        return show(pupil), pupil

    return assign
