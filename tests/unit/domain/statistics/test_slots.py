"""Slots that hold items drawn at random, or variants of one question."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizapp.domain.statistics.analysis import Analysis, analyse
from quizapp.domain.statistics.marks import TableMaker
from tests.unit.domain.statistics import golden

MET = "xxyxyyx"
"""Which item each attempt met in the first slot."""


def analysed(*, is_drawn: bool) -> Analysis:
    maker = TableMaker(with_slots=True)
    for slot, (item, (most, marks)) in enumerate(golden.MARKS.items(), 1):
        for place, mark in enumerate(marks):
            name = MET[place] if slot == 1 else item
            key = (golden.LEARNERS[place], 1)
            maker.add(key, name, (mark, most), str(slot), is_drawn=is_drawn and slot == 1)
    return analyse(maker.made())


def of_x(values: list[Fraction]) -> list[Fraction]:
    return [value for value, met in zip(values, MET, strict=True) if met == "x"]


def test_a_slot_is_followed_by_each_item_that_was_met_in_it() -> None:
    rows = [(one.slot, one.item, one.n) for one in analysed(is_drawn=True).items]
    assert rows[:4] == [("1", None, 7), ("1", "x", 4), ("1", "y", 3), ("2", None, 7)]
    assert rows[4:] == [
        ("2", "q2", 7),
        ("3", None, 7),
        ("3", "q10", 7),
        ("4", None, 7),
        ("4", "q20", 7),
    ]


def test_a_slot_counts_like_an_item_whatever_was_met_in_it() -> None:
    slots = [one for one in analysed(is_drawn=True).items if one.item is None]
    items = analyse(golden.table()).items
    for slot, item in zip(slots, items, strict=True):
        assert slot.spread == item.spread
        assert slot.effective_weight == item.effective_weight
        assert slot.facility == item.facility


@pytest.mark.parametrize("is_drawn", [True, False])
def test_an_item_drawn_at_random_meets_the_whole_total_and_a_variant_the_rest(
    is_drawn: bool,
) -> None:
    marks = of_x([Fraction(mark) for mark in golden.MARKS["q1"][1]])
    against = of_x(golden.totals() if is_drawn else golden.rest("q1"))
    x = analysed(is_drawn=is_drawn).items[1]
    assert x.spread.together == pytest.approx(float(golden.covariance(marks, against)))
    assert x.spread.rest == pytest.approx(float(golden.covariance(against, against)))
    assert x.spread.greatest == pytest.approx(float(golden.greatest_covariance(marks, against)))


def test_what_was_met_in_a_slot_has_its_intended_weight_but_no_effective_one() -> None:
    slot, x, y = analysed(is_drawn=True).items[:3]
    assert slot.effective_weight is not None
    assert (x.effective_weight, y.effective_weight) == (None, None)
    assert (slot.intended_weight, x.intended_weight, y.intended_weight) == (20, 20, 20)


def test_the_consistency_counts_slots_and_not_what_was_met_in_them() -> None:
    test = analysed(is_drawn=False).test
    assert test.cic.value == pytest.approx(float(100 * golden.alpha()))
