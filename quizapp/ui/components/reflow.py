"""Cells side by side while they fit, under one another when they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from quizapp.ui.components.layouts import clear_layout
from quizapp.ui.components.painting import is_mirrored
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


def columns_for(width: int, cells: int, min_cell: int, spacing: int) -> int:
    """Return how many columns `cells` cells take in `width` pixels.

    Four cells go 4, 2, 1 and other numbers all or one, so that no row is left with a hole,
    unless the cells fill the rows evenly.
    """
    fit = max(1, min(cells, (width + spacing) // (min_cell + spacing)))
    if fit == cells or cells % fit == 0:
        return fit
    return 2 if cells % 2 == 0 and fit >= 2 else 1


class _ReflowLayout(QLayout):
    """Places cells in rows of equal height; every number is known for any width beforehand."""

    def __init__(self, min_cell: int, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._min_cell = min_cell
        self._heights: dict[int, int] = {}
        self.weights: list[int] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        known = self._heights.get(width)
        if known is None:
            rows = self._rows(width)
            gaps = self.spacing() * max(0, len(rows) - 1)
            known = self._heights[width] = sum(self._row_height(r) for r in rows) + gaps
        return known

    def sizeHint(self) -> QSize:
        items = self._shown()
        width = sum(item.sizeHint().width() for item in items)
        width += self.spacing() * max(0, len(items) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        items = self._shown()
        widest = max((item.minimumSize().width() for item in items), default=0)
        least = min(widest, theme.px(self._min_cell)) if len(items) > 1 else widest
        height = max((item.minimumSize().height() for item in items), default=0)
        return QSize(least, height)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        parent = self.parentWidget()
        turned = parent is not None and is_mirrored(parent)
        y = rect.y()
        for cells in self._rows(rect.width()):
            height = self._row_height(cells)
            x = rect.x()
            for item, width in cells:
                left = rect.x() + rect.right() + 1 - x - width if turned else x
                item.setGeometry(QRect(left, y, width, height))
                x += width + self.spacing()
            y += height + self.spacing()

    def columns(self, width: int) -> int:
        """Return the number of columns at a width."""
        cells = max(1, len(self._shown()))
        return columns_for(width, cells, theme.px(self._min_cell), self.spacing())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        items = self._shown()
        count = self.columns(width)
        whole = width - self.spacing() * (count - 1)
        in_one_row = count == len(items) and len(self.weights) == len(self._items)
        weights = self.weights if in_one_row and len(items) == len(self._items) else [1] * count
        total = sum(weights)
        ends = [round(whole * sum(weights[: i + 1]) / total) for i in range(count)]
        widths = [end - (ends[i - 1] if i else 0) for i, end in enumerate(ends)]
        return [
            list(zip(items[start : start + count], widths, strict=False))
            for start in range(0, len(items), count)
        ]

    @staticmethod
    def _row_height(cells: list[tuple[QLayoutItem, int]]) -> int:
        heights = [
            item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            for item, width in cells
        ]
        least = [item.minimumSize().height() for item, _width in cells]
        return max([*heights, *least], default=0)


class Reflow(QWidget):
    """A row of cells that folds into fewer columns where the room is short."""

    def __init__(
        self,
        *cells: QWidget,
        min_cell: int = 280,
        weights: Sequence[int] | None = None,
        spacing: int = 16,
    ) -> None:
        """Take the cells.

        Args:
            cells: widgets, in reading order.
            min_cell: the least width of a cell in pixels at 100 %.
            weights: shares of the width while all cells stand in one row; equal when left out.
            spacing: gap in pixels.
        """
        super().__init__()
        self._reflow = _ReflowLayout(min_cell, spacing)
        self.setLayout(self._reflow)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_cells(cells, weights)

    @property
    def columns(self) -> int:
        """The number of columns at the present width."""
        return self._reflow.columns(self.width())

    def set_cells(self, cells: Sequence[QWidget], weights: Sequence[int] | None = None) -> None:
        """Show other cells; those that are no longer among them are deleted."""
        clear_layout(self._reflow, keep=cells)
        for cell in cells:
            self._reflow.addWidget(cell)
        self._reflow.weights = list(weights) if weights is not None else [1] * len(cells)
        self._reflow.invalidate()
