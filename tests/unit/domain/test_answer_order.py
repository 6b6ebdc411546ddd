"""Days that contradict the order in which answers were recorded are settled."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from quizapp.domain.answer_order import settled_days

START = date(2026, 3, 1)


def settled(*days: int) -> list[int]:
    """Settle days that are written as numbers from a first one."""
    found = settled_days([START + timedelta(days=day) for day in days])
    return [(day - START).days for day in found]


@pytest.mark.parametrize("days", [(0,), (0, 0), (0, 3, 3, 900)])
def test_days_in_order_stay_as_they_are(days: tuple[int, ...]) -> None:
    assert settled(*days) == list(days)


@pytest.mark.parametrize(
    ("claimed", "meant"),
    [
        # Ahead once: given no later than the next answer.
        ((1400, 2), [2, 2]),
        ((0, 1400, 9), [0, 9, 9]),
        ((0, 1400, 9, 12), [0, 9, 9, 12]),
        ((1400, 1401, 2, 3), [2, 2, 2, 3]),
        # Behind once: given no earlier than the one before, as soon as a later answer tells.
        ((0, -2000, 4), [0, 0, 4]),
        ((0, 3, -2000, -1999, 8), [0, 3, 3, 3, 8]),
        # While it is behind, the clock is taken to be right.
        ((0, 3, -2000), [-2000, -2000, -2000]),
        # Ahead and behind.
        ((0, 1400, 5, -2000, 9), [0, 5, 5, 5, 9]),
    ],
)
def test_a_day_that_does_not_agree_moves_to_the_nearest_that_does(
    claimed: tuple[int, ...], meant: list[int]
) -> None:
    assert settled(*claimed) == meant


def test_whatever_a_clock_did_days_never_go_back_and_the_last_one_stands() -> None:
    rng = random.Random(7)
    for _ in range(300):
        claimed = [rng.randint(-30, 30) for _ in range(rng.randint(1, 12))]
        found = settled(*claimed)
        assert found == sorted(found)
        assert found[-1] == claimed[-1]
        assert settled(*found) == found


@pytest.mark.no_cover
def test_many_answers_to_one_item_are_settled_at_once() -> None:
    rng = random.Random(7)
    claimed = [rng.randint(0, 5000) for _ in range(50_000)]
    found = settled(*claimed)
    assert found == sorted(found)
