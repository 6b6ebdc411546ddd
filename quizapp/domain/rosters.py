"""Rosters: who is in a cohort, and how changes of it are taken back."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.assignments import Member

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from quizapp.domain.assignments import MarkedResult

RosterKey = tuple[str, str]

LONGEST_CELL = 120
"""How many characters a name, a reference or the name of a cohort has at most."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of learners that a trainer looks after.

    Attributes:
        archived_at: since when it is out of the way, or `None`.
    """

    id: str
    name: str
    archived_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CohortCounts:
    """A cohort with how much there is of it.

    Attributes:
        members: how many are in its roster now.
        assignments: how many were made for it.
        handed_in: how many learners have handed in anything.
    """

    cohort: Cohort
    members: int
    assignments: int
    handed_in: int


@dataclass(frozen=True, slots=True)
class MemberCounts:
    """How many sets a member was sent, and for how many of them a result was taken in."""

    sent: int = 0
    handed_in: int = 0


@dataclass(frozen=True, slots=True)
class SetRecord:
    """A set that a member was sent, and how many results of it were taken in."""

    assignment_id: str
    title: str
    results: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """A member as the roster holds them, in it or not any more.

    Attributes:
        position: where in the roster, from 0; those added later stand further down.
        merged_into: id of the member who this one turned out to be, or empty.
        left_at: when the member was taken out of the roster, or `None`.
        enrolled_as: what the member's own computer is called towards this cohort, or empty.
        enrolled_key: with which it signs what it hands in to a set for the whole cohort; empty
            where the member has not enrolled, or has with a version that had no such key.
    """

    id: str
    cohort_id: str
    name: str
    reference: str = ""
    position: int
    added_at: datetime
    merged_into: str = ""
    left_at: datetime | None = None
    enrolled_as: str = ""
    enrolled_key: bytes = b""

    @property
    def key(self) -> RosterKey:
        """What it is told apart by from the others of its cohort."""
        return roster_key(self.name, self.reference)

    @property
    def is_in(self) -> bool:
        """Whether the member is in the roster, under this very entry."""
        return not self.merged_into and self.left_at is None

    @property
    def member(self) -> Member:
        """The member, for assigning and reports."""
        return Member(self.id, self.name, self.reference)


@dataclass(frozen=True, slots=True)
class RosterChange:
    """What a change did: all entries that it touched, as they were and as they are.

    Attributes:
        says: what was done, such as "Maya was renamed".
        before: an entry that the change added is not among these.
        after: an entry that the change took away is not among these.
    """

    says: str
    before: tuple[RosterEntry, ...]
    after: tuple[RosterEntry, ...]

    def reversed(self) -> RosterChange:
        """Return the change that takes this one back."""
        return RosterChange(self.says, self.after, self.before)


def roster_key(name: str, reference: str) -> RosterKey:
    """Return what tells a learner apart within a cohort: the reference, or else the name."""
    return (reference, "") if reference else ("", name.casefold())


def what_is_wrong(name: str, reference: str = "") -> str:
    """Return what keeps a name and a reference from a roster, or nothing when they are right."""
    if not name:
        return "A learner has a name."
    if max(len(name), len(reference)) > LONGEST_CELL:
        return f"Names and references have at most {LONGEST_CELL} characters."
    if not (name + reference).isprintable():
        return "There are characters in it that cannot be shown."
    return ""


def plain_text(text: str) -> str:
    """Return a text with single spaces between its words and none around them."""
    return " ".join(text.split())


def likely_doubles(entries: Sequence[RosterEntry]) -> tuple[tuple[RosterEntry, ...], ...]:
    """Return groups of members who may be one person: alike names, in any order of words.

    Large and small letters, accents and commas make no difference. Where all of them have
    references, the trainer's lists tell them apart. Whether the others are one person is for the
    trainer to say: two learners can have one name.
    """
    groups: dict[tuple[str, ...], list[RosterEntry]] = {}
    for entry in entries:
        if entry.is_in:
            groups.setdefault(_key(entry.name), []).append(entry)
    return tuple(
        tuple(group)
        for group in groups.values()
        if len(group) > 1 and not all(entry.reference for entry in group)
    )


def _key(name: str) -> tuple[str, ...]:
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(letter)
    )
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return tuple(sorted(words)) or (name,)


def joined_results(
    results: Sequence[MarkedResult], doubles: Mapping[str, str]
) -> tuple[MarkedResult, ...]:
    """Return results with those of doubles under the member whom they turned out to be.

    The attempts of such a member are numbered anew, in the order in which they were received.

    Args:
        results: as they were taken in, with an attempt of each member under one number.
        doubles: by the id of a member the id of whom they turned out to be.
    """
    if not doubles:
        return tuple(results)
    people = {*doubles.values()}
    order: dict[tuple[str, int], datetime] = {}
    for one in results:
        attempt = one.member_id, one.number
        order[attempt] = min(order.get(attempt, one.received_at), one.received_at)
    numbers: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    for member_id, number in sorted(order, key=lambda one: (order[one], one)):
        person = doubles.get(member_id, member_id)
        counts[person] = counts.get(person, 0) + 1
        numbers[member_id, number] = counts[person] if person in people else number
    return tuple(
        replace(
            one,
            member_id=doubles.get(one.member_id, one.member_id),
            number=numbers[one.member_id, one.number],
        )
        for one in results
    )
