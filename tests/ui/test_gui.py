"""Starting the window, and what happens when something goes wrong that nobody foresaw."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quizapp import gui
from quizapp.bootstrap import Application
from quizapp.storage.problems import DatabaseProblem, ProblemKind
from quizapp.ui.components.labels import Label
from quizapp.ui.dialogs import Dialog
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell import mishaps
from quizapp.ui.shell.mishaps import MishapHandler

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from quizapp import gui
from quizapp.ui.main_window import MainWindow

def look_and_leave(window):
    print(window.screen_shown.page.__class__.__name__, *sys.modules)
    QApplication.exit(0)

MainWindow._on_first_painted = look_and_leave
sys.exit(gui.run(Path(sys.argv[1])))
"""


@pytest.fixture(autouse=True)
def _own_handler() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


def test_the_window_opens_and_closing_it_ends_the_process_well(
    qapp: QApplication, data_folder: Path, app: Application, learner_id: str
) -> None:
    seen: list[str] = []

    def look_and_close() -> None:
        for window in qapp.topLevelWidgets():
            if isinstance(window, MainWindow):
                seen.append(window.windowTitle())
                window.close()

    QTimer.singleShot(300, look_and_close)
    assert gui.run(data_folder) == 0
    assert seen == ["Quizapp"]
    assert (data_folder / "window.ini").exists()
    assert app.preferences.read().last_learner == learner_id


def test_nothing_that_is_slow_to_import_is_there_at_the_first_paint(
    data_folder: Path, learner_id: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(data_folder)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    page, *modules = done.stdout.split()
    slow = {"sqlite_utils", "yaml", "msgspec", "fsrs", "click", "numpy", "platformdirs"}
    late = {"quizapp.ui.pages.progress", "quizapp.ui.session.page", "quizapp.ui.dialogs"}
    assert page == "TodayPage"
    assert not (slow | late | {"concurrent.futures", "importlib.metadata"}) & set(modules)


def raised(message: str) -> ValueError:
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> list[Dialog]:
    shown: list[Dialog] = []
    monkeypatch.setattr(Dialog, "ask", lambda dialog: bool(shown.append(dialog)) or True)
    return shown


def test_a_mishap_is_logged_and_said_without_a_traceback(
    qtbot: QtBot, tmp_path: Path, dialogs: list[Dialog]
) -> None:
    log = tmp_path / "problems.log"
    handler = MishapHandler(log)
    error = raised("the cause")
    handler(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    assert "ValueError: the cause" in log.read_text()
    assert "in raised" in log.read_text()
    texts = [label.text() for label in dialogs[0].findChildren(Label)]
    assert "Something went wrong" in texts
    assert any(text.startswith("Your answers are safe") for text in texts)
    assert not any("Traceback" in text for text in texts)


def test_what_there_are_words_for_is_said_in_them_though_no_page_foresaw_it(
    qtbot: QtBot, tmp_path: Path, dialogs: list[Dialog]
) -> None:
    log = tmp_path / "problems.log"
    handler = MishapHandler(log)
    error = DatabaseProblem(ProblemKind.FULL, tmp_path / "quizapp.db")
    handler(type(error), error, None)
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    texts = [label.text() for label in dialogs[0].findChildren(Label)]
    assert "Could not save: the disk is full." in texts
    assert "Free some space and try again." in texts
    assert not log.exists()


def test_the_details_are_folded_and_can_be_copied(
    qtbot: QtBot, tmp_path: Path, dialogs: list[Dialog]
) -> None:
    handler = MishapHandler(tmp_path / "problems.log")
    error = raised("the cause")
    handler(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: len(dialogs) == 1)
    dialogs[0].show()
    details = next(x for x in dialogs[0].findChildren(Label) if "ValueError" in x.text())
    assert not details.isVisible()
    by_name = {b.accessibleName(): b for b in dialogs[0].findChildren(QPushButton)}
    by_name["Details"].click()
    assert details.isVisible()
    by_name["Details"].click()
    assert not details.isVisible()
    by_name["Copy details"].click()
    assert "in raised" in QGuiApplication.clipboard().text()
    dialogs[0].close()


def test_a_second_mishap_waits_for_the_first_dialog(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = MishapHandler(tmp_path / "problems.log")
    shown: list[str] = []

    def ask(dialog: Dialog) -> bool:
        shown.append(dialog.windowTitle())
        handler._on_happened("another")
        return True

    monkeypatch.setattr(Dialog, "ask", ask)
    handler._on_happened("one")
    assert shown == ["Something went wrong"]


def test_where_nothing_can_be_written_the_report_goes_to_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = MishapHandler(tmp_path / "missing" / "problems.log")
    error = raised("the cause")
    handler(type(error), error, None)
    assert "ValueError: the cause" in capsys.readouterr().err


def test_a_large_log_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "problems.log"
    monkeypatch.setattr(mishaps, "_LARGEST_LOG", 10)
    log.write_text("a report of long ago")
    assert mishaps.write_report(log, "new")
    assert log.read_text() == "new"
    assert (tmp_path / "problems.old.log").read_text() == "a report of long ago"


def test_ctrl_c_in_the_terminal_just_closes_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: closed.append(True))
    MishapHandler(tmp_path / "problems.log")(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert closed == [True]
    assert not (tmp_path / "problems.log").exists()
