"""The list of sets: drafts, and those that went out, with how many came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from quizapp.application.local_times import local_text
from quizapp.application.phrases import plural
from quizapp.application.set_drafts import UNTITLED
from quizapp.domain.assignments import AssignmentMode
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card, EmptyState
from quizapp.ui.components.layouts import PAGE_WIDTH, box, column, page_side, row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from quizapp.application.set_drafts import SetList
    from quizapp.domain.set_drafts import AssignedRow, SetDraft

_HEADS: Final = ("Set", "For", "State", "Due")
_FOR, _DUE = 1, 3
#: From which width on all buttons stand in one line.
_ONE_LINE: Final = 700


class _RowTable(Table):
    """A table whose rows Enter opens."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SetListView(QWidget):
    """All sets of a trainer, and what can be done with each.

    Attributes:
        new_requested: a new draft is wanted.
        open_requested, copy_requested, delete_requested: carry the id of a draft.
        results_requested, again_requested, terms_requested, reuse_requested: carry the id of an
            assignment.
    """

    new_requested = Signal()
    open_requested = Signal(str)
    copy_requested = Signal(str)
    delete_requested = Signal(str)
    results_requested = Signal(str)
    again_requested = Signal(str)
    terms_requested = Signal(str)
    reuse_requested = Signal(str)

    def __init__(self, zone: tzinfo | None) -> None:
        super().__init__()
        self._zone = zone
        self._drafts: tuple[SetDraft, ...] = ()
        self._assigned: tuple[AssignedRow, ...] = ()
        self._model = RowModel(_HEADS)
        self.table = _RowTable(self._model, widths={1: 150, 2: 190, 3: 140}, name="Sets")
        self.table.opened.connect(self._on_open)
        self.table.doubleClicked.connect(self._on_open)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self._new = Button("New set", "primary", icon="plus")
        self._new.clicked.connect(self.new_requested)
        self._open = Button("Open", icon="pencil")
        self._copy = Button("Duplicate", "ghost", icon="copy")
        self._delete = Button("Delete", "ghost", icon="trash")
        self._results = Button("Results", icon="chart-line")
        self._again = Button("Send again", "ghost", icon="upload")
        self._terms = Button("New terms", "ghost", icon="clock")
        self._reuse = Button("Use again", "ghost", icon="copy")
        for button, slot in (
            (self._open, self._on_open),
            (self._copy, self._on_copy),
            (self._delete, self._on_delete),
            (self._results, self._on_open),
            (self._again, self._on_again),
            (self._terms, self._on_terms),
            (self._reuse, self._on_reuse),
        ):
            button.clicked.connect(slot)
        self._first = Button("New set", "primary", icon="plus")
        self._first.clicked.connect(self.new_requested)
        self._empty = EmptyState(
            "list-checks",
            "No sets yet",
            "Put questions together and send them to a cohort; the sets stand here.",
            self._first,
        )
        of_drafts = (self._open, self._copy, self._delete)
        of_assigned = (self._results, self._again, self._terms, self._reuse)
        deeds = box(row(*of_drafts, *of_assigned, None))
        self._tools = row((deeds, 1), box(row(None, self._new)))
        self._filled = Card(column(self._tools, (self.table, 1), spacing=12), padding=16)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._filled)
        self._stack.addWidget(self._empty)
        self._frame = row(None, (self._stack, 10_000), None, spacing=0)
        self.setLayout(self._frame)
        self._fit()
        theme.changed.connect(self._fit)

    def show_sets(self, sets: SetList, cohorts: Mapping[str, str]) -> None:
        """Show other sets; `cohorts` are names by id."""
        chosen = self._id(self._row())
        self._drafts, self._assigned = sets.drafts, sets.assigned
        drafts = [self._draft_row(one, cohorts) for one in sets.drafts]
        self._model.set_rows([*drafts, *map(self._assigned_row, sets.assigned)])
        self._stack.setCurrentWidget(self._filled if drafts or sets.assigned else self._empty)
        self.choose(chosen)

    def choose(self, set_id: str) -> None:
        """Choose a draft or an assignment, or the first one where it is not there."""
        ids = [self._id(number) for number in range(self._model.rowCount())]
        if ids:
            # `selectRow` looks for a column where there is none when the window is mirrored.
            flag = QItemSelectionModel.SelectionFlag
            index = self._model.index(ids.index(set_id) if set_id in ids else 0, 0)
            self.table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self._on_selected()

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to the button that begins a set."""
        (self.table if self._model.rowCount() else self._first).setFocus()

    def _draft_row(self, draft: SetDraft, cohorts: Mapping[str, str]) -> tuple[str, ...]:
        questions = plural(len(draft.items), "question")
        return (
            draft.plan.title.strip() or UNTITLED,
            cohorts.get(draft.cohort_id, "Nobody yet"),
            f"Draft, {questions}",
            local_text(draft.plan.due_at, self._zone),
        )

    def _assigned_row(self, one: AssignedRow) -> tuple[str, ...]:
        kind = "Exam" if one.plan.mode is AssignmentMode.EXAM else "Practice"
        return (
            one.plan.title,
            one.cohort,
            f"{kind}: {one.handed_in} of {one.sent} handed in",
            local_text(one.plan.due_at, self._zone) or "Any time",
        )

    def _row(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    def _id(self, number: int) -> str:
        if number < 0:
            return ""
        if number < len(self._drafts):
            return self._drafts[number].id
        place = number - len(self._drafts)
        return self._assigned[place].plan.id if place < len(self._assigned) else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out columns that there is no room for."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        side = page_side(self)
        self._frame.setContentsMargins(side, 16, side, 24)
        self._stack.setMaximumWidth(theme.px(PAGE_WIDTH))
        is_narrow = self.width() < theme.px(_ONE_LINE)
        way = QBoxLayout.Direction
        self._tools.setDirection(way.BottomToTop if is_narrow else way.LeftToRight)
        self.table.setColumnHidden(_FOR, self.width() < theme.px(640))
        self.table.setColumnHidden(_DUE, self.width() < theme.px(500))

    @Slot()
    def _on_selected(self) -> None:
        number = self._row()
        is_draft = 0 <= number < len(self._drafts)
        for button in (self._open, self._copy, self._delete):
            button.setVisible(is_draft)
        for button in (self._results, self._again, self._terms, self._reuse):
            button.setVisible(number >= len(self._drafts))

    @Slot()
    def _on_open(self) -> None:
        number = self._row()
        if 0 <= number < len(self._drafts):
            self.open_requested.emit(self._id(number))
        elif number >= 0:
            self.results_requested.emit(self._id(number))

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._id(self._row()))

    @Slot()
    def _on_delete(self) -> None:
        self.delete_requested.emit(self._id(self._row()))

    @Slot()
    def _on_again(self) -> None:
        self.again_requested.emit(self._id(self._row()))

    @Slot()
    def _on_terms(self) -> None:
        self.terms_requested.emit(self._id(self._row()))

    @Slot()
    def _on_reuse(self) -> None:
        self.reuse_requested.emit(self._id(self._row()))
