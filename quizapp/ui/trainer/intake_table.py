"""What became of each file, a row a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from quizapp.application.intake import Outcome
from quizapp.ui.components.tables import TONE_ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.intake import IntakeRow

Index = QModelIndex | QPersistentModelIndex

_HEADS: Final = ("File", "Learner", "Outcome", "Remark")
FILE, LEARNER, OUTCOME, REMARK = range(4)
_TONES: Final = {
    Outcome.TAKEN_IN: "ok",
    Outcome.LATE: "warn",
    Outcome.ALREADY_THERE: "text2",
    Outcome.REFUSED: "bad",
}


class IntakeModel(QAbstractTableModel):
    """Rows are added as files are taken in; those that are refused can be looked at alone."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[IntakeRow] = []
        self._rows: list[IntakeRow] = []
        self._only_refused = False

    def add(self, rows: Sequence[IntakeRow]) -> None:
        """Add rows at the end."""
        self._all += rows
        shown = [row for row in rows if self._is_wanted(row)]
        if shown:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(shown) - 1)
            self._rows += shown
            self.endInsertRows()

    def clear(self) -> None:
        """Show nothing any more."""
        self._all = []
        self.show_refused(is_alone=self._only_refused)

    def show_refused(self, *, is_alone: bool) -> None:
        """Show the files that were refused alone, or all files."""
        self.beginResetModel()
        self._only_refused = is_alone
        self._rows = [row for row in self._all if self._is_wanted(row)]
        self.endResetModel()

    def _is_wanted(self, row: IntakeRow) -> bool:
        return not self._only_refused or row.outcome is Outcome.REFUSED

    @property
    def rows(self) -> Sequence[IntakeRow]:
        """All rows, shown or not."""
        return self._all

    def row(self, number: int) -> IntakeRow:
        """Return a row that is shown."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        learner = row.learner.called if row.learner is not None else ""
        shown = (row.file, learner, row.outcome.value.capitalize(), remark(row))[column]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return shown
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return shown or "Not known"
        if role == TONE_ROLE:
            return _TONES[row.outcome] if column == OUTCOME else "text"
        return None


def remark(row: IntakeRow) -> str:
    """Return what there is to say of a file: what was taken in, or why it was not."""
    if row.result is None:
        return row.message
    result = row.result
    says = f"{row.assignment_id}: {result.right} of {len(result.grades)} right"
    if result.number > 1:
        says += f", attempt {result.number}"
    if result.revision > 1:
        says += f", revision {result.revision}"
    return f"{says}. {row.message}".strip()
