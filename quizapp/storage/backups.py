"""Back-ups: whole copies of the database, checked after they are made."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quizapp.domain.errors import UserError
from quizapp.storage.database import APPLICATION_ID, SCHEMA_VERSION, Database
from quizapp.storage.problems import DatabaseProblem, ProblemKind

KEPT = 10
_STAMP = "%Y%m%dT%H%M%S%fZ"
_WHOLE_SECONDS = len("20260302T090000")


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up file. `is_ok`: SQLite found it whole, and this version can read it."""

    path: Path
    made_at: datetime
    reason: str
    size_bytes: int
    is_ok: bool


def make_backup(database: Database, folder: Path, reason: str, now: datetime) -> Path:
    """Copy the database into `folder`, check the copy, and drop the oldest beyond ten.

    Args:
        database: open; copied as it is at this moment, while others may go on reading.
        folder: made if need be.
        reason: one word, part of the file's name: daily, manual, migration, restore.
        now: aware.

    Raises:
        DatabaseProblem: the copy could not be written, or is not whole; nothing is left behind.
    """
    name = f"quizapp-{now.astimezone(UTC).strftime(_STAMP)}-{reason}.db"
    target = folder / name
    unfinished = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        database.execute("VACUUM INTO ?", (str(unfinished),))
        if not is_whole(unfinished):
            raise DatabaseProblem(ProblemKind.DAMAGED, database.path, "the copy is not whole")
        unfinished.replace(target)
    except OSError as error:
        raise UserError(
            f"The back-up could not be written to {folder}: {error.strerror}.",
            "Your answers are saved. Free some space or allow writing there.",
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    _drop_oldest(folder)
    return target


def list_backups(folder: Path, *, check: bool = True) -> tuple[Backup, ...]:
    """Return the back-ups in `folder`, the newest first.

    Args:
        folder: need not exist.
        check: whether to let SQLite check each; otherwise all are taken to be whole.
    """
    found = []
    for path in sorted(folder.glob("quizapp-*.db"), reverse=True):
        parts = path.stem.split("-", 2)
        try:
            made_at = _moment(parts[1])
        except (IndexError, ValueError):
            continue
        reason = parts[2] if len(parts) > 2 else ""
        is_ok = is_whole(path) if check else True
        found.append(Backup(path, made_at, reason, path.stat().st_size, is_ok))
    return tuple(found)


def _moment(stamp: str) -> datetime:
    # Not strptime: it brings the calendars of all languages along, half a megabyte.
    whole, fraction = stamp[:_WHOLE_SECONDS], stamp[_WHOLE_SECONDS:]
    moment = datetime.fromisoformat(f"{whole}.{fraction}")
    if moment.strftime(_STAMP) != stamp:
        raise ValueError(f"{stamp} is no moment as back-ups are named")
    return moment


def is_whole(path: Path) -> bool:
    """Return whether a file is a database of ours that this version can read, and undamaged."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error:
        return False
    return application_id == APPLICATION_ID and version <= SCHEMA_VERSION and bool(result == "ok")


def refuse_damaged(backup: Path) -> None:
    """Look at a back-up before it takes the place of anything.

    Raises:
        UserError: it is not whole, or this version cannot read it.
    """
    if not is_whole(backup):
        raise UserError(
            f"The back-up {backup.name} is damaged or of a newer version.", "Choose another one."
        )


def restore_backup(backup: Path, path: Path, folder: Path, now: datetime) -> None:
    """Put a back-up in the place of the database, which must be closed.

    The file that stood there is kept in `folder`, whatever its state.

    Raises:
        UserError: the back-up is not whole, or the files could not be moved. The database is then
            as it was.
    """
    refuse_damaged(backup)
    incoming = path.with_suffix(".restored")
    kept = folder / f"replaced-{now.astimezone(UTC).strftime(_STAMP)}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, incoming)
        _sync(incoming)
        # The old file stays in its place until the new one takes it: never is there none, which
        # a start would take for a first one. An old log beside the new file would be played to it.
        if path.exists():
            _keep(path, kept)
        for suffix in ("-wal", "-shm"):
            old = path.with_name(path.name + suffix)
            if old.exists():
                old.replace(kept.with_name(kept.name + suffix))
        incoming.replace(path)
    except OSError as error:
        with suppress(OSError):
            incoming.unlink()
        raise UserError(
            f"The back-up could not be put in place: {error.strerror}.",
            f"It is still at {backup}.",
        ) from error


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name; a disk that knows no such thing holds a copy."""
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, kept)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _drop_oldest(folder: Path) -> None:
    for backup in list_backups(folder, check=False)[KEPT:]:
        backup.path.unlink(missing_ok=True)
