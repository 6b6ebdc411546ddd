"""Who is learning: one tile a learner, and a PIN where one is set."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from quizapp.ui.components.buttons import Button, CardButton
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.shell.side_bar import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from quizapp.application.profiles import Profiles
    from quizapp.domain.learners import Learner

PIN_WORDS = (
    "A PIN keeps others on this computer from opening your progress by accident."
    " Whoever owns this computer account can still read the file."
)
_WIDTH = 420


class _Chooser(QWidget):
    """The tiles of all learners."""

    chosen = Signal(str)
    new_learner_requested = Signal()
    cancelled = Signal()

    def __init__(
        self, learners: tuple[Learner, ...], last: str | None, *, can_cancel: bool
    ) -> None:
        super().__init__()
        self._first: CardButton | None = None
        tiles = []
        for learner in learners:
            tile = _tile(learner)
            tile.clicked.connect(partial(self.chosen.emit, learner.id))
            if self._first is None or learner.id == last:
                self._first = tile
            tiles.append(tile)
        new = Button("New learner", "ghost", icon="user-plus")
        new.setObjectName("new-learner")
        new.clicked.connect(self.new_learner_requested)
        cancel = Button("Cancel", "ghost")
        cancel.setVisible(can_cancel)
        cancel.clicked.connect(self.cancelled)
        title = Label("Who is learning?", "display", wrap=True, align="center")
        form = column(
            row(None, Mark(64), None), 16, title, 12, *tiles, 8, row(new, None, cancel), spacing=8
        )
        page = ScrollPage(column(None, form, (box(column()), 2), spacing=0), max_width=_WIDTH)
        self.setLayout(column(page, spacing=0))

    def showEvent(self, event: QShowEvent) -> None:
        """Let Enter open the one who was here last."""
        super().showEvent(event)
        if self._first is not None:
            self._first.setFocus()


def _tile(learner: Learner) -> CardButton:
    parts = row(
        IconView("user", "text2", 18, tile="sunken"),
        (Label(learner.name, "option", elide=True), 1),
        spacing=12,
    )
    if learner.has_pin:
        parts.addWidget(IconView("lock", "text3", 16))
    tile = CardButton(
        parts, learner.name, padding=12, description="Has a PIN" if learner.has_pin else ""
    )
    tile.setObjectName(f"learner-{learner.id}")
    return tile


class _PinEntry(QWidget):
    """The question for a PIN."""

    entered = Signal(str)
    went_back = Signal()

    def __init__(self, learner: Learner) -> None:
        super().__init__()
        self._pin = TextField(name="PIN")
        self._pin.setObjectName("pin")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._field = Field("PIN", self._pin)
        go = Button("Open", "primary", large=True)
        go.setObjectName("open")
        back = Button("Back", "ghost", large=True)
        go.clicked.connect(self._on_entered)
        self._pin.returnPressed.connect(self._on_entered)
        back.clicked.connect(self.went_back)
        title = Label(f"Hello, {learner.name}", "display", wrap=True, align="center")
        form = column(
            row(None, IconView("lock", "accent", 32, tile="accent_soft"), None),
            16,
            title,
            12,
            self._field,
            8,
            row(go, back, None, spacing=8),
            12,
            Label(PIN_WORDS, "label", "text3", weight=400, wrap=True),
            spacing=4,
        )
        page = ScrollPage(column(None, form, (box(column()), 2), spacing=0), max_width=_WIDTH)
        self.setLayout(column(page, spacing=0))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing is wanted."""
        super().showEvent(event)
        self._pin.setFocus()

    def say_wrong(self) -> None:
        """Say that it was another PIN."""
        self._field.set_error("That is another PIN. Try again.")
        self._pin.selectAll()
        self._pin.setFocus()

    @Slot()
    def _on_entered(self) -> None:
        self.entered.emit(self._pin.text())


class ProfilesPage(QWidget):
    """Lets the learner say who it is."""

    learner_chosen = Signal(str)
    new_learner_requested = Signal()
    cancelled = Signal()

    def __init__(
        self, profiles: Profiles, *, last: str | None = None, can_cancel: bool = False
    ) -> None:
        super().__init__()
        self._profiles = profiles
        self._learner_id = ""
        self._entry: _PinEntry | None = None
        self._chooser = _Chooser(profiles.learners(), last, can_cancel=can_cancel)
        self._chooser.chosen.connect(self._on_chosen)
        self._chooser.new_learner_requested.connect(self.new_learner_requested)
        self._chooser.cancelled.connect(self.cancelled)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._chooser)
        self.setLayout(column(self._stack, spacing=0))

    @Slot(str)
    def _on_chosen(self, learner_id: str) -> None:
        learner = self._profiles.get(learner_id)
        if not learner.has_pin:
            self.learner_chosen.emit(learner_id)
            return
        self._learner_id = learner_id
        self._entry = _PinEntry(learner)
        self._entry.entered.connect(self._on_entered)
        self._entry.went_back.connect(self._on_went_back)
        self._stack.addWidget(self._entry)
        self._stack.setCurrentWidget(self._entry)

    @Slot(str)
    def _on_entered(self, pin: str) -> None:
        if self._profiles.check_pin(self._learner_id, pin):
            self.learner_chosen.emit(self._learner_id)
        elif self._entry is not None:
            self._entry.say_wrong()

    @Slot()
    def _on_went_back(self) -> None:
        self._stack.setCurrentWidget(self._chooser)
        if self._entry is not None:
            self._stack.removeWidget(self._entry)
            self._entry.deleteLater()
            self._entry = None
