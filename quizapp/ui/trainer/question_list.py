"""The list of the trainer's own questions, with what can be done to each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.application.authoring_views import KIND_TITLES, STANDINGS, OwnQuestion, Standing
from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.session.flow import Flow
from quizapp.ui.theme import theme
from quizapp.ui.trainer.editor.choosers import ValueSelect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_COLUMNS: Final = ("Question", "Kind", "Bank", "State")
_NARROW: Final = 720


class _QuestionTable(Table):
    """Rows that open with Enter."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, move with the arrow keys."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class QuestionList(QWidget):
    """All questions of the folder.

    Attributes:
        new_requested, start_requested, map_requested, folder_requested: a button was pressed.
        edit_requested, duplicate_requested, retire_requested, drop_requested: carry the id of a
            question.
    """

    new_requested = Signal()
    start_requested = Signal()
    map_requested = Signal()
    folder_requested = Signal()
    edit_requested = Signal(str)
    duplicate_requested = Signal(str)
    retire_requested = Signal(str)
    drop_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._questions: tuple[OwnQuestion, ...] = ()
        self._shown: tuple[OwnQuestion, ...] = ()
        self._search = TextField(placeholder="Search", icon="search", name="Search the questions")
        self._search.setObjectName("question-search")
        self._bank = ValueSelect("Bank")
        self._state = ValueSelect("State", [(None, "All states"), *STANDINGS.items()])
        self._new = Button("New question…", "primary", icon="plus")
        self._new.setObjectName("new-question")
        self._start = Button("Start from another…", icon="copy")
        self._start.setObjectName("start-from")
        self._map = Button("Map of sources", icon="target")
        self._map.setObjectName("question-map")
        self._folder = Button("Folder…", "ghost", icon="folder")
        self._folder.setObjectName("question-folder")
        self._model = RowModel(_COLUMNS)
        self._table = _QuestionTable(
            self._model, widths={1: 170, 2: 150, 3: 150}, name="Your questions"
        )
        self._table.setObjectName("question-table")
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._count = Label("", "caption", "text3", elide=True)
        self._edit = Button("Edit", icon="pencil")
        self._edit.setObjectName("edit-question")
        self._copy = Button("Duplicate…", icon="copy")
        self._copy.setObjectName("duplicate-question")
        self._drop = Button("Throw changes away", "ghost", icon="trash")
        self._drop.setObjectName("drop-draft")
        self._retire = Button("Retire…", "ghost", icon="archive")
        self._retire.setObjectName("retire-question")
        self._problem = HintCard("triangle-alert", "", "")
        self._empty = EmptyState(
            "pencil",
            "No questions of your own yet",
            "Write one here, or mark a passage of a document under Sources and begin from there.",
        )
        self._reading = EmptyState(
            "pencil", "Reading your questions", "There are many, so this takes a moment."
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        filters = row((self._search, 2), (self._bank, 1), (self._state, 1), spacing=8)
        deeds = Flow(self._new, self._start, self._map, self._folder, spacing=8, line_spacing=8)
        tools = row(self._edit, self._copy, self._drop, self._retire, None, spacing=8)
        table = column(filters, (self._table, 1), self._count, tools, spacing=12)
        self._stack = QStackedWidget()
        self._stack.addWidget(box(table))
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._reading)
        self.setLayout(column(deeds, self._problem, (self._stack, 1), spacing=12))

    def _connect(self) -> None:
        self._new.clicked.connect(self.new_requested)
        self._start.clicked.connect(self.start_requested)
        self._map.clicked.connect(self.map_requested)
        self._folder.clicked.connect(self.folder_requested)
        self._search.textChanged.connect(self._filter)
        self._bank.picked.connect(self._on_picked)
        self._state.picked.connect(self._on_picked)
        self._table.opened.connect(self._on_edit)
        self._table.doubleClicked.connect(self._on_double)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._edit.clicked.connect(self._on_edit)
        self._copy.clicked.connect(self._on_duplicate)
        self._drop.clicked.connect(self._on_drop)
        self._retire.clicked.connect(self._on_retire)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._on_find)
        fresh = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        fresh.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        fresh.activated.connect(self._new.click)

    def show_reading(self) -> None:
        """Say that the questions are being read; until then nothing can be done to them."""
        self._problem.hide()
        self._stack.setCurrentWidget(self._reading)
        self._allow_deeds(is_allowed=False)

    def _allow_deeds(self, *, is_allowed: bool) -> None:
        for button in (self._new, self._start, self._map, self._folder):
            button.setEnabled(is_allowed)

    def show_questions(
        self, questions: Sequence[OwnQuestion], problems: Sequence[str], chosen: str = ""
    ) -> None:
        """Show questions, and what cannot be read; choose one of them by its id."""
        chosen = chosen or (self._current().id if self._current() else "")  # type: ignore[union-attr]
        self._questions = tuple(questions)
        banks = {one.bank.id: one.bank.title for one in questions}
        self._bank.set_choices([(None, "All banks"), *banks.items()])
        if self._bank.currentIndex() < 0:
            self._bank.show_value(None)
        self._problem.setVisible(bool(problems))
        if problems:
            title = f"{plural(len(problems), 'file')} could not be read in full"
            self._problem.set_content("triangle-alert", title, "\n".join(problems[:3]))
        self._allow_deeds(is_allowed=True)
        self._stack.setCurrentIndex(0 if questions else 1)
        self._filter()
        ids = [one.id for one in self._shown]
        if chosen in ids:
            self._table.choose_row(ids.index(chosen))

    def focus_first(self) -> None:
        """Give the keyboard to the list, or to the button that begins one."""
        (self._table if self._shown else self._new).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the kind out where there is no room for it."""
        super().resizeEvent(event)
        self._table.setColumnHidden(1, self.width() < theme.px(_NARROW))

    def _current(self) -> OwnQuestion | None:
        place = self._table.currentIndex().row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    @Slot()
    def _filter(self) -> None:
        words = self._search.text().casefold().split()
        bank, state = self._bank.value(), self._state.value()
        self._shown = tuple(
            one
            for one in self._questions
            if bank in {None, one.bank.id}
            and state in {None, one.standing}
            and all(word in f"{one.id} {one.stem}".casefold() for word in words)
        )
        self._model.set_rows([_row(one) for one in self._shown])
        self._count.setText(f"{plural(len(self._shown), 'question')} shown")
        if self._shown:
            self._table.choose_row(0)
        self._show_deeds()

    def _show_deeds(self) -> None:
        """Offer what can be done to the question that is chosen."""
        one = self._current()
        is_retired = one is not None and one.standing is Standing.RETIRED
        self._edit.setEnabled(one is not None and not is_retired and one.bank.is_owned)
        self._copy.setEnabled(one is not None and not is_retired)
        is_draft = one is not None and one.standing is Standing.DRAFT
        is_changed = one is not None and one.standing is Standing.CHANGED
        self._drop.setVisible(is_draft or is_changed)
        self._drop.setText("Delete the draft" if is_draft else "Throw changes away")
        self._retire.setVisible(one is not None and not is_draft)
        self._retire.setEnabled(one is not None and not is_retired and one.bank.is_owned)

    @Slot(object)
    def _on_picked(self, _value: object) -> None:
        self._filter()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_deeds()

    @Slot(QModelIndex)
    def _on_double(self, _index: QModelIndex) -> None:
        self._on_edit()

    @Slot()
    def _on_find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def _on_edit(self) -> None:
        one = self._current()
        if one is not None and self._edit.isEnabled():
            self.edit_requested.emit(one.id)

    @Slot()
    def _on_duplicate(self) -> None:
        one = self._current()
        if one is not None:
            self.duplicate_requested.emit(one.id)

    @Slot()
    def _on_drop(self) -> None:
        one = self._current()
        if one is not None:
            self.drop_requested.emit(one.id)

    @Slot()
    def _on_retire(self) -> None:
        one = self._current()
        if one is not None:
            self.retire_requested.emit(one.id)


def _row(one: OwnQuestion) -> tuple[str, str, str, str]:
    stem = " ".join(one.stem.split()) or "Not written yet"
    kind = KIND_TITLES.get(one.kind, "")
    return stem, kind, one.bank.title, STANDINGS[one.standing]
