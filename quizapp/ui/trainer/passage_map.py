"""The map of a document: which of its passages have questions, and which have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.application.passage_map import PassageMap, map_of
from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.painting import draw_box, mirrored_f, painter_on
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.shell.page import Place
from quizapp.ui.theme import theme
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.tab import back_with_escape

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from quizapp.application.views import DocumentView, PassageView

_COLUMNS: Final = ("Passage, in short", "Section", "Questions")
_HEIGHT: Final = 28
_LEAST: Final = 3
_LEAST_TABLE: Final = 156


class DocumentStrip(QWidget):
    """The document from its beginning to its end, with its passages where they stand.

    A passage with questions is a full bar, one without is a low, hollow one.
    """

    def __init__(self) -> None:
        super().__init__()
        self._spans: tuple[tuple[float, float, bool], ...] = ()
        theme.changed.connect(self._restyle)

    def show_spans(self, spans: tuple[tuple[float, float, bool], ...], words: str) -> None:
        """Show shares of the document, each with whether it has questions."""
        self._spans = spans
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of a strip."""
        return QSize(theme.px(300), theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(120), theme.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the strip."""
        painter = painter_on(self)
        wide, high = self.width(), theme.px(_HEIGHT)
        draw_box(painter, QRectF(0, 0, wide, high), fill=theme.color("h0"), radius=6)
        for start, end, is_used in self._spans:
            length = max(theme.px(_LEAST), (end - start) * wide)
            inset = 0 if is_used else high / 3
            place = mirrored_f(self, QRectF(start * wide, inset, length, high - 2 * inset))
            if is_used:
                draw_box(painter, place, fill=theme.color("accent"), radius=2)
            else:
                edge = theme.color("warn")
                draw_box(painter, place, fill=theme.color("surface"), edge=edge, radius=2)


class PassageMapView(QWidget):
    """Chooses a document and shows its map.

    Attributes:
        left: back to the questions.
        write_requested: carries the id of a claim to write a question on.
        place_requested: a passage is to be read in its document; carries a `Place`.
    """

    left = Signal()
    write_requested = Signal(str)
    place_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._views: tuple[DocumentView, ...] = ()
        self._shown: tuple[PassageView, ...] = ()
        back = Button("Questions", "ghost", icon="arrow-left", name="Back to the questions")
        back.setObjectName("map-back")
        back_with_escape(self, back)
        self._document = ValueSelect("Document")
        self._only = CheckBox("Only passages without a question")
        self._only.setObjectName("map-only")
        self._strip = DocumentStrip()
        self._sum = Label("", "body", "text2", wrap=True)
        self._sum.setObjectName("map-sum")
        self._model = RowModel(_COLUMNS, numbers=(2,))
        self._table = Table(self._model, widths={1: 260, 2: 100}, name="Passages of the document")
        self._table.setObjectName("map-table")
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._table.setMinimumHeight(theme.px(_LEAST_TABLE))
        self._write = Button("Write a question on it…", "primary", icon="pencil")
        self._write.setObjectName("map-write")
        self._read = Button("Show in source", icon="book-open")
        legend = Label(
            "Full bars have questions, hollow ones have none; the rest was never marked.",
            "caption",
            "text3",
            wrap=True,
        )
        shown = column(
            self._strip,
            legend,
            self._sum,
            row(self._only, None),
            (self._table, 1),
            row(self._write, self._read, None, spacing=8),
            spacing=10,
        )
        self._empty = EmptyState(
            "library", "No documents yet", "They are listed once a question bank names them."
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(box(shown))
        self._stack.addWidget(self._empty)
        head = row(back, (self._document, 1), spacing=12)
        self.setLayout(column(head, (self._stack, 1), spacing=12))
        back.clicked.connect(self.left)
        self._document.picked.connect(self._on_document)
        self._only.clicked.connect(self._show)
        self._write.clicked.connect(self._on_write)
        self._read.clicked.connect(self._on_read)
        self._table.selectionModel().currentRowChanged.connect(self._on_row)

    def show_documents(self, views: tuple[DocumentView, ...]) -> None:
        """Show the map of one of these documents."""
        self._views = views
        self._document.set_choices([(view.document.id, view.document.title) for view in views])
        if views and self._document.value() is None:
            self._document.show_value(views[0].document.id)
        self._stack.setCurrentIndex(0 if views else 1)
        self._document.setVisible(bool(views))
        if views:
            self._show()

    @property
    def _view(self) -> DocumentView:
        return next(one for one in self._views if one.document.id == self._document.value())

    @Slot()
    def _show(self) -> None:
        view = self._view
        found = map_of(view)
        length = max(1, view.document.length)
        spans = tuple(
            (one.start / length, one.end / length, bool(one.item_ids)) for one in view.passages
        )
        words = map_words(found)
        self._strip.show_spans(spans, words)
        self._sum.setText(words)
        only = self._only.isChecked()
        rows, shown = [], []
        for section in found.sections:
            for one in section.passages:
                if not (only and one.item_ids):
                    count = len(one.item_ids)
                    rows.append((one.says, section.title, str(count) if count else "None"))
                    shown.append(one)
        self._shown = tuple(shown)
        self._model.set_rows(rows)
        if shown:
            self._table.choose_row(0)
        self._show_deeds()

    def _show_deeds(self) -> None:
        has_row = self._current() is not None
        self._write.setEnabled(has_row)
        self._read.setEnabled(has_row)

    def _current(self) -> PassageView | None:
        place = self._table.currentIndex().row()
        return self._shown[place] if 0 <= place < len(self._shown) else None

    @Slot(object)
    def _on_document(self, _document_id: str) -> None:
        self._show()

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_deeds()

    @Slot()
    def _on_write(self) -> None:
        one = self._current()
        if one is not None:
            self.write_requested.emit(one.claim_id)

    @Slot()
    def _on_read(self) -> None:
        one = self._current()
        if one is not None:
            document_id = self._view.document.id
            place = Place(page="sources", document_id=document_id, claim_id=one.claim_id)
            self.place_requested.emit(place)


def map_words(found: PassageMap) -> str:
    """Return the main numbers of a map in a sentence or two."""
    text = f"{found.used} of {plural(found.known, 'passage')} have questions."
    if found.empty_sections:
        text += f" In {plural(found.empty_sections, 'section')} no passage is marked at all."
    return text
