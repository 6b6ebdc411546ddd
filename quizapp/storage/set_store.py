"""Ready-made sets, and how runs through them ended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from quizapp.storage.codec import ENTRIES
from quizapp.storage.database import Database
from quizapp.storage.texts import time_from_text

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.domain.question_sets import QuestionSet


class SetResult(NamedTuple):
    """A finished run through a set.

    Attributes:
        right: how many answers were right, of `total` questions.
        critical: how many answers would have harmed somebody.
    """

    started_at: datetime
    right: int
    total: int
    critical: int


class SetStore:
    """Ready-made sets in their compiled form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sets(self) -> tuple[QuestionSet, ...]:
        """Return those sets of which every item is active, by id."""
        rows = self._database.rows(
            "SELECT body FROM entry WHERE register = 'set' AND NOT EXISTS ("
            " SELECT 1 FROM json_each(body, '$.items') wanted WHERE NOT EXISTS ("
            " SELECT 1 FROM item WHERE id = wanted.value AND active = 1)) ORDER BY id"
        )
        return tuple(ENTRIES["set"](json.loads(body)) for (body,) in rows)

    def last_result(self, learner_id: str, set_id: str) -> SetResult | None:
        """Return how the learner's last finished run through a set ended."""
        row = self._database.row(
            "SELECT a.started_at, (SELECT count(*) FROM slot WHERE attempt_id = a.id),"
            " count(*) FILTER (WHERE r.points = 1), coalesce(sum(r.critical), 0)"
            " FROM attempt a JOIN response r ON r.attempt_id = a.id"
            " WHERE a.learner_id = ? AND a.state = 'finished' AND a.spec->>'set_id' = ?"
            " GROUP BY a.id ORDER BY a.started_at DESC LIMIT 1",
            (learner_id, set_id),
        )
        if row is None:
            return None
        started, total, right, critical = row
        return SetResult(time_from_text(started), right, total, critical)
