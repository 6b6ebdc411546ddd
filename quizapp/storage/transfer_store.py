"""Records for export and import: every table of a learner as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from quizapp.domain.attempts import Attempt, AttemptState, Response, Slot
from quizapp.domain.items import Revision
from quizapp.domain.learners import Learner, StudySettings
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.codec import (
    RESPONSE_COLUMNS,
    response_from_row,
    response_to_row,
    spec_from_json,
    spec_to_json,
    time_to_text,
)
from quizapp.storage.database import Database
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.progress_store import ProgressStore

_COLUMNS = tuple(name.strip() for name in RESPONSE_COLUMNS.split(","))
_MARKS = {
    "flags": ("flag", "item_id, flagged_at"),
    "wishes": ("wish", "item_id, asked_at"),
    "notes": ("note", "item_id, text, saved_at"),
    "reports": ("problem_report", "id, item_id, scoring_rev, text_rev, text, reported_at"),
}


class UnreadableRecord(Exception):
    """A record of an import is missing something or holds a value that cannot be."""


class TransferStore:
    """Reads everything of a learner as JSON values, and takes such values in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._learners = LearnerStore(database)
        self._attempts = AttemptStore(database)
        self._progress = ProgressStore(database)

    # Out -------------------------------------------------------------------------------------

    def marks(self, learner_id: str) -> dict[str, list[dict[str, Any]]]:
        """Return flags, wishes, notes and problem reports."""
        found = {}
        for part, (table, columns) in _MARKS.items():
            names = [name.strip() for name in columns.split(",")]
            rows = self._database.rows(
                f"SELECT {columns} FROM {table} WHERE learner_id = ? ORDER BY 1", (learner_id,)
            )
            found[part] = [dict(zip(names, row, strict=True)) for row in rows]
        return found

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

    def take_in(self, stored: dict[str, Any]) -> tuple[str, str, int, int]:
        """Take in a whole export, in one transaction, leaving what is there alone.

        Returns:
            Id and name of the learner, number of new responses, number of those already there.

        Raises:
            UnreadableRecord: a record is not as it should be; nothing has been taken in.
        """
        try:
            learner = _learner(stored["learner"])
            attempts = [_attempt(record, learner.id) for record in stored["attempts"]]
            responses = [_response(record, learner.id) for record in stored["responses"]]
            with self._database.transaction():
                name = self._take_learner(learner)
                for attempt, before in attempts:
                    self._take_attempt(attempt, before)
                new = [self._progress.insert_imported(*pair) for pair in responses]
                for part in _MARKS:
                    self._take_marks(part, stored[part], learner.id)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise UnreadableRecord(_reason(error)) from error
        return learner.id, name, sum(new), len(new) - sum(new)

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

    def _take_marks(self, part: str, records: list[dict[str, Any]], learner_id: str) -> None:
        table, columns = _MARKS[part]
        names = [name.strip() for name in columns.split(",")]
        marks = ", ".join("?" for _ in names)
        for record in records:
            values = [record[name] for name in names]
            if not all(isinstance(value, str | int) for value in values):
                raise TypeError(f"a value under {part} is neither text nor number")
            self._database.execute(
                f"INSERT OR IGNORE INTO {table} (learner_id, {columns}) VALUES (?, {marks})",
                (learner_id, *values),
            )


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"{error} is missing"
    return str(error)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text} has no time zone")
    return moment


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} stands where text is due")
    return value


def _learner(record: dict[str, Any]) -> Learner:
    return Learner(
        id=_text(record["id"]),
        name=_text(record["name"]),
        created_at=_moment(record["created_at"]),
        settings=StudySettings(**record["settings"]),
    )


def _attempt(record: dict[str, Any], learner_id: str) -> tuple[Attempt, dict[str, float]]:
    slots = tuple(
        Slot(
            position,
            _text(item_id),
            Revision(scoring, text),
            tuple(tuple(map(_text, order)) for order in orders),
        )
        for position, (item_id, scoring, text, orders) in enumerate(record["slots"])
    )
    attempt = Attempt(
        id=_text(record["id"]),
        learner_id=learner_id,
        spec=spec_from_json(record["spec"]),
        seed=int(record["seed"]),
        state=AttemptState(record["state"]),
        started_at=_moment(record["started_at"]),
        active_ms=int(record["active_ms"]),
        slots=slots,
    )
    before = {_text(topic): float(share) for topic, share in record["mastery_before"].items()}
    return attempt, before


def _response(record: dict[str, Any], learner_id: str) -> tuple[Response, str]:
    values = {**record, "learner_id": learner_id}
    response = response_from_row(tuple(values[name] for name in _COLUMNS))
    _moment(record["answered_at"])
    date.fromisoformat(response.day)
    return response, time_to_text(_moment(record["sequence_at"]))
