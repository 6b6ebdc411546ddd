"""Goes through the questions of an attempt, in any order, until it is handed in."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.session.bottom_bars import NEXT
from quizapp.ui.session.shortcuts import Deed
from quizapp.ui.sitting.scenario_asking import ScenarioAsking
from quizapp.ui.sitting.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from quizapp.application.sitting_run import SittingRun
    from quizapp.ui.session.shortcuts import Press
    from quizapp.ui.shell.look import Look
    from quizapp.ui.sitting.frame import SittingFrame


class Step(Enum):
    """What is in front while an attempt goes on."""

    NONE = auto()
    QUESTION = auto()
    SCENARIO = auto()
    FEEDBACK = auto()
    OVERVIEW = auto()


class Asking(QObject):
    """One attempt at a time, shown in a frame.

    Attributes:
        handed_in: the attempt has ended.
        step: what is in front.
        watching: looks at the clocks.
        scenarios: shows the scenarios among the questions.
    """

    handed_in = Signal()

    def __init__(self, frame: SittingFrame, look: Look) -> None:
        super().__init__(frame)
        self._frame, self._look = frame, look
        self._run: SittingRun | None = None
        self._position = 0
        self._shows_time = True
        self.step = Step.NONE
        self.watching = Watching(self)
        self.scenarios = ScenarioAsking(frame, look)
        self.watching.ticked.connect(frame.top.show_time)
        self.watching.nearly_over.connect(self._on_nearly_over)
        self.watching.ran_out.connect(self._on_ran_out)
        frame.run.changed.connect(frame.show_choice)
        frame.question_bar.check.clicked.connect(self.check)
        frame.question_bar.back.clicked.connect(self.back)
        frame.overview.wanted.connect(self.ask)
        frame.top.overview.clicked.connect(self.see_all)
        frame.top.flag.clicked.connect(self.flag)

    def begin(self, run: SittingRun) -> None:
        """Go on with an attempt at its first open question."""
        self._run = run
        self._shows_time = run.plan.time_limit_s is not None
        self.watching.begin(run.watch)
        self.ask(run.first_open)
        self.watching.look()

    def renew(self, begin: Callable[[], SittingRun]) -> SittingRun:
        """Go on with the same attempt where it stands, by its terms as they are now.

        A question in front stays as it is, with a choice that is not complete or not checked.

        Args:
            begin: reads the attempt from the disk, where all that can be kept lies by then.
        """
        before = self.step
        if before is Step.QUESTION:
            attempt(self._frame, self._keep)
        self.watching.stop()
        self.step = Step.NONE
        run = self._run = begin()
        self.watching.begin(run.watch)
        if before is Step.OVERVIEW:
            self._show_overview()
        elif before is Step.QUESTION and not run.is_settled(self._position):
            self.step = before
        else:
            self.ask(self._position)
        self.watching.look()
        return run

    def leave(self) -> None:
        """Keep what is on screen and the time, if an attempt goes on; nothing more is shown."""
        if self.step is Step.QUESTION:
            attempt(self._frame, self._keep)
        self.watching.leave()
        self.step = Step.NONE

    # Questions ------------------------------------------------------------------------------------

    @Slot(int)
    def ask(self, position: int) -> None:
        """Ask a question, or show what is right where its answer stands."""
        run = self._going
        if self.step is not Step.NONE and run.watch.remaining_ms() == 0:
            # It could not be handed in when the time was up, or the clock has not ticked since.
            self._on_ran_out()
            return
        self._position = position
        self._frame.top.show_timer(is_on=self._shows_time)
        if run.is_scenario(position):
            self.step = Step.SCENARIO
            self.scenarios.show(run, position, self._next_words())
            return
        if run.is_settled(position):
            self._show_feedback()
            return
        self.step = Step.QUESTION
        question, single_keys = run.question(position), self._look.preferences.single_keys
        self._frame.show_question(question, run.place(position), single_keys=single_keys)
        self.watching.show_question()
        announce(self._frame, f"Question {position + 1} of {question.total}. {question.item.stem}")

    def ask_again(self) -> None:
        """Ask the question that was in front last."""
        self.ask(self._position)

    @Slot()
    def check(self) -> None:
        """Save the answer and go on; without one the question is left for later."""
        run, answer = self._going, self._frame.run.pane.answer()
        if run.says_at_once and answer is not None:
            sure, spent = self._frame.question_bar.said(), self.watching.spent_ms()
            save = partial(run.answer, self._position, answer, sure, spent)
            if attempt(self._frame, save):
                self._show_feedback()
        elif attempt(self._frame, self._keep):
            self.go_on()

    @Slot()
    def back(self) -> None:
        """Go to the question before; what is chosen is kept."""
        is_asking = self.step is Step.QUESTION and self._position > 0
        if is_asking and attempt(self._frame, self._keep):
            self.ask(self._position - 1)

    def go_on(self) -> None:
        """Go to the next question, after the last one to the list of all."""
        if self._position + 1 < self._going.total:
            self.ask(self._position + 1)
        else:
            self._show_overview()

    @Slot()
    def see_all(self) -> None:
        """Show all questions; what is chosen is kept."""
        if self.step is not Step.QUESTION or attempt(self._frame, self._keep):
            self._show_overview()

    @Slot()
    def flag(self) -> None:
        """Flag the question to come back to, or take the flag away."""
        run = self._going
        is_on = not run.place(self._position).is_flagged
        attempt(self._frame, partial(run.flag, self._position, is_on=is_on))
        self._frame.top.show_flag(is_on=run.place(self._position).is_flagged)

    def do(self, press: Press) -> bool:
        """Do what a key asks for; return False where that means nothing now."""
        if self.step not in (Step.QUESTION, Step.SCENARIO):
            return False
        if press.deed in (Deed.CHOOSE, Deed.BE_SURE) and self.step is Step.SCENARIO:
            return False
        if press.deed is Deed.CHOOSE:
            self._frame.run.pane.view.choose(press.number)
        elif press.deed is Deed.BE_SURE:
            self._frame.question_bar.confidence.set_current(press.number)
        elif press.deed is Deed.FLAG:
            self.flag()
        elif press.deed is Deed.TIMER:
            self._shows_time = not self._shows_time
            self._frame.top.show_timer(is_on=self._shows_time)
        return True

    @property
    def _going(self) -> SittingRun:
        assert self._run is not None
        return self._run

    def _keep(self) -> None:
        """Keep what is chosen, if it is complete, and the time. Raises UserError if it cannot be.

        With feedback after each answer nothing is kept before it is checked: it would then stand.
        """
        run, position, spent = self._going, self._position, self.watching.spent_ms()
        answer = None if run.says_at_once else self._frame.run.pane.answer()
        sure = self._frame.question_bar.said()
        place = run.place(position)
        if answer is None or (answer, sure) == (place.answer, place.confidence):
            run.leave(position, spent)
        else:
            run.answer(position, answer, sure, spent)

    def _show_feedback(self) -> None:
        self.step = Step.FEEDBACK
        self._frame.show_feedback(self._going.feedback(self._position), self._next_words())

    def _next_words(self) -> str:
        is_last = self._position + 1 == self._going.total
        return "See all questions" if is_last else NEXT

    def _show_overview(self) -> None:
        self.step = Step.OVERVIEW
        self._frame.overview.show_places(self._going.places())
        self._frame.show_overview()
        announce(self._frame, self._frame.overview.sentence())

    # The end --------------------------------------------------------------------------------------

    def hand_in(self) -> None:
        """Hand in what is on the disk."""
        if attempt(self._frame, self._going.hand_in):
            self.watching.stop()
            self.step = Step.NONE
            self.handed_in.emit()

    @Slot()
    def _on_ran_out(self) -> None:
        """Hand in what is there; an answer that is complete on screen counts."""
        if self.step is Step.QUESTION and not attempt(self._frame, self._keep):
            return
        self.hand_in()
        if self.step is Step.NONE:
            show_toast(self._frame, "The time is up. What you had answered was handed in.")

    @Slot()
    def _on_nearly_over(self) -> None:
        show_toast(self._frame, "1 minute is left.")


def attempt(widget: QWidget, do: Callable[[], None]) -> bool:
    """Do something that may fail, say so if it does, and return whether it was done."""
    try:
        do()
    except UserError as error:
        show_error(widget, error.message, error.hint)
        return False
    return True
