"""Long work away from the main thread: one job after the other, each on a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from quizapp.bootstrap import Application

OpenApplication = Callable[[], "Application"]
"""Opens the application on the data folder in use; every thread needs one of its own."""


class JobProgress(NamedTuple):
    """How far a job is: `done` of `total` steps, or for `done` seconds at it if `total` is 0."""

    done: int
    total: int


class JobCancelled(Exception):
    """Raised inside a job at its next report, once nobody wants it any more."""


class JobControl:
    """What a running job is handed, to say how far it is and to learn that it should stop."""

    def __init__(self, tell: Callable[[JobProgress], None]) -> None:
        self._tell = tell
        self._unwanted = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether the job should stop."""
        return self._unwanted.is_set()

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._unwanted.set()

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are behind.

        A `total` of 0 says that nobody knows how many there are, and `done` counts seconds.

        Raises:
            JobCancelled: nobody wants the job any more.
        """
        if self.is_cancelled:
            raise JobCancelled
        self._tell(JobProgress(done, total))


Work = Callable[["Application", JobControl], Any]
"""What a job does, with an application of its own that is closed for it afterwards."""


class BackgroundJob(QObject):
    """One piece of work. All its signals arrive on the thread that started it.

    Exactly one of `succeeded`, `failed` and `cancelled` comes, then `ended`. What is not a
    `UserError` is a bug: it is raised on the main thread, where the one handler gets it.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    _told = Signal(object)
    _returned = Signal(object)

    def __init__(self, label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._control = JobControl(self._told.emit)
        # These two are sent by the worker; what follows from them happens on this thread.
        self._told.connect(self._on_told)
        # Work that is done before anybody listens is told of on this thread, and still waits.
        self._returned.connect(self._on_returned, Qt.ConnectionType.QueuedConnection)

    def run_on(
        self, pool: ThreadPoolExecutor, open_application: OpenApplication, work: Work
    ) -> None:
        """Queue the work on a pool of threads."""
        pool.submit(_run, open_application, work, self._control).add_done_callback(
            self._returned.emit
        )

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows, unless it was done first."""
        self._control.cancel()

    @Slot(object)
    def _on_told(self, progress: JobProgress) -> None:
        self.progressed.emit(progress)

    @Slot(object)
    def _on_returned(self, future: Future[Any]) -> None:
        try:
            if future.cancelled():
                self.cancelled.emit()
            else:
                self.succeeded.emit(future.result())
        except JobCancelled:
            self.cancelled.emit()
        except UserError as error:
            self.failed.emit(error)
        finally:
            self.ended.emit()


def _run(open_application: OpenApplication, work: Work, control: JobControl) -> Any:
    if control.is_cancelled:
        raise JobCancelled
    application = open_application()
    try:
        return work(application, control)
    finally:
        application.close()


class Background(QObject):
    """The jobs of a window, one at a time in the order they were asked for."""

    started = Signal(object)

    def __init__(self, open_application: OpenApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_application = open_application
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: list[BackgroundJob] = []
        self._last: BackgroundJob | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a job is running or waiting."""
        return bool(self._jobs)

    def start(self, work: Work, label: str = "") -> BackgroundJob:
        """Start a job; connect to its signals before control returns to Qt.

        Args:
            work: what to do, away from the main thread.
            label: what the user reads while it takes long; empty for what nobody waits for.
        """
        if self._pool is None:
            # Threads cost some milliseconds to import, and the first paint does without them.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        job = BackgroundJob(label, self)
        self._jobs.append(job)
        job.ended.connect(self._on_ended)
        job.run_on(self._pool, self._open_application, work)
        self.started.emit(job)
        return job

    def wait(self) -> None:
        """Ask all jobs to stop; wait until the last thread is gone and everybody has been told.

        Nobody is told later, when the data may be closed.
        """
        # Who is told may start another job.
        while self._pool is not None:
            pool, self._pool = self._pool, None
            for job in self._jobs:
                job.cancel()
            pool.shutdown(wait=True, cancel_futures=True)
            for job in tuple(self._jobs):
                QCoreApplication.sendPostedEvents(job, QEvent.Type.MetaCall.value)

    @Slot()
    def _on_ended(self) -> None:
        job = self.sender()
        if isinstance(job, BackgroundJob) and job in self._jobs:
            self._jobs.remove(job)
            # The worker may still be on its way out of telling that it is done. When it has told of
            # the next job, it has left this one for certain.
            if self._last is not None:
                self._last.deleteLater()
            self._last = job
