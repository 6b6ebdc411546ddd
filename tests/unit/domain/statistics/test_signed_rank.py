"""Paired changes, checked against counting out every way of giving signs."""

from __future__ import annotations

import math
import random
from itertools import product
from statistics import NormalDist, mean, median

import pytest

from quizapp.domain.statistics.figures import Interval
from quizapp.domain.statistics.signed_rank import MOST_EXACT, signed_rank, typical_change

GAINS = [12, -3, 8, 1, 15, -6, 9, 20, 4]
"""Nine learners; by hand the ranks of the falls are 2 and 4, so 6 go down and 39 up."""


def counted_out(changes: list[int]) -> float:
    """Two-sided chance by going through all 2^n ways of giving signs to the ranks."""
    sizes = sorted(abs(change) for change in changes)
    # Equal sizes have the mean of the places that they take.
    ranks = [
        mean(at for at, one in enumerate(sizes, 1) if one == size) for size in map(abs, changes)
    ]
    down = sum(rank for rank, change in zip(ranks, changes, strict=True) if change < 0)
    least = min(down, sum(ranks) - down)
    sums = [
        sum(rank for rank, is_in in zip(ranks, signs, strict=True) if is_in)
        for signs in product((False, True), repeat=len(changes))
    ]
    return min(1.0, 2 * sum(one <= least for one in sums) / len(sums))


def test_few_changes_of_different_size_are_counted_out() -> None:
    found = signed_rank(GAINS)
    assert (found.n, found.up, found.down, found.is_exact) == (9, 39.0, 6.0, True)
    assert found.p == pytest.approx(counted_out(GAINS), abs=1e-15)
    assert found.effect == pytest.approx(16.5 / math.sqrt(71.25) / 3)


def test_any_signs_give_the_chance_that_counting_gives() -> None:
    rng = random.Random(2026)
    for n in range(1, 11):
        changes = [rng.choice((-1, 1)) * size for size in rng.sample(range(1, 60), n)]
        found = signed_rank(changes).p
        assert found is not None
        assert math.isclose(found, counted_out(changes), rel_tol=1e-12)


def test_equal_changes_share_their_ranks_and_are_counted_out_as_well() -> None:
    found = signed_rank([1, 1, -1, 2, 3, 0, 0])
    # Ranks by hand: 2, 2, 2, 4, 5; the variance loses (27 - 3)/48. Of the 32 ways, four have no
    # more than 2 on the lesser side: none of the ranks, or one of the three 2s.
    sd = math.sqrt(5 * 6 * 11 / 24 - 0.5)
    assert (found.n, found.up, found.down, found.is_exact) == (5, 13.0, 2.0, True)
    assert found.p == 2 * 4 / 32
    assert found.effect == pytest.approx(5.5 / sd / math.sqrt(5))


def test_five_who_gain_alike_are_no_surer_than_five_heads_in_a_row() -> None:
    assert signed_rank([3] * 5).p == 2 / 2**5


def test_equal_changes_give_the_chance_that_counting_gives() -> None:
    rng = random.Random(2026)
    for n in range(2, 11):
        changes = [rng.choice((-1, 1)) * rng.randint(1, 4) for _ in range(n)]
        found = signed_rank(changes).p
        assert found is not None
        assert math.isclose(found, counted_out(changes), rel_tol=1e-12)


def test_many_equal_changes_take_the_normal_way_with_less_variance() -> None:
    found = signed_rank([1] * 30 + [-1] * 20)
    # All ranks are 25.5; the variance loses (50³ - 50)/48.
    sd = math.sqrt(50 * 51 * 101 / 24 - (50**3 - 50) / 48)
    assert (found.up, found.is_exact) == (765.0, False)
    assert found.p == pytest.approx(2 * (1 - NormalDist().cdf((127.5 - 0.5) / sd)))


def test_many_changes_take_the_normal_way_and_come_close_to_counting() -> None:
    few = [(-1) ** (size % 3) * size for size in range(1, MOST_EXACT + 1)]
    exact, normal = signed_rank(few), signed_rank([*few, MOST_EXACT + 1])
    assert (exact.is_exact, normal.is_exact) == (True, False)
    assert exact.p is not None
    sd = math.sqrt(49 * 50 * 99 / 24)
    close = 2 * (1 - NormalDist().cdf((abs(exact.up - exact.down) / 2 - 0.5) / sd))
    assert exact.p == pytest.approx(close, abs=0.005)


def test_where_nothing_changed_there_is_nothing_to_test() -> None:
    found = signed_rank([0, 0])
    assert (found.n, found.p, found.effect) == (0, None, None)


def test_as_much_up_as_down_is_what_chance_gives() -> None:
    found = signed_rank([1, 2, -3, 3, -2, -1])
    assert (found.p, found.effect) == (1.0, 0.0)


def walsh(changes: list[int]) -> list[float]:
    return sorted(
        (changes[a] + changes[b]) / 2 for a in range(len(changes)) for b in range(a, len(changes))
    )


def covered(changes: list[int], low: float, high: float) -> float:
    """How often an interval between these means covers: those shifts the test does not reject."""
    means, n = walsh(changes), len(changes)
    outside = sum(mean < low for mean in means)
    assert outside == sum(mean > high for mean in means)
    sums = [
        sum(rank for rank, sign in enumerate(signs, 1) if sign)
        for signs in product((0, 1), repeat=n)
    ]
    return 1 - 2 * sum(one <= outside for one in sums) / len(sums)


def test_the_typical_change_is_the_median_of_the_means_of_all_pairs() -> None:
    changes = [-8, -1, 2, 4, 17, 33, 65, 128, 257]
    found = typical_change(changes)
    assert (found.n, found.value) == (9, median(walsh(changes)))
    assert found.interval is not None
    reached = covered(changes, found.interval.low, found.interval.high)
    assert 0.95 <= reached < 0.97


def test_six_changes_are_the_fewest_that_an_interval_can_rest_on() -> None:
    assert typical_change([1, 2, 3, 4, 5]).interval is None
    assert typical_change([6, 1, 2, 3, 4, 5]).interval == Interval(1.0, 6.0)
    assert typical_change([]).value is None


def test_the_interval_of_many_changes_covers_the_true_one_in_19_of_20_cases() -> None:
    rng = random.Random(2026)
    hits = 0
    for _ in range(200):
        found = typical_change([round(rng.gauss(500, 900)) for _ in range(60)]).interval
        assert found is not None
        hits += found.low <= 500 <= found.high
    assert 182 <= hits <= 198
