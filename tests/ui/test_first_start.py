"""The first screen of a new learner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.background import Background, JobProgress
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.meters import Bar
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.first_start import FirstStartPage
from quizapp.ui.shell.housekeeping import Housekeeping


@pytest.fixture
def house(app: Application) -> Housekeeping:
    return Housekeeping(Background(app.reopened), makes_backups=False)


@pytest.fixture
def page(qtbot: QtBot, app: Application, house: Housekeeping) -> FirstStartPage:
    made = FirstStartPage(app.profiles, house)
    qtbot.addWidget(made)
    made.resize(960, 640)
    made.show()
    return made


def field(page: FirstStartPage) -> QLineEdit:
    found = page.findChild(QLineEdit, "name")
    assert found is not None
    return found


def start(page: FirstStartPage) -> Button:
    found = page.findChild(Button, "start")
    assert found is not None
    return found


def is_shown(page: FirstStartPage, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(Label) if label.isVisible())


def test_a_name_and_enter_make_a_learner(
    qtbot: QtBot, page: FirstStartPage, house: Housekeeping, app: Application
) -> None:
    house.are_banks_ready = True
    qtbot.keyClicks(field(page), "Amira Haddad")
    with qtbot.waitSignal(page.learner_created) as made:
        qtbot.keyClick(field(page), Qt.Key.Key_Return)
    assert app.profiles.get(made.args[0]).name == "Amira Haddad"


def test_without_a_name_it_asks_again_kindly(
    qtbot: QtBot, page: FirstStartPage, app: Application
) -> None:
    qtbot.mouseClick(start(page), Qt.MouseButton.LeftButton)
    assert is_shown(page, "Type a name first. It can be any name.")
    assert app.profiles.learners() == ()


def test_a_name_that_is_taken_is_said_below_the_field(
    qtbot: QtBot, page: FirstStartPage, house: Housekeeping, app: Application
) -> None:
    app.profiles.create("Amira")
    house.are_banks_ready = True
    field(page).setText("amira")
    qtbot.mouseClick(start(page), Qt.MouseButton.LeftButton)
    assert is_shown(page, "Amira is on this computer already.")


def test_while_banks_are_read_it_waits_and_then_goes_on(
    qtbot: QtBot, page: FirstStartPage, house: Housekeeping, app: Application
) -> None:
    field(page).setText("Amira")
    qtbot.mouseClick(start(page), Qt.MouseButton.LeftButton)
    assert start(page).accessibleName() == "Preparing…"
    assert not start(page).isEnabled()
    assert app.profiles.learners() == ()
    with qtbot.waitSignal(page.learner_created):
        house.banks_ready.emit(True)
    assert app.profiles.learners()[0].name == "Amira"


def test_a_long_wait_is_explained_with_its_progress(
    qtbot: QtBot, page: FirstStartPage, house: Housekeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    page._quiet.setInterval(1)
    field(page).setText("Amira")
    assert not is_shown(page, "being read for the first time")
    qtbot.mouseClick(start(page), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_shown(page, "being read for the first time"))
    house.banks_progressed.emit(JobProgress(1, 4))
    bar = page.findChild(Bar)
    assert bar is not None
    assert bar.share == 0.25


def test_on_a_fresh_machine_a_name_leads_to_five_questions(
    qtbot: QtBot, open_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = open_window(tmp_path / "fresh")
    page = window.screen_shown
    assert isinstance(page, FirstStartPage)
    qtbot.waitUntil(lambda: field(page).hasFocus())
    qtbot.keyClicks(field(page), "Amira")
    qtbot.keyClick(field(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.screen_shown is not page)
    shown = window.screen_shown
    assert shown is not None
    texts = [label.text() for label in shown.findChildren(Label)]
    assert "Try 5 questions" in texts
    assert "Receptor mechanisms" in texts
