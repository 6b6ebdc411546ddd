"""Plays scenarios in the scenario page and says when the window should show something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.shell.page import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.scenario_session import ScenarioSession
    from quizapp.ui.shell.page import Desk


class ScenarioHost(QObject):
    """The one scenario page of a learner, filled anew for each run."""

    left = Signal()
    """The learner is done, or wants to go; the run is kept as it stands."""

    place_requested = Signal(object)
    """The learner wants to look something up and come back; a `Place`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._session: ScenarioSession | None = None
        self.page = ScenarioPage(desk.look)
        self.page.closed.connect(self.left)
        self.page.retry_requested.connect(self._on_retry_requested)
        self.page.anew_requested.connect(self._on_anew_requested)
        self.page.show_source_requested.connect(self._on_show_source_requested)

    def open(self, run_id: str) -> None:
        """Go on with a run where it stands, or look back at one that has ended."""
        self._session = self._desk.application.scenarios.open(run_id)
        self.page.start(self._session)

    @Slot()
    def _on_retry_requested(self) -> None:
        assert self._session is not None
        self._begin(self._session.retry_from_first_mistake)

    @Slot()
    def _on_anew_requested(self) -> None:
        assert self._session is not None
        scenario_id = self._session.scene().scenario_id
        scenarios = self._desk.application.scenarios
        self._begin(lambda: scenarios.start(self._desk.learner_id, scenario_id))

    def _begin(self, make: Callable[[], str]) -> None:
        try:
            run_id = make()
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self.page, error.message, error.hint)
            return
        self.open(run_id)

    @Slot(str, str)
    def _on_show_source_requested(self, document_id: str, claim_id: str) -> None:
        self.place_requested.emit(Place(page="sources", document_id=document_id, claim_id=claim_id))
