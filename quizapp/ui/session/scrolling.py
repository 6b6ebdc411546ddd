"""Pages that scroll without changing their width, by keys as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QScrollArea


#: Keys that scroll, and by how much of what is seen.
SCROLL_KEYS: Final = {
    Qt.Key.Key_Up.value: -0.15,
    Qt.Key.Key_Down.value: 0.15,
    Qt.Key.Key_PageUp.value: -0.85,
    Qt.Key.Key_PageDown.value: 0.85,
    Qt.Key.Key_Home.value: -1000.0,
    Qt.Key.Key_End.value: 1000.0,
}


class _QuietScrollBar(QScrollBar):
    """A scroll bar that keeps its place but shows itself only when there is more to see."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing while all is in sight."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def steady(area: QScrollArea) -> int:
    """Give an area a scroll bar that does not come and go; return the width it takes, in pixels.

    Otherwise the page would move sideways between a short question and its long feedback.
    """
    bar = _QuietScrollBar()
    area.setVerticalScrollBar(bar)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    return bar.sizeHint().width()


def scroll_by(area: QScrollArea, pages: float) -> None:
    """Scroll by a share of what is seen; more is down."""
    bar = area.verticalScrollBar()
    bar.setValue(bar.value() + round(pages * area.viewport().height()))
