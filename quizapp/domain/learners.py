"""Learners, and how each wants to study."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySettings:
    """How a learner wants to study.

    Attributes:
        daily_goal: answers a day, 1 to 500.
        desired_retention: chance of recall at which an item comes back, 0.80 to 0.97.
        new_per_day: new items a day offered on Today, 0 to 200; Practise is not bound by it.
        shows_streak: whether Today shows the streak.
        extra_time: factor on time limits: 1, 1.25, 1.5 or 2.
    """

    daily_goal: int = 20
    desired_retention: float = 0.90
    new_per_day: int = 10
    shows_streak: bool = True
    extra_time: float = 1.0

    def __post_init__(self) -> None:
        if not 1 <= self.daily_goal <= 500:
            raise ValueError("the daily goal lies between 1 and 500")
        if not 0.80 <= self.desired_retention <= 0.97:
            raise ValueError("desired retention lies between 0.80 and 0.97")
        if not 0 <= self.new_per_day <= 200:
            raise ValueError("new items a day lie between 0 and 200")
        if self.extra_time not in {1.0, 1.25, 1.5, 2.0}:
            raise ValueError("extra time is 1, 1.25, 1.5 or 2")


class Learner(NamedTuple):
    """Someone who answers; several share one computer account."""

    id: str
    name: str
    created_at: datetime
    has_pin: bool = False
    settings: StudySettings = StudySettings()
