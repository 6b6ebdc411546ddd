"""The log of responses, and what is derived from it: memories and running totals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from quizapp.domain.confidence import Confidence
from quizapp.domain.mastery import Traces
from quizapp.storage.database import Database
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.texts import RESPONSE_COLUMNS, day_from_text, time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quizapp.domain.attempts import Response
    from quizapp.domain.memory import Memory

_MEMORY_COLUMNS = (
    "stability, difficulty, due_at, last_review_at, last_day, last_was_right, last_confidence,"
    " answers, right, critical_day, latest_day"
)
_INSERT_RESPONSE = (
    f"INSERT INTO response ({RESPONSE_COLUMNS}, sequence_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, max(?, coalesce("
    "(SELECT sequence_at FROM response WHERE learner_id = ?"
    " ORDER BY sequence_at DESC, id DESC LIMIT 1), ''))) RETURNING sequence_at"
)
_SAVE_MEMORY = (
    f"INSERT OR REPLACE INTO memory (learner_id, item_id, scoring_rev, {_MEMORY_COLUMNS})"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ADD_TO_ITEM = (
    "INSERT INTO item_total (item_id, scoring_rev, answers, right, points, elapsed_ms)"
    " VALUES (?, ?, 1, ?, ?, ?) ON CONFLICT (item_id, scoring_rev) DO UPDATE SET"
    " answers = answers + 1, right = right + excluded.right, points = points + excluded.points,"
    " elapsed_ms = elapsed_ms + excluded.elapsed_ms"
)
_ADD_TO_DAY = (
    "INSERT INTO day_total (learner_id, day, confidence, answers, right, points, elapsed_ms)"
    " VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (learner_id, day, confidence) DO UPDATE SET"
    " answers = answers + 1, right = right + excluded.right, points = points + excluded.points,"
    " elapsed_ms = elapsed_ms + excluded.elapsed_ms"
)
# The totals are sums over the log, so a rebuild can let SQL add them up.
_REBUILD_ITEM_TOTALS = (
    "INSERT INTO item_total SELECT item_id, scoring_rev, count(*), sum(points = 1), sum(points),"
    " sum(elapsed_ms) FROM response GROUP BY item_id, scoring_rev"
)
_REBUILD_DAY_TOTALS = (
    "INSERT INTO day_total SELECT learner_id, day, coalesce(confidence, ''), count(*),"
    " sum(points = 1), sum(points), sum(elapsed_ms) FROM response"
    " GROUP BY learner_id, day, coalesce(confidence, '')"
)


def _memory(row: tuple[Any, ...]) -> Memory:
    from quizapp.domain.memory import Memory

    last_day = day_from_text(row[4])
    assert last_day is not None
    return Memory(
        stability=row[0],
        difficulty=row[1],
        due_at=time_from_text(row[2]),
        last_review_at=time_from_text(row[3]),
        last_day=last_day,
        last_was_right=bool(row[5]),
        last_confidence=None if row[6] is None else Confidence(row[6]),
        answers=row[7],
        right=row[8],
        critical_day=day_from_text(row[9]),
        latest_day=day_from_text(row[10]),
    )


def _response(row: tuple[Any, ...]) -> Response:
    # Today reads no response: what all answers can be is imported with the first of them.
    from quizapp.storage.codec import response_from_row

    return response_from_row(row)


def _response_row(response: Response) -> tuple[Any, ...]:
    from quizapp.storage.codec import response_to_row

    return response_to_row(response)


def _memory_row(learner_id: str, item_id: str, scoring: int, memory: Memory) -> tuple[Any, ...]:
    return (
        learner_id,
        item_id,
        scoring,
        memory.stability,
        memory.difficulty,
        time_to_text(memory.due_at),
        time_to_text(memory.last_review_at),
        memory.last_day.isoformat(),
        int(memory.last_was_right),
        memory.last_confidence,
        memory.answers,
        memory.right,
        None if memory.critical_day is None else memory.critical_day.isoformat(),
        None if memory.latest_day is None else memory.latest_day.isoformat(),
    )


class Remembering(Protocol):
    """Makes memories from answers."""

    def after(self, memory: Memory | None, response: Response) -> Memory:
        """Return the memory after a response from the one before it."""

    def is_out_of_order(self, memory: Memory | None, response: Response) -> bool:
        """Return whether all answers to the item have to be looked at instead."""

    def anew(self, responses: Sequence[Response]) -> Memory:
        """Return the memory after all answers to an item, in the order of the log."""


class ProgressStore:
    """The append-only log of responses, and all that is rebuilt from it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ledger = LedgerStore(database)

    def memory(self, learner_id: str, item_id: str, scoring: int) -> Memory | None:
        """Return the memory of an item at a scoring revision, or `None` if never answered."""
        row = self._database.row(
            f"SELECT {_MEMORY_COLUMNS} FROM memory"
            " WHERE learner_id = ? AND item_id = ? AND scoring_rev = ?",
            (learner_id, item_id, scoring),
        )
        return None if row is None else _memory(row)

    def current_memory(self, learner_id: str, item_id: str, scoring: int) -> Memory | None:
        """Return the same, but `None` once the item has been revised or retired."""
        row = self._database.row(
            "SELECT 1 FROM item WHERE id = ? AND scoring_rev = ? AND active = 1", (item_id, scoring)
        )
        return None if row is None else self.memory(learner_id, item_id, scoring)

    def record(self, response: Response, remembering: Remembering) -> Response:
        """Save a response with all that follows from it, in one transaction.

        Args:
            response: to a slot.
            remembering: makes the memory after a response.

        Returns:
            The response that stands: the one that was there already, if the slot was answered
            before (a double click is harmless), and otherwise this one.

        Raises:
            DatabaseProblem: nothing of it could be saved.
        """
        database = self._database
        learner_id, item_id, scoring = response.learner_id, response.item_id, response.rev.scoring
        with database.transaction():
            standing = self.response(response.attempt_id, response.position)
            if standing is not None:
                return standing
            sequence_at = self._append(response, time_to_text(response.answered_at))
            self._ledger.record(response, sequence_at)
            known = self.memory(learner_id, item_id, scoring)
            if remembering.is_out_of_order(known, response):
                memory = remembering.anew(self._of_item(learner_id, item_id, scoring))
            else:
                memory = remembering.after(known, response)
            database.execute(_SAVE_MEMORY, _memory_row(learner_id, item_id, scoring, memory))
            right = int(response.grade.is_right)
            sums = (right, response.grade.points, response.elapsed_ms)
            database.execute(_ADD_TO_ITEM, (item_id, scoring, *sums))
            database.execute(
                _ADD_TO_DAY, (learner_id, response.day, response.confidence or "", *sums)
            )
            database.execute(
                "DELETE FROM wish WHERE learner_id = ? AND item_id = ?", (learner_id, item_id)
            )
            database.execute(
                "UPDATE attempt SET active_ms = 0 WHERE id = ? AND active_ms > 0",
                (response.attempt_id,),
            )
        return response

    def _append(self, response: Response, sequence_at: str) -> str:
        """Add a response at the end of the learner's log, and return its place in time there."""
        row = self._database.row(
            _INSERT_RESPONSE, (*_response_row(response), sequence_at, response.learner_id)
        )
        assert row is not None
        return str(row[0])

    def insert_imported(self, response: Response, sequence_at: str) -> bool:
        """Add a response from elsewhere to the log, within a transaction that is under way.

        Returns:
            Whether it was new. Memories and totals have to be rebuilt afterwards.
        """
        if self.response(response.attempt_id, response.position) is not None:
            return False
        self._database.execute(
            f"INSERT INTO response ({RESPONSE_COLUMNS}, sequence_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*_response_row(response), sequence_at),
        )
        return True

    def response(self, attempt_id: str, position: int) -> Response | None:
        """Return the response to a slot."""
        row = self._database.row(
            f"SELECT {RESPONSE_COLUMNS} FROM response WHERE attempt_id = ? AND position = ?",
            (attempt_id, position),
        )
        return None if row is None else _response(row)

    def responses_of_attempt(self, attempt_id: str) -> tuple[Response, ...]:
        """Return the responses of a run, in slot order."""
        rows = self._database.rows(
            f"SELECT {RESPONSE_COLUMNS} FROM response WHERE attempt_id = ? ORDER BY position",
            (attempt_id,),
        )
        return tuple(_response(row) for row in rows)

    def responses_of_learner(self, learner_id: str) -> Iterator[tuple[Response, str]]:
        """Yield all responses of a learner in the order of the log, each with its sequence time."""
        rows = self._database.each(
            f"SELECT {RESPONSE_COLUMNS}, sequence_at FROM response WHERE learner_id = ?"
            " ORDER BY sequence_at, id",
            (learner_id,),
        )
        for row in rows:
            yield _response(row[:-1]), row[-1]

    def count_responses(self, learner_id: str) -> int:
        """Return how many answers a learner ever gave."""
        row = self._database.row(
            "SELECT total(answers) FROM day_total WHERE learner_id = ?", (learner_id,)
        )
        return int(row[0]) if row else 0

    def memories(
        self, learner_id: str, topic: str, now: datetime, until: datetime
    ) -> tuple[int, int, Traces]:
        """Return what mastery needs of the memories of a topic's active items.

        Args:
            learner_id: whose.
            topic: its id.
            now: from when the traces count.
            until: the end of the day of study: what comes back before it is due.

        Returns:
            How many items were answered at their current revision, how many of these are due, and
            the traces of those last answered rightly.
        """
        # Item by item, with the index on topics: looking the items up one by one takes far longer.
        rows = self._database.each(
            "SELECT m.last_was_right, m.due_at <= :until OR m.last_review_at > :until,"
            " max(0.0, julianday(:now) - julianday(m.last_review_at)), m.stability"
            " FROM item i CROSS JOIN memory m ON m.learner_id = :learner AND m.item_id = i.id"
            " AND m.scoring_rev = i.scoring_rev WHERE i.active = 1 AND i.topic = :topic",
            {
                "learner": learner_id,
                "topic": topic,
                "now": time_to_text(now),
                "until": time_to_text(until),
            },
        )
        answered = due = 0
        traces = Traces()
        for was_right, is_due, age, stability in rows:
            answered += 1
            due += is_due
            if was_right:
                traces.add(age, stability)
        return answered, due, traces

    def open_critical_errors(self, learner_id: str, topic: str) -> int:
        """Return how many active items of a topic have a critical error that is still open."""
        row = self._database.row(
            "SELECT count(*) FROM memory m JOIN item i ON i.id = m.item_id"
            " AND i.scoring_rev = m.scoring_rev AND i.active = 1 AND i.topic = ?"
            " WHERE m.learner_id = ? AND m.critical_day IS NOT NULL",
            (topic, learner_id),
        )
        return int(row[0]) if row else 0

    def count_due(self, learner_id: str, after: datetime, until: datetime) -> int:
        """Return how many active items come back after one moment and up to another."""
        row = self._database.row(
            "SELECT count(*) FROM memory m JOIN item i ON i.id = m.item_id"
            " AND i.scoring_rev = m.scoring_rev AND i.active = 1"
            " WHERE m.learner_id = ? AND m.due_at > ? AND m.due_at <= ?",
            (learner_id, time_to_text(after), time_to_text(until)),
        )
        return int(row[0]) if row else 0

    def _of_item(self, learner_id: str, item_id: str, scoring: int) -> list[Response]:
        """Return the responses to an item at a scoring revision, in the order of the log."""
        rows = self._database.rows(
            f"SELECT {RESPONSE_COLUMNS} FROM response WHERE learner_id = ? AND item_id = ?"
            " AND scoring_rev = ? ORDER BY sequence_at, id",
            (learner_id, item_id, scoring),
        )
        return [_response(row) for row in rows]

    def rebuild(self, learner_id: str, remembering: Remembering) -> int:
        """Make memories and ledger of a learner, and all totals, anew from the log, at one stroke.

        Args:
            learner_id: whose memories.
            remembering: makes the memory after a response.

        Returns:
            How many responses were read.
        """
        database = self._database
        memories: dict[tuple[str, int], Memory] = {}
        out_of_order: set[tuple[str, int]] = set()
        count = 0
        # An answer given meanwhile waits for the transaction: it must not be forgotten.
        with database.transaction():
            for response, _sequence_at in self.responses_of_learner(learner_id):
                key = (response.item_id, response.rev.scoring)
                known = memories.get(key)
                if remembering.is_out_of_order(known, response):
                    out_of_order.add(key)
                memories[key] = remembering.after(known, response)
                count += 1
            for key in out_of_order:
                memories[key] = remembering.anew(self._of_item(learner_id, *key))
            database.execute("DELETE FROM memory WHERE learner_id = ?", (learner_id,))
            database.execute_many(
                _SAVE_MEMORY,
                (_memory_row(learner_id, *key, memory) for key, memory in memories.items()),
            )
            database.execute("DELETE FROM item_total")
            database.execute(_REBUILD_ITEM_TOTALS)
            database.execute("DELETE FROM day_total")
            database.execute(_REBUILD_DAY_TOTALS)
            self._ledger.rebuild(learner_id)
        return count

    # Totals --------------------------------------------------------------------------------

    def days(self, learner_id: str, since: str = "") -> list[tuple[str, int, int]]:
        """Return day, answers and right answers of each day with any, from `since` on."""
        return self._database.rows(
            "SELECT day, sum(answers), sum(right) FROM day_total"
            " WHERE learner_id = ? AND day >= ? GROUP BY day ORDER BY day",
            (learner_id, since),
        )

    def confidence_counts(
        self, learner_id: str, since: str = ""
    ) -> dict[Confidence, tuple[int, int]]:
        """Return (answers, right) for each confidence word used since a day."""
        rows = self._database.rows(
            "SELECT confidence, sum(answers), sum(right) FROM day_total"
            " WHERE learner_id = ? AND day >= ? AND confidence <> '' GROUP BY confidence",
            (learner_id, since),
        )
        return {Confidence(word): (answers, right) for word, answers, right in rows}

    def pace_ms(self, learner_id: str) -> float | None:
        """Return the learner's mean time for an answer, or `None` without any."""
        row = self._database.row(
            "SELECT total(elapsed_ms), total(answers) FROM day_total WHERE learner_id = ?",
            (learner_id,),
        )
        return row[0] / row[1] if row and row[1] else None

    def weakest(self, learner_id: str, limit: int) -> list[tuple[str, int, int]]:
        """Return item, answers and right answers of active items missed, the weakest first."""
        return self._database.rows(
            "SELECT m.item_id, m.answers, m.right FROM memory m JOIN item i ON i.id = m.item_id"
            " AND i.scoring_rev = m.scoring_rev AND i.active = 1"
            " WHERE m.learner_id = ? AND m.right < m.answers"
            " ORDER BY CAST(m.right AS REAL) / m.answers, m.answers DESC, m.item_id LIMIT ?",
            (learner_id, limit),
        )
