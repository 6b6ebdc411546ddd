"""Days of study: local, from 04:00 to 04:00, so that an evening after midnight is one evening."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

DAY_STARTS_AT = time(4, 0)
_YEARS = range(1900, 9999)
_SHIFT = timedelta(hours=DAY_STARTS_AT.hour, minutes=DAY_STARTS_AT.minute)


class StudyCalendar(NamedTuple):
    """Turns moments into days of study.

    Wall-clock time decides, so days with a change to or from daylight saving have 23 or 25 hours.

    Attributes:
        zone: the learner's time zone; `None` means the computer's, with its own rules.
    """

    zone: tzinfo | None = None

    def day_of(self, moment: datetime) -> date:
        """Return the day of study of an aware `moment`."""
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        return (wall - _SHIFT).date()

    def start_of(self, day: date) -> datetime:
        """Return the moment, in UTC, at which a day of study begins."""
        return datetime.combine(day, DAY_STARTS_AT, tzinfo=self.zone).astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        """Return an aware `moment` in the learner's own time."""
        return moment.astimezone(self.zone)


def zoned_moment(text: str) -> datetime:
    """Return a moment that was written with its time zone, as ISO 8601 has it.

    Raises:
        ValueError: it is none, or so far off that other time zones could not show it.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text} has no time zone")
    if moment.year not in _YEARS:
        raise ValueError(f"the time {text} lies too far off")
    return moment
