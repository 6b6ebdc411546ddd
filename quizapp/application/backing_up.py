"""Back-ups: made by hand, daily, and before the database is changed; put back when needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from quizapp.application.studying import StudyClock
from quizapp.domain.errors import UserError
from quizapp.storage.backups import (
    Backup,
    files_in,
    list_backups,
    make_backup,
    restore_backup,
)
from quizapp.storage.database import Database

__all__ = ["FOLDER_NAME", "Backup", "Backups", "ClosedBackups", "QuestionsLeftOut", "kept_words"]

FOLDER_NAME = "backups"


class QuestionsLeftOut(UserError):
    """A back-up was made, and some of the trainer's own questions are not in it."""


class Backups:
    """The back-ups of an open database, and of the trainer's own questions with it.

    Args:
        database: open.
        folder: where back-ups are kept.
        questions: the folder of the trainer's own questions, which need not be there.
        clock: gives moment and day of study.
    """

    def __init__(
        self, database: Database, folder: Path, questions: Path, clock: StudyClock
    ) -> None:
        self._database = database
        self.folder = folder
        self._questions = questions
        self._clock = clock

    def make(self, reason: str = "manual") -> Path:
        """Make a checked back-up and return its path.

        Raises:
            QuestionsLeftOut: it is made, but questions could not be read.
            UserError: it could not be made.
        """
        files, problems = _read_questions(self._questions)
        path = make_backup(self._database, self.folder, reason, self._clock.now(), files)
        if problems:
            more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
            raise QuestionsLeftOut(
                f"The back-up {path.name} is made, but without one of your questions' files:"
                f" {problems[0]}{more}",
                "Allow reading the file, and make another back-up.",
            )
        return path

    def make_daily(self) -> Path | None:
        """Make the back-up of this day of study, unless there is one. Raises what `make` raises."""
        day_of = self._clock.calendar.day_of
        today = self._clock.today()
        made = (day_of(backup.made_at) for backup in list_backups(self.folder, check=False))
        return None if today in made else self.make("daily")

    def list(self) -> tuple[Backup, ...]:
        """Return the back-ups, the newest first, each checked."""
        return list_backups(self.folder)

    def restore(self, backup: Path) -> Path | None:
        """Put a back-up in the place of the database; the application has to be opened anew.

        What is there now is kept as a file beside the back-ups. The questions in the back-up take
        the place of those in the trainer's folder; a back-up without any leaves them alone.

        Returns:
            The folder in which the questions of now are kept; None where none had to make room.

        Raises:
            UserError: the back-up is not whole (the database is still open then), or could not be
                put in place.
        """
        files = files_in(backup)
        path = self._database.path
        self._database.close()
        now = self._clock.now()
        kept = _put_back(self._questions, files, now)
        restore_backup(backup, path, self.folder, now)
        return kept


class ClosedBackups:
    """The back-ups of a database that cannot be opened.

    Args:
        path: the database.
        folder: where back-ups are kept.
        questions: the folder of the trainer's own questions.
        now: gives the moment.
    """

    def __init__(
        self, path: Path, folder: Path, questions: Path, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self.folder = folder
        self._questions = questions
        self._now = now

    def list(self) -> tuple[Backup, ...]:
        """Return the back-ups, the newest first, each checked."""
        return list_backups(self.folder)

    def restore(self, backup: Path) -> Path | None:
        """Put a back-up in the place of the database. Gives and raises what `Backups` does."""
        now = self._now()
        kept = _put_back(self._questions, files_in(backup), now)
        restore_backup(backup, self._path, self.folder, now)
        return kept


def kept_words(kept: Path) -> str:
    """Return the sentence that tells where the questions are that made room for older ones."""
    return f"Your own questions as they were before are kept in {kept}."


def _read_questions(folder: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    if not folder.exists():
        return {}, ()
    # Learners have no questions of their own and do without what reads them.
    from quizapp.exchange.own_copies import read_copies

    return read_copies(folder)


def _put_back(folder: Path, files: dict[str, bytes], now: datetime) -> Path | None:
    from quizapp.exchange.own_copies import put_back

    return put_back(folder, files, f"{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}")
