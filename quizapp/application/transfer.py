"""Transfer: all data of a learner to a file, and back in on another computer."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from quizapp.application.phrases import plural
from quizapp.application.rebuilding import Rebuilding
from quizapp.application.set_transfer import (
    read_enrolments,
    read_sets,
    read_unopened,
    set_rows,
)
from quizapp.application.table_files import plain_cell, whole_file
from quizapp.domain.answers import answer_to_json
from quizapp.domain.errors import UserError
from quizapp.domain.scenario_runs import ScenarioRun
from quizapp.domain.scenarios import Effect, Scenario, grade_run
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.set_transfer import NO_SETS, TakenSets
from quizapp.storage.transfer_store import TransferStore, UnreadableRecord

FORMAT = "quizapp-learner/1"
LARGEST_BYTES = 2_000_000_000
_CSV_COLUMNS = (
    "answered_at",
    "day",
    "topic",
    "item",
    "kind",
    "scoring_revision",
    "answer",
    "points",
    "critical_error",
    "confidence",
    "seconds",
    "attempt",
    "position",
)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought: whose data, how many answers were new, and how many were there.

    Attributes:
        scenario_runs: how many runs of scenarios are new or have gone on.
        sets: what came of the sets from trainers.
    """

    learner_name: str
    added: int
    already_there: int
    scenario_runs: int = 0
    sets: TakenSets = NO_SETS

    @property
    def beside_answers(self) -> tuple[str, ...]:
        """What else came along, or did not, in a sentence each."""
        runs, (sets, hand_ins, left_out) = self.scenario_runs, self.sets
        told = (
            (runs, f"{plural(runs, 'run')} of scenarios came along."),
            (sets, f"{plural(sets, 'set')} from a trainer came along."),
            (hand_ins, f"{plural(hand_ins, 'result')} handed in came along."),
            (left_out, f"{plural(left_out, 'set')} stayed out: another learner here has it."),
        )
        return tuple(sentence for count, sentence in told if count)


class DataTransfer:
    """Exports and imports all that belongs to a learner."""

    def __init__(
        self,
        learners: LearnerStore,
        store: TransferStore,
        rebuilding: Rebuilding,
        clock: Callable[[], datetime],
    ) -> None:
        self._learners = learners
        self._store = store
        self._rebuilding = rebuilding
        self._clock = clock

    def export_json(self, learner_id: str, path: Path) -> None:
        """Write all data of a learner as JSON; a PIN is not among them.

        Raises:
            UserError: the file cannot be written; what stood there before is untouched.
        """
        learner = self._learners.get(learner_id)
        if learner is None:
            raise UserError("This learner is not on this computer any more.", "Choose another one.")
        head = {
            "format": FORMAT,
            "exported_at": self._clock().isoformat(),
            "learner": {
                "id": learner.id,
                "name": learner.name,
                "created_at": learner.created_at.isoformat(),
                "settings": asdict(learner.settings),
            },
            **self._store.marks.records(learner_id),
        }
        with whole_file(path) as file:
            # Answers are written one by one, for a log of a million need not fit into memory.
            text = json.dumps(head, ensure_ascii=False, indent=1)
            file.write(text.removesuffix("\n}") + ',\n "attempts": [')
            _write_list(file, self._store.attempts(learner_id))
            file.write('],\n "responses": [')
            _write_list(file, self._store.responses(learner_id))
            file.write('],\n "scenario_texts": [')
            _write_list(file, self._store.scenarios.texts(learner_id))
            file.write('],\n "scenario_runs": [')
            _write_list(file, self._store.scenarios.runs(learner_id))
            file.write('],\n "enrolments": [')
            _write_list(file, self._store.enrolments.records(learner_id))
            file.write('],\n "sets": [')
            _write_list(file, self._store.sets.records(learner_id))
            file.write('],\n "unopened_hand_ins": [')
            _write_list(file, self._store.sets.unopened())
            file.write("]\n}\n")

    def export_csv(self, learner_id: str, path: Path) -> None:
        """Write the answers of a learner as a table, one row an answer, safe for spreadsheets.

        The actions in scenarios come after them, one row an action; points stand at the last. Then
        come the answers in sets from trainers, in the letters of the set; their points stand where
        what is right may be shown. Those that count in the learner's own progress are among the
        first, and not told again.

        Raises:
            UserError: the file cannot be written.
        """
        told = set()
        with whole_file(path) as file:
            writer = csv.writer(file)
            writer.writerow(_CSV_COLUMNS)
            for response in self._store.log(learner_id):
                answer = (
                    "" if response.answer is None else json.dumps(answer_to_json(response.answer))
                )
                row = (
                    response.answered_at.isoformat(timespec="seconds"),
                    response.day,
                    response.topic,
                    response.item_id,
                    response.kind,
                    response.rev.scoring,
                    answer,
                    response.grade.points,
                    "yes" if response.grade.critical_error else "no",
                    response.confidence or "",
                    round(response.elapsed_ms / 1000, 1),
                    response.attempt_id,
                    response.position,
                )
                writer.writerow([plain_cell(cell) for cell in row])
                told.add((response.attempt_id, response.position))
            for run, scenario in self._store.scenarios.played(learner_id):
                told.add((run.id, 0))
                for action_row in _action_rows(run, scenario):
                    writer.writerow([plain_cell(cell) for cell in action_row])
            enrolments = list(self._store.enrolments.records(learner_id))
            for record in self._store.sets.records(learner_id):
                stored = {"sets": [record], "enrolments": enrolments}
                for one in read_sets(stored, learner_id):
                    for answer_row in set_rows(one, self._clock(), told):
                        writer.writerow([plain_cell(cell) for cell in answer_row])

    def import_json(self, path: Path) -> ImportResult:
        """Take in a file that `export_json` wrote; answers that are there already are left alone.

        Raises:
            UserError: the file cannot be read or is not whole; nothing has been taken in.
        """
        stored = _read(path)
        sets = NO_SETS

        def finish(learner_id: str) -> None:
            nonlocal sets
            self._store.enrolments.take_in(read_enrolments(stored, learner_id))
            records = self._store.sets
            sets = records.take_in(read_sets(stored, learner_id)).and_also(
                records.take_unopened(read_unopened(stored), learner_id)
            )
            self._rebuilding.rebuild_learner(learner_id)

        try:
            taken = self._store.take_in(stored, finish)
        except UnreadableRecord as error:
            raise UserError(
                f"{path.name} is not a whole export of Quizapp: {error}.",
                "Export the data again on the other computer.",
            ) from error
        return ImportResult(*taken, sets)


def _action_rows(run: ScenarioRun, scenario: Scenario) -> Iterator[tuple[object, ...]]:
    """Give a row for each action of a run, without those that a second try took over."""
    points = grade_run(scenario, run.actions).points
    for step in run.steps:
        if step.is_replayed:
            continue
        effect = scenario.scenes[step.scene].action(step.action).effect
        is_last = run.ended_at is not None and step.position == len(run.steps) - 1
        yield (
            step.acted_at.isoformat(timespec="seconds"),
            step.day,
            scenario.topic,
            run.scenario_id,
            scenario.kind,
            scenario.rev.scoring,
            json.dumps({"scene": step.scene, "action": step.action, "at_s": step.at_s}),
            points if is_last else "",
            "yes" if effect is Effect.HARM else "no",
            "",
            round(step.ms / 1000, 1),
            run.id,
            step.position,
        )


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UserError(f"{path.name} is larger than 2 GB.", "Choose an export of Quizapp.")
        stored = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            f"{path.name} could not be read: {error.strerror}.", "Choose another file."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{path.name} is not a whole JSON file.", "Export the data again on the other computer."
        ) from error
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise UserError(
            f"{path.name} is not an export of a learner's data.",
            "Choose a file that Quizapp wrote under Settings, Export all my data.",
        )
    return stored


def _write_list(file: TextIO, records: Iterator[dict[str, Any]]) -> None:
    separator = "\n"
    for record in records:
        file.write(separator + json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        separator = ",\n"
    file.write("\n")
