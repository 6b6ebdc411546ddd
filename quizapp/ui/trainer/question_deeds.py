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
    from PySide6.QtWidgets import QWidget

    from quizapp.application.authoring import Authoring
    from quizapp.domain.drafts import Draft
    from quizapp.ui.background import Background


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
