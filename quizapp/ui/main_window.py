"""The window: opens the data, asks who is learning, and shows pages or a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp import bootstrap
from quizapp.domain.errors import UserError
from quizapp.ui.background import Background
from quizapp.ui.components.layouts import column
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.shell.housekeeping import Housekeeping
from quizapp.ui.shell.page import Desk, Place

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from quizapp.bootstrap import Application
    from quizapp.ui.background import OpenApplication
    from quizapp.ui.shell.look import Look
    from quizapp.ui.shell.session_host import SessionHost
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
    ) -> None:
        super().__init__()
        self._open_application, self._look, self._state = open_application, look, state
        self._is_demo = is_demo
        self._application: Application | None = None
        self._jobs: Background | None = None
        self._housekeeping: Housekeeping | None = None
        self._shell: BrowseShell | None = None
        self._session: SessionHost | None = None
        self._keys: WindowKeys | None = None
        self._is_painted = False
        self.setWindowTitle("Quizapp demo" if is_demo else "Quizapp")
        self._screens = QStackedWidget()
        self.setLayout(column(self._screens, spacing=0))
        state.restore(self)

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in front: a start page, the browse shell or the session."""
        return self._screens.currentWidget()

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
        if self._shell is not None and self.screen_shown is self._shell:
            self._shell.show_place(place)

    @Slot()
    def ask_name(self) -> None:
        """Ask a new learner's name."""
        from quizapp.ui.pages.first_start import FirstStartPage

        application, house = self._opened()
        page = FirstStartPage(application.profiles, house, can_cancel=self._shell is not None)
        page.learner_created.connect(self.enter)
        page.cancelled.connect(self._on_entry_cancelled)
        self._put_in_front(page)

    @Slot()
    def pick_learner(self) -> None:
        """Ask which learner it is."""
        from quizapp.ui.pages.profiles import ProfilesPage

        application, _house = self._opened()
        page = ProfilesPage(
            application.profiles,
            last=self._look.preferences.last_learner,
            can_cancel=self._shell is not None,
        )
        page.learner_chosen.connect(self.enter)
        page.new_learner_requested.connect(self.ask_name)
        page.cancelled.connect(self._on_entry_cancelled)
        self._put_in_front(page)

    @Slot(str)
    def enter(self, learner_id: str) -> None:
        """Show Today to a learner."""
        application, _house = self._opened()
        assert self._jobs is not None
        if self._look.preferences.last_learner != learner_id:
            self._look.change(last_learner=learner_id)
        self._drop_session()
        old, self._shell = self._shell, None
        shell = BrowseShell(Desk(application, learner_id, self._jobs, self._look))
        shell.run_started.connect(self._open_run)
        shell.restart_requested.connect(self.reopen)
        shell.return_requested.connect(self._on_return_requested)
        shell.side_bar.profiles_requested.connect(self.pick_learner)
        shell.side_bar.new_learner_requested.connect(self.ask_name)
        self._shell = shell
        shell.show_place(Place(page="today"))
        self._put_in_front(shell)
        if old is not None:
            old.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Notice the first paint, after which the work of the day begins."""
        if event.type() == QEvent.Type.Paint and not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._on_first_painted)
        elif event.type() == QEvent.Type.WindowActivate and self._shell is not None:
            self._shell.refresh_if_stale()
        return super().event(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep where the learner is and where the window is; wait for what is being written."""
        self._state.save(self)
        self._close_data()
        super().closeEvent(event)

    def _opened(self) -> tuple[Application, Housekeeping]:
        assert self._application is not None
        assert self._housekeeping is not None
        return self._application, self._housekeeping

    def _show_problem(self, problem: bootstrap.StartProblem) -> None:
        from quizapp.ui.pages.start_problem import StartProblemPage

        page = StartProblemPage(problem, bootstrap.closed_backups(problem.path.parent))
        page.try_again_requested.connect(self.begin)
        self._put_in_front(page)

    def _put_in_front(self, screen: QWidget) -> None:
        """Show a screen; start pages are deleted when they make room."""
        before = self._screens.currentWidget()
        if self._screens.indexOf(screen) < 0:
            self._screens.addWidget(screen)
        self._screens.setCurrentWidget(screen)
        lasting = {self._shell, self._session.page if self._session else None, screen}
        if before is not None and before not in lasting:
            self._screens.removeWidget(before)
            before.deleteLater()

    def _host(self) -> SessionHost:
        """Return what runs sessions, built at its first use or shortly after the first paint."""
        if self._session is None:
            from quizapp.ui.shell.session_host import SessionHost

            assert self._shell is not None
            self._session = SessionHost(self._shell.desk)
            self._session.left.connect(self._on_session_left)
            self._session.place_requested.connect(self._on_session_looks_up)
            self._screens.addWidget(self._session.page)
        return self._session

    def _drop_session(self) -> None:
        if self._session is not None:
            self._session.leave()
            self._screens.removeWidget(self._session.page)
            self._session.page.deleteLater()
            self._session.deleteLater()
            self._session = None

    def _close_data(self) -> None:
        self._drop_session()
        if self._jobs is not None:
            self._jobs.wait()
        if self._application is not None:
            self._application.close()
        self._jobs = self._application = self._housekeeping = None

    @Slot()
    def _on_first_painted(self) -> None:
        from quizapp.ui.shortcuts import WindowKeys

        self._keys = WindowKeys(self, self._look)
        self._keys.place_requested.connect(self.show_place)
        self.first_painted.emit()
        self._keep_house()

    def _keep_house(self) -> None:
        if self._housekeeping is not None:
            QTimer.singleShot(_HOUSEKEEPING_AFTER_MS, self._housekeeping.begin)
            QTimer.singleShot(_SESSION_AFTER_MS, self._on_idle)

    @Slot()
    def _on_idle(self) -> None:
        """Build the session page before it is wanted, so that the first question comes at once."""
        if self._shell is not None:
            self._host()

    @Slot(str)
    def _open_run(self, attempt_id: str) -> None:
        host = self._host()
        host.open(attempt_id)
        assert self._shell is not None
        self._shell.offer_return(is_wanted=False)
        self._put_in_front(host.page)

    @Slot()
    def _on_session_left(self) -> None:
        assert self._shell is not None
        self._shell.offer_return(is_wanted=False)
        self._shell.refresh()
        self._put_in_front(self._shell)

    @Slot(object)
    def _on_session_looks_up(self, place: Place) -> None:
        """Show a page in the middle of a session, with a way back to the very question."""
        assert self._shell is not None
        self._shell.offer_return(is_wanted=True)
        self._put_in_front(self._shell)
        self._shell.show_place(place)

    @Slot()
    def _on_return_requested(self) -> None:
        self._put_in_front(self._host().page)

    @Slot()
    def _on_entry_cancelled(self) -> None:
        if self._shell is not None:
            self._put_in_front(self._shell)

    @Slot(bool)
    def _on_banks_ready(self, has_changed: bool) -> None:
        if has_changed and self._shell is not None:
            self._shell.refresh()

    @Slot(object)
    def _on_housekeeping_failed(self, error: UserError) -> None:
        from quizapp.ui.components.toast import show_toast

        show_toast(self, str(error))
