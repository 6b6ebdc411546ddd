"""Intervals, against closed forms, tables and sums that are worked out another way."""

from __future__ import annotations

import math

import pytest

from quizapp.domain.statistics.figures import Interval
from quizapp.domain.statistics.intervals import Z, beta_share, f_quantile, feldt, fisher, wilson


def test_an_interval_goes_up() -> None:
    with pytest.raises(ValueError, match="goes up"):
        Interval(1, 0)


@pytest.mark.parametrize(("share", "n"), [(0.0, 5), (0.3, 20), (0.5, 7), (1.0, 12)])
def test_the_ends_of_a_wilson_interval_lie_z_standard_errors_from_the_share(
    share: float, n: int
) -> None:
    interval = wilson(share, n)
    assert interval is not None
    for end in (interval.low, interval.high):
        assert abs(end - share) == pytest.approx(Z * math.sqrt(end * (1 - end) / n), abs=1e-12)
    assert 0 <= interval.low <= share <= interval.high <= 1


def test_nothing_and_everything_are_ends_of_their_intervals() -> None:
    for n in range(1, 60):
        nothing, everything = wilson(0.0, n), wilson(1.0, n)
        assert nothing is not None
        assert everything is not None
        assert (nothing.low, everything.high) == (0.0, 1.0)


def test_no_share_has_no_interval() -> None:
    assert wilson(0.5, 0) is None
    assert wilson(-0.2, 10) is None


@pytest.mark.parametrize(
    ("n", "low", "high"), [(20, "-9", "70"), (100, "19", "53"), (1000, "32", "42")]
)
def test_the_interval_of_a_correlation_narrows_slowly(n: int, low: str, high: str) -> None:
    """For 0.37; the ends are worked out with logarithms and powers of e."""
    middle, half = math.log(1.37 / 0.63) / 2, Z / math.sqrt(n - 3)
    ends = [math.exp(2 * end) for end in (middle - half, middle + half)]
    by_hand = [100 * (end - 1) / (end + 1) for end in ends]
    assert [f"{end:.0f}" for end in by_hand] == [low, high]
    interval = fisher(0.37, n)
    assert interval is not None
    assert [100 * interval.low, 100 * interval.high] == pytest.approx(by_hand, rel=1e-12)


def test_three_pairs_and_perfect_correlations_have_no_interval() -> None:
    assert fisher(0.5, 3) is fisher(1.0, 10) is fisher(-1.0, 10) is None


def test_a_beta_share_is_a_binomial_tail() -> None:
    by_hand = sum(math.comb(11, k) * 0.3**k * 0.7 ** (11 - k) for k in range(4, 12))
    assert beta_share(0.3, 4, 8) == pytest.approx(by_hand, rel=1e-12)
    assert beta_share(0.7, 8, 4) == pytest.approx(1 - by_hand, rel=1e-12)


@pytest.mark.parametrize("chance", [0.025, 0.5, 0.975])
@pytest.mark.parametrize("within", [1, 4, 30, 100_000])
def test_with_two_degrees_of_freedom_f_has_a_closed_form(chance: float, within: int) -> None:
    exact = within / 2 * ((1 - chance) ** (-2 / within) - 1)
    assert f_quantile(chance, 2, within) == pytest.approx(exact, rel=1e-8)
    assert f_quantile(1 - chance, within, 2) == pytest.approx(1 / exact, rel=1e-8)


@pytest.mark.parametrize(
    ("chance", "between", "within", "printed"),
    [(0.975, 10, 20, 2.77), (0.95, 1, 1, 161.4), (0.95, 5, 10, 3.33), (0.99, 20, 60, 2.20)],
)
def test_f_agrees_with_printed_tables(
    chance: float, between: int, within: int, printed: float
) -> None:
    assert f_quantile(chance, between, within) == pytest.approx(printed, rel=2e-3)


def test_the_interval_of_alpha_follows_from_f_and_spans_it() -> None:
    interval = feldt(0.8, 3, 4)
    assert interval is not None
    low, high = (3 * (tail ** (-1 / 3) - 1) for tail in (0.025, 0.975))
    assert interval.low == pytest.approx(1 - 0.2 * low)
    assert interval.high == pytest.approx(1 - 0.2 * high)


def test_many_answers_narrow_the_interval_of_alpha() -> None:
    few, many = feldt(0.8, 30, 10), feldt(0.8, 10_000, 100)
    assert few is not None
    assert many is not None
    assert few.low < many.low < 0.8 < many.high < few.high < 1


def test_one_attempt_or_one_item_has_no_interval_of_alpha() -> None:
    assert feldt(0.8, 1, 5) is feldt(0.8, 5, 1) is None
