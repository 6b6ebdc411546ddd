"""An item is flagged only where its whole interval lies below the line."""

from __future__ import annotations

import random

import pytest

from quizapp.domain.statistics.analysis import analyse
from quizapp.domain.statistics.figures import Figure, Interval
from quizapp.domain.statistics.items import ItemFigures, Spread
from quizapp.domain.statistics.marks import TableMaker
from quizapp.domain.statistics.verdicts import Verdict, verdict_on

LEARNERS = 60


def item(index: tuple[float, float, float], efficiency: tuple[float, float, float]) -> ItemFigures:
    """Return an item of which low end, value and high end of both figures are given."""
    figures = (
        Figure(value, LEARNERS, Interval(low, high)) for low, value, high in (index, efficiency)
    )
    return ItemFigures(
        slot=None,
        item="q",
        n=LEARNERS,
        facility=Figure(0.5, LEARNERS),
        sd=0.5,
        discrimination_index=next(figures),
        discriminative_efficiency=next(figures),
        effective_weight=10,
        intended_weight=10,
        options=(),
        blanks=None,
        curve=(),
        spread=Spread(),
    )


@pytest.mark.parametrize(
    ("index", "efficiency", "verdict"),
    [
        ((-20, 5, 29.9), (-30, 8, 40), Verdict.NEEDS_A_LOOK),
        ((-2, 6, 31), (-5, 5, 14.9), Verdict.NEEDS_A_LOOK),
        ((20, 35, 49.9), (25, 45, 60), Verdict.MAY_NEED_A_LOOK),
        ((-4, 20, 73), (-6, 30, 100), Verdict.TOO_FEW),
        ((35, 45, 55), (40, 50, 60), Verdict.NO_FLAG),
        ((20, 60, 85), (30, 70, 100), Verdict.TOO_FEW),
        ((31, 60, 85), (14, 70, 100), Verdict.TOO_FEW),
        ((30, 60, 85), (15, 70, 100), Verdict.NO_FLAG),
    ],
)
def test_the_verdict_goes_by_the_ends_of_the_intervals(
    index: tuple[float, float, float], efficiency: tuple[float, float, float], verdict: Verdict
) -> None:
    assert verdict_on(item(index, efficiency)) is verdict


def verdicts(*marks: tuple[int, int]) -> list[Verdict]:
    maker = TableMaker()
    for number, pair in enumerate(marks):
        for name, mark in zip("xy", pair, strict=True):
            maker.add((str(number), 1), name, (mark, 9))
    return [verdict_on(one) for one in analyse(maker.made()).items]


def test_what_cannot_be_said_is_not_a_flag() -> None:
    assert verdicts((1, 1)) == [Verdict.TOO_FEW] * 2
    assert verdicts((1, 1), (2, 1), (3, 1)) == [Verdict.SAME_REST, Verdict.SAME_MARKS]
    assert verdicts((1, 3), (2, 2), (3, 1)) == [Verdict.TOO_FEW] * 2


@pytest.mark.no_cover
def test_a_sound_item_is_hardly_ever_flagged_in_a_class_of_twenty() -> None:
    rng = random.Random(3)
    flagged = below = asked = 0
    for _ in range(60):
        maker = TableMaker()
        for learner in range(20):
            ability = rng.gauss(0, 1)
            for question in range(12):
                right = rng.gauss(0, 1) < ability
                maker.add((str(learner), 1), f"q{question}", (int(right), 1))
        for one in analyse(maker.made()).items:
            asked += 1
            value = one.discrimination_index.value
            below += value is not None and value < 30
            flagged += verdict_on(one) is Verdict.NEEDS_A_LOOK
    assert below > asked * 0.1
    assert flagged < asked * 0.02
