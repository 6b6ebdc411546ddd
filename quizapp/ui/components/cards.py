"""Surfaces that group things: cards, figures, empty places and places that are loading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.painting import (
    RADIUS_CARD,
    draw_box,
    mirrored_f,
    painter_on,
    rounded_path,
)
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLayout

    from quizapp.ui.components.buttons import Button

_BAR_WIDTH = 4


class Card(QFrame):
    """A rounded surface with an edge of one pixel."""

    def __init__(
        self,
        content: QLayout | None = None,
        *,
        padding: int = 20,
        fill: str = "surface",
        border: str | None = "border",
        bar: str | None = None,
    ) -> None:
        """Make a card.

        Args:
            content: its layout; set one later with `setLayout` when left out.
            padding: room inside the edge, in pixels.
            fill: colour role of the surface.
            border: colour role of the edge, None for no edge.
            bar: colour role of a bar of 4 px where reading begins.
        """
        super().__init__()
        self._fill, self._border, self._bar = fill, border, bar
        if content is not None:
            content.setContentsMargins(padding, padding, padding, padding)
            self.setLayout(content)
        theme.changed.connect(self.update)

    def set_colors(self, fill: str, border: str | None) -> None:
        """Draw the card in other colours."""
        self._fill, self._border = fill, border
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        edge = theme.color(self._border) if self._border else None
        draw_box(painter, area, fill=theme.color(self._fill), edge=edge)
        if self._bar:
            painter.setClipPath(rounded_path(area, RADIUS_CARD))
            bar = QRectF(0, 0, _BAR_WIDTH, area.height())
            painter.fillRect(mirrored_f(self, bar), theme.color(self._bar))


class StatTile(Card):
    """One figure with its name above and a remark below."""

    def __init__(
        self, title: str = "", value: str = "", note: str = "", note_color: str = "text2"
    ) -> None:
        self._title = Label("", "label", "text2", elide=True)
        self._value = Label("", "display", tabular=True, wrap=True)
        self._note = Label("", "caption", wrap=True)
        super().__init__(column(self._title, self._value, self._note, None, spacing=2), padding=18)
        self.set_content(title, value, note, note_color)

    def set_content(
        self, title: str, value: str, note: str = "", note_color: str = "text2"
    ) -> None:
        """Show another figure."""
        self._title.setText(title)
        self._value.setText(value)
        self._note.setText(note)
        self._note.set_color(note_color)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{title}: {value}. {note}".strip())


class EmptyState(QWidget):
    """What stands where there is nothing yet: why that is, and one thing to do about it."""

    def __init__(self, icon: str, title: str, text: str, action: Button | None = None) -> None:
        super().__init__()
        self._icon = IconView(icon, "accent", 32, tile="accent_soft")
        self._title = Label("", "title", wrap=True, align="center")
        self._text = Label("", "body", "text2", wrap=True, align="center")
        middle = column(None, row(None, self._icon, None), 4, self._title, self._text, spacing=6)
        if action is not None:
            middle.addSpacing(10)
            middle.addLayout(row(None, action, None))
        middle.addStretch(1)
        self.setLayout(middle)
        self.set_content(icon, title, text)

    def set_content(self, icon: str, title: str, text: str) -> None:
        """Show another icon, title and sentence."""
        self._icon.set_icon(icon)
        self._title.setText(title)
        self._text.setText(text)


class Skeleton(QWidget):
    """Blocks in the place of text that is being fetched; unseen while it comes quickly."""

    def __init__(self, lines: int = 3, *, delay_ms: int = 200) -> None:
        super().__init__()
        self._lines = lines
        self._waited = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_waited)
        self._timer.start(delay_ms)
        self.setAccessibleName("Loading")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @Slot()
    def _on_waited(self) -> None:
        self._waited = True
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the lines."""
        return QSize(theme.px(240), self._lines * theme.px(26))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the blocks, once the delay is over."""
        if not self._waited:
            return
        painter = painter_on(self)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in range(self._lines):
            last = line == self._lines - 1 and self._lines > 1
            width = self.width() * (0.6 if last else 1.0)
            block = QRectF(0, line * theme.px(26), width, theme.px(16))
            draw_box(painter, mirrored_f(self, block), fill=theme.color("h0"), radius=4)
