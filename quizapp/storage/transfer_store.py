"""Records for export and import: every table of a learner as plain JSON values."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from quizapp.domain.attempts import Attempt, AttemptState, Response, Slot
from quizapp.domain.items import Revision
from quizapp.domain.kinds import KINDS
from quizapp.domain.learners import Learner, StudySettings
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.codec import response_from_row, response_to_row, spec_from_json, spec_to_json
from quizapp.storage.database import Database
from quizapp.storage.enrolment_store import EnrolmentStore
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.mark_transfer import MarkRecords
from quizapp.storage.progress_store import ProgressStore
from quizapp.storage.record_values import moment_value, text_value, time_value, whole_number
from quizapp.storage.scenario_transfer import ScenarioRecords
from quizapp.storage.set_transfer import SetRecords
from quizapp.storage.texts import RESPONSE_COLUMNS, time_to_text

_COLUMNS = tuple(name.strip() for name in RESPONSE_COLUMNS.split(","))
# What reading a value of the wrong sort raises.
_UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError)


class UnreadableRecord(Exception):
    """A record of an import is missing something or holds a value that cannot be."""


class TakenIn(NamedTuple):
    """What was taken in.

    Attributes:
        name: of the learner.
        added, already_there: how many responses were new, and how many were there.
        scenario_runs: how many runs of scenarios are new or have gone on.
    """

    name: str
    added: int
    already_there: int
    scenario_runs: int


class TransferStore:
    """Reads everything of a learner as JSON values, and takes such values in.

    Attributes:
        marks: flags, wishes, notes and problem reports among them.
        scenarios: the runs of scenarios among them.
        sets: what trainers sent, and what was handed in.
        enrolments: the cohorts that learners enrolled in, with their keys.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._learners = LearnerStore(database)
        self._attempts = AttemptStore(database)
        self._progress = ProgressStore(database)
        self.marks = MarkRecords(database)
        self.scenarios = ScenarioRecords(database)
        self.sets = SetRecords(database)
        self.enrolments = EnrolmentStore(database)

    # Out -------------------------------------------------------------------------------------

    def attempts(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield all runs with their slots."""
        for attempt in self._attempts.of_learner(learner_id):
            yield {
                "id": attempt.id,
                "spec": spec_to_json(attempt.spec),
                "seed": attempt.seed,
                "state": attempt.state,
                "started_at": time_to_text(attempt.started_at),
                "active_ms": attempt.active_ms,
                "mastery_before": self._attempts.mastery_before(attempt.id),
                "slots": [
                    [slot.item_id, slot.rev.scoring, slot.rev.text, slot.option_orders]
                    for slot in attempt.slots
                ],
            }

    def log(self, learner_id: str) -> Iterator[Response]:
        """Yield all responses in the order of the log."""
        for response, _sequence_at in self._progress.responses_of_learner(learner_id):
            yield response

    def responses(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield all responses in the order of the log, as records."""
        for response, sequence_at in self._progress.responses_of_learner(learner_id):
            record = dict(zip(_COLUMNS, response_to_row(response), strict=True))
            del record["learner_id"]
            yield {**record, "sequence_at": sequence_at}

    # In --------------------------------------------------------------------------------------

    def take_in(self, stored: dict[str, Any], finish: Callable[[str], object]) -> TakenIn:
        """Take in a whole export, in one transaction, leaving what is there alone.

        Args:
            stored: the export.
            finish: called with the learner's id within the transaction, to take in the rest and
                make anew what is derived from the log. What it raises over a record is told too.

        Raises:
            UnreadableRecord: a record is not as it should be; nothing has been taken in.
            DatabaseProblem: it could not be written; nothing has been taken in.
        """
        try:
            learner = _learner(stored["learner"])
            attempts = [_attempt(record, learner.id) for record in stored["attempts"]]
            slots = {attempt.id: attempt.slots for attempt, _before in attempts}
            responses = [_response(record, learner.id, slots) for record in stored["responses"]]
            scenario_runs = self.scenarios.read(stored, learner.id)
            marks = self.marks.read(stored)
            with self._database.transaction():
                name = self._take_learner(learner)
                for attempt, before in attempts:
                    self._take_attempt(attempt, before)
                new = [one for one, at in responses if self._progress.insert_imported(one, at)]
                went_on = {response.attempt_id for response in new}
                for attempt, _before in attempts:
                    if attempt.id in went_on:
                        self._attempts.set_active_ms(attempt.id, attempt.active_ms)
                went_on_runs = self.scenarios.take_in(scenario_runs)
                self.marks.take_in(marks, learner.id)
                finish(learner.id)
        except (*_UNREADABLE, sqlite3.Error) as error:
            raise UnreadableRecord(_reason(error)) from error
        return TakenIn(name, len(new), len(responses) - len(new), went_on_runs)

    def _take_learner(self, learner: Learner) -> str:
        known = self._learners.get(learner.id)
        if known is not None:
            return known.name
        names = {other.name.casefold() for other in self._learners.all()}
        name = learner.name
        number = 2
        while name.casefold() in names:
            name = f"{learner.name} {number}"
            number += 1
        self._learners.add(
            Learner(
                id=learner.id,
                name=name,
                created_at=learner.created_at,
                settings=learner.settings,
            )
        )
        return name

    def _take_attempt(self, attempt: Attempt, before: dict[str, float]) -> None:
        known = self._attempts.get(attempt.id)
        if known is None:
            self._attempts.insert(attempt, before)
            return
        if known.learner_id != attempt.learner_id or known.slots != attempt.slots:
            raise ValueError(f"the run {attempt.id} is here with other questions")
        if known.state is AttemptState.OPEN and attempt.state is not AttemptState.OPEN:
            self._attempts.set_state(attempt.id, attempt.state)


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error)


def _learner(record: dict[str, Any]) -> Learner:
    return Learner(
        id=text_value(record["id"]),
        name=text_value(record["name"]),
        created_at=moment_value(record["created_at"]),
        settings=StudySettings(**record["settings"]),
    )


def _attempt(record: dict[str, Any], learner_id: str) -> tuple[Attempt, dict[str, float]]:
    slots = tuple(
        Slot(
            position,
            text_value(item_id),
            Revision(scoring, text),
            tuple(tuple(map(text_value, order)) for order in orders),
        )
        for position, (item_id, scoring, text, orders) in enumerate(record["slots"])
    )
    attempt = Attempt(
        id=text_value(record["id"]),
        learner_id=learner_id,
        spec=spec_from_json(record["spec"]),
        seed=int(record["seed"]),
        state=AttemptState(record["state"]),
        started_at=moment_value(record["started_at"]),
        active_ms=int(record["active_ms"]),
        slots=slots,
    )
    before = {text_value(topic): float(share) for topic, share in record["mastery_before"].items()}
    return attempt, before


def _response(
    record: dict[str, Any], learner_id: str, slots: dict[str, tuple[Slot, ...]]
) -> tuple[Response, str]:
    """Read a response, which must fit the slot that it answers."""
    values = {**record, "learner_id": learner_id}
    moment_value(record["answered_at"])
    response = response_from_row(tuple(values[name] for name in _COLUMNS))
    place = slots[response.attempt_id][whole_number(response.position)]
    if place.item_id != response.item_id:
        raise ValueError(f"an answer to {response.item_id} stands at {place.item_id}")
    if response.kind not in KINDS or date.fromisoformat(response.day).isoformat() != response.day:
        raise ValueError(f"an answer to {response.item_id} has no proper kind or day")
    whole_number(response.elapsed_ms)
    return response, time_value(record["sequence_at"])
