"""What was handed in on this computer, as exact bytes, and the trainers whose sets it takes."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.storage.problems import DatabaseProblem
from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.storage.database import Database


_log = logging.getLogger(__name__)


class HandIn(NamedTuple):
    """One revision of one attempt.

    Attributes:
        sha256: hash of what was signed.
        number: which attempt it is, from 1; `attempt` is its id.
        answers: in the letters of the sheet.
        raw: the result file, kept to be written again when it is lost.
        is_saved: whether it was saved as a file for the trainer.
    """

    sha256: str
    set_sha256: str
    attempt: str
    number: int
    revision: int
    answers: list[Any]
    raw: bytes
    handed_in_at: datetime
    is_saved: bool = False


class HandInStore:
    """What was handed in, append-only, and which of it was saved as a file."""

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
            "SELECT sha256, set_sha256, attempt, number, revision, answers, bytes, handed_in_at,"
            " sha256 IN (SELECT sha256 FROM saved_result)"
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
                bool(is_saved),
            )
            for sha256, sheet, attempt, number, revision, answers, raw, at, is_saved in rows
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
            if hand_in.is_saved:
                self.add_saved(hand_in.sha256)

    def note_saved(self, sha256: str) -> None:
        """Note that a result was saved as a file.

        Where that cannot be written, the result only goes on being offered for saving.
        """
        try:
            self.add_saved(sha256)
        except DatabaseProblem as error:
            _log.info("a saved result could not be noted: %s", error)

    def add_saved(self, sha256: str) -> None:
        """Keep that a result was saved as a file."""
        with self._database.transaction():
            self._database.execute("INSERT OR IGNORE INTO saved_result VALUES (?)", (sha256,))

    def unsaved_sets(self) -> frozenset[str]:
        """Return the hashes of the sets whose last result was not saved as a file."""
        rows = self._database.rows(
            "SELECT set_sha256 FROM hand_in h WHERE sha256 = (SELECT o.sha256 FROM hand_in o"
            " WHERE o.set_sha256 = h.set_sha256 ORDER BY o.number DESC, o.revision DESC LIMIT 1)"
            " AND sha256 NOT IN (SELECT sha256 FROM saved_result)"
        )
        return frozenset(set_sha256 for (set_sha256,) in rows)

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else hands in; all of it is kept, or nothing."""
        return self._database.transaction()
