"""Moments as people write and read them: in local time, with the zone said."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from quizapp.application.phrases import date_words

if TYPE_CHECKING:
    from datetime import date, tzinfo

_FORM = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2}):(\d{2}))?")
_EXAMPLE = "Write it as 2026-12-01 18:00."
LAST_MINUTE = time(23, 59)


def read_local(text: str, zone: tzinfo | None, usual: time) -> datetime | None:
    """Return the moment that a text names, in UTC; `None` for an empty text.

    Args:
        text: a date, perhaps with a time of the day.
        zone: in which it is meant; `None` for that of the computer.
        usual: the time of the day where none is given.

    Raises:
        ValueError: there is no such moment; the message says so to the user.
    """
    if not text.strip():
        return None
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"This is no date. {_EXAMPLE}")
    year, month, day, hour, minute = found.groups()
    clock = (usual.hour, usual.minute) if hour is None else (int(hour), int(minute))
    try:
        naive = datetime(int(year), int(month), int(day), *clock)  # noqa: DTZ001 - local, as typed
        moment = (naive.replace(tzinfo=zone) if zone else naive.astimezone()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"There is no such day or time. {_EXAMPLE}") from None
    if _local(moment, zone).replace(tzinfo=None) != naive:
        raise ValueError("The clocks are put forward then: this time does not exist.")
    return moment


def local_text(moment: datetime | None, zone: tzinfo | None) -> str:
    """Return a moment as `read_local` reads it; nothing for `None`."""
    return "" if moment is None else f"{_local(moment, zone):%Y-%m-%d %H:%M}"


def moment_words(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment for a message: "8 December 2026, 18:00 (UTC+01:00)"."""
    return f"{short_moment(moment, zone)} ({zone_words(moment, zone)})"


def short_moment(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment where the zone is said nearby: "8 December 2026, 18:00"."""
    local = _local(moment, zone)
    return f"{date_words(local.date())} {local:%Y, %H:%M}"


def zone_words(moment: datetime, zone: tzinfo | None) -> str:
    """Return how far a zone is from UTC at a moment: "UTC+01:00"."""
    offset = f"{_local(moment, zone):%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def local_day(moment: datetime, zone: tzinfo | None) -> date:
    """Return the day that it is at a moment where the clocks show the time of a zone."""
    return _local(moment, zone).date()


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone)
