"""Starts the window."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def run(chosen: Path | None, *, demo: bool = False, set_file: Path | None = None) -> int:
    """Show the window until it is closed and return the exit status of the process.

    Args:
        chosen: the folder that holds the database, the preferences and the back-ups; the usual
            one when left out.
        demo: whether it is a throw-away folder, of which no back-ups are made.
        set_file: a set from a trainer to take first.
    """
    # Thousands of classes and functions are made until the first paint, and none is garbage.
    gc.disable()
    from quizapp.application.preferences import FILE_NAME, PreferencesFile
    from quizapp.bootstrap import data_dir, open_application
    from quizapp.quick_qt import load_qt

    load_qt()
    from quizapp.ui.main_window import MainWindow
    from quizapp.ui.shell.late_parts import LateParts
    from quizapp.ui.shell.look import Look
    from quizapp.ui.shell.mishaps import LOG_NAME, MishapHandler
    from quizapp.ui.window_state import WindowState

    folder = data_dir(chosen)
    app = _application()
    sys.excepthook = MishapHandler(folder / LOG_NAME)
    look = Look(app, PreferencesFile(folder / FILE_NAME))
    window = MainWindow(
        partial(open_application, folder),
        look,
        WindowState(folder / "window.ini"),
        is_demo=demo,
        set_file=set_file,
    )
    late = LateParts(app, window, folder)
    window.first_painted.connect(late.add)
    window.begin()
    window.show()
    status = app.exec()
    late.close()
    # Qt's objects go in this order, before the interpreter takes the rest apart in its own.
    del window, late, look
    gc.enable()
    sys.excepthook = sys.__excepthook__
    return status


def _application() -> QApplication:
    from PySide6.QtWidgets import QApplication

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Set this way the style costs no search through all of Qt's own.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Quizapp")
    app.setDesktopFileName("quizapp")
    return app
