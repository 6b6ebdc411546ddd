"""Learners."""

from __future__ import annotations

from typing import Any

from quizapp.domain.learners import Learner, StudySettings
from quizapp.storage.database import Database
from quizapp.storage.texts import settings_from_json, settings_to_json, time_from_text, time_to_text

_COLUMNS = "id, name, created_at, pin_hash IS NOT NULL, settings"


def _learner(row: tuple[Any, ...]) -> Learner:
    return Learner(
        id=row[0],
        name=row[1],
        created_at=time_from_text(row[2]),
        has_pin=bool(row[3]),
        settings=settings_from_json(row[4]),
    )


class LearnerStore:
    """Learners of this database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Learner, ...]:
        """Return all learners, the first made first."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM learner ORDER BY created_at, id")
        return tuple(_learner(row) for row in rows)

    def get(self, learner_id: str) -> Learner | None:
        """Return a learner."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM learner WHERE id = ?", (learner_id,))
        return None if row is None else _learner(row)

    def add(self, learner: Learner) -> None:
        """Add a learner, without a PIN."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO learner (id, name, created_at, settings) VALUES (?, ?, ?, ?)",
                (
                    learner.id,
                    learner.name,
                    time_to_text(learner.created_at),
                    settings_to_json(learner.settings),
                ),
            )

    def rename(self, learner_id: str, name: str) -> None:
        """Change the name of a learner."""
        with self._database.transaction():
            self._database.execute("UPDATE learner SET name = ? WHERE id = ?", (name, learner_id))

    def save_settings(self, learner_id: str, settings: StudySettings) -> None:
        """Change how a learner wants to study."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE learner SET settings = ? WHERE id = ?",
                (settings_to_json(settings), learner_id),
            )

    def save_pin(self, learner_id: str, salted: tuple[bytes, bytes] | None) -> None:
        """Keep salt and hash of a PIN, or take the PIN away."""
        salt, digest = salted or (None, None)
        with self._database.transaction():
            self._database.execute(
                "UPDATE learner SET pin_salt = ?, pin_hash = ? WHERE id = ?",
                (salt, digest, learner_id),
            )

    def pin(self, learner_id: str) -> tuple[bytes, bytes] | None:
        """Return salt and hash of the PIN, or `None` without one."""
        row = self._database.row(
            "SELECT pin_salt, pin_hash FROM learner WHERE id = ? AND pin_hash IS NOT NULL",
            (learner_id,),
        )
        return None if row is None else (row[0], row[1])

    def delete(self, learner_id: str) -> None:
        """Delete a learner with all answers, and take these out of the totals over learners."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE item_total SET (answers, right, points, elapsed_ms) = ("
                " SELECT item_total.answers - count(*), item_total.right - total(r.points = 1),"
                " item_total.points - total(r.points), item_total.elapsed_ms - total(r.elapsed_ms)"
                " FROM response r WHERE r.learner_id = ? AND r.item_id = item_total.item_id"
                " AND r.scoring_rev = item_total.scoring_rev)"
                " WHERE item_id IN (SELECT item_id FROM response WHERE learner_id = ?)",
                (learner_id, learner_id),
            )
            self._database.execute("DELETE FROM item_total WHERE answers = 0")
            self._database.execute("DELETE FROM learner WHERE id = ?", (learner_id,))
