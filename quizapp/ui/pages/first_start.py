"""The first screen of a new learner: one question, one field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, box, column, row
from quizapp.ui.components.meters import Bar
from quizapp.ui.shell.side_bar import Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from quizapp.application.profiles import Profiles
    from quizapp.ui.background import JobProgress
    from quizapp.ui.shell.housekeeping import Housekeeping

_QUIET_FOR_MS: Final = 2000


class FirstStartPage(QWidget):
    """Asks for a name, makes the learner, and waits for the banks where that takes long."""

    learner_created = Signal(str)
    cancelled = Signal()

    def __init__(
        self, profiles: Profiles, house: Housekeeping, *, can_cancel: bool = False
    ) -> None:
        super().__init__()
        self._profiles, self._house = profiles, house
        self._name = TextField(name="What should we call you?")
        self._name.setObjectName("name")
        self._name.setMaxLength(60)
        self._field = Field("Your name, or any name you like", self._name)
        self._start = Button("Start", "primary", large=True)
        self._start.setObjectName("start")
        self._cancel = Button("Cancel", "ghost", large=True)
        self._cancel.setVisible(can_cancel)
        self._waiting = Label(
            "The question banks are being read for the first time. It takes a few seconds.",
            "label",
            "text2",
            weight=400,
            wrap=True,
        )
        self._bar = Bar(0.0, name="Question banks read")
        self._wait_box = box(column(self._bar, self._waiting, spacing=8))
        self._wait_box.hide()
        title = Label("What should we call you?", "display", wrap=True, align="center")
        calm = Label("Your answers stay on this computer.", "label", "text3", weight=400, wrap=True)
        form = column(
            row(None, Mark(64), None),
            16,
            title,
            12,
            self._field,
            8,
            row(self._start, self._cancel, None, spacing=8),
            12,
            calm,
            8,
            self._wait_box,
            None,
            spacing=4,
        )
        page = ScrollPage(column(None, form, (box(column()), 2), spacing=0), max_width=420)
        self.setLayout(column(page, spacing=0))
        self._quiet = QTimer(self, interval=_QUIET_FOR_MS, singleShot=True)
        self._quiet.timeout.connect(self._wait_box.show)
        self._start.clicked.connect(self._on_start)
        self._name.returnPressed.connect(self._on_start)
        self._cancel.clicked.connect(self.cancelled)
        house.banks_progressed.connect(self._on_progressed)
        house.banks_ready.connect(self._on_banks_ready)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing is wanted."""
        super().showEvent(event)
        self._name.setFocus()

    @Slot()
    def _on_start(self) -> None:
        if not self._name.text().strip():
            self._field.set_error("Type a name first. It can be any name.")
            self._name.setFocus()
            return
        self._field.set_error("")
        if self._house.are_banks_ready:
            self._create()
            return
        # Both would write to the database: the learner is made when the banks are in it.
        self._start.set_busy("Preparing…")
        self._quiet.start()

    @Slot(object)
    def _on_progressed(self, progress: JobProgress) -> None:
        self._bar.set_value(progress.done / progress.total if progress.total else 0.0)

    @Slot(bool)
    def _on_banks_ready(self, _has_changed: bool) -> None:
        self._bar.set_value(1.0)
        is_waiting = not self._start.isEnabled()
        self._quiet.stop()
        self._start.set_busy(None)
        if is_waiting:
            self._create()

    def _create(self) -> None:
        try:
            learner = self._profiles.create(self._name.text())
        except UserError as error:
            self._wait_box.hide()
            self._field.set_error(str(error))
            self._name.setFocus()
            return
        self.learner_created.emit(learner.id)
