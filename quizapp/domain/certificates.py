"""Certificates: what is certified, and codes that are short enough to type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

# Crockford's alphabet: no letter that is taken for a digit, and none that makes words.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_GROUP = 4
CODE_LENGTH = 16


class TopicNeeded(NamedTuple):
    """What a topic alone took: so many right answers of so many questions."""

    title: str
    needed: int
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """What a certificate says.

    Attributes:
        name: of the learner, as the trainer wrote it when the certificate was issued.
        right: right answers of `questions`; `needed` was what it took.
        no_critical_error: whether it also took that no answer could have harmed somebody.
        received_on: when the trainer received the result, by the day where the trainer was.
        topics: the conditions on single topics; older certificates do not name them.
    """

    member_id: str
    name: str
    assignment_id: str
    title: str
    right: int
    questions: int
    needed: int
    no_critical_error: bool
    received_on: date
    topics: tuple[TopicNeeded, ...] = ()


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was issued; the code has no hyphens.

    Attributes:
        issued_on: the day of `issued_at` where the trainer is.
    """

    code: str
    said: Certified
    issued_at: datetime
    issued_on: date


def code_of(proof: bytes) -> str:
    """Return 80 bits as 16 letters and digits."""
    number = int.from_bytes(proof, "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(CODE_LENGTH)))


def typed_code(text: str) -> str | None:
    """Return a code that somebody typed, or `None` where it is none.

    Hyphens and spaces do not matter, nor small letters, nor O for 0 and I or L for 1.
    """
    code = text.strip().upper().translate(_MISREAD)
    if len(code) != CODE_LENGTH or any(sign not in _SIGNS for sign in code):
        return None
    return code


def shown_code(code: str) -> str:
    """Return a code in groups of four, to read and to type."""
    return "-".join(code[at : at + _GROUP] for at in range(0, CODE_LENGTH, _GROUP))
