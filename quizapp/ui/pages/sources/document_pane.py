"""One document: its title, search, and its text or what its passages say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import announce
from quizapp.ui.pages.sources.paraphrases import Paraphrases
from quizapp.ui.pages.sources.passage_bar import PassageBar
from quizapp.ui.pages.sources.reader import Reader

if TYPE_CHECKING:
    from quizapp.application.views import DocumentView, PassageView


class DocumentPane(Card):
    """The open document."""

    questions_requested = Signal(object)
    add_requested = Signal()
    remove_requested = Signal()
    write_requested = Signal(int, int)
    """A question is to be written from what is marked; its start and end in the text."""
    heading_reached = Signal(int)

    def __init__(self) -> None:
        self._view: DocumentView | None = None
        self._used: tuple[PassageView, ...] = ()
        self._can_write = False
        self._title = Label("", "title", wrap=True)
        self._about = Label("", "label", "text3", weight=400, elide=True)
        self._search = TextField(placeholder="Search", icon="search", name="Search the document")
        self._search.setObjectName("search")
        self._search.setMaximumWidth(220)
        self._remove = Button(
            kind="ghost", icon="trash", name="Remove this text", tip="Remove this text"
        )
        self._remove.setObjectName("remove")
        self._reader = Reader()
        self._steps = PassageBar()
        add = Button("Add this document…", "primary", icon="plus")
        add.setObjectName("add-this")
        self._paraphrases = Paraphrases(add)
        self._stack = QStackedWidget()
        text = column(
            (box(column(self._reader, margins=(24, 8, 12, 0))), 1), self._steps, spacing=0
        )
        self._text_part = box(text)
        self._stack.addWidget(self._text_part)
        self._stack.addWidget(self._paraphrases)
        titles = column(self._title, self._about, spacing=0)
        tools = column(row(self._search, self._remove, spacing=4), None)
        head = row((titles, 1), tools, spacing=12, margins=(24, 18, 16, 12))
        content = column(head, Divider(), (self._stack, 1), spacing=0)
        super().__init__(content, padding=1)
        add.clicked.connect(self.add_requested)
        self._remove.clicked.connect(self.remove_requested)
        self._reader.passage_chosen.connect(self._steps.show_current)
        self._reader.heading_reached.connect(self.heading_reached)
        self._reader.selectionChanged.connect(self._on_selection)
        self._steps.write_requested.connect(self._on_write)
        self._steps.passage_chosen.connect(self._on_step)
        self._steps.questions_requested.connect(self.questions_requested)
        self._paraphrases.questions_requested.connect(self.questions_requested)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.returnPressed.connect(self._on_search_next)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._on_find)

    def show_document(self, view: DocumentView) -> None:
        """Show a document from its beginning."""
        self._view = view
        self._title.setText(view.document.title)
        about = [view.document.publisher, view.document.date or ""]
        self._about.setText(" · ".join(part for part in about if part))
        is_here = view.text is not None
        self._remove.setVisible(is_here)
        self._search.clear()
        if is_here:
            self._used = tuple(passage for passage in view.passages if passage.item_ids)
            self._reader.show_document(view, self._used)
            self._steps.show_passages(self._used)
            self._stack.setCurrentWidget(self._text_part)
        else:
            self._paraphrases.show_document(view)
            self._stack.setCurrentWidget(self._paraphrases)

    @Slot(int)
    def show_heading(self, index: int) -> None:
        """Scroll to a heading."""
        assert self._view is not None
        if self._view.text is None:
            self._paraphrases.show_heading(self._view.document.headings[index].text)
        else:
            self._reader.show_heading(index)

    def show_claim(self, claim_id: str) -> None:
        """Scroll to a passage and pulse once."""
        assert self._view is not None
        if self._view.text is None:
            self._paraphrases.show_passage(claim_id)
            return
        for index, passage in enumerate(self._used):
            if passage.claim_id == claim_id:
                self._reader.show_passage(index, pulse=True)
                self._steps.show_current(index)

    def let_write(self, *, is_trainer: bool) -> None:
        """Let trainers write questions from what they mark."""
        self._can_write = is_trainer
        self._on_selection()

    @Slot()
    def _on_selection(self) -> None:
        has_words = self._reader.textCursor().hasSelection()
        self._steps.offer_writing(is_offered=self._can_write and has_words)

    @Slot()
    def _on_write(self) -> None:
        self.write_requested.emit(*self._reader.marked())

    @Slot(int)
    def _on_step(self, index: int) -> None:
        self._reader.show_passage(index)
        self._steps.show_current(index)

    @Slot()
    def _on_find(self) -> None:
        self._search.setFocus()
        self._search.selectAll()

    @Slot(str)
    def _on_search_changed(self, words: str) -> None:
        if self._view is not None and self._view.text is None:
            self._paraphrases.show_document(self._view, words.strip())

    @Slot()
    def _on_search_next(self) -> None:
        words = self._search.text().strip()
        if not words or self._view is None or self._view.text is None:
            return
        if not self._reader.find_next(words):
            announce(self._search, f"{words} is not in this document")
