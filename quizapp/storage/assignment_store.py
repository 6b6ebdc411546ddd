"""Assignments, the sheets that went out, and the results that came back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.assignments import (
    AssignmentSummary,
    MarkedResult,
    Member,
)
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import RULE_VERSION
from quizapp.domain.regrading import Treatment, after_mending, without
from quizapp.domain.rosters import joined_results
from quizapp.domain.set_terms import still_late
from quizapp.storage.codec import item_from_json, item_to_json
from quizapp.storage.plan_codec import plan_from_json, plan_to_json
from quizapp.storage.regrade_store import RegradeStore
from quizapp.storage.result_codec import ResultReader, Seat, record_to_list, seat_from_row
from quizapp.storage.terms_store import TermsStore
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders
    from quizapp.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredAssignment:
    """An assignment as it was made, and as it was mended by regrades.

    Attributes:
        plan: with all changes of its terms since.
        sent: the questions in all sheets, as they were then or as a regrade has mended them; a
            change of the bank does not change what is marked.
        treatments: of those questions that are not marked by their keys.
        regrades: how often it was regraded; `terms_changes` how often its terms were changed.
        spec_sha256: hash of what was asked for, to tell whether it is asked for again.
        sign_key: the public key that signed its sheets.
        topic_titles: what the topics of its questions were called then, by id; empty where an
            older version assigned it.
    """

    plan: AssignmentPlan
    cohort_id: str
    sign_key: bytes
    sent: tuple[Item, ...]
    spec_sha256: str
    made_at: datetime
    treatments: Mapping[str, Treatment] = field(default_factory=dict)
    regrades: int = 0
    terms_changes: int = 0
    topic_titles: Mapping[str, str] = field(default_factory=dict)

    def plan_for(self, member_id: str) -> AssignmentPlan:
        """Return the plan as it goes out to one learner; an empty id is that of a cohort's set."""
        named = dict(self.plan.passes.topics if self.plan.passes else ())
        told = tuple(one for one in self.topic_titles.items() if one[0] in named)
        return replace(self.plan.for_member(member_id), topic_titles=told)

    @property
    def left_out(self) -> frozenset[str]:
        """The ids of the questions that a regrade has left out."""
        return frozenset(
            key for key, treatment in self.treatments.items() if treatment is Treatment.LEFT_OUT
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions that count, one for each grade of a result."""
        left_out = self.left_out
        return tuple(item for item in self.sent if item.id not in left_out)


class StoredSheet(NamedTuple):
    """What one learner was sent: the exact bytes, and what it takes to read the answer.

    Attributes:
        sha256: hash of the bytes, or of the learner's seat at a set for the whole cohort.
        raw: empty for such a seat.
        orders: of the parts, question by question as the sheet has them.
        places: for each question of the sheet, its place in the assignment, from 0.
    """

    member_id: str
    sha256: str
    seat_key: bytes
    orders: tuple[Orders, ...]
    places: tuple[int, ...]
    raw: bytes


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
        self._regrades = RegradeStore(database)
        self._terms = TermsStore(database)

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else writes; all of it is kept, or nothing."""
        return self._database.transaction()

    # Going out -----------------------------------------------------------------------------

    def get(self, assignment_id: str) -> StoredAssignment | None:
        """Return an assignment."""
        row = self._database.row(
            "SELECT cohort_id, sign_key, plan, items, spec_sha256, made_at, topic_titles"
            " FROM assignment WHERE id = ?",
            (assignment_id,),
        )
        if row is None:
            return None
        regrades = self._regrades.regrades(assignment_id)
        sent, treatments = after_mending(
            tuple(item_from_json(body) for body in json.loads(row[3])),
            [mending for regrade in regrades for mending in regrade.mendings],
        )
        return StoredAssignment(
            plan=self._terms.plan_now(plan_from_json(row[2])),
            cohort_id=row[0],
            sign_key=row[1],
            sent=sent,
            spec_sha256=row[4],
            made_at=time_from_text(row[5]),
            treatments=treatments,
            regrades=len(regrades),
            terms_changes=self._terms.count(assignment_id),
            topic_titles=json.loads(row[6]),
        )

    def cohort_name(self, assignment_id: str) -> str:
        """Return the name of the cohort that an assignment is for."""
        row = self._database.row(
            "SELECT c.name FROM assignment a JOIN cohort c ON c.id = a.cohort_id WHERE a.id = ?",
            (assignment_id,),
        )
        return "" if row is None else str(row[0])

    def summaries(self) -> tuple[AssignmentSummary, ...]:
        """Return all assignments, the latest first. Learners who were merged count once."""
        people = (
            "(SELECT count(DISTINCT coalesce(m.merged_into, m.id)) FROM {0} t JOIN cohort_member m"
            " ON m.id = t.member_id WHERE t.assignment_id = a.id)"
        )
        rows = self._database.rows(
            "SELECT a.plan, c.name, a.made_at,"
            f" {people.format('sheet')}, {people.format('received_result')}"
            " FROM assignment a JOIN cohort c ON c.id = a.cohort_id ORDER BY a.made_at DESC, a.id"
        )
        return tuple(
            AssignmentSummary(
                plan=self._terms.plan_now(plan_from_json(plan)),
                cohort=cohort,
                made_at=time_from_text(made_at),
                learners=sent,
                handed_in=back,
            )
            for plan, cohort, made_at, sent, back in rows
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
                " spec_sha256, made_at, topic_titles) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    plan.id,
                    assignment.cohort_id,
                    assignment.sign_key,
                    plan_to_json(plan),
                    dump([item_to_json(item) for item in assignment.sent]),
                    assignment.spec_sha256,
                    time_to_text(assignment.made_at),
                    dump(dict(assignment.topic_titles)),
                ),
            )
            self.add_sheets(plan.id, sheets)

    def add_sheets(self, assignment_id: str, sheets: Sequence[StoredSheet]) -> None:
        """Keep new sheets of an assignment that is there: all of them or none."""
        with self._database.transaction():
            self._database.execute_many(
                "INSERT INTO sheet (assignment_id, member_id, sha256, seat_key, orders, bytes,"
                " places) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (assignment_id, *one[:3], dump(one.orders), one.raw, dump(one.places))
                    for one in sheets
                ],
            )

    def sheets(self, assignment_id: str) -> dict[str, bytes]:
        """Return the bytes of each sheet, by the id of the member; of a seat they are empty.

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
        return None if row is None else seat_from_row(*row)

    def seat_by_hash(self, assignment_id: str, sha256: str) -> tuple[str, Seat] | None:
        """Return what is known of a sheet by its hash, with the id of the member who has it."""
        row = self._database.row(
            "SELECT member_id, sha256, seat_key, orders, places FROM sheet"
            " WHERE assignment_id = ? AND sha256 = ?",
            (assignment_id, sha256),
        )
        return None if row is None else (row[0], seat_from_row(*row[1:]))

    def revisions(self, assignment_id: str, member_id: str) -> list[KnownRevision]:
        """Return what was taken in from a member and their doubles, older revisions first."""
        rows = self._database.rows(
            "WITH person (id) AS (SELECT coalesce(merged_into, id) FROM cohort_member WHERE id = ?)"
            " SELECT attempt, number, revision, sha256 FROM received_result"
            " WHERE assignment_id = ? AND member_id IN (SELECT id FROM person UNION ALL"
            "  SELECT m.id FROM person p JOIN cohort_member m ON m.merged_into = p.id)"
            " ORDER BY number, revision",
            (member_id, assignment_id),
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
                    dump(
                        [reception.confidences, reception.times_ms, record_to_list(marked.record)]
                    ),
                ),
            )

    def results(
        self, assignment_id: str, tell: Callable[[int, int], None] | None = None
    ) -> tuple[MarkedResult, ...]:
        """Return all results of an assignment, older revisions included, with their last marks.

        Those of doubles stand under the member whom they turned out to be. Questions that a
        regrade has left out are not among their grades.

        Args:
            assignment_id: its id.
            tell: hears how many of how many results are read; what it raises stops the reading.
        """
        assignment = self.get(assignment_id)
        if assignment is None:
            return ()
        ids, left_out = [item.id for item in assignment.sent], assignment.left_out
        marks = self.last_marks(assignment_id, tell)
        return tuple(without(result, ids, left_out) for result in marks.values())

    def last_marks(
        self, assignment_id: str, tell: Callable[[int, int], None] | None = None
    ) -> dict[str, MarkedResult]:
        """Return each result as it was marked last, with all questions, by its hash."""
        last = self._regrades.last_marks(assignment_id)
        return {
            key: replace(result, grades=last[key]) if key in last else result
            for key, result in self.first_marks(assignment_id, tell).items()
        }

    def first_marks(
        self, assignment_id: str, tell: Callable[[int, int], None] | None = None
    ) -> dict[str, MarkedResult]:
        """Return each result as it was marked when it came, with all questions, by its hash.

        Whether it is late goes by the terms of now, too.
        """
        body = self._database.row(
            "SELECT items, plan FROM assignment WHERE id = ?", (assignment_id,)
        )
        if body is None:
            return {}
        items = [item_from_json(one) for one in json.loads(body[0])]
        plan = self._terms.plan_now(plan_from_json(body[1]))
        rows = self._database.rows(
            "SELECT r.member_id, number, revision, claimed_at, received_at, late, grades,"
            " rule_version, r.answers, r.details, s.sha256, s.seat_key, s.orders, s.places, r.sha256"
            " FROM received_result r JOIN sheet s USING (assignment_id, member_id)"
            " WHERE assignment_id = ? ORDER BY r.member_id, number, revision",
            (assignment_id,),
        )
        reader = ResultReader(items)
        results = []
        for place, row in enumerate(rows):
            if tell is not None:
                tell(place, len(rows))
            results.append(reader.result(row))
        joined = joined_results(results, self.doubles(assignment_id))
        return {
            row[14]: still_late(result, plan, result.member_id)
            for row, result in zip(rows, joined, strict=True)
        }

    def is_current(self, assignment: StoredAssignment) -> bool:
        """Return whether no regrade and no change of terms came since an assignment was read."""
        plan_id = assignment.plan.id
        return (assignment.regrades, assignment.terms_changes) == (
            self._regrades.count(plan_id),
            self._terms.count(plan_id),
        )

    def regrade_count(self, assignment_id: str) -> int:
        """Return how often an assignment was regraded."""
        return self._regrades.count(assignment_id)
