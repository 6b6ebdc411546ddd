"""Attempts and their slots."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from quizapp.storage.database import Database
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from quizapp.domain.attempts import Attempt, AttemptState

# Today reads no run: what a run consists of is imported with the first of them.


class AttemptStore:
    """Runs of learners, settled slot by slot when they begin."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, attempt: Attempt, mastery_before: dict[str, float]) -> None:
        """Add a run with its slots; an open run of the learner is ended early."""
        with self._database.transaction():
            self._end_open(attempt.learner_id)
            self.insert(attempt, mastery_before)

    def insert(self, attempt: Attempt, mastery_before: dict[str, float]) -> None:
        """Write a run within a transaction that is under way."""
        self._database.execute(
            "INSERT INTO attempt (id, learner_id, spec, seed, state, started_at, active_ms,"
            " mastery_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                attempt.id,
                attempt.learner_id,
                dump(attempt.spec),
                attempt.seed,
                attempt.state,
                time_to_text(attempt.started_at),
                attempt.active_ms,
                dump(mastery_before),
            ),
        )
        self._database.execute_many(
            "INSERT INTO slot (attempt_id, position, item_id, scoring_rev, text_rev,"
            " option_orders) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (
                    attempt.id,
                    slot.position,
                    slot.item_id,
                    slot.rev.scoring,
                    slot.rev.text,
                    dump(slot.option_orders),
                )
                for slot in attempt.slots
            ],
        )

    def get(self, attempt_id: str) -> Attempt | None:
        """Return a run with its slots."""
        row = self._database.row(
            "SELECT id, learner_id, spec, seed, state, started_at, active_ms FROM attempt"
            " WHERE id = ?",
            (attempt_id,),
        )
        return None if row is None else self._attempt(row)

    def of_learner(self, learner_id: str) -> list[Attempt]:
        """Return all runs of a learner, for export."""
        rows = self._database.rows(
            "SELECT id, learner_id, spec, seed, state, started_at, active_ms FROM attempt"
            " WHERE learner_id = ? ORDER BY started_at, id",
            (learner_id,),
        )
        return [self._attempt(row) for row in rows]

    def open_run(self, learner_id: str) -> tuple[str, int, int, str, str] | None:
        """Return id, answers, slots, mode and ready-made set (or "") of the open run, if any."""
        row = self._database.row(
            "SELECT id, (SELECT count(*) FROM response r WHERE r.attempt_id = a.id),"
            " (SELECT count(*) FROM slot s WHERE s.attempt_id = a.id), spec->>'mode',"
            " coalesce(spec->>'set_id', '')"
            " FROM attempt a WHERE learner_id = ? AND state = 'open'"
            " ORDER BY started_at DESC LIMIT 1",
            (learner_id,),
        )
        return None if row is None else (row[0], row[1], row[2], row[3], row[4])

    def has_sets(self, learner_id: str) -> bool:
        """Return whether trainers have sent sets to a learner."""
        row = self._database.row(
            "SELECT 1 FROM assigned_set WHERE learner_id = ? LIMIT 1", (learner_id,)
        )
        return row is not None

    def open_scenario(self, learner_id: str) -> tuple[str, str, str, int] | None:
        """Return run, scenario, title and actions of the open scenario gone on with last, if any.

        Read without making a scenario of it, because the first screen asks.
        """
        row = self._database.row(
            "SELECT r.id, r.scenario_id, v.body->>'title', count(s.id) FROM scenario_run r"
            " JOIN scenario_version v ON v.version = r.version"
            " LEFT JOIN scenario_step s ON s.run_id = r.id"
            " WHERE r.learner_id = ? AND r.state = 'open' GROUP BY r.id"
            " ORDER BY coalesce(max(s.acted_at), r.started_at) DESC, r.id LIMIT 1",
            (learner_id,),
        )
        return None if row is None else (row[0], row[1], row[2], row[3])

    def mastery_before(self, attempt_id: str) -> dict[str, float]:
        """Return the mastery of each topic when the run began."""
        row = self._database.row("SELECT mastery_before FROM attempt WHERE id = ?", (attempt_id,))
        found: dict[str, float] = json.loads(row[0]) if row else {}
        return found

    def set_state(self, attempt_id: str, state: AttemptState) -> None:
        """Finish a run, or end it early."""
        with self._database.transaction():
            self._database.execute("UPDATE attempt SET state = ? WHERE id = ?", (state, attempt_id))

    def set_active_ms(self, attempt_id: str, active_ms: int) -> None:
        """Keep the time already spent on the question that is not yet answered."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE attempt SET active_ms = ? WHERE id = ?", (active_ms, attempt_id)
            )

    def end_open(self, learner_id: str) -> None:
        """End the open run of a learner early, if there is one."""
        with self._database.transaction():
            self._end_open(learner_id)

    def reopen(self, attempt_id: str) -> bool:
        """Open a run that was ended early again; return whether none was open instead of it."""
        from quizapp.domain.attempts import AttemptState

        with self._database.transaction():
            opened = self._database.execute(
                "UPDATE attempt SET state = :open WHERE id = :id AND state = :ended AND NOT EXISTS"
                " (SELECT 1 FROM attempt o WHERE o.learner_id = attempt.learner_id"
                " AND o.state = :open)",
                {"open": AttemptState.OPEN, "ended": AttemptState.ENDED_EARLY, "id": attempt_id},
            )
        return opened.rowcount == 1

    def _end_open(self, learner_id: str) -> None:
        from quizapp.domain.attempts import AttemptState

        self._database.execute(
            "UPDATE attempt SET state = ? WHERE learner_id = ? AND state = ?",
            (AttemptState.ENDED_EARLY, learner_id, AttemptState.OPEN),
        )

    def _attempt(self, row: tuple[Any, ...]) -> Attempt:
        from quizapp.domain.attempts import Attempt, AttemptState, Slot
        from quizapp.domain.items import Revision
        from quizapp.storage.codec import spec_from_json

        slots = self._database.rows(
            "SELECT position, item_id, scoring_rev, text_rev, option_orders FROM slot"
            " WHERE attempt_id = ? ORDER BY position",
            (row[0],),
        )
        return Attempt(
            id=row[0],
            learner_id=row[1],
            spec=spec_from_json(row[2]),
            seed=row[3],
            state=AttemptState(row[4]),
            started_at=time_from_text(row[5]),
            active_ms=row[6],
            slots=tuple(
                Slot(
                    position,
                    item_id,
                    Revision(scoring, text),
                    tuple(tuple(order) for order in json.loads(orders)),
                )
                for position, item_id, scoring, text, orders in slots
            ),
        )
