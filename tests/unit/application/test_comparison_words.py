"""What comparisons say, and what they leave unsaid."""

from __future__ import annotations

import pytest

from quizapp.application import comparison_words as words
from quizapp.application.comparing import EffectReport
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan
from quizapp.domain.statistics.figures import Figure, Interval
from quizapp.domain.statistics.signed_rank import SignedRank, signed_rank
from quizapp.domain.training_effect import BeliefShift, Shift, training_effect
from tests.unit.domain.test_training_effect import AFTER, BEFORE, TOLD, scores

PLANS = [
    AssignmentPlan(id=one, title=one.capitalize(), mode=AssignmentMode.EXAM)
    for one in ("before", "after")
]
EFFECT = EffectReport(*PLANS, training_effect(BEFORE, AFTER, TOLD), True, {"MC01": "A belief"})
NOTHING = EffectReport(*PLANS, training_effect(scores(), scores(), TOLD), True, {})


def test_who_is_left_aside_is_said() -> None:
    assert words.pairs_words(EFFECT) == (
        "7 learners handed both in; their first attempts count. 1 only the first one and 1 only the"
        " second one, not counted here."
    )
    assert words.pairs_words(NOTHING) == "0 learners handed both in; their first attempts count."


def test_a_typical_change_comes_with_its_interval_or_with_the_reason_for_none() -> None:
    assert words.change_words(EFFECT.effect.change) == (
        "Typical change: +37.5 percentage points (0.0 to +62.5 in 95 of 100 cases)."
    )
    assert words.change_words(Figure(-5.0, 3)).endswith("; too few learners for an interval.")
    assert words.change_words(NOTHING.effect.change).startswith("Nobody has a before and an after")
    assert words.change_words(Figure(1.0, 9, Interval(0.0, 2.0))).count("+") == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (range(1, 7), "changed for 6 learners; p = 0.031 (counted out), effect size r = +0.90."),
        ([*range(1, 60)], "p less than 0.001 (normal approximation)"),
        ([-1], "changed for 1 learner; p = 1 (counted out), effect size r = −1.00."),
        ([0], "No score changed, so there is nothing to test."),
    ],
)
def test_the_test_is_said_with_its_way_and_its_size(changes: list[int], said: str) -> None:
    assert said in words.test_words(signed_rank(list(changes)))


def test_an_undefined_effect_is_not_made_up() -> None:
    odd = SignedRank(n=1, up=1, down=0, p=0.5, is_exact=True, effect=None)
    assert words.test_words(odd) == "No score changed, so there is nothing to test."


def test_a_number_that_rounds_to_nothing_has_no_sign() -> None:
    assert [words.signed(one, 1) for one in (-0.04, 0.04, -0.06, 0.06)] == [
        "0.0",
        "0.0",
        "−0.1",
        "+0.1",
    ]


def test_sides_and_shifts_are_said_in_words() -> None:
    assert words.median_words(EFFECT.effect.before) == "50% right"
    assert words.median_words(NOTHING.effect.before) == "–"
    assert words.shift_words(Shift(2, 1, 0, 3)) == (
        "2 wrong before and right after, 1 the other way round; 0 wrong both times, 3 right both"
        " times."
    )
    assert words.shift_words(Shift(0, 0, 0, 0)) == "nobody answered about it both times."
    assert words.belief_name(EFFECT, EFFECT.effect.beliefs[0]) == "A belief"
    assert words.belief_name(NOTHING, BeliefShift("MC09", Shift(0, 0, 0, 0))) == "MC09"


def test_nothing_is_said_where_there_is_nothing() -> None:
    assert words.ceiling_words(NOTHING) == words.critical_words(NOTHING) == ""


def test_counts_of_false_alarms_are_not_overdone() -> None:
    assert words.few_words(0.00123) == "0.001"
    assert words.few_words(1e-9) == "fewer than 0.0001"
    assert "of 100 assignments whose learners all work apart, about one" in words.alarm_words()
