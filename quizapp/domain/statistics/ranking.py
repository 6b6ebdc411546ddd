"""Who answered an item, ranked by their totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import starmap
from operator import mul
from typing import TypeVar

from quizapp.domain.statistics.groups import QUINTILES, THIRDS, cuts
from quizapp.domain.statistics.marks import Column, MarkTable

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondents:
    """The attempts that answered an item, from the lowest total to the highest.

    Attributes:
        order: for each rank the place in the column.
        totals: in units of the table, rising.
        tries: for each rank the try of the learner, from 1; empty where all are first tries.
        total: sum of totals.
        squares: sum of their squares.
        thirds: the ranks of the top, the middle and the bottom group, as slices.
        fifths: the same for fifths, the lowest first.
    """

    order: tuple[int, ...]
    totals: tuple[int, ...]
    tries: tuple[int, ...]
    total: int
    squares: int
    thirds: tuple[slice, ...]
    fifths: tuple[slice, ...]

    def ranked(self, values: Sequence[_Value]) -> list[_Value]:
        """Return the values of a column in the order of totals."""
        return list(map(values.__getitem__, self.order))


class Ranking:
    """Ranks the respondents of each column of a table, once for all columns that share them."""

    def __init__(self, table: MarkTable) -> None:
        self.totals = table.totals()
        self.tries = table.tries()
        self._known: dict[tuple[int, ...], Respondents] = {}

    def of(self, column: Column) -> Respondents:
        """Return who answered a column."""
        known = self._known.get(column.attempts)
        if known is None:
            known = self._known[column.attempts] = self._rank(column.attempts)
        return known

    def _rank(self, attempts: tuple[int, ...]) -> Respondents:
        totals = [self.totals[attempt] for attempt in attempts]
        order = sorted(range(len(totals)), key=totals.__getitem__)
        totals.sort()
        tries = [self.tries[attempts[place]] for place in order]
        return Respondents(
            order=tuple(order),
            totals=tuple(totals),
            tries=tuple(tries) if max(tries) > 1 else (),
            total=sum(totals),
            squares=sum(map(mul, totals, totals)),
            thirds=_slices(cuts(totals, THIRDS)),
            fifths=_slices(reversed(cuts(totals, QUINTILES))),
        )


def _slices(groups: Iterable[tuple[int, int]]) -> tuple[slice, ...]:
    return tuple(starmap(slice, groups))
