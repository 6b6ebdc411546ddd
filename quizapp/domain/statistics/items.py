"""Statistics of single items and slots.

Definitions are those of Moodle's quiz statistics report unless said otherwise. In them x is the
mark of an item, m its greatest mark, T the total of the attempt, and "the rest" is T - x; for an
item drawn at random into its slot it is the whole of T. Variances and covariances are those of
samples: divided by one less than the number of attempts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import mul, sub

from quizapp.domain.statistics.figures import Figure, Interval
from quizapp.domain.statistics.intervals import fisher, wilson
from quizapp.domain.statistics.marks import Column, MarkTable, by_name
from quizapp.domain.statistics.options import OptionFigures, option_figures
from quizapp.domain.statistics.ranking import Ranking, Respondents

_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What discrimination and weights are worked out from; `None` with one answer or none.

    Attributes:
        marks: variance of x in marks squared, 0 or more.
        rest: variance of the rest, in marks squared, 0 or more.
        together: covariance of both, in marks squared.
        greatest: covariance of both after each is sorted, the greatest that these marks allow.
        with_total: covariance of x and T, in marks squared.
        correlation: of x and the rest, -1 to 1; `None` where one of them does not vary.
        greatest_correlation: the correlation for `greatest`, above 0 to 1; `None` likewise.
    """

    marks: float | None = None
    rest: float | None = None
    together: float | None = None
    greatest: float | None = None
    with_total: float | None = None
    correlation: float | None = None
    greatest_correlation: float | None = None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One fifth of the attempts by total.

    Attributes:
        n: attempts in it; equal totals never part, so that it can be empty.
        facility: as that of the item; `None` without attempts.
    """

    n: int
    facility: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFigures:
    """The statistics of an item, of a slot, or of an item that was met in a slot.

    Attributes:
        slot: `None` in a table without slots.
        item: `None` for a whole slot.
        n: answers, 1 or more.
        facility: mean of x over m, 1 at most; `None` for m = 0. Interval: Wilson.
        sd: standard deviation of x in marks, 0 or more; `None` with one answer.
        discrimination_index: 100 times the correlation of x with the rest, -100 to 100; `None`
            where one of them does not vary. Interval: Fisher's z.
        discriminative_efficiency: covariance of x with the rest in percent of the greatest that
            these marks allow, 100 at most; `None` where that is 0. Its interval is that of the
            index in the same proportion, which takes the marks that were given as given.
        effective_weight: 0 to 100, what x contributes to the spread of totals: the root of its
            covariance with T in percent of the sum of these roots; `None` where the covariance is
            negative, and for an item that was met in a slot.
        intended_weight: 0 to 100, m in percent of the sum of all m; `None` where that is 0.
        options: the responses that were given; empty where responses are not known, and for a slot
            whose items are drawn at random.
        blanks: answers without a response; `None` where `options` says nothing.
        curve: facility by fifths of T, the lowest first.
        spread: what discrimination was worked out from.
    """

    slot: str | None
    item: str | None
    n: int
    facility: Figure
    sd: float | None
    discrimination_index: Figure
    discriminative_efficiency: Figure
    effective_weight: float | None
    intended_weight: float | None
    options: tuple[OptionFigures, ...]
    blanks: int | None
    curve: tuple[CurvePoint, ...]
    spread: Spread


def item_figures(table: MarkTable, ranking: Ranking) -> Iterator[ItemFigures]:
    """Give the figures of each column; after those of a slot those of each item met in it."""
    all_marks = sum(column.max_mark for column in table.columns)
    looked_at = [_look_at(column, ranking.of(column), table.scale) for column in table.columns]
    weights = effective_weights([look.spread.with_total for look in looked_at])
    for column, look, weight in zip(table.columns, looked_at, weights, strict=True):
        intended = _PERCENT * column.max_mark / all_marks if all_marks else None
        yield replace(look, effective_weight=weight, intended_weight=intended)
        for part in _parts(column):
            met = _look_at(part, ranking.of(part), table.scale)
            yield replace(met, intended_weight=intended)


def effective_weights(with_total: Sequence[float | None]) -> list[float | None]:
    """Return the effective weight of each item, 0 to 100, from its covariance with T."""
    roots = [None if one is None or one < 0 else math.sqrt(one) for one in with_total]
    whole = math.fsum(root for root in roots if root is not None)
    return [None if root is None or not whole else _PERCENT * root / whole for root in roots]


def _parts(column: Column) -> Iterator[Column]:
    """Give a column for each item that was met in a slot."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(column.items):
        places[item].append(place)
    for item in sorted(places, key=by_name):
        yield replace(column.at(places[item]), item=item, items=())


def _look_at(column: Column, respondents: Respondents, scale: int) -> ItemFigures:
    """Return the figures of a column, but for its weights.

    Marks are taken in the order of totals: the rest is nearly sorted then, which sorts faster, and
    each group of attempts is a slice.
    """
    n = len(column.marks)
    marks = respondents.ranked(column.marks)
    against_total = column.is_drawn and column.item is not None
    spread = _spread(marks, respondents, scale, against_total=against_total)
    facility = _share(marks, column.max_mark)
    # What was drawn at random has options of its own, which may share no more than their letters.
    is_mixed = column.is_drawn and column.item is None
    options = respondents.ranked(column.options) if column.options and not is_mixed else []
    return ItemFigures(
        slot=column.slot,
        item=column.item,
        n=n,
        facility=Figure(facility, n, None if facility is None else wilson(facility, n)),
        sd=None if spread.marks is None else math.sqrt(spread.marks),
        discrimination_index=_index(spread, n),
        discriminative_efficiency=_efficiency(spread, n),
        effective_weight=None,
        intended_weight=None,
        options=option_figures(options, marks, column.max_mark, respondents) if options else (),
        blanks=options.count("") if options else None,
        curve=tuple(
            CurvePoint(len(marks[fifth]), _share(marks[fifth], column.max_mark))
            for fifth in respondents.fifths
        ),
        spread=spread,
    )


def _share(marks: Sequence[int], max_mark: int) -> float | None:
    return sum(marks) / (len(marks) * max_mark) if marks and max_mark else None


def _spread(
    marks: Sequence[int], respondents: Respondents, scale: int, *, against_total: bool
) -> Spread:
    n = len(marks)
    if n < 2:
        return Spread()
    counts = sorted(Counter(marks).items())
    of_marks = sum(mark * count for mark, count in counts)
    squares = sum(mark * mark * count for mark, count in counts)
    with_total = sum(map(mul, marks, respondents.totals))
    rest: Sequence[int] = respondents.totals
    of_rest, rest_squares, products = respondents.total, respondents.squares, with_total
    if not against_total:
        rest = sorted(map(sub, respondents.totals, marks))
        of_rest -= of_marks
        rest_squares += squares - 2 * with_total
        products -= squares
    greatest = begin = 0
    for mark, count in counts:
        greatest += mark * sum(rest[begin : begin + count])
        begin += count
    # Each is n times n - 1 times what is wanted, and still without rounding.
    mark_spread = n * squares - of_marks**2
    rest_spread = n * rest_squares - of_rest**2
    together = n * products - of_marks * of_rest
    greatest = n * greatest - of_marks * of_rest
    unit = n * (n - 1) * scale**2
    both = mark_spread * rest_spread
    return Spread(
        marks=mark_spread / unit,
        rest=rest_spread / unit,
        together=together / unit,
        greatest=greatest / unit,
        with_total=(n * with_total - of_marks * respondents.total) / unit,
        correlation=_correlation(together, both),
        greatest_correlation=_correlation(greatest, both),
    )


def _correlation(together: int, both: int) -> float | None:
    """Return the correlation from a covariance and the product of the two variances."""
    return math.copysign(math.sqrt(together**2 / both), together) if both else None


def _index(spread: Spread, n: int) -> Figure:
    if spread.correlation is None:
        return Figure(None, n)
    interval = fisher(spread.correlation, n)
    return Figure(_PERCENT * spread.correlation, n, interval and interval.times(_PERCENT))


def _efficiency(spread: Spread, n: int) -> Figure:
    if spread.correlation is None or spread.greatest_correlation is None:
        return Figure(None, n)
    interval = fisher(spread.correlation, n)
    if interval is not None:
        wide = interval.times(_PERCENT / spread.greatest_correlation)
        interval = Interval(wide.low, min(wide.high, float(_PERCENT)))
    return Figure(_PERCENT * (spread.correlation / spread.greatest_correlation), n, interval)
