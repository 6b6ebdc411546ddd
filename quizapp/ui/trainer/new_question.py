"""Asks of what kind a new question is, and in which bank it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from quizapp.application.authoring_views import KIND_TITLES, OwnBank
from quizapp.domain.errors import UserError
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.layouts import box, column
from quizapp.ui.dialogs import Dialog
from quizapp.ui.trainer.editor.choosers import ValueSelect

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.application.authoring import Authoring

_NEW: Final = None
_OWN_TOPIC: Final = ""


class BankDialog(Dialog):
    """Asks for a bank, which may be a new one, and for the kind of a new question.

    Attributes:
        bank: the bank that was chosen or made, once the dialog is accepted.
    """

    def __init__(
        self, parent: QWidget | None, title: str, authoring: Authoring, *, asks_kind: bool
    ) -> None:
        super().__init__(parent, title)
        self._authoring = authoring
        self.bank: OwnBank | None = None
        self._kind = ValueSelect("Kind", tuple(KIND_TITLES.items()))
        self._kind.setObjectName("new-kind")
        banks = [bank for bank in authoring.shelf.banks() if bank.is_owned]
        self._bank = ValueSelect(
            "Bank", [*((bank, bank.title) for bank in banks), (_NEW, "A new bank")]
        )
        self._bank.setObjectName("new-bank")
        self._title = TextField(name="Title of the bank")
        self._title.setObjectName("bank-title")
        topics = authoring.shelf.topics()
        self._topic = ValueSelect("Topic", [*topics, (_OWN_TOPIC, "A topic of its own")])
        self._topic.setObjectName("bank-topic")
        self._fresh = box(
            column(
                Field("Title of the bank", self._title),
                Field("Topic", self._topic, help="Learners choose questions by topic."),
                spacing=12,
            )
        )
        if asks_kind:
            self.body.addWidget(Field("Kind", self._kind))
        self.body.addWidget(Field("Bank", self._bank))
        self.body.addWidget(self._fresh)
        self.add_action("Cancel", accept=False)
        go = self.add_action("Write it" if asks_kind else "Copy it", "primary", accept=True)
        go.clicked.disconnect()
        go.clicked.connect(self._on_go)
        go.setDefault(True)
        self._bank.picked.connect(self._on_bank)
        self._on_bank(self._bank.value())
        (self._kind if asks_kind else self._bank).setFocus()

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return str(self._kind.value())

    @Slot(object)
    def _on_bank(self, bank: OwnBank | None) -> None:
        self._fresh.setVisible(bank is None)

    @Slot()
    def _on_go(self) -> None:
        chosen = self._bank.value()
        try:
            self.bank = chosen or self._authoring.shelf.make_bank(
                self._title.text(), self._topic.value()
            )
        except UserError as error:
            self.problem.say(str(error))
            self._title.setFocus()
            return
        self.accept()
