"""The windows around a key: choosing a passphrase, typing it again later, seeing the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from quizapp.domain.passphrases import strength_of
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import Field, TextField, goes_on
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.meters import Bar
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.key_words import KeyWords

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: From this share of the bar on, a passphrase is neither weak nor too short.
_FAIR: Final = 0.6


def _secret(name: str, object_name: str) -> TextField:
    entry = TextField(name=name)
    entry.setObjectName(object_name)
    entry.setEchoMode(QLineEdit.EchoMode.Password)
    return entry


class _ShowBox(CheckBox):
    """A tick box that shows what is typed in some fields."""

    def __init__(self, *entries: TextField) -> None:
        super().__init__("Show what I type")
        self._entries = entries
        self.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for entry in self._entries:
            entry.setEchoMode(mode)


class NewPassphraseDialog(Dialog):
    """Asks for a new passphrase twice, and says how good it is while it is typed."""

    def __init__(self, parent: QWidget, title: str, *texts: str, action: str) -> None:
        super().__init__(parent, title, width=520)
        for text in texts:
            self.add_text(text)
        self._first = _secret("Passphrase of the back-up", "passphrase")
        self._again = _secret("The same passphrase again", "passphrase-again")
        self._field = Field("Passphrase of the back-up", self._first)
        self._again_field = Field("The same passphrase again", self._again)
        self._bar = Bar(0.0, height=6, name="How good the passphrase is")
        self.body.addLayout(column(self._field, self._bar, spacing=6))
        self.body.addWidget(self._again_field)
        self.body.addWidget(_ShowBox(self._first, self._again))
        self.add_action("Cancel", accept=False)
        self.add_action(action, "primary", accept=True).setDefault(True)
        self._first.textChanged.connect(self._on_changed)
        self._again.textChanged.connect(self._on_again_changed)
        self._on_changed("")
        self._first.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._first.text()

    def accept(self) -> None:
        """Close only when the passphrase is long enough and both are the same.

        From the first one Enter goes on to the second.
        """
        strength = strength_of(self.passphrase)
        is_same = self.passphrase == self._again.text()
        if not strength.is_enough:
            self._field.set_error(strength.says)
            self._first.setFocus()
        elif goes_on(self._first, self._again):
            return
        elif not is_same:
            self._again_field.set_error("The two are not the same.")
            self._again.setFocus()
        else:
            super().accept()

    @Slot(str)
    def _on_changed(self, text: str) -> None:
        strength = strength_of(text)
        self._bar.set_value(strength.share)
        self._bar.set_color("accent" if strength.share > _FAIR else "warn")
        self._field.set_help(strength.says)
        self._again_field.set_error("")

    @Slot(str)
    def _on_again_changed(self, _text: str) -> None:
        self._again_field.set_error("")


def become_dialog(parent: QWidget) -> NewPassphraseDialog:
    """Return the window in which somebody becomes a trainer."""
    return NewPassphraseDialog(
        parent,
        "Become a trainer?",
        "Quizapp makes a key for you: it signs the sets that you send and opens the results that"
        " come back. Its back-up is a small file that only your passphrase opens. Without the key"
        " and without its back-up, nobody can open results.",
        action="Choose where to keep it…",
    )


def new_backup_dialog(parent: QWidget) -> NewPassphraseDialog:
    """Return the window in which a key gets another back-up."""
    return NewPassphraseDialog(
        parent,
        "Make a new back-up of your key?",
        "Take the passphrase that you have, or a new one. Older back-ups still open with theirs:"
        " destroy those that others might have.",
        action="Choose where to keep it…",
    )


class PassphraseDialog(Dialog):
    """Asks for the passphrase of a back-up."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent, "Which passphrase opens this back-up?")
        self._entry = _secret("Passphrase", "passphrase")
        self._field = Field(f"Passphrase of {name}", self._entry)
        self.body.addWidget(self._field)
        self.body.addWidget(_ShowBox(self._entry))
        self.add_action("Cancel", accept=False)
        self.add_action("Open the back-up", "primary", accept=True).setDefault(True)
        self._entry.setFocus()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._entry.text()

    def say_wrong(self, sentence: str) -> None:
        """Say below the field what is wrong."""
        self._field.set_error(sentence)
        self._entry.selectAll()
        self._entry.setFocus()


class KeyDialog(Dialog):
    """Says that a key is in place, and shows it in words."""

    def __init__(self, parent: QWidget, title: str, text: str, fingerprint: str) -> None:
        super().__init__(parent, title, width=560)
        self.add_text(text)
        words = KeyWords(min_cell=150)
        words.set_words(fingerprint)
        self.body.addWidget(words)
        self.body.addWidget(
            Label(
                "These words stand for your key. Learners compare them with what you read out; you"
                " find them again under Trainer, Key.",
                "body",
                "text2",
                wrap=True,
            )
        )
        copy = Button("Copy the words", "ghost", icon="copy")
        copy.clicked.connect(words.copy)
        self.body.addLayout(row(copy, None))
        done = self.add_action("Done", "primary", accept=True)
        done.setDefault(True)
        done.setFocus()
