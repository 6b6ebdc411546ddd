"""Sets for a whole cohort on the trainer's side, and who has a seat at them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.assignments import Member
from quizapp.storage.texts import dump

if TYPE_CHECKING:
    from quizapp.domain.sheets import Orders
    from quizapp.storage.database import Database


_ENROLLED = (
    "SELECT m.id, p.id, m.enrolled_as, m.enrolled_key, m.left_at NOTNULL, p.name, p.reference"
    " FROM cohort_member m JOIN cohort_member p ON p.id = coalesce(m.merged_into, m.id)"
    " WHERE m.cohort_id = ? AND m.enrolled_key NOTNULL"
)


class SharedSheet(NamedTuple):
    """The one file of an assignment.

    Attributes:
        orders: of the parts, question by question in the order of the assignment.
    """

    sha256: str
    orders: tuple[Orders, ...]
    raw: bytes


class EnrolledMember(NamedTuple):
    """Somebody who has enrolled with a key of their own.

    Attributes:
        member_id: of the entry of the roster that enrolled.
        person: the member whom that turned out to be, often the same.
        enrolled_as: what the learner is called towards the cohort.
        has_left: the entry was taken out of the roster.
    """

    member_id: str
    person: Member
    enrolled_as: str
    key: bytes
    has_left: bool


class SharedSheetStore:
    """The shared sets of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, assignment_id: str) -> SharedSheet | None:
        """Return the shared set of an assignment."""
        row = self._database.row(
            "SELECT sha256, orders, bytes FROM shared_sheet WHERE assignment_id = ?",
            (assignment_id,),
        )
        return None if row is None else SharedSheet(row[0], tuple(json.loads(row[1])), row[2])

    def sha256(self, assignment_id: str) -> str:
        """Return the hash of the shared set of an assignment, or empty where there is none."""
        row = self._database.row(
            "SELECT sha256 FROM shared_sheet WHERE assignment_id = ?", (assignment_id,)
        )
        return row[0] if row else ""

    def add(self, assignment_id: str, sheet: SharedSheet) -> None:
        """Keep the shared set of an assignment, unless there is one."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO shared_sheet (assignment_id, sha256, orders, bytes)"
                " VALUES (?, ?, ?, ?)",
                (assignment_id, sheet.sha256, dump(sheet.orders), sheet.raw),
            )

    def enrolled(self, cohort_id: str) -> tuple[EnrolledMember, ...]:
        """Return who has enrolled in a cohort with a key, in the order of the roster."""
        rows = self._database.rows(f"{_ENROLLED} ORDER BY m.position", (cohort_id,))
        return tuple(_enrolled(row) for row in rows)

    def enrolled_as(self, cohort_id: str, enrolled_as: str) -> EnrolledMember | None:
        """Return who has enrolled in a cohort under an id."""
        row = self._database.row(f"{_ENROLLED} AND m.enrolled_as = ?", (cohort_id, enrolled_as))
        return None if row is None else _enrolled(row)


def _enrolled(row: tuple[Any, ...]) -> EnrolledMember:
    member_id, person_id, enrolled_as, key, has_left, name, reference = row
    person = Member(person_id, name, reference)
    return EnrolledMember(member_id, person, enrolled_as, key, bool(has_left))
