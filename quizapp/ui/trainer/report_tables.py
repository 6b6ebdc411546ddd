"""The tables of a report on the screen: sortable rows, and maps of learners against something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt, Slot
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionViewItem

from quizapp.ui.components.painting import prepare
from quizapp.ui.components.sort_menu import SortMenu
from quizapp.ui.components.tables import Index, RowDelegate, RowModel, Table
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtGui import QPainter

SHADE_ROLE: Final = Qt.ItemDataRole.UserRole + 3
"""How much of something a cell holds, 0 for none to 4 for all."""

#: Fill and text of each shade: steps on which the text can be read well.
_SHADES: Final = (
    ("", "text"),
    ("h1", "text"),
    ("h2", "text"),
    ("accent", "on_accent"),
    ("accent", "on_accent"),
)
_MOST_ROWS: Final = 14
_ROW_HEIGHT: Final = 32


class Line(NamedTuple):
    """A row of a sortable table.

    Attributes:
        number: what the row is about: a place in the report, from 0.
        cells: what is shown.
        keys: what each column is sorted by.
    """

    number: int
    cells: tuple[str | float, ...]
    keys: tuple[float | str, ...]


class SortableRows(RowModel):
    """Rows that a click on a head puts in order."""

    def __init__(self, headers: Sequence[str], numbers: Collection[int] = ()) -> None:
        super().__init__(headers, numbers=numbers)
        self._lines: list[Line] = []
        self._order = (0, Qt.SortOrder.AscendingOrder)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows, in the order that is chosen."""
        self._lines = list(lines)
        self.set_rows([line.cells for line in self._lines])
        self.sort(*self._order)

    def number_at(self, row: int) -> int:
        """Return what a row is about."""
        return self._lines[row].number

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column; equal ones stay as they were."""
        self._order = (column, order)
        is_falling = order == Qt.SortOrder.DescendingOrder
        keys = [line.keys[column] for line in self._lines]
        rows = sorted(range(len(keys)), key=keys.__getitem__, reverse=is_falling)
        self._lines = [self._lines[row] for row in rows]
        self.reorder(rows)


class SortableTable(Table):
    """A table whose heads sort, by a key as well, as tall as its rows."""

    def __init__(
        self,
        model: SortableRows,
        widths: dict[int, int],
        name: str,
        stretch: int,
        first_to_go: tuple[int, ...] = (),
    ) -> None:
        """Make a table.

        Args:
            model: its rows.
            widths: of the columns that do not stretch, in pixels at 100 %.
            name: for assistive technology.
            stretch: the column that takes the spare room.
            first_to_go: the columns that are left out, in this order, where the room is short.
        """
        super().__init__(model, widths=widths, name=name, stretch=stretch, first_to_go=first_to_go)
        self.rows = model
        self._sorting = SortMenu(self)

    def show_lines(self, lines: Sequence[Line], column: int, order: Qt.SortOrder) -> None:
        """Show other rows, sorted by a column."""
        self.rows.set_lines(lines)
        self.sortByColumn(column, order)
        self.fit_height()


class Map(NamedTuple):
    """What a map shows: cells with a text and a shade from 0 to 4, worked out when seen."""

    heads: Sequence[str] = ()
    tips: Sequence[str] = ()
    names: Sequence[str] = ()
    cell: Callable[[int, int], tuple[str, int]] = lambda _row, _column: ("", 0)


class MapModel(QAbstractTableModel):
    """A row a learner and a column for each thing that learners are held against."""

    def __init__(self) -> None:
        super().__init__()
        self._map = Map()

    def set_map(self, shown: Map) -> None:
        """Show something else."""
        self.beginResetModel()
        self._map = shown
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of learners."""
        return 0 if parent is not None and parent.isValid() else len(self._map.names)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._map.heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a learner, or the head of a column."""
        is_column = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return self._map.heads[section] if is_column else self._map.names[section]
        if role == Qt.ItemDataRole.ToolTipRole and is_column:
            return self._map.tips[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            SHADE_ROLE,
        }:
            return None
        row, column = index.row(), index.column()
        text, shade = self._map.cell(row, column)
        if role == SHADE_ROLE:
            return shade
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        return f"{self._map.names[row]}, {self._map.tips[column]}: {text}"


class _MapDelegate(RowDelegate):
    """Draws a cell in its shade."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        prepare(painter)
        fill, ink = _SHADES[index.data(SHADE_ROLE)]
        area = option.rect
        state: QStyle.StateFlag = option.state
        if fill:
            painter.fillRect(area.adjusted(1, 1, -1, -1), theme.color(fill))
        elif state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        painter.setFont(theme.font("label", 400, tabular=True))
        painter.setPen(theme.color(ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("focus"))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()


class MapTable(Table):
    """A map whose names stay in sight while it is scrolled sideways."""

    def __init__(self, name: str, width: int) -> None:
        """Make an empty map.

        Args:
            name: for assistive technology.
            width: of each column, in pixels at 100 %.
        """
        self._width = width
        self.model_of_map = MapModel()
        super().__init__(self.model_of_map, stretch=-1, row_height=_ROW_HEIGHT, name=name)
        self._map_delegate = _MapDelegate(self)
        self.setItemDelegate(self._map_delegate)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        # The cells below stand in the middle, too.
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        names = self.verticalHeader()
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.show()
        self._resize()
        theme.changed.connect(self._resize)

    def show_map(self, shown: Map) -> None:
        """Show something else."""
        self.model_of_map.set_map(shown)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        self.verticalHeader().setFont(theme.font("label", 400))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setDefaultSectionSize(theme.px(self._width))
        for column in range(self.model_of_map.columnCount(QModelIndex())):
            self.setColumnWidth(column, theme.px(self._width))
        rows = min(_MOST_ROWS, self.model_of_map.rowCount())
        bar = self.horizontalScrollBar().sizeHint().height()
        height = head.sizeHint().height() + rows * theme.px(_ROW_HEIGHT) + bar + 4
        self.setFixedHeight(height)
