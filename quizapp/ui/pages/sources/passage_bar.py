"""The bar below the reader: which passage is chosen, what it says, and who uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.pages.sources.paraphrases import uses_words

if TYPE_CHECKING:
    from quizapp.application.views import PassageView


class PassageBar(QWidget):
    """Steps through the cited passages of a document."""

    passage_chosen = Signal(int)
    questions_requested = Signal(object)
    write_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._passages: tuple[PassageView, ...] = ()
        self._current = -1
        self._place = Label("", "caption", "text3", weight=600, elide=True, tabular=True)
        self._says = Label("", "label", "text2", weight=400, wrap=True)
        self._before = Button(kind="ghost", icon="chevron-up", name="Passage before")
        self._before.setObjectName("passage-before")
        self._after = Button(kind="ghost", icon="chevron-down", name="Next passage")
        self._after.setObjectName("passage-after")
        self._uses = Button("", name="Questions that use this passage")
        self._uses.setObjectName("uses")
        self._write = Button("Write a question from this", icon="pencil")
        self._write.setObjectName("write-from-this")
        self._write.hide()
        head = row(
            (self._place, 1),
            self._write,
            self._uses,
            row(self._before, self._after, spacing=0),
            spacing=8,
        )
        below = column(self._says, margins=(0, 0, 12, 0))
        lines = column(head, below, spacing=0, margins=(24, 6, 12, 12))
        self.setLayout(column(Divider(), lines, spacing=0))
        self._before.clicked.connect(self._on_before)
        self._after.clicked.connect(self._on_after)
        self._uses.clicked.connect(self._on_uses)
        self._write.clicked.connect(self.write_requested)

    def show_passages(self, passages: tuple[PassageView, ...]) -> None:
        """Take the passages of a document; none is chosen then."""
        self._passages = passages
        self.show_current(-1)

    def offer_writing(self, *, is_offered: bool) -> None:
        """Offer to write a question from what is marked, or offer it no more."""
        self._write.setVisible(is_offered)

    @Slot(int)
    def show_current(self, index: int) -> None:
        """Show one passage, or with -1 how many there are."""
        self._current = index
        total = len(self._passages)
        self._before.setEnabled(index > 0)
        self._after.setEnabled(index < total - 1)
        if index < 0:
            self._place.setText(f"{plural(total, 'passage')} marked")
            self._says.setText("Choose a marked passage to see what it says in short.")
            self._uses.hide()
            return
        passage = self._passages[index]
        count = len(passage.item_ids)
        self._place.setText(f"Passage {index + 1} of {total}, in short")
        self._says.setText(passage.says)
        self._uses.setText(plural(count, "question"))
        self._uses.set_name(uses_words(count))
        self._uses.setToolTip(uses_words(count))
        self._uses.setVisible(count > 0)

    @Slot()
    def _on_before(self) -> None:
        self.passage_chosen.emit(self._current - 1)

    @Slot()
    def _on_after(self) -> None:
        self.passage_chosen.emit(self._current + 1)

    @Slot()
    def _on_uses(self) -> None:
        self.questions_requested.emit(self._passages[self._current])
