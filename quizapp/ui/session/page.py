"""A run from its first question to its summary."""

from __future__ import annotations

import logging
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.domain.attempts import Mode
from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import announce, close_toast, show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.session.ahead import ReadAhead
from quizapp.ui.session.bottom_bars import NEXT
from quizapp.ui.session.clock import QuestionClock
from quizapp.ui.session.frame import SessionFrame
from quizapp.ui.session.scrolling import SCROLL_KEYS
from quizapp.ui.session.shortcuts import Deed, Press, read_key
from quizapp.ui.session.tools import ItemTools

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.quiz_session import QuizSession
    from quizapp.application.views import FeedbackView, QuestionView, SummaryView
    from quizapp.ui.shell.look import Look

_log = logging.getLogger(__name__)


class _Phase(Enum):
    IDLE = auto()
    INTRODUCTION = auto()
    ASKING = auto()
    FEEDBACK = auto()
    SUMMARY = auto()
    REVIEW = auto()


class SessionPage(QWidget):
    """Asks the questions of a run one by one; it is built once and filled anew for each run.

    Attributes:
        closed: the learner left in the middle; what was answered is kept.
        finished: the learner is done with the summary; carries the `SummaryView`.
        practise_requested: carries the ids of the items to practise, as a tuple.
        show_source_requested: carries the ids of a document and of a claim to show in it.
        diagram_requested: carries the id of a diagram to be explored.
    """

    closed = Signal()
    finished = Signal(object)
    practise_requested = Signal(object)
    show_source_requested = Signal(str, str)
    diagram_requested = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._session: QuizSession | None = None
        self._question: QuestionView | None = None
        self._summary: SummaryView | None = None
        self._phase = _Phase.IDLE
        self._shows_time = True
        self.frame = SessionFrame()
        self.clock = QuestionClock(parent=self)
        self._tools = ItemTools(self.frame)
        self._ahead = ReadAhead(self.frame.run)
        self.setLayout(column(self.frame))
        self._connect()

    @property
    def _has_single_keys(self) -> bool:
        return self._look.preferences.single_keys

    # A run ------------------------------------------------------------------------------------

    def start(self, session: QuizSession) -> None:
        """Show the next open question of a run, or its summary when there is none."""
        self._session = session
        self._summary = None
        self.clock.reset()
        self._shows_time = self._look.preferences.shows_timer or session.allowed_ms is not None
        introduction = session.introduction()
        if introduction is None:
            self._go_on()
            return
        self._phase = _Phase.INTRODUCTION
        self.frame.show_introduction(introduction)
        belief = introduction.misconception
        announce(self, f"{belief.name}. {belief.refutation}")

    def keep_time(self) -> None:
        """Keep the time spent on the open question, if there is one; nothing is shown or asked."""
        self._ahead.stop()
        if self._phase is not _Phase.ASKING or self._session is None:
            return
        self._phase = _Phase.IDLE
        self.clock.stop()
        try:
            self._session.leave(self.clock.elapsed_ms)
        except UserError as error:
            # Only the time is lost, no answer: that is not worth keeping somebody for.
            _log.warning("the time on a question could not be kept: %s", error)

    def _go_on(self) -> None:
        """Ask what is open, or sum up."""
        assert self._session is not None
        self._ahead.stop()
        try:
            question = self._session.question()
            if question is None:
                self._sum_up()
                return
        except UserError as error:
            self._phase = _Phase.IDLE
            show_error(self, error.message, error.hint)
            self.closed.emit()
            return
        self._question = question
        self._tools.attend(self._session, question, question.gloss)
        self._phase = _Phase.ASKING
        self.frame.top.show_timer(is_on=self._shows_time)
        self.clock.start(question.remaining_ms)
        self.frame.show_question(question, single_keys=self._has_single_keys)
        announce(
            self, f"Question {question.position + 1} of {question.total}. {question.item.stem}"
        )
        if self._session.mode is Mode.TEST:
            self._ahead.begin(self._session, is_answered=False, single_keys=self._has_single_keys)

    def _sum_up(self) -> None:
        assert self._session is not None
        self.clock.stop()
        self._summary = self._session.summary()
        self._phase = _Phase.SUMMARY
        outcomes = []
        if self._session.mode is Mode.TEST:
            for position in range(self._session.total):
                tone = self._session.outcome(position)
                if tone is not None:
                    outcomes.append((position, tone))
        self.frame.show_summary(self._summary, outcomes)

    def _show_feedback(self, feedback: FeedbackView, phase: _Phase, next_text: str) -> None:
        assert self._session is not None
        self._question = feedback.question
        self._tools.attend(self._session, feedback.question, feedback.gloss)
        self._phase = phase
        sooner = self._session.marks.is_asked_sooner(feedback.question.item.id)
        self.frame.show_feedback(feedback, next_text, is_asked_sooner=sooner)

    # What the learner does --------------------------------------------------------------------

    @Slot()
    def _on_enter(self) -> None:
        """Do what the screen is for: check, go on, or press the button that has the focus."""
        if self._phase is _Phase.ASKING:
            self._on_check()
        elif self._phase in {_Phase.FEEDBACK, _Phase.REVIEW}:
            self._on_next()
        elif self._phase in {_Phase.INTRODUCTION, _Phase.SUMMARY}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()

    @Slot()
    def _on_begin(self) -> None:
        if self._phase is _Phase.INTRODUCTION:
            self._go_on()

    @Slot()
    def _on_check(self) -> None:
        """Hand the answer in. It is saved when the feedback is shown."""
        assert self._session is not None
        answer = self.frame.run.pane.answer()
        if answer is None:
            show_toast(self, self.frame.run.pane.view.missing)
            return
        close_toast(self)
        said = self.frame.question_bar.said()
        try:
            feedback = self._session.answer(answer, said, self.clock.elapsed_ms)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self.clock.stop()
        if self._session.mode is Mode.TEST:
            self._go_on()
            return
        next_text = "See the summary" if feedback.is_last else NEXT
        self._show_feedback(feedback, _Phase.FEEDBACK, next_text)
        self._ahead.begin(self._session, is_answered=True, single_keys=self._has_single_keys)

    @Slot()
    def _on_next(self) -> None:
        if self._phase is _Phase.REVIEW:
            assert self._question is not None
            self._phase = _Phase.SUMMARY
            self.frame.return_to_summary(self._question.position)
        elif self._phase is _Phase.FEEDBACK:
            self._go_on()

    @Slot(int)
    def _on_review_requested(self, position: int) -> None:
        assert self._session is not None
        try:
            feedback = self._session.feedback(position)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self.frame.top.show_timer(is_on=False)
        self._show_feedback(feedback, _Phase.REVIEW, "Back to summary")

    @Slot()
    def _on_leave(self) -> None:
        """Go one step out: from a review to the summary, from anywhere else out of the run."""
        if self._phase is _Phase.REVIEW:
            self._on_next()
        elif self._phase is _Phase.SUMMARY:
            self._on_done()
        else:
            self.keep_time()
            self._phase = _Phase.IDLE
            self.closed.emit()

    @Slot()
    def _on_done(self) -> None:
        self._phase = _Phase.IDLE
        self.finished.emit(self._summary)

    @Slot()
    def _on_practise(self) -> None:
        assert self._summary is not None
        misses = tuple(miss.item_id for miss in self._summary.misses)
        self.practise_requested.emit(misses)

    # Time -------------------------------------------------------------------------------------

    @Slot()
    def _on_nearly_over(self) -> None:
        show_toast(self, "1 minute is left.")

    @Slot()
    def _on_ran_out(self) -> None:
        if self._phase is not _Phase.ASKING or self._session is None:
            return
        try:
            self._session.time_out()
            self._sum_up()
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        show_toast(self, "The time is up. What you had saved counts.")

    @Slot()
    def _toggle_timer(self) -> None:
        """Hide or show the time: of a run with a limit for this run, otherwise for good."""
        assert self._session is not None
        self._shows_time = not self._shows_time
        self.frame.top.show_timer(is_on=self._shows_time)
        if self._session.allowed_ms is None:
            try:
                self._look.change(shows_timer=self._shows_time)
            except UserError as error:
                show_error(self, error.message, error.hint)

    # Keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that no part of the page wanted for itself."""
        press = read_key(event, single_keys=self._has_single_keys)
        is_in_run = self._phase in {_Phase.ASKING, _Phase.FEEDBACK, _Phase.REVIEW}
        pages = SCROLL_KEYS.get(event.key())
        if pages is not None:
            self.frame.scroll_by(pages)
        elif press is not None and (is_in_run or press.deed in {Deed.LEAVE, Deed.SHEET}):
            self._do(press)
        else:
            super().keyPressEvent(event)

    def _do(self, press: Press) -> None:
        is_asking = self._phase is _Phase.ASKING
        if press.deed is Deed.CHOOSE and is_asking:
            self.frame.run.pane.view.choose(press.number)
        elif press.deed is Deed.BE_SURE and is_asking:
            self.frame.question_bar.confidence.set_current(press.number)
        elif press.deed in _DEEDS:
            _DEEDS[press.deed](self)

    def _show_source(self) -> None:
        if self._phase is _Phase.ASKING:
            return
        if not self.frame.run.evidence.show_first_source():
            show_toast(self, "Add the document under Sources to read the passage there.")

    def _connect(self) -> None:
        frame = self.frame
        frame.run.changed.connect(frame.show_choice)
        frame.run.show_source_requested.connect(self.show_source_requested)
        frame.run.diagram_requested.connect(self.diagram_requested)
        frame.question_bar.check.clicked.connect(self._on_check)
        frame.feedback_bar.next.clicked.connect(self._on_next)
        frame.review_requested.connect(self._on_review_requested)
        frame.practise_requested.connect(self._on_practise)
        frame.done_requested.connect(self._on_done)
        frame.begin_requested.connect(self._on_begin)
        frame.later_requested.connect(self._on_leave)
        frame.source_requested.connect(self.show_source_requested)
        frame.top.leave.clicked.connect(self._on_leave)
        self.clock.ticked.connect(frame.top.show_time)
        self.clock.nearly_over.connect(self._on_nearly_over)
        self.clock.ran_out.connect(self._on_ran_out)
        # Enter is a shortcut because some desktops let it press the button that has the focus.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_enter)


def _show_sheet(page: SessionPage) -> None:
    from quizapp.ui.shortcuts import show_sheet

    show_sheet(page)


#: What the keys do. A page that held its own methods would be a ring, which only the collector of
#: garbage breaks, and that may be in the middle of laying the page out.
_DEEDS: Final[dict[Deed, Callable[[SessionPage], None]]] = {
    Deed.FLAG: lambda page: page._tools.toggle_flag(),
    Deed.NOTE: lambda page: page._tools.edit_note(),
    Deed.REPORT: lambda page: page._tools.report(),
    Deed.WORDS: lambda page: page._tools.show_words(),
    Deed.TIMER: SessionPage._toggle_timer,
    Deed.SOURCE: SessionPage._show_source,
    Deed.SHEET: _show_sheet,
    Deed.LEAVE: SessionPage._on_leave,
}
