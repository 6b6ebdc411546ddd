"""Mastery of a topic: one definition, shown the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.memory import Memory, recall_after

_LONGEST_HOLD_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Mastery:
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


def mastery(memories: Sequence[Memory], items: int, now: datetime, retention: float) -> Mastery:
    """Return the mastery of a topic with `items` active items, of which `memories` were answered.

    Args:
        memories: the memories of its active items, at their current scoring revision.
        items: number of active items, at least `len(memories)`.
        now: the moment, aware.
        retention: the desired retention, 0.80 to 0.97.
    """
    recalls = sum(memory.recall(now) for memory in memories)
    share = recalls / items if items else 0.0
    known = [memory for memory in memories if memory.last_was_right]
    return Mastery(
        share=share,
        items=items,
        answered=len(memories),
        holds_days=_holds_days(known, now, retention),
    )


def _holds_days(known: Sequence[Memory], now: datetime, retention: float) -> int | None:
    """Find, by halving, the first whole day on which the mean recall is below `retention`."""
    if not known:
        return None
    ages = [
        (max(0.0, (now - memory.last_review_at).total_seconds() / 86_400), memory.stability)
        for memory in known
    ]

    def is_held(days: int) -> bool:
        mean = sum(recall_after(age + days, stability) for age, stability in ages) / len(ages)
        return mean >= retention

    low, high = 0, 1
    if not is_held(0):
        return 0
    while high < _LONGEST_HOLD_DAYS and is_held(high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if is_held(middle):
            low = middle
        else:
            high = middle
    return low
