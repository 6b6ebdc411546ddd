"""Garbage is collected on the thread of the widgets, all of it only while no job is running."""

from __future__ import annotations

import gc
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell.late_parts import LateParts

ROUNDS = 12


def test_everything_is_looked_at_now_and_then_but_not_while_a_job_runs(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window._jobs is not None
    qtbot.waitUntil(lambda: not window.is_busy)
    late, looked_at = LateParts(QApplication.instance(), window, tmp_path), list[int]()
    monkeypatch.setattr(gc, "collect", looked_at.append)

    def collected(rounds: int) -> list[int]:
        looked_at.clear()
        for _ in range(rounds):
            late._on_collect()
        return looked_at

    assert collected(ROUNDS) == [*[1] * (ROUNDS - 1), 2]
    go_on = Event()
    window._jobs.start(lambda _app, _control: go_on.wait(10))
    assert window.is_busy
    assert collected(2 * ROUNDS) == [1] * 2 * ROUNDS
    go_on.set()
    qtbot.waitUntil(lambda: not window.is_busy)
    assert collected(2) == [2, 1]
