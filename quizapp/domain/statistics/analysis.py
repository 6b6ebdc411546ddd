"""Statistics of a test as a whole, and of all that is in it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizapp.domain.statistics.figures import Figure, Interval
from quizapp.domain.statistics.intervals import feldt
from quizapp.domain.statistics.items import ItemFigures, item_figures
from quizapp.domain.statistics.marks import MarkTable
from quizapp.domain.statistics.ranking import Ranking

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFigures:
    """The statistics of the totals of a test, as Moodle's quiz statistics report defines them.

    Attributes:
        n: attempts, 1 or more.
        max_mark: the sum of the greatest marks of all items or slots, 0 or more.
        mean: in marks.
        median: in marks.
        sd: standard deviation in marks, 0 or more; `None` with one attempt.
        skewness: 0 where totals lie evenly about the mean, above where few are high; `None` with
            fewer than 3 attempts, or where totals do not vary.
        kurtosis: 0 for a normal distribution, above where the tails are heavier; `None` with fewer
            than 4 attempts, or where totals do not vary.
        cic: coefficient of internal consistency, 100 times Cronbach's alpha, 100 at most and
            without a lowest value; `None` with fewer than 2 items or 3 attempts, where totals do
            not vary, and where attempts lack items, for which it is not defined. Interval: Feldt.
        error_ratio: the standard error in percent of the standard deviation, 0 or more; above 100
            where the coefficient is negative; `None` where that is.
        standard_error: of measurement, in marks, 0 or more; `None` where the coefficient is.
        incomplete: attempts that lack an item or a slot.
    """

    n: int
    max_mark: float
    mean: float
    median: float
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    cic: Figure
    error_ratio: Figure
    standard_error: Figure
    incomplete: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What learners gained from one try to the next.

    Attributes:
        to_try: the later try, 2 or more.
        n: learners who made both.
        mean: mean change of the total, in marks.
    """

    to_try: int
    n: int
    mean: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The statistics of a test and of each item or slot in it."""

    test: WholeFigures
    items: tuple[ItemFigures, ...]


def analyse(table: MarkTable) -> Analysis:
    """Work all statistics of a table out.

    Args:
        table: all of its attempts count; it has at least one.
    """
    ranking = Ranking(table)
    items = tuple(item_figures(table, ranking))
    return Analysis(_whole_figures(table, ranking, items), items)


def gains(table: MarkTable) -> tuple[Gain, ...]:
    """Return the gain from each try to the next; nothing where nobody tried twice."""
    totals, tries = table.totals(), table.tries()
    by_try = {
        (key.learner, count): total
        for key, count, total in zip(table.attempts, tries, totals, strict=True)
    }
    changes: defaultdict[int, list[int]] = defaultdict(list)
    for (learner, count), total in by_try.items():
        if count > 1:
            changes[count].append(total - by_try[learner, count - 1])
    return tuple(
        Gain(count, len(changed), sum(changed) / (len(changed) * table.scale))
        for count, changed in sorted(changes.items())
    )


def _whole_figures(
    table: MarkTable, ranking: Ranking, items: Sequence[ItemFigures]
) -> WholeFigures:
    totals = sorted(ranking.totals)
    n, scale = len(totals), table.scale
    # Distances from the mean, each n times as long so that they are whole numbers.
    whole = sum(totals)
    distances = [n * total - whole for total in totals]
    second, third, fourth = (sum(one**power for one in distances) for power in (2, 3, 4))
    sd = math.sqrt(second / (n**2 * (n - 1) * scale**2)) if n > 1 else None
    lacking = n * len(table.columns) - sum(len(column.marks) for column in table.columns)
    cic = Figure(None, n) if lacking or not sd else _consistency(items, sd, n)
    error_ratio = _error_ratio(cic)
    return WholeFigures(
        n=n,
        max_mark=sum(column.max_mark for column in table.columns) / scale,
        mean=whole / (n * scale),
        median=(totals[n // 2] + totals[(n - 1) // 2]) / (2 * scale),
        sd=sd,
        skewness=_skewness(n, second, third),
        kurtosis=_kurtosis(n, second, fourth),
        cic=cic,
        error_ratio=error_ratio,
        standard_error=_times(error_ratio, (sd or 0.0) / _PERCENT),
        incomplete=_incomplete(table) if lacking else 0,
    )


def _incomplete(table: MarkTable) -> int:
    met = [0] * len(table.attempts)
    for column in table.columns:
        for attempt in column.attempts:
            met[attempt] += 1
    return sum(count < len(table.columns) for count in met)


def _skewness(n: int, second: int, third: int) -> float | None:
    """Return k3 / k2^1.5 from the sums of the powers of distances, in whatever unit."""
    if n < 3 or not second:
        return None
    k2 = Fraction(second, n - 1)
    k3 = Fraction(n * third, (n - 1) * (n - 2))
    return math.copysign(math.sqrt(k3**2 / k2**3), third)


def _kurtosis(n: int, second: int, fourth: int) -> float | None:
    """Return k4 / k2² from the sums of the powers of distances, in whatever unit."""
    if n < 4 or not second:
        return None
    k2 = Fraction(second, n - 1)
    above = n * (n + 1) * fourth - 3 * (n - 1) * second**2
    return float(Fraction(above, (n - 1) * (n - 2) * (n - 3)) / k2**2)


def _consistency(items: Sequence[ItemFigures], sd: float, n: int) -> Figure:
    variances = [one.spread.marks or 0.0 for one in items if one.slot is None or one.item is None]
    count = len(variances)
    if count < 2 or n < 3:
        return Figure(None, n)
    # Rounding must not lift it above what it can be.
    alpha = min(1.0, count / (count - 1) * (1 - math.fsum(variances) / sd**2))
    interval = feldt(alpha, n, count)
    return Figure(_PERCENT * alpha, n, interval and interval.times(_PERCENT))


def _error_ratio(cic: Figure) -> Figure:
    if cic.value is None:
        return cic
    interval = cic.interval and Interval(_error(cic.interval.high), _error(cic.interval.low))
    return Figure(_error(cic.value), cic.n, interval)


def _error(cic: float) -> float:
    return _PERCENT * math.sqrt(max(0.0, 1 - cic / _PERCENT))


def _times(figure: Figure, factor: float) -> Figure:
    if figure.value is None:
        return figure
    return Figure(
        figure.value * factor, figure.n, figure.interval and figure.interval.times(factor)
    )
