"""What learners put on items: flags, notes, wishes and problem reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.items import Revision
from quizapp.storage.database import Database
from quizapp.storage.texts import time_from_text, time_to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemReport:
    """What a learner found wrong with an item, kept with the item's revision."""

    id: str
    learner_id: str
    item_id: str
    rev: Revision
    text: str
    reported_at: datetime


class MarkStore:
    """Flags, notes, wishes to see an item sooner, and problem reports."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_flagged(self, learner_id: str, item_id: str) -> bool:
        """Return whether the learner flagged the item."""
        return self._has("flag", learner_id, item_id)

    def set_flag(self, learner_id: str, item_id: str, at: datetime | None) -> None:
        """Flag an item at a moment, or take the flag away."""
        self._set("flag", "flagged_at", learner_id, item_id, at)

    def is_wished(self, learner_id: str, item_id: str) -> bool:
        """Return whether the learner asked to see the item sooner."""
        return self._has("wish", learner_id, item_id)

    def set_wish(self, learner_id: str, item_id: str, at: datetime | None) -> None:
        """Put an item first into the next run, or take the wish back."""
        self._set("wish", "asked_at", learner_id, item_id, at)

    def note(self, learner_id: str, item_id: str) -> str:
        """Return the learner's note on an item, or an empty string."""
        row = self._database.row(
            "SELECT text FROM note WHERE learner_id = ? AND item_id = ?", (learner_id, item_id)
        )
        return row[0] if row else ""

    def save_note(self, learner_id: str, item_id: str, text: str, at: datetime) -> None:
        """Keep a note; an empty one is taken away."""
        with self._database.transaction():
            if text:
                self._database.execute(
                    "INSERT OR REPLACE INTO note (learner_id, item_id, text, saved_at)"
                    " VALUES (?, ?, ?, ?)",
                    (learner_id, item_id, text, time_to_text(at)),
                )
            else:
                self._database.execute(
                    "DELETE FROM note WHERE learner_id = ? AND item_id = ?", (learner_id, item_id)
                )

    def add_report(self, report: ProblemReport) -> None:
        """Keep a problem report."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO problem_report (id, learner_id, item_id, scoring_rev,"
                " text_rev, text, reported_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    report.id,
                    report.learner_id,
                    report.item_id,
                    report.rev.scoring,
                    report.rev.text,
                    report.text,
                    time_to_text(report.reported_at),
                ),
            )

    def withdraw_report(self, report_id: str) -> None:
        """Take a problem report back."""
        with self._database.transaction():
            self._database.execute("DELETE FROM problem_report WHERE id = ?", (report_id,))

    def reports(self, learner_id: str) -> tuple[ProblemReport, ...]:
        """Return the problem reports of a learner, the newest first."""
        rows = self._database.rows(
            "SELECT id, learner_id, item_id, scoring_rev, text_rev, text, reported_at"
            " FROM problem_report WHERE learner_id = ? ORDER BY reported_at DESC, id",
            (learner_id,),
        )
        return tuple(
            ProblemReport(
                id=row[0],
                learner_id=row[1],
                item_id=row[2],
                rev=Revision(row[3], row[4]),
                text=row[5],
                reported_at=time_from_text(row[6]),
            )
            for row in rows
        )

    def _has(self, table: str, learner_id: str, item_id: str) -> bool:
        return (
            self._database.row(
                f"SELECT 1 FROM {table} WHERE learner_id = ? AND item_id = ?",
                (learner_id, item_id),
            )
            is not None
        )

    def _set(
        self, table: str, column: str, learner_id: str, item_id: str, at: datetime | None
    ) -> None:
        with self._database.transaction():
            if at is None:
                self._database.execute(
                    f"DELETE FROM {table} WHERE learner_id = ? AND item_id = ?",
                    (learner_id, item_id),
                )
            else:
                self._database.execute(
                    f"INSERT OR REPLACE INTO {table} (learner_id, item_id, {column})"
                    " VALUES (?, ?, ?)",
                    (learner_id, item_id, time_to_text(at)),
                )
