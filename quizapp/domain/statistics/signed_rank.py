"""Paired changes: Wilcoxon's signed-rank test, its effect size, and the typical change.

The test is that of Wilcoxon (1945), the estimate that of Hodges and Lehmann (1963), its interval
Tukey's; all as in Hollander, Wolfe and Chicken, Nonparametric Statistical Methods (2014), chapter 3.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from quizapp.domain.statistics.figures import Figure, Interval
from quizapp.domain.statistics.intervals import Z

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_EXACT = 49
"""With more changes than this the normal distribution is close enough."""

_TAIL = 0.025


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRank:
    """What Wilcoxon's signed-rank test says of a number of changes.

    Attributes:
        n: changes that are not 0; the others tell nothing about the direction and are left out.
        up: sum of the ranks of changes upwards; `down`: of those downwards. Equal changes share the
            mean of their ranks.
        p: how often chance alone gives ranks as one-sided as these or more, to either side, 0 to 1;
            `None` where nothing changed.
        is_exact: whether `p` was counted out over all ways of giving signs to these ranks, shared
            ones included; otherwise it is that of a normal distribution, with corrections for ties
            and for continuity.
        effect: r = z/√n (Rosenthal 1991), z without the correction for continuity, above 0 where
            changes go up; `None` where `p` is.
    """

    n: int
    up: float
    down: float
    p: float | None
    is_exact: bool
    effect: float | None


def signed_rank(changes: Sequence[int]) -> SignedRank:
    """Test whether changes go up as much as down.

    Args:
        changes: in whatever unit; whole numbers, so that equal changes are equal.
    """
    moved = [change for change in changes if change]
    n = len(moved)
    ranks, ties = _ranks([abs(change) for change in moved])
    up = sum(rank for rank, change in zip(ranks, moved, strict=True) if change > 0)
    down = n * (n + 1) / 2 - up
    if not n:
        return SignedRank(n=0, up=0.0, down=0.0, p=None, is_exact=True, effect=None)
    # Ties make the ranks vary less.
    sd = math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - sum(t**3 - t for t in ties) / 48)
    distance = (up - down) / 2
    is_exact = n <= MOST_EXACT
    if is_exact:
        p = min(1.0, 2 * _at_most(min(up, down), ranks))
    else:
        p = math.erfc(max(0.0, abs(distance) - 0.5) / sd / math.sqrt(2))
    return SignedRank(
        n=n, up=up, down=down, p=p, is_exact=is_exact, effect=distance / sd / math.sqrt(n)
    )


def typical_change(changes: Sequence[int]) -> Figure:
    """Return the Hodges-Lehmann estimate: the median of the means of all pairs of changes.

    A change makes a pair with itself, too; changes of 0 count. The interval lies between two of
    these means, chosen by the signed-rank distribution; with equal changes it is wider than need be.

    Args:
        changes: in whatever unit, which is that of the figure.

    Returns:
        A figure without a value where there are no changes, and without an interval where there
        are fewer than 6, which are too few for 95%.
    """
    n = len(changes)
    if not n:
        return Figure(None, 0)
    # Twice the means, so that they stay whole numbers.
    ordered = sorted(changes)
    sums = sorted(one + other for at, one in enumerate(ordered) for other in ordered[at:])
    value = (sums[len(sums) // 2] + sums[(len(sums) - 1) // 2]) / 4
    skipped = _skipped(n)
    if skipped < 0:
        return Figure(value, n)
    return Figure(value, n, Interval(sums[skipped] / 2, sums[-1 - skipped] / 2))


def _ranks(sizes: Sequence[int]) -> tuple[list[float], list[int]]:
    """Return the rank of each size from 1, equal ones sharing the mean, and how many share each."""
    counts = Counter(sizes)
    rank_of, below = {}, 0
    for size in sorted(counts):
        rank_of[size] = below + (counts[size] + 1) / 2
        below += counts[size]
    return [rank_of[size] for size in sizes], list(counts.values())


def _at_most(rank_sum: float, ranks: Sequence[float]) -> float:
    """Return the chance that ranks, each in or out by a coin, sum to no more than that."""
    # Ranks that are shared may be halves, so twice the ranks are added up.
    ways = _ways([round(2 * rank) for rank in ranks])
    return sum(ways[: round(2 * rank_sum) + 1]) / (1 << len(ranks))


def _ways(ranks: Iterable[int]) -> list[int]:
    """Return in how many ways some of the ranks sum to 0, 1, 2 and so on."""
    ways = [1]
    for rank in ranks:
        longer = ways + [0] * rank
        for total, count in enumerate(ways):
            longer[total + rank] += count
        ways = longer
    return ways


def _skipped(n: int) -> int:
    """Return how many of the means lie beyond each end of the interval; below 0 for none."""
    if n > MOST_EXACT:
        middle, sd = n * (n + 1) / 4, math.sqrt(n * (n + 1) * (2 * n + 1) / 24)
        return math.floor(middle - Z * sd) - 1
    return sum(ways <= _TAIL * (1 << n) for ways in accumulate(_ways(range(1, n + 1)))) - 1
