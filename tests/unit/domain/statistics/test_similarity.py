"""Learners compared with each other: a made-up cohort whose chances can be worked out by hand."""

from __future__ import annotations

import math
import random
from itertools import product

import pytest

from quizapp.domain.statistics.similarity import (
    FEWEST_LEARNERS,
    MOST_EXPECTED,
    GivenAnswer,
    at_least,
    compare_answers,
)

Row = list[GivenAnswer | None]
RIGHT = GivenAnswer("right", True)


def wrong(name: object) -> GivenAnswer:
    return GivenAnswer(name, False)


def made_up(rng: random.Random, learners: int, questions: int) -> list[Row]:
    """Answers of learners who work apart: a Rasch model, and distractors of unequal pull."""
    hard = [rng.gauss(-0.5, 1) for _ in range(questions)]
    pull = [[rng.random() for _ in range(3)] for _ in range(questions)]
    rows: list[Row] = []
    for _ in range(learners):
        able = rng.gauss(0, 1)
        rows.append(
            [
                RIGHT
                if rng.random() < 1 / (1 + math.exp(hard[at] - able))
                else wrong(rng.choices("ABC", pull[at])[0])
                for at in range(questions)
            ]
        )
    return rows


def copied(rows: list[Row], source: int, copier: int) -> list[Row]:
    return [*rows[:copier], list(rows[source]), *rows[copier + 1 :]]


def test_the_chance_of_so_many_events_is_the_sum_over_all_ways_they_can_happen() -> None:
    chances = [0.1, 0.5, 0.25, 0.9, 0.3]
    by_hand = sum(
        math.prod(one if happens else 1 - one for one, happens in zip(chances, way, strict=True))
        for way in product((False, True), repeat=5)
        if sum(way) >= 3
    )
    assert at_least(3, chances) == pytest.approx(by_hand, abs=1e-15)
    assert at_least(0, chances) == pytest.approx(1)
    assert at_least(6, chances) == 0


def half_and_half(learners: int) -> list[Row]:
    """Forty questions that half of all learners have right; each learner has half of them right.

    Nobody's wrong answer is anybody else's, but for the first two, who have everything alike.
    """
    rng = random.Random(7)
    rows: list[Row] = [[None] * 40 for _ in range(learners)]
    for pair in range(learners // 2):
        right = set(rng.sample(range(40), 20))
        for at in range(40):
            mine, other = (2 * pair, 2 * pair + 1) if at in right else (2 * pair + 1, 2 * pair)
            rows[mine][at], rows[other][at] = RIGHT, wrong(other)
    return copied(rows, 0, 2)


def test_two_learners_with_all_answers_alike_are_named_with_the_chance_worked_out_by_hand() -> None:
    rows = half_and_half(20)
    found = compare_answers(rows)
    (pair,) = found.alike
    assert (pair.first, pair.second, pair.questions, pair.same) == (0, 2, 40, 40)
    assert pair.same_wrong == 20
    assert (found.learners, found.pairs, found.is_enough) == (20, 190, True)
    # Second route: a by Newton steps on the sum of the curve, then the product of all matches.
    shares = [sum(row[at] == RIGHT for row in rows) / 20 for at in range(40)]
    a = 1.0
    for _ in range(60):
        value, near = (
            sum((1 - (1 - share) ** x) ** (1 / x) for share in shares) - 20 for x in (a, a + 1e-7)
        )
        a -= value * 1e-7 / (near - value)
    matches = []
    for at, share in enumerate(shares):
        names = [row[at].value for row in rows if row[at] not in (None, RIGHT)]
        same = sum((names.count(name) / len(names)) ** 2 for name in set(names))
        p = (1 - (1 - share) ** a) ** (1 / a)
        matches.append(p * p + (1 - p) ** 2 * same)
    assert pair.expected == pytest.approx(sum(matches), rel=1e-6)
    assert pair.chance == pytest.approx(math.prod(matches), rel=1e-5)
    assert pair.false_alarms == pytest.approx(190 * pair.chance)


def test_questions_that_one_of_two_left_open_do_not_count_for_them() -> None:
    rows = half_and_half(20)
    rows[0][:4] = [None] * 4
    (pair,) = compare_answers(rows).alike
    assert (pair.first, pair.second, pair.questions, pair.same) == (0, 2, 36, 36)
    everybody_open = [[*row, None] for row in half_and_half(20)]
    assert compare_answers(everybody_open).alike == compare_answers(half_and_half(20)).alike


def test_too_few_learners_or_questions_say_nothing() -> None:
    few = compare_answers(half_and_half(20)[: FEWEST_LEARNERS - 1])
    assert (few.is_enough, few.alike, few.pairs) == (False, (), 171)
    short = compare_answers([row[:19] for row in half_and_half(20)])
    assert (short.is_enough, short.alike, short.pairs) == (False, (), 0)
    assert compare_answers([]).is_enough is False


def test_two_learners_with_everything_right_are_nothing_out_of_the_ordinary() -> None:
    rows = made_up(random.Random(1), 30, 30)
    rows[3] = rows[9] = [RIGHT] * 30
    rows[4] = rows[8] = [wrong(at) for at in range(30)]
    assert (3, 9) not in [(one.first, one.second) for one in compare_answers(rows).alike]
    assert (4, 8) in [(one.first, one.second) for one in compare_answers(rows).alike]


@pytest.mark.no_cover
def test_learners_who_work_apart_hardly_ever_raise_a_false_alarm() -> None:
    rng = random.Random(2026)
    cohorts = [made_up(rng, size, 30) for size in (20, 30) for _ in range(60)]
    alarms = sum(len(compare_answers(rows).alike) for rows in cohorts)
    # At most one pair in a hundred assignments is expected.
    assert alarms <= 120 * MOST_EXPECTED + 2


@pytest.mark.no_cover
def test_most_whole_copies_of_middling_learners_are_noticed() -> None:
    rng = random.Random(2026)
    noticed = 0
    for _ in range(20):
        rows = made_up(rng, 30, 40)
        middling = sorted(range(30), key=lambda at: rows[at].count(RIGHT))[15]
        other = (middling + 1) % 30
        pairs = {
            (one.first, one.second) for one in compare_answers(copied(rows, middling, other)).alike
        }
        noticed += tuple(sorted((middling, other))) in pairs
    assert noticed >= 16


@pytest.mark.no_cover
def test_pairs_that_are_passed_over_at_a_glance_would_not_be_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rng = random.Random(7)
    rows = copied(made_up(rng, 60, 40), 3, 9)
    rows = [[one if rng.random() > 0.05 else None for one in row] for row in rows]
    at_a_glance = compare_answers(rows)
    monkeypatch.setattr("quizapp.domain.statistics.similarity._ROUNDED", 40)
    assert compare_answers(rows) == at_a_glance
    assert [(one.first, one.second) for one in at_a_glance.alike] == [(3, 9)]


def test_comparing_says_how_far_it_is_and_can_be_stopped() -> None:
    rows = made_up(random.Random(7), 20, 20)
    told: list[tuple[int, int]] = []
    compare_answers(rows, lambda *steps: told.append(steps))
    assert told == [(step, 40) for step in range(40)]

    def stop(done: int, _total: int) -> None:
        if done == 30:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare_answers(rows, stop)


def test_whoever_answered_little_is_compared_with_nobody() -> None:
    rows = copied(made_up(random.Random(7), 30, 40), 3, 9)
    rows.append([*rows[3][:5], *[None] * 35])
    found = compare_answers(rows)
    assert (found.learners, found.pairs) == (31, 435)
    assert 30 not in {one.second for one in found.alike}
