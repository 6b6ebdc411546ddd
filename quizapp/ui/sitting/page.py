"""A set from a trainer, from what it is to what was handed in."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import save_file, show_error
from quizapp.ui.session.bottom_bars import NEXT
from quizapp.ui.session.scrolling import SCROLL_KEYS
from quizapp.ui.session.shortcuts import Deed, Press, read_key
from quizapp.ui.shell.files import open_folder
from quizapp.ui.sitting.frame import SittingFrame
from quizapp.ui.sitting.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.assigned_sets import AssignedSets
    from quizapp.application.sitting_run import SittingRun
    from quizapp.application.sitting_views import HandInView
    from quizapp.bootstrap import Environment
    from quizapp.ui.shell.look import Look

_FILTER: Final = "Results (*.quizresult)"


class _Phase(Enum):
    IDLE = auto()
    START = auto()
    ASKING = auto()
    FEEDBACK = auto()
    OVERVIEW = auto()
    END = auto()
    REVIEW = auto()


class SittingPage(QWidget):
    """Shows one set at a time; it is built once and filled anew for each.

    Attributes:
        closed: the learner is done, or wants to go; what was answered is kept.
        show_source_requested: carries the ids of a document and of a claim to show in it.
        diagram_requested: carries the id of a diagram to be explored.
    """

    closed = Signal()
    show_source_requested = Signal(str, str)
    diagram_requested = Signal(str)

    def __init__(self, sets: AssignedSets, environment: Environment, look: Look) -> None:
        super().__init__()
        self._sets, self._environment, self._look = sets, environment, look
        self._sha256 = ""
        self._run: SittingRun | None = None
        self._position = 0
        self._phase = _Phase.IDLE
        self._folder: Path | None = None
        self._shows_time = True
        self.frame = SittingFrame()
        self.watching = Watching(self)
        self.setLayout(column(self.frame))
        self._connect()

    # Before and after ---------------------------------------------------------------------------

    def show_set(self, sha256: str) -> None:
        """Show what a set is; an attempt that was handed in last is shown where none can begin.

        Raises:
            UserError: it is not there any more.
        """
        self._sha256, self._run, self._folder = sha256, None, None
        view = self._sets.view(sha256)
        if view.refusal and view.has_ended:
            self._run = self._sets.look_back(sha256)
            self._show_end()
            return
        self._phase = _Phase.START
        self.frame.start.show_set(view, self._environment.now(), self._environment.zone)
        go = "Continue" if view.row.state.name == "STARTED" else "Start"
        self.frame.show_start("" if view.refusal else go)
        announce(self, f"{view.row.plan.title}. {view.refusal}")

    def keep_time(self) -> None:
        """Keep what is on screen and the time, if an attempt goes on; nothing is shown or asked."""
        if self._phase is _Phase.ASKING:
            self._try(self._keep)
        if self.watching.is_on:
            self._try(self.watching.leave)
        self._phase = _Phase.IDLE

    @Slot()
    def _begin(self) -> None:
        try:
            self._run = self._sets.begin(self._sha256)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._shows_time = self._run.plan.time_limit_s is not None
        self.watching.begin(self._run.watch)
        self._ask(self._run.first_open)
        self.watching.look()

    def _show_end(self) -> None:
        assert self._run is not None
        view = self._sets.view(self._sha256)
        self._phase = _Phase.END
        self.frame.end.show_end(self._run.end(), view.hand_ins, self._environment.zone)
        self.frame.show_end(is_saved=self._folder is not None, can_begin=not view.refusal)
        announce(self, self.frame.end.sentence())

    # Asking ---------------------------------------------------------------------------------------

    @Slot(int)
    def _ask(self, position: int) -> None:
        """Ask a question, or show what is right where its answer stands."""
        assert self._run is not None
        self._position = position
        if self._run.is_settled(position):
            self._show_feedback(_Phase.FEEDBACK)
            return
        question, place = self._run.question(position), self._run.place(position)
        self._phase = _Phase.ASKING
        self.frame.top.show_timer(is_on=self._shows_time)
        self.frame.show_question(question, place, single_keys=self._look.preferences.single_keys)
        self.watching.show_question()
        announce(self, f"Question {position + 1} of {question.total}. {question.item.stem}")

    def _keep(self) -> None:
        """Keep what is chosen, if it is complete, and the time. Raises UserError if it cannot be.

        With feedback after each answer nothing is kept before it is checked: it would then stand.
        """
        assert self._run is not None
        run, position, spent = self._run, self._position, self.watching.spent_ms()
        answer = None if run.says_at_once else self.frame.run.pane.answer()
        sure = self.frame.question_bar.said()
        place = run.place(position)
        if answer is None or (answer, sure) == (place.answer, place.confidence):
            run.leave(position, spent)
        else:
            run.answer(position, answer, sure, spent)

    def _try(self, do: Callable[[], None]) -> bool:
        """Do something that may fail, say so if it does, and return whether it was done."""
        try:
            do()
        except UserError as error:
            show_error(self, error.message, error.hint)
            return False
        return True

    @Slot()
    def _on_check(self) -> None:
        """Save the answer and go on; without one the question is left for later."""
        assert self._run is not None
        answer = self.frame.run.pane.answer()
        if self._run.says_at_once and answer is not None:
            sure, spent = self.frame.question_bar.said(), self.watching.spent_ms()
            save = partial(self._run.answer, self._position, answer, sure, spent)
            if self._try(save):
                self._show_feedback(_Phase.FEEDBACK)
        elif self._try(self._keep):
            self._go_on()

    def _go_on(self) -> None:
        assert self._run is not None
        if self._position + 1 < self._run.total:
            self._ask(self._position + 1)
        else:
            self._show_overview()

    @Slot()
    def _on_back(self) -> None:
        if self._position > 0 and self._phase is _Phase.ASKING and self._try(self._keep):
            self._ask(self._position - 1)

    @Slot()
    def _on_overview(self) -> None:
        if self._phase is not _Phase.ASKING or self._try(self._keep):
            self._show_overview()

    def _show_overview(self) -> None:
        assert self._run is not None
        self._phase = _Phase.OVERVIEW
        self.frame.overview.show_places(self._run.places())
        self.frame.show_overview()
        announce(self, self.frame.overview.sentence())

    def _show_feedback(self, phase: _Phase) -> None:
        assert self._run is not None
        self._phase = phase
        is_last = self._position + 1 == self._run.total
        text = "See all questions" if is_last else NEXT
        if phase is _Phase.REVIEW:
            text = "Back to the result"
            self.frame.top.show_timer(is_on=False)
        self.frame.show_feedback(self._run.feedback(self._position), text)
        if phase is _Phase.REVIEW:
            self.frame.top.show_overview()

    # Handing in -----------------------------------------------------------------------------------

    @Slot()
    def _hand_in(self) -> None:
        assert self._run is not None
        if self._try(self._run.hand_in):
            self.watching.stop()
            self._show_end()

    @Slot()
    def _on_ran_out(self) -> None:
        """Hand in what is there; an answer that is complete on screen counts."""
        if self._phase is _Phase.ASKING and not self._try(self._keep):
            return
        self._hand_in()
        if self._phase is _Phase.END:
            show_toast(self, "The time is up. What you had answered was handed in.")

    @Slot()
    def _on_nearly_over(self) -> None:
        show_toast(self, "1 minute is left.")

    @Slot(object)
    def _export(self, hand_in: HandInView) -> None:
        """Ask where to, and write a file that was handed in, the same bytes each time."""
        path = save_file(self, "Save the result", hand_in.name, _FILTER)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".quizresult")
        if self._try(partial(self._sets.export, self._sha256, hand_in.sha256, path)):
            self._folder = path.parent
            open_it = partial(open_folder, path.parent)
            show_toast(self, f"Saved as {path.name}", action="Show in folder", on_action=open_it)
            if self._phase is _Phase.END:
                view = self._sets.view(self._sha256)
                self.frame.show_end(is_saved=True, can_begin=not view.refusal)

    @Slot(int)
    def _on_review(self, position: int) -> None:
        self._position = position
        self._show_feedback(_Phase.REVIEW)

    # Buttons and keys -----------------------------------------------------------------------------

    @Slot()
    def _on_go(self) -> None:
        if self._phase is _Phase.START:
            self._begin()
        elif self._phase is _Phase.OVERVIEW:
            self._hand_in()
        elif self._phase is _Phase.END and self._folder is None:
            assert self._run is not None
            self._export(self._run.end().hand_in)
        else:
            self._on_leave()

    @Slot()
    def _on_second(self) -> None:
        if self._phase is _Phase.OVERVIEW:
            self._ask(self._position)
        elif self._phase is _Phase.END and self._folder is not None:
            open_folder(self._folder)
        else:
            self._on_leave()

    @Slot()
    def _on_next(self) -> None:
        if self._phase is _Phase.REVIEW:
            self._show_end()
            self.frame.end.focus_review(self._position)
        elif self._phase is _Phase.FEEDBACK:
            self._go_on()

    @Slot()
    def _on_leave(self) -> None:
        """Go one step out: from a review to the end, from anywhere else out of the set."""
        if self._phase is _Phase.REVIEW:
            self._on_next()
            return
        self.keep_time()
        self.closed.emit()

    @Slot()
    def _on_flag(self) -> None:
        assert self._run is not None
        is_on = not self._run.place(self._position).is_flagged
        self._try(partial(self._run.flag, self._position, is_on=is_on))
        self.frame.top.show_flag(is_on=self._run.place(self._position).is_flagged)

    @Slot()
    def _on_enter(self) -> None:
        """Do what the screen is for, or press the button that has the focus."""
        if self._phase is _Phase.ASKING:
            self._on_check()
        elif self._phase in {_Phase.FEEDBACK, _Phase.REVIEW}:
            self._on_next()
        else:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that no part of the page wanted for itself."""
        press = read_key(event, single_keys=self._look.preferences.single_keys)
        pages = SCROLL_KEYS.get(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Left:
            self._on_back()
        elif pages is not None:
            self.frame.scroll_by(pages)
        elif press is None or not self._do(press):
            super().keyPressEvent(event)

    def _do(self, press: Press) -> bool:
        """Do what a key asks for; return False where that means nothing now."""
        if press.deed is Deed.LEAVE:
            self._on_leave()
            return True
        if press.deed is Deed.SHEET:
            from quizapp.ui.shortcuts import show_sheet

            show_sheet(self)
            return True
        if self._phase is not _Phase.ASKING:
            return False
        if press.deed is Deed.CHOOSE:
            self.frame.run.pane.view.choose(press.number)
        elif press.deed is Deed.BE_SURE:
            self.frame.question_bar.confidence.set_current(press.number)
        elif press.deed is Deed.FLAG:
            self._on_flag()
        elif press.deed is Deed.TIMER:
            self._shows_time = not self._shows_time
            self.frame.top.show_timer(is_on=self._shows_time)
        return True

    def _connect(self) -> None:
        frame = self.frame
        frame.run.changed.connect(frame.show_choice)
        frame.run.show_source_requested.connect(self.show_source_requested)
        frame.run.diagram_requested.connect(self.diagram_requested)
        frame.question_bar.check.clicked.connect(self._on_check)
        frame.question_bar.back.clicked.connect(self._on_back)
        frame.feedback_bar.next.clicked.connect(self._on_next)
        frame.pane_bar.first.clicked.connect(self._begin)
        frame.pane_bar.second.clicked.connect(self._on_second)
        frame.pane_bar.go.clicked.connect(self._on_go)
        frame.overview.wanted.connect(self._ask)
        frame.start.export_requested.connect(self._export)
        frame.end.export_requested.connect(self._export)
        frame.end.review_requested.connect(self._on_review)
        frame.top.overview.clicked.connect(self._on_overview)
        frame.top.flag.clicked.connect(self._on_flag)
        frame.top.leave.clicked.connect(self._on_leave)
        self.watching.ticked.connect(frame.top.show_time)
        self.watching.nearly_over.connect(self._on_nearly_over)
        self.watching.ran_out.connect(self._on_ran_out)
        # Enter is a shortcut because some desktops let it press the button that has the focus.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_enter)
