"""Statistics of items against the same figures worked out by a second route."""

from __future__ import annotations

import math

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.items import ItemFigures, effective_weights
from quizapp.domain.statistics.marks import TableMaker
from tests.unit.domain.statistics import golden

ITEMS = list(golden.MARKS)


def close(value: object) -> object:
    return pytest.approx(value, rel=1e-14)


@pytest.fixture(scope="module")
def figures() -> dict[str | None, ItemFigures]:
    return {one.item: one for one in analyse(golden.table()).items}


def test_items_come_in_the_order_of_their_names_with_numbers_by_size(
    figures: dict[str, ItemFigures],
) -> None:
    assert list(figures) == ["q1", "q2", "q10", "q20"]
    assert {one.slot for one in figures.values()} == {None}
    assert {one.n for one in figures.values()} == {7}


@pytest.mark.parametrize("item", ITEMS)
def test_facility_is_the_mean_mark_over_the_greatest_one(
    figures: dict[str, ItemFigures], item: str
) -> None:
    most, marks = golden.MARKS[item]
    assert figures[item].facility.value == close(float(sum(marks) / 7 / most))


@pytest.mark.parametrize("item", ITEMS)
def test_the_spread_of_marks_and_of_the_rest(figures: dict[str, ItemFigures], item: str) -> None:
    marks, rest = golden.MARKS[item][1], golden.rest(item)
    spread = figures[item].spread
    assert spread.marks == close(float(golden.covariance(marks, marks)))
    assert spread.rest == close(float(golden.covariance(rest, rest)))
    assert spread.together == close(float(golden.covariance(marks, rest)))
    assert spread.greatest == close(float(golden.greatest_covariance(marks, rest)))
    assert spread.with_total == close(float(golden.covariance(marks, golden.totals())))
    assert figures[item].sd == close(math.sqrt(golden.covariance(marks, marks)))


@pytest.mark.parametrize("item", ITEMS[:3])
def test_discrimination_compares_marks_with_the_rest_of_the_test(
    figures: dict[str, ItemFigures], item: str
) -> None:
    marks, rest = golden.MARKS[item][1], golden.rest(item)
    together = golden.covariance(marks, rest)
    both = golden.covariance(marks, marks) * golden.covariance(rest, rest)
    greatest = golden.greatest_covariance(marks, rest)
    index, efficiency = (
        figures[item].discrimination_index,
        figures[item].discriminative_efficiency,
    )
    assert index.value == close(float(100 * together) / math.sqrt(both))
    assert efficiency.value == close(float(100 * together / greatest))
    assert (index.n, efficiency.n) == (7, 7)
    assert index.interval is not None
    assert index.interval.low < index.value < index.interval.high
    assert efficiency.interval is not None
    assert efficiency.interval.low < efficiency.value < efficiency.interval.high <= 100
    assert efficiency.interval.low / efficiency.value == close(index.interval.low / index.value)


def test_an_item_that_all_get_right_has_no_discrimination(figures: dict[str, ItemFigures]) -> None:
    figure = figures["q20"]
    assert (figure.sd, figure.effective_weight) == (0.0, 0.0)
    assert figure.discrimination_index.value is figure.discrimination_index.interval is None
    assert figure.discriminative_efficiency.value is None


def test_effective_weights_share_the_roots_of_covariances_with_the_total(
    figures: dict[str, ItemFigures],
) -> None:
    totals = golden.totals()
    roots = {
        item: math.sqrt(golden.covariance(marks, totals))
        for item, (_, marks) in golden.MARKS.items()
    }
    for item, root in roots.items():
        assert figures[item].effective_weight == close(100 * root / sum(roots.values()))


def test_an_item_that_counters_the_total_has_no_effective_weight() -> None:
    assert effective_weights([4.0, -1.0, 1.0, None]) == [close(200 / 3), None, close(100 / 3), None]
    assert effective_weights([0.0, -1.0]) == [None, None]


def test_intended_weights_share_the_greatest_marks(figures: dict[str, ItemFigures]) -> None:
    assert [figures[item].intended_weight for item in ITEMS] == [20, 40, 20, 20]


def test_an_item_worth_nothing_has_neither_facility_nor_weight() -> None:
    maker = TableMaker()
    for learner in "abc":
        maker.add((learner, 1), "survey", (0, 0))
    (figures,) = analyse(maker.made()).items
    assert (figures.facility.value, figures.facility.interval) == (None, None)
    assert (figures.intended_weight, figures.effective_weight) == (None, None)
    assert [point.facility for point in figures.curve] == [None] * 5


def test_one_answer_says_nothing_about_spread() -> None:
    maker = TableMaker()
    maker.add(("a", 1), "q1", (1, 2))
    (figures,) = analyse(maker.made()).items
    assert figures.facility.value == 0.5
    assert figures.sd is figures.discrimination_index.value is None
    assert figures.discriminative_efficiency.value is figures.effective_weight is None


def test_rounding_never_makes_equal_marks_look_as_if_they_varied() -> None:
    maker = TableMaker()
    for number, first in enumerate((0.1, 0.7, 0.3, 0.6)):
        maker.add((str(number), 1), "q1", (first, 1))
        maker.add((str(number), 1), "q2", (0.1, 1))
        maker.add((str(number), 1), "q3", (0.2, 1))
    q1, q2, _ = analyse(maker.made()).items
    assert q1.spread.rest == 0
    assert (q2.sd, q2.discrimination_index.value) == (0, None)


def test_marks_in_step_with_the_rest_correlate_fully_and_have_no_interval() -> None:
    maker = TableMaker()
    for number, mark in enumerate((0, 1, 1, 3)):
        for item in ("q1", "q2"):
            maker.add((str(number), 1), item, (mark, 3))
    q1, _ = analyse(maker.made()).items
    assert (q1.discrimination_index.value, q1.discrimination_index.interval) == (100, None)
    assert (q1.discriminative_efficiency.value, q1.discriminative_efficiency.interval) == (
        100,
        None,
    )


def test_the_curve_says_facility_by_fifths_of_the_total() -> None:
    maker = TableMaker()
    for number in range(10):
        maker.add((str(number), 1), "hard", (int(number >= 8), 1))
        maker.add((str(number), 1), "scale", (number, 10))
    hard, _ = analyse(maker.made()).items
    assert [(point.n, point.facility) for point in hard.curve] == [
        (2, 0),
        (2, 0),
        (2, 0),
        (2, 0),
        (2, 1),
    ]
