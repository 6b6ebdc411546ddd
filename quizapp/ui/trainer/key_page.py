"""The key of the trainer: what learners compare, and what it can and cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.trainer.key_words import KeyWords
from quizapp.ui.trainer.tab import TrainerTab

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk

HONEST: Final = (
    (
        "Profiles keep progress apart. A PIN stops a casual look. Anyone who can open files of this"
        " computer account can read or change local progress and scores, and use this key; only"
        " results taken in by the trainer count."
    ),
    (
        "Quizapp cannot see a question that was looked up, a friend’s answers handed in as one’s own, a"
        " changed copy of Quizapp or a second device. Whoever has a learner’s set can hand in in that"
        " name."
    ),
)
"""What a key does not do, as trainers are told before they rely on it."""


class HonestCard(Card):
    """What a trainer must not rely on."""

    def __init__(self) -> None:
        lines: list[QWidget] = [Label(text, "body", "text2", wrap=True) for text in HONEST]
        super().__init__(column(Label("What files can and cannot show", "heading"), *lines))


class KeyPage(TrainerTab):
    """The key in words, and what is done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._words = KeyWords()
        copy = Button("Copy the words", icon="copy")
        copy.setObjectName("copy-words")
        copy.clicked.connect(self._on_copy)
        self._card = Card(
            column(
                Label("Your key in words", "heading"),
                self._words,
                Label(
                    "Learners see these words when they open your first set. Read them out, or"
                    " write them on the board: who sees others has a set that is not yours.",
                    "body",
                    "text2",
                    wrap=True,
                ),
                4,
                row(copy, None),
                spacing=10,
            )
        )
        self._problem = HintCard("triangle-alert", "", "")
        self.setLayout(column(self._card, self._problem, HonestCard(), None, spacing=16))

    def refresh(self) -> None:
        """Show the key that is in place, or what is wrong with it."""
        try:
            self._words.set_words(self.desk.application.trainer.key().fingerprint)
        except UserError as error:
            self._problem.set_content("triangle-alert", error.message, error.hint)
            self._card.hide()
            self._problem.show()
        else:
            self._problem.hide()
            self._card.show()

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words.text())
        show_toast(self, "The words are copied.")
