"""Scenarios among the questions of a set, played in the page that plays them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.scenario.page import ScenarioPage

if TYPE_CHECKING:
    from quizapp.application.scenario_paths import ScenarioPath
    from quizapp.application.sitting_run import SittingRun
    from quizapp.ui.shell.look import Look
    from quizapp.ui.sitting.frame import SittingFrame

_UNKEPT: Final = "This second try is for you alone; it is not handed in."


class ScenarioAsking(QObject):
    """The one page of scenarios of a set; it is built when the first one is asked.

    Attributes:
        finished: the learner has seen how a run ended and wants to go on.
        show_source_requested: carries the ids of a document and of a claim to show in it.
    """

    finished = Signal()
    show_source_requested = Signal(str, str)

    def __init__(self, frame: SittingFrame, look: Look) -> None:
        super().__init__(frame)
        self._frame, self._look = frame, look
        self._path: ScenarioPath | None = None
        self.page: ScenarioPage | None = None

    def show(self, run: SittingRun, position: int, done: str) -> None:
        """Show a scenario where it stands; `done` is what its last button is called."""
        page = self._made()
        self._path = run.scenario(position)
        page.frame.end_bar.done.setText(done)
        self._frame.show_scenario(run.question(position), page)
        page.start(self._path)

    def enter(self) -> None:
        """Do what Enter is for in the scenario."""
        if self.page is not None:
            self.page.enter()

    def _made(self) -> ScenarioPage:
        if self.page is None:
            self.page = ScenarioPage(self._look, is_part=True)
            self.page.finished.connect(self.finished)
            self.page.retry_requested.connect(self._on_retry)
            self.page.show_source_requested.connect(self.show_source_requested)
        return self.page

    @Slot()
    def _on_retry(self) -> None:
        assert self._path is not None
        assert self.page is not None
        try:
            self._path = self._path.retry_from_first_mistake()
        except UserError as error:
            show_error(self.page, error.message, error.hint)
            return
        self.page.start(self._path)
        show_toast(self.page, _UNKEPT)
