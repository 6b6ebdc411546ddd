"""Sorting a table without a mouse: a key opens a menu with what a click on a head does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from quizapp.ui.components.rows_in_sight import show_current_row
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from quizapp.ui.components.tables import Table

SORT_KEY: Final = "Alt+S"
_UNSORTED: Final = -1
_OTHER_WAY: Final = {
    Qt.SortOrder.AscendingOrder: Qt.SortOrder.DescendingOrder,
    Qt.SortOrder.DescendingOrder: Qt.SortOrder.AscendingOrder,
}


class SortMenu(QMenu):
    """Makes the heads of a table sort, offers the same by `SORT_KEY`, and says what it is sorted by."""

    def __init__(self, table: Table, unsorted: str = "") -> None:
        """Make the heads sort.

        Args:
            table: whose model sorts.
            unsorted: what the order is called that the rows have by themselves; without it there
                is no way back to that order.
        """
        super().__init__("Sort by", table)
        self.setObjectName("sort-menu")
        self.setAccessibleName("Sort by")
        self._table, self._unsorted = table, unsorted
        head = self._head = table.horizontalHeader()
        if unsorted:
            head.setSortIndicator(_UNSORTED, Qt.SortOrder.AscendingOrder)
            head.setSortIndicatorClearable(True)
        head.setSectionsClickable(True)
        table.setSortingEnabled(True)
        self._ways = QActionGroup(self)
        self._ways.triggered.connect(self._on_column)
        key = QShortcut(QKeySequence(SORT_KEY), table)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.open_below_head)
        head.sortIndicatorChanged.connect(self._on_sorted)
        self._describe()

    @Slot()
    def open_below_head(self) -> None:
        """Offer the columns, those too that there is no room for, and the other way round."""
        self._fill()
        self.setFont(theme.font("body"))
        self.ensurePolished()
        is_mirrored = self._table.isRightToLeft()
        x = self._head.width() - self.sizeHint().width() if is_mirrored else 0
        self.popup(self._head.mapToGlobal(QPoint(x, self._head.height())))
        self.setActiveAction(self._ways.checkedAction() or self.actions()[0])

    def _fill(self) -> None:
        self.clear()
        for way in self._ways.actions():
            self._ways.removeAction(way)
        chosen = self._head.sortIndicatorSection()
        if self._unsorted:
            self._offer(self._unsorted, _UNSORTED, chosen)
            self.addSeparator()
        for column in range(self._table.model().columnCount()):
            if self._table.says_nothing(column):
                continue
            self._offer(self._name(column), column, chosen)
        if chosen != _UNSORTED:
            self.addSeparator()
            self.addAction("The other way round").triggered.connect(self._on_other_way)

    def _offer(self, name: str, column: int, chosen: int) -> None:
        way = QAction(name.replace("&", "&&"), self, checkable=True)
        way.setData(column)
        way.setChecked(column == chosen)
        self._ways.addAction(way)
        self.addAction(way)

    def _name(self, column: int) -> str:
        return str(self._table.model().headerData(column, Qt.Orientation.Horizontal))

    @Slot(QAction)
    def _on_column(self, way: QAction) -> None:
        self._table.sortByColumn(int(way.data()), Qt.SortOrder.AscendingOrder)
        show_current_row(self._table)

    @Slot()
    def _on_other_way(self) -> None:
        order = _OTHER_WAY[self._head.sortIndicatorOrder()]
        self._table.sortByColumn(self._head.sortIndicatorSection(), order)
        show_current_row(self._table)

    @Slot()
    def _on_sorted(self) -> None:
        """Keep the current row in sight; the head that was clicked stays where it is."""
        self._table.scrollTo(self._table.currentIndex())
        self._describe()

    def _describe(self) -> None:
        column = self._head.sortIndicatorSection()
        order = self._unsorted
        if column != _UNSORTED:
            is_rising = self._head.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            order = f"Sorted by {self._name(column)}, {'rising' if is_rising else 'falling'}"
        self._table.setAccessibleDescription(f"{order}. {SORT_KEY} sorts it otherwise.")
