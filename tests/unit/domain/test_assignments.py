"""Assignments: which result of a learner counts, and which questions are no secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from quizapp.domain.assignments import (
    AssignmentMode,
    AssignmentPlan,
    MarkedResult,
    Member,
    scores_of,
    shipped_among,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.grading import Grade
from tests.unit.domain import samples

DUE = datetime(2026, 3, 10, 17, tzinfo=UTC)
RULE = PassRule(0.5, no_critical_error=True)
MAYA, JONAS = Member("m1", "Maya"), Member("m2", "Jonas", "18")
RIGHT, PART, WRONG, HARM = Grade(1), Grade(0.5), Grade(0), Grade(0, critical_error=True)


def result(number: int, *grades: Grade, **changes: Any) -> MarkedResult:
    fields: dict[str, Any] = {
        "member_id": "m1",
        "number": number,
        "revision": 1,
        "claimed_at": DUE,
        "received_at": DUE,
        "is_late": False,
        "grades": grades,
    }
    return MarkedResult(**fields | changes)


def best_of(*results: MarkedResult) -> int:
    (score,) = scores_of([MAYA], results, RULE)
    assert score.best is not None
    return score.best.number


def plan(**changes: Any) -> AssignmentPlan:
    return AssignmentPlan(id="week-3", title="Week 3", mode=AssignmentMode.EXAM, **changes)


def test_a_result_is_late_from_the_moment_after_it_was_due() -> None:
    assert not plan(due_at=DUE).is_late(DUE)
    assert plan(due_at=DUE).is_late(DUE + timedelta(microseconds=1))
    assert not plan().is_late(DUE)


@pytest.mark.parametrize("attempts", [0, 21])
def test_attempts_have_bounds(attempts: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 20"):
        plan(attempts=attempts)


def test_a_result_counts_right_answers_points_and_harm() -> None:
    marked = result(1, RIGHT, PART, HARM)
    assert (marked.right, marked.points, marked.critical) == (1, 1.5, 1)
    assert marked.passed(None) is None
    assert marked.passed(RULE) is False
    assert result(1, RIGHT, WRONG).passed(RULE) is True


def test_the_best_attempt_counts() -> None:
    assert best_of(result(1, RIGHT, WRONG), result(2, RIGHT, RIGHT)) == 2
    assert best_of(result(1, RIGHT, WRONG), result(2, RIGHT, PART)) == 2
    assert best_of(result(1, RIGHT, WRONG), result(2, RIGHT, HARM)) == 1
    assert best_of(result(1, RIGHT, WRONG), result(2, RIGHT, WRONG)) == 1
    assert best_of(result(1, WRONG, WRONG), result(2, RIGHT, RIGHT, is_late=True)) == 1


def test_of_an_attempt_the_last_revision_counts_even_when_it_is_worse() -> None:
    both = [result(1, WRONG, revision=2), result(1, RIGHT)]
    (maya, jonas) = scores_of([MAYA, JONAS], both, RULE)
    assert [one.revision for one in maya.attempts] == [2]
    assert (jonas.attempts, jonas.best) == ((), None)


def test_a_question_is_no_secret_when_its_id_or_its_stem_came_with_quizapp() -> None:
    shipped = samples.single()
    renamed = samples.single(item_id="own-1", stem=shipped.stem.upper() + " ")
    own = samples.single(item_id="own-2", stem="Another one?")
    reworded = replace(own, id=shipped.id)
    assert shipped_among([renamed, own, reworded], [shipped]) == (renamed, reworded)
