"""The sets that trainers sent, as rows of Today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.sitting_views import SetState
from quizapp.application.sitting_words import about_row, due_words
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.pills import Pill

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from quizapp.application.sitting_views import SetRow

#: How many sets that were handed in and saved are shown unless all are wanted.
_RECENT: Final = 3
_VERBS: Final = {
    SetState.NOT_OPEN: "Look",
    SetState.NEW: "Start",
    SetState.STARTED: "Continue",
    SetState.HANDED_IN: "Look",
}


class AssignedRow(Card):
    """One set: what it is, when it is due, and the way on.

    Attributes:
        set_requested: carries the hash of the set.
    """

    set_requested = Signal(str)

    def __init__(self, assigned: SetRow, now: datetime, zone: tzinfo | None) -> None:
        self._sha256 = assigned.sha256
        title, about = assigned.plan.title, about_row(assigned)
        verb = _VERBS[assigned.state] if assigned.is_saved else _VERBS[SetState.STARTED]
        text, tone = due_words(assigned, now, zone)
        icon = None if verb == "Look" else "play"
        self.go = Button(verb, icon=icon, name=f"{verb}: {title}")
        self.go.setAccessibleDescription(f"{about}. {text}")
        self.go.setObjectName(f"set-{assigned.plan.id}")
        words = column(
            Label(title, "body", weight=600, wrap=True),
            Label(about, "label", "text2", weight=400, wrap=True),
            spacing=1,
        )
        sign = IconView("graduation-cap", "accent", 20, tile="accent_soft")
        super().__init__(row(sign, (words, 1), Pill(text, tone), self.go, spacing=16), padding=16)
        self.go.clicked.connect(self._on_go)

    @Slot()
    def _on_go(self) -> None:
        self.set_requested.emit(self._sha256)


class AssignedSection(QWidget):
    """“Assigned to you”: what waits, then what was handed in last.

    Attributes:
        set_requested: carries the hash of the set.
        filled: there are other rows now.
    """

    set_requested = Signal(str)
    filled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(spacing=8)
        self._shown: tuple[SetRow, ...] = ()
        self._now: datetime | None = None
        self._zone: tzinfo | None = None
        self._is_whole = False
        self._more = Button("", "ghost")
        self._more.setObjectName("all-sets")
        self._more.clicked.connect(self._on_more)
        self.setLayout(
            column(
                Label("Assigned to you", "heading"), self._rows, row(self._more, None), spacing=10
            )
        )

    def show_sets(self, sets: Sequence[SetRow], now: datetime, zone: tzinfo | None) -> None:
        """Show sets; without any the section is not there."""
        self._shown, self._now, self._zone = tuple(sets), now, zone
        self._fill()
        self.setVisible(bool(sets))

    def _fill(self) -> None:
        now = self._now
        assert now is not None
        waiting = [one for one in self._shown if not one.is_done]
        done = [one for one in self._shown if one.is_done]
        done.sort(key=lambda one: one.last_at or now, reverse=True)
        hidden = 0 if self._is_whole else max(0, len(done) - _RECENT)
        clear_layout(self._rows)
        for one in (*waiting, *done[: len(done) - hidden]):
            line = AssignedRow(one, now, self._zone)
            line.set_requested.connect(self.set_requested)
            self._rows.addWidget(line)
        self._more.setVisible(hidden > 0)
        self._more.setText(f"Show all {len(self._shown)} sets")
        self.filled.emit()

    @Slot()
    def _on_more(self) -> None:
        self._is_whole = True
        self._fill()
