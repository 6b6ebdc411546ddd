"""Reading the values of records that come from a file: each is what it should be, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.domain.days import zoned_moment
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from datetime import datetime


def moment_value(text: str) -> datetime:
    """Return a moment. Raises TypeError or ValueError where there is none with a time zone."""
    return zoned_moment(text)


def text_value(value: Any) -> str:
    """Return a text that is not empty. Raises TypeError where there is none."""
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} stands where text is due")
    return value


def time_value(value: Any) -> str:
    """Return a moment as text. Raises what `moment_value` and `text_value` raise."""
    return time_to_text(moment_value(text_value(value)))


def whole_number(value: Any, least: int = 0) -> int:
    """Return a whole number. Raises ValueError where there is none from `least` on."""
    if type(value) is not int or value < least:
        raise ValueError(f"{value!r} stands where a number from {least} on is due")
    return value
