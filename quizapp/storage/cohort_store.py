"""The trainer's public keys, and cohorts with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.domain.rosters import Cohort, CohortCounts, MemberCounts, RosterEntry, SetRecord
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.domain.assignments import Member
    from quizapp.storage.database import Database

_ENTRY = (
    "id, cohort_id, name, reference, position, added_at, merged_into, left_at, enrolled_as,"
    " enrolled_key FROM cohort_member"
)


class CohortStore:
    """Trainer keys, cohorts and members of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else writes; all of it is kept, or nothing."""
        return self._database.transaction()

    # Keys ----------------------------------------------------------------------------------

    def add_key(self, sign_key: bytes, box_key: bytes, at: datetime) -> None:
        """Keep the public halves of a trainer's key; one that is there is left alone."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO trainer_key (sign_key, box_key, added_at) VALUES (?, ?, ?)",
                (sign_key, box_key, time_to_text(at)),
            )

    def has_keys(self) -> bool:
        """Return whether a trainer's key was ever made or put back here."""
        return self._database.row("SELECT 1 FROM trainer_key") is not None

    # Cohorts -------------------------------------------------------------------------------

    def cohort(self, name: str) -> Cohort | None:
        """Return a cohort by name; large and small letters are the same."""
        row = self._database.row("SELECT id, name, archived_at FROM cohort WHERE name = ?", (name,))
        return None if row is None else _cohort(row)

    def cohort_by_id(self, cohort_id: str) -> Cohort | None:
        """Return a cohort."""
        row = self._database.row(
            "SELECT id, name, archived_at FROM cohort WHERE id = ?", (cohort_id,)
        )
        return None if row is None else _cohort(row)

    def overview(self) -> tuple[CohortCounts, ...]:
        """Return all cohorts by name, archived ones included, with their counts."""
        rows = self._database.rows(
            "SELECT c.id, c.name, c.archived_at,"
            " (SELECT count(*) FROM cohort_member m WHERE m.cohort_id = c.id"
            "  AND m.merged_into IS NULL AND m.left_at IS NULL),"
            " (SELECT count(*) FROM assignment a WHERE a.cohort_id = c.id),"
            " (SELECT count(DISTINCT coalesce(m.merged_into, m.id)) FROM cohort_member m"
            "  JOIN received_result r ON r.member_id = m.id WHERE m.cohort_id = c.id)"
            " FROM cohort c ORDER BY c.name"
        )
        return tuple(CohortCounts(_cohort(row[:3]), *row[3:]) for row in rows)

    def save(self, cohort: Cohort, at: datetime) -> None:
        """Keep a cohort as it is now; a new one was made at `at`."""
        archived = None if cohort.archived_at is None else time_to_text(cohort.archived_at)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO cohort (id, name, made_at, archived_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
                " archived_at = excluded.archived_at",
                (cohort.id, cohort.name, time_to_text(at), archived),
            )

    # Members -------------------------------------------------------------------------------

    def members(self, cohort_id: str) -> tuple[Member, ...]:
        """Return who is in a cohort, in the order in which they were added."""
        return tuple(entry.member for entry in self.entries(cohort_id) if entry.is_in)

    def entries(self, cohort_id: str) -> tuple[RosterEntry, ...]:
        """Return all that the roster of a cohort ever held, in the order of their positions."""
        rows = self._database.rows(
            f"SELECT {_ENTRY} WHERE cohort_id = ? ORDER BY position", (cohort_id,)
        )
        return tuple(_entry(row) for row in rows)

    def next_position(self) -> int:
        """Return the position of the next entry that is added."""
        (last,) = self._database.row("SELECT max(position) FROM cohort_member") or (None,)
        return 0 if last is None else int(last) + 1

    def counts(self, cohort_id: str) -> dict[str, MemberCounts]:
        """Return what was sent and handed in, by id of the member whom doubles turned out to be."""
        rows = self._database.rows(
            "SELECT coalesce(m.merged_into, m.id), count(DISTINCT s.assignment_id),"
            " count(DISTINCT r.assignment_id) FROM cohort_member m"
            " JOIN sheet s ON s.member_id = m.id LEFT JOIN received_result r"
            " ON r.member_id = s.member_id AND r.assignment_id = s.assignment_id"
            " WHERE m.cohort_id = ? GROUP BY 1",
            (cohort_id,),
        )
        return {member: MemberCounts(sent, handed_in) for member, sent, handed_in in rows}

    def records(self, member_id: str) -> tuple[SetRecord, ...]:
        """Return what a member and their doubles were sent, the first set first."""
        rows = self._database.rows(
            "SELECT a.id, a.plan ->> 'title', count(r.sha256) FROM cohort_member m"
            " JOIN sheet s ON s.member_id = m.id JOIN assignment a ON a.id = s.assignment_id"
            " LEFT JOIN received_result r ON r.assignment_id = s.assignment_id"
            " AND r.member_id = s.member_id WHERE coalesce(m.merged_into, m.id) = ?"
            " GROUP BY a.id ORDER BY a.made_at, a.id",
            (member_id,),
        )
        return tuple(SetRecord(*row) for row in rows)

    def was_sent(self, member_ids: Sequence[str]) -> frozenset[str]:
        """Return those of the members who were sent a set, which therefore stay on record."""
        marks = ", ".join("?" * len(member_ids))
        rows = self._database.rows(
            f"SELECT DISTINCT member_id FROM sheet WHERE member_id IN ({marks})", list(member_ids)
        )
        return frozenset(member for (member,) in rows)

    def put(self, entries: Sequence[RosterEntry], drop: Sequence[str] = ()) -> None:
        """Write entries over those that are there, and take the ones in `drop` away."""
        with self._database.transaction():
            # Two entries may change names with each other: first none of them holds its own.
            self._database.execute_many(
                "UPDATE cohort_member SET reference = char(0) || id WHERE id = ?",
                [(entry.id,) for entry in entries],
            )
            self._database.execute_many(
                "DELETE FROM cohort_member WHERE id = ?", [(one,) for one in drop]
            )
            # Whom others were merged into is written first.
            for entry in sorted(entries, key=lambda one: bool(one.merged_into)):
                self._database.execute(
                    "INSERT INTO cohort_member (id, cohort_id, name, reference, position,"
                    " added_at, merged_into, left_at, enrolled_as, enrolled_key)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                    " name = excluded.name, reference = excluded.reference,"
                    " merged_into = excluded.merged_into, left_at = excluded.left_at,"
                    " enrolled_as = excluded.enrolled_as,"
                    " enrolled_key = excluded.enrolled_key",
                    _row(entry),
                )


def _cohort(row: tuple[Any, ...]) -> Cohort:
    cohort_id, name, archived_at = row
    return Cohort(cohort_id, name, None if archived_at is None else time_from_text(archived_at))


def _entry(row: tuple[Any, ...]) -> RosterEntry:
    return RosterEntry(
        id=row[0],
        cohort_id=row[1],
        name=row[2],
        reference=row[3],
        position=row[4],
        added_at=time_from_text(row[5]),
        merged_into=row[6] or "",
        left_at=None if row[7] is None else time_from_text(row[7]),
        enrolled_as=row[8] or "",
        enrolled_key=row[9] or b"",
    )


def _row(entry: RosterEntry) -> tuple[Any, ...]:
    return (
        entry.id,
        entry.cohort_id,
        entry.name,
        entry.reference,
        entry.position,
        time_to_text(entry.added_at),
        entry.merged_into or None,
        None if entry.left_at is None else time_to_text(entry.left_at),
        entry.enrolled_as or None,
        entry.enrolled_key or None,
    )
