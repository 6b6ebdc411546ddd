"""What was handed in on this computer, as exact bytes, and the trainers whose sets it takes."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from quizapp.storage.texts import dump, time_from_text, time_to_text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from quizapp.storage.database import Database


SAVED_RESULTS: Final = "saved-results.txt"

_log = logging.getLogger(__name__)


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
    """What was handed in, append-only.

    Which results were saved as files stands in a text file beside the database, a hash a line: it
    is about this computer alone, so neither back-ups nor exports carry it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._saved = database.path.with_name(SAVED_RESULTS)

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

    def note_saved(self, sha256: str) -> None:
        """Note that a result was saved as a file on this computer.

        Where that cannot be written, the result only goes on being offered for saving.
        """
        try:
            with self._saved.open("a", encoding="ascii") as file:
                file.write(f"{sha256}\n")
        except OSError as error:
            _log.info("a saved result could not be noted: %s", error)

    def unsaved_sets(self) -> frozenset[str]:
        """Return the hashes of the sets whose last result was not saved as a file here."""
        try:
            saved = frozenset(self._saved.read_text(encoding="ascii", errors="replace").split())
        except OSError:
            saved = frozenset()
        rows = self._database.rows(
            "SELECT set_sha256, sha256 FROM hand_in h WHERE sha256 = (SELECT o.sha256 FROM hand_in o"
            " WHERE o.set_sha256 = h.set_sha256 ORDER BY o.number DESC, o.revision DESC LIMIT 1)"
        )
        return frozenset(set_sha256 for set_sha256, sha256 in rows if sha256 not in saved)

    def in_one_go(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else hands in; all of it is kept, or nothing."""
        return self._database.transaction()
