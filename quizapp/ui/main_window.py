"""The window: opens the data, asks who is learning, and shows that learner's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp import bootstrap
from quizapp.domain.errors import UserError
from quizapp.ui.background import Background
from quizapp.ui.components.layouts import column
from quizapp.ui.shell.housekeeping import Housekeeping
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.shell.screens import Screens
from quizapp.ui.shell.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from quizapp.bootstrap import Application
    from quizapp.ui.background import OpenApplication
    from quizapp.ui.shell.look import Look
    from quizapp.ui.shortcuts import WindowKeys
    from quizapp.ui.window_state import WindowState

_HOUSEKEEPING_AFTER_MS = 150
_SESSION_AFTER_MS = 500


class MainWindow(QWidget):
    """The one window of the app."""

    first_painted = Signal()
    """The first screen is on the display."""

    def __init__(
        self,
        open_application: OpenApplication,
        look: Look,
        state: WindowState,
        *,
        is_demo: bool = False,
        set_file: Path | None = None,
    ) -> None:
        """Make the window.

        Args:
            open_application: opens the data.
            look: colours, text size and the other preferences.
            state: where the window was.
            is_demo: whether the data are made up and thrown away.
            set_file: a set to take once it is known who is learning.
        """
        super().__init__()
        self._open_application, self._look, self._state = open_application, look, state
        self._is_demo = is_demo
        self._set_file = set_file
        self._application: Application | None = None
        self._jobs: Background | None = None
        self._housekeeping: Housekeeping | None = None
        self._keys: WindowKeys | None = None
        self._is_painted = False
        self.workplace: Workplace | None = None
        self.screens = Screens()
        self.setWindowTitle("Quizapp demo" if is_demo else "Quizapp")
        self.setLayout(column(self.screens, spacing=0))
        self.setAcceptDrops(True)
        state.restore(self)

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in front: a start page, the browse shell or the session."""
        return self.screens.currentWidget()

    @Slot()
    def begin(self) -> None:
        """Open the data and show what comes first: a question to the learner, or Today."""
        try:
            self._application = self._open_application()
        except bootstrap.StartProblem as problem:
            self._show_problem(problem)
            return
        self._jobs = Background(self._application.reopened, self)
        self._housekeeping = Housekeeping(self._jobs, makes_backups=not self._is_demo)
        self._housekeeping.banks_ready.connect(self._on_banks_ready)
        self._housekeeping.failed.connect(self._on_housekeeping_failed)
        learners = self._application.profiles.learners()
        if not learners:
            self.ask_name()
        elif len(learners) > 1 or learners[0].has_pin:
            self.pick_learner()
        else:
            self.enter(learners[0].id)
        if self._is_painted:
            self._keep_house()

    @Slot()
    def reopen(self) -> None:
        """Close the data and begin again: after a restored back-up or a deleted learner."""
        self._close_data()
        self.begin()

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Show a page, unless a session or a start page is in front."""
        if self.workplace is not None and self.workplace.is_in_front:
            self.workplace.shell.show_place(place)

    @Slot()
    def ask_name(self) -> None:
        """Ask a new learner's name."""
        from quizapp.ui.pages.first_start import FirstStartPage

        assert self._application is not None
        assert self._housekeeping is not None
        page = FirstStartPage(
            self._application.profiles,
            self._housekeeping,
            can_cancel=bool(self._application.profiles.learners()),
        )
        page.learner_created.connect(self.enter)
        page.cancelled.connect(self._on_entry_cancelled)
        self.screens.show_passing(page)

    @Slot()
    def pick_learner(self) -> None:
        """Ask which learner it is."""
        from quizapp.ui.pages.profiles import ProfilesPage

        assert self._application is not None
        page = ProfilesPage(
            self._application.profiles,
            last=self._look.preferences.last_learner,
            can_cancel=self.workplace is not None,
        )
        page.learner_chosen.connect(self.enter)
        page.new_learner_requested.connect(self.ask_name)
        page.cancelled.connect(self._on_entry_cancelled)
        self.screens.show_passing(page)

    @Slot(str)
    def enter(self, learner_id: str) -> None:
        """Show Today to a learner."""
        assert self._application is not None
        assert self._jobs is not None
        if self._look.preferences.last_learner != learner_id:
            self._look.change(last_learner=learner_id)
        before = self.workplace
        desk = Desk(self._application, learner_id, self._jobs, self._look)
        self.workplace = Workplace(self.screens, desk)
        self.workplace.restart_requested.connect(self.reopen)
        self.workplace.shell.side_bar.profiles_requested.connect(self.pick_learner)
        self.workplace.shell.side_bar.new_learner_requested.connect(self.ask_name)
        self.workplace.begin()
        if before is not None:
            before.keep_time()
            before.close()
        if self._is_painted:
            QTimer.singleShot(_SESSION_AFTER_MS, self._on_idle)
        if self._set_file is not None:
            # Once the window is there for the questions that this may ask.
            QTimer.singleShot(0, self._take_set_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a set that is dragged onto the window."""
        from quizapp.ui.shell.set_opening import dropped_set

        if dropped_set(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take a set, now or once it is known who is learning."""
        from quizapp.ui.shell.set_opening import dropped_set

        self._set_file = dropped_set(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self._take_set_file)

    @Slot(object)
    def take_set(self, path: Path) -> None:
        """Come to the front and take a set, now or once it is known who is learning."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.activateWindow()
        self._set_file = path
        QTimer.singleShot(0, self._take_set_file)

    @Slot()
    def _take_set_file(self) -> None:
        path = self._set_file
        if path is not None and self.workplace is not None:
            self._set_file = None
            self.workplace.take_set(path)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Notice the first paint, after which the work of the day begins."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_first_painted)

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return self._jobs is not None and self._jobs.is_busy

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the learner is and where the window is; wait for what is being written."""
        self._state.save(self)
        self._close_data()
        super().closeEvent(event)

    def _show_problem(self, problem: bootstrap.StartProblem) -> None:
        from quizapp.ui.pages.start_problem import StartProblemPage

        page = StartProblemPage(problem, bootstrap.closed_backups(problem.path.parent))
        page.try_again_requested.connect(self.begin)
        self.screens.show_passing(page)

    def _close_data(self) -> None:
        """Keep the time on an open question, wait for the jobs, and close the database."""
        if self.workplace is not None:
            self.workplace.keep_time()
        if self._jobs is not None:
            self._jobs.wait()
            self._jobs.deleteLater()
        if self._application is not None:
            self._application.close()
        if self.workplace is not None:
            self.workplace.close()
        self.workplace = self._jobs = self._application = self._housekeeping = None

    @Slot()
    def _on_first_painted(self) -> None:
        from PySide6.QtGui import QGuiApplication

        from quizapp.ui.shortcuts import WindowKeys

        self._keys = WindowKeys(self, self._look)
        self._keys.place_requested.connect(self.show_place)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_changed)
        self.first_painted.emit()
        self._keep_house()

    @Slot(Qt.ApplicationState)
    def _on_application_changed(self, state: Qt.ApplicationState) -> None:
        """Bring Today up to date when the learner comes back to the app."""
        if state == Qt.ApplicationState.ApplicationActive and self.workplace is not None:
            self.workplace.shell.refresh_if_stale()

    def _keep_house(self) -> None:
        if self._housekeeping is not None:
            QTimer.singleShot(_HOUSEKEEPING_AFTER_MS, self._housekeeping.begin)
            QTimer.singleShot(_SESSION_AFTER_MS, self._on_idle)

    @Slot()
    def _on_idle(self) -> None:
        """Build the session page before it is wanted, so that the first question comes at once.

        A trainer's folder is watched from here on, too.
        """
        if self.workplace is not None:
            self.workplace.session()
            self.workplace.shell.begin_watching()
        if self._application is not None:
            self._application.rest()

    @Slot()
    def _on_entry_cancelled(self) -> None:
        if self.workplace is not None:
            self.workplace.come_back()
        else:
            self.pick_learner()

    @Slot(bool)
    def _on_banks_ready(self, has_changed: bool) -> None:
        if has_changed and self.workplace is not None:
            self.workplace.shell.refresh()

    @Slot(object)
    def _on_housekeeping_failed(self, error: UserError) -> None:
        from quizapp.ui.components.toast import show_toast

        show_toast(self, str(error))
