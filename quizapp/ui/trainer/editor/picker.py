"""Picks a claim, a reference, a belief or a wording out of many, by searching."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent

from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_WIDTH = 720
_TABLE_HEIGHT = 280
_AROUND = 290
_LEAST = 100
_DETAIL_LINES = 3

NEW = ""
"""What is picked when a new entry is wanted."""


def room_for(parent: QWidget | None, height: int) -> int:
    """Return a height in pixels at 100 %, or less of it where the window behind is low."""
    if parent is None:
        return theme.px(height)
    spare = parent.window().height() - theme.px(_AROUND)
    return max(theme.px(_LEAST), min(theme.px(height), spare))


def _whole_rows(table: Table, height: int) -> int:
    """Return the height at which a table cuts no row, at most as high as is asked for."""
    head = table.horizontalHeader()
    head.ensurePolished()
    # The edges of head and last row take a pixel each.
    rows = height - head.sizeHint().height() - 2
    return height - rows % table.verticalHeader().defaultSectionSize()


class Choice(NamedTuple):
    """Something to pick: its id, what it says, and a word or two on where it comes from."""

    id: str
    says: str
    about: str


class _Search(TextField):
    """The search field; the arrow keys move in the list below."""

    def __init__(self, table: Table) -> None:
        super().__init__(placeholder="Search", icon="search", name="Search")
        self.setObjectName("picker-search")
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or move in the list."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self._table.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class PickerDialog(Dialog):
    """A list with a search field; what is chosen stands in full below."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        choices: Sequence[Choice],
        *,
        new: str = "",
        about: str = "From",
    ) -> None:
        """Take what there is to pick.

        Args:
            parent: the widget that asks.
            title: the question.
            choices: what there is to pick.
            new: the text of a button for what is not there yet.
            about: the head over what is said about each choice.
        """
        super().__init__(parent, title, width=_WIDTH)
        self._choices = tuple(choices)
        self._shown: tuple[Choice, ...] = ()
        self.picked: str | None = None
        self._model = RowModel(("What it says", about))
        self._table = Table(self._model, widths={1: 210}, name=title)
        self._table.setObjectName("picker-table")
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._table.setFixedHeight(_whole_rows(self._table, room_for(parent, _TABLE_HEIGHT)))
        self._search = _Search(self._table)
        self._detail = Label("", "body", "text2", wrap=True)
        # As high as the longest say, so that nothing jumps while one goes through the list.
        below = box(column(self._detail, None))
        below.setMinimumHeight(round(_DETAIL_LINES * theme.line_height("body")))
        for part in (self._search, self._table, below):
            self.body.addWidget(part)
        if new:
            self._new = self.add_action(new, "ghost", accept=True)
            self._new.setObjectName("picker-new")
            self._new.clicked.disconnect()
            self._new.clicked.connect(self._on_new)
        self.add_action("Cancel", accept=False)
        self._choose = self.add_action("Choose", "primary", accept=True)
        self._choose.clicked.disconnect()
        self._choose.clicked.connect(self._on_choose)
        self._choose.setDefault(True)
        self._search.textChanged.connect(self._on_search)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)
        self._table.doubleClicked.connect(self._on_double)
        self._on_search("")
        self._search.setFocus()

    @Slot(str)
    def _on_search(self, text: str) -> None:
        """Show what holds all words that are typed."""
        words = text.casefold().split()
        self._shown = tuple(
            choice
            for choice in self._choices
            if all(word in f"{choice.id} {choice.says} {choice.about}".casefold() for word in words)
        )
        self._model.set_rows([(choice.says, choice.about) for choice in self._shown])
        if self._shown:
            self._table.choose_row(0)
        self._show_detail()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        chosen = self._chosen()
        self._choose.setEnabled(chosen is not None)
        if chosen is None:
            self._detail.setText("Nothing fits. Try other words.")
        else:
            self._detail.setText(f"{chosen.says} ({chosen.id}, {chosen.about})")

    def _chosen(self) -> Choice | None:
        row = self._table.currentIndex().row()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    @Slot()
    def _on_choose(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.picked = chosen.id
            self.accept()

    @Slot(QModelIndex)
    def _on_double(self, _index: QModelIndex) -> None:
        self._on_choose()

    @Slot()
    def _on_new(self) -> None:
        self.picked = NEW
        self.accept()


def pick(
    parent: QWidget | None,
    title: str,
    choices: Sequence[Choice],
    *,
    new: str = "",
    about: str = "From",
) -> str | None:
    """Let something be picked; what is given is explained at `PickerDialog`.

    Returns:
        Its id, `NEW` when a new entry is wanted, or None when it was called off.
    """
    dialog = PickerDialog(parent, title, choices, new=new, about=about)
    return dialog.picked if dialog.ask() else None
