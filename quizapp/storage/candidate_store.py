"""Which items a learner could be asked now, found by SQL."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from quizapp.storage.bank_store import OWN_PREFIX
from quizapp.storage.database import Database
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from quizapp.domain.attempts import Include
    from quizapp.domain.selection import Candidate

# An active item with the memory of it at its current scoring revision.
_KNOWN = (
    "memory m JOIN item i ON i.id = m.item_id AND i.scoring_rev = m.scoring_rev AND i.active = 1"
)
_SELECT = "SELECT i.id, i.topic, i.case_id"
_NEW = (
    "item i WHERE i.active = 1 AND NOT EXISTS (SELECT 1 FROM memory m WHERE m.learner_id = :learner"
    " AND m.item_id = i.id AND m.scoring_rev = i.scoring_rev)"
)
# An answer that lies in the future was given while the clock was wrong: nobody knows when it is due,
# so it is due now. Looked for only where there is one, for two indexes give no order.
_DUE = "m.due_at <= :until"
_DUE_OR_AHEAD = (
    "(m.learner_id = :learner AND m.due_at <= :until"
    " OR m.learner_id = :learner AND m.last_review_at > :until)"
)
# By the values of `Include`.
_SOURCES: dict[str, tuple[str, str]] = {
    "due": (f"{_KNOWN} WHERE m.learner_id = :learner AND {_DUE}", "m.due_at"),
    "new": (_NEW, "i.position, i.topic"),
    "missed": (
        f"{_KNOWN} WHERE m.learner_id = :learner AND m.last_was_right = 0",
        "m.last_review_at",
    ),
    "flagged": (
        "flag f JOIN item i ON i.id = f.item_id AND i.active = 1 WHERE f.learner_id = :learner",
        "f.flagged_at",
    ),
    "low_confidence": (
        f"{_KNOWN} WHERE m.learner_id = :learner AND m.last_confidence IN ('guess', 'unsure')",
        "m.last_review_at",
    ),
}
# What comes first: open critical errors, and what was asked for. Both begin with the few rows of
# the learner: a comparison lets SQLite take the index of open errors, a cross join keeps the order.
_CRITICAL = (
    f"{_KNOWN} WHERE m.learner_id = :learner AND m.critical_day > ''"
    " AND NOT (m.last_was_right = 1 AND m.last_day = :today)"
)
_WISHED = (
    "wish w CROSS JOIN item i ON i.id = w.item_id AND i.active = 1 WHERE w.learner_id = :learner"
)
_ALL = ("item i WHERE i.active = 1", "i.position, i.topic")


class CandidateStore:
    """Candidates for a run, most wanted first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self,
        learner_id: str,
        include: Include | None,
        until: datetime,
        topics: Sequence[str] = (),
        limit: int | None = None,
    ) -> list[Candidate]:
        """Return the items of one sort.

        Args:
            learner_id: for whom.
            include: the sort; `None` means every active item.
            until: the end of the day of study: what comes back before it is due.
            topics: only these; empty means all.
            limit: at most so many.
        """
        source, order = _ALL if include is None else _SOURCES[include]
        where, values = self._values(learner_id, until, topics)
        sql = f"{_SELECT} FROM {source}{where} ORDER BY {order}, i.id LIMIT :limit"
        rows = self._database.rows(
            self._with_ahead(sql, values), {**values, "limit": -1 if limit is None else limit}
        )
        return _candidates(rows)

    def active_ids(self, topics: Sequence[str] = ()) -> list[str]:
        """Return the ids of all active items, topic by topic."""
        where, values = self._values("", None, topics)
        rows = self._database.rows(
            f"SELECT i.id FROM item i WHERE i.active = 1{where} ORDER BY i.topic, i.id", values
        )
        return [item_id for (item_id,) in rows]

    def shipped(self) -> dict[str, str]:
        """Return what each active item asks that came with Quizapp, its case before it, by id."""
        rows = self._database.rows(
            "SELECT id, coalesce(json_extract(body, '$.case_text'), '') || ' '"
            " || json_extract(body, '$.stem') FROM item WHERE active = 1 AND bank NOT IN"
            " (SELECT bank FROM bank_file WHERE path LIKE ?)",
            (f"{OWN_PREFIX}%",),
        )
        return dict(rows)

    def count(
        self,
        learner_id: str,
        include: Sequence[Include],
        until: datetime,
        topics: Sequence[str] = (),
    ) -> int:
        """Return how many different items are of at least one of the sorts (empty: active)."""
        where, values = self._values(learner_id, until, topics)
        sources = [_SOURCES[sort][0] for sort in include] or [_ALL[0]]
        union = " UNION ".join(f"SELECT i.id FROM {source}{where}" for source in sources)
        sql = self._with_ahead(f"SELECT count(*) FROM ({union})", values)
        row = self._database.row(sql, values)
        return int(row[0]) if row else 0

    def count_due(self, learner_id: str, until: datetime) -> int:
        """Return how many active items are due by a moment, the end of a day of study."""
        values = {"learner": learner_id, "until": time_to_text(until)}
        sql = f"SELECT count(*) FROM {_KNOWN} WHERE m.learner_id = :learner AND {_DUE}"
        row = self._database.row(self._with_ahead(sql, values), values)
        return int(row[0]) if row else 0

    def _with_ahead(self, sql: str, values: dict[str, Any]) -> str:
        """Return a query that takes answers in the future for due, where there are any."""
        if _DUE not in sql:
            return sql
        ahead = self._database.row(
            "SELECT 1 FROM memory WHERE learner_id = :learner AND last_review_at > :until LIMIT 1",
            values,
        )
        return sql if ahead is None else sql.replace(_DUE, _DUE_OR_AHEAD)

    def urgent(self, learner_id: str, today: date, topics: Sequence[str] = ()) -> list[Candidate]:
        """Return the items that come first: open critical errors, then what was asked for.

        A critical error answered rightly today is still open (it closes on a later day) and has
        done its work for today.
        """
        where, values = self._values(learner_id, None, topics)
        values["today"] = today.isoformat()
        critical = self._database.rows(
            f"{_SELECT} FROM {_CRITICAL}{where} ORDER BY m.critical_day, i.id", values
        )
        wished = self._database.rows(
            f"{_SELECT} FROM {_WISHED}{where} ORDER BY w.asked_at, i.id", values
        )
        return _candidates(dict.fromkeys((*critical, *wished)))

    def count_urgent_only(self, learner_id: str, day: date, until: datetime) -> int:
        """Return how many items come first on a day although they are not due by its end."""
        values = {
            "learner": learner_id,
            "today": day.isoformat(),
            "until": time_to_text(until),
        }
        sql = (
            f"SELECT count(*) FROM (SELECT i.id FROM {_CRITICAL} UNION SELECT i.id FROM {_WISHED})"
            f" u WHERE NOT EXISTS (SELECT 1 FROM {_KNOWN}"
            f" WHERE m.learner_id = :learner AND m.item_id = u.id AND {_DUE})"
        )
        row = self._database.row(self._with_ahead(sql, values), values)
        return int(row[0]) if row else 0

    def for_belief(self, learner_id: str, misconception_id: str) -> list[Candidate]:
        """Return the active items that could give a misconception away, most wanted first.

        Those not missed the last time come first, single ones before cases, and among them those
        that were never asked or asked longest ago.
        """
        rows = self._database.rows(
            f"{_SELECT} FROM item_belief b JOIN item i ON i.id = b.item AND i.active = 1"
            " LEFT JOIN memory m ON m.learner_id = :learner AND m.item_id = i.id"
            " AND m.scoring_rev = i.scoring_rev WHERE b.misconception = :misconception"
            " ORDER BY coalesce(m.last_was_right = 0, 0), i.case_id IS NOT NULL,"
            " m.last_review_at, i.position, i.id",
            {"learner": learner_id, "misconception": misconception_id},
        )
        return _candidates(rows)

    def by_ids(self, item_ids: Sequence[str]) -> list[Candidate]:
        """Return those of the items that are active, in the order asked for."""
        rows = (
            self._database.row(f"{_SELECT} FROM item i WHERE i.id = ? AND i.active = 1", (item,))
            for item in item_ids
        )
        return _candidates(row for row in rows if row is not None)

    def count_new(self, learner_id: str, most: int) -> int:
        """Return how many active items were never answered, counting up to `most`."""
        row = self._database.row(
            f"SELECT count(*) FROM (SELECT 1 FROM {_NEW} LIMIT :most)",
            {"learner": learner_id, "most": most},
        )
        return int(row[0]) if row else 0

    def next_due(self, learner_id: str, after: datetime) -> datetime | None:
        """Return when the next item after a moment comes back."""
        row = self._database.row(
            f"SELECT min(m.due_at) FROM {_KNOWN} WHERE m.learner_id = ? AND m.due_at > ?",
            (learner_id, time_to_text(after)),
        )
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def new_today(self, learner_id: str, since: datetime, today: date) -> int:
        """Return how many items were met for the first time on a day of study.

        Args:
            learner_id: whose.
            since: when the day began; earlier answers need not be looked at.
            today: the day.
        """
        row = self._database.row(
            "SELECT count(*) FROM (SELECT item_id, scoring_rev, count(*) AS answers FROM response"
            " WHERE learner_id = :learner AND sequence_at >= :since AND day = :today"
            " GROUP BY item_id, scoring_rev) t JOIN memory m ON m.learner_id = :learner"
            " AND m.item_id = t.item_id AND m.scoring_rev = t.scoring_rev"
            " AND m.answers = t.answers",
            {"learner": learner_id, "since": time_to_text(since), "today": today.isoformat()},
        )
        return int(row[0]) if row else 0

    def _values(
        self, learner_id: str, until: datetime | None, topics: Sequence[str]
    ) -> tuple[str, dict[str, Any]]:
        """Return what limits a query to topics, and the named values."""
        values: dict[str, Any] = {"learner": learner_id}
        if until is not None:
            values["until"] = time_to_text(until)
        names = [f"topic{number}" for number in range(len(topics))]
        values.update(zip(names, topics, strict=True))
        where = f" AND i.topic IN ({', '.join(f':{name}' for name in names)})" if names else ""
        return where, values


def _candidates(rows: Iterable[tuple[Any, ...]]) -> list[Candidate]:
    from quizapp.domain.selection import Candidate

    return [Candidate(*row) for row in rows]
