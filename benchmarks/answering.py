"""From a key press to the picture: checking an answer, and going on to the next question."""

from __future__ import annotations

import gc
from functools import partial

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.data import LARGE, copy_of, environment_of
from benchmarks.figures import heading, limit, line, percentile, tail, timed
from quizapp.application.preferences import FILE_NAME, PreferencesFile
from quizapp.bootstrap import open_application
from quizapp.domain.attempts import QuizSpec

ANSWERS = 300
FRAME_MS = 16.7
WITH_OPTIONS = (
    "active = 1 AND kind IN ('single_best', 'true_false_reason', 'two_tier', 'multiple_response')"
)


def measure() -> None:
    heading("With 100,000 items and 1,000,000 responses, from key press to picture")
    app = QApplication.instance() or QApplication([])
    from quizapp.ui.main_window import MainWindow
    from quizapp.ui.shell.browse import BrowseShell
    from quizapp.ui.shell.look import Look
    from quizapp.ui.window_state import WindowState

    with copy_of(LARGE) as folder:
        look = Look(app, PreferencesFile(folder / FILE_NAME))
        opener = partial(open_application, folder, environment=environment_of(folder))
        window = MainWindow(opener, look, WindowState(folder / "window.ini"), is_demo=True)
        window.resize(1280, 840)
        with_answers = opener()
        learner = with_answers.profiles.learners()[0].id
        ids = with_answers.database.rows(
            f"SELECT id FROM item WHERE {WITH_OPTIONS} LIMIT ?", [ANSWERS]
        )
        spec = QuizSpec(items=tuple(item for (item,) in ids))
        attempt = with_answers.practice.start(learner, spec)
        with_answers.close()
        window.begin()
        window.show()
        window.enter(learner)
        QTest.qWait(800)
        window.findChild(BrowseShell).run_started.emit(attempt)
        QTest.qWait(300)
        # The app collects garbage by a timer of its own, between key presses.
        gc.disable()
        report(*answered(window))
        window.close()


def settle() -> None:
    """Let Qt lay out and paint all that is waiting."""
    flags = QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers
    for _ in range(3):
        QApplication.processEvents(flags)


def answered(window: object) -> tuple[list[float], list[float]]:
    """Answer by keyboard; return the times of checking and of going on, in milliseconds."""
    checks, nexts = [], []
    for _ in range(ANSWERS - 1):
        # Whatever the kind, these two letters make a whole answer.
        press(window, Qt.Key.Key_A)
        press(window, Qt.Key.Key_B)
        checks.append(timed(lambda: press(window, Qt.Key.Key_Return)))
        nexts.append(timed(lambda: press(window, Qt.Key.Key_Return)))
    return checks, nexts


def press(window: object, key: Qt.Key) -> None:
    """Press a key where the focus is, and wait for the picture."""
    page = window.screen_shown
    QTest.keyClick(page.focusWidget() or page, key)
    settle()


def report(checks: list[float], nexts: list[float]) -> None:
    """Print both figures, and the limit of one frame for the next question."""
    line("Check: saved, and feedback painted", tail(checks))
    line("Next: question painted", tail(nexts))
    limit("Next: question painted, p99", percentile(nexts, 99), FRAME_MS)
