"""The key of the trainer: what learners compare, its back-up, and what it does not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.toast import show_toast
from quizapp.ui.pages.settings.rows import setting, settings_card
from quizapp.ui.trainer.honest import HonestCard
from quizapp.ui.trainer.key_setup import KeySetup
from quizapp.ui.trainer.key_words import KeyWords
from quizapp.ui.trainer.tab import TrainerTab

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk


class KeyPage(TrainerTab):
    """The key in words, and what is done with it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._setup = KeySetup(self, desk)
        self._setup.key_changed.connect(self.refresh)
        self._setup.busy_changed.connect(self._on_busy)
        self._words = KeyWords()
        copy = Button("Copy the words", icon="copy")
        copy.setObjectName("copy-words")
        copy.clicked.connect(self._on_copy)
        self._card = Card(
            column(
                Label("Your key in words", "heading"),
                row((self._words, 10_000), None, spacing=0),
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
        self._back_up = Button("New back-up…", icon="download")
        self._back_up.setObjectName("back-up-key")
        self._back_up.clicked.connect(self._setup.back_up)
        self._restore = Button("Try a back-up…", icon="upload")
        self._restore.setObjectName("restore-key")
        self._restore.clicked.connect(self._setup.restore)
        self._put_back = Button("Put the key back…", "primary", icon="upload")
        self._put_back.setObjectName("put-back-key")
        self._put_back.clicked.connect(self._setup.restore)
        self._problem = HintCard("triangle-alert", "", "", self._put_back)
        self._backups = settings_card(
            "Its back-up",
            setting(
                "Another back-up, another passphrase",
                "Older back-ups still open with theirs: destroy those that others might have.",
                self._back_up,
            ),
            setting(
                "Does it still open?",
                "Opens a back-up with its passphrase, here or on a new computer, and puts the key"
                " in it in place. Doing so twice does no harm.",
                self._restore,
            ),
        )
        self.setLayout(
            column(self._card, self._problem, self._backups, HonestCard(), None, spacing=16)
        )

    @Slot()
    def refresh(self) -> None:
        """Show the key that is in place, or what is wrong with it."""
        is_there = True
        try:
            self._words.set_words(self.desk.application.trainer.key().fingerprint)
        except UserError as error:
            is_there = False
            self._problem.set_content("triangle-alert", error.message, error.hint)
        self._card.setVisible(is_there)
        self._backups.setVisible(is_there)
        self._problem.setVisible(not is_there)

    @Slot()
    def _on_copy(self) -> None:
        self._words.copy()
        show_toast(self, "The words are copied.")

    @Slot(object)
    def _on_busy(self, says: str | None) -> None:
        for button in (self._back_up, self._restore, self._put_back):
            button.set_busy(says)
