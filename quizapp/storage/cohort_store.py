"""The trainer's public keys, and cohorts with their members."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.assignments import Member
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quizapp.storage.database import Database


class Cohort(NamedTuple):
    """A group of learners that a trainer looks after."""

    id: str
    name: str


class CohortStore:
    """Trainer keys, cohorts and members of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

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

    def cohort(self, name: str) -> Cohort | None:
        """Return a cohort by name; large and small letters are the same."""
        row = self._database.row("SELECT id, name FROM cohort WHERE name = ?", (name,))
        return None if row is None else Cohort(*row)

    def cohort_names(self) -> tuple[str, ...]:
        """Return the names of all cohorts."""
        return tuple(name for (name,) in self._database.rows("SELECT name FROM cohort ORDER BY 1"))

    def members(self, cohort_id: str) -> tuple[Member, ...]:
        """Return the members of a cohort in the order in which they were added."""
        rows = self._database.rows(
            "SELECT id, name, reference FROM cohort_member WHERE cohort_id = ? ORDER BY position",
            (cohort_id,),
        )
        return tuple(Member(*row) for row in rows)

    def add(self, cohort: Cohort, members: Sequence[Member], at: datetime) -> None:
        """Add members to a cohort, which is made if need be; all of them or none."""
        moment = time_to_text(at)
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO cohort (id, name, made_at) VALUES (?, ?, ?)",
                (*cohort, moment),
            )
            (start,) = self._database.row("SELECT count(*) FROM cohort_member") or (0,)
            self._database.execute_many(
                "INSERT INTO cohort_member (id, cohort_id, name, reference, position, added_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (member.id, cohort.id, member.name, member.reference, start + number, moment)
                    for number, member in enumerate(members)
                ],
            )
