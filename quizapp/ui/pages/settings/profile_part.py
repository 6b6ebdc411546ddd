"""The learner's profile: name, PIN, and leaving for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.application.profiles import check_new_pin
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextField, goes_on
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.dialogs import Dialog, ask_text, confirm_typed, show_error
from quizapp.ui.pages.profiles import PIN_WORDS
from quizapp.ui.pages.settings.rows import setting, settings_card
from quizapp.ui.shell.files import export_data

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk


class PinDialog(Dialog):
    """Asks for a new PIN twice, for nobody can read it back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "Set a PIN")
        self.add_text(PIN_WORDS)
        self._pin = self._entry("PIN", "pin")
        self._again = self._entry("The same PIN again", "pin-again")
        self._pin_field = Field("PIN", self._pin, help="4 to 12 digits.")
        self._again_field = Field("The same PIN again", self._again)
        self.body.addWidget(self._pin_field)
        self.body.addWidget(self._again_field)
        self.add_action("Cancel", accept=False)
        self.add_action("Set PIN", "primary", accept=True).setDefault(True)
        self._pin.editingFinished.connect(self._on_typed)
        self._pin.setFocus()

    @staticmethod
    def _entry(name: str, object_name: str) -> TextField:
        entry = TextField(name=name)
        entry.setObjectName(object_name)
        entry.setEchoMode(QLineEdit.EchoMode.Password)
        return entry

    @property
    def pin(self) -> str:
        """The PIN that was typed."""
        return self._pin.text()

    @Slot()
    def _on_typed(self) -> None:
        """Say what is wrong with the PIN before it is typed again; an empty one may yet come."""
        self._pin_field.set_error(self._problem() if self.pin else "")

    def _problem(self) -> str:
        try:
            check_new_pin(self.pin)
        except UserError as error:
            return str(error)
        return ""

    def accept(self) -> None:
        """Close only when both are the PIN; from the first one Enter goes on to the second."""
        problem = self._problem()
        is_same = self.pin == self._again.text()
        self._pin_field.set_error(problem)
        self._again_field.set_error("")
        if problem:
            self._pin.setFocus()
        elif goes_on(self._pin, self._again):
            return
        elif not is_same:
            self._again_field.set_error("The two are not the same.")
            self._again.setFocus()
        else:
            super().accept()


class ProfilePart(QWidget):
    """Settings of the profile."""

    renamed = Signal()
    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        rename = Button("Rename…", icon="pencil")
        rename.setObjectName("rename")
        rename.clicked.connect(self._on_rename)
        self._set_pin = Button("Set a PIN…", icon="lock")
        self._set_pin.setObjectName("set-pin")
        self._set_pin.clicked.connect(self._on_set_pin)
        self._drop_pin = Button("Remove PIN", "ghost")
        self._drop_pin.setObjectName("remove-pin")
        self._drop_pin.clicked.connect(self._on_drop_pin)
        delete = Button("Delete…", icon="trash")
        delete.setObjectName("delete")
        delete.clicked.connect(self._on_delete)
        self.setLayout(
            column(
                settings_card(
                    "Profile",
                    setting("Name", "What Quizapp calls you.", rename),
                    setting("PIN", PIN_WORDS, box(row(self._drop_pin, self._set_pin, spacing=8))),
                ),
                settings_card(
                    "Leave for good",
                    setting(
                        "Delete this learner",
                        "All answers, notes and settings of this learner go. You can export them"
                        " first. Results that were handed in to a trainer stay on this computer.",
                        delete,
                    ),
                ),
                None,
                spacing=16,
            )
        )

    def refresh(self) -> None:
        """Show whether a PIN is set."""
        learner = self._desk.application.profiles.get(self._desk.learner_id)
        self._drop_pin.setVisible(learner.has_pin)
        self._set_pin.setText("Change PIN…" if learner.has_pin else "Set a PIN…")

    @Slot()
    def _on_rename(self) -> None:
        profiles, learner_id = self._desk.application.profiles, self._desk.learner_id
        name = profiles.get(learner_id).name
        while True:
            wanted = ask_text(self, "What should we call you?", "Name", "Rename", text=name)
            if wanted is None:
                return
            try:
                profiles.rename(learner_id, wanted)
            except UserError as error:
                show_error(self, error.message, error.hint)
                name = wanted
                continue
            self.renamed.emit()
            return

    @Slot()
    def _on_set_pin(self) -> None:
        dialog = PinDialog(self)
        if dialog.ask():
            self._desk.application.profiles.set_pin(self._desk.learner_id, dialog.pin)
            self.refresh()

    @Slot()
    def _on_drop_pin(self) -> None:
        from quizapp.ui.components.toast import show_toast

        self._desk.application.profiles.set_pin(self._desk.learner_id, None)
        self.refresh()
        show_toast(self, "The PIN is removed.")

    @Slot()
    def _on_delete(self) -> None:
        learner = self._desk.application.profiles.get(self._desk.learner_id)
        dialog = Dialog(self, f"Export {learner.name}’s data first?")
        dialog.add_text(
            "An export keeps everything: it can be imported again on this or another computer."
        )
        wants_export = []
        dialog.add_action("Keep the learner", accept=False)
        dialog.add_action("Go on without", accept=True)
        export = dialog.add_action("Export first…", "primary", accept=True)
        export.clicked.connect(lambda: wants_export.append(True))
        export.setFocus()
        if not dialog.ask():
            return
        if wants_export:
            export_data(self, self._desk, "json", then=self._confirm_delete)
        else:
            self._confirm_delete()

    def _confirm_delete(self) -> None:
        learner = self._desk.application.profiles.get(self._desk.learner_id)
        if confirm_typed(
            self,
            f"Delete {learner.name} for good?",
            "All answers, notes, settings and sets from a trainer of this learner are deleted. This"
            " cannot be undone. Results that were handed in stay on this computer: whoever opens"
            " the file of the set again finds them there.",
            learner.name,
            "Delete learner",
        ):
            self._desk.application.profiles.delete(learner.id)
            self.deleted.emit()
