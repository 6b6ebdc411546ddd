"""The roster as a table in which names and references are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QWidget

from quizapp.ui.components.painting import is_mirrored, leading
from quizapp.ui.components.sort_menu import SortMenu
from quizapp.ui.components.tables import SIGN_ROLE, TONE_ROLE, RowDelegate, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from quizapp.application.rosters import RosterLine

Index = QModelIndex | QPersistentModelIndex

_HEADS: Final = ("Name", "Reference", "Enrolled", "Sets sent", "Handed in")
NAME, REFERENCE, ENROLLED, SENT, HANDED_IN = range(5)
_IN_ROSTER_ORDER: Final = -1


class RosterModel(QAbstractTableModel):
    """The members of a cohort; typing in a cell asks for a change and shows nothing by itself."""

    edit_requested = Signal(str, str, str)
    """A member should have another name or reference: id, name, reference."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[RosterLine, ...] = ()
        self._lines: list[RosterLine] = []
        self._places: dict[str, int] = {}
        self._wanted = ""
        self._only_missing = False
        self._order = (_IN_ROSTER_ORDER, Qt.SortOrder.AscendingOrder)

    def set_lines(self, lines: Sequence[RosterLine]) -> None:
        """Show other members."""
        self._all = tuple(lines)
        self._filter()

    def search(self, text: str) -> None:
        """Show only those whose name or reference holds the text."""
        self._wanted = text.strip().casefold()
        self._filter()

    def show_missing(self, *, is_alone: bool) -> None:
        """Show those alone who have not enrolled, or everybody."""
        self._only_missing = is_alone
        self._filter()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in the order of a column, or below 0 in that of the roster."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        cells = [(self._lines[one.row()].entry.id, one.column()) for one in kept]
        self._arrange()
        self.changePersistentIndexList(
            kept, [self.index(self._places[member_id], at) for member_id, at in cells]
        )
        self.layoutChanged.emit()

    def _filter(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        self._lines = [
            line
            for line in self._all
            if self._wanted in f"{_called(line)}\n{line.entry.reference}".casefold()
            and not (self._only_missing and line.has_enrolled)
        ]
        column, order = self._order
        if column >= 0:
            is_falling = order == Qt.SortOrder.DescendingOrder
            self._lines.sort(key=_SORTED_BY[column], reverse=is_falling)
        self._places = {
            entry.id: row
            for row, line in enumerate(self._lines)
            for entry in (line.entry, *line.doubles)
        }

    def line(self, row: int) -> RosterLine:
        """Return the member of a row."""
        return self._lines[row]

    def row_of(self, member_id: str) -> int:
        """Return the row of a member, or of whom they are a double; -1 where it is not shown."""
        return self._places.get(member_id, -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in {SENT, HANDED_IN}:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a cell."""
        flags = super().flags(index)
        if index.isValid() and index.column() in {NAME, REFERENCE}:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or what is typed into."""
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.EditRole:
            return line.entry.name if column == NAME else line.entry.reference
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return _shown(line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _shown(line, column) or "No reference"
        if role == Qt.ItemDataRole.TextAlignmentRole and column in {SENT, HANDED_IN}:
            return Qt.AlignmentFlag.AlignRight
        if role == TONE_ROLE:
            is_plain = column == NAME or (column == ENROLLED and line.has_enrolled)
            return "text" if is_plain else "text2"
        if role == SIGN_ROLE and column == ENROLLED:
            return "check" if line.has_enrolled else "minus"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for what was typed; what is shown follows when it is kept."""
        entry = self._lines[index.row()].entry
        if role != Qt.ItemDataRole.EditRole or value == self.data(index, role):
            return False
        name, reference = entry.name, entry.reference
        if index.column() == NAME:
            name = str(value)
        else:
            reference = str(value)
        self.edit_requested.emit(entry.id, name, reference)
        return True


def _called(line: RosterLine) -> str:
    also = ", ".join(one.name for one in line.doubles)
    return f"{line.entry.name} (also {also})" if also else line.entry.name


def _shown(line: RosterLine, column: int) -> str:
    if column == NAME:
        return _called(line)
    if column == REFERENCE:
        return line.entry.reference
    if column == ENROLLED:
        return "Enrolled" if line.has_enrolled else "Not yet"
    return str(line.counts.sent if column == SENT else line.counts.handed_in)


_SORTED_BY: Final[tuple[Callable[[RosterLine], str | int], ...]] = (
    lambda line: _called(line).casefold(),
    lambda line: line.entry.reference.casefold(),
    lambda line: line.has_enrolled,
    lambda line: line.counts.sent,
    lambda line: line.counts.handed_in,
)


class _Delegate(RowDelegate):
    """Draws cells, and says to assistive technology what is typed into one."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field that is typed into."""
        editor: QWidget = super().createEditor(parent, option, index)
        editor.setAccessibleName(_HEADS[index.column()])
        if isinstance(editor, QLineEdit) and is_mirrored(parent):
            # Where the text stood in the cell; Qt would go by the direction of the text.
            editor.setAlignment(leading(parent))
        return editor


class RosterTable(Table):
    """The table; typing begins with a key, with F2 or with a double click.

    A click on a head sorts by it, a third one brings the order of the roster back; a key offers
    the same.
    """

    def __init__(self, model: RosterModel) -> None:
        self._roster = model
        super().__init__(
            model,
            stretch=NAME,
            widths={REFERENCE: 140, ENROLLED: 108, SENT: 96, HANDED_IN: 104},
            name="Learners",
            first_to_go=(SENT,),
        )
        self._sorting = SortMenu(self, "Order of the roster")
        self.setObjectName("roster")
        self._typing = _Delegate(self)
        self.setItemDelegate(self._typing)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the members whose rows are chosen, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._roster.line(row).entry.id for row in rows)

    def choose(self, member_ids: Collection[str]) -> None:
        """Choose the rows of these members, and show the first of them."""
        rows = sorted(row for row in map(self._roster.row_of, member_ids) if row >= 0)
        wanted = QItemSelection()
        for row in rows:
            index = self._roster.index(row, 0)
            wanted.select(index, index)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, flags.ClearAndSelect | flags.Rows)
        if rows:
            first = self._roster.index(rows[0], 0)
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)
