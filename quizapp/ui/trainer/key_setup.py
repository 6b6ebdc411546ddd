"""Making a key, backing it up and putting it back: from the click to the words on the screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import choose_file, confirm, save_file, show_error
from quizapp.ui.shell.files import open_folder
from quizapp.ui.trainer.key_dialogs import (
    KeyDialog,
    PassphraseDialog,
    become_dialog,
    new_backup_dialog,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from quizapp.bootstrap import Application
    from quizapp.domain.errors import UserError
    from quizapp.ui.background import BackgroundJob, JobControl, Work
    from quizapp.ui.shell.page import Desk

_PROPOSED: Final = "quizapp-trainer-backup.txt"
_FILTER: Final = "Back-up of a key (*.txt)"


class KeySetup(QObject):
    """Asks, works in the background, and says how it went.

    Stretching a passphrase takes a second each time, so none of it runs on the main thread.
    """

    key_changed = Signal()
    """A key is in place that was not there before."""

    busy_changed = Signal(object)
    """What is being done, in words, or `None` when it is over."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self._parent, self._desk = parent, desk

    @Slot()
    def become(self) -> None:
        """Ask for a passphrase and a place, make the key, and show it in words."""
        dialog = become_dialog(self._parent)
        if dialog.ask():
            self._write(_Task("Making your key", _make_key, self._on_made), dialog.passphrase)

    @Slot()
    def back_up(self) -> None:
        """Ask for a passphrase and a place, and write another back-up."""
        dialog = new_backup_dialog(self._parent)
        if dialog.ask():
            task = _Task("Making the back-up", _back_up, self._on_backed_up)
            self._write(task, dialog.passphrase)

    @Slot()
    def restore(self) -> None:
        """Ask for a back-up and its passphrase, and put the key in it in place."""
        path = choose_file(self._parent, "Open the back-up of a key", f"{_FILTER};;All files (*)")
        if path is not None:
            self._restore(path, "")

    def _write(self, task: _Task, passphrase: str) -> None:
        path = save_file(self._parent, "Keep the back-up of your key", _PROPOSED, _FILTER)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".txt")
        job = self._start(task.label, partial(task.work, passphrase, path))
        job.succeeded.connect(partial(task.then, path))
        job.failed.connect(partial(self._offer_other, task, passphrase))

    def _start(self, label: str, work: Work) -> BackgroundJob:
        self.busy_changed.emit(f"{label}…")
        job = self._desk.jobs.start(work, label)
        # Before anything is said, for what is said may lead to the next piece of work.
        for end in (job.succeeded, job.failed, job.cancelled):
            end.connect(self._on_ended)
        return job

    def _offer_other(self, task: _Task, passphrase: str, error: UserError) -> None:
        if confirm(self._parent, "The back-up was not made", str(error), "Choose another place"):
            self._write(task, passphrase)

    def _on_made(self, path: Path, fingerprint: str) -> None:
        KeyDialog(
            self._parent,
            "You are a trainer",
            f"The back-up {path.name} was opened again with your passphrase: it works. Keep a copy"
            " of it away from this computer.",
            fingerprint,
        ).ask()
        self.key_changed.emit()

    def _on_backed_up(self, path: Path, _words: str) -> None:
        show_toast(
            self._parent,
            f"{path.name} was opened again with your passphrase: it works.",
            action="Open folder",
            on_action=partial(open_folder, path.parent),
        )

    def _restore(self, path: Path, wrong: str) -> None:
        dialog = PassphraseDialog(self._parent, path.name)
        if wrong:
            dialog.say_wrong(wrong)
        if not dialog.ask():
            return
        work = partial(_put_back, dialog.passphrase, path)
        job = self._start("Opening the back-up", work)
        job.succeeded.connect(partial(self._on_restored, path))
        job.failed.connect(partial(self._on_not_restored, path))

    def _on_restored(self, path: Path, fingerprint: str) -> None:
        KeyDialog(
            self._parent,
            "Your key is in place",
            f"The passphrase opens {path.name}, and the key in it is the one that is used here.",
            fingerprint,
        ).ask()
        self.key_changed.emit()

    def _on_not_restored(self, path: Path, error: UserError) -> None:
        from quizapp.application.trainer_setup import WrongPassphrase

        if isinstance(error, WrongPassphrase):
            self._restore(path, str(error))
        else:
            show_error(self._parent, error.message, error.hint)

    @Slot()
    def _on_ended(self) -> None:
        self.busy_changed.emit(None)


class _Task(NamedTuple):
    """Something that writes a back-up: what it is called, what it does, and what follows."""

    label: str
    work: Callable[[str, Path, Application, JobControl], str]
    then: Callable[[Path, str], None]


def _make_key(passphrase: str, path: Path, application: Application, _control: JobControl) -> str:
    return application.trainer.init(passphrase, path).fingerprint


def _back_up(passphrase: str, path: Path, application: Application, _control: JobControl) -> str:
    application.trainer.back_up(passphrase, path)
    return application.trainer.key().fingerprint


def _put_back(passphrase: str, path: Path, application: Application, _control: JobControl) -> str:
    return application.trainer.restore(passphrase, path).fingerprint
