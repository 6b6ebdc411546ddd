"""Short labels on a ground of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy

from quizapp.ui.components.painting import (
    draw_box,
    draw_icon,
    leading,
    mirrored,
    painter_on,
)
from quizapp.ui.components.text_block import text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

Tone = Literal["neutral", "accent", "ok", "warn", "bad"]

#: Text and ground of each tone.
_TONES: Final[dict[str, tuple[str, str]]] = {
    "neutral": ("text2", "sunken"),
    "accent": ("on_accent_soft", "accent_soft"),
    "ok": ("on_ok_soft", "ok_soft"),
    "warn": ("on_warn_soft", "warn_soft"),
    "bad": ("on_bad_soft", "bad_soft"),
}
_ICON = 14
_PADDING = 10
_GAP = 5


class Pill(QLabel):
    """A word or two about the thing beside it; never colour alone."""

    def __init__(self, text: str = "", tone: Tone = "neutral", *, icon: str | None = None) -> None:
        super().__init__()
        self._tone, self._icon = tone, icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)
        theme.changed.connect(self._restyle)

    def set_content(self, text: str, tone: Tone | None = None, icon: str | None = None) -> None:
        """Show another text and icon, in another tone if one is given."""
        self._tone, self._icon = tone or self._tone, icon
        self.setText(text)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of text, icon and ground."""
        width = text_width(self.text(), theme.font("caption", 600)) + 2 * theme.px(_PADDING)
        if self._icon:
            width += theme.px(_ICON + _GAP)
        return QSize(width, theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a pill is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = painter_on(self)
        text_role, ground = _TONES[self._tone]
        height = self.height()
        draw_box(painter, QRectF(self.rect()), fill=theme.color(ground), radius=height / 2)
        x = theme.px(_PADDING)
        if self._icon:
            place = mirrored(self, QRect(x, 0, theme.px(_ICON), height))
            draw_icon(painter, self, QRectF(place), self._icon, text_role, _ICON)
            x += theme.px(_ICON + _GAP)
        painter.setFont(theme.font("caption", 600))
        painter.setPen(theme.color(text_role))
        place = mirrored(self, QRect(x, 0, self.width() - x, height))
        painter.drawText(place, leading(self), self.text())


class KeyHint(QLabel):
    """A key, and what it does."""

    def __init__(self, key: str = "", text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_content(key, text)
        theme.changed.connect(self._restyle)

    def set_content(self, key: str, text: str = "") -> None:
        """Show another key, and what it does."""
        self._key, self._does = key, text
        self.setText(f"{key} {text}".strip())
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _key_width(self) -> int:
        width = text_width(self._key, theme.font("caption")) + theme.px(12)
        return max(width, theme.px(20))

    def sizeHint(self) -> QSize:
        """Return the size of the key and its text."""
        width = self._key_width()
        if self._does:
            width += theme.px(6) + text_width(self._does, theme.font("caption"))
        return QSize(width, theme.px(22))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key and its text."""
        painter = painter_on(self)
        painter.setFont(theme.font("caption"))
        wide = self._key_width()
        key = mirrored(self, QRect(0, 0, wide, self.height()))
        draw_box(
            painter,
            QRectF(key),
            fill=theme.color("surface"),
            edge=theme.color("border"),
            radius=5,
        )
        painter.setPen(theme.color("text2"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.setPen(theme.color("text3"))
        x = wide + theme.px(6)
        text = mirrored(self, QRect(x, 0, self.width() - x, self.height()))
        painter.drawText(text, leading(self), self._does)
