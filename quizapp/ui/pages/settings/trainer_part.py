"""Learning with a trainer, and becoming one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.callouts import HintCard
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.pages.settings.rows import setting, settings_card
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.honest import HonestCard

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk


class TrainerPart(QWidget):
    """The way into a trainer's cohort, and the way to be a trainer."""

    key_changed = Signal()
    place_requested = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        from quizapp.ui.trainer.key_setup import KeySetup

        self._desk = desk
        self._setup = KeySetup(self, desk)
        self._setup.key_changed.connect(self._on_key_changed)
        self._setup.busy_changed.connect(self._on_busy)
        self._become = self._button("Set up…", "graduation-cap", "become-trainer")
        self._become.clicked.connect(self._setup.become)
        self._restore = self._button("Put back…", "upload", "restore-key")
        self._restore.clicked.connect(self._setup.restore)
        self._missing = HintCard(
            "triangle-alert",
            "Your key is missing",
            "There was a trainer’s key in this data folder, and its file is gone. Cohorts and"
            " results are still there. Put the key back from its back-up to go on.",
        )
        self._offer, self._put_back = self._offer_card(), self._put_back_card()
        self._is_one = self._is_one_card()
        cards = (self._missing, self._offer, self._put_back, self._is_one, HonestCard())
        self.setLayout(column(self._enrol_card(), *cards, None, spacing=16))

    def _enrol_card(self) -> QWidget:
        enrol = self._button("Enrol…", "user-plus", "enrol")
        enrol.clicked.connect(self._on_enrol)
        text = (
            "With an invitation you tell your trainer your name. Nobody else can read it on the"
            " way."
        )
        return settings_card(
            "Learn with a trainer", setting("Enrol with a trainer", text, box(row(enrol)))
        )

    def _offer_card(self) -> QWidget:
        text = (
            "Send sets of questions to learners and take their results in, by mail or a shared"
            " folder. No server, no account."
        )
        return settings_card("Be a trainer", setting("Become a trainer", text, self._become))

    def _put_back_card(self) -> QWidget:
        text = (
            "For those who have a back-up of their key: on a new computer, or after the key was"
            " lost."
        )
        return settings_card(
            "Be a trainer again", setting("Put your key back", text, self._restore)
        )

    def _is_one_card(self) -> QWidget:
        opener = self._button("Open Trainer", "graduation-cap", "open-trainer")
        opener.clicked.connect(self._on_open)
        text = "Your key lies in this data folder."
        return settings_card("Be a trainer", setting("You are a trainer", text, opener))

    @staticmethod
    def _button(text: str, icon: str, name: str) -> Button:
        button = Button(text, icon=icon)
        button.setObjectName(name)
        return button

    def refresh(self) -> None:
        """Show whether there is a trainer's key."""
        is_trainer = self._desk.application.is_trainer
        is_missing = self._desk.application.trainer.is_key_missing
        self._missing.setVisible(is_missing)
        self._offer.setVisible(not is_trainer and not is_missing)
        self._put_back.setVisible(not is_trainer)
        self._is_one.setVisible(is_trainer)

    @Slot()
    def _on_key_changed(self) -> None:
        self.key_changed.emit()
        self._on_open()

    @Slot()
    def _on_open(self) -> None:
        self.place_requested.emit(Place(page="trainer"))

    @Slot()
    def _on_enrol(self) -> None:
        from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog

        EnrolDialog(self, self._desk).ask()

    @Slot(object)
    def _on_busy(self, says: str | None) -> None:
        for button in (self._become, self._restore):
            button.set_busy(says)
