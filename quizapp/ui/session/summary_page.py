"""What a run came to: score, what moved, judgement, and what to look at again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.belief_words import turns_sentence
from quizapp.application.set_words import result_sentence, result_title
from quizapp.application.words import CONFIDENCES
from quizapp.ui.charts.judgement import JudgementBars, JudgementLevel
from quizapp.ui.components.callouts import Banner, BannerTone
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.components.meters import Ring
from quizapp.ui.components.reflow import Reflow
from quizapp.ui.session.flow import Flow
from quizapp.ui.session.scrolling import scroll_by, steady
from quizapp.ui.session.summary_parts import MissRow, MoveRow, OutcomeButton
from quizapp.ui.session.summary_words import (
    critical_sentence,
    critical_title,
    judgement_sentence,
    sentence,
    title,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.views import PassResult, SummaryView, Tone

SUMMARY_WIDTH: Final = 820
_GOOD: Final = 0.5


class SummaryPage(QWidget):
    """The page at the end of a run, filled anew for each.

    Attributes:
        review_requested: carries the position of an answer to look at again.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    review_requested = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._ring = Ring(0.0, 110, "ok", thickness=9, name="Score")
        self._title = Label("", "title", wrap=True)
        self._sentence = Label("", "body", "text2", wrap=True)
        self._result = Banner("ok")
        self._turns = Label("", "body", wrap=True)
        self._turns.setObjectName("turns")
        self._critical = Banner("bad")
        self._moves = _lines()
        self._bars = JudgementBars()
        self._judged = Label("", "label", "text2", weight=400, wrap=True)
        self._misses = _lines(spacing=0)
        self._outcomes = _lines()
        words = column(None, self._title, self._sentence, self._turns, None, spacing=4)
        moved = Card(
            column(Label("What moved", "heading", wrap=True), self._moves, None, spacing=10)
        )
        judged = Card(
            column(
                Label("How well you judged yourself", "heading", wrap=True),
                self._bars,
                self._judged,
                None,
                spacing=10,
            )
        )
        self._misses_card = Card(column(Label("To look at again", "heading"), self._misses))
        self._all_card = Card(column(Label("All questions", "heading"), self._outcomes, spacing=12))
        self._page = ScrollPage(
            column(
                Card(row(self._ring, (words, 1), spacing=24), padding=24),
                self._result,
                self._critical,
                Reflow(moved, judged, min_cell=320),
                self._misses_card,
                self._all_card,
                None,
                spacing=16,
            ),
            max_width=SUMMARY_WIDTH,
            top=40,
        )
        self.scroll_bar_width = steady(self._page)
        self.setLayout(column(self._page))

    def show_summary(self, summary: SummaryView, outcomes: Sequence[tuple[int, Tone]]) -> None:
        """Show what a run came to.

        Args:
            summary: the run.
            outcomes: position and outcome of every question, for tests; empty after learning.
        """
        share = summary.right / summary.total if summary.total else 0.0
        self._ring.set_color("ok" if share >= _GOOD else "accent")
        self._ring.set_value(share, f"{summary.right}/{summary.total}")
        self._title.setText(title(summary))
        self._sentence.setText(sentence(summary))
        self._show_result(summary.result)
        self._turns.setText(turns_sentence(summary.turns))
        self._turns.setVisible(bool(summary.turns))
        self._critical.setVisible(summary.critical > 0)
        if summary.critical:
            said = critical_sentence(summary.critical)
            self._critical.set_content("bad", critical_title(summary.critical), said)
        self._show_moves(summary)
        self._show_judgement(summary)
        self._show_misses(summary)
        self._show_outcomes(outcomes)
        self._page.scroll_to_top()

    def focus_review(self, position: int) -> bool:
        """Give the keyboard back to the button that opened a review; False if it is not there."""
        for button in self.findChildren(QWidget, f"review_{position}"):
            button.setFocus()
            return True
        return False

    def scroll_by(self, pages: float) -> None:
        """Scroll by a share of what is seen; more is down."""
        scroll_by(self._page, pages)

    def _show_result(self, result: PassResult | None) -> None:
        self._result.setVisible(result is not None)
        if result is not None:
            tone: BannerTone = "ok" if result.passed else "warn"
            self._result.set_content(tone, result_title(result), result_sentence(result))

    def _show_moves(self, summary: SummaryView) -> None:
        clear_layout(self._moves)
        for move in summary.moved:
            self._moves.addWidget(MoveRow(move))

    def _show_judgement(self, summary: SummaryView) -> None:
        levels = tuple(
            JudgementLevel(CONFIDENCES[level.confidence], level.right, level.answers)
            for level in summary.judgement.levels
        )
        self._bars.set_data(levels)
        self._bars.setVisible(summary.judgement.answers > 0)
        self._judged.setText(judgement_sentence(summary.judgement))

    def _show_misses(self, summary: SummaryView) -> None:
        clear_layout(self._misses)
        for number, miss in enumerate(summary.misses):
            if number:
                self._misses.addWidget(Divider())
            line = MissRow(miss)
            line.review.setObjectName(f"review_{miss.position}")
            line.review_requested.connect(self.review_requested)
            self._misses.addWidget(line)
        self._misses_card.setVisible(bool(summary.misses))

    def _show_outcomes(self, outcomes: Sequence[tuple[int, Tone]]) -> None:
        clear_layout(self._outcomes)
        if outcomes:
            flow = Flow()
            for position, tone in outcomes:
                button = OutcomeButton(position, tone)
                button.setObjectName(f"outcome_{position}")
                button.review_requested.connect(self.review_requested)
                flow.add(button)
            self._outcomes.addWidget(flow)
        self._all_card.setVisible(bool(outcomes))


def _lines(spacing: int = 12) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
