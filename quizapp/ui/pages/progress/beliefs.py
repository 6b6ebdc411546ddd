"""The third tab of Progress: the ledger of misconceptions, each with its state and what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.layouts import box, column
from quizapp.ui.pages.progress.belief_card import BeliefCard
from quizapp.ui.pages.progress.belief_filter import BeliefFilter

if TYPE_CHECKING:
    from quizapp.application.belief_views import BeliefDetails, LedgerView
    from quizapp.domain.ledger import BeliefState


class BeliefsTab(QWidget):
    """All misconceptions, those that want work first; a card for each is kept and filled anew.

    Attributes:
        work_requested: carries the id of a misconception to work on.
        details_requested: carries the id of a misconception whose answers and sources are wanted.
        source_requested: carries the ids of a document and of a claim to show in it.
    """

    work_requested = Signal(str)
    details_requested = Signal(str)
    source_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._cards: dict[str, BeliefCard] = {}
        self._states: dict[str, BeliefState] = {}
        self._empty = EmptyState(
            "lightbulb",
            "No misconception met yet",
            "Some wrong answers stand for a belief that many people hold."
            " Here you see how each of them stands with you.",
        )
        self._waiting = EmptyState(
            "clock",
            "Working it out anew",
            "Questions have changed what your answers say. How each misconception stands with you"
            " is worked out from all of them, which takes a moment.",
        )
        self._waiting.hide()
        self._filter = BeliefFilter()
        self._filter.chosen.connect(self._on_filter)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self._cards_box = box(self._list)
        self.setLayout(
            column(self._empty, self._waiting, self._filter, self._cards_box, None, spacing=16)
        )

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Say that the ledger is being worked out, in place of what it holds."""
        self._waiting.setVisible(is_waiting)
        self._cards_box.setVisible(not is_waiting)
        if is_waiting:
            self._empty.hide()
            self._filter.hide()

    def show_view(self, view: LedgerView) -> None:
        """Show how the misconceptions stand."""
        self._states = {row.misconception.id: row.state for row in view.rows}
        for gone in self._cards.keys() - self._states.keys():
            card = self._cards.pop(gone)
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, row in enumerate(view.rows):
            card = self._card(row.misconception.id)
            card.show_row(row, view.today)
            if self._list.indexOf(card) != place:
                self._list.insertWidget(place, card)
            if card.is_open:
                self.details_requested.emit(row.misconception.id)
        has_met = any(row.met for row in view.rows)
        self._empty.setVisible(not has_met)
        self._filter.setVisible(has_met)
        self._filter.show_counts(list(self._states.values()))
        self._on_filter()

    def show_details(self, misconception_id: str, details: BeliefDetails) -> None:
        """Show the answers and sources of a misconception in its open card."""
        self._cards[misconception_id].show_details(details)

    def _card(self, misconception_id: str) -> BeliefCard:
        card = self._cards.get(misconception_id)
        if card is None:
            card = self._cards[misconception_id] = BeliefCard(misconception_id)
            card.work_requested.connect(self.work_requested)
            card.details_requested.connect(self.details_requested)
            card.source_requested.connect(self.source_requested)
        return card

    @Slot()
    def _on_filter(self) -> None:
        wanted = self._filter.current()
        for misconception_id, card in self._cards.items():
            card.setVisible(wanted is None or self._states[misconception_id] is wanted)
