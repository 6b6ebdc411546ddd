"""What stands in for a document whose text is not here: what its passages say, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import Card, EmptyState
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row

if TYPE_CHECKING:
    from quizapp.application.views import DocumentView, PassageView


def uses_words(count: int) -> str:
    """Return how many questions use a passage."""
    return f"{plural(count, 'question')} {'uses' if count == 1 else 'use'} this passage"


class PassageLine(QWidget):
    """A passage in our own words, and the questions that use it."""

    questions_requested = Signal(object)

    def __init__(self, passage: PassageView) -> None:
        super().__init__()
        self._passage = passage
        count = len(passage.item_ids)
        self._uses = Button(plural(count, "question"), "ghost", name=uses_words(count))
        self._uses.setObjectName(f"uses-{passage.claim_id}")
        self._uses.setAccessibleDescription(passage.says)
        self._uses.setVisible(count > 0)
        self._uses.clicked.connect(self._on_clicked)
        says = Label(passage.says, "body", wrap=True)
        self.setLayout(row((says, 1), self._uses, spacing=12, margins=(0, 6, 0, 6)))

    @Slot()
    def _on_clicked(self) -> None:
        self.questions_requested.emit(self._passage)


class Paraphrases(QWidget):
    """All passages of a document under their headings."""

    questions_requested = Signal(object)

    def __init__(self, add: Button) -> None:
        super().__init__()
        self._anchors: dict[str, QWidget] = {}
        self._lines: dict[str, PassageLine] = {}
        self._view: DocumentView | None = None
        self._rows: QVBoxLayout = column(spacing=12)
        self._none = EmptyState("search", "No passage says this", "Try other words.")
        hint = HintCard(
            "book-open",
            "The text of this document is not here",
            "Add its text file to read the passages themselves. Until then, this is what they say,"
            " in our words.",
            add,
        )
        self._scroll = ScrollPage(
            column(hint, self._rows, self._none, None, spacing=16), max_width=720, top=16
        )
        self._scroll.setObjectName("paraphrases")
        self.setLayout(column(self._scroll, spacing=0))

    def show_document(self, view: DocumentView, words: str = "") -> None:
        """Show the passages of a document, or those that hold some words."""
        self._view = view
        clear_layout(self._rows)
        self._anchors, self._lines = {}, {}
        by_heading: dict[str, list[PassageView]] = {}
        for passage in view.passages:
            if words.casefold() in passage.says.casefold():
                by_heading.setdefault(passage.heading, []).append(passage)
        for heading, passages in by_heading.items():
            card = self._card(heading, passages)
            self._anchors[heading] = card
            self._rows.addWidget(card)
        self._none.setVisible(not by_heading)
        self._scroll.scroll_to_top()

    def _card(self, heading: str, passages: list[PassageView]) -> Card:
        content = column(Label(heading or "Beginning", "heading", wrap=True), 4, spacing=0)
        for index, passage in enumerate(passages):
            if index:
                content.addWidget(Divider())
            line = PassageLine(passage)
            line.questions_requested.connect(self.questions_requested)
            self._lines[passage.claim_id] = line
            content.addWidget(line)
        return Card(content, padding=16)

    def show_heading(self, text: str) -> None:
        """Scroll to what stands under a heading, if anything does."""
        if text in self._anchors:
            self._scroll_to(self._anchors[text])

    def show_passage(self, claim_id: str) -> None:
        """Scroll to a passage."""
        if claim_id in self._lines:
            self._scroll_to(self._lines[claim_id])

    def _scroll_to(self, widget: QWidget) -> None:
        layout = self._scroll.body.layout()
        assert layout is not None
        layout.activate()
        top = widget.mapTo(self._scroll.body, widget.rect().topLeft()).y()
        self._scroll.verticalScrollBar().setValue(top - 8)
