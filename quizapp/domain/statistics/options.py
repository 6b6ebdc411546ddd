"""Who chose which option."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.statistics.marks import by_name
from quizapp.domain.statistics.ranking import Respondents


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionFigures:
    """The statistics of one option, or of one response that was given.

    Attributes:
        option: its name.
        count: answers that chose it, 1 or more.
        point_biserial: correlation of choosing it with the total of the attempt, -1 to 1, with
            standard deviations of the population: (mean total of those who chose it - of all
            others) / sd * root of p * (1 - p). Blanks are among the others. `None` where all chose
            it or totals do not vary.
        credit: mean mark of those who chose it over the greatest one; `None` where that is 0.
        groups: answers that chose it in the top 27%, the middle 46% and the bottom 27% by total.
        by_try: answers that chose it in the first, second … try of the learners.
    """

    option: str
    count: int
    point_biserial: float | None
    credit: float | None
    groups: tuple[int, int, int]
    by_try: tuple[int, ...]


def option_figures(
    options: Sequence[str], marks: Sequence[int], max_mark: int, respondents: Respondents
) -> tuple[OptionFigures, ...]:
    """Return the figures of all options that were chosen, in the order of their names.

    Args:
        options: the responses in the order of totals, "" for a blank.
        marks: the marks in the same order.
        max_mark: the greatest mark, 0 or more.
        respondents: who answered.
    """
    totals: defaultdict[str, int] = defaultdict(int)
    credit: defaultdict[str, int] = defaultdict(int)
    for option, mark, total in zip(options, marks, respondents.totals, strict=True):
        totals[option] += total
        credit[option] += mark
    counts = Counter(options)
    top, middle, bottom = (Counter(options[group]) for group in respondents.thirds)
    tries = _tries(options, respondents)
    return tuple(
        OptionFigures(
            option=option,
            count=counts[option],
            point_biserial=_point_biserial(counts[option], totals[option], respondents),
            credit=credit[option] / (counts[option] * max_mark) if max_mark else None,
            groups=(top[option], middle[option], bottom[option]),
            by_try=tuple(in_try[option] for in_try in tries),
        )
        for option in sorted(counts, key=by_name)
        if option
    )


def _tries(options: Sequence[str], respondents: Respondents) -> list[Counter[str]]:
    """Return how often each option was chosen in the first, second … try."""
    if not respondents.tries:
        return [Counter(options)]
    counts: list[Counter[str]] = [Counter() for _ in range(max(respondents.tries))]
    for option, count in zip(options, respondents.tries, strict=True):
        counts[count - 1][option] += 1
    return counts


def _point_biserial(count: int, total: int, respondents: Respondents) -> float | None:
    n = len(respondents.totals)
    spread = count * (n - count) * (n * respondents.squares - respondents.total**2)
    if not spread:
        return None
    return (n * total - count * respondents.total) / math.sqrt(spread)
