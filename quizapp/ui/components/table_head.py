"""The heads of tables: words at the right side, and how the rows are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader

from quizapp.ui.components.painting import draw_icon, prepare
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_PADDING: Final = 8
_SORTING: Final = 12


class TableHead(QHeaderView):
    """Heads that are written in the direction of their own text, also in a mirrored window.

    "No." would come out as ".No" there otherwise.
    """

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one head."""
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        super().paintSection(painter, rect, section)
        if self.isSortIndicatorShown() and section == self.sortIndicatorSection():
            self._draw_sorting(painter, rect, section)
        painter.restore()

    def _draw_sorting(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw how the rows are sorted beside the words of the head, where no others stand."""
        prepare(painter)
        role, edge = Qt.ItemDataRole, theme.px(_SORTING)
        words = str(self.model().headerData(section, self.orientation(), role.DisplayRole))
        beyond = theme.px(_PADDING + 3) + QFontMetrics(self.font()).horizontalAdvance(words)
        side = self.model().headerData(section, self.orientation(), role.TextAlignmentRole)
        is_at_end = side is not None and bool(side & Qt.AlignmentFlag.AlignRight)
        x = rect.right() - beyond - edge if is_at_end else rect.x() + beyond
        x = max(rect.x(), min(x, rect.right() - edge))
        box = QRect(x, rect.y() + (rect.height() - edge) // 2, edge, edge)
        is_rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        icon = "chevron-down" if is_rising else "chevron-up"
        place = QRectF(QStyle.visualRect(self.layoutDirection(), rect, box))
        draw_icon(painter, self, place, icon, "text2", _SORTING)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Let the side at which a head stands go by the window all the same."""
        super().initStyleOptionForIndex(option, section)
        wanted = Qt.AlignmentFlag(option.textAlignment)
        side = QStyle.visualAlignment(self.layoutDirection(), wanted)
        option.textAlignment = side | Qt.AlignmentFlag.AlignAbsolute
        # The style would draw it over words that stand at the end.
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_
