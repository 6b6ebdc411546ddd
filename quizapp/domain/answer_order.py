"""On which days answers were given whose times contradict the order in which they were recorded."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class _Chain(NamedTuple):
    """Days that agree with each other; the better of two is the longer one, then the shorter span.

    Attributes:
        length: how many there are.
        first: the ordinal of the first; the last is a place in the sequence, `at`.
    """

    length: int
    first: int
    at: int


def settled_days(days: Sequence[date]) -> list[date]:
    """Return days that never go back, for days as a clock gave them, in the order of recording.

    The clock is taken to be right now, and whenever most answers agree that it was: the last day
    and the longest run of days that agrees with it stay as they are. A day that does not agree is
    moved to the nearest one that does. So one answer given while the clock was years ahead counts
    as given no later than the next one, and one given while it was years behind as given no
    earlier than the one before.

    Args:
        days: the first recorded first.
    """
    kept = _agreeing(days)
    settled = list(days)
    for at in range(len(days) - 1, -1, -1):
        if at not in kept and at + 1 < len(days):
            settled[at] = min(settled[at], settled[at + 1])
    for at in range(1, len(days)):
        settled[at] = max(settled[at], settled[at - 1])
    return settled


def _agreeing(days: Sequence[date]) -> set[int]:
    """Return the places of the longest run of days that never goes back and ends in the last one."""
    last = days[-1]
    values = sorted({day for day in days if day <= last})
    # The best chain up to a value, of all values below: a tree of prefix maxima.
    best: list[_Chain] = [_Chain(0, 0, -1)] * (len(values) + 1)
    before: dict[int, int] = {}
    for at, day in enumerate(days):
        if day > last:
            continue
        place = bisect_left(values, day) + 1
        known = _best_up_to(best, place)
        before[at] = known.at
        chain = _Chain(known.length + 1, known.first if known.length else day.toordinal(), at)
        while place < len(best):
            best[place] = max(best[place], chain)
            place += place & -place
    kept = set()
    at = len(days) - 1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept


def _best_up_to(best: Sequence[_Chain], place: int) -> _Chain:
    found = best[0]
    while place:
        found = max(found, best[place])
        place -= place & -place
    return found
