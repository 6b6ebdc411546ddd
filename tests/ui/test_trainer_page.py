"""The trainer's page: there once a key is set up, with a tab for each part of the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, Environment
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.toast import Toast
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.shell.job_strip import JobStrip
from quizapp.ui.shell.page import Place
from quizapp.ui.shell.side_bar import SideBar
from quizapp.ui.trainer.intake_page import IntakePage
from quizapp.ui.trainer.key_page import KeyPage
from quizapp.ui.trainer.page import TrainerPage
from quizapp.ui.trainer.tab import TrainerTab
from quizapp.ui.trainer.tabs import TABS, TabEntry, build_tab
from tests.delivery.world import ROOT, World, give_key

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def trainer_window(
    open_window: Callable[..., MainWindow], app: Application, learner_id: str
) -> MainWindow:
    give_key(app, ROOT)
    return open_window()


def page(window: MainWindow) -> object:
    shell = window.screen_shown
    assert isinstance(shell, BrowseShell)
    return shell.page


def test_a_learner_sees_nothing_of_it(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.findChild(QPushButton, "nav-trainer").isVisible()
    before = page(window)
    qtbot.keyClick(window, Qt.Key.Key_5, CTRL)
    window.show_place(Place(page="trainer"))
    assert page(window) is before


def test_the_side_bar_and_a_key_lead_there_once_there_is_a_key(
    qtbot: QtBot, trainer_window: MainWindow
) -> None:
    qtbot.mouseClick(
        trainer_window.findChild(QPushButton, "nav-trainer"), Qt.MouseButton.LeftButton
    )
    assert isinstance(page(trainer_window), TrainerPage)
    qtbot.keyClick(trainer_window, Qt.Key.Key_1, CTRL)
    assert not isinstance(page(trainer_window), TrainerPage)
    assert trainer_window.focusWidget().objectName() == "nav-today"
    qtbot.keyClick(trainer_window, Qt.Key.Key_5, CTRL)
    assert isinstance(page(trainer_window), TrainerPage)


def test_a_tab_that_is_asked_for_has_the_keyboard(trainer_window: MainWindow) -> None:
    trainer_window.show_place(Place(page="trainer"))
    assert trainer_window.focusWidget().objectName() == "nav-trainer"
    trainer_window.show_place(Place(page="trainer", part="intake"))
    assert trainer_window.focusWidget().accessibleName() == "Intake"


@pytest.mark.parametrize("entry", TABS, ids=[entry.key for entry in TABS])
def test_every_tab_opens(trainer_window: MainWindow, entry: TabEntry) -> None:
    trainer_window.show_place(Place(page="trainer", part=entry.key))
    shown = page(trainer_window)
    assert isinstance(shown, TrainerPage)
    assert isinstance(shown.tab, TrainerTab)
    assert type(shown.tab) is type(build_tab(entry, shown.desk))
    assert shown.tab.isVisible()


def test_the_key_is_shown_in_words_to_read_out_and_copy(trainer_window: MainWindow) -> None:
    trainer_window.show_place(Place(page="trainer", part="key"))
    tab = page(trainer_window).tab  # type: ignore[attr-defined]
    assert isinstance(tab, KeyPage)
    words = tab.desk.application.trainer.key().fingerprint
    shown = [label.text() for label in tab.findChildren(Label) if label.isVisible()]
    assert [word for word in words.split("-") if word not in shown] == []
    tab.findChild(QPushButton, "copy-words").click()
    assert QGuiApplication.clipboard().text() == words


def test_a_damaged_key_is_said_in_its_place(trainer_window: MainWindow, app: Application) -> None:
    (app.data_dir / "trainer.key").write_text("no key")
    trainer_window.show_place(Place(page="trainer", part="key"))
    tab = page(trainer_window).tab  # type: ignore[attr-defined]
    shown = [label.text() for label in tab.findChildren(Label) if label.isVisible()]
    assert "The file that holds the trainer's key is damaged." in shown
    assert not tab.findChild(QPushButton, "copy-words").isVisible()


def test_taking_results_in_shows_how_far_it_is_and_a_way_to_stop(
    qtbot: QtBot, trainer_window: MainWindow, tmp_path: Path
) -> None:
    trainer_window.show_place(Place(page="trainer", part="intake"))
    tab = page(trainer_window).tab  # type: ignore[attr-defined]
    (tmp_path / "a.quizresult").write_bytes(b"junk")
    tab.take([tmp_path])
    (strip,) = trainer_window.findChildren(JobStrip)
    texts = [part.text() for part in (*strip.findChildren(Label), *strip.findChildren(Button))]
    assert texts == ["Taking results in", "", "Cancel"]
    qtbot.waitUntil(lambda: not tab._feeds)
    assert [row.outcome.value for row in tab.files.rows] == ["refused"]


# A watched folder -----------------------------------------------------------------------------


@pytest.fixture
def watching(
    open_app: Callable[..., Application], environment: Environment, tmp_path: Path
) -> Path:
    """The folder that a trainer has watched, with two results in it."""
    world = World.make(tmp_path, open_app, environment)
    world.trainer.profiles.create("Ruth")
    world.assign()
    for path in world.sets():
        world.hand_in(path)
    file = world.trainer.preferences
    file.write(replace(file.read(), watched_folder=str(world.inbox)))
    return world.inbox


def test_what_comes_into_a_watched_folder_is_told_on_every_page(
    qtbot: QtBot, watching: Path, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    tab = window.findChild(QPushButton, "nav-trainer")
    qtbot.waitUntil(lambda: tab.text() == "Trainer (2)", timeout=10_000)
    assert tab.accessibleName() == "Trainer, 2 new"
    toast = window.findChildren(Toast)[-1]
    assert toast.accessibleName() == "2 results came in."
    assert toast.action_button is not None
    toast.action_button.click()
    assert window.findChild(IntakePage).isVisible()
    assert tab.text() == "Trainer"


def test_a_refused_file_is_told_apart_from_results_that_came_in(
    qtbot: QtBot, watching: Path, open_window: Callable[..., MainWindow]
) -> None:
    (watching / "torn.quizresult").write_bytes(b"nothing")
    window = open_window()
    tab = window.findChild(QPushButton, "nav-trainer")
    qtbot.waitUntil(lambda: tab.text() == "Trainer (3)", timeout=10_000)
    toast = window.findChildren(Toast)[-1]
    assert toast.accessibleName() == "2 results came in, and 1 file was refused."


def test_what_was_taken_in_before_is_no_news_after_a_restart(
    qtbot: QtBot, watching: Path, open_window: Callable[..., MainWindow]
) -> None:
    first = open_window()
    tab = first.findChild(QPushButton, "nav-trainer")
    qtbot.waitUntil(lambda: tab.text() == "Trainer (2)", timeout=10_000)
    first.close()
    again = open_window()
    qtbot.waitUntil(lambda: again.findChild(IntakePage) is not None, timeout=10_000)
    page = again.findChild(IntakePage)
    qtbot.waitUntil(lambda: len(page.files.rows) == 2 and not page._feeds, timeout=10_000)
    assert again.findChild(QPushButton, "nav-trainer").text() == "Trainer"


def test_nothing_of_it_is_built_where_no_folder_is_watched(
    qtbot: QtBot, trainer_window: MainWindow
) -> None:
    qtbot.waitUntil(lambda: trainer_window.workplace._session is not None, timeout=10_000)
    assert trainer_window.findChild(TrainerPage) is None


def test_a_side_bar_of_icons_tells_it_by_another_icon_and_in_words(qtbot: QtBot) -> None:
    bar = SideBar("Ruth")
    qtbot.addWidget(bar)
    bar.fit(500)
    bar.tell("trainer", 3)
    tab = bar.findChild(Button, "nav-trainer")
    assert (tab.text(), tab.toolTip(), tab.accessibleName()) == ("", *["Trainer, 3 new"] * 2)
    bar.fit(1280)
    assert (tab.text(), tab.toolTip()) == ("Trainer (3)", "")
    bar.tell("trainer", 0)
    assert (tab.text(), tab.accessibleName()) == ("Trainer", "Trainer")
