"""All that one learner works with: the browse shell, and in its place a run while there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.shell.page import Place

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from quizapp.ui.shell.page import Desk
    from quizapp.ui.shell.scenario_host import ScenarioHost
    from quizapp.ui.shell.screens import Screens
    from quizapp.ui.shell.session_host import SessionHost
    from quizapp.ui.shell.sitting_host import SittingHost


class Workplace(QObject):
    """Switches between the pages of a learner, a session of questions and a scenario."""

    restart_requested = Signal()
    """The data have been replaced, or the learner is gone."""

    def __init__(self, screens: Screens, desk: Desk) -> None:
        super().__init__()
        self._screens, self._desk = screens, desk
        self._session: SessionHost | None = None
        self._scenario: ScenarioHost | None = None
        self._sitting: SittingHost | None = None
        self._waiting: QWidget | None = None
        self.shell = BrowseShell(desk)
        self.shell.run_started.connect(self._on_run_started)
        self.shell.scenario_started.connect(self._on_scenario_started)
        self.shell.set_requested.connect(self.show_set)
        self.shell.restart_requested.connect(self.restart_requested)
        self.shell.return_requested.connect(self._on_return_requested)

    @property
    def is_in_front(self) -> bool:
        """Whether the pages are shown, and neither a session nor a start page."""
        return self._screens.currentWidget() is self.shell

    def begin(self) -> None:
        """Show Today."""
        self.shell.show_place(Place(page="today"))
        self._screens.show_lasting(self.shell)

    @Slot()
    def come_back(self) -> None:
        """Show the pages again as they were."""
        self._screens.show_lasting(self.shell)

    def session(self) -> SessionHost:
        """Return what runs sessions; it is built at the first call, which takes some time."""
        if self._session is None:
            from quizapp.ui.shell.session_host import SessionHost

            self._session = SessionHost(self._desk)
            self._session.left.connect(self._on_left)
            self._session.place_requested.connect(self._on_look_up)
            self._screens.add(self._session.page)
        return self._session

    def scenario(self) -> ScenarioHost:
        """Return what plays scenarios; it is built at the first call."""
        if self._scenario is None:
            from quizapp.ui.shell.scenario_host import ScenarioHost

            self._scenario = ScenarioHost(self._desk)
            self._scenario.left.connect(self._on_left)
            self._scenario.place_requested.connect(self._on_look_up)
            self._screens.add(self._scenario.page)
        return self._scenario

    def sitting(self) -> SittingHost:
        """Return what shows sets; it is built at the first call."""
        if self._sitting is None:
            from quizapp.ui.shell.sitting_host import SittingHost

            self._sitting = SittingHost(self._desk)
            self._sitting.left.connect(self._on_left)
            self._sitting.place_requested.connect(self._on_look_up)
            self._screens.add(self._sitting.page)
        return self._sitting

    @Slot(str)
    def show_set(self, sha256: str) -> None:
        """Show a set from a trainer, or say why that cannot be."""
        try:
            self.sitting().open(sha256)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self.shell, error.message, error.hint)
            return
        self.shell.offer_return(is_wanted=False)
        self._screens.show_lasting(self.sitting().page)

    def take_set(self, path: Path) -> None:
        """Take a set from a file and show it, unless something else is gone through just now."""
        from quizapp.ui.shell.set_opening import take_set

        front = self._screens.currentWidget()
        assert front is not None
        sha256 = take_set(front, self._desk, path, self._renew)
        if sha256 and self.is_in_front:
            self.show_set(sha256)
        elif sha256 and not self._is_at(sha256):
            from quizapp.ui.components.toast import show_toast

            show_toast(front, "The set is on Today. Go on here first.")

    def _is_at(self, sha256: str) -> bool:
        """Return whether a set is what is gone through just now."""
        host = self._sitting
        return (
            host is not None
            and self._screens.currentWidget() is host.page
            and host.page.sha256 == sha256
        )

    def _renew(self, sha256: str) -> None:
        """Let an attempt in front go on by the terms that hold now."""
        if self._is_at(sha256):
            self.sitting().page.renew()

    def keep_time(self) -> None:
        """Keep the time spent on the question that is open, if any."""
        if self._session is not None:
            self._session.leave()
        if self._sitting is not None:
            self._sitting.leave()

    def close(self) -> None:
        """Take everything from the screen."""
        self._screens.drop(self.shell)
        for host in (self._session, self._scenario, self._sitting):
            if host is not None:
                self._screens.drop(host.page)
                host.deleteLater()
        self.deleteLater()

    @Slot(str)
    def _on_run_started(self, attempt_id: str) -> None:
        self.shell.offer_return(is_wanted=False)
        self.session().open(attempt_id)
        self._screens.show_lasting(self.session().page)

    @Slot(str)
    def _on_scenario_started(self, run_id: str) -> None:
        self.shell.offer_return(is_wanted=False)
        self.scenario().open(run_id)
        self._screens.show_lasting(self.scenario().page)

    @Slot()
    def _on_left(self) -> None:
        self.shell.offer_return(is_wanted=False)
        self.shell.refresh()
        self._screens.show_lasting(self.shell)

    @Slot(object)
    def _on_look_up(self, place: Place) -> None:
        """Show a page in the middle of a run, with a way back to the very place."""
        self._waiting = self._screens.currentWidget()
        self.shell.offer_return(is_wanted=True)
        self._screens.show_lasting(self.shell)
        self.shell.show_place(place)

    @Slot()
    def _on_return_requested(self) -> None:
        assert self._waiting is not None
        self._screens.show_lasting(self._waiting)
