"""The keys that work everywhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from quizapp.domain.errors import UserError
from quizapp.ui.shell.page import Place
from quizapp.ui.shell.side_bar import PAGES, TRAINER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from quizapp.ui.shell.look import Look


class WindowKeys(QObject):
    """The keys that work wherever the focus is."""

    place_requested = Signal(object)

    def __init__(self, window: QWidget, look: Look) -> None:
        super().__init__(window)
        self._window, self._look = window, look
        for number, entry in enumerate((*PAGES, TRAINER), start=1):
            self._bind([f"Ctrl+{number}"], partial(self._go, entry.key))
        self._bind(["Ctrl+,"], partial(self._go, "settings"))
        self._bind(["Ctrl++", "Ctrl+="], partial(self._step_text, 1))
        self._bind(["Ctrl+-"], partial(self._step_text, -1))
        self._bind(["Ctrl+0"], partial(self._step_text, 0))
        self._bind(["F1"], self.show_sheet)
        self._single = self._bind(["?"], self.show_sheet)
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _bind(self, keys: Sequence[str], act: Callable[[], None]) -> QShortcut:
        shortcut = QShortcut(self._window)
        shortcut.setKeys([QKeySequence(key) for key in keys])
        shortcut.activated.connect(act)
        return shortcut

    def _go(self, page: str) -> None:
        self.place_requested.emit(Place(page=page))

    def _step_text(self, steps: int) -> None:
        try:
            self._look.step_text(steps)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self._window, error.message, error.hint)

    @Slot()
    def _on_look_changed(self) -> None:
        # Keys without Ctrl or Alt can be switched off for those who dictate or tremble.
        self._single.setEnabled(self._look.preferences.single_keys)

    @Slot()
    def show_sheet(self) -> None:
        """Show all keys."""
        show_sheet(self._window)


def show_sheet(parent: QWidget) -> None:
    """Show all keys in a dialog; it is imported when it is first wanted."""
    from quizapp.ui.shell import key_sheet

    key_sheet.show_sheet(parent)
