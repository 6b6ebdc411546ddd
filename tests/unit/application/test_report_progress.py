"""Working a report out and writing it tells how far it is from the very start."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from quizapp.application.reports.making import ReportMaker
from quizapp.application.reports.writing import ReportForm, write_set
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Member
from quizapp.domain.statistics.marks import WhichAttempts
from quizapp.exchange.wire_reports import ReportFile
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.unit.application.reporting import NOW, Returned, class_of, of_every_kind, report_on


def a_class(app: Application) -> Returned:
    items = of_every_kind(BankCompiler(app.database).active_items(), 18)
    return class_of(30, items)


def test_a_report_tells_of_each_step_before_the_first_one_is_done(app: Application) -> None:
    told: list[tuple[int, int]] = []
    maker = ReportMaker(BankStore(app.database))
    maker.of_set(
        a_class(app), WhichAttempts.FIRST, NOW, lambda done, total: told.append((done, total))
    )
    assert told[0][0] == 0
    assert told == sorted(told)
    assert len({total for _, total in told}) == 1
    # Scores, figures, critical errors, times, topics and judgement come before the 18 questions.
    before = [done for done, total in told if done <= total - 18]
    assert before[:7] == list(range(7))
    assert len(before) > 7


def test_a_report_is_stopped_before_anything_is_worked_out(app: Application) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError(f"{done} of {total}")

    maker, found = ReportMaker(BankStore(app.database)), a_class(app)
    with pytest.raises(InterruptedError, match=r"^0 of "):
        maker.of_set(found, WhichAttempts.FIRST, NOW, stop)


def test_a_json_report_is_written_bit_by_bit_as_if_it_were_written_at_once(
    app: Application, tmp_path: Path
) -> None:
    found = a_class(app)
    people = (Member("m1", 'Ada "scores":[] Lind', "],"), *found.members[1:])
    told: list[tuple[int, int]] = []
    report = report_on(app, replace(found, members=people))
    tell = lambda done, total: told.append((done, total))  # noqa: E731
    (path,) = write_set(report, ReportForm.JSON, tmp_path, tell).paths
    raw = path.read_bytes()
    whole = msgspec.json.decode(raw, type=ReportFile)
    assert msgspec.json.encode(whole) + b"\n" == raw
    assert told[0] == (0, 30 + len(report.beliefs))
    assert told == sorted(told)
