"""What became of the files that were taken in: how many of each sort, a row a file, one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.intake import Outcome
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column
from quizapp.ui.components.tables import Table
from quizapp.ui.session.flow import Flow
from quizapp.ui.shell.files import open_folder
from quizapp.ui.theme import theme
from quizapp.ui.trainer.file_detail import FileDetail
from quizapp.ui.trainer.intake_table import FILE, LEARNER, OUTCOME, REMARK, IntakeModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.intake import IntakeRow

#: Rows that the table shows before it scrolls.
_MOST_ROWS: Final = 8


class FileList(QWidget):
    """The files since the start; the list can be cleared, and says what will stand in it."""

    place_requested = Signal(object)
    """The cohort or the results of a file are wanted; a `Place`."""

    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = IntakeModel()
        self._table = Table(
            self._model,
            stretch=REMARK,
            widths={FILE: 170, LEARNER: 120, OUTCOME: 112},
            name="Files",
        )
        self._table.setObjectName("intake")
        self._detail = FileDetail()
        self._detail.place_requested.connect(self.place_requested)
        self._counts = Label("", "label", "text2", weight=500, wrap=True, tabular=True)
        self._refused_only = CheckBox("Refused only")
        self._refused_only.toggled.connect(self._on_refused_only)
        self._aside = _button("Open set-aside folder", "folder", "open-set-aside")
        self._aside.clicked.connect(self._on_open_aside)
        clear = _button("Clear the list", "x", "clear-list")
        clear.clicked.connect(self._on_clear)
        self._empty = EmptyState(
            "inbox",
            "Nothing taken in yet",
            "What becomes of each file appears here: taken in, late, already there, or refused with"
            " the reason. Bad files are moved into a folder “set-aside” beside them; what another"
            " trainer waits for is left where it is.",
        )
        flow = Flow(self._refused_only, self._aside, clear)
        self._tools = box(column(self._counts, flow, spacing=4))
        self.setLayout(
            column(self._tools, self._table, self._detail, (self._empty, 1), None, spacing=12)
        )
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        theme.changed.connect(self._size_table)
        self._detail.show_row(None)
        self._show()

    @property
    def rows(self) -> Sequence[IntakeRow]:
        """All files, shown or not."""
        return self._model.rows

    def add(self, rows: Sequence[IntakeRow]) -> None:
        """Add files at the end."""
        self._model.add(rows)
        self._show()

    def _show(self) -> None:
        rows = self._model.rows
        counts = {outcome: sum(one.outcome is outcome for one in rows) for outcome in Outcome}
        self._counts.setText(
            " · ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
        )
        self._aside.setVisible(any(one.set_aside is not None for one in rows))
        self._refused_only.setVisible(counts[Outcome.REFUSED] > 0)
        for part in (self._tools, self._table):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._size_table()

    @Slot()
    def _size_table(self) -> None:
        """Be as high as the rows are, up to a point: more of them scroll within the table."""
        rows = min(max(self._model.rowCount(), 1), _MOST_ROWS)
        self._table.setFixedHeight(theme.px(36 + 40 * rows))

    @Slot(bool)
    def _on_refused_only(self, is_alone: bool) -> None:
        self._model.show_refused(is_alone=is_alone)
        self._size_table()
        self._detail.show_row(None)

    @Slot()
    def _on_row(self) -> None:
        index = self._table.currentIndex()
        self._detail.show_row(self._model.row(index.row()) if index.isValid() else None)

    @Slot()
    def _on_open_aside(self) -> None:
        folders = [one.set_aside for one in self._model.rows if one.set_aside is not None]
        open_folder(folders[-1])

    @Slot()
    def _on_clear(self) -> None:
        self._refused_only.setChecked(False)
        self._model.clear()
        self._detail.show_row(None)
        self._show()
        self.cleared.emit()


def _button(text: str, icon: str, name: str) -> Button:
    button = Button(text, "ghost", icon=icon)
    button.setObjectName(name)
    return button
