"""New terms of assignments on the trainer's side: what was changed, and the notices that went out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.set_terms import TermsChange, for_entries, that_tell, with_changes
from quizapp.storage.plan_codec import plan_from_json
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.storage.database import Database


class SentSet(NamedTuple):
    """A set that somebody was sent, by its hash, or the seat that they have at a cohort's.

    Attributes:
        person_id: of the member, or of whom that member turned out to be.
    """

    person_id: str
    sha256: str


class TermsStore:
    """Changes of terms in this database, append-only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan_now(self, plan: AssignmentPlan) -> AssignmentPlan:
        """Return the plan of an assignment, as it was assigned, with all changes since."""
        changes = self._changes(plan.id)
        if not changes and not plan.overrides:
            return plan
        return with_changes(plan, changes, self._people(plan.id))

    def for_people(self, plan: AssignmentPlan, cohort_id: str) -> AssignmentPlan:
        """Return a plan that is not kept yet, with overrides for whom members turned out to be."""
        return with_changes(plan, (), self._people_in(cohort_id)) if plan.overrides else plan

    def plan_after(self, assignment_id: str, change: TermsChange) -> AssignmentPlan:
        """Return the plan of an assignment as it would be after one more change.

        Raises:
            ValueError: the change does not go with the plan.
        """
        changes = (*self._changes(assignment_id), change)
        return with_changes(self._plan(assignment_id), changes, self._people(assignment_id))

    def changes(self, assignment_id: str) -> tuple[TermsChange, ...]:
        """Return what was changed, the first change first."""
        kept = self._changes(assignment_id)
        if not kept:
            return ()
        return that_tell(self._plan(assignment_id), kept, self._people(assignment_id))

    def _changes(self, assignment_id: str) -> tuple[TermsChange, ...]:
        rows = self._database.rows(
            "SELECT member_id, time_factor, opens_at, due_at, made_at FROM terms_change"
            " WHERE assignment_id = ? ORDER BY id",
            (assignment_id,),
        )
        return tuple(
            TermsChange(
                member_id=member_id or "",
                time_factor=factor,
                opens_at=opens_at and time_from_text(opens_at),
                due_at=due_at and time_from_text(due_at),
                made_at=time_from_text(made_at),
            )
            for member_id, factor, opens_at, due_at, made_at in rows
        )

    def count(self, assignment_id: str) -> int:
        """Return how often terms were changed."""
        row = self._database.row(
            "SELECT count(*) FROM terms_change WHERE assignment_id = ?", (assignment_id,)
        )
        return 0 if row is None else int(row[0])

    def last_number(self, assignment_id: str) -> int:
        """Return the highest number of a notice so far; 0 where there is none."""
        row = self._database.row(
            "SELECT max(number) FROM terms_notice WHERE assignment_id = ?", (assignment_id,)
        )
        return 0 if row is None else int(row[0] or 0)

    def notices(self, assignment_id: str) -> dict[str, bytes]:
        """Return the last notice for each set that has one, by the hash of the set."""
        rows = self._database.rows(
            "SELECT set_sha256, bytes FROM terms_notice WHERE assignment_id = ? ORDER BY number",
            (assignment_id,),
        )
        return dict(rows)

    def sent(self, assignment_id: str) -> tuple[SentSet, ...]:
        """Return which sets went out to whom; of several of one person the usual one last."""
        rows = self._database.rows(
            "SELECT coalesce(m.merged_into, m.id), s.sha256 FROM sheet s JOIN cohort_member m"
            " ON m.id = s.member_id WHERE s.assignment_id = ?"
            " ORDER BY m.merged_into IS NULL, m.position",
            (assignment_id,),
        )
        return tuple(SentSet(*row) for row in rows)

    def add(
        self,
        assignment_id: str,
        change: TermsChange,
        number: int,
        notices: Mapping[str, bytes],
    ) -> None:
        """Keep a change with its notices, by the hash of the set: all of it or nothing.

        Doubles whose sets the notices are for keep what they are told also on their own.
        """
        with self._database.transaction():
            beside = for_entries(
                self._plan(assignment_id),
                (*self._changes(assignment_id), change),
                self._people(assignment_id),
                self._entries(assignment_id, notices),
            )
            self._database.execute_many(
                "INSERT INTO terms_change (assignment_id, member_id, time_factor, opens_at, due_at,"
                " made_at) VALUES (?, ?, ?, ?, ?, ?)",
                [_row(assignment_id, one) for one in (change, *beside)],
            )
            self._database.execute_many(
                "INSERT INTO terms_notice (assignment_id, set_sha256, number, bytes)"
                " VALUES (?, ?, ?, ?)",
                [(assignment_id, sha256, number, raw) for sha256, raw in notices.items()],
            )

    def _plan(self, assignment_id: str) -> AssignmentPlan:
        row = self._database.row("SELECT plan FROM assignment WHERE id = ?", (assignment_id,))
        assert row is not None
        return plan_from_json(row[0])

    def _entries(self, assignment_id: str, sets: Iterable[str]) -> list[str]:
        """Return the members who were sent some sets, given by their hashes."""
        rows = self._database.rows(
            "SELECT member_id, sha256 FROM sheet WHERE assignment_id = ? ORDER BY member_id",
            (assignment_id,),
        )
        wanted = set(sets)
        return [member_id for member_id, sha256 in rows if sha256 in wanted]

    def _people(self, assignment_id: str) -> dict[str, str]:
        """Return whom members of the cohort of an assignment turned out to be, by id."""
        row = self._database.row("SELECT cohort_id FROM assignment WHERE id = ?", (assignment_id,))
        assert row is not None
        return self._people_in(row[0])

    def _people_in(self, cohort_id: str) -> dict[str, str]:
        return dict(
            self._database.rows(
                "SELECT id, merged_into FROM cohort_member"
                " WHERE cohort_id = ? AND merged_into NOTNULL",
                (cohort_id,),
            )
        )


def _row(assignment_id: str, change: TermsChange) -> tuple[object, ...]:
    return (
        assignment_id,
        change.member_id or None,
        change.time_factor,
        change.opens_at and time_to_text(change.opens_at),
        change.due_at and time_to_text(change.due_at),
        time_to_text(change.made_at),
    )
