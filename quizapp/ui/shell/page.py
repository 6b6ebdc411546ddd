"""What every page has: what it is given, and what it asks of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.bootstrap import Application
    from quizapp.ui.background import Background
    from quizapp.ui.shell.look import Look


class Desk(NamedTuple):
    """What a page works with: the use cases, for one learner, and the window's helpers."""

    application: Application
    learner_id: str
    jobs: Background
    look: Look


class Place(NamedTuple):
    """Where to go: a page by its key, and what to show there.

    Attributes:
        page: "today", "practise", "progress", "sources", "trainer" or "settings".
        topic: a topic to practise, or empty.
        document_id, claim_id: a passage to open in Sources, or empty.
        part: a tab of the page, or empty.
        diagram: a diagram to explore, or empty.
        subject: the id of what a tab of the trainer shows, such as a cohort, or empty.
    """

    page: str
    topic: str = ""
    document_id: str = ""
    claim_id: str = ""
    part: str = ""
    diagram: str = ""
    subject: str = ""


class Page(QWidget):
    """A page of the browse shell."""

    run_started = Signal(str)
    """A run was made; its attempt id. The window opens it."""

    scenario_started = Signal(str)
    """A run of a scenario is to be shown, where it stands or at its end; its id."""

    set_requested = Signal(str)
    """A set from a trainer is to be shown; its hash."""

    place_requested = Signal(object)
    """The user wants to go elsewhere; a `Place`."""

    restart_requested = Signal()
    """The data have been replaced, or the learner is gone: the window must begin again."""

    learner_changed = Signal()
    """The learner has another name."""

    key_changed = Signal()
    """The learner at this computer has become a trainer: there is one more page."""

    news_changed = Signal(int)
    """So many things have come in that were not looked at yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Show what is so now; called whenever the page comes to the front."""
        raise NotImplementedError

    def open_at(self, place: Place) -> None:
        """Show a part of the page; called after `refresh`. Most pages have none."""

    def begin_watching(self) -> None:
        """Go on with what is done while the page is not shown. Most pages do nothing then."""

    def start_run(self, make: Callable[[], str]) -> None:
        """Make a run and ask the window to open it; say it where there is nothing to ask."""
        try:
            attempt_id = make()
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self, error.message, error.hint)
            self.refresh()
            return
        self.run_started.emit(attempt_id)
