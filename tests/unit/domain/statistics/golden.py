"""A small set of marks, with its figures worked out by a second route, in fractions.

Nothing here is how the program goes about it: covariances come from all pairs of attempts, the
greatest covariance from trying all orders, alpha from the covariances between items, and moments
from the raw definition. There is no sum of squares, no sorting and no scaling to whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, permutations

from quizapp.domain.statistics.marks import MarkTable, TableMaker

HALF = Fraction(1, 2)
THIRD = Fraction(1, 3)

MARKS: dict[str, tuple[Fraction, Sequence[Fraction | int]]] = {
    "q1": (Fraction(1), (1, 1, 1, 0, 1, 0, 0)),
    "q2": (Fraction(2), (2, 1, HALF, 1, 0, 0, HALF)),
    "q10": (Fraction(1), (THIRD, 0, 1, 0, 1, 0, 1)),
    "q20": (Fraction(1), (1, 1, 1, 1, 1, 1, 1)),
}
"""For each item the greatest mark, and the marks of seven attempts."""

LEARNERS = "abcdefg"


def table(options: dict[str, str] | None = None) -> MarkTable:
    """Return the table, with the responses that are given, a letter for each attempt."""
    maker = TableMaker(with_options=options is not None)
    for item, (most, marks) in MARKS.items():
        chosen = (options or {}).get(item, " " * len(LEARNERS))
        for learner, mark, option in zip(LEARNERS, marks, chosen, strict=True):
            assert maker.add((learner, 1), item, (mark, most), option=option.strip()) == ""
    return maker.made()


def totals() -> list[Fraction]:
    return [Fraction(sum(marks)) for marks in zip(*(one for _, one in MARKS.values()), strict=True)]


def rest(item: str) -> list[Fraction]:
    return [total - mark for total, mark in zip(totals(), MARKS[item][1], strict=True)]


def covariance(xs: Sequence[Fraction | int], ys: Sequence[Fraction | int]) -> Fraction:
    """Return the mean over all pairs of attempts of half the product of their differences."""
    n = len(xs)
    pairs = combinations(zip(xs, ys, strict=True), 2)
    return Fraction(sum((x - u) * (y - v) for (x, y), (u, v) in pairs)) / (n * (n - 1))


def greatest_covariance(xs: Sequence[Fraction | int], ys: Sequence[Fraction | int]) -> Fraction:
    """Return the greatest covariance of all the ways in which these values can meet."""
    best = max(
        set(permutations(xs)),
        key=lambda order: sum(x * y for x, y in zip(order, ys, strict=True)),
    )
    return covariance(best, ys)


def alpha() -> Fraction:
    """Return k² times the mean covariance between two items, over the variance of the totals."""
    columns = [marks for _, marks in MARKS.values()]
    between = [covariance(one, other) for one, other in combinations(columns, 2)]
    whole = totals()
    return len(columns) ** 2 * sum(between) / len(between) / covariance(whole, whole)


def moment(values: Sequence[Fraction], power: int) -> Fraction:
    mean = sum(values) / len(values)
    return sum((value - mean) ** power for value in values) / len(values)
