"""Runs sessions in the session page and says when the window should show something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.domain.attempts import QuizSpec
from quizapp.domain.errors import UserError
from quizapp.ui.session.page import SessionPage
from quizapp.ui.shell.page import Place

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk


class SessionHost(QObject):
    """The one session page of a learner, filled anew for each run."""

    left = Signal()
    """The learner is done, or wants to go; what was answered is kept."""

    place_requested = Signal(object)
    """The learner wants to look something up and come back; a `Place`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page = SessionPage(desk.look)
        self.page.closed.connect(self.left)
        self.page.finished.connect(self.left)
        self.page.practise_requested.connect(self._on_practise_requested)
        self.page.show_source_requested.connect(self._on_show_source_requested)
        self.page.diagram_requested.connect(self._on_diagram_requested)

    def open(self, attempt_id: str) -> None:
        """Go on with a run, new or left in the middle."""
        self.page.start(self._desk.application.sessions.open(attempt_id))

    def leave(self) -> None:
        """Keep the time spent on the question that is open, if any."""
        self.page.keep_time()

    @Slot(object)
    def _on_practise_requested(self, item_ids: tuple[str, ...]) -> None:
        spec = QuizSpec(items=item_ids, length=None)
        try:
            attempt_id = self._desk.application.practice.start(self._desk.learner_id, spec)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self.page, error.message, error.hint)
            return
        self.open(attempt_id)

    @Slot(str, str)
    def _on_show_source_requested(self, document_id: str, claim_id: str) -> None:
        self.place_requested.emit(Place(page="sources", document_id=document_id, claim_id=claim_id))

    @Slot(str)
    def _on_diagram_requested(self, diagram_id: str) -> None:
        self.place_requested.emit(Place(page="practise", diagram=diagram_id))
