"""What there is to say about one part of a diagram, and the way to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row

if TYPE_CHECKING:
    from quizapp.domain.registers import DiagramPart


class PartCard(Card):
    """The label and the text of a part."""

    previous_requested = Signal()
    next_requested = Signal()

    def __init__(self) -> None:
        self._place = Label("", "caption", "text3", weight=600)
        self._label = Label("", "heading", wrap=True)
        self._label.setObjectName("part-label")
        self._text = Label("", "body", wrap=True)
        self._text.setObjectName("part-text")
        self._sources = Label("", "caption", "text2", wrap=True)
        self._previous = Button("Previous part", icon="arrow-left")
        self._previous.setObjectName("previous-part")
        self._next = Button("Next part", icon="arrow-right", trailing_icon=True)
        self._next.setObjectName("next-part")
        super().__init__(
            column(
                # The buttons stand above the text: they stay where they are, however long it is.
                row(self._previous, self._next, None, spacing=8),
                4,
                self._place,
                self._label,
                self._text,
                self._sources,
                None,
                spacing=6,
            ),
            padding=16,
        )
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)

    def show_part(self, part: DiagramPart, place: str, sources: str = "") -> None:
        """Show a part.

        Args:
            part: what to show.
            place: which one it is, such as "Part B of 9".
            sources: what a row of a table rests on; empty for other parts.
        """
        self._place.setText(place)
        self._label.setText(part.label)
        self._text.setText(part.text)
        self._sources.setText(sources)
        self._sources.setVisible(bool(sources))

    def set_ends(self, *, is_first: bool, is_last: bool) -> None:
        """Say whether there is a part before and one after; the keyboard stays on a button."""
        buttons = (self._previous, is_first), (self._next, is_last)
        for (button, ends), (other, _ends) in zip(buttons, reversed(buttons), strict=True):
            if ends and button.hasFocus():
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(not ends)
