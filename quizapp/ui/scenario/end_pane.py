"""How a scenario ended, and what there is to learn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.application.phrases import date_words
from quizapp.application.scenario_words import OUTCOMES
from quizapp.ui.components.callouts import EmergencyLine, SafetyCard
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import ScrollPage, clear_layout, column, row
from quizapp.ui.components.meters import Ring
from quizapp.ui.components.pills import Pill
from quizapp.ui.scenario.end_parts import SlipRow, StepsTable
from quizapp.ui.scenario.story import PathCard
from quizapp.ui.scenario.words import (
    COMFORT,
    NOT_TOLD,
    OUTCOME_LOOKS,
    done_count,
    result_sentence,
    times_sentence,
)
from quizapp.ui.session.evidence import EvidencePane, Grounds
from quizapp.ui.session.scrolling import scroll_by, steady

if TYPE_CHECKING:
    from quizapp.application.scenario_views import ScenarioEndView

END_WIDTH: Final = 820


class EndPane(QWidget):
    """The page at the end of a scenario, filled anew for each run.

    Attributes:
        show_source_requested: carries the ids of a document and of a claim.
        scroll_bar_width: what its scroll bar takes of the width, in pixels.
    """

    show_source_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._head = _Head()
        self._steps = StepsTable()
        self._slips = QVBoxLayout()
        self._slips.setContentsMargins(0, 0, 0, 0)
        self._slips.setSpacing(0)
        self._slips_card = Card(
            column(Label("What harmed or cost time", "heading"), self._slips, spacing=4)
        )
        self._steps_card = Card(column(Label("Critical steps", "heading"), self._steps, spacing=12))
        self._truth = Label("", "body", wrap=True)
        self._truth_card = Card(column(Label("What it was", "heading"), self._truth, spacing=6))
        self.evidence = EvidencePane()
        self._safety = QVBoxLayout()
        self._safety.setContentsMargins(0, 0, 0, 0)
        self._line = EmergencyLine()
        self._path = PathCard("All that you did")
        self._page = ScrollPage(
            column(
                self._head,
                self._steps_card,
                self._slips_card,
                self._truth_card,
                self.evidence,
                self._safety,
                self._path,
                self._line,
                None,
                spacing=16,
            ),
            max_width=END_WIDTH,
            top=32,
        )
        self.scroll_bar_width = steady(self._page)
        self.setLayout(column(self._page))
        self.evidence.show_requested.connect(self.show_source_requested)

    def show_end(self, end: ScenarioEndView) -> None:
        """Show what a run came to."""
        self._head.show_end(end)
        self._steps.show_steps(end.steps)
        clear_layout(self._slips)
        for number, slip in enumerate(end.slips):
            if number:
                self._slips.addWidget(Divider())
            self._slips.addWidget(SlipRow(slip))
        self._slips_card.setVisible(bool(end.slips) and not end.is_bare)
        for part in (self._steps_card, self._truth_card, self.evidence):
            part.setVisible(not end.is_bare)
        self._truth.setText(end.truth)
        self.evidence.show_note("")
        self.evidence.show_grounds(
            Grounds(
                explanation=end.explanation,
                grounding=end.grounding,
                safety=end.safety,
                misconceptions=end.misconceptions,
                contradictions=(),
                citations=end.citations,
                references=end.references,
            )
        )
        # The safety card carries the line; it is needed where there is no such card.
        self._line.setVisible(not end.safety)
        clear_layout(self._safety)
        if end.is_bare and end.safety:
            # Elsewhere the evidence says it, which is not shown here.
            self._safety.addWidget(SafetyCard([one.wording for one in end.safety]))
        self._path.show_path(end.path, is_full=True)
        self._page.scroll_to_top()

    def scroll_by(self, pages: float) -> None:
        """Scroll by a share of what is seen; more is down."""
        scroll_by(self._page, pages)

    def sentence(self) -> str:
        """Return how it ended as it should be spoken."""
        return self._head.sentence()


class _Head(Card):
    """The outcome in plain words, and how many of the critical steps were done."""

    def __init__(self) -> None:
        self._icon = IconView("heart-pulse", size=24)
        self._outcome = Label("", "title", wrap=True)
        self._passed = Pill()
        self._when = Label("", "label", "text3", weight=400, wrap=True)
        self._text = Label("", "body", wrap=True)
        self._result = Label("", "body", "text2", wrap=True)
        self._comfort = Label(COMFORT, "body", "text2", wrap=True)
        self._ring = Ring(0.0, 96, thickness=8, name="Critical steps done")
        words = column(
            row(self._icon, (self._outcome, 1), self._passed, spacing=10),
            self._text,
            2,
            self._result,
            self._comfort,
            self._when,
            spacing=6,
        )
        super().__init__(row((words, 1), self._ring, spacing=24), padding=24)

    def show_end(self, end: ScenarioEndView) -> None:
        """Show how a run ended."""
        role, icon = OUTCOME_LOOKS[end.outcome]
        self._icon.set_icon(icon, role)
        self._outcome.setText(OUTCOMES[end.outcome])
        if end.passed:
            self._passed.set_content("Passed", "ok", "check")
        else:
            self._passed.set_content("Not passed yet", "neutral")
        self._text.setText(end.end_text)
        self._result.setText(
            NOT_TOLD if end.is_bare else f"{result_sentence(end)} {times_sentence(end)}"
        )
        self._comfort.setVisible(
            not end.passed and end.first_mistake is not None and not end.is_bare
        )
        self._passed.setVisible(not end.is_bare)
        self._ring.setVisible(not end.is_bare)
        tries = "Second try from a mistake" if end.is_retry else "Played"
        self._when.setText(f"{tries} on {date_words(end.day)}.")
        self._ring.set_color("ok" if end.passed else "accent")
        self._ring.set_value(end.points, f"{done_count(end)}/{len(end.steps)}")

    def sentence(self) -> str:
        """Return outcome, text and result as they should be spoken."""
        return f"{self._outcome.text()}. {self._text.text()} {self._result.text()}"
