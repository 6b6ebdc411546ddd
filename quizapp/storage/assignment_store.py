"""Assignments, the sheets that went out, and the results that came back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizapp.domain.assignments import MarkedResult, Member, SittingRecord, joined_results
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import RULE_VERSION, Grade
from quizapp.domain.sheets import own_answer, read_answer, sheet_question
from quizapp.storage.codec import item_from_json, item_to_json
from quizapp.storage.plan_codec import plan_from_json, plan_to_json
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders, SheetQuestion
    from quizapp.storage.database import Database

Value = TypeVar("Value")


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
    """What one learner was sent: the exact bytes, and what it takes to read the answer.

    Attributes:
        orders: of the parts, question by question as the sheet has them.
        places: for each question of the sheet, its place in the assignment, from 0.
    """

    member_id: str
    sha256: str
    seat_key: bytes
    orders: tuple[Orders, ...]
    places: tuple[int, ...]
    raw: bytes


class Seat(NamedTuple):
    """What intake knows of one learner's sheet, without its bytes."""

    sha256: str
    seat_key: bytes
    orders: Sequence[Orders]
    places: Sequence[int]

    def in_order(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """Return values, one a question of the sheet, in the order of the assignment.

        No values stay none.
        """
        if not values:
            return ()
        return tuple(
            value for _, value in sorted(zip(self.places, values, strict=True), key=_first)
        )


class KnownRevision(NamedTuple):
    """A revision that was taken in."""

    attempt: str
    number: int
    revision: int
    sha256: str


class Reception(NamedTuple):
    """A result that is taken in: its bytes as they came, and its values in the sheet's order."""

    sha256: str
    attempt: str
    file_name: str
    raw: bytes
    answers: list[Any]
    confidences: Sequence[Confidence | None] = ()
    times_ms: Sequence[int | None] = ()


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
                "INSERT INTO sheet (assignment_id, member_id, sha256, seat_key, orders, bytes,"
                " places) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (plan.id, *one[:3], dump(one.orders), one.raw, dump(one.places))
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
            "SELECT sha256, seat_key, orders, places FROM sheet"
            " WHERE assignment_id = ? AND member_id = ?",
            (assignment_id, member_id),
        )
        return None if row is None else _seat(*row)

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
                " rule_version, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                    dump([reception.confidences, reception.times_ms, _record(marked.record)]),
                ),
            )

    def results(self, assignment_id: str) -> tuple[MarkedResult, ...]:
        """Return all results of an assignment, older revisions included.

        Those of doubles stand under the member whom they turned out to be.
        """
        body = self._database.row("SELECT items FROM assignment WHERE id = ?", (assignment_id,))
        items = [item_from_json(one) for one in json.loads(body[0])] if body else []
        rows = self._database.rows(
            "SELECT r.member_id, number, revision, claimed_at, received_at, late, grades,"
            " rule_version, r.answers, r.details, s.sha256, s.seat_key, s.orders, s.places"
            " FROM received_result r JOIN sheet s USING (assignment_id, member_id)"
            " WHERE assignment_id = ? ORDER BY r.member_id, number, revision",
            (assignment_id,),
        )
        # To read answers only the numbers of parts count, not their order.
        questions = [sheet_question(item, item.part_ids) for item in items]
        results = [_result(row, items, questions) for row in rows]
        return joined_results(results, self.doubles(assignment_id))


def _seat(sha256: str, seat_key: bytes, orders: str, places: str | None) -> Seat:
    each = json.loads(orders)
    # Sheets of older versions are in the order of the assignment.
    return Seat(sha256, seat_key, each, json.loads(places) if places else range(len(each)))


def _result(
    row: tuple[Any, ...], items: Sequence[Item], questions: Sequence[SheetQuestion]
) -> MarkedResult:
    seat = _seat(*row[10:14])
    confidences, times_ms, record = json.loads(row[9]) if row[9] else ([], [], None)
    answers = [
        own_answer(items[place], orders, read_answer(questions[place], given))
        for place, orders, given in zip(seat.places, seat.orders, json.loads(row[8]), strict=True)
    ]
    return MarkedResult(
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
        topics=tuple(item.topic for item in items),
        answers=seat.in_order(answers),
        confidences=seat.in_order([one and Confidence(one) for one in confidences]),
        times_ms=seat.in_order(times_ms),
        record=None
        if record is None
        else SittingRecord(
            started_at=time_from_text(record[0]),
            focus_losses=record[1],
            away_ms=record[2],
            clock_jumps=tuple(record[3]),
        ),
    )


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


def _record(record: SittingRecord | None) -> list[Any] | None:
    if record is None:
        return None
    return [
        time_to_text(record.started_at),
        record.focus_losses,
        record.away_ms,
        record.clock_jumps,
    ]
