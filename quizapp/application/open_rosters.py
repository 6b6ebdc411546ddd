"""Rosters while learners who enrolled are let in: each is read once, and written once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.errors import UserError
from quizapp.domain.rosters import RosterChange, RosterEntry, RosterKey, roster_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from quizapp.storage.cohort_store import CohortStore


class Enrolled(NamedTuple):
    """What an enrolment did.

    Attributes:
        is_new: whether the learner was not in the roster before.
        has_namesake: whether there is somebody else of that name.
    """

    change: RosterChange
    is_new: bool
    has_namesake: bool = False


class OpenRosters:
    """Lets learners into rosters; `keep` writes what came of it."""

    def __init__(
        self, store: CohortStore, now: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._now = now
        self._new_id = new_id
        self._rosters: dict[str, _Roster] = {}
        self._position = store.next_position()

    def enrol(
        self, cohort_id: str, enrolled_as: str, name: str, key: bytes = b""
    ) -> Enrolled | None:
        """Let a learner in who enrolled; `None` where this computer of theirs did so before.

        Somebody of that name who has not enrolled is taken for the learner. Where there are
        several, or one who has, the learner is added, told apart by reference.

        Args:
            cohort_id: what the enrolment is for.
            enrolled_as: what the learner is called towards the cohort.
            name: as the learner gave it.
            key: with which the learner signs; empty from a version that had none.

        Raises:
            UserError: the learner enrolled before with another key, which stays the one that
                counts.
        """
        if cohort_id not in self._rosters:
            self._rosters[cohort_id] = _Roster(self._store.entries(cohort_id))
        roster = self._rosters[cohort_id]
        known = roster.enrolled.get(enrolled_as)
        if known is not None:
            again = _enrolled_again(known, key)
            return again and roster.taken(again)
        alike = [one for one in roster.named(name) if not one.merged_into]
        if len(alike) == 1 and not alike[0].enrolled_as:
            after = replace(alike[0], enrolled_as=enrolled_as, enrolled_key=key, left_at=None)
            return roster.taken(_enrolled(alike[0], after))
        new = RosterEntry(
            id=self._new_id(),
            cohort_id=cohort_id,
            name=name,
            reference=roster.reference(name, enrolled_as),
            position=self._position,
            added_at=self._now(),
            enrolled_as=enrolled_as,
            enrolled_key=key,
        )
        self._position += 1
        change = RosterChange(f"{name} enrolled", (), (new,))
        return roster.taken(Enrolled(change, is_new=True, has_namesake=bool(alike)))

    def keep(self) -> None:
        """Write all entries that are new or other than they were."""
        for roster in self._rosters.values():
            self._store.put(tuple(roster.changed.values()))


class _Roster:
    """The entries of a cohort, found by name and by what their computers are called."""

    def __init__(self, entries: tuple[RosterEntry, ...]) -> None:
        self.enrolled = {one.enrolled_as: one for one in entries if one.enrolled_as}
        self.changed: dict[str, RosterEntry] = {}
        self._keys: set[RosterKey] = set()
        self._named: dict[str, dict[str, RosterEntry]] = {}
        for one in entries:
            self._put(one)

    def named(self, name: str) -> tuple[RosterEntry, ...]:
        """Return all entries of a name, those who left and those who were merged included."""
        return tuple(self._named.get(name.casefold(), {}).values())

    def reference(self, name: str, enrolled_as: str) -> str:
        """Return what tells a new entry apart from those there are; nothing where the name does."""
        if roster_key(name, "") not in self._keys:
            return ""
        told = (f"enrolled-{enrolled_as[:size]}" for size in range(6, len(enrolled_as) + 1))
        return next(one for one in told if roster_key(name, one) not in self._keys)

    def taken(self, done: Enrolled) -> Enrolled:
        """Take what an enrolment did into account, and return it."""
        for entry in done.change.after:
            self._put(entry)
            self.changed[entry.id] = entry
            self.enrolled[entry.enrolled_as] = entry
        return done

    def _put(self, entry: RosterEntry) -> None:
        self._keys.add(entry.key)
        self._named.setdefault(entry.name.casefold(), {})[entry.id] = entry


def _enrolled_again(entry: RosterEntry, key: bytes) -> Enrolled | None:
    known = entry.enrolled_key
    if known and key and key != known:
        raise UserError(
            f"{entry.name} enrolled before with another key, on another computer.",
            "Let them answer there, or take their data along from there by export and import.",
        )
    after = replace(entry, enrolled_key=known or key, left_at=None)
    return None if after == entry else _enrolled(entry, after)


def _enrolled(before: RosterEntry, after: RosterEntry) -> Enrolled:
    change = RosterChange(f"{after.name} enrolled", (before,), (after,))
    return Enrolled(change, is_new=False)
