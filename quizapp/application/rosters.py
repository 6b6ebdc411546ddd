"""Rosters: who is in a cohort, changed by hand, with every change to be taken back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.application.open_rosters import OpenRosters
from quizapp.application.phrases import plural
from quizapp.domain.errors import UserError
from quizapp.domain.rosters import (
    MemberCounts,
    RosterChange,
    RosterEntry,
    likely_doubles,
    plain_text,
    roster_key,
    what_is_wrong,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from quizapp.domain.rosters import Cohort, SetRecord
    from quizapp.storage.cohort_store import CohortStore


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A member of a roster.

    Attributes:
        counts: what was sent and handed in, under this entry and under its doubles.
        doubles: those who turned out to be this member.
    """

    entry: RosterEntry
    counts: MemberCounts
    doubles: tuple[RosterEntry, ...]

    @property
    def has_enrolled(self) -> bool:
        """Whether the member can answer a set for the whole cohort."""
        return any(one.enrolled_key for one in (self.entry, *self.doubles))


@dataclass(frozen=True, slots=True)
class RosterView:
    """A cohort with its members.

    Attributes:
        left: those who were taken out of the roster after they had been sent something.
        likely_doubles: groups of members who may be one person.
    """

    cohort: Cohort
    lines: tuple[RosterLine, ...]
    left: tuple[RosterEntry, ...]
    likely_doubles: tuple[tuple[RosterEntry, ...], ...]


class Rosters:
    """Changes rosters. A change is all kept, or nothing of it, and can be taken back."""

    def __init__(
        self, store: CohortStore, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id

    def view(self, cohort_id: str) -> RosterView:
        """Return a cohort with its members.

        Raises:
            UserError: the cohort is not there any more.
        """
        cohort = self._store.cohort_by_id(cohort_id)
        if cohort is None:
            raise UserError("This cohort is not there any more.", "Choose another one.")
        entries = self._store.entries(cohort_id)
        counts = self._store.counts(cohort_id)
        doubles: dict[str, list[RosterEntry]] = {}
        for entry in entries:
            doubles.setdefault(entry.merged_into, []).append(entry)
        return RosterView(
            cohort,
            tuple(
                RosterLine(
                    entry, counts.get(entry.id, MemberCounts()), tuple(doubles.get(entry.id, ()))
                )
                for entry in entries
                if entry.is_in
            ),
            tuple(entry for entry in entries if entry.left_at and not entry.merged_into),
            likely_doubles(entries),
        )

    def records(self, member_id: str) -> tuple[SetRecord, ...]:
        """Return what a member and their doubles were sent, the first set first."""
        return self._store.records(member_id)

    # Changes -------------------------------------------------------------------------------

    def add(self, cohort_id: str, people: Sequence[tuple[str, str]]) -> RosterChange:
        """Add learners, each by name and reference; those who had left are brought back.

        Raises:
            UserError: one of them is not right, or in the roster already; nobody is added.
        """
        with self._store.in_one_go():
            known = {one.key: one for one in self._store.entries(cohort_id)}
            position, before, after = self._store.next_position(), [], []
            for given in people:
                name, reference = (plain_text(text) for text in given)
                there = known.get(roster_key(name, reference))
                if there is not None and there.left_at is not None:
                    before.append(there)
                    after.append(replace(there, left_at=None))
                else:
                    _refuse(name, reference, there)
                    after.append(
                        RosterEntry(
                            id=self._new_id(),
                            cohort_id=cohort_id,
                            name=name,
                            reference=reference,
                            position=position,
                            added_at=self._now(),
                        )
                    )
                    position += 1
                known[after[-1].key] = after[-1]
            return self._made(f"{_who(after)} added", before, after)

    def edit(self, member_id: str, cohort_id: str, name: str, reference: str) -> RosterChange:
        """Give a member another name or reference.

        Raises:
            UserError: it is not right, or another member has it.
        """
        with self._store.in_one_go():
            entries = self._store.entries(cohort_id)
            entry = _one(entries, member_id)
            changed = replace(entry, name=plain_text(name), reference=plain_text(reference))
            before, after = [entry], [changed]
            others = {one.key: one for one in entries if one.id != member_id}
            there = others.get(changed.key)
            if there is not None and there.merged_into == member_id:
                # A double of the member is called so: the two change names.
                before.append(there)
                after.append(replace(there, name=entry.name, reference=entry.reference))
                there = None
            _refuse(changed.name, changed.reference, there)
            return self._made(f"{entry.name} changed", before, after)

    def remove(self, member_ids: Sequence[str], cohort_id: str) -> RosterChange:
        """Take members out of a roster.

        Who was sent a set stays on record with it; others are forgotten.

        Raises:
            UserError: one of them is not in the roster any more.
        """
        with self._store.in_one_go():
            entries = self._store.entries(cohort_id)
            gone = [_one(entries, member_id) for member_id in member_ids]
            stay = self._store.was_sent(member_ids) | {one.merged_into for one in entries}
            after = [replace(one, left_at=self._now()) for one in gone if one.id in stay]
            return self._made(f"{_who(gone)} removed", gone, after)

    def merge(self, keep_id: str, other_ids: Sequence[str], cohort_id: str) -> RosterChange:
        """Say that members are one person; what they were sent and handed in stays, under one name.

        Raises:
            UserError: one of them is not in the roster any more.
        """
        with self._store.in_one_go():
            entries = self._store.entries(cohort_id)
            keep = _one(entries, keep_id)
            others = {_one(entries, other).id for other in other_ids} - {keep_id}
            before = [one for one in entries if one.id in others or one.merged_into in others]
            after = [replace(one, merged_into=keep_id) for one in before]
            return self._made(f"{_who([*before, keep])} merged", before, after)

    def separate(self, member_id: str, cohort_id: str) -> RosterChange:
        """Say that a member who was merged is a person of their own after all.

        Raises:
            UserError: the member is not merged any more.
        """
        with self._store.in_one_go():
            for entry in self._store.entries(cohort_id):
                if entry.id == member_id and entry.merged_into:
                    after = replace(entry, merged_into="", left_at=None)
                    return self._made(f"{entry.name} separated", [entry], [after])
            raise _gone()

    @contextmanager
    def opened(self) -> Iterator[OpenRosters]:
        """Open rosters to let many learners in at once: all of them are kept, or nothing."""
        with self._store.in_one_go():
            rosters = OpenRosters(self._store, self._now, self._new_id)
            yield rosters
            rosters.keep()

    def apply(self, change: RosterChange) -> None:
        """Make a change again, or with its reverse take it back.

        Raises:
            UserError: what it touches was changed meanwhile; nothing is done.
        """
        with self._store.in_one_go():
            self._keep(change)

    def _made(
        self, says: str, before: Sequence[RosterEntry], after: Sequence[RosterEntry]
    ) -> RosterChange:
        change = RosterChange(says, tuple(before), tuple(after))
        self._keep(change)
        return change

    def _keep(self, change: RosterChange) -> None:
        touched = {one.id for one in (*change.before, *change.after)}
        cohorts = {one.cohort_id for one in (*change.before, *change.after)}
        entries = [entry for cohort in cohorts for entry in self._store.entries(cohort)]
        now = {entry for entry in entries if entry.id in touched}
        dropped = touched - {one.id for one in change.after}
        needed = self._store.was_sent(sorted(dropped)) | {one.merged_into for one in entries}
        new = {one.key for one in change.after} - {one.key for one in change.before}
        taken = {one.key for one in entries if one.id not in touched}
        if now != set(change.before) or dropped & needed or new & taken:
            raise UserError(
                "The roster was changed meanwhile, so this cannot be done any more.",
                "Look at it again.",
            )
        self._store.put(change.after, sorted(dropped))


def _refuse(name: str, reference: str, there: RosterEntry | None) -> None:
    """Refuse a name and a reference that are not right, or that another entry has."""
    wrong = what_is_wrong(name, reference)
    if wrong:
        raise UserError(wrong)
    if there is None:
        return
    if there.merged_into:
        raise UserError(
            f"{there.name} was merged into another member of this cohort.",
            "Separate the two there, or tell them apart by reference.",
        )
    what = f"the reference {reference}" if reference else f"the name {name}"
    was = "had" if there.left_at else "has"
    raise UserError(f"Another member of this cohort {was} {what}.", "Tell them apart by reference.")


def _one(entries: Sequence[RosterEntry], member_id: str) -> RosterEntry:
    for entry in entries:
        if entry.id == member_id and entry.is_in:
            return entry
    raise _gone()


def _gone() -> UserError:
    return UserError("This learner is not in the roster any more.", "Look at it again.")


def _who(entries: Sequence[RosterEntry]) -> str:
    return entries[0].name if len(entries) == 1 else plural(len(entries), "learner")
