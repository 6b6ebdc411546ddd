"""A key in words: six of them, large enough to be read out across a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.components.painting import RADIUS_CONTROL, draw_box, painter_on
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_WIDEST: Final = 760


class _Word(QFrame):
    """One word with its number, for people to say which one differs."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.word = Label("", "title")
        place = Label(str(number), "caption", "text3", tabular=True)
        self.setLayout(row(place, self.word, None, spacing=10, margins=(12, 8, 12, 8)))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        draw_box(
            painter_on(self),
            QRectF(self.rect()),
            fill=theme.color("sunken"),
            radius=RADIUS_CONTROL,
        )


class KeyWords(Reflow):
    """The words, three in a row where there is room."""

    def __init__(self, *, min_cell: int = 210) -> None:
        self._words = [_Word(number) for number in range(1, 7)]
        super().__init__(*self._words, min_cell=min_cell, spacing=8)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        # Wider, the words of a row would stand too far apart to be read as one.
        self.setMaximumWidth(theme.px(_WIDEST))

    def text(self) -> str:
        """Return the words as they are written."""
        return "-".join(one.word.text() for one in self._words)

    @Slot()
    def copy(self) -> None:
        """Put the words on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def set_words(self, fingerprint: str) -> None:
        """Show the words of a key."""
        for one, word in zip(self._words, fingerprint.split("-"), strict=True):
            one.word.setText(word)
        self.setAccessibleName(f"Key in words: {', '.join(fingerprint.split('-'))}")
