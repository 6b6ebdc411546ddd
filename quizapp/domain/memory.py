"""Memory of an item: how long it lasts, and when it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from quizapp.domain.confidence import Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known of a learner's memory of one item, rebuilt from the log at any time.

    Attributes:
        stability: days until the chance of recall has fallen to 0.9.
        difficulty: 1 (easy) to 10, as FSRS means it.
        due_at: start of the day of study on which it comes back, UTC.
        last_review_at: the last answer, UTC.
        last_day: its day of study.
        last_was_right: whether it got full points.
        last_confidence: what the learner said, if anything.
        answers, right: how many answers at this scoring revision, and how many right.
        critical_day: day of the last critical error that is still open, if any.
        latest_day: the latest day that any answer claims, where that is not `last_day`: the clock
            was wrong then or is wrong now.
    """

    stability: float
    difficulty: float
    due_at: datetime
    last_review_at: datetime
    last_day: date
    last_was_right: bool
    last_confidence: Confidence | None
    answers: int
    right: int
    critical_day: date | None = None
    latest_day: date | None = None
