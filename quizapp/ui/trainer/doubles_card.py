"""Names in a roster that may be one person, offered to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.rosters import RosterEntry


class DoublesCard(Card):
    """Names the first of several groups; hidden while there is none."""

    look_requested = Signal(object)
    """The entries that were named are wanted; their ids in a list."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._says = Label("", "label", "text2", wrap=True)
        look = Button("Look at them…", "ghost")
        look.setObjectName("look-at-doubles")
        super().__init__(
            row(IconView("users", "warn", 18), (self._says, 1), look, spacing=10), padding=10
        )
        look.clicked.connect(self._on_look)

    def text(self) -> str:
        """Return what is said."""
        return self._says.text()

    def show_groups(self, groups: Sequence[Sequence[RosterEntry]]) -> None:
        """Show other groups of entries, each perhaps of one person."""
        self.setVisible(bool(groups))
        if groups:
            first = groups[0]
            self._ids = [one.id for one in first]
            names = "; ".join(one.name for one in first)
            more = f" And {plural(len(groups) - 1, 'other name')}." if len(groups) > 1 else ""
            self._says.setText(f"Perhaps one person: {names}.{more}")

    @Slot()
    def _on_look(self) -> None:
        self.look_requested.emit(self._ids)
