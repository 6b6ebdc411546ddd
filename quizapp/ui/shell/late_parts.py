"""What the app needs, but not for its first paint."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from quizapp.ui.components.focus import FocusVisible


class LateParts(QObject):
    """Adds them once the first screen is on the display."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._focus: FocusVisible | None = None

    @Slot()
    def add(self) -> None:
        """Add the icon of the app, the focus ring of the keyboard, motion, and garbage collection."""
        from quizapp.ui.components.focus import FocusVisible
        from quizapp.ui.icons import app_icon
        from quizapp.ui.theme import theme

        self._app.setWindowIcon(app_icon())
        self._focus = FocusVisible(self._app)
        theme.settle(self._app)
        # What start-up has made stays to the end: the collector need not look at it again.
        gc.freeze()
        gc.enable()
