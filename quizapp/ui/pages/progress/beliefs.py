"""The third tab of Progress: misconceptions that were met, and what is so instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card, EmptyState
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import clear_layout, column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.pages.progress import words

if TYPE_CHECKING:
    from quizapp.application.views import BeliefView, ProgressView


class BeliefCard(Card):
    """A misconception: how it stands with the learner, why people hold it, what is so instead."""

    practise_requested = Signal(str)

    def __init__(self, belief: BeliefView) -> None:
        misconception = belief.misconception
        self._id = misconception.id
        state = words.belief_state(belief)
        practise = Button(
            "Work on this",
            "default" if belief.chosen else "ghost",
            icon="play",
            name=f"Work on this: {misconception.name}",
        )
        practise.setObjectName(f"work-on-{misconception.id}")
        statement = Label(f"“{misconception.statement}”", "option", wrap=True)
        pill = Pill(state.word, state.tone, icon="check" if state.tone == "ok" else None)
        count = Label(words.belief_count(belief), "label", "text3", weight=400, elide=True)
        super().__init__(
            column(
                row((statement, 1), column(pill, None), spacing=12),
                _paragraph("Why people think so", misconception.why),
                _paragraph("What is so", misconception.refutation),
                row((count, 1), practise, spacing=12),
                spacing=10,
            )
        )
        practise.clicked.connect(self._on_practise)

    @Slot()
    def _on_practise(self) -> None:
        self.practise_requested.emit(self._id)


def _paragraph(title: str, text: str) -> QVBoxLayout:
    return column(
        Label(title, "caption", "text3", weight=600),
        Label(text, "body", "text2", wrap=True),
        spacing=1,
    )


class BeliefsTab(QWidget):
    """The misconceptions, those held first."""

    practise_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[BeliefView, ...] | None = None
        self._empty = EmptyState(
            "lightbulb",
            "No misconception met yet",
            "Some wrong answers stand for a belief that many people hold."
            " Those you come across are listed here.",
        )
        self._cards: QVBoxLayout = column(spacing=16)
        self._rest = Label("", "label", "text3", weight=400, wrap=True)
        self.setLayout(column(self._empty, self._cards, self._rest, spacing=16))

    def show_view(self, view: ProgressView) -> None:
        """Show the misconceptions of this view."""
        met = tuple(belief for belief in view.beliefs if belief.met)
        if met != self._shown:
            self._shown = met
            clear_layout(self._cards)
            for belief in met:
                card = BeliefCard(belief)
                card.practise_requested.connect(self.practise_requested)
                self._cards.addWidget(card)
        unmet = len(view.beliefs) - len(met)
        self._empty.setVisible(not met)
        self._rest.setText(f"{unmet} more not met yet.")
        self._rest.setVisible(bool(met) and unmet > 0)
