"""Reading the inside of a file from elsewhere: each value is what it should be, or refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quizapp.delivery.envelope import from_text
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.domain.days import zoned_moment

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_TEXT = 20_000
LONGEST_NAME = 200

_TRAPS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufeff\ud800-\udfff]")
"""What no bank holds: orders to a terminal, turned writing, halves of characters."""


def is_plain(text: str) -> bool:
    """Return whether a text can be shown and stored as it is."""
    return _TRAPS.search(text) is None


class Fields:
    """Fields of which each is taken once, by name, with what it must be.

    All methods raise `RefusedFile` where the value is missing or is something else.
    """

    def __init__(self, fields: dict[str, Any], names: frozenset[str]) -> None:
        if set(fields) != names:
            raise nonsense()
        self._fields = fields

    def text(self, name: str, longest: int = LONGEST_NAME) -> str:
        """Return text of 1 to `longest` characters."""
        value = self._fields[name]
        if not isinstance(value, str) or not 1 <= len(value) <= longest or not is_plain(value):
            raise nonsense()
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        value = self._fields[name]
        if type(value) is not int or not least <= value <= most:
            raise nonsense()
        return value

    def key(self, name: str) -> bytes:
        """Return 32 bytes."""
        raw = from_text(self.text(name))
        if len(raw) != 32:
            raise nonsense()
        return raw

    def moment(self, name: str) -> datetime:
        """Return a moment with a time zone."""
        try:
            return zoned_moment(self.text(name))
        except ValueError:
            raise nonsense() from None

    def moment_or_none(self, name: str) -> datetime | None:
        """Return a moment with a time zone, or `None` for null."""
        return self.moment(name) if self.has(name) else None

    def share(self, name: str) -> float:
        """Return a number from 0 to 1."""
        value = self._fields[name]
        if type(value) not in (int, float) or not 0 <= value <= 1:
            raise nonsense()
        return float(value)

    def any_of(self, name: str, shape: type) -> Any:
        """Return a value of one shape of JSON."""
        value = self._fields[name]
        if not isinstance(value, shape):
            raise nonsense()
        return value

    def has(self, name: str) -> bool:
        """Return whether a field that may be null is not."""
        return self._fields[name] is not None


def nonsense() -> RefusedFile:
    """Return the refusal of a file whose signature holds and whose inside makes no sense."""
    return RefusedFile(
        Reason.TAMPERED,
        "This file is signed, but what it holds is not what Quizapp writes.",
        "It may come from a newer version; bring Quizapp up to date.",
    )
