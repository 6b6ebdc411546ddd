"""Which items need a look, and where there are too few answers to say."""

from __future__ import annotations

from enum import StrEnum

from quizapp.domain.statistics.figures import Interval
from quizapp.domain.statistics.items import ItemFigures

LOW_EFFICIENCY = 15
"""Below this efficiency an item needs a look."""

LOW_INDEX = 30
"""Below this index an item needs a look."""

FAIR_INDEX = 50
"""Below this index an item may need one."""


class Verdict(StrEnum):
    """What the figures of an item say about it.

    An item is flagged only when the whole interval lies below a line: a sound item in a class of
    twenty falls below by chance often enough for the figure alone to accuse it wrongly. It is
    without a flag when both intervals lie wholly above the lines of what needs a look. Nothing can
    be said where all got the same mark here, or the same marks in all the rest.
    """

    NEEDS_A_LOOK = "needs a look"
    MAY_NEED_A_LOOK = "may need a look"
    NO_FLAG = "no flag"
    TOO_FEW = "too few answers to say"
    SAME_MARKS = "marks do not vary"
    SAME_REST = "other marks do not vary"


def verdict_on(figures: ItemFigures) -> Verdict:
    """Return what the discrimination of an item says about it."""
    index, efficiency = figures.discrimination_index, figures.discriminative_efficiency
    if index.value is None:
        if figures.n < 2:
            return Verdict.TOO_FEW
        return Verdict.SAME_REST if figures.sd else Verdict.SAME_MARKS
    if index.interval is None or efficiency.interval is None:
        return Verdict.TOO_FEW
    if _is_below(efficiency.interval, LOW_EFFICIENCY) or _is_below(index.interval, LOW_INDEX):
        return Verdict.NEEDS_A_LOOK
    if _is_below(index.interval, FAIR_INDEX):
        return Verdict.MAY_NEED_A_LOOK
    is_clear = index.interval.low >= LOW_INDEX and efficiency.interval.low >= LOW_EFFICIENCY
    return Verdict.NO_FLAG if is_clear else Verdict.TOO_FEW


def _is_below(interval: Interval, line: float) -> bool:
    return interval.high < line
