"""What long work shows while it lasts: what it is, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import EdgePanel, row
from quizapp.ui.components.meters import Bar

if TYPE_CHECKING:
    from quizapp.ui.background import BackgroundJob, JobProgress

_HIDDEN_FOR_MS: Final = 500


class JobStrip(EdgePanel):
    """A strip at the foot of the page; work that ends within half a second never shows it."""

    def __init__(self, job: BackgroundJob) -> None:
        super().__init__("top")
        self.setObjectName("job")
        self._text = Label(job.label, "label", "text2", elide=True)
        self._count = Label("", "label", "text2", tabular=True)
        self._bar = Bar(0.0, name=job.label)
        self._bar.setMaximumWidth(240)
        self._cancel = Button("Cancel", "ghost")
        self._cancel.clicked.connect(job.cancel)
        self.setLayout(
            row(
                (self._text, 1),
                (self._bar, 1),
                self._count,
                self._cancel,
                spacing=12,
                margins=(32, 8, 24, 8),
            )
        )
        self.hide()
        self._timer = QTimer(self, interval=_HIDDEN_FOR_MS, singleShot=True)
        self._timer.timeout.connect(self.show)
        self._timer.start()
        job.progressed.connect(self._on_progressed)
        # Before what comes of it is told: a window may say so, and the strip stand behind it.
        for end in (job.succeeded, job.failed, job.cancelled, job.ended):
            end.connect(self._on_ended)

    @Slot(object)
    def _on_progressed(self, progress: JobProgress) -> None:
        # How far it is may be unknown; that it goes on is shown all the same.
        self._bar.setVisible(progress.total > 0)
        self._bar.set_value(progress.done / progress.total if progress.total else 0.0)
        self._count.setText(
            f"{progress.done} of {progress.total}" if progress.total else f"{progress.done} s"
        )

    @Slot()
    @Slot(object)
    def _on_ended(self, _result: object = None) -> None:
        self._timer.stop()
        self.hide()
        self.deleteLater()
