"""What is done in the background once the first page is on screen: banks, ledgers, the back-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.bootstrap import Application
    from quizapp.domain.errors import UserError
    from quizapp.ui.background import Background, JobControl, JobProgress


def compile_banks(application: Application, control: JobControl) -> bool:
    """Compile new and changed banks; return whether there were any."""
    if not application.banks.needs_sync():
        return False
    application.banks.sync(control.report)
    return True


def back_up(application: Application, _control: JobControl) -> Path | None:
    """Make today's back-up if there is none yet."""
    return application.backups.make_daily()


def renew_ledgers(application: Application, control: JobControl) -> None:
    """Make ledgers of misconceptions anew where questions have changed what answers say."""
    application.ledger_renewal.renew(control.report)


class Housekeeping(QObject):
    """Runs the work of the day, once a start."""

    banks_progressed = Signal(object)
    """How many banks are compiled; a `JobProgress`."""

    banks_ready = Signal(bool)
    """The banks are compiled; whether any of them had changed."""

    failed = Signal(object)
    """Some of it could not be done; a `UserError`."""

    def __init__(self, jobs: Background, *, makes_backups: bool = True) -> None:
        super().__init__(jobs)
        self._jobs = jobs
        self._makes_backups = makes_backups
        self.are_banks_ready = False

    @Slot()
    def begin(self) -> None:
        """Start it."""
        banks = self._jobs.start(compile_banks)
        banks.progressed.connect(self._on_progressed)
        banks.succeeded.connect(self._on_banks_ready)
        banks.failed.connect(self._on_banks_failed)
        if self._makes_backups:
            self._jobs.start(back_up).failed.connect(self.failed)

    @Slot(object)
    def _on_progressed(self, progress: JobProgress) -> None:
        self.banks_progressed.emit(progress)

    @Slot(object)
    def _on_banks_ready(self, has_changed: bool) -> None:
        self.are_banks_ready = True
        self._jobs.start(renew_ledgers).failed.connect(self.failed)
        self.banks_ready.emit(has_changed)

    @Slot(object)
    def _on_banks_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self._on_banks_ready(has_changed=False)
