"""Enrolling with a trainer: an invitation goes in, a sealed code with the name comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextArea, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.dialogs import Dialog, choose_file, save_file, show_error
from quizapp.ui.trainer.key_words import KeyWords

if TYPE_CHECKING:
    from quizapp.application.enrolling import Invitation
    from quizapp.ui.shell.page import Desk

_INVITATIONS: Final = "Invitations (*.quizinvite *.txt);;All files (*)"
_ENROLMENTS: Final = "Enrolments (*.quizenrol)"


class EnrolDialog(Dialog):
    """Takes an invitation, shows whose it is, and makes what the learner sends back."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, "Enrol with a trainer", width=560)
        self._desk = desk
        self._invitation: Invitation | None = None
        self._text = TextArea(name="Invitation", lines=2)
        self._text.setObjectName("invitation")
        self._field = Field(
            "Invitation, from “quizapp-invitation” to “end”: paste it here, or choose its file",
            self._text,
        )
        choose = Button("Choose the file…", "ghost", icon="folder")
        choose.clicked.connect(self._on_choose)
        self._name = TextField(desk.application.profiles.get(desk.learner_id).name)
        self._name.setObjectName("name")
        self._name_field = Field("Your name, for this trainer alone to read", self._name)
        self._words = KeyWords(min_cell=150)
        compare = Label(
            "Compare these words with those that your trainer reads out. When they differ, this"
            " invitation is not from your trainer.",
            "body",
            "text2",
            wrap=True,
        )
        self._known = box(column(self._words, compare, self._name_field, spacing=12))
        self.body.addWidget(self._field)
        self.body.addLayout(row(choose, None))
        self.body.addWidget(self._known)
        self.add_action("Close", accept=False)
        self._copy = Button("Copy the code")
        self._copy.setObjectName("copy-code")
        self._copy.clicked.connect(self._on_copy)
        self._save = Button("Save as a file…", "primary")
        self._save.setObjectName("save-code")
        self._save.clicked.connect(self._on_save)
        for button in (self._copy, self._save):
            self._buttons.addWidget(button)
        self._text.textChanged.connect(self._on_changed)
        self._on_changed()
        self._text.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        text = self._text.toPlainText()
        self._invitation = None
        self._field.set_error("")
        if text.strip():
            try:
                self._invitation = self._desk.application.enrolling.open(text)
                self._words.set_words(self._invitation.fingerprint)
            except UserError as error:
                self._field.set_error(str(error))
        self._known.setVisible(self._invitation is not None)
        for button in (self._copy, self._save):
            button.setEnabled(self._invitation is not None)

    @Slot()
    def _on_choose(self) -> None:
        path = choose_file(self, "Open an invitation", _INVITATIONS)
        if path is None:
            return
        try:
            self._text.setPlainText(self._desk.application.enrolling.read_file(path))
        except UserError as error:
            self._field.set_error(str(error))

    def _code(self) -> str | None:
        """Return what the learner sends, or say what is wrong with the name."""
        assert self._invitation is not None
        self._name_field.set_error("")
        try:
            return self._desk.application.enrolling.enrol(
                self._invitation, self._desk.learner_id, self._name.text()
            )
        except UserError as error:
            self._name_field.set_error(str(error))
            self._name.setFocus()
            return None

    @Slot()
    def _on_copy(self) -> None:
        code = self._code()
        if code is not None:
            QGuiApplication.clipboard().setText(code)
            self._done("The code is copied: paste it into a message to your trainer.")

    @Slot()
    def _on_save(self) -> None:
        code = self._code()
        if code is None:
            return
        path = save_file(self, "Save your enrolment", "my-enrolment.quizenrol", _ENROLMENTS)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".quizenrol")
        try:
            self._desk.application.enrolling.write_file(path, code)
        except UserError as error:
            show_error(self, error.message, error.hint)
            return
        self._done(f"Saved as {path.name}: send it to your trainer.")

    def _done(self, says: str) -> None:
        self.accept()
        parent = self.parentWidget()
        assert parent is not None
        show_toast(parent, says)
