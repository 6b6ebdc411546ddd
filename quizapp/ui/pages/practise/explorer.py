"""One diagram, to be walked through part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, clear_layout, column, row
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.components.toast import announce
from quizapp.ui.diagrams.part_card import PartCard
from quizapp.ui.diagrams.parts_list import PartsList
from quizapp.ui.diagrams.table import DiagramTable
from quizapp.ui.diagrams.view import DiagramView
from quizapp.ui.diagrams.zoom_pane import ZoomPane
from quizapp.ui.session.evidence import ReferenceRow

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from quizapp.application.diagram_library import DiagramEntry
    from quizapp.domain.registers import DiagramPart

_ZOOMS: Final = (None, 1.0, 2.0)
_COLUMN: Final = 380


class _NotesCard(Card):
    """What a diagram must not be taken for, what it shows in words, and the questions on it."""

    practise_requested = Signal()

    def __init__(self) -> None:
        self._caution = Label("", "body", wrap=True)
        self._caution_row = box(
            row(column(IconView("info", "warn", 18), None), (self._caution, 1), spacing=8)
        )
        self._alt = Label("", "body", "text2", wrap=True)
        self._in_words = box(
            column(Label("In words", "label", "text3", weight=600), self._alt, spacing=8)
        )
        self._count = Label("", "label", "text2", weight=400, wrap=True)
        self._practise = Button("Practise these", icon="play")
        self._practise.setObjectName("practise-diagram")
        super().__init__(
            column(
                self._caution_row,
                self._in_words,
                4,
                row((self._count, 1), self._practise, spacing=12),
                None,
                spacing=8,
            ),
            padding=16,
        )
        self._practise.clicked.connect(self.practise_requested)

    def show_entry(self, entry: DiagramEntry, *, is_in_words: bool) -> None:
        """Show the notes of a diagram; without its words where they are told in its place."""
        self._in_words.setVisible(not is_in_words)
        diagram, count = entry.diagram, len(entry.item_ids)
        self._caution.setText(diagram.caution or "")
        self._caution_row.setVisible(bool(diagram.caution))
        self._alt.setText(diagram.alt)
        uses = "uses" if count == 1 else "use"
        text = f"{plural(count, 'question')} {uses} this diagram." if count else ""
        self._count.setText(text or "No question uses this diagram yet.")
        self._practise.setVisible(count > 0)
        self._practise.setText("Practise this" if count == 1 else "Practise these")


class _ReferencesCard(Card):
    """The authorities that a diagram rests on."""

    def __init__(self) -> None:
        self._rows = column(spacing=4)
        super().__init__(
            column(Label("References", "heading"), self._rows, None, spacing=8), padding=16
        )

    def show_entry(self, entry: DiagramEntry) -> None:
        """Show the references of a diagram."""
        clear_layout(self._rows)
        for reference in entry.references:
            line = ReferenceRow()
            line.show_reference(reference)
            self._rows.addWidget(line)
        self.setVisible(bool(entry.references))


class Explorer(QWidget):
    """A picture, or a table, with its parts; it keeps its widgets and fills them anew."""

    closed = Signal()
    practise_requested = Signal(object)
    """The questions on the diagram are wanted; a tuple of their ids."""

    reveal_requested = Signal(object)
    """A widget should be scrolled into view: where the keyboard is, or what was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._entry: DiagramEntry | None = None
        self._parts: tuple[DiagramPart, ...] = ()
        self._shown = 0
        self._back = Button("All diagrams", "ghost", icon="arrow-left")
        self._back.setObjectName("all-diagrams")
        self._title = Label("", "title", wrap=True)
        self._title.setObjectName("diagram-title")
        self._view = DiagramView(max_width=None, is_quiet=True)
        self._pane = ZoomPane(self._view)
        self._zoom = Segmented(("Fit", "100%", "200%"), 0, name="Size of the picture")
        self._zoom.setObjectName("zoom")
        self._picture = Card(
            column(row(None, self._zoom, spacing=8), self._pane, None, spacing=8), padding=12
        )
        self._table = DiagramTable()
        self._table_card = Card(column(self._table), padding=12)
        self._card = PartCard()
        self._list = PartsList(compact=True)
        self._notes = _NotesCard()
        self._references = _ReferencesCard()
        side = box(column(self._card, self._list, None, spacing=12))
        main = box(column(self._picture, self._table_card, self._notes, None, spacing=16))
        self._blocks = Reflow(main, side, min_cell=_COLUMN, weights=(3, 2))
        self.setLayout(
            column(
                row(self._back, None), self._title, self._blocks, self._references, None, spacing=12
            )
        )
        self._connect()

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._zoom.chosen.connect(self._on_zoom)
        self._view.part_chosen.connect(self._on_part_pressed)
        self._list.part_chosen.connect(self._on_part_chosen)
        self._list.part_entered.connect(self._view.set_focused)
        self._list.entered.connect(self.reveal_requested)
        self._table.part_chosen.connect(self._on_part_chosen)
        self._card.previous_requested.connect(self._on_previous)
        self._card.next_requested.connect(self._on_next)
        self._notes.practise_requested.connect(self._on_practise)

    def show_entry(self, entry: DiagramEntry) -> None:
        """Show a diagram with its first part."""
        self._entry, diagram = entry, entry.diagram
        self._parts = diagram.parts
        self._title.setText(diagram.title)
        is_table = diagram.file is None
        self._picture.setVisible(not is_table)
        self._table_card.setVisible(is_table)
        self._list.setVisible(not is_table)
        self._references.show_entry(entry)
        if is_table:
            self._table.show_diagram(diagram)
        else:
            self._view.show_diagram(diagram, [part.id for part in diagram.parts])
            self._zoom.setEnabled(not self._view.is_missing)
            self._pane.setAccessibleName(f"Picture: {diagram.title}. Arrow keys move it.")
            self._pane.refit()
            self._list.show_parts(diagram.parts)
            for tile, part in zip(self._list.tiles, diagram.parts, strict=True):
                tile.setAccessibleDescription(part.text)
        self._notes.show_entry(entry, is_in_words=not is_table and self._view.is_missing)
        self._choose(0)

    def focus_start(self) -> None:
        """Give the keyboard to the parts."""
        if self._list.isVisibleTo(self):
            self._list.focus_start(Qt.FocusReason.OtherFocusReason)
        else:
            self._table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the list with Esc; Enter on a part explains it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._explain_focused()
        else:
            super().keyPressEvent(event)

    def _explain_focused(self) -> None:
        for place, tile in enumerate(self._list.tiles):
            if tile.hasFocus():
                self._choose(place)
                announce(self._card, self._spoken())

    def _choose(self, place: int) -> None:
        """Choose a part by its number, from 0, wherever the keyboard is."""
        part = self._parts[place]
        if self._table.isVisibleTo(self):
            self._table.choose_part(part.id)
        else:
            self._list.choose_part(part.id)
        self._show_part(part)

    def _show_part(self, part: DiagramPart) -> None:
        self._shown = self._parts.index(part)
        total = len(self._parts)
        if self._table.isVisibleTo(self):
            where = f"Row {self._shown + 1} of {total}"
        else:
            where = f"Part {chr(ord('A') + self._shown)} of {total}"
            self._view.set_marks({part.id: "chosen"})
            self._pane.reveal(part.id)
        self._card.show_part(part, where, self._rests_on(part.id))
        self._card.set_ends(is_first=self._shown == 0, is_last=self._shown == total - 1)

    def _rests_on(self, part: str) -> str:
        """Return the authorities of a row of a table, in a few words."""
        assert self._entry is not None
        names = {found.id: f"{found.org}, {found.year}" for found in self._entry.references}
        wanted = (line.references for line in self._entry.diagram.rows if line.part == part)
        rests_on = [names[one] for references in wanted for one in references if one in names]
        return f"Rests on: {'; '.join(dict.fromkeys(rests_on))}" if rests_on else ""

    def _spoken(self) -> str:
        part = self._parts[self._shown]
        return f"{part.label}. {part.text}"

    def _step(self, step: int) -> None:
        self._choose(self._shown + step)
        announce(self._card, self._spoken())

    @Slot()
    def _on_previous(self) -> None:
        self._step(-1)

    @Slot()
    def _on_next(self) -> None:
        self._step(1)

    @Slot(str)
    def _on_part_pressed(self, part: str) -> None:
        self._list.choose_part(part)

    @Slot(str)
    def _on_part_chosen(self, part: str) -> None:
        self._show_part(next(one for one in self._parts if one.id == part))
        self.reveal_requested.emit(self._card)

    @Slot(int)
    def _on_zoom(self, index: int) -> None:
        self._pane.set_zoom(_ZOOMS[index])
        self._pane.reveal(self._parts[self._shown].id)

    @Slot()
    def _on_practise(self) -> None:
        assert self._entry is not None
        self.practise_requested.emit(self._entry.item_ids)
