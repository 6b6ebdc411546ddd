"""What the app needs, but not for its first paint."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from quizapp.ui.components.focus import FocusVisible
    from quizapp.ui.main_window import MainWindow
    from quizapp.ui.shell.set_reception import SetReception

_COLLECT_EVERY_MS = 5_000
_FULL_EVERY = 12
_START_IS_OVER_AFTER_MS = 2_000


class LateParts(QObject):
    """Adds them once the first screen is on the display."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        """Make what adds them.

        Args:
            app: the app.
            window: its window, which gets the sets that are handed over.
            folder: the data folder.
        """
        super().__init__()
        self._app, self._window, self._folder = app, window, folder
        self._reception: SetReception | None = None
        self._focus: FocusVisible | None = None
        self._rounds = 0
        self._collect = QTimer(self)
        self._collect.setInterval(_COLLECT_EVERY_MS)
        self._collect.timeout.connect(self._on_collect)

    @Slot()
    def add(self) -> None:
        """Add the icon of the app, the focus ring of the keyboard, motion, and the collector of garbage."""
        from quizapp.ui.components.focus import FocusVisible
        from quizapp.ui.icons import app_icon
        from quizapp.ui.theme import theme

        self._app.setWindowIcon(app_icon())
        self._focus = FocusVisible(self._app)
        theme.settle(self._app)
        self._listen()
        # What start-up has made stays to the end: the collector need not look at it again.
        gc.freeze()
        self._collect.start()
        QTimer.singleShot(_START_IS_OVER_AFTER_MS, _give_back)

    def close(self) -> None:
        """Take no more sets in."""
        if self._reception is not None:
            self._reception.close()

    def _listen(self) -> None:
        from quizapp.ui.shell.set_reception import SetReception

        self._reception = SetReception(self._folder)
        self._reception.received.connect(self._window.take_set)

    @Slot()
    def _on_collect(self) -> None:
        """Collect garbage here, on the thread of the widgets.

        Left to itself the collector runs on whichever thread makes the next object. On a worker it
        would take widgets apart behind Qt's back, which ends the process sooner or later.
        """
        self._rounds += 1
        # With what a long job has made so far, such as a report on a million answers, looking at
        # all of it would be felt, and there would hardly be anything to be found.
        is_full = self._rounds >= _FULL_EVERY and not self._window.is_busy
        gc.collect(2 if is_full else 1)
        if is_full:
            self._rounds = 0
            _give_back()


def _give_back() -> None:
    """Give memory that is free back to the system; the C library would keep it for later."""
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
