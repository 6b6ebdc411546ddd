"""The Sources page: documents on one side, the text or our paraphrases on the other."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import plural
from quizapp.domain.attempts import QuizSpec
from quizapp.domain.errors import UserError
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import choose_files, show_error
from quizapp.ui.pages.sources.contents import Contents, NarrowContents
from quizapp.ui.pages.sources.document_pane import DocumentPane
from quizapp.ui.pages.sources.questions import show_questions
from quizapp.ui.shell.page import Page, Place
from quizapp.ui.shell.set_opening import dropped_set
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent

    from quizapp.application.views import DocumentView, PassageView
    from quizapp.ui.shell.page import Desk

_CONTENTS_WIDTH = 236
_TWO_COLUMNS_FROM = 680
_MARGIN = 28


class SourcesPage(Page):
    """The documents that questions cite, those that were added open to read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._documents: tuple[DocumentView, ...] = ()
        self._open_id = ""
        self._contents = Contents()
        self._pane = DocumentPane()
        self._narrow = NarrowContents()
        self._parts: QWidget = box(
            row(self._contents, (column(self._narrow, (self._pane, 1), spacing=12), 1), spacing=16)
        )
        self._empty = EmptyState(
            "library", "No documents yet", "They are listed here once a question bank names them."
        )
        self.setLayout(column((self._parts, 1), (self._empty, 1), spacing=0))
        self.setAcceptDrops(True)
        for contents in (self._contents, self._narrow):
            contents.document_chosen.connect(self._on_document)
            contents.heading_chosen.connect(self._pane.show_heading)
            contents.add.clicked.connect(self._on_add)
            self._pane.heading_reached.connect(contents.choose_heading)
        self._pane.add_requested.connect(self._on_add)
        self._pane.remove_requested.connect(self._on_remove)
        self._pane.questions_requested.connect(self._on_questions)
        self._pane.write_requested.connect(self._on_write)
        self._set_widths()
        theme.changed.connect(self._set_widths)

    def refresh(self) -> None:
        """Read the documents anew; the one that is open stays where it is if it can."""
        before = self._documents
        self._pane.let_write(is_trainer=self.desk.application.is_trainer)
        self._documents = self.desk.application.sources.documents()
        self._parts.setVisible(bool(self._documents))
        self._empty.setVisible(not self._documents)
        if self._documents and self._documents != before:
            self._open(self._open_id)

    def open_at(self, place: Place) -> None:
        """Open a document at a passage."""
        if not place.document_id:
            return
        if place.document_id != self._open_id:
            self._open(place.document_id)
        self._pane.show_claim(place.claim_id)

    def _open(self, document_id: str) -> None:
        """Open a document by its id, or the first one."""
        ids = [view.document.id for view in self._documents]
        index = ids.index(document_id) if document_id in ids else 0
        self._open_id = ids[index]
        self._contents.show_documents(self._documents, index)
        self._narrow.show_documents(self._documents, index)
        self._pane.show_document(self._documents[index])

    @Slot(int)
    def _on_document(self, index: int) -> None:
        self._open(self._documents[index].document.id)

    @Slot()
    def _on_add(self) -> None:
        self._add(choose_files(self, "Add documents", "Text (*.txt);;All files (*)"))

    def _add(self, paths: Sequence[Path]) -> None:
        added = []
        for path in paths:
            try:
                added.append(self.desk.application.sources.add(path))
            except UserError as error:
                show_error(self, error.message, error.hint)
        if not added:
            return
        self._open_id = added[-1].document.id
        self.refresh()
        text = added[0].document.title if len(added) == 1 else plural(len(added), "document")
        show_toast(self, f"Added: {text}")

    @Slot()
    def _on_remove(self) -> None:
        view = next(v for v in self._documents if v.document.id == self._open_id)
        self.desk.application.sources.remove(self._open_id)
        self.refresh()
        show_toast(
            self,
            f"Removed: {view.document.title}",
            action="Undo",
            on_action=partial(self._put_back, view),
        )

    def _put_back(self, view: DocumentView) -> None:
        self.desk.application.sources.restore(view)
        self._open_id = view.document.id
        self.refresh()

    @Slot(int, int)
    def _on_write(self, start: int, end: int) -> None:
        """Go to the question editor with the passage that is marked."""
        subject = f"{start}-{end}"
        self.place_requested.emit(
            Place(page="trainer", part="questions", document_id=self._open_id, subject=subject)
        )

    @Slot(object)
    def _on_questions(self, passage: PassageView) -> None:
        sources = self.desk.application.sources
        items = sources.items(passage.item_ids)
        topics = [sources.topic_title(item.topic) for item in items]
        if show_questions(self, passage.says, items, topics):
            spec = QuizSpec(items=passage.item_ids, length=None)
            practice = self.desk.application.practice
            self.start_run(partial(practice.start, self.desk.learner_id, spec))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged here, but for sets, which the window takes."""
        if event.mimeData().hasUrls() and dropped_set(event.mimeData()) is None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files that are dropped here."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self._add([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep narrower margins in a narrow window."""
        super().resizeEvent(event)
        self._set_widths()

    @Slot()
    def _set_widths(self) -> None:
        side = 24 if self.window().width() < 1100 else 32
        layout = self._parts.layout()
        assert layout is not None
        layout.setContentsMargins(side, _MARGIN, side, side)
        is_narrow = self.width() < theme.px(_TWO_COLUMNS_FROM)
        self._contents.setVisible(not is_narrow)
        self._narrow.setVisible(is_narrow)
        self._contents.setFixedWidth(theme.px(_CONTENTS_WIDTH))
