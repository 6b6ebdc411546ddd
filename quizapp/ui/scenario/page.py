"""A run of a scenario from where it stands to its end."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import column
from quizapp.ui.components.toast import announce, show_toast
from quizapp.ui.scenario.frame import ScenarioFrame
from quizapp.ui.scenario.words import scene_sentence
from quizapp.ui.session.clock import monotonic_ms
from quizapp.ui.session.scrolling import SCROLL_KEYS
from quizapp.ui.session.shortcuts import Deed, Press, read_key

if TYPE_CHECKING:
    from quizapp.application.scenario_telling import Playing
    from quizapp.application.scenario_views import SceneView
    from quizapp.ui.shell.look import Look


class _Phase(Enum):
    IDLE = auto()
    CHOOSING = auto()
    CONSEQUENCE = auto()
    END = auto()


class ScenarioPage(QWidget):
    """Plays a scenario; it is built once and filled anew for each run.

    As a part of something else it has no way to leave of its own, keeps no keys from what it is
    part of, and is not played anew.

    Attributes:
        closed: the learner left, or is done; all that was done is kept.
        finished: the learner is done, where the page is a part of something else.
        retry_requested: the run should be tried again from its first mistake.
        anew_requested: the scenario should be played from its beginning.
        show_source_requested: carries the ids of a document and of a claim to show in it.
    """

    closed = Signal()
    finished = Signal()
    retry_requested = Signal()
    anew_requested = Signal()
    show_source_requested = Signal(str, str)

    def __init__(self, look: Look, *, is_part: bool = False) -> None:
        super().__init__()
        self._look, self._is_part = look, is_part
        self._session: Playing | None = None
        self._scene: SceneView | None = None
        self._phase = _Phase.IDLE
        self._shown_at_ms = 0
        self.frame = ScenarioFrame()
        self.setLayout(column(self.frame))
        self._connect()
        if is_part:
            self.frame.become_part()
        else:
            self._take_enter()

    def start(self, session: Playing) -> None:
        """Show where a run stands: its scene, or its end."""
        self._session = session
        self.frame.top.clock.set_time(session.scene().clock_s)
        self._show(session.scene())

    def _show(self, scene: SceneView) -> None:
        self._scene = scene
        if scene.is_end:
            self._sum_up()
            return
        self._phase = _Phase.CHOOSING
        self.frame.show_scene(scene, single_keys=self._look.preferences.single_keys)
        self._shown_at_ms = monotonic_ms()
        announce(self, scene_sentence(scene))

    def _sum_up(self) -> None:
        assert self._session is not None
        self._phase = _Phase.END
        self.frame.show_end(self._session.summary())

    # What the learner does --------------------------------------------------------------------

    @Slot()
    def enter(self) -> None:
        """Do what the screen is for: act, go on, or press the button that has the focus."""
        if self._phase is _Phase.CHOOSING:
            self._on_do()
        elif self._phase is _Phase.CONSEQUENCE:
            self._on_next()
        elif self._phase is _Phase.END:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()

    @Slot()
    def _on_do(self) -> None:
        """Do what is chosen. It is saved when its consequence is shown."""
        assert self._session is not None
        assert self._scene is not None
        action_id = self.frame.scene.actions_pane.chosen()
        if action_id is None:
            announce(self, "Choose an action first")
            return
        before = self._scene
        try:
            after = self._session.act(action_id, monotonic_ms() - self._shown_at_ms)
        except UserError as error:
            announce(self, self.frame.show_problem(error))
            return
        action = next(action for action in before.actions if action.id == action_id)
        done = after.consequence
        if done is None or len(after.path) != len(before.path) + 1 or done.action != action.text:
            show_toast(self, "Another window went on with this run. Here is where it stands now.")
            self.frame.top.clock.set_time(after.clock_s)
            self._show(after)
            return
        self._scene = after
        self._phase = _Phase.CONSEQUENCE
        self.frame.show_consequence(done, is_end=after.is_end)

    @Slot()
    def _on_next(self) -> None:
        assert self._scene is not None
        self._show(self._scene)

    @Slot()
    def _on_leave(self) -> None:
        """Leave; the run is on disk as it stands."""
        self._phase = _Phase.IDLE
        self.closed.emit()

    @Slot()
    def _on_done(self) -> None:
        if self._is_part:
            self.finished.emit()
        else:
            self._on_leave()

    # Keys -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the keys that no part of the page wanted for itself."""
        press = read_key(event, single_keys=self._look.preferences.single_keys)
        pages = SCROLL_KEYS.get(event.key())
        if pages is not None:
            self.frame.scroll_by(pages)
        elif press is None or not self._do(press):
            super().keyPressEvent(event)

    def _do(self, press: Press) -> bool:
        """Do what a key asks for; return whether it means anything here."""
        if press.deed is Deed.LEAVE and not self._is_part:
            self._on_leave()
        elif press.deed is Deed.SHEET:
            from quizapp.ui.shortcuts import show_sheet

            show_sheet(self)
        elif press.deed is Deed.CHOOSE and self._phase is _Phase.CHOOSING:
            self.frame.scene.actions_pane.actions_list.choose(press.number)
        elif press.deed is Deed.SOURCE and self._phase is _Phase.END:
            if not self.frame.end.evidence.show_first_source():
                show_toast(self, "Add the document under Sources to read the passage there.")
        else:
            return False
        return True

    def _connect(self) -> None:
        frame = self.frame
        frame.scene.changed.connect(frame.show_choice)
        frame.action_bar.do.clicked.connect(self._on_do)
        frame.action_bar.next.clicked.connect(self._on_next)
        frame.end.show_source_requested.connect(self.show_source_requested)
        frame.end_bar.retry.clicked.connect(self.retry_requested)
        frame.end_bar.anew.clicked.connect(self.anew_requested)
        frame.end_bar.done.clicked.connect(self._on_done)
        frame.top.leave.clicked.connect(self._on_leave)

    def _take_enter(self) -> None:
        # Enter is a shortcut because some desktops let it press the button that has the focus.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(self.enter)
