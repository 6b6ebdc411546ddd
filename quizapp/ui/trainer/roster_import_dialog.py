"""Taking a table of learners in: which column holds what, and what would become of each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot

from quizapp.application.phrases import plural
from quizapp.application.roster_import import RosterColumns, RowFate
from quizapp.domain.errors import UserError
from quizapp.ui.components.choices import CheckBox, Select
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.tables import TONE_ROLE, Index, RowModel, Table
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from quizapp.application.roster_import import PreviewRow, RosterPreview, RosterTable
    from quizapp.domain.rosters import RosterChange
    from quizapp.ui.shell.page import Desk

_HEADS: Final = ("Row", "Name", "Reference", "What becomes of it")
_NONE: Final = "None"
_TABLE_HEIGHT: Final = 170
_WORDS: Final = {
    RowFate.NEW: "Is added",
    RowFate.BACK: "Comes back",
    RowFate.THERE: "There already",
}


class _PreviewModel(RowModel):
    """The rows of the table; those that are not right are told by colour, too."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == TONE_ROLE:
            says = str(super().data(self.index(index.row(), 3)))
            return "text" if says in _WORDS.values() else "bad"
        return super().data(index, role)


class RosterImportDialog(Dialog):
    """Shows a table before it is taken in; nothing is added while a row is not right."""

    def __init__(
        self, parent: QWidget, desk: Desk, cohort_id: str, name: str, table: RosterTable
    ) -> None:
        super().__init__(parent, f"Add the learners in {table.file} to {name}?", width=680)
        self._desk, self._cohort_id = desk, cohort_id
        self._with_headings, self._table = table, table
        self._preview: RosterPreview | None = None
        self.change: RosterChange | None = None
        self._name = Select(name="Column with names")
        self._name.setObjectName("name-column")
        self._surname = Select(name="Column with surnames")
        self._surname.setObjectName("surname-column")
        self._reference = Select(name="Column with references")
        self._reference.setObjectName("reference-column")
        self._headed = CheckBox("The first row holds headings", checked=True)
        self._headed.toggled.connect(self._on_headed)
        self._model = _PreviewModel(_HEADS, numbers=(0,))
        self._rows = Table(
            self._model, stretch=3, widths={0: 56, 1: 190, 2: 120}, row_height=32, name="Rows"
        )
        self._sentence = Label("", "body", wrap=True)
        self.body.addLayout(
            row(
                (Field("Names are in", self._name), 1),
                (Field("Surnames are in", self._surname), 1),
                (Field("References are in", self._reference), 1),
                spacing=16,
            )
        )
        if table.note:
            note = Label(table.note, "label", "text2", weight=400, wrap=True)
            sign = column(IconView("triangle-alert", "warn", 18), None)
            self.body.addLayout(row(sign, (note, 1), spacing=8))
        self.body.addWidget(self._headed)
        self.body.addWidget(self._rows)
        self.body.addWidget(self._sentence)
        self.add_action("Cancel", accept=False)
        self._go = self.add_action("Add learners", "primary", accept=True)
        self._go.setObjectName("add-learners")
        self._go.setDefault(True)
        for select in (self._name, self._surname, self._reference):
            select.currentIndexChanged.connect(self._on_mapped)
        self._on_headed(is_headed=True)
        self._size()
        theme.changed.connect(self._size)

    @Slot()
    def _size(self) -> None:
        self._rows.setFixedHeight(theme.px(_TABLE_HEIGHT))

    @Slot(bool)
    def _on_headed(self, is_headed: bool) -> None:
        """Offer the columns, by their headings or by number."""
        whole = self._with_headings
        table = self._table = whole if is_headed else whole.without_headings()
        columns = [heading or f"Column {at}" for at, heading in enumerate(table.headings, 1)]
        _offer(self._name, columns, table.columns.name)
        for select, at in (
            (self._surname, table.columns.surname),
            (self._reference, table.columns.reference),
        ):
            _offer(select, [_NONE, *columns], 0 if at is None else at + 1)
        self._on_mapped()

    @Slot()
    def _on_mapped(self) -> None:
        at = self._name.currentIndex()
        self._preview = None
        if at >= 0:
            columns = RosterColumns(at, _after_none(self._surname), _after_none(self._reference))
            self._preview = self._desk.application.roster_imports.preview(
                self._cohort_id, self._table, columns
            )
        rows = () if self._preview is None else self._preview.rows
        bad = [_cells(one) for one in rows if one.fate is RowFate.BAD]
        self._model.set_rows(bad + [_cells(one) for one in rows if one.fate is not RowFate.BAD])
        self._say()

    def _say(self) -> None:
        preview = self._preview
        if preview is None:
            self._sentence.setText("Say first which column holds the names.")
            self._go.setEnabled(False)
            return
        new = preview.count(RowFate.NEW) + preview.count(RowFate.BACK)
        bad, there = preview.count(RowFate.BAD), preview.count(RowFate.THERE)
        verb = "is" if there == 1 else "are"
        said = f"{plural(new, 'learner')} would be added, {there} {verb} there already."
        if bad:
            are = "row is" if bad == 1 else "rows are"
            said = f"{bad} {are} not right. Nobody is added until the table is mended."
        self._sentence.setText(said)
        self._sentence.set_color("bad" if bad else "text")
        self._go.setEnabled(not bad and new > 0)

    def accept(self) -> None:
        """Add the learners, and close."""
        assert self._preview is not None
        try:
            self.change = self._desk.application.roster_imports.take_in(self._preview)
        except UserError as error:
            self._sentence.setText(str(error))
            self._sentence.set_color("bad")
            return
        super().accept()


def _offer(select: Select, choices: Sequence[str], chosen: int | None) -> None:
    with QSignalBlocker(select):
        select.clear()
        select.addItems(choices)
        select.setCurrentIndex(-1 if chosen is None else chosen)


def _after_none(select: Select) -> int | None:
    """Return the column that is chosen where the first choice is none."""
    at = select.currentIndex() - 1
    return None if at < 0 else at


def _cells(one: PreviewRow) -> tuple[str, ...]:
    says = _WORDS.get(one.fate) or f"This row {one.row.problem}"
    return str(one.row.line), one.row.name, one.row.reference, says
