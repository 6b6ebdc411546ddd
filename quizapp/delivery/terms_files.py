"""Notices of new terms: a signed line that goes before the bytes of a set in its file.

A notice names the sets that it is for by their hashes, so that it goes with no other questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.delivery.envelope import (
    MAX_SET_BYTES,
    MAX_TERMS_BYTES,
    TERMS_KIND,
    pack,
    unpack,
)
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import too_large
from quizapp.delivery.seats import apart_mark
from quizapp.delivery.set_files import MOST_APART
from quizapp.delivery.values import Fields, nonsense
from quizapp.domain.assignments import LONGEST_LIMIT_S, SHORTEST_LIMIT_S, Terms

if TYPE_CHECKING:
    from quizapp.delivery.set_files import OpenedSet

MOST_SETS = 100
_HIGHEST_NUMBER = 2**53
_NAMES = frozenset(["assignment", "number", "sets", "apart", "opens", "due", "limit", "made"])
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_MARK = re.compile(r"[0-9a-f]{32}", re.ASCII)
_LINE_END = b"\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """New terms, and whom they are for.

    Attributes:
        sets: the hashes of the sets that they are for: of a file, or of a learner's seat at the
            file for a cohort; that of such a file stands for all seats at it.
        apart: marks of those who have terms of their own, among marks of nobody.
    """

    assignment_id: str
    terms: Terms
    sets: tuple[str, ...]
    apart: tuple[str, ...] = ()


class SetParts(NamedTuple):
    """What lies in a file that may be a set, unread.

    Attributes:
        notice: the bytes of a notice; empty without one.
        sheet: the bytes of the set.
    """

    notice: bytes
    sheet: bytes


def parted(raw: bytes) -> SetParts:
    """Return what lies in a file that may be a set, unread.

    Raises:
        RefusedFile: a part is larger than any such part.
    """
    notice, _end, sheet = raw.partition(_LINE_END)
    if not sheet:
        notice, sheet = b"", raw
    if len(notice) > MAX_TERMS_BYTES or len(sheet) > MAX_SET_BYTES:
        raise too_large(MAX_SET_BYTES)
    return SetParts(notice, sheet)


def joined(notice: bytes, sheet: bytes) -> bytes:
    """Return the bytes of a file of a set with a notice of new terms; without one, of the set."""
    return notice + _LINE_END + sheet if notice else sheet


def write_notice(notice: Notice, signing_seed: bytes) -> bytes:
    """Return the bytes of a notice."""
    terms = notice.terms
    fields = {
        "assignment": notice.assignment_id,
        "number": terms.number,
        "sets": list(notice.sets),
        "apart": list(notice.apart),
        "opens": None if terms.opens_at is None else terms.opens_at.isoformat(),
        "due": None if terms.due_at is None else terms.due_at.isoformat(),
        "limit": terms.time_limit_s,
        "made": terms.made_at.isoformat(),
    }
    return pack(TERMS_KIND, fields, signing_seed)


def read_notice(raw: bytes, sign_key: bytes) -> Notice:
    """Read a notice.

    Args:
        raw: its bytes.
        sign_key: with which the set was signed that it goes with.

    Raises:
        RefusedFile: it is damaged, altered, or signed with another key.
    """
    fields = Fields(unpack(raw, TERMS_KIND, frozenset([sign_key])).fields, _NAMES)
    limit = None
    if fields.has("limit"):
        limit = fields.whole("limit", SHORTEST_LIMIT_S, LONGEST_LIMIT_S)
    return Notice(
        assignment_id=fields.text("assignment"),
        terms=Terms(
            fields.whole("number", 1, _HIGHEST_NUMBER),
            fields.moment_or_none("opens"),
            fields.moment_or_none("due"),
            limit,
            fields.moment("made"),
        ),
        sets=_all(_HASH, fields.any_of("sets", list), MOST_SETS),
        apart=_all(_MARK, fields.any_of("apart", list), MOST_APART),
    )


def refuse_others(notice: Notice, opened: OpenedSet, file_sha256: str) -> None:
    """Refuse a notice that is not for a set, as it is answered here.

    Args:
        notice: as it was read.
        opened: the set; that of a cohort with its learner in the seat.
        file_sha256: hash of the bytes of the set, which a seat's hash is made from.

    Raises:
        RefusedFile: the notice is for other sets, for other learners of a cohort, or does not go
            with what the set asks.
    """
    sheet = opened.sheet
    plan_id = sheet.plan.id
    is_own = opened.sha256 in notice.sets
    if notice.assignment_id != plan_id or not (is_own or file_sha256 in notice.sets):
        raise RefusedFile(
            Reason.WRONG_SET,
            "These new terms are for another set, or for another learner.",
            "Ask your trainer for the file that is yours.",
        )
    if not is_own and apart_mark(plan_id, sheet.member_id) in notice.apart:
        raise RefusedFile(
            Reason.WRONG_SET,
            f"Your trainer has given you terms of your own for “{sheet.plan.title}”; these are the"
            " ones for the others.",
            "Open the file that was sent to you alone, or ask your trainer for it.",
        )
    if not notice.terms.fits(sheet.plan):
        raise nonsense()


def _all(form: re.Pattern[str], given: list[object], most: int) -> tuple[str, ...]:
    texts = tuple(text for text in given if isinstance(text, str) and form.fullmatch(text))
    if len(texts) != len(given) or len(texts) > most:
        raise nonsense()
    return texts
