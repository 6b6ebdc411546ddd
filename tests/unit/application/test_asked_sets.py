"""What is asked for again is known again, also where an older version was asked first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from quizapp.application.asked_sets import fingerprint
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan
from quizapp.exchange.native_assignments import WrittenAssignment

PLAN = AssignmentPlan(
    id="week-3",
    title="Week 3",
    mode=AssignmentMode.EXAM,
    due_at=datetime(2026, 3, 10, 17, tzinfo=UTC),
    shuffles_questions=True,
)
WRITTEN = WrittenAssignment(PLAN, ("own-1", "own-2"), "", ())
OLD = "8b511bef4421737f939e8f6411fb8af3e1afa58f3b6b3757b84e24d80ecefcc3"


def test_what_older_versions_assigned_is_still_known() -> None:
    assert fingerprint(WRITTEN, "c1") == OLD


def test_one_file_for_the_cohort_is_something_else() -> None:
    shared = replace(WRITTEN, plan=replace(PLAN, shares_file=True))
    assert fingerprint(shared, "c1") != OLD
