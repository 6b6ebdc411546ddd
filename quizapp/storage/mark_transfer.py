"""Marks of a learner as records for export, and taking such records in: the last change wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizapp.storage.record_values import text_value, time_value, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.storage.database import Database

TAKEN_OFF: Final = "taken_off"
"""The part of an export that tells of marks that were taken off."""


class ReadMarks(NamedTuple):
    """Marks of an export.

    Attributes:
        parts: rows of each part, in the order of its columns.
        taken_off: part, key and moment of marks that were taken off.
    """

    parts: dict[str, list[tuple[Any, ...]]]
    taken_off: list[tuple[str, str, str]]


class _Part(NamedTuple):
    """A table of marks.

    Attributes:
        readers: how each column is read; the first one is the key, `changed` the one with the time.
    """

    table: str
    changed: str
    readers: dict[str, Callable[[Any], Any]]


def _revision(value: Any) -> int:
    return whole_number(value, 1)


_PARTS: Final = {
    "flags": _Part("flag", "flagged_at", {"item_id": text_value, "flagged_at": time_value}),
    "wishes": _Part("wish", "asked_at", {"item_id": text_value, "asked_at": time_value}),
    "notes": _Part(
        "note", "saved_at", {"item_id": text_value, "text": text_value, "saved_at": time_value}
    ),
    "reports": _Part(
        "problem_report",
        "reported_at",
        {
            "id": text_value,
            "item_id": text_value,
            "scoring_rev": _revision,
            "text_rev": _revision,
            "text": str,
            "reported_at": time_value,
        },
    ),
}


class MarkRecords:
    """Reads flags, wishes, notes and problem reports as JSON values, and takes such values in."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def records(self, learner_id: str) -> dict[str, list[dict[str, Any]]]:
        """Return the marks of a learner, and which were taken off."""
        found = {}
        for part, (table, _changed, readers) in _PARTS.items():
            rows = self._database.rows(
                f"SELECT {', '.join(readers)} FROM {table} WHERE learner_id = ? ORDER BY 1",
                (learner_id,),
            )
            found[part] = [dict(zip(readers, row, strict=True)) for row in rows]
        gone = self._database.rows(
            "SELECT part, key, at FROM mark_taken_off WHERE learner_id = ? ORDER BY 1, 2",
            (learner_id,),
        )
        found[TAKEN_OFF] = [{"part": part, "key": key, "at": at} for part, key, at in gone]
        return found

    def read(self, stored: dict[str, Any]) -> ReadMarks:
        """Read the marks of an export; older ones do not tell what was taken off.

        Raises:
            KeyError, TypeError, ValueError: a record is not as it should be.
        """
        parts = {
            name: [
                tuple(read(record[column]) for column, read in part.readers.items())
                for record in stored[name]
            ]
            for name, part in _PARTS.items()
        }
        taken_off = [
            (text_value(record["part"]), text_value(record["key"]), time_value(record["at"]))
            for record in stored.get(TAKEN_OFF, [])
        ]
        # A newer version may know marks that this one does not.
        return ReadMarks(parts, [one for one in taken_off if one[0] in _PARTS])

    def take_in(self, marks: ReadMarks, learner_id: str) -> None:
        """Take marks in, within a transaction that is under way; of two changes the later stays."""
        for name, rows in marks.parts.items():
            self._put(_PARTS[name], rows, learner_id)
        self._database.execute_many(
            "INSERT INTO mark_taken_off (learner_id, part, key, at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET at = excluded.at WHERE excluded.at > mark_taken_off.at",
            [(learner_id, *row) for row in marks.taken_off],
        )
        for name, part in _PARTS.items():
            self._settle(name, part, learner_id)
        # A wish is fulfilled by an answer, wherever that was given.
        self._database.execute(
            "DELETE FROM wish WHERE learner_id = ? AND EXISTS (SELECT 1 FROM response r"
            " WHERE r.learner_id = wish.learner_id AND r.item_id = wish.item_id"
            " AND r.sequence_at >= wish.asked_at)",
            (learner_id,),
        )

    def _put(self, part: _Part, rows: list[tuple[Any, ...]], learner_id: str) -> None:
        columns = tuple(part.readers)
        sets = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
        self._database.execute_many(
            f"INSERT INTO {part.table} (learner_id, {', '.join(columns)})"
            f" VALUES (?, {', '.join('?' for _ in columns)})"
            f" ON CONFLICT DO UPDATE SET {sets}"
            f" WHERE excluded.{part.changed} > {part.table}.{part.changed}"
            f" AND {part.table}.learner_id = excluded.learner_id",
            [(learner_id, *row) for row in rows],
        )

    def _settle(self, name: str, part: _Part, learner_id: str) -> None:
        """Let either the mark stay or that it was taken off, whichever was later."""
        key = next(iter(part.readers))
        self._database.execute(
            f"DELETE FROM {part.table} WHERE learner_id = ? AND EXISTS ("
            f"SELECT 1 FROM mark_taken_off t WHERE t.learner_id = {part.table}.learner_id"
            f" AND t.part = ? AND t.key = {part.table}.{key}"
            f" AND t.at > {part.table}.{part.changed})",
            (learner_id, name),
        )
        self._database.execute(
            "DELETE FROM mark_taken_off WHERE learner_id = ? AND part = ?"
            f" AND key IN (SELECT {key} FROM {part.table} WHERE learner_id = ?)",
            (learner_id, name, learner_id),
        )
