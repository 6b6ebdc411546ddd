"""What the window shows when the data cannot be opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, StartProblem, closed_backups
from quizapp.storage.problems import ProblemKind
from quizapp.ui.components.labels import Label
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages import start_problem
from quizapp.ui.pages.backup_row import BackupRow
from quizapp.ui.pages.start_problem import StartProblemPage
from quizapp.ui.shell.browse import BrowseShell


def texts(page: object) -> list[str]:
    assert isinstance(page, StartProblemPage)
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def press(qtbot: QtBot, page: object, name: str) -> None:
    assert isinstance(page, StartProblemPage)
    button = page.findChild(QAbstractButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_each_problem_says_what_is_safe_and_what_to_do(
    qtbot: QtBot, tmp_path: Path, kind: ProblemKind
) -> None:
    problem = StartProblem(kind, tmp_path / "quizapp.db", "what SQLite said")
    page = StartProblemPage(problem, closed_backups(tmp_path))
    qtbot.addWidget(page)
    page.show()
    shown = texts(page)
    assert {problem.message, problem.safe, problem.hint} <= set(shown)
    assert not any("what SQLite said" in text for text in shown)
    press(qtbot, page, "details")
    assert any("what SQLite said" in text for text in texts(page))


def test_the_chevron_of_the_details_points_to_where_they_go(qtbot: QtBot, tmp_path: Path) -> None:
    problem = StartProblem(ProblemKind.DAMAGED, tmp_path / "quizapp.db", "what SQLite said")
    page = StartProblemPage(problem, closed_backups(tmp_path))
    qtbot.addWidget(page)
    page.show()
    fold = page.findChild(QAbstractButton, "details")
    press(qtbot, page, "details")
    assert fold._icon == "chevron-up"
    press(qtbot, page, "details")
    assert fold._icon == "chevron-down"


def test_a_damaged_file_is_replaced_by_a_back_up(
    qtbot: QtBot,
    app: Application,
    learner_id: str,
    data_folder: Path,
    open_window: Callable[..., MainWindow],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app.backups.make()
    app.close()
    (data_folder / "quizapp.db").write_bytes(b"this is no database" * 1000)
    window = open_window()
    page = window.screen_shown
    assert isinstance(page, StartProblemPage)
    qtbot.waitUntil(lambda: len(page.findChildren(BackupRow)) == 1)
    monkeypatch.setattr("quizapp.ui.dialogs.confirm", lambda *_args: True)
    row = page.findChildren(BackupRow)[0]
    press(qtbot, page, f"restore-{row._path.stem}")
    assert isinstance(window.screen_shown, BrowseShell)
    assert window._application is not None
    assert window._application.profiles.get(learner_id).name == "Maya"
    assert list((data_folder / "backups").glob("replaced-*.db"))


def test_tab_reaches_the_back_ups_before_the_details_below_them(
    qtbot: QtBot, app: Application, data_folder: Path
) -> None:
    app.backups.make()
    app.close()
    problem = StartProblem(ProblemKind.FOREIGN, data_folder / "quizapp.db")
    page = StartProblemPage(problem, closed_backups(data_folder))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: any(row.isVisible() for row in page.findChildren(BackupRow)))
    reached = []
    for _ in range(4):
        focused = page.focusWidget()
        assert isinstance(focused, QAbstractButton)
        reached.append(focused.text().strip())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == ["Try again", "Open back-ups folder", "Restore", "Details"]


def test_nothing_is_restored_without_consent(
    qtbot: QtBot, app: Application, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.backups.make()
    app.close()
    problem = StartProblem(ProblemKind.DAMAGED, data_folder / "quizapp.db")
    page = StartProblemPage(problem, closed_backups(data_folder))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.findChildren(BackupRow)))
    monkeypatch.setattr("quizapp.ui.dialogs.confirm", lambda *_args: False)
    with qtbot.assertNotEmitted(page.try_again_requested):
        press(qtbot, page, f"restore-{page.findChildren(BackupRow)[0]._path.stem}")
    assert not list((data_folder / "backups").glob("replaced-*"))


def test_trying_again_opens_once_the_cause_is_gone(
    qtbot: QtBot, learner_id: str, data_folder: Path, open_window: Callable[..., MainWindow]
) -> None:
    database = data_folder / "quizapp.db"
    whole = database.read_bytes()
    aside = [data_folder / f"quizapp.db{suffix}" for suffix in ("-wal", "-shm")]
    kept = {path: path.read_bytes() for path in aside if path.exists()}
    database.write_bytes(b"this is no database" * 1000)
    window = open_window()
    press(qtbot, window.screen_shown, "try-again")
    assert isinstance(window.screen_shown, StartProblemPage)
    database.write_bytes(whole)
    for path, content in kept.items():
        path.write_bytes(content)
    press(qtbot, window.screen_shown, "try-again")
    assert isinstance(window.screen_shown, BrowseShell)


def test_the_back_ups_folder_can_be_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(start_problem, "open_folder", shown.append)
    problem = StartProblem(ProblemKind.LOCKED, tmp_path / "quizapp.db")
    page = StartProblemPage(problem, closed_backups(tmp_path))
    qtbot.addWidget(page)
    press(qtbot, page, "open-folder")
    assert shown == [tmp_path / "backups"]
