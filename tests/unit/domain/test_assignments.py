"""Assignments: which result of a learner counts, and which questions are no secret."""

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
    Member,
    Override,
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


def test_a_learner_with_a_later_due_date_is_judged_by_it() -> None:
    later = DUE + timedelta(days=1)
    made = plan(due_at=DUE, overrides=(Override("m1", due_at=later),))
    assert not made.is_late(later, "m1")
    assert made.is_late(later, "m2")


def test_a_learner_sees_the_own_extra_time_and_nobody_elses_overrides() -> None:
    made = plan(time_limit_s=601, overrides=(Override("m1", 1.25), Override("m2", 2.0)))
    assert made.for_member("m1") == plan(time_limit_s=752)
    assert made.for_member("m3") == plan(time_limit_s=601)
    assert plan(overrides=(Override("m1", 2.0),)).for_member("m1").time_limit_s is None


def test_extra_time_never_makes_a_limit_that_no_set_could_carry() -> None:
    made = plan(time_limit_s=86_400, overrides=(Override("m1", 2.0),))
    assert made.for_member("m1").time_limit_s == 86_400


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"time_limit_s": 59}, "between a minute and a day"),
        ({"time_limit_s": 86_401}, "between a minute and a day"),
        ({"opens_at": DUE, "due_at": DUE}, "due before it opens"),
        ({"feedback": Feedback.AT_ONCE}, "holds no answers"),
        ({"mode": AssignmentMode.PRACTICE, "feedback": Feedback.AFTER_DUE}, "takes a due date"),
        ({"overrides": (Override("m1"), Override("m1"))}, "two overrides"),
        ({"overrides": (Override("m1", due_at=DUE),)}, "later than that of the others"),
        (
            {"due_at": DUE, "overrides": (Override("m1", due_at=DUE - timedelta(1)),)},
            "later than that of the others",
        ),
    ],
    ids=str,
)
def test_what_does_not_go_together_is_no_plan(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        replace(plan(), **changes)


def test_extra_time_is_one_of_four_factors() -> None:
    with pytest.raises(ValueError, match=r"1, 1.25, 1.5 or 2"):
        Override("m1", 3.0)


@pytest.mark.parametrize(
    ("feedback", "before", "after"),
    [
        (Feedback.AT_ONCE, True, True),
        (Feedback.AT_END, True, True),
        (Feedback.AFTER_DUE, False, True),
        (Feedback.NEVER, False, False),
    ],
)
def test_answers_are_shown_when_the_trainer_said(
    feedback: Feedback, before: bool, after: bool
) -> None:
    made = replace(plan(due_at=DUE), mode=AssignmentMode.PRACTICE, feedback=feedback)
    assert made.shows_answers(DUE) is before
    assert made.shows_answers(DUE + timedelta(seconds=1)) is after


def test_a_topic_can_have_a_condition_of_its_own() -> None:
    rule = PassRule(0.5, no_critical_error=False, topics=(("overdose", 1.0), ("absent", 1.0)))
    topics = ("overdose", "overdose", "basics")
    assert result(1, RIGHT, RIGHT, WRONG, topics=topics).passed(rule) is True
    assert result(1, RIGHT, WRONG, RIGHT, topics=topics).passed(rule) is False


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


def test_a_question_is_no_secret_when_its_id_or_its_words_came_with_quizapp() -> None:
    shipped = samples.single()
    renamed = samples.single(item_id="own-1", stem=shipped.stem.upper() + " ")
    own = samples.single(item_id="own-2", stem="Another one?")
    reworded = replace(own, id=shipped.id)
    known = {shipped.id: shipped.stem}
    assert shipped_among([renamed, own, reworded], known) == (renamed, reworded)


def test_a_case_of_one_s_own_is_a_secret_also_where_it_ends_in_a_question_that_came_along() -> None:
    shipped = samples.vignette()
    own = replace(shipped, id="own-1", case_text="A woman has fallen.")
    copied = replace(shipped, id="own-2")
    known = {shipped.id: f"{shipped.case_text} {shipped.stem}"}
    assert shipped_among([own, copied], known) == (copied,)
