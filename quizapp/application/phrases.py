"""Numbers, times and days in words, for every screen."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SOON_DAYS = 13


def date_words(day: date) -> str:
    """Return a date as "21 November"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def day_words(day: date, today: date) -> str:
    """Return when a day is, seen from today: "today", "tomorrow", "in 3 days", "on 4 December"."""
    days = (day - today).days
    if days <= 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days <= _SOON_DAYS:
        return f"in {days} days"
    return f"on {date_words(day)}" + (f" {day.year}" if day.year != today.year else "")


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 question", "5 questions"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def whole_percent(share: float) -> int:
    """Return a share as it is shown everywhere, 0 to 100.

    Rounded down, so that what is not quite full never reads as full.
    """
    return math.floor(share * 100 + 1e-9)


def times(count: int) -> str:
    """Return how often something happened: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def minutes(count: int) -> str:
    """Return a number of minutes in words."""
    return plural(count, "minute")
