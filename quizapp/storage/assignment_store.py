"""Assignments, the sheets that went out, and the results that came back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.assignments import (
    AssignmentMode,
    AssignmentPlan,
    MarkedResult,
    Member,
    joined_results,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.grading import RULE_VERSION, Grade
from quizapp.storage.codec import item_from_json, item_to_json
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders
    from quizapp.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAssignment:
    """An assignment as it was made.

    Attributes:
        items: as they were then; a change of the bank does not change what is marked.
        spec_sha256: hash of what was asked for, to tell whether it is asked for again.
        sign_key: the public key that signed its sheets.
    """

    plan: AssignmentPlan
    cohort_id: str
    sign_key: bytes
    items: tuple[Item, ...]
    spec_sha256: str
    made_at: datetime


class StoredSheet(NamedTuple):
    """What one learner was sent: the exact bytes, and what it takes to read the answer."""

    member_id: str
    sha256: str
    seat_key: bytes
    orders: tuple[Orders, ...]
    raw: bytes


class Seat(NamedTuple):
    """What intake knows of one learner's sheet, without its bytes."""

    sha256: str
    seat_key: bytes
    orders: Sequence[Orders]


class KnownRevision(NamedTuple):
    """A revision that was taken in."""

    attempt: str
    number: int
    revision: int
    sha256: str


class Reception(NamedTuple):
    """A result that is taken in: its bytes as they came, and when."""

    sha256: str
    attempt: str
    file_name: str
    raw: bytes
    answers: list[Any]


class AssignmentStore:
    """Assignments of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else writes; all of it is kept, or nothing."""
        return self._database.transaction()

    # Going out -----------------------------------------------------------------------------

    def get(self, assignment_id: str) -> StoredAssignment | None:
        """Return an assignment."""
        row = self._database.row(
            "SELECT cohort_id, sign_key, plan, items, spec_sha256, made_at FROM assignment"
            " WHERE id = ?",
            (assignment_id,),
        )
        if row is None:
            return None
        return StoredAssignment(
            plan=plan_from_json(row[2]),
            cohort_id=row[0],
            sign_key=row[1],
            items=tuple(item_from_json(body) for body in json.loads(row[3])),
            spec_sha256=row[4],
            made_at=time_from_text(row[5]),
        )

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all assignments."""
        return tuple(row[0] for row in self._database.rows("SELECT id FROM assignment ORDER BY 1"))

    def add(self, assignment: StoredAssignment, sheets: Sequence[StoredSheet]) -> None:
        """Keep an assignment, unless it is there, and new sheets of it: all of them or none."""
        plan = assignment.plan
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO assignment (id, cohort_id, sign_key, plan, items,"
                " spec_sha256, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    plan.id,
                    assignment.cohort_id,
                    assignment.sign_key,
                    plan_to_json(plan),
                    dump([item_to_json(item) for item in assignment.items]),
                    assignment.spec_sha256,
                    time_to_text(assignment.made_at),
                ),
            )
            self._database.execute_many(
                "INSERT INTO sheet (assignment_id, member_id, sha256, seat_key, orders, bytes)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (plan.id, one.member_id, one.sha256, one.seat_key, dump(one.orders), one.raw)
                    for one in sheets
                ],
            )

    def sheets(self, assignment_id: str) -> dict[str, bytes]:
        """Return the bytes of each sheet, by the id of the member.

        A member whose double alone was sent one has that.
        """
        return dict(
            self._database.rows(
                "SELECT coalesce(m.merged_into, m.id), s.bytes FROM sheet s JOIN cohort_member m"
                " ON m.id = s.member_id WHERE s.assignment_id = ?"
                " ORDER BY m.merged_into IS NULL, m.position",
                (assignment_id,),
            )
        )

    def members(self, assignment_id: str) -> tuple[Member, ...]:
        """Return the members who were sent a sheet; with doubles, whom they turned out to be."""
        rows = self._database.rows(
            "SELECT DISTINCT p.id, p.name, p.reference FROM sheet s JOIN cohort_member m"
            " ON m.id = s.member_id JOIN cohort_member p ON p.id = coalesce(m.merged_into, m.id)"
            " WHERE s.assignment_id = ? ORDER BY p.position",
            (assignment_id,),
        )
        return tuple(Member(*row) for row in rows)

    def doubles(self, assignment_id: str) -> dict[str, str]:
        """Return whom those who were sent a sheet turned out to be, by id, where it is another."""
        return dict(
            self._database.rows(
                "SELECT m.id, m.merged_into FROM sheet s JOIN cohort_member m"
                " ON m.id = s.member_id WHERE s.assignment_id = ? AND m.merged_into NOTNULL",
                (assignment_id,),
            )
        )

    # Coming back ---------------------------------------------------------------------------

    def seat(self, assignment_id: str, member_id: str) -> Seat | None:
        """Return what is known of the sheet of a member."""
        row = self._database.row(
            "SELECT sha256, seat_key, orders FROM sheet WHERE assignment_id = ? AND member_id = ?",
            (assignment_id, member_id),
        )
        if row is None:
            return None
        return Seat(row[0], row[1], json.loads(row[2]))

    def revisions(self, assignment_id: str, member_id: str) -> list[KnownRevision]:
        """Return what was taken in from a member and their doubles, older revisions first."""
        rows = self._database.rows(
            "SELECT attempt, number, revision, sha256 FROM received_result"
            " WHERE assignment_id = ?1 AND member_id IN (SELECT id FROM cohort_member"
            "  WHERE coalesce(merged_into, id) = (SELECT coalesce(merged_into, id)"
            "   FROM cohort_member WHERE id = ?2)) ORDER BY number, revision",
            (assignment_id, member_id),
        )
        return [KnownRevision(*row) for row in rows]

    def take_in(self, assignment_id: str, reception: Reception, marked: MarkedResult) -> None:
        """Keep a result as it came, with its grades."""
        grades = [
            [grade.points, int(grade.critical_error), list(grade.misconceptions)]
            for grade in marked.grades
        ]
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO received_result (sha256, assignment_id, member_id, attempt, number,"
                " revision, file_name, bytes, claimed_at, received_at, late, answers, grades,"
                " rule_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    reception.sha256,
                    assignment_id,
                    marked.member_id,
                    reception.attempt,
                    marked.number,
                    marked.revision,
                    reception.file_name,
                    reception.raw,
                    time_to_text(marked.claimed_at),
                    time_to_text(marked.received_at),
                    int(marked.is_late),
                    dump(reception.answers),
                    dump(grades),
                    RULE_VERSION,
                ),
            )

    def results(self, assignment_id: str) -> tuple[MarkedResult, ...]:
        """Return all results of an assignment, older revisions included.

        Those of doubles stand under the member whom they turned out to be.
        """
        rows = self._database.rows(
            "SELECT member_id, number, revision, claimed_at, received_at, late, grades,"
            " rule_version FROM received_result WHERE assignment_id = ?"
            " ORDER BY member_id, number, revision",
            (assignment_id,),
        )
        results = [
            MarkedResult(
                member_id=row[0],
                number=row[1],
                revision=row[2],
                claimed_at=time_from_text(row[3]),
                received_at=time_from_text(row[4]),
                is_late=bool(row[5]),
                grades=tuple(
                    Grade(points, bool(critical), tuple(beliefs), row[7])
                    for points, critical, beliefs in json.loads(row[6])
                ),
            )
            for row in rows
        ]
        return joined_results(results, self.doubles(assignment_id))


def plan_to_json(plan: AssignmentPlan) -> str:
    """Return a plan as JSON."""
    return dump(
        {
            "id": plan.id,
            "title": plan.title,
            "mode": plan.mode,
            "due_at": None if plan.due_at is None else time_to_text(plan.due_at),
            "attempts": plan.attempts,
            "passes": plan.passes,
        }
    )


def plan_from_json(text: str) -> AssignmentPlan:
    """Read a plan back."""
    stored = json.loads(text)
    due, passes = stored.pop("due_at"), stored.pop("passes")
    return AssignmentPlan(
        mode=AssignmentMode(stored.pop("mode")),
        due_at=None if due is None else time_from_text(due),
        passes=None if passes is None else PassRule(**passes),
        **stored,
    )
