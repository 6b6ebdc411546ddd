"""Scenarios in their compiled form, and the runs that learners have made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from quizapp.domain.scenario_runs import BeliefEvent, RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import belief_meetings
from quizapp.storage.bank_store import save_file
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.scenario_codec import scenario_from_json, scenario_to_json, version_of
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from quizapp.domain.scenarios import Scenario
    from quizapp.storage.bank_store import CompiledFile
    from quizapp.storage.database import Database

_RUN = "id, learner_id, scenario_id, version, seed, state, started_at, ended_at, origin"
_STEP = "position, scene, action, at_s, ms, acted_at, day, replayed"

_read = lru_cache(maxsize=64)(scenario_from_json)


@dataclass(frozen=True, slots=True)
class ServedScenario:
    """A scenario that learners are offered, and the fingerprint of its text."""

    scenario: Scenario
    version: str


class ScenarioStore:
    """Scenarios, and the runs of learners. The steps of runs are a log: nothing changes them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._played: dict[str, Scenario] = {}

    # Scenarios -------------------------------------------------------------------------------

    def served(self) -> tuple[ServedScenario, ...]:
        """Return the scenarios that learners are offered, in file order."""
        rows = self._database.rows(
            "SELECT v.body, v.version FROM scenario s JOIN scenario_version v USING (version)"
            " WHERE s.active = 1 ORDER BY s.position, s.id"
        )
        return tuple(ServedScenario(_read(body), version) for body, version in rows)

    def find(self, scenario_id: str) -> ServedScenario | None:
        """Return a scenario that learners are offered, or None."""
        row = self._database.row(
            "SELECT v.body, v.version FROM scenario s JOIN scenario_version v USING (version)"
            " WHERE s.id = ? AND s.active = 1",
            (scenario_id,),
        )
        return None if row is None else ServedScenario(_read(row[0]), row[1])

    def body(self, version: str) -> str | None:
        """Return the text of a version as JSON, or None when it was never here."""
        row = self._database.row("SELECT body FROM scenario_version WHERE version = ?", (version,))
        return None if row is None else row[0]

    def played(self, run: ScenarioRun) -> Scenario:
        """Return the scenario as it was when a run began."""
        if run.version not in self._played:
            body = self.body(run.version)
            assert body is not None
            self._played[run.version] = _read(body)
        return self._played[run.version]

    # Runs ------------------------------------------------------------------------------------

    def add(self, run: ScenarioRun) -> None:
        """Add a run with the steps that it has; the learner's open run of the scenario is left."""
        with self._database.transaction():
            self._database.execute(
                "UPDATE scenario_run SET state = ? WHERE learner_id = ? AND scenario_id = ?"
                " AND state = ?",
                (RunState.LEFT, run.learner_id, run.scenario_id, RunState.OPEN),
            )
            self.insert(run)

    def insert(self, run: ScenarioRun) -> None:
        """Write a run within a transaction that is under way."""
        self._database.execute(
            f"INSERT INTO scenario_run ({_RUN}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run.id,
                run.learner_id,
                run.scenario_id,
                run.version,
                run.seed,
                run.state,
                time_to_text(run.started_at),
                None if run.ended_at is None else time_to_text(run.ended_at),
                run.origin,
            ),
        )
        for step in run.steps:
            self.insert_step(run.id, step)

    def insert_step(self, run_id: str, step: RunStep) -> None:
        """Write a step within a transaction that is under way."""
        self._database.execute(
            f"INSERT INTO scenario_step (run_id, {_STEP}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                run_id,
                step.position,
                step.scene,
                step.action,
                step.at_s,
                step.ms,
                time_to_text(step.acted_at),
                step.day,
                int(step.is_replayed),
            ),
        )

    def take_in(self, run: ScenarioRun) -> None:
        """Add a run that has ended elsewhere, with all that follows from it; once only."""
        with self._database.transaction():
            if self.run(run.id) is not None:
                return
            self.insert(run)
            for step in run.steps:
                self._tell_ledger(run.id, step.position)

    def record(self, run_id: str, step: RunStep, *, ends: bool) -> bool:
        """Add the next step of an open run; all of it is on disk afterwards, or nothing.

        Args:
            run_id: the run.
            step: what was done.
            ends: the run has reached an end with it.

        Returns:
            Whether it was added: not when the run has moved on since, or is open no more.

        Raises:
            DatabaseProblem: it could not be written.
        """
        with self._database.transaction():
            row = self._database.row(
                "SELECT (SELECT count(*) FROM scenario_step WHERE run_id = r.id)"
                " FROM scenario_run r WHERE id = ? AND state = ?",
                (run_id, RunState.OPEN),
            )
            if row != (step.position,):
                return False
            self.insert_step(run_id, step)
            self._tell_ledger(run_id, step.position)
            if ends:
                self.set_state(run_id, RunState.FINISHED, step.acted_at)
        return True

    def set_state(self, run_id: str, state: RunState, ended_at: datetime | None) -> None:
        """Say how a run stands, within a transaction that is under way."""
        self._database.execute(
            "UPDATE scenario_run SET state = ?, ended_at = ? WHERE id = ?",
            (state, None if ended_at is None else time_to_text(ended_at), run_id),
        )

    def run(self, run_id: str) -> ScenarioRun | None:
        """Return a run with its steps, or None."""
        found = self._runs("WHERE id = ?", run_id)
        return found[0] if found else None

    def runs(self, learner_id: str) -> tuple[ScenarioRun, ...]:
        """Return all runs of a learner, the first begun first."""
        return self._runs("WHERE learner_id = ?", learner_id)

    def _runs(self, where: str, value: str) -> tuple[ScenarioRun, ...]:
        steps: dict[str, list[RunStep]] = {}
        for run_id, *step in self._database.rows(
            f"SELECT run_id, {_STEP} FROM scenario_step WHERE run_id IN"
            f" (SELECT id FROM scenario_run {where}) ORDER BY run_id, position",
            (value,),
        ):
            steps.setdefault(run_id, []).append(_step(step))
        rows = self._database.rows(
            f"SELECT {_RUN} FROM scenario_run {where} ORDER BY started_at, id", (value,)
        )
        return tuple(_run(row, steps.get(row[0], ())) for row in rows)

    def step_days(self, learner_id: str) -> list[tuple[str, int, date]]:
        """Return run, position and day of all steps of a learner, in the order of recording."""
        rows = self._database.rows(
            "SELECT s.run_id, s.position, s.day FROM scenario_step s"
            " JOIN scenario_run r ON r.id = s.run_id WHERE r.learner_id = ? ORDER BY s.id",
            (learner_id,),
        )
        return [(run_id, position, date.fromisoformat(day)) for run_id, position, day in rows]

    def belief_events(self, learner_id: str) -> tuple[BeliefEvent, ...]:
        """Return the scenes in which a belief showed or could show, in the order of time.

        What a second try took over from an earlier run is not counted again.
        """
        found = [event for run in self.runs(learner_id) for event in self._events(run)]
        return tuple(sorted(found, key=lambda event: (event.at, event.run_id, event.position)))

    def _events(self, run: ScenarioRun) -> Iterator[BeliefEvent]:
        for meeting in belief_meetings(self.played(run), run.actions):
            step = run.steps[meeting.position]
            if not step.is_replayed:
                yield BeliefEvent(
                    misconception=meeting.misconception,
                    scenario_id=run.scenario_id,
                    run_id=run.id,
                    position=meeting.position,
                    chosen=meeting.chosen,
                    at=step.acted_at,
                    day=step.day,
                )

    def _tell_ledger(self, run_id: str, position: int) -> None:
        """Let the ledger know what a step gave away, within a transaction that is under way."""
        run = self.run(run_id)
        assert run is not None
        for event in self._events(run):
            if event.position == position:
                LedgerStore(self._database).record_event(run.learner_id, event)


def _run(row: Sequence[Any], steps: Iterable[RunStep]) -> ScenarioRun:
    return ScenarioRun(
        id=row[0],
        learner_id=row[1],
        scenario_id=row[2],
        version=row[3],
        seed=row[4],
        state=RunState(row[5]),
        started_at=time_from_text(row[6]),
        ended_at=None if row[7] is None else time_from_text(row[7]),
        origin=row[8],
        steps=tuple(steps),
    )


def _step(row: Sequence[Any]) -> RunStep:
    return RunStep(
        position=row[0],
        scene=row[1],
        action=row[2],
        at_s=row[3],
        ms=row[4],
        acted_at=time_from_text(row[5]),
        day=row[6],
        is_replayed=bool(row[7]),
    )


class ScenarioCompiler:
    """Writes scenarios in their compiled form."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, file: CompiledFile, scenario: Scenario, position: int) -> None:
        """Put a scenario in the place of its last version, which runs begun with it keep."""
        body = scenario_to_json(scenario)
        version = version_of(body)
        with self._database.transaction():
            save_file(self._database, file)
            self.keep_version(version, scenario.id, body)
            self._database.execute(
                "INSERT OR REPLACE INTO scenario (id, version, position, active)"
                " VALUES (?, ?, ?, ?)",
                (scenario.id, version, position, int(scenario.is_served)),
            )
            self._database.execute(
                "DELETE FROM scenario_version WHERE scenario_id = ?"
                " AND version NOT IN (SELECT version FROM scenario)"
                " AND version NOT IN (SELECT version FROM scenario_run)",
                (scenario.id,),
            )

    def keep_version(self, version: str, scenario_id: str, body: str) -> None:
        """Keep a text within a transaction that is under way."""
        self._database.execute(
            "INSERT OR IGNORE INTO scenario_version (version, scenario_id, body) VALUES (?, ?, ?)",
            (version, scenario_id, body),
        )

    def forget_missing(self, paths: Iterable[str]) -> None:
        """Offer the scenarios of files that are there no more to nobody; runs keep their text."""
        with self._database.transaction():
            for path in paths:
                self._database.execute(
                    "UPDATE scenario SET active = 0 WHERE id ="
                    " (SELECT bank FROM bank_file WHERE path = ?)",
                    (path,),
                )
                self._database.execute("DELETE FROM bank_file WHERE path = ?", (path,))
