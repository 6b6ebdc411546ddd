"""The parts of a set on screen and which of them are shown when; it decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.application.words import CONFIDENCES
from quizapp.domain.attempts import Mode
from quizapp.ui.components.layouts import column, stack_of
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.session.bottom_bars import FeedbackBar
from quizapp.ui.session.run_view import RunView
from quizapp.ui.session.scrolling import scroll_by
from quizapp.ui.sitting.bars import PaneBar, SittingBar, SittingTopBar
from quizapp.ui.sitting.end_pane import EndPane
from quizapp.ui.sitting.overview_pane import OverviewPane
from quizapp.ui.sitting.start_pane import StartPane

if TYPE_CHECKING:
    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.sittings import Place


class SittingFrame(QWidget):
    """Top bar, and below it the start, a question, the list of all, or the end, with its bar."""

    def __init__(self) -> None:
        super().__init__()
        self.top = SittingTopBar()
        self.start, self.run = StartPane(), RunView()
        self.overview, self.end = OverviewPane(), EndPane()
        self.question_bar, self.feedback_bar, self.pane_bar = SittingBar(), FeedbackBar(), PaneBar()
        self._middle = stack_of(self.start, self.run, self.overview, self.end)
        self._bottom = stack_of(self.question_bar, self.feedback_bar, self.pane_bar)
        self._bottom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.top, (self._middle, 1), self._bottom, spacing=0))
        for bar in (self.question_bar, self.feedback_bar):
            bar.allow_for(self.run.scroll_bar_width)
        self.pane_bar.allow_for(self.start.scroll_bar_width)
        # These keep wishes for the learner's own runs, which a set is not.
        self.feedback_bar.report.hide()
        self.feedback_bar.sooner.hide()
        self._question: QuestionView | None = None
        self._order_tab_stops()

    def show_start(self, go: str) -> None:
        """Show what the set is, with the keyboard at the button that begins, if there is one."""
        self.top.hide()
        self._show_pane(self.start, "", "Not now" if go else "Close", go)

    def show_question(self, question: QuestionView, place: Place, *, single_keys: bool) -> None:
        """Ask a question with what was answered before, and the keyboard at the options."""
        self._question = question
        self.top.show_question(question)
        self.top.show()
        self._middle.setCurrentWidget(self.run)
        self.run.show_question(question, single_keys=single_keys)
        is_wide = bool(self.run.pane.context(question))
        self.question_bar.reset("", is_ready=True, is_wide=is_wide)
        self.question_bar.back.setEnabled(question.position > 0)
        if place.answer is not None:
            self.run.pane.view.restore(place.answer)
        if place.confidence is not None:
            sure = list(CONFIDENCES).index(place.confidence)
            self.question_bar.confidence.set_current(sure)
        self.show_choice()
        # The focus goes first: a bar that is hidden with it would pass it to any other part.
        self.run.pane.focus_first()
        self._show_bar(self.question_bar)
        self.run.scroll_to_top()

    @Slot()
    def show_choice(self) -> None:
        """Show what going on does with what is chosen: save it, or leave the question."""
        question = self._question
        if question is None:
            return
        is_ready = self.run.pane.answer() is not None
        is_last = question.position == question.total - 1
        if question.mode is Mode.LEARN and is_ready:
            text = self.run.pane.view.check_text()
        elif is_ready:
            text = "Save and see all" if is_last else "Save and next"
        else:
            text = "See all questions" if is_last else "Skip for now"
        self.question_bar.show_check(text, is_ready=True)
        self.run.pane.show_enter(text)

    def show_feedback(self, feedback: FeedbackView, next_text: str) -> None:
        """Show an answered question, with the keyboard at the button that goes on."""
        self._question = None
        self.top.show_question(feedback.question)
        self.top.show()
        self._middle.setCurrentWidget(self.run)
        self.run.show_feedback(feedback)
        verdict = self.run.verdict_sentence()
        self.feedback_bar.show_feedback(next_text, verdict, is_asked_sooner=False)
        self._show_bar(self.feedback_bar)
        self.feedback_bar.next.setFocus()

    def show_scenario(self, question: QuestionView, page: ScenarioPage) -> None:
        """Show a scenario in a page of its own, which has bars of its own."""
        self._question = None
        self.top.show_question(question)
        self.top.show()
        if self._middle.indexOf(page) < 0:
            self._middle.addWidget(page)
        self._middle.setCurrentWidget(page)
        self._bottom.hide()

    @property
    def is_at_scenario(self) -> bool:
        """Whether a scenario is in front."""
        return isinstance(self._middle.currentWidget(), ScenarioPage)

    def _show_bar(self, bar: QWidget) -> None:
        self._bottom.setCurrentWidget(bar)
        self._bottom.show()

    def show_overview(self) -> None:
        """Show all questions, with the keyboard at the button that hands in."""
        self.top.show_overview()
        self.top.show()
        self._show_pane(self.overview, "", "Back to the questions", "Hand in")

    def show_end(self, *, is_saved: bool, can_begin: bool) -> None:
        """Show an attempt that was handed in, with the keyboard at what to do with it."""
        self.top.hide()
        first = "Begin another attempt" if can_begin else ""
        if is_saved:
            self._show_pane(self.end, first, "Show in folder", "Done")
        else:
            self._show_pane(self.end, first, "Done", "Save the result")

    def scroll_by(self, pages: float) -> None:
        """Scroll what is shown by a share of what is seen of it; more is down."""
        shown = self._middle.currentWidget()
        if isinstance(shown, RunView):
            shown.scroll_by(pages)
        elif isinstance(shown, StartPane | OverviewPane | EndPane):
            scroll_by(shown.page, pages)

    def _show_pane(self, pane: QWidget, first: str, second: str, go: str) -> None:
        self._question = None
        self._middle.setCurrentWidget(pane)
        self.pane_bar.show_actions(first, second, go)
        focus = self.pane_bar.go if go else self.pane_bar.second
        focus.setFocus()
        self._show_bar(self.pane_bar)
        focus.setFocus()

    def _order_tab_stops(self) -> None:
        """Let Tab go from the options to how sure one is, to what goes on, and up to the top."""
        bar = self.question_bar
        stops: list[QWidget] = [
            *self.run.pane.tab_stops(),
            *(bar.confidence.button(index) for index in range(len(CONFIDENCES))),
            bar.check,
            bar.back,
            self.feedback_bar.next,
            self.top.overview,
            self.top.flag,
            self.top.leave,
        ]
        tab_through(stops)
