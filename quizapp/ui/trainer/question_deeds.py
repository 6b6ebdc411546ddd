"""What the questions page asks before it acts, and what it does in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import show_error
from quizapp.ui.shell.housekeeping import compile_banks
from quizapp.ui.trainer.new_question import BankDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from quizapp.application.authoring import Authoring
    from quizapp.application.own_shelf import OwnShelf
    from quizapp.bootstrap import Application
    from quizapp.domain.drafts import Draft
    from quizapp.ui.background import Background, JobControl


def new_draft(parent: QWidget, authoring: Authoring) -> Draft | None:
    """Ask for kind and bank, and begin a question; None when it was called off or failed."""
    title = "What do you want to write?"
    dialog = BankDialog(parent, title, authoring, asks_kind=True)
    if not dialog.ask() or dialog.bank is None:
        return None
    try:
        return authoring.drafts.new(dialog.kind, dialog.bank)
    except UserError as error:
        show_error(parent, error.message, error.hint)
        return None


def copied_draft(parent: QWidget, authoring: Authoring, question_id: str) -> Draft | None:
    """Ask for a bank, and begin a question like another; None when called off or failed."""
    title = "Where does the copy go?"
    dialog = BankDialog(parent, title, authoring, asks_kind=False)
    if not dialog.ask() or dialog.bank is None:
        return None
    try:
        return authoring.drafts.duplicate(question_id, dialog.bank)
    except UserError as error:
        show_error(parent, error.message, error.hint)
        return None


class Reading(QObject):
    """Reads the trainer's banks in the background, where that would be felt."""

    def __init__(self, jobs: Background, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page = jobs, page
        self._shelf: OwnShelf | None = None
        self._then: Callable[[], None] | None = None

    def read(self, shelf: OwnShelf, then: Callable[[], None]) -> bool:
        """Do something once the banks are read; return whether that was at once.

        What is asked for while they are being read takes the place of what was asked before.
        """
        if shelf.is_read:
            self._then = None
            then()
            return True
        self._then = then
        if shelf is not self._shelf:
            self._shelf = shelf
            job = self._jobs.start(_read_banks, "Reading your questions")
            job.succeeded.connect(self._on_read)
            job.failed.connect(self._on_failed)
        return False

    @Slot(object)
    def _on_read(self, read: object) -> None:
        shelf, then, self._shelf, self._then = self._shelf, self._then, None, None
        if shelf is not None and isinstance(read, dict):
            shelf.take(read)
        if then is not None:
            then()

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self._shelf = None
        show_error(self._page, error.message, error.hint)


def _read_banks(application: Application, _control: JobControl) -> object:
    return application.authoring.shelf.read()


class Compiling(QObject):
    """Makes what was written part of what learners are asked, and says so."""

    def __init__(self, jobs: Background, page: QWidget) -> None:
        super().__init__(page)
        self._jobs, self._page, self._words = jobs, page, ""

    def start(self, words: str) -> None:
        """Begin; `words` are said when it is done."""
        self._words = words
        job = self._jobs.start(compile_banks)
        job.succeeded.connect(self._on_compiled)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_compiled(self, _has_changed: object) -> None:
        show_toast(self._page, self._words)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        show_error(self._page, error.message, error.hint)
