"""A set from a trainer, from what it is to what was handed in."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.application.sitting_views import SetState
from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.dialogs import save_file, show_error
from quizapp.ui.session.scrolling import SCROLL_KEYS
from quizapp.ui.session.shortcuts import Deed, Press, read_key
from quizapp.ui.shell.files import open_folder
from quizapp.ui.sitting.asking import Asking, Step, attempt
from quizapp.ui.sitting.frame import SittingFrame

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.application.assigned_sets import AssignedSets
    from quizapp.application.sitting_run import SittingRun
    from quizapp.application.sitting_views import HandInView, SetView
    from quizapp.bootstrap import Environment
    from quizapp.ui.shell.look import Look

_FILTER: Final = "Results (*.quizresult)"
_BACK: Final = "Back to the result"


class _Phase(Enum):
    IDLE = auto()
    START = auto()
    ASKING = auto()
    END = auto()
    REVIEW = auto()


class SittingPage(QWidget):
    """Shows one set at a time; it is built once and filled anew for each.

    Attributes:
        sha256: hash of the set that is shown.
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
        self.sha256 = ""
        self._run: SittingRun | None = None
        self._reviewed = 0
        self._phase = _Phase.IDLE
        self._saved: Path | None = None
        self.frame = SittingFrame()
        self.asking = Asking(self.frame, look)
        self.setLayout(column(self.frame))
        self._connect()

    def show_set(self, sha256: str) -> None:
        """Show what a set is; once it was handed in, the attempt that ended last.

        Raises:
            UserError: it is not there any more.
        """
        self.sha256, self._run, self._saved = sha256, None, None
        view = self._sets.view(sha256)
        if view.row.state is SetState.HANDED_IN and view.has_ended:
            self._run = self._sets.look_back(sha256)
            self._fill_end(is_new=False)
        else:
            self._show_start(view)

    def renew(self) -> None:
        """Show the set, or go on with its attempt, by the terms that hold now."""
        if self._phase is _Phase.START:
            self._show_start(self._sets.view(self.sha256))
        elif self._phase is _Phase.ASKING and self.asking.step is not Step.NONE:
            try:
                self._run = self.asking.renew(partial(self._sets.begin, self.sha256))
            except UserError as error:
                # Another window has handed it in meanwhile.
                show_error(self, error.message, error.hint)
                self._on_leave()

    def keep_time(self) -> None:
        """Keep what is on screen and the time, if an attempt goes on; nothing is shown or asked."""
        self.asking.leave()
        self._phase = _Phase.IDLE

    def _show_start(self, view: SetView) -> None:
        self._phase = _Phase.START
        self.frame.start.show_set(view, self._environment.now(), self._environment.zone)
        go = "Continue" if view.row.state is SetState.STARTED else "Start"
        self.frame.show_start("" if view.refusal else go)
        announce(self, f"{view.row.plan.title}. {view.refusal}")

    def _begin(self) -> None:
        try:
            self._run = self._sets.begin(self.sha256)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._phase = _Phase.ASKING
        self.asking.begin(self._run)

    @Slot()
    def _show_end(self) -> None:
        self._fill_end(is_new=True)

    def _fill_end(self, *, is_new: bool) -> None:
        assert self._run is not None
        end, view = self._run.end(), self._sets.view(self.sha256)
        self.frame.end.show_end(end, view, self._environment.zone, is_new=is_new)
        self._return_to_end()
        announce(self, self.frame.end.sentence())

    def _return_to_end(self) -> None:
        """Show the end as it was filled, with what there is to do now."""
        self._phase = _Phase.END
        can_begin = not self._sets.view(self.sha256).refusal
        if self._saved is not None:
            self.frame.end.show_saved(self._saved.name, self._environment.zone)
        self.frame.show_end(is_saved=self._saved is not None, can_begin=can_begin)

    @Slot(object)
    def _export(self, hand_in: HandInView) -> None:
        """Ask where to, and write a file that was handed in, the same bytes each time."""
        path = save_file(self, "Save the result", hand_in.name, _FILTER)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".quizresult")
        if not attempt(self, partial(self._sets.export, self.sha256, hand_in.sha256, path)):
            return
        self._saved = path
        open_it = partial(open_folder, path.parent)
        show_toast(self, f"Saved as {path.name}", action="Show in folder", on_action=open_it)
        if self._phase is _Phase.END:
            self._return_to_end()

    @Slot(int)
    def _on_review(self, position: int) -> None:
        assert self._run is not None
        self._phase, self._reviewed = _Phase.REVIEW, position
        self.frame.top.show_timer(is_on=False)
        if self._run.is_scenario(position):
            self.asking.scenarios.show(self._run, position, _BACK)
        else:
            self.frame.show_feedback(self._run.feedback(position), _BACK)
        self.frame.top.show_overview()

    # Buttons and keys -----------------------------------------------------------------------------

    @Slot()
    def _on_first(self) -> None:
        """Begin another attempt, after what it takes has been shown."""
        self._saved = None
        self._show_start(self._sets.view(self.sha256))

    @Slot()
    def _on_go(self) -> None:
        if self._phase is _Phase.START:
            self._begin()
        elif self.asking.step is Step.OVERVIEW:
            self.asking.hand_in()
        elif self._phase is _Phase.END and self._saved is None:
            assert self._run is not None
            self._export(self._run.end().hand_in)
        else:
            self._on_leave()

    @Slot()
    def _on_second(self) -> None:
        if self.asking.step is Step.OVERVIEW:
            self.asking.ask_again()
        elif self._phase is _Phase.END and self._saved is not None:
            open_folder(self._saved.parent)
        else:
            self._on_leave()

    @Slot()
    def _on_next(self) -> None:
        if self._phase is _Phase.REVIEW:
            self._return_to_end()
            self.frame.end.focus_review(self._reviewed)
        elif self.asking.step in (Step.FEEDBACK, Step.SCENARIO):
            self.asking.go_on()

    @Slot()
    def _on_leave(self) -> None:
        """Go one step out: from a review to the end, from anywhere else out of the set."""
        if self._phase is _Phase.REVIEW:
            self._on_next()
        else:
            self.keep_time()
            self.closed.emit()

    @Slot()
    def _on_enter(self) -> None:
        """Do what the screen is for, or press the button that has the focus."""
        focused = self.focusWidget()
        is_at_top = isinstance(focused, QPushButton) and self.frame.top.isAncestorOf(focused)
        if self.frame.is_at_scenario and not is_at_top:
            self.asking.scenarios.enter()
        elif self.asking.step is Step.QUESTION:
            self.asking.check()
        elif self.asking.step is Step.FEEDBACK or self._phase is _Phase.REVIEW:
            self._on_next()
        elif isinstance(focused, QPushButton):
            focused.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that no part of the page wanted for itself."""
        press = read_key(event, single_keys=self._look.preferences.single_keys)
        pages = SCROLL_KEYS.get(event.key())
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Left:
            self.asking.back()
        elif pages is not None:
            self.frame.scroll_by(pages)
        elif press is None or not self._do(press):
            super().keyPressEvent(event)

    def _do(self, press: Press) -> bool:
        if press.deed is Deed.LEAVE:
            self._on_leave()
            return True
        if press.deed is Deed.SHEET:
            from quizapp.ui.shortcuts import show_sheet

            show_sheet(self)
            return True
        return self.asking.do(press)

    def _connect(self) -> None:
        frame = self.frame
        frame.run.show_source_requested.connect(self.show_source_requested)
        frame.run.diagram_requested.connect(self.diagram_requested)
        frame.feedback_bar.next.clicked.connect(self._on_next)
        frame.pane_bar.first.clicked.connect(self._on_first)
        frame.pane_bar.second.clicked.connect(self._on_second)
        frame.pane_bar.go.clicked.connect(self._on_go)
        frame.start.export_requested.connect(self._export)
        frame.end.export_requested.connect(self._export)
        frame.end.review_requested.connect(self._on_review)
        frame.top.leave.clicked.connect(self._on_leave)
        self.asking.handed_in.connect(self._show_end)
        self.asking.scenarios.finished.connect(self._on_next)
        self.asking.scenarios.show_source_requested.connect(self.show_source_requested)
        # Enter is a shortcut because some desktops let it press the button that has the focus.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self._on_enter)
