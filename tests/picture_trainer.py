"""The trainer's screens, for the pictures."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell.browse import BrowseShell
from quizapp.ui.trainer.key_dialogs import KeyDialog, PassphraseDialog, become_dialog
from tests.delivery.world import ROOT, give_key
from tests.picture_stage import SETTLE_MS, Stage

Prepare = Callable[[Stage], None]


def _tab(part: str) -> Prepare:
    """Return what makes the learner a trainer and opens a tab of the page."""

    def prepare(stage: Stage) -> None:
        give_key(stage.enter(), ROOT)
        stage.show("trainer", part=part)

    return prepare


def _open(dialog: Dialog) -> None:
    """Show a window without waiting for its answer."""
    dialog.open()
    QTest.qWait(SETTLE_MS)


def _become(stage: Stage) -> None:
    stage.show("settings", part="trainer")
    dialog = become_dialog(stage.window)
    dialog._first.setText("amber birch cedar")
    _open(dialog)


def _passphrase(stage: Stage) -> None:
    stage.show("settings", part="trainer")
    dialog = PassphraseDialog(stage.window, "quizapp-trainer-backup.txt")
    dialog.say_wrong("The passphrase does not open this back-up. Type it again.")
    _open(dialog)


def _words(stage: Stage) -> None:
    key = give_key(stage.enter(), ROOT)
    stage.show("trainer", part="key")
    text = (
        "The back-up quizapp-trainer-backup.txt was opened again with your passphrase: it works."
        " Keep a copy of it away from this computer."
    )
    _open(KeyDialog(stage.window, "You are a trainer", text, key.fingerprint))


def _enrol(stage: Stage) -> None:
    application = stage.enter()
    key = give_key(application, ROOT)
    stage.show("settings", part="trainer")
    shell = stage.window.screen_shown
    assert isinstance(shell, BrowseShell)
    dialog = EnrolDialog(stage.window, shell.desk)
    dialog._text.setPlainText(application.enrolling.invite("cohort", key))
    _open(dialog)


TRAINER_PLACES: dict[str, Prepare] = {
    "key": _tab("key"),
    "become": _become,
    "passphrase": _passphrase,
    "words": _words,
    "enrol": _enrol,
}
