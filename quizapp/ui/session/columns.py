"""Where the parts of a question and its feedback stand at each width.

The question keeps its place when the feedback comes: only the other column is filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayoutItem, QWidget

from quizapp.ui.session.item_layout import ItemLayout, height_at
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Widest column of a question, and of two columns together, in pixels at 100 %.
READING_WIDTH: Final = 760
WIDE: Final = 1180
#: Under this width of the content there is one column.
TWO_COLUMNS_FROM: Final = 840
_MAIN_SHARE = 4
_SIDE_SHARE = 3
_GAP = 28
_SPACING = 16
_LEAST_HEIGHT = 200


class _Column(NamedTuple):
    x: int
    width: int
    parts: list[QLayoutItem]


class ColumnsLayout(ItemLayout):
    """Places case, question, verdict and explanation in one column or two.

    A part that is hidden takes no room. Two columns are used when there is something to put beside
    the question: a case before the answer, the verdict and the explanation after it.
    """

    def __init__(self, main: QWidget, case: QWidget, first: QWidget | None, last: QWidget) -> None:
        """Take the parts.

        Args:
            main: the question with its options.
            case: the text that the question is about.
            first: the verdict, which begins a single column; None where there is none.
            last: all that explains it, which ends a single column.
        """
        super().__init__()
        self._known: dict[int, tuple[list[_Column], int]] = {}
        self._least: QSize | None = None
        self._spare: QLayoutItem | None = None
        self._scrolled = self._viewport = 0
        self.setContentsMargins(0, 0, 0, 0)
        for part in (main, case, last, first):
            if part is not None:
                self.addWidget(part)

    def add_spare(self, main: QWidget) -> None:
        """Take a second question; it has no place until `swap` exchanges it for the first."""
        self.addWidget(main)
        self._spare = self.items.pop()

    def swap(self) -> None:
        """Exchange the question for the spare one."""
        assert self._spare is not None
        self.items[0], self._spare = self._spare, self.items[0]
        self.invalidate()

    def main_width(self, *, beside_case: bool) -> int:
        """Return how wide a question that is asked stands now, in pixels."""
        width = self.geometry().width()
        if beside_case and self.is_wide(width):
            return _main_beside(min(width, theme.px(WIDE)))
        return min(width, theme.px(READING_WIDTH))

    def invalidate(self) -> None:
        """Forget what was worked out."""
        self._known.clear()
        self._least = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        """Return that more width is welcome."""
        return Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        """Return the height that all parts take at a width, both in pixels."""
        return self._arranged(width)[1]

    def sizeHint(self) -> QSize:
        """Return the size at which a question reads well."""
        # The height follows from the width that there is; to work it out here would be for nothing.
        return QSize(theme.px(READING_WIDTH), theme.px(_LEAST_HEIGHT))

    def minimumSize(self) -> QSize:
        """Return the least size: the widest word decides."""
        if self._least is None:
            shown = [item for item in self.items if not item.isEmpty()]
            wide = max((item.minimumSize().width() for item in shown), default=0)
            self._least = QSize(wide, 0)
        return self._least

    def pin(self, scrolled: int, viewport: int) -> None:
        """Keep the case in sight while the question beside it scrolls.

        Args:
            scrolled: how far the page is scrolled beyond the top of this layout, in pixels.
            viewport: height of what is seen of the page.
        """
        self._scrolled, self._viewport = max(0, scrolled), viewport
        self.setGeometry(self.geometry())

    def setGeometry(self, rect: QRect) -> None:
        """Place the parts."""
        super().setGeometry(rect)
        turned = self.is_mirrored
        columns, height = self._arranged(rect.width())
        for column in columns:
            x = rect.width() - column.x - column.width if turned else column.x
            y = self._pinned(column, height) if len(columns) > 1 else 0
            for item in column.parts:
                high = height_at(item, column.width)
                item.setGeometry(QRect(rect.x() + x, rect.y() + y, column.width, high))
                y += high + _SPACING

    def is_wide(self, width: int) -> bool:
        """Return whether there is room for two columns."""
        return width >= theme.px(TWO_COLUMNS_FROM)

    def _pinned(self, column: _Column, height: int) -> int:
        case = self.items[1]
        if column.parts != [case]:
            return 0
        high = height_at(case, column.width)
        if high > self._viewport:
            return 0
        return min(self._scrolled, max(0, height - high))

    def _arranged(self, width: int) -> tuple[list[_Column], int]:
        known = self._known.get(width)
        if known is None:
            columns = self._columns(width)
            height = max((_stacked(column) for column in columns), default=0)
            known = self._known[width] = columns, height
        return known

    def _columns(self, width: int) -> list[_Column]:
        main, case, last, *first = self.items
        before = [case] if not case.isEmpty() else []
        opening = [item for item in first if not item.isEmpty()]
        closing = [last] if not last.isEmpty() else []
        after = [*opening, *closing]
        if not before and not after:
            wide = min(width, theme.px(READING_WIDTH))
            return [_Column((width - wide) // 2, wide, [main])]
        if not self.is_wide(width):
            wide = min(width, theme.px(READING_WIDTH))
            parts = [*opening, *before, main, *closing]
            return [_Column((width - wide) // 2, wide, parts)]
        return self._beside(width, main, [*before, *after], is_case=bool(before))

    @staticmethod
    def _beside(
        width: int, main: QLayoutItem, side: Sequence[QLayoutItem], *, is_case: bool
    ) -> list[_Column]:
        """Put the question beside the rest: after a case, before an explanation."""
        whole = min(width, theme.px(WIDE))
        start = (width - whole) // 2
        main_width = _main_beside(whole)
        side_width = whole - _GAP - main_width
        if is_case:
            return [
                _Column(start, side_width, list(side)),
                _Column(start + side_width + _GAP, main_width, [main]),
            ]
        return [
            _Column(start, main_width, [main]),
            _Column(start + main_width + _GAP, side_width, list(side)),
        ]


def _main_beside(whole: int) -> int:
    """Return the width of the question in two columns that take a whole width together."""
    return (whole - _GAP) * _MAIN_SHARE // (_MAIN_SHARE + _SIDE_SHARE)


def _stacked(column: _Column) -> int:
    heights = [height_at(item, column.width) for item in column.parts]
    return sum(heights) + _SPACING * max(0, len(heights) - 1)
