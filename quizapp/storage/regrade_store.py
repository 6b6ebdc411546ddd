"""Regrades of assignments: what was decided and why, and the marks that came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.domain.grading import Grade
from quizapp.domain.regrading import Mending, Treatment
from quizapp.storage.codec import item_from_json, item_to_json
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from quizapp.storage.database import Database

Grades = tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class Regrade:
    """A regrade that was carried out."""

    id: int
    made_at: datetime
    reason: str
    mendings: tuple[Mending, ...]


class RegradeStore:
    """Regrades of this database, append-only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, assignment_id: str) -> int:
        """Return how often an assignment was regraded."""
        row = self._database.row(
            "SELECT count(*) FROM regrade WHERE assignment_id = ?", (assignment_id,)
        )
        return 0 if row is None else int(row[0])

    def regrades(self, assignment_id: str) -> tuple[Regrade, ...]:
        """Return the regrades of an assignment, the first one first."""
        rows = self._database.rows(
            "SELECT id, made_at, reason, mendings FROM regrade WHERE assignment_id = ? ORDER BY id",
            (assignment_id,),
        )
        return tuple(
            Regrade(
                row[0], time_from_text(row[1]), row[2], tuple(map(_mending, json.loads(row[3])))
            )
            for row in rows
        )

    def add(
        self,
        assignment_id: str,
        mendings: Iterable[Mending],
        marks: Mapping[str, Grades],
        reason: str,
        at: datetime,
    ) -> None:
        """Keep a regrade with the new marks of each result, by the hash of the result.

        All of it is kept, or nothing; marks that were there stay.
        """
        with self._database.transaction():
            cursor = self._database.execute(
                "INSERT INTO regrade (assignment_id, made_at, reason, mendings)"
                " VALUES (?, ?, ?, ?)",
                (assignment_id, time_to_text(at), reason, dump([_stored(one) for one in mendings])),
            )
            self._database.execute_many(
                "INSERT INTO marking (result, regrade, grades) VALUES (?, ?, ?)",
                [(result, cursor.lastrowid, _text(grades)) for result, grades in marks.items()],
            )

    def last_marks(self, assignment_id: str) -> dict[str, Grades]:
        """Return the marks that the last regrade gave, by the hash of the result.

        Results that were taken in since are not among them.
        """
        rows = self._database.rows(
            "SELECT m.result, m.grades FROM marking m JOIN regrade g ON g.id = m.regrade"
            " WHERE g.assignment_id = ? ORDER BY m.regrade",
            (assignment_id,),
        )
        return {result: _grades(text) for result, text in dict(rows).items()}

    def marks_of(self, regrade_id: int) -> dict[str, Grades]:
        """Return the marks that one regrade gave, by the hash of the result."""
        rows = self._database.rows(
            "SELECT result, grades FROM marking WHERE regrade = ?", (regrade_id,)
        )
        return {result: _grades(text) for result, text in rows}


def _text(grades: Grades) -> str:
    return dump(
        [
            [grade.points, int(grade.critical_error), grade.misconceptions, grade.rule_version]
            for grade in grades
        ]
    )


def _grades(text: str) -> Grades:
    return tuple(
        Grade(points, bool(critical), tuple(beliefs), version)
        for points, critical, beliefs, version in json.loads(text)
    )


def _stored(mending: Mending) -> dict[str, Any]:
    return {
        "item_id": mending.item_id,
        "treatment": mending.treatment.name.lower(),
        "item": mending.item and item_to_json(mending.item),
    }


def _mending(stored: dict[str, Any]) -> Mending:
    return Mending(
        stored["item_id"],
        Treatment[stored["treatment"].upper()],
        stored["item"] and item_from_json(stored["item"]),
    )
