"""Back-ups: made by hand, daily, and before the database is changed; put back when needed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from quizapp.application.studying import StudyClock
from quizapp.storage.backups import (
    Backup,
    list_backups,
    make_backup,
    refuse_damaged,
    restore_backup,
)
from quizapp.storage.database import Database

__all__ = ["FOLDER_NAME", "Backup", "Backups", "ClosedBackups"]

FOLDER_NAME = "backups"


class Backups:
    """The back-ups of an open database."""

    def __init__(self, database: Database, folder: Path, clock: StudyClock) -> None:
        self._database = database
        self.folder = folder
        self._clock = clock

    def make(self, reason: str = "manual") -> Path:
        """Make a checked back-up and return its path.

        Raises:
            UserError: it could not be made.
        """
        return make_backup(self._database, self.folder, reason, self._clock.now())

    def make_daily(self) -> Path | None:
        """Make the back-up of this day of study, unless there is one."""
        day_of = self._clock.calendar.day_of
        today = self._clock.today()
        made = (day_of(backup.made_at) for backup in list_backups(self.folder, check=False))
        return None if today in made else self.make("daily")

    def list(self) -> tuple[Backup, ...]:
        """Return the back-ups, the newest first, each checked."""
        return list_backups(self.folder)

    def restore(self, backup: Path) -> None:
        """Put a back-up in the place of the database; the application has to be opened anew.

        What is there now is kept as a file beside the back-ups.

        Raises:
            UserError: the back-up is not whole (the database is still open then), or could not be
                put in place.
        """
        refuse_damaged(backup)
        path = self._database.path
        self._database.close()
        restore_backup(backup, path, self.folder, self._clock.now())


class ClosedBackups:
    """The back-ups of a database that cannot be opened."""

    def __init__(self, path: Path, folder: Path, now: Callable[[], datetime]) -> None:
        self._path = path
        self.folder = folder
        self._now = now

    def list(self) -> tuple[Backup, ...]:
        """Return the back-ups, the newest first, each checked."""
        return list_backups(self.folder)

    def restore(self, backup: Path) -> None:
        """Put a back-up in the place of the database. Raises what `Backups.restore` raises."""
        restore_backup(backup, self._path, self.folder, self._now())
