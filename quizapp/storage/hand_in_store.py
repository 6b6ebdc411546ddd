"""What was handed in on this computer, as exact bytes, and the trainers whose sets it takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.storage.database import Database


class HandIn(NamedTuple):
    """One revision of one attempt.

    Attributes:
        sha256: hash of what was signed.
        number: which attempt it is, from 1; `attempt` is its id.
        answers: in the letters of the sheet.
        raw: the result file, kept to be written again when it is lost.
    """

    sha256: str
    set_sha256: str
    attempt: str
    number: int
    revision: int
    answers: list[Any]
    raw: bytes
    handed_in_at: datetime


class HandInStore:
    """What was handed in, append-only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known_trainers(self) -> frozenset[bytes]:
        """Return the keys of the trainers whose sets are taken."""
        rows = self._database.rows("SELECT sign_key FROM known_trainer")
        return frozenset(key for (key,) in rows)

    def know_trainer(self, sign_key: bytes, at: datetime) -> None:
        """Take sets that this key has signed from now on."""
        with self._database.transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO known_trainer (sign_key, met_at) VALUES (?, ?)",
                (sign_key, time_to_text(at)),
            )

    def last(self, set_sha256: str) -> HandIn | None:
        """Return the last revision of the last attempt at a set."""
        found = self.all_of(set_sha256)
        return found[-1] if found else None

    def all_of(self, set_sha256: str) -> tuple[HandIn, ...]:
        """Return all that was handed in of a set, older attempts and revisions first."""
        rows = self._database.rows(
            "SELECT sha256, set_sha256, attempt, number, revision, answers, bytes, handed_in_at"
            " FROM hand_in WHERE set_sha256 = ? ORDER BY number, revision",
            (set_sha256,),
        )
        return tuple(
            HandIn(
                sha256,
                sheet,
                attempt,
                number,
                revision,
                json.loads(answers),
                raw,
                time_from_text(at),
            )
            for sha256, sheet, attempt, number, revision, answers, raw, at in rows
        )

    def add(self, hand_in: HandIn) -> None:
        """Keep what is handed in."""
        with self._database.transaction():
            self._database.execute(
                "INSERT INTO hand_in (sha256, set_sha256, attempt, number, revision, answers,"
                " bytes, handed_in_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *hand_in[:5],
                    dump(hand_in.answers),
                    hand_in.raw,
                    time_to_text(hand_in.handed_in_at),
                ),
            )

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else hands in; all of it is kept, or nothing."""
        return self._database.transaction()
