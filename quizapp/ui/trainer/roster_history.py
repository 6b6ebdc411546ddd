"""Changes of a roster that can be taken back and made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.domain.rosters import RosterChange
    from quizapp.ui.shell.page import Desk


class RosterHistory(QObject):
    """What was done since a roster was opened, the last thing first to be taken back."""

    changed = Signal(object)
    """The roster is another one: the `RosterChange` that was made."""

    refused = Signal(object)
    """A change cannot be taken back any more; a `UserError`."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._done: list[RosterChange] = []
        self._undone: list[RosterChange] = []

    def clear(self) -> None:
        """Forget what was done: another roster is open."""
        self._done, self._undone = [], []

    def add(self, change: RosterChange) -> None:
        """Remember a change that was made."""
        self._done.append(change)
        self._undone = []
        self.changed.emit(change)

    @property
    def to_undo(self) -> str:
        """What would be taken back, or empty."""
        return self._done[-1].says if self._done else ""

    @property
    def to_redo(self) -> str:
        """What would be made again, or empty."""
        return self._undone[-1].says if self._undone else ""

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        if self._done and self._apply(self._done[-1].reversed()):
            self._undone.append(self._done.pop())
            self.changed.emit(self._undone[-1].reversed())

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._undone and self._apply(self._undone[-1]):
            self._done.append(self._undone.pop())
            self.changed.emit(self._done[-1])

    def _apply(self, change: RosterChange) -> bool:
        try:
            self._desk.application.rosters.apply(change)
        except UserError as error:
            self.clear()
            self.refused.emit(error)
            return False
        return True
