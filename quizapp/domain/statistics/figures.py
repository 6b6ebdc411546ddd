"""A figure with what it stands on: how many answers, and how far chance may have moved it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true value lies with a confidence of 95%, in the unit of its figure."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError("an interval goes up from its low end")

    def times(self, factor: float) -> Interval:
        """Return the interval of a figure that is `factor` (0 or more) times this one."""
        return Interval(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic.

    Attributes:
        value: `None` where the statistic is not defined, which is not 0.
        n: answers that it was worked out from, 0 or more.
        interval: `None` where the value is, and where there are too few answers for one.
    """

    value: float | None
    n: int
    interval: Interval | None = None
