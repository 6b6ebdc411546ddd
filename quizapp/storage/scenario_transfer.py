"""Runs of scenarios as records for export and import, with the texts that they are played with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from quizapp.domain.scenario_runs import RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import replay
from quizapp.storage.record_values import moment_value, text_value, whole_number
from quizapp.storage.scenario_codec import scenario_from_json, version_of
from quizapp.storage.scenario_store import ScenarioCompiler, ScenarioStore
from quizapp.storage.texts import time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.domain.scenarios import Scenario
    from quizapp.storage.database import Database


@dataclass(frozen=True, slots=True)
class ReadRuns:
    """The runs of an export, and the texts that came with them: id of the scenario and JSON."""

    runs: tuple[ScenarioRun, ...]
    texts: dict[str, tuple[str, str]]


class ScenarioRecords:
    """Reads the runs of a learner as JSON values, and takes such values in."""

    def __init__(self, database: Database) -> None:
        self._store = ScenarioStore(database)
        self._compiler = ScenarioCompiler(database)

    def played(self, learner_id: str) -> Iterator[tuple[ScenarioRun, Scenario]]:
        """Yield all runs, each with the scenario as it was then."""
        for run in self._store.runs(learner_id):
            yield run, self._store.played(run)

    def texts(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield the texts that the runs are played with, each once."""
        versions = {run.version: run.scenario_id for run in self._store.runs(learner_id)}
        for version, scenario_id in versions.items():
            yield {
                "version": version,
                "scenario_id": scenario_id,
                "body": self._store.body(version),
            }

    def runs(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield all runs with their steps."""
        for run in self._store.runs(learner_id):
            yield {
                "id": run.id,
                "scenario_id": run.scenario_id,
                "version": run.version,
                "seed": run.seed,
                "state": run.state,
                "started_at": time_to_text(run.started_at),
                "origin": run.origin,
                "steps": [
                    {
                        "scene": step.scene,
                        "action": step.action,
                        "at_s": step.at_s,
                        "ms": step.ms,
                        "acted_at": time_to_text(step.acted_at),
                        "day": step.day,
                        "is_replayed": step.is_replayed,
                    }
                    for step in run.steps
                ],
            }

    def read(self, stored: dict[str, Any], learner_id: str) -> ReadRuns:
        """Read the runs of an export; one that was made before there were any has none.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: a record is not as it should be.
        """
        texts = {}
        for record in stored.get("scenario_texts", []):
            version, body = text_value(record["version"]), text_value(record["body"])
            if version_of(body) != version:
                raise ValueError(f"the text of the scenario {record['scenario_id']} was changed")
            _refuse_dead_links(scenario_from_json(body))
            texts[version] = (text_value(record["scenario_id"]), body)
        runs = tuple(
            self._run(record, learner_id, texts) for record in stored.get("scenario_runs", [])
        )
        return ReadRuns(runs, texts)

    def take_in(self, read: ReadRuns) -> int:
        """Take runs in, within a transaction that is under way; what is here is left alone.

        Returns:
            How many runs are new or have gone on.
        """
        for version, (scenario_id, body) in read.texts.items():
            self._compiler.keep_version(version, scenario_id, body)
        return sum(self._take_run(run) for run in read.runs)

    def _take_run(self, run: ScenarioRun) -> bool:
        known = self._store.run(run.id)
        if known is None:
            self._store.insert(run)
            return True
        if (known.learner_id, known.version) != (run.learner_id, run.version):
            raise ValueError(f"the run {run.id} is here with another text or learner")
        # Where both computers went on with a run, each in its own way, the way taken here stays.
        if run.actions[: len(known.actions)] != known.actions:
            return False
        new = run.steps[len(known.steps) :]
        for step in new:
            self._store.insert_step(run.id, step)
        if known.state is not RunState.FINISHED and run.state is not RunState.OPEN:
            self._store.set_state(run.id, run.state, run.ended_at)
        return bool(new)

    def _run(
        self, record: dict[str, Any], learner_id: str, texts: dict[str, tuple[str, str]]
    ) -> ScenarioRun:
        """Read a run, which must be one that can be played."""
        run = ScenarioRun(
            id=text_value(record["id"]),
            learner_id=learner_id,
            scenario_id=text_value(record["scenario_id"]),
            version=text_value(record["version"]),
            seed=whole_number(record["seed"]),
            state=RunState(record["state"]),
            started_at=moment_value(record["started_at"]),
            origin=None if record["origin"] is None else text_value(record["origin"]),
            steps=tuple(_step(position, step) for position, step in enumerate(record["steps"])),
        )
        body = texts[run.version][1]
        scenario = scenario_from_json(body)
        moments = replay(scenario, run.actions)
        places = [(step.scene, step.at_s) for step in run.steps]
        played = [(before.scene, after.at_s) for before, after in pairwise(moments)]
        has_ended = scenario.scenes[moments[-1].scene].end is not None
        if (
            scenario.id != run.scenario_id
            or places != played
            or has_ended != (run.state is RunState.FINISHED)
        ):
            raise ValueError(f"the run {run.id} does not go through {run.scenario_id}")
        return replace(run, ended_at=run.steps[-1].acted_at) if has_ended else run


def _refuse_dead_links(scenario: Scenario) -> None:
    """Raise ValueError for a scenario that leads to a scene which is not there."""
    scenes = scenario.scenes.values()
    targets = {action.to for scene in scenes for action in scene.actions if action.to}
    targets |= {way.to for scene in scenes for way in (scene.until, scene.late) if way}
    if not scenario.scenes.keys() >= targets | {scenario.start}:
        raise ValueError(f"the scenario {scenario.id} lacks a scene")


def _step(position: int, record: dict[str, Any]) -> RunStep:
    day = text_value(record["day"])
    if date.fromisoformat(day).isoformat() != day or not isinstance(record["is_replayed"], bool):
        raise ValueError(f"the action {record['action']} has no proper day")
    return RunStep(
        position=position,
        scene=text_value(record["scene"]),
        action=text_value(record["action"]),
        at_s=whole_number(record["at_s"]),
        ms=whole_number(record["ms"]),
        acted_at=moment_value(record["acted_at"]),
        day=day,
        is_replayed=record["is_replayed"],
    )
