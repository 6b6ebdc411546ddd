"""Tables in the look of the house: no grid, quiet heads, bars for shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from quizapp.ui.components.painting import draw_box, draw_icon, prepare
from quizapp.ui.components.rows_in_sight import show_current_row
from quizapp.ui.components.table_head import TableHead
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QShowEvent

Index = QModelIndex | QPersistentModelIndex

#: A share, 0 to 1, drawn as a percentage and a bar.
BAR_ROLE: Final = Qt.ItemDataRole.UserRole + 1
#: The colour role of the text.
TONE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
#: The name of an icon before the text.
SIGN_ROLE: Final = Qt.ItemDataRole.UserRole + 4
#: Below this share a bar is drawn as something to look at.
LOW_SHARE: Final = 0.4

_PADDING = 8
_LEAST_STRETCH: Final = 200
_TABBED: Final = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class RowDelegate(QStyledItemDelegate):
    """Draws a cell: text, a tick box or a bar, over a line between rows."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        prepare(painter)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("sunken"))
        line = QRect(area.x(), area.bottom(), area.width(), 1)
        painter.fillRect(line, theme.color("border"))
        padding = theme.px(_PADDING)
        inner = area.adjusted(padding, 0, -padding, 0)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            inner = self._draw_tick(painter, option, inner, ticked)
        sign = index.data(SIGN_ROLE)
        if sign:
            inner = self._draw_sign(painter, option, inner, index)
        share = index.data(BAR_ROLE)
        if share is not None:
            self._draw_bar(painter, option, inner, float(share))
        else:
            self._draw_text(painter, option, inner, index)
        painter.restore()

    @staticmethod
    def _draw_tick(
        painter: QPainter, option: QStyleOptionViewItem, room: QRect, ticked: object
    ) -> QRect:
        edge = theme.px(18)
        box = _square(option, room, edge)
        if ticked in {Qt.CheckState.Checked, Qt.CheckState.Checked.value}:
            draw_box(painter, box, fill=theme.color("accent"), radius=5)
            draw_icon(painter, option.widget, box, "check", "on_accent", 14)
        else:
            strong = theme.color("border_strong")
            draw_box(painter, box, fill=theme.color("surface"), edge=strong, width=1.5, radius=5)
        return room.adjusted(edge + theme.px(10), 0, 0, 0)

    @staticmethod
    def _draw_sign(
        painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index
    ) -> QRect:
        edge = theme.px(16)
        box = _square(option, room, edge)
        tone = str(index.data(TONE_ROLE) or "text")
        draw_icon(painter, option.widget, box, str(index.data(SIGN_ROLE)), tone, 16)
        return room.adjusted(edge + theme.px(6), 0, 0, 0)

    @staticmethod
    def _draw_bar(
        painter: QPainter, option: QStyleOptionViewItem, room: QRect, share: float
    ) -> None:
        low = share < LOW_SHARE
        painter.setFont(theme.font("label", 600 if low else 400, tabular=True))
        painter.setPen(theme.color("bad" if low else "text"))
        number = QRect(room.x(), room.y(), theme.px(44), room.height())
        side = _side(option, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, number), side, f"{share:.0%}"
        )
        high = theme.px(6)
        y = room.y() + (room.height() - high) // 2
        left = room.x() + theme.px(46)
        track = QRect(left, y, max(0, room.right() - left), high)
        filled = QRect(left, y, max(high, round(track.width() * share)), high)
        for place, role in ((track, "h0"), (filled, "bad" if low else "accent")):
            area = QRectF(QStyle.visualRect(option.direction, option.rect, place))
            draw_box(painter, area, fill=theme.color(role), radius=high / 2)

    @staticmethod
    def _draw_text(
        painter: QPainter, option: QStyleOptionViewItem, room: QRect, index: Index
    ) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        given = index.data(Qt.ItemDataRole.TextAlignmentRole)
        wanted = Qt.AlignmentFlag.AlignLeft if given is None else Qt.AlignmentFlag(given)
        right = bool(wanted & Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.font("label", 400, tabular=right))
        painter.setPen(theme.color(str(index.data(TONE_ROLE) or "text")))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        place = QStyle.visualRect(option.direction, option.rect, room)
        painter.drawText(place, _side(option, wanted), shown)


def _square(option: QStyleOptionViewItem, room: QRect, edge: int) -> QRectF:
    """Return a square at the beginning of a room, in the middle of its height."""
    place = QRect(room.x(), room.y() + (room.height() - edge) // 2, edge, edge)
    return QRectF(QStyle.visualRect(option.direction, option.rect, place))


def _side(option: QStyleOptionViewItem, wanted: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    side = QStyle.visualAlignment(option.direction, wanted & Qt.AlignmentFlag.AlignHorizontal_Mask)
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class Table(QTableView):
    """A table whose rows are chosen as a whole; one column takes the spare room."""

    def __init__(
        self,
        model: QAbstractItemModel | None = None,
        *,
        stretch: int | None = 0,
        widths: Mapping[int, int] | None = None,
        row_height: int = 40,
        name: str = "",
        first_to_go: tuple[int, ...] = (),
    ) -> None:
        """Make a table.

        Args:
            model: what it shows; kept and owned by the table when it has no parent.
            stretch: the column that takes the spare room; with None all columns share it.
            widths: of the other columns, in pixels at 100 %; 110 where nothing is said.
            row_height: in pixels at 100 %.
            name: for assistive technology.
            first_to_go: the columns that are left out, in this order, where the room is short.
        """
        super().__init__()
        self._stretch, self._widths, self._row_height = stretch, dict(widths or {}), row_height
        self._first_to_go = first_to_go
        self._left_out: frozenset[int] = frozenset()
        self._fits = False
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        head = TableHead(Qt.Orientation.Horizontal, self)
        head.setSectionsClickable(True)
        self.setHorizontalHeader(head)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.verticalHeader().hide()
        # A least height above Qt's own would pin the rows there, whatever their height is to be.
        self.verticalHeader().setMinimumSectionSize(1)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if model is not None:
            self.setModel(model)
        self._restyle()
        theme.changed.connect(self._restyle)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model."""
        if model is not None and model.parent() is None:
            model.setParent(self)
        super().setModel(model)
        self._restyle()

    def choose_row(self, row: int) -> None:
        """Choose a row; Qt's own `selectRow` finds none in tables read from the right."""
        model = self.model()
        if model is not None:
            self.setCurrentIndex(model.index(row, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose a row where none is chosen: keys act on the one that is."""
        super().focusInEvent(event)
        model, chosen = self.model(), self.selectionModel()
        by_tab = event.reason() in _TABBED
        if by_tab and model is not None and model.rowCount() and not chosen.hasSelection():
            self.choose_row(max(self.currentIndex().row(), 0))

    def fit_height(self) -> None:
        """Be as tall as the rows are together, so that only the page scrolls."""
        self._fits = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the row in sight that keys move to; Qt scrolls the table, not the page around it."""
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            show_current_row(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where the stretching one would have too little room."""
        super().resizeEvent(event)
        self._make_room()

    def leave_out(self, columns: frozenset[int]) -> None:
        """Leave columns that have a width out, whatever the room; those left out before return."""
        back, self._left_out = self._left_out - columns, columns
        for column in back:
            self.showColumn(column)
        self._make_room()

    def says_nothing(self, column: int) -> bool:
        """Return whether a column is left out whatever the room."""
        return column in self._left_out

    def _make_room(self) -> None:
        taken = sum(self._widths.values())
        for column in (*self._left_out, *self._first_to_go):
            is_short = theme.px(taken + _LEAST_STRETCH) > self.viewport().width()
            is_out = is_short or column in self._left_out
            self.setColumnHidden(column, is_out)
            if is_out:
                taken -= self._widths[column]

    def _fit(self) -> None:
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        head = self.horizontalHeader()
        head.ensurePolished()
        self.setFixedHeight(head.sizeHint().height() + rows * theme.px(self._row_height) + 2)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure again: only now is the head in its final look."""
        super().showEvent(event)
        if self._fits:
            self._fit()

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme.font("label", 400))
        head = self.horizontalHeader()
        head.setFont(theme.font("caption"))
        head.setMinimumSectionSize(theme.px(40))
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        model = self.model()
        for column in range(model.columnCount() if model is not None else 0):
            if self._stretch in {column, None}:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(column, theme.px(self._widths.get(column, 110)))
        if self._fits:
            self._fit()


class RowModel(QAbstractTableModel):
    """Rows that are only read; shares between 0 and 1 given as `float` become bars."""

    def __init__(
        self,
        headers: Sequence[str] = (),
        rows: Sequence[Sequence[str | float]] = (),
        numbers: Collection[int] = (),
    ) -> None:
        """Take the rows.

        Args:
            headers: the heads of the columns.
            rows: as long as `headers`.
            numbers: the columns that hold numbers, which stand at the end of their cells.
        """
        super().__init__()
        self._numbers = frozenset(numbers)
        self._headers = tuple(headers)
        self._rows = tuple(tuple(row) for row in rows)

    def set_rows(self, rows: Sequence[Sequence[str | float]]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(tuple(row) for row in rows)
        self.endResetModel()

    def reorder(self, order: Sequence[int]) -> None:
        """Put in each place the row that `order` names; what is chosen stays chosen."""
        self.layoutAboutToBeChanged.emit()
        self._rows = tuple(self._rows[was] for was in order)
        now, old = {was: row for row, was in enumerate(order)}, self.persistentIndexList()
        new = [self.index(now[one.row()], one.column()) for one in old]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        value = self._rows[index.row()][index.column()]
        if role == BAR_ROLE:
            return value if isinstance(value, float) else None
        shown = f"{value:.0%}" if isinstance(value, float) else value
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown or "Empty"
        return self._side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _side(self, column: int) -> Qt.AlignmentFlag | None:
        flag = Qt.AlignmentFlag
        return flag.AlignRight | flag.AlignVCenter if column in self._numbers else None
