"""What the app needs, but not for its first paint."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from quizapp.ui.components.focus import FocusVisible

_COLLECT_EVERY_MS = 5_000
_FULL_EVERY = 12


class LateParts(QObject):
    """Adds them once the first screen is on the display."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
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
        # What start-up has made stays to the end: the collector need not look at it again.
        gc.freeze()
        self._collect.start()

    @Slot()
    def _on_collect(self) -> None:
        """Collect garbage here, on the thread of the widgets.

        Left to itself the collector runs on whichever thread makes the next object. On a worker it
        would take widgets apart behind Qt's back, which ends the process sooner or later.
        """
        self._rounds += 1
        gc.collect(2 if self._rounds % _FULL_EVERY == 0 else 1)
