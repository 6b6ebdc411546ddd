"""Shows sets in the page of sets and says when the window should show something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.ui.shell.page import Place
from quizapp.ui.sitting.page import SittingPage

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk


class SittingHost(QObject):
    """The one page of sets of a learner, filled anew for each set."""

    left = Signal()
    """The learner is done, or wants to go; what was answered is kept."""

    place_requested = Signal(object)
    """The learner wants to look something up and come back; a `Place`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        application = desk.application
        self.page = SittingPage(application.assigned_sets, application.environment, desk.look)
        self.page.closed.connect(self.left)
        self.page.show_source_requested.connect(self._on_show_source_requested)
        self.page.diagram_requested.connect(self._on_diagram_requested)

    def open(self, sha256: str) -> None:
        """Show a set. Raises UserError where it is not there any more."""
        self.page.show_set(sha256)

    def leave(self) -> None:
        """Keep what is on screen and the time, if an attempt goes on."""
        self.page.keep_time()

    @Slot(str, str)
    def _on_show_source_requested(self, document_id: str, claim_id: str) -> None:
        self.place_requested.emit(Place(page="sources", document_id=document_id, claim_id=claim_id))

    @Slot(str)
    def _on_diagram_requested(self, diagram_id: str) -> None:
        self.place_requested.emit(Place(page="practise", diagram=diagram_id))
