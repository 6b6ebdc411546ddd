"""The cohorts that learners of this computer have enrolled in, and the keys they did so with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from quizapp.storage.database import Database


class OwnEnrolment(NamedTuple):
    """An enrolment of a learner of this computer.

    Attributes:
        sign_key: of the trainer who invited.
        seat_seed: 32 bytes: the learner's key towards the cohort.
        name: as the learner gave it to the trainer last.
    """

    learner_id: str
    cohort_id: str
    sign_key: bytes
    seat_seed: bytes
    name: str
    enrolled_at: datetime


class EnrolmentStore:
    """Enrolments of all learners. The key of one never changes: results are known by it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, learner_id: str, cohort_id: str | None = None) -> tuple[OwnEnrolment, ...]:
        """Return the enrolments of a learner, in one cohort or in all, the first one first."""
        rows = self._database.rows(
            "SELECT learner_id, cohort_id, sign_key, seat_seed, name, enrolled_at FROM enrolment"
            " WHERE learner_id = ? AND (? IS NULL OR cohort_id = ?)"
            " ORDER BY enrolled_at, cohort_id, sign_key",
            (learner_id, cohort_id, cohort_id),
        )
        return tuple(
            OwnEnrolment(learner, cohort, key, seed, name, time_from_text(at))
            for learner, cohort, key, seed, name, at in rows
        )

    def add(self, enrolment: OwnEnrolment) -> None:
        """Keep an enrolment; where there is one with this trainer, its name alone changes."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO enrolment (learner_id, cohort_id, sign_key, seat_seed, name,"
                " enrolled_at) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (learner_id, cohort_id, sign_key)"
                " DO UPDATE SET name = excluded.name",
                (*enrolment[:5], time_to_text(enrolment.enrolled_at)),
            )

    def take_in(self, enrolments: Sequence[OwnEnrolment]) -> None:
        """Keep enrolments that were made elsewhere; of two keys the first one made counts."""
        for one in enrolments:
            with self._database.transaction():
                self._database.execute(
                    "INSERT INTO enrolment (learner_id, cohort_id, sign_key, seat_seed, name,"
                    " enrolled_at) VALUES (?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (learner_id, cohort_id, sign_key) DO UPDATE SET"
                    " seat_seed = excluded.seat_seed, enrolled_at = excluded.enrolled_at"
                    " WHERE excluded.enrolled_at < enrolment.enrolled_at",
                    (*one[:5], time_to_text(one.enrolled_at)),
                )

    def records(self, learner_id: str) -> Iterator[dict[str, Any]]:
        """Yield the enrolments of a learner as JSON values, for export."""
        for one in self.of(learner_id):
            yield {
                "cohort": one.cohort_id,
                "trainer": one.sign_key.hex(),
                "seat": one.seat_seed.hex(),
                "name": one.name,
                "enrolled_at": time_to_text(one.enrolled_at),
            }
