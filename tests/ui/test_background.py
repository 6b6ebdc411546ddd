"""Work away from the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.ui.background import Background, JobControl, JobProgress


@pytest.fixture
def jobs(app: Application) -> Iterator[Background]:
    background = Background(app.reopened)
    yield background
    background.wait()


def test_work_runs_on_another_thread_with_an_application_of_its_own(
    qtbot: QtBot, jobs: Background, app: Application
) -> None:
    seen: list[object] = []

    def work(own: Application, _control: JobControl) -> str:
        seen.extend([threading.current_thread(), own])
        return "done"

    job = jobs.start(work)
    with qtbot.waitSignals([job.succeeded, job.ended]):
        job.succeeded.connect(seen.append)
    assert seen[0] is not threading.main_thread()
    assert seen[1] is not app
    assert seen[2] == "done"
    assert not jobs.is_busy


def test_progress_arrives_on_the_thread_that_asked(qtbot: QtBot, jobs: Background) -> None:
    told: list[tuple[JobProgress, bool]] = []

    def work(_application: Application, control: JobControl) -> None:
        control.report(1, 2)
        control.report(2, 2)

    job = jobs.start(work)
    job.progressed.connect(
        lambda progress: told.append(
            (progress, threading.current_thread() is threading.main_thread())
        )
    )
    with qtbot.waitSignal(job.ended):
        pass
    assert told == [(JobProgress(1, 2), True), (JobProgress(2, 2), True)]


def test_what_the_user_can_mend_is_said_not_raised(qtbot: QtBot, jobs: Background) -> None:
    def work(_application: Application, _control: JobControl) -> None:
        raise UserError("The disk is full.", "Free some space.")

    job = jobs.start(work)
    with qtbot.waitSignal(job.failed) as failed:
        pass
    assert str(failed.args[0]) == "The disk is full. Free some space."


def test_a_bug_is_raised_on_the_main_thread(qtbot: QtBot, jobs: Background) -> None:
    def work(_application: Application, _control: JobControl) -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        job = jobs.start(work)
        with qtbot.waitSignal(job.ended, raising=False):
            pass
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_a_cancelled_job_stops_at_its_next_report(qtbot: QtBot, jobs: Background) -> None:
    may_go_on = threading.Event()

    def work(_application: Application, control: JobControl) -> None:
        may_go_on.wait(5)
        control.report(1, 2)
        raise AssertionError("it went on")

    job = jobs.start(work)
    with qtbot.waitSignal(job.cancelled):
        job.cancel()
        may_go_on.set()
    assert not jobs.is_busy


def test_waiting_ends_jobs_that_have_not_begun(
    qtbot: QtBot, jobs: Background, app: Application
) -> None:
    began: list[str] = []

    def slow(_application: Application, control: JobControl) -> None:
        began.append("first")
        while not control.is_cancelled:
            pass

    def never(_application: Application, _control: JobControl) -> None:
        began.append("second")

    first, second = jobs.start(slow), jobs.start(never)
    qtbot.waitUntil(lambda: bool(began))
    with qtbot.waitSignals([first.ended, second.cancelled]):
        jobs.wait()
    assert began == ["first"]


def test_after_waiting_nobody_is_told_any_more(jobs: Background, app: Application) -> None:
    told: list[object] = []
    began = threading.Event()

    def work(_application: Application, _control: JobControl) -> str:
        began.set()
        return "done"

    def begin_another(result: object) -> None:
        told.append(result)
        jobs.start(lambda _application, _control: None).ended.connect(lambda: told.append("ended"))

    jobs.start(work).succeeded.connect(begin_another)
    assert began.wait(30)
    jobs.wait()
    assert (told, jobs.is_busy) == (["done", "ended"], False)
    QCoreApplication.sendPostedEvents()
    assert told == ["done", "ended"]


def test_jobs_run_one_after_the_other_in_the_order_asked(qtbot: QtBot, jobs: Background) -> None:
    order: list[int] = []

    def numbered(number: int) -> Callable[[Application, JobControl], None]:
        return lambda _application, _control: order.append(number)

    all_jobs = [jobs.start(numbered(number)) for number in range(5)]
    with qtbot.waitSignal(all_jobs[-1].ended):
        pass
    assert order == [0, 1, 2, 3, 4]


def test_a_job_outlives_the_worker_that_tells_of_it(qtbot: QtBot, jobs: Background) -> None:
    ended = []
    for _ in range(2):
        job = jobs.start(lambda _application, _control: None)
        ended.append(job)
        with qtbot.waitSignal(job.ended):
            pass
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [isValid(job) for job in ended] == [False, True]
