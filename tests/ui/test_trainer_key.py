"""Becoming a trainer, backing the key up, putting it back, and enrolling with a trainer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.toast import Toast
from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.settings import SettingsPage
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import key_setup
from quizapp.ui.trainer.key_dialogs import (
    KeyDialog,
    NewPassphraseDialog,
    PassphraseDialog,
    become_dialog,
)
from quizapp.ui.trainer.key_page import KeyPage
from tests.delivery.world import ROOT, give_key

PASSPHRASE = "amber birch cedar dogwood"


def click(page: object, name: str) -> None:
    button = page.findChild(QPushButton, name)  # type: ignore[attr-defined]
    assert button is not None
    button.click()


def entry(dialog: Dialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> SettingsPage:
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.show()
    made.refresh()
    made.open_at(Place(page="settings", part="trainer"))
    return made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What windows that only say something have said."""
    found: list[str] = []
    monkeypatch.setattr(
        KeyDialog, "ask", lambda dialog: bool(found.append(dialog.windowTitle())) or True
    )
    monkeypatch.setattr(key_setup, "show_error", lambda _p, text, _hint: found.append(text))
    return found


def test_a_passphrase_is_judged_while_it_is_typed_and_asked_for_twice(qtbot: QtBot) -> None:
    parent = Dialog(None, "Parent")
    qtbot.addWidget(parent)
    dialog = become_dialog(parent)
    first, again = (entry(dialog, name) for name in ("passphrase", "passphrase-again"))
    assert first.accessibleDescription() == "At least 12 characters: 12 more."
    dialog.accept()
    assert dialog.result() == 0
    first.setText(PASSPHRASE)
    assert first.accessibleDescription().startswith("Good")
    dialog.accept()
    assert again.accessibleDescription() == "The two are not the same."
    assert first.echoMode() is QLineEdit.EchoMode.Password
    dialog.findChild(CheckBox).click()
    assert first.echoMode() is QLineEdit.EchoMode.Normal
    again.setText(PASSPHRASE)
    dialog.accept()
    assert (dialog.result(), dialog.passphrase) == (1, PASSPHRASE)


def test_enter_goes_from_the_passphrase_to_the_same_again(qtbot: QtBot) -> None:
    parent = Dialog(None, "Parent")
    qtbot.addWidget(parent)
    dialog = become_dialog(parent)
    first, again = (entry(dialog, name) for name in ("passphrase", "passphrase-again"))
    dialog.show()
    qtbot.waitUntil(first.hasFocus)
    first.setText(PASSPHRASE)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert again.hasFocus()
    assert again.accessibleDescription() == ""
    assert dialog.isVisible()


def test_somebody_becomes_a_trainer_once_the_back_up_has_proved_to_open(
    qtbot: QtBot,
    settings: SettingsPage,
    app: Application,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "there.txt").write_text("mine")
    targets = iter([tmp_path / "there.txt", tmp_path / "mine"])
    asked: list[str] = []
    monkeypatch.setattr(NewPassphraseDialog, "ask", lambda _dialog: True)
    monkeypatch.setattr(NewPassphraseDialog, "passphrase", PASSPHRASE)
    monkeypatch.setattr(key_setup, "save_file", lambda *_args: next(targets))
    monkeypatch.setattr(
        key_setup, "confirm", lambda _p, _t, text, _a: bool(asked.append(text)) or True
    )
    with qtbot.waitSignals([settings.key_changed, settings.place_requested]):
        click(settings, "become-trainer")
    assert "is there already" in asked[0]
    assert said == ["You are a trainer"]
    assert (tmp_path / "mine.txt").read_text().startswith("quizapp-trainer-backup/1 ")
    assert app.is_trainer
    settings.refresh()
    assert not settings.findChild(QPushButton, "become-trainer").isVisible()


def test_a_key_is_put_back_after_a_slip_of_the_passphrase(
    qtbot: QtBot,
    settings: SettingsPage,
    app: Application,
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = give_key(app, ROOT)
    backup = tmp_path / "backup.txt"
    app.trainer.back_up(PASSPHRASE, backup)
    (app.data_dir / "trainer.key").unlink()
    typed = iter(["another passphrase", PASSPHRASE])
    wrong: list[str] = []

    def ask(dialog: PassphraseDialog) -> bool:
        wrong.append(entry(dialog, "passphrase").accessibleDescription())
        entry(dialog, "passphrase").setText(next(typed))
        return True

    monkeypatch.setattr(PassphraseDialog, "ask", ask)
    monkeypatch.setattr(key_setup, "choose_file", lambda *_args: backup)
    settings.refresh()
    assert not settings.findChild(QPushButton, "become-trainer").isVisible()
    with qtbot.waitSignal(settings.key_changed):
        click(settings, "restore-key")
    assert wrong == ["", "The passphrase does not open backup.txt. Type it again."]
    assert said == ["Your key is in place"]
    assert app.trainer.key().sign_key == key.sign_key


def test_a_file_that_is_no_back_up_is_refused_in_words(
    qtbot: QtBot, desk: Desk, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_key(desk.application, ROOT)
    (desk.application.data_dir / "trainer.key").write_text("spoilt")
    page = KeyPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    (tmp_path / "other.txt").write_text("Hello")
    monkeypatch.setattr(PassphraseDialog, "ask", lambda _dialog: True)
    monkeypatch.setattr(key_setup, "choose_file", lambda *_args: tmp_path / "other.txt")
    click(page, "put-back-key")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["other.txt is no back-up of a trainer's key, or it is damaged."]


def test_a_new_back_up_is_made_from_the_key_page(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_key(desk.application, ROOT)
    page = KeyPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    monkeypatch.setattr(NewPassphraseDialog, "ask", lambda _dialog: True)
    monkeypatch.setattr(NewPassphraseDialog, "passphrase", PASSPHRASE)
    monkeypatch.setattr(key_setup, "save_file", lambda *_args: tmp_path / "again.txt")
    click(page, "back-up-key")
    button = page.findChild(QPushButton, "back-up-key")
    assert not button.isEnabled()
    qtbot.waitUntil(lambda: bool(page.findChildren(Toast)))
    assert "it works" in page.findChildren(Toast)[-1].accessibleName()
    assert button.isEnabled()


# The learner ----------------------------------------------------------------------------------


@pytest.fixture
def invitation(desk: Desk) -> str:
    app = desk.application
    return app.enrolling.invite(app.cohorts.new("A").id, give_key(app, ROOT))


def test_a_learner_compares_the_words_and_copies_a_code_with_the_name(
    qtbot: QtBot, settings: SettingsPage, invitation: str
) -> None:
    app = settings.desk.application
    dialog = EnrolDialog(settings, settings.desk)
    assert not dialog._copy.isEnabled()
    dialog._text.setPlainText("Hello")
    assert "no invitation in this" in dialog._text.accessibleDescription()
    dialog._text.setPlainText(invitation)
    assert dialog._words.text() == app.trainer.key().fingerprint
    dialog._name.setText(" ")
    click(dialog, "copy-code")
    assert dialog._name.accessibleDescription() == "A learner has a name."
    dialog._name.setText("Maya Lind")
    click(dialog, "copy-code")
    code = QGuiApplication.clipboard().text()
    (row,) = app.enrolling.take_in([("mail", code)], app.trainer.key())
    assert (row.name, row.fate.value) == ("Maya Lind", "added")


def test_an_enrolment_is_saved_as_a_file_from_the_file_of_an_invitation(
    settings: SettingsPage, invitation: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = "quizapp.ui.pages.settings.enrol_dialog"
    files = iter([tmp_path / "none", tmp_path / "a.quizinvite"])
    (tmp_path / "a.quizinvite").write_text(invitation)
    monkeypatch.setattr(f"{module}.choose_file", lambda *_args: next(files))
    monkeypatch.setattr(f"{module}.save_file", lambda *_args: tmp_path / "maya")
    asked: list[EnrolDialog] = []
    monkeypatch.setattr(EnrolDialog, "ask", lambda dialog: bool(asked.append(dialog)))
    click(settings, "enrol")
    (dialog,) = asked
    dialog._on_choose()
    assert "cannot be read" in dialog._text.accessibleDescription()
    dialog._on_choose()
    click(dialog, "save-code")
    assert (tmp_path / "maya.quizenrol").read_text().startswith("quizapp-enrolment/1:")
    assert dialog.result() == 1
