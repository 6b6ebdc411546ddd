"""What the questions page asks before it acts, and what it does in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from quizapp.domain.errors import UserError
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import ask_text, choose_folder, confirm, show_error
from quizapp.ui.shell.housekeeping import compile_banks
from quizapp.ui.trainer.new_question import BankDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def retired(parent: QWidget, authoring: Authoring, question_id: str) -> bool:
    """Ask why a question is to be retired, and retire it; False when called off or failed."""
    reason = ask_text(
        parent,
        "Retire this question?",
        "Why",
        "Retire",
        help="Learners are asked it no more. Their answers stay, and so does your reason.",
    )
    if reason is None:
        return False
    try:
        authoring.publishing.retire(question_id, reason)
    except UserError as error:
        show_error(parent, error.message, error.hint)
        return False
    return True


def asks_to_throw_away(parent: QWidget) -> bool:
    """Ask whether what was written is really to be thrown away."""
    return confirm(
        parent,
        "Throw away what you wrote?",
        "What was written since it was last published is lost.",
        "Throw away",
        keep="Keep",
        danger=True,
    )


def throw_away(parent: QWidget, authoring: Authoring, question_id: str) -> None:
    """Throw away what was written of a question, or say why that failed."""
    try:
        authoring.drafts.drop(question_id)
    except UserError as error:
        show_error(parent, error.message, error.hint)


def other_folder(parent: QWidget, now: Path) -> Path | None:
    """Ask for another folder to keep questions in; None when it was called off."""
    is_sure = confirm(
        parent,
        "Keep your questions in another folder?",
        f"They are kept in {now}. What lies there stays there, and learners of this computer"
        " are asked the questions of the folder that is chosen.",
        "Choose a folder…",
    )
    return choose_folder(parent, "Folder for your questions") if is_sure else None


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
