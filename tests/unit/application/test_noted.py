"""What computers noted, told to trainers in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest

from quizapp.application.reports.noted import clock_word, noted_blocks, noted_sentences, noted_words
from quizapp.application.reports.values import SetReport
from quizapp.bootstrap import Application
from quizapp.domain.assignments import LearnerScore, Member, SittingRecord
from quizapp.exchange.documents import Grid
from tests.unit.application.reporting import NOW, RIGHT, question, report_on, result, returned

MEMBER = Member("m1", "Maya")
JUST_BEFORE = {"claimed_at": NOW - timedelta(hours=1)}


def record(**more: Any) -> SittingRecord:
    return SittingRecord(started_at=NOW, **more)


def score(**more: Any) -> LearnerScore:
    made = result(MEMBER, 1, [question(1)], [RIGHT], **JUST_BEFORE | more)
    return LearnerScore(MEMBER, (made,), made)


def report(app: Application, **more: Any) -> SetReport:
    found = returned([question(1)], [[RIGHT]], [[RIGHT]], absent=1)
    first, second = found.results
    changed = (replace(first, **JUST_BEFORE | more), replace(second, **JUST_BEFORE))
    return report_on(app, replace(found, results=changed))


def test_a_clock_that_was_set_is_told_of_the_learners_computer() -> None:
    made = score(record=record(clock_jumps=(-36_000_000,)))
    assert noted_words(made, UTC) == (
        "The clock of the learner’s computer was set back by 10 hours. This is what a learner’s"
        " computer says: it can explain a result, and proves nothing."
    )
    assert clock_word(made.attempts[0]) == "clock set"


def test_a_result_that_claims_to_be_later_than_its_receipt_had_a_wrong_clock() -> None:
    made = replace(score().attempts[0], claimed_at=NOW, record=record())
    (ahead,) = noted_sentences(made, UTC)
    assert ahead.startswith("It says that it was handed in on 14 March 2026, 09:00 (UTC+00:00),")
    assert "after you received it, on 14 March 2026, 08:00" in ahead
    assert "uses up the time" in ahead
    assert clock_word(made) == clock_word(replace(made, record=None)) == "clock ahead"


@pytest.mark.parametrize("apart", [timedelta(minutes=4), timedelta(days=-3)])
def test_clocks_that_differ_a_little_and_files_that_came_later_say_nothing(
    apart: timedelta,
) -> None:
    made = score().attempts[0]
    made = replace(made, claimed_at=made.received_at + apart)
    assert (noted_sentences(made, UTC), clock_word(made)) == ((), "")


def test_nothing_noted_is_told_apart_from_nothing_known_and_nothing_handed_in() -> None:
    assert noted_words(score(record=record()), UTC) == (
        "The questions were in front all the time, and the clock was not set."
    )
    assert "from the terminal" in noted_words(score(record=None), UTC)
    assert noted_words(LearnerScore(MEMBER, (), None), UTC) == "Nothing has been handed in."


def test_pages_name_those_of_whom_something_was_noted(app: Application) -> None:
    told = list(noted_blocks(report(app, record=record(focus_losses=1, away_ms=4_000))))
    grid = told[-1]
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["Learner 1", "The questions were not in front once, for 4 seconds in all."]
    ]
    assert list(noted_blocks(report(app, record=record()))) == []


def test_pages_tell_learners_of_one_name_apart_by_reference(app: Application) -> None:
    found = report(app, record=record(focus_losses=1, away_ms=4_000))
    scores = [
        replace(one, member=replace(one.member, name="Maya", reference=str(number)))
        for number, one in enumerate(found.scores, 1)
    ]
    grid = list(noted_blocks(replace(found, scores=tuple(scores))))[-1]
    assert isinstance(grid, Grid)
    assert [row[0].text for row in grid.rows] == ["Maya (1)"]
