"""Changes of terms are put together in their order, and never make late what came in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from quizapp.domain.assignments import (
    AssignmentMode,
    AssignmentPlan,
    Feedback,
    MarkedResult,
    Override,
    Terms,
)
from quizapp.domain.set_terms import TermsChange, still_late, with_changes

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PLAN = AssignmentPlan(
    id="week-3",
    title="Week 3",
    mode=AssignmentMode.PRACTICE,
    opens_at=NOW,
    due_at=NOW + 7 * DAY,
    time_limit_s=600,
)


def change(member_id: str = "", **more: Any) -> TermsChange:
    return TermsChange(member_id=member_id, made_at=NOW, **more)


def after(*changes: TermsChange, plan: AssignmentPlan = PLAN, **people: str) -> AssignmentPlan:
    return with_changes(plan, changes, people)


def test_the_last_change_for_a_learner_holds() -> None:
    plan = after(change("maya", time_factor=2.0), change("maya", due_at=NOW + 9 * DAY))
    assert plan.overrides == (Override("maya", 1.0, NOW + 9 * DAY),)


def test_terms_as_those_of_the_others_leave_nothing() -> None:
    assert after(change("maya", time_factor=2.0), change("maya")).overrides == ()


def test_what_was_assigned_for_a_learner_stays_when_that_of_the_others_changes() -> None:
    plan = replace(PLAN, overrides=(Override("maya", 1.5),))
    found = after(change(opens_at=NOW, due_at=NOW + 8 * DAY), plan=plan).for_member("maya")
    assert (found.due_at, found.time_limit_s) == (NOW + 8 * DAY, 900)


@pytest.mark.parametrize("own", [7, 8])
def test_a_due_date_that_the_others_overtake_is_none_of_ones_own(own: int) -> None:
    plan = after(change("maya", due_at=NOW + own * DAY), change(opens_at=NOW, due_at=NOW + 8 * DAY))
    assert plan.for_member("maya").due_at == NOW + 8 * DAY
    assert plan.overrides == ()


def test_without_a_due_date_nobody_has_one_of_their_own() -> None:
    plan = after(change("maya", due_at=NOW + 9 * DAY), change())
    assert (plan.due_at, plan.opens_at, plan.overrides) == (None, None, ())


def test_an_opening_of_ones_own_that_lies_after_the_due_date_is_none() -> None:
    plan = after(change("maya", opens_at=NOW + 5 * DAY), change(due_at=NOW + 4 * DAY))
    assert plan.overrides == ()
    plan = after(change("maya", opens_at=NOW + 5 * DAY), change(due_at=NOW + 6 * DAY))
    assert plan.for_member("maya").opens_at == NOW + 5 * DAY


def test_changes_of_a_double_are_those_of_the_person() -> None:
    plan = after(change("double", time_factor=2.0), double="maya")
    assert plan.overrides == (Override("maya", 2.0),)


def test_what_was_assigned_first_counts_where_two_entries_are_one_person() -> None:
    plan = replace(PLAN, overrides=(Override("maya", 1.5), Override("double", 2.0)))
    assert after(change("x"), plan=plan, double="maya").overrides == (Override("maya", 1.5),)


def test_a_change_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="due before it opens"):
        after(change(opens_at=NOW + DAY, due_at=NOW))
    plan = replace(PLAN, feedback=Feedback.AFTER_DUE)
    with pytest.raises(ValueError, match="takes a due date"):
        after(change(), plan=plan)
    with pytest.raises(ValueError, match="due before it opens"):
        replace(PLAN, overrides=(Override("maya", opens_at=NOW + 7 * DAY),))


def test_terms_take_the_place_of_those_of_a_plan() -> None:
    terms = Terms(7, None, NOW + DAY, 900, NOW)
    plan = terms.of(PLAN)
    assert (plan.opens_at, plan.due_at, plan.time_limit_s) == (None, NOW + DAY, 900)
    with pytest.raises(ValueError, match="time limit"):
        terms.of(replace(PLAN, time_limit_s=None))


@pytest.mark.parametrize(
    ("was_late", "day", "is_late"), [(True, 8, True), (True, 6, False), (False, 8, False)]
)
def test_late_is_what_is_late_by_the_terms_of_then_and_by_those_of_now(
    *, was_late: bool, day: int, is_late: bool
) -> None:
    result = MarkedResult(
        member_id="maya",
        number=1,
        revision=1,
        claimed_at=NOW,
        received_at=NOW + day * DAY,
        is_late=was_late,
        grades=(),
    )
    assert still_late(result, PLAN, "maya").is_late is is_late
