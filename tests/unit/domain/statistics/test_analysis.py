"""Statistics of a whole test against the same figures worked out by a second route."""

from __future__ import annotations

import math
import statistics

import pytest

from quizapp.domain.statistics.analysis import Gain, WholeFigures, analyse, gains
from quizapp.domain.statistics.marks import MarkTable, TableMaker, WhichAttempts
from tests.unit.domain.statistics import golden


def close(value: object) -> object:
    return pytest.approx(value, rel=1e-13)


def table_of(*totals: int, items: int = 1) -> MarkTable:
    """Return a table of learners with these totals in the first item, and nothing elsewhere."""
    maker = TableMaker()
    for number, total in enumerate(totals):
        maker.add((str(number), 1), "q1", (total, 10))
        for item in range(2, items + 1):
            maker.add((str(number), 1), f"q{item}", (0, 10))
    return maker.made()


def figures_of(*totals: int, items: int = 1) -> WholeFigures:
    return analyse(table_of(*totals, items=items)).test


def test_mean_median_and_spread_of_totals() -> None:
    totals = golden.totals()
    test = analyse(golden.table()).test
    assert (test.n, test.max_mark, test.incomplete) == (7, 5, 0)
    assert test.mean == close(float(sum(totals) / 7))
    assert test.median == close(float(statistics.median(totals)))
    assert test.sd == close(math.sqrt(golden.covariance(totals, totals)))


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle() -> None:
    assert figures_of(1, 2, 4, 10).median == 3


def test_skewness_and_kurtosis_are_the_sample_estimates() -> None:
    totals = golden.totals()
    m2, m3, m4 = (golden.moment(totals, power) for power in (2, 3, 4))
    k2 = m2 * 7 / 6
    k3 = 49 * m3 / (6 * 5)
    k4 = 49 * (8 * m4 - 18 * m2**2) / (6 * 5 * 4)
    test = analyse(golden.table()).test
    assert test.skewness == close(float(k3) / float(k2) ** 1.5)
    assert test.kurtosis == close(float(k4 / k2**2))


def test_totals_that_lean_to_the_low_side_have_a_negative_skewness() -> None:
    low_tail, high_tail = figures_of(0, 8, 9, 9, 10), figures_of(10, 2, 1, 1, 0)
    assert low_tail.skewness == -high_tail.skewness < 0


def test_the_consistency_is_cronbachs_alpha_and_error_follows_from_it() -> None:
    test = analyse(golden.table()).test
    alpha = float(golden.alpha())
    sd = math.sqrt(golden.covariance(golden.totals(), golden.totals()))
    assert test.cic.value == close(100 * alpha)
    assert test.error_ratio.value == close(100 * math.sqrt(1 - alpha))
    assert test.standard_error.value == close(sd * math.sqrt(1 - alpha))
    for figure in (test.cic, test.error_ratio, test.standard_error):
        assert figure.n == 7
        assert figure.interval is not None
        assert figure.interval.low < figure.value < figure.interval.high


def test_a_test_at_odds_with_itself_has_a_negative_consistency_and_more_error_than_spread() -> None:
    maker = TableMaker()
    for number, (one, other) in enumerate(((0, 9), (9, 1), (1, 9), (9, 0))):
        maker.add((str(number), 1), "q1", (one, 9))
        maker.add((str(number), 1), "q2", (other, 9))
    test = analyse(maker.made()).test
    assert test.cic.value < -100
    assert test.error_ratio.value > 100


def test_a_test_of_equal_items_is_free_of_error_and_never_beyond() -> None:
    maker = TableMaker()
    for number, mark in enumerate((0.1, 0.3, 0.7, 0.2, 0.9)):
        for item in "abcdef":
            maker.add((str(number), 1), item, (mark, 1))
    test = analyse(maker.made()).test
    assert test.cic.value == pytest.approx(100)
    assert test.cic.value <= 100
    assert test.error_ratio.value == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("totals", "defined"),
    [
        ((3,), set()),
        ((3, 5), {"sd"}),
        ((3, 5, 9), {"sd", "skewness", "cic"}),
        ((3, 5, 9, 9), {"sd", "skewness", "cic", "kurtosis"}),
    ],
)
def test_what_a_handful_of_attempts_cannot_tell_is_undefined(
    totals: tuple[int, ...], defined: set[str]
) -> None:
    test = figures_of(*totals, items=2)
    known = {name for name in ("sd", "skewness", "kurtosis") if getattr(test, name) is not None}
    assert known | ({"cic"} if test.cic.value is not None else set()) == defined
    assert (test.error_ratio.value is None) == (test.standard_error.value is None)
    assert (test.error_ratio.value is None) == ("cic" not in defined)


def test_equal_totals_have_a_spread_of_nothing_and_no_shape() -> None:
    test = figures_of(4, 4, 4, 4, items=2)
    assert test.sd == 0
    assert test.skewness is test.kurtosis is test.cic.value is None


def test_one_item_has_no_consistency_with_others() -> None:
    assert figures_of(1, 2, 3, 4).cic.value is None


def test_without_all_items_in_all_attempts_there_is_no_consistency() -> None:
    maker = TableMaker()
    for learner, items in (("a", "xyz"), ("b", "xy"), ("c", "xyz"), ("d", "z")):
        for item in items:
            maker.add((learner, 1), item, (int(learner in "ab"), 1))
    analysis = analyse(maker.made())
    assert (analysis.test.incomplete, analysis.test.cic.value) == (2, None)
    assert [(one.item, one.n) for one in analysis.items] == [("x", 3), ("y", 3), ("z", 3)]


def test_gains_compare_each_try_of_a_learner_with_the_one_before() -> None:
    maker = TableMaker()
    for learner, number, total in (
        ("a", 4, 2),
        ("a", 9, 5),
        ("a", 7, 4),
        ("b", 1, 3),
        ("b", 2, 2.5),
    ):
        maker.add((learner, number), "q1", (total, 10))
    table = maker.made()
    assert gains(table) == (Gain(2, 2, 0.75), Gain(3, 1, 1.0))
    assert gains(table.chosen(WhichAttempts.FIRST)) == ()
