"""The parts of a run on screen and which of them are shown when; it decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.application.views import SlotMark
from quizapp.application.words import CONFIDENCES
from quizapp.domain.attempts import Mode
from quizapp.ui.components.layouts import column, stack_of
from quizapp.ui.components.tab_order import tab_through
from quizapp.ui.session.bottom_bars import FeedbackBar, QuestionBar, SummaryBar
from quizapp.ui.session.run_view import RunView
from quizapp.ui.session.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.belief_views import Introduction
    from quizapp.application.views import FeedbackView, QuestionView, SummaryView, Tone
    from quizapp.ui.session.introduction import IntroductionBar, IntroductionPage
    from quizapp.ui.session.summary_page import SummaryPage


class SessionFrame(QWidget):
    """Top bar, question or summary, and the bar below that belongs to it.

    Attributes:
        begin_requested: the refutation was read, the questions may come.
        later_requested: the learner leaves at the refutation.
        source_requested: carries the ids of a document and of a claim to show in it.
        review_requested: carries the position of an answer to look at again.
        practise_requested: the learner wants what was missed.
        done_requested: the learner is done with the summary.
    """

    begin_requested = Signal()
    later_requested = Signal()
    source_requested = Signal(str, str)
    review_requested = Signal(int)
    practise_requested = Signal()
    done_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.top = TopBar()
        self.run = RunView()
        self.question_bar = QuestionBar()
        self.feedback_bar = FeedbackBar()
        self._middle = stack_of(self.run)
        self._bottom = stack_of(self.question_bar, self.feedback_bar)
        self._bottom.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(column(self.top, (self._middle, 1), self._bottom, spacing=0))
        self._order_tab_stops()
        self._question: QuestionView | None = None
        self._introduction: tuple[IntroductionPage, IntroductionBar] | None = None
        self._summary: tuple[SummaryPage, SummaryBar] | None = None
        for bar in (self.question_bar, self.feedback_bar):
            bar.allow_for(self.run.scroll_bar_width)

    def show_question(self, question: QuestionView, *, single_keys: bool) -> None:
        """Ask a question, with nothing chosen and the keyboard at the first option."""
        self._question = question
        self.top.show_question(question)
        self.top.show()
        self._middle.setCurrentWidget(self.run)
        self.run.show_question(question, single_keys=single_keys)
        is_wide = bool(self.run.pane.context(question))
        self.question_bar.reset(self._check_text(), is_ready=False, is_wide=is_wide)
        self.run.pane.show_enter(self._check_text())
        # The focus goes first: a bar that is hidden with it would pass it to any other part.
        self.run.pane.focus_first()
        self._bottom.setCurrentWidget(self.question_bar)
        self.run.scroll_to_top()

    def show_introduction(self, introduction: Introduction) -> None:
        """Show a refutation, with the keyboard at the button that goes on to the questions."""
        page, bar = self._introduction or self._add_introduction()
        page.show_introduction(introduction)
        self.top.hide()
        self._middle.setCurrentWidget(page)
        bar.begin.setFocus()
        self._bottom.setCurrentWidget(bar)
        bar.begin.setFocus()

    def _add_introduction(self) -> tuple[IntroductionPage, IntroductionBar]:
        """Build what few runs begin with."""
        from quizapp.ui.session.introduction import IntroductionBar, IntroductionPage

        page, bar = IntroductionPage(), IntroductionBar()
        page.source_requested.connect(self.source_requested)
        bar.begin.clicked.connect(self.begin_requested)
        bar.later.clicked.connect(self.later_requested)
        bar.allow_for(page.scroll_bar_width)
        self._middle.addWidget(page)
        self._bottom.addWidget(bar)
        self._introduction = page, bar
        return page, bar

    @Slot()
    def show_choice(self) -> None:
        """Show whether what is chosen can be handed in, after it has changed."""
        is_ready = self.run.pane.answer() is not None
        self.question_bar.show_check(self._check_text(), is_ready=is_ready)
        self.run.pane.show_enter(self._check_text())

    def show_feedback(
        self, feedback: FeedbackView, next_text: str, *, is_asked_sooner: bool
    ) -> None:
        """Show an answered question, with the keyboard at the button that goes on."""
        self.top.show_question(feedback.question)
        self.top.show()
        self._middle.setCurrentWidget(self.run)
        self.run.show_feedback(feedback)
        verdict = self.run.verdict_sentence()
        self.feedback_bar.show_feedback(next_text, verdict, is_asked_sooner=is_asked_sooner)
        self._bottom.setCurrentWidget(self.feedback_bar)
        self.feedback_bar.next.setFocus()

    def show_summary(self, summary: SummaryView, outcomes: Sequence[tuple[int, Tone]]) -> None:
        """Show what the run came to, with the keyboard at the button that ends it."""
        page, bar = self._summary or self._add_summary()
        page.show_summary(summary, outcomes)
        bar.show_misses(len(summary.misses))
        self.return_to_summary(-1)

    def _add_summary(self) -> tuple[SummaryPage, SummaryBar]:
        """Build what a run ends with."""
        from quizapp.ui.session.summary_page import SUMMARY_WIDTH, SummaryPage

        page, bar = SummaryPage(), SummaryBar(SUMMARY_WIDTH)
        page.review_requested.connect(self.review_requested)
        bar.practise.clicked.connect(self.practise_requested)
        bar.done.clicked.connect(self.done_requested)
        bar.allow_for(page.scroll_bar_width)
        self._middle.addWidget(page)
        self._bottom.addWidget(bar)
        self._summary = page, bar
        return page, bar

    def return_to_summary(self, position: int) -> None:
        """Show the summary as it is, with the keyboard where the review of a question began."""
        assert self._summary is not None
        page, bar = self._summary
        self.top.hide()
        self._middle.setCurrentWidget(page)
        self._bottom.setCurrentWidget(bar)
        if not page.focus_review(position):
            bar.done.setFocus()

    def scroll_by(self, pages: float) -> None:
        """Scroll what is shown by a share of what is seen of it; more is down."""
        shown = self._middle.currentWidget()
        around = [parts[0] for parts in (self._introduction, self._summary) if parts is not None]
        next((page for page in around if page is shown), self.run).scroll_by(pages)

    def show_note(self, text: str) -> None:
        """Show that there is a note now, and on an answered question what it says."""
        self.top.show_note(is_there=bool(text))
        self.run.evidence.show_note(text)

    def _check_text(self) -> str:
        """Return what handing in does: in a test the answer is only kept."""
        question = self._question
        if question is None or question.mode is not Mode.TEST:
            return self.run.pane.view.check_text()
        return "Save and next" if SlotMark.OPEN in question.marks else "Save and finish"

    def _order_tab_stops(self) -> None:
        """Let Tab go from the options to how sure one is, to what goes on, and up to the top."""
        confidence = self.question_bar.confidence
        stops: list[QWidget] = [
            *self.run.pane.tab_stops(),
            *(confidence.button(index) for index in range(len(CONFIDENCES))),
            self.question_bar.check,
            self.feedback_bar.next,
            self.feedback_bar.report,
            self.feedback_bar.sooner,
            self.top.flag,
            self.top.note,
            self.top.leave,
        ]
        tab_through(stops)
