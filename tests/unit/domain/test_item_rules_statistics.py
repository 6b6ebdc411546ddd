"""The distributions behind the rules over a whole bank, against printed tables."""

from __future__ import annotations

import pytest

from quizapp.domain.item_rules.statistics import (
    above_chance,
    chi_square_limit,
    chi_square_tail,
    evenness,
    normal_tail,
    rate_above,
)


@pytest.mark.parametrize(("z", "tail"), [(0.0, 0.5), (1.645, 0.05), (1.96, 0.025), (-1.645, 0.95)])
def test_the_normal_tail_is_that_of_the_tables(z: float, tail: float) -> None:
    assert normal_tail(z) == pytest.approx(tail, abs=1e-4)


@pytest.mark.parametrize(
    ("df", "limit"), [(1, 3.841), (2, 5.991), (3, 7.815), (4, 9.488), (5, 11.070), (6, 12.592)]
)
def test_the_limit_of_chi_square_is_that_of_the_tables(df: int, limit: float) -> None:
    assert chi_square_limit(df) == pytest.approx(limit, abs=1e-3)
    assert chi_square_tail(limit, df) == pytest.approx(0.05, abs=1e-4)


def test_nothing_at_all_is_no_surprise() -> None:
    assert chi_square_tail(0.0, 3) == 1.0
    assert evenness([4, 4, 4]) == 0.0


def test_uneven_counts_have_a_large_chi_square() -> None:
    assert evenness([20, 5, 5]) == pytest.approx(15.0)


def test_hits_above_chance_are_counted_in_standard_deviations() -> None:
    assert above_chance(20, [0.5] * 40) == 0.0
    assert above_chance(30, [0.5] * 40) == pytest.approx(3.162, abs=1e-3)


def test_one_rate_is_compared_with_another() -> None:
    assert rate_above((30, 100), (10, 100)) == pytest.approx(3.536, abs=1e-3)
    assert rate_above((10, 100), (30, 100)) < 0


def test_rates_that_are_both_none_do_not_differ() -> None:
    assert rate_above((0, 100), (0, 50)) == 0.0
