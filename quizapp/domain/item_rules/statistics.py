"""The two distributions that the rules over a whole bank are tested against."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z_LIMIT = 1.645
"""A standard normal value exceeds this by chance in one case of twenty."""

P_LIMIT = 0.05
"""A pattern this rare is not put down to chance."""

_BISECTIONS = 60


def normal_tail(z: float) -> float:
    """Return the chance that a standard normal value is above `z`."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def chi_square_tail(statistic: float, df: int) -> float:
    """Return the chance that a chi-square value of `df` degrees of freedom (1 or more) is above."""
    if statistic <= 0:
        return 1.0
    half = statistic / 2
    is_odd = df % 2 == 1
    power = 0.5 if is_odd else 0.0
    tail = math.erfc(math.sqrt(half)) if is_odd else 0.0
    term = math.exp(-half) * half**power / math.gamma(power + 1)
    while power < df / 2:
        tail += term
        power += 1
        term *= half / power
    return tail


def chi_square_limit(df: int) -> float:
    """Return the value that a chi-square of `df` degrees of freedom exceeds once in twenty."""
    low, high = 0.0, 10.0 * df + 10.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if chi_square_tail(middle, df) > P_LIMIT else (low, middle)
    return (low + high) / 2


def evenness(counts: Sequence[int]) -> float:
    """Return the chi-square of counts against their being equally likely."""
    expected = sum(counts) / len(counts)
    return sum((count - expected) ** 2 / expected for count in counts)


def above_chance(hits: float, chances: Iterable[float]) -> float:
    """Return by how many standard deviations hits exceed what chance gives.

    Args:
        hits: how often it happened; ties may count as fractions.
        chances: for each case the chance that it happens, between 0 and 1, both excluded.
    """
    listed = list(chances)
    variance = sum(chance * (1 - chance) for chance in listed)
    return (hits - sum(listed)) / math.sqrt(variance)


def rate_above(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return by how many standard deviations one rate exceeds another; 0 when both are all or none.

    Args:
        one: how often it happened, and of how many (1 or more).
        other: the same for what it is compared with.
    """
    (hits, of), (other_hits, other_of) = one, other
    pooled = (hits + other_hits) / (of + other_of)
    spread = pooled * (1 - pooled) * (1 / of + 1 / other_of)
    return (hits / of - other_hits / other_of) / math.sqrt(spread) if spread else 0.0
