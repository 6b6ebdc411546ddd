"""Before and after: a made-up cohort of seven whose figures were worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain.answers import OptionAnswer
from quizapp.domain.assignments import LearnerScore, MarkedResult, Member, scores_of
from quizapp.domain.grading import Grade
from quizapp.domain.training_effect import Shift, training_effect

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
RIGHT, WRONG = Grade(1), Grade(0)
HARM, BELIEF = Grade(0, critical_error=True), Grade(0, misconceptions=("MC01",))
TOLD = ([frozenset({"MC01"}), *[frozenset[str]()] * 3], [frozenset({"MC01", "MC02"})] * 2)


def result(member: int, grades: list[Grade], number: int = 1, blanks: int = 0) -> MarkedResult:
    answered = [OptionAnswer("a")] * (len(grades) - blanks)
    return MarkedResult(
        member_id=f"m{member}",
        number=number,
        revision=1,
        claimed_at=NOON,
        received_at=NOON,
        is_late=False,
        grades=tuple(grades),
        topics=("t",) * len(grades),
        answers=(*[None] * blanks, *answered),
    )


def scores(*results: MarkedResult) -> tuple[LearnerScore, ...]:
    members = [Member(f"m{number}", f"Learner {number}") for number in range(9)]
    return scores_of(members, results, None)


# Four questions before, two after. Right before: 1, 2, 2, 0, 3, 1, 2; after: 2, 1, 2, 1, 2, 0, 2.
# In quarters the changes are 3, 0, 2, 2, 1, -1, 2.
BEFORE = scores(
    result(0, [BELIEF, RIGHT, WRONG, WRONG]),
    result(1, [RIGHT, RIGHT, HARM, WRONG]),
    result(2, [BELIEF, RIGHT, RIGHT, WRONG]),
    result(3, [WRONG, WRONG, HARM, HARM]),
    result(4, [RIGHT, RIGHT, RIGHT, WRONG]),
    result(5, [RIGHT, WRONG, WRONG, WRONG]),
    result(6, [WRONG, RIGHT, RIGHT, WRONG], blanks=1),
    result(7, [RIGHT] * 4),
)
AFTER = scores(
    result(0, [RIGHT, RIGHT]),
    result(1, [RIGHT, WRONG]),
    result(2, [RIGHT, RIGHT]),
    result(3, [RIGHT, HARM]),
    result(4, [RIGHT, RIGHT]),
    result(5, [BELIEF, HARM]),
    result(6, [RIGHT, RIGHT]),
    result(8, [RIGHT, RIGHT]),
)


def test_learners_are_paired_and_their_changes_tested() -> None:
    found = training_effect(BEFORE, AFTER, TOLD)
    assert [pair.member.id for pair in found.pairs] == [f"m{number}" for number in range(7)]
    assert [pair.change for pair in found.pairs] == [75, 0, 50, 50, 25, -25, 50]
    assert (found.only_before, found.only_after) == (1, 1)
    # Six changes; ranks 1.5, 1.5, 4, 4, 4, 6, of which one 1.5 goes down.
    assert (found.test.n, found.test.up, found.test.down) == (6, 19.5, 1.5)
    assert found.test.is_exact
    # Of the 28 means of pairs the 14th and 15th are 1.5 quarters; the interval leaves out two at
    # each end (2 of 128 ways of giving signs sum to 1 or less, 3 to 2 or less).
    assert found.change.value == pytest.approx(37.5)
    assert found.change.interval is not None
    assert (found.change.interval.low, found.change.interval.high) == (0, 62.5)


def test_both_sides_are_told_apart() -> None:
    found = training_effect(BEFORE, AFTER, TOLD)
    assert (found.before.median, found.after.median) == (50, 100)
    assert (found.before.at_top.value, found.after.at_top.value) == (0, pytest.approx(4 / 7))
    assert (found.before.critical, found.before.critical_errors) == (2, 3)
    assert (found.after.critical, found.after.critical_errors) == (2, 2)
    assert found.critical == Shift(wrong_right=1, right_wrong=1, wrong_wrong=1, right_right=4)
    assert found.is_at_ceiling


def test_beliefs_count_for_those_of_whom_they_are_known_both_times() -> None:
    found = training_effect(BEFORE, AFTER, TOLD)
    # MC02 was asked about only after; learner 6 left the question on MC01 open before.
    (one,) = found.beliefs
    assert one.misconception == "MC01"
    assert one.shift == Shift(wrong_right=2, right_wrong=1, wrong_wrong=0, right_right=3)
    assert one.shift.n == 6


def test_beliefs_that_most_had_before_come_first() -> None:
    told = ([frozenset({"MC01"}), frozenset({"MC02"})], [frozenset({"MC01", "MC02"})])
    before = scores(result(0, [RIGHT, Grade(0, misconceptions=("MC02",))]))
    found = training_effect(before, scores(result(0, [RIGHT])), told)
    assert [one.misconception for one in found.beliefs] == ["MC02", "MC01"]


def test_the_first_or_the_best_attempt_counts() -> None:
    twice = scores(result(0, [WRONG, WRONG]), result(0, [RIGHT, RIGHT], number=2))
    told = (TOLD[1], TOLD[1])
    assert training_effect(twice, AFTER, told).pairs[0].change == 100
    assert training_effect(twice, AFTER, told, counts_first=False).pairs[0].change == 0


def test_without_pairs_nothing_is_said() -> None:
    found = training_effect(scores(), AFTER, TOLD)
    assert (found.pairs, found.only_after) == ((), 8)
    assert (found.change.value, found.test.p, found.before.median) == (None, None, None)
    assert not found.is_at_ceiling
    assert found.critical.n == 0
