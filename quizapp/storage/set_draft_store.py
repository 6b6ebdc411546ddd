"""Sets that a trainer is putting together, and how those that were assigned stand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from quizapp.domain.set_drafts import AssignedRow, SetDraft
from quizapp.storage.plan_codec import plan_from_json, plan_to_json
from quizapp.storage.terms_store import TermsStore
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.storage.database import Database

_COLUMNS = "SELECT plan, items, cohort_id FROM set_draft"


class SetDraftStore:
    """Drafts of sets of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, draft_id: str) -> SetDraft | None:
        """Return a draft."""
        row = self._database.row(f"{_COLUMNS} WHERE id = ?", (draft_id,))
        return None if row is None else _draft(row)

    def all(self) -> tuple[SetDraft, ...]:
        """Return all drafts, the one that was changed last first."""
        rows = self._database.rows(f"{_COLUMNS} ORDER BY changed_at DESC, id")
        return tuple(_draft(row) for row in rows)

    def save(self, draft: SetDraft, at: datetime) -> None:
        """Keep a draft, in the place of its last version if there is one."""
        moment = time_to_text(at)
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO set_draft (id, cohort_id, plan, items, made_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " cohort_id = excluded.cohort_id, plan = excluded.plan, items = excluded.items,"
                " changed_at = excluded.changed_at",
                (
                    draft.id,
                    draft.cohort_id,
                    plan_to_json(draft.plan),
                    dump(draft.items),
                    moment,
                    moment,
                ),
            )

    def holds(self, draft: SetDraft) -> bool:
        """Return whether a draft stands here just so."""
        as_read = _draft((plan_to_json(draft.plan), dump(draft.items), draft.cohort_id))
        return self.get(draft.id) == as_read

    def replace(self, known: SetDraft, draft: SetDraft, at: datetime) -> bool:
        """Keep a draft in the place of a version of it that is known.

        Returns:
            Whether it was kept: not where another version stands there by now, or none.
        """
        with self._database.transaction():
            if not self.holds(known) and not self.holds(draft):
                return False
            self.save(draft, at)
        return True

    def delete(self, draft_id: str) -> None:
        """Delete a draft; one that is not there is left alone."""
        with self._database.transaction():
            self._database.execute("DELETE FROM set_draft WHERE id = ?", (draft_id,))

    def assigned(self) -> tuple[AssignedRow, ...]:
        """Return how each assignment stands, the newest first."""
        rows = self._database.rows(
            "SELECT a.plan, c.name, json_array_length(a.items),"
            " (SELECT count(*) FROM sheet s WHERE s.assignment_id = a.id),"
            " (SELECT count(DISTINCT r.member_id) FROM received_result r"
            "  WHERE r.assignment_id = a.id),"
            " (SELECT count(*) FROM cohort_member m WHERE m.cohort_id = a.cohort_id), a.made_at"
            " FROM assignment a JOIN cohort c ON c.id = a.cohort_id ORDER BY a.made_at DESC, a.id"
        )
        terms = TermsStore(self._database)
        return tuple(
            AssignedRow(
                plan=terms.plan_now(plan_from_json(row[0])),
                cohort=row[1],
                questions=row[2],
                sent=row[3],
                handed_in=row[4],
                members=row[5],
                made_at=time_from_text(row[6]),
            )
            for row in rows
        )


def _draft(row: tuple[str, str, str]) -> SetDraft:
    return SetDraft(plan=plan_from_json(row[0]), items=tuple(json.loads(row[1])), cohort_id=row[2])
