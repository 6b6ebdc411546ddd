"""Mastery of a topic: one definition, shown the same everywhere."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.forgetting import DECAY, FACTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONGEST_HOLD_DAYS = 3650
_ENOUGH_TO_GUESS = 400


class Traces:
    """Of items last answered rightly: days since that answer, from 0, and the stability in days.

    An item never answered or last answered wrongly leaves none: just after a wrong answer the curve
    itself says 1, which would praise the miss. Arrays, because there may be 100,000 of them.
    """

    __slots__ = ("ages", "stabilities")

    def __init__(self, pairs: Iterable[tuple[float, float]] = ()) -> None:
        self.ages, self.stabilities = array("d"), array("d")
        for age, stability in pairs:
            self.add(age, stability)

    def __len__(self) -> int:
        return len(self.ages)

    def add(self, age: float, stability: float) -> None:
        """Add that of one item."""
        self.ages.append(age)
        self.stabilities.append(stability)

    def pairs(self) -> Iterator[tuple[float, float]]:
        """Return age and stability of each."""
        return zip(self.ages, self.stabilities, strict=True)


class Mastery(NamedTuple):
    """How well a topic is known now.

    Attributes:
        share: mean chance of recall over the active items, 0 to 1; an item never answered or last
            answered wrongly counts 0.
        items: active items. answered: of these, answered at least once.
        holds_days: days until the mean over the items answered rightly falls below the desired
            retention; `None` while none is answered rightly.
    """

    share: float
    items: int
    answered: int
    holds_days: int | None


def mastery(traces: Traces, answered: int, items: int, retention: float) -> Mastery:
    """Return the mastery of a topic.

    Args:
        traces: of its active items, at their current scoring revision.
        answered: number of active items answered at that revision.
        items: number of active items, at least `answered`.
        retention: the desired retention, 0.80 to 0.97.
    """
    return Mastery(
        share=share(traces, items),
        items=items,
        answered=answered,
        holds_days=_holds_days(traces, retention),
    )


def share(traces: Traces, items: int) -> float:
    """Return the mean chance of recall over all items of a topic, those without a trace too."""
    return mean_recall(traces) * len(traces) / items if traces else 0.0


def mean_recall(traces: Traces, days: float = 0.0) -> float:
    """Return the mean chance of recall over the traces, of which there is one, in some days."""
    # The curve is written out, and the list built first, because there may be 100,000 of them.
    recalls = [(1 + FACTOR * (age + days) / held) ** DECAY for age, held in traces.pairs()]
    return float(sum(recalls) / len(recalls))


def _holds_days(traces: Traces, retention: float) -> int | None:
    """Find the last whole day on which the mean recall is not below `retention`."""
    if not traces:
        return None
    some = Traces(islice(traces.pairs(), 0, None, max(1, len(traces) // _ENOUGH_TO_GUESS)))
    guess = _last_day(lambda day: mean_recall(some, day) >= retention, 0)
    return _last_day(lambda day: mean_recall(traces, day) >= retention, guess)


def _last_day(is_held: Callable[[int], bool], guess: int) -> int:
    """Return the last day, from 0, on which something is held that once lost is lost for good.

    A guess that is nearly right saves most of the looking. Nobody looks much beyond ten years.
    """
    low, high, step = guess, guess + 1, 1
    if is_held(guess):
        while high < _LONGEST_HOLD_DAYS and is_held(high):
            step *= 2
            low, high = high, high + step
    else:
        low, high = max(0, guess - 1), guess
        while low > 0 and not is_held(low):
            step *= 2
            low, high = max(0, low - step), low
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_held(middle) else (low, middle)
    return low
