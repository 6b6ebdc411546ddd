"""What learners put on items: flags, notes, wishes and problem reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

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


class _Sort(NamedTuple):
    """A sort of marks: its part of an export, its table, and the columns with key and time."""

    part: str
    table: str
    key: str
    changed: str


_FLAGS = _Sort("flags", "flag", "item_id", "flagged_at")
_WISHES = _Sort("wishes", "wish", "item_id", "asked_at")
_NOTES = _Sort("notes", "note", "item_id", "saved_at")
_REPORTS = _Sort("reports", "problem_report", "id", "reported_at")
_JUST_AFTER = timedelta(microseconds=1)


class MarkStore:
    """Flags, notes, wishes to see an item sooner, and problem reports."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_flagged(self, learner_id: str, item_id: str) -> bool:
        """Return whether the learner flagged the item."""
        return self._has("flag", learner_id, item_id)

    def set_flag(self, learner_id: str, item_id: str, at: datetime, *, on: bool) -> None:
        """Flag an item, or take the flag away."""
        self._set(_FLAGS, learner_id, item_id, at, on=on)

    def is_wished(self, learner_id: str, item_id: str) -> bool:
        """Return whether the learner asked to see the item sooner."""
        return self._has("wish", learner_id, item_id)

    def set_wish(self, learner_id: str, item_id: str, at: datetime, *, on: bool) -> None:
        """Put an item first into the next run, or take the wish back."""
        self._set(_WISHES, learner_id, item_id, at, on=on)

    def note(self, learner_id: str, item_id: str) -> str:
        """Return the learner's note on an item, or an empty string."""
        row = self._database.row(
            "SELECT text FROM note WHERE learner_id = ? AND item_id = ?", (learner_id, item_id)
        )
        return row[0] if row else ""

    def save_note(self, learner_id: str, item_id: str, text: str, at: datetime) -> None:
        """Keep a note; an empty one is taken away."""
        with self._database.transaction():
            at_text = self._after(_NOTES, learner_id, item_id, at)
            self._take_off(_NOTES, learner_id, item_id, at_text)
            if text:
                self._database.execute(
                    "INSERT INTO note (learner_id, item_id, text, saved_at) VALUES (?, ?, ?, ?)",
                    (learner_id, item_id, text, at_text),
                )
                self._forget_taken_off(_NOTES, learner_id, item_id)

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

    def withdraw_report(self, learner_id: str, report_id: str, at: datetime) -> None:
        """Take a problem report back."""
        with self._database.transaction():
            at_text = self._after(_REPORTS, learner_id, report_id, at)
            self._take_off(_REPORTS, learner_id, report_id, at_text)

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

    def _set(self, sort: _Sort, learner_id: str, item_id: str, at: datetime, *, on: bool) -> None:
        with self._database.transaction():
            at_text = self._after(sort, learner_id, item_id, at)
            self._take_off(sort, learner_id, item_id, at_text)
            if on:
                self._database.execute(
                    f"INSERT INTO {sort.table} (learner_id, item_id, {sort.changed})"
                    " VALUES (?, ?, ?)",
                    (learner_id, item_id, at_text),
                )
                self._forget_taken_off(sort, learner_id, item_id)

    def _after(self, sort: _Sort, learner_id: str, key: str, at: datetime) -> str:
        """Return a moment, or one just after the last change of a mark if that was later.

        The last change counts, here and on other computers, even where the clock went back.
        """
        rows = self._database.rows(
            f"SELECT {sort.changed} FROM {sort.table} WHERE learner_id = ? AND {sort.key} = ?"
            " UNION ALL"
            " SELECT at FROM mark_taken_off WHERE learner_id = ? AND part = ? AND key = ?",
            (learner_id, key, learner_id, sort.part, key),
        )
        times = [time_from_text(text) + _JUST_AFTER for (text,) in rows]
        return time_to_text(max([at, *times]))

    def _take_off(self, sort: _Sort, learner_id: str, key: str, at: str) -> None:
        """Delete a mark, if there is one, and remember when."""
        gone = self._database.execute(
            f"DELETE FROM {sort.table} WHERE learner_id = ? AND {sort.key} = ?", (learner_id, key)
        )
        if gone.rowcount:
            self._database.execute(
                "INSERT OR REPLACE INTO mark_taken_off (learner_id, part, key, at)"
                " VALUES (?, ?, ?, ?)",
                (learner_id, sort.part, key, at),
            )

    def _forget_taken_off(self, sort: _Sort, learner_id: str, key: str) -> None:
        self._database.execute(
            "DELETE FROM mark_taken_off WHERE learner_id = ? AND part = ? AND key = ?",
            (learner_id, sort.part, key),
        )
