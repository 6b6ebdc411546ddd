"""Small things in a row that goes on in the next line where the room ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QSizePolicy, QWidget

from quizapp.ui.session.item_layout import ItemLayout

if TYPE_CHECKING:
    from collections.abc import Iterator


class _FlowLayout(ItemLayout):
    """Lines of parts at their own sizes, in reading direction."""

    def __init__(self, spacing: int, line_spacing: int) -> None:
        super().__init__()
        self._line_spacing = line_spacing
        self._known: dict[int, int] = {}
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def invalidate(self) -> None:
        self._known.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        high = self._known.get(width)
        if high is None:
            high = max((place.bottom() + 1 for _item, place in self._places(width)), default=0)
            self._known[width] = high
        return high

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self.items if not item.isEmpty()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self.items if not item.isEmpty()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            if self.is_mirrored:
                place.moveRight(rect.width() - 1 - place.left())
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> Iterator[tuple[QLayoutItem, QRect]]:
        corner = QPoint(0, 0)
        line_height = 0
        for item in self.items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if corner.x() and corner.x() + size.width() > width:
                corner = QPoint(0, corner.y() + line_height + self._line_spacing)
                line_height = 0
            size = QSize(min(size.width(), width), size.height())
            yield item, QRect(corner, size)
            corner.setX(corner.x() + size.width() + self.spacing())
            line_height = max(line_height, size.height())


class Flow(QWidget):
    """Parts in a row that wraps; hidden parts take no room."""

    def __init__(self, *parts: QWidget, spacing: int = 8, line_spacing: int = 8) -> None:
        """Take the parts in reading order; spacings in pixels."""
        super().__init__()
        self._flow = _FlowLayout(spacing, line_spacing)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for part in parts:
            self.add(part)

    def add(self, part: QWidget) -> None:
        """Add a part at the end."""
        self._flow.addWidget(part)
