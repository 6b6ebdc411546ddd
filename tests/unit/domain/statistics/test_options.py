"""Who chose which option."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.marks import TableMaker
from quizapp.domain.statistics.options import OptionFigures
from tests.unit.domain.statistics import golden

CHOSEN = {"q1": "AAAB BB", "q2": "CCCCCCC"}


def options(item: str) -> dict[str, OptionFigures]:
    figures = {one.item: one for one in analyse(golden.table(CHOSEN)).items}
    return {one.option: one for one in figures[item].options}


def by_hand(letter: str) -> float:
    """Return the correlation of choosing a letter with the total, from all pairs of attempts."""
    chose = [Fraction(one == letter) for one in CHOSEN["q1"]]
    totals = golden.totals()
    both = golden.covariance(chose, chose) * golden.covariance(totals, totals)
    return float(golden.covariance(chose, totals)) / math.sqrt(both)


@pytest.mark.parametrize("letter", ["A", "B"])
def test_the_point_biserial_correlates_choosing_an_option_with_the_total(letter: str) -> None:
    assert options("q1")[letter].point_biserial == pytest.approx(by_hand(letter), rel=1e-14)


def test_an_option_that_all_chose_tells_nobody_apart() -> None:
    assert options("q2")["C"].point_biserial is None


def test_answers_marks_and_groups_are_counted_option_by_option() -> None:
    chosen = options("q1")
    assert [(one.option, one.count, one.credit) for one in chosen.values()] == [
        ("A", 3, 1.0),
        ("B", 3, 0.0),
    ]
    totals = sorted(zip(golden.totals(), CHOSEN["q1"], strict=True))
    groups = (totals[5:], totals[2:5], totals[:2])
    for letter, figures in chosen.items():
        counts = tuple(sum(one == letter for _, one in group) for group in groups)
        assert figures.groups == counts


def test_blanks_are_counted_apart_and_unknown_responses_are_not_blanks() -> None:
    q1, q2, q10, _ = analyse(golden.table(CHOSEN)).items
    assert (q1.blanks, q2.blanks) == (1, 0)
    assert (q10.blanks, q10.options) == (7, ())
    assert analyse(golden.table()).items[0].blanks is None


def test_an_item_worth_nothing_gives_no_credit() -> None:
    maker = TableMaker(with_options=True)
    maker.add(("a", 1), "q", (0, 0), option="A")
    (option,) = analyse(maker.made()).items[0].options
    assert (option.credit, option.by_try) == (None, (1,))


def test_options_are_counted_try_by_try() -> None:
    maker = TableMaker(with_options=True)
    for learner, chosen in (("a", "AAB"), ("b", "CB"), ("c", "A")):
        for number, option in enumerate(chosen, 1):
            maker.add((learner, number), "q", (int(option == "B"), 1), option=option)
    (item,) = analyse(maker.made()).items
    assert {one.option: one.by_try for one in item.options} == {
        "A": (2, 1, 0),
        "B": (0, 1, 1),
        "C": (1, 0, 0),
    }
