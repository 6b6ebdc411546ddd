"""Intervals of 95% for a share, a correlation and Cronbach's alpha, and the F distribution."""

from __future__ import annotations

import math

from quizapp.domain.statistics.figures import Interval

Z = 1.959963984540054
"""A standard normal value lies between -Z and Z in 95% of cases."""

_TAIL = 0.025
_TINY = 1e-300
_CLOSE = 1e-14
_BISECTIONS = 100


def wilson(share: float, n: int) -> Interval | None:
    """Return the interval of a share (Wilson 1927).

    For marks between nothing and everything it is wider than need be, because they vary less than
    marks of all or nothing with the same mean.

    Args:
        share: mean mark over the greatest one.
        n: answers.

    Returns:
        An interval within 0 to 1; `None` without answers, or for a share outside of 0 to 1, which
        negative marks can bring about.
    """
    if not n or not 0 <= share <= 1:
        return None
    z2 = Z * Z / n
    middle = (share + z2 / 2) / (1 + z2)
    half = Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n)) / (1 + z2)
    # At the ends the difference is nothing, which rounding would turn into almost nothing.
    low = max(0.0, middle - half) if share > 0 else 0.0
    high = min(1.0, middle + half) if share < 1 else 1.0
    return Interval(low, high)


def fisher(correlation: float, n: int) -> Interval | None:
    """Return the interval of a correlation, by Fisher's z transformation (1921).

    Args:
        correlation: from -1 to 1.
        n: pairs.

    Returns:
        An interval within -1 to 1; `None` with fewer than 4 pairs, and for a correlation of -1 or
        1, about whose spread the pairs say nothing.
    """
    if n < 4 or abs(correlation) >= 1:
        return None
    z, half = math.atanh(correlation), Z / math.sqrt(n - 3)
    return Interval(math.tanh(z - half), math.tanh(z + half))


def feldt(alpha: float, n: int, items: int) -> Interval | None:
    """Return the interval of Cronbach's alpha (Feldt 1965).

    Args:
        alpha: 1 at most; it has no lowest value.
        n: attempts.
        items: items, each with a mark in every attempt.

    Returns:
        An interval that ends at 1 at most; `None` with fewer than 2 attempts or items.
    """
    if n < 2 or items < 2:
        return None
    between, within = n - 1, (n - 1) * (items - 1)
    return Interval(
        1 - (1 - alpha) * f_quantile(1 - _TAIL, between, within),
        1 - (1 - alpha) * f_quantile(_TAIL, between, within),
    )


def f_quantile(chance: float, between: int, within: int) -> float:
    """Return the value that an F variable stays below with `chance`.

    Args:
        chance: between 0 and 1, both excluded.
        between: degrees of freedom of the numerator, 1 or more.
        within: degrees of freedom of the denominator, 1 or more.
    """
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if beta_share(middle, between / 2, within / 2) < chance:
            low = middle
        else:
            high = middle
    share = (low + high) / 2
    return within * share / (between * (1 - share))


def beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function, the chance that a beta variable is below x.

    Worked out as a continued fraction by Lentz's method.

    Args:
        x: between 0 and 1, both excluded.
        a: above 0.
        b: above 0.
    """
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_share(1 - x, b, a)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(scale + a * math.log(x) + b * math.log1p(-x)) / a
    whole, c, d = 2.0, 2.0, 1.0
    term, step = 0, 2.0
    while abs(1 - step) > _CLOSE:
        term += 1
        half = term // 2
        if term % 2 == 0:
            factor = half * (b - half) * x / ((a + term - 1) * (a + term))
        else:
            factor = -(a + half) * (a + b + half) * x / ((a + term - 1) * (a + term))
        d = 1 / _away_from_0(1 + factor * d)
        c = _away_from_0(1 + factor / c)
        step = c * d
        whole *= step
    return front * (whole - 1)


def _away_from_0(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
