"""Back-ups: whole copies of the database, checked after they are made.

A back-up is a database file. Files that belong with it, the trainer's own questions, lie in a table
of their own in it, each with its hash; versions that do not know the table pass it over.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.domain.errors import UserError
from quizapp.storage.database import APPLICATION_ID, SCHEMA_VERSION, Database, plain_errors
from quizapp.storage.problems import DatabaseProblem, ProblemKind

KEPT = 10
_STAMP = "%Y%m%dT%H%M%S%fZ"
_WHOLE_SECONDS = len("20260302T090000")
_ABANDONED = timedelta(days=1)
_HAS_FILES = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'backup_file'"
_FILE_TABLE = """
    CREATE TABLE backup_file (
        path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, content BLOB NOT NULL
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """A back-up file.

    Attributes:
        is_ok: SQLite found it whole, its files are what they were, and this version can read it.
        file_count: how many files it holds beside the database; 0 where it was not looked at.
    """

    path: Path
    made_at: datetime
    reason: str
    size_bytes: int
    is_ok: bool
    file_count: int = 0


def make_backup(
    database: Database, folder: Path, reason: str, now: datetime, files: Mapping[str, bytes]
) -> Path:
    """Copy the database into `folder`, check the copy, and drop the oldest beyond ten.

    Args:
        database: open; copied as it is at this moment, while others may go on reading.
        folder: made if need be.
        reason: one word, part of the file's name: daily, manual, migration, restore.
        now: aware.
        files: what belongs with the database, contents by name.

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
        with plain_errors(unfinished):
            _add_files(unfinished, files)
        if _checked(unfinished) != len(files):
            raise DatabaseProblem(ProblemKind.DAMAGED, database.path, "the copy is not whole")
        _sync(unfinished)
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
    _drop_abandoned(folder, now)
    return target


def _add_files(copy: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a copy that nobody else has open yet."""
    if not files:
        return
    with closing(sqlite3.connect(copy)) as connection, connection:
        # A copy that is cut short is thrown away: its journal need not outlive the program.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute(_FILE_TABLE)
        connection.executemany(
            "INSERT INTO backup_file (path, sha256, content) VALUES (?, ?, ?)",
            ((name, _digest(content), content) for name, content in files.items()),
        )


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
        count = _checked(path) if check else 0
        size = path.stat().st_size
        found.append(Backup(path, made_at, reason, size, count is not None, count or 0))
    return tuple(found)


def _moment(stamp: str) -> datetime:
    # Not strptime: it brings the calendars of all languages along, half a megabyte.
    whole, fraction = stamp[:_WHOLE_SECONDS], stamp[_WHOLE_SECONDS:]
    moment = datetime.fromisoformat(f"{whole}.{fraction}")
    if moment.strftime(_STAMP) != stamp:
        raise ValueError(f"{stamp} is no moment as back-ups are named")
    return moment


def _checked(path: Path) -> int | None:
    """Return how many files a back-up holds, or None where it is damaged or not to be read here."""
    try:
        with closing(_opened(path)) as connection:
            (application_id,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (result,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if application_id != APPLICATION_ID or version > SCHEMA_VERSION or result != "ok":
                return None
            files = _files(connection)
    except sqlite3.Error:
        return None
    return None if files is None else len(files)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _files(connection: sqlite3.Connection) -> dict[str, bytes] | None:
    """Return the files of an open back-up; None where one is not what it was."""
    if not connection.execute(_HAS_FILES).fetchone()[0]:
        return {}
    rows = connection.execute("SELECT path, sha256, content FROM backup_file").fetchall()
    if not all(_is_as_it_was(*row) for row in rows):
        return None
    return {path: content for path, _sha256, content in rows}


def _digest(content: bytes) -> str:
    # The library behind it takes 3 MB, which an app without questions of one's own can do without.
    import hashlib

    return hashlib.sha256(content).hexdigest()


def _is_as_it_was(path: object, sha256: object, content: object) -> bool:
    if not isinstance(path, str) or not isinstance(content, bytes):
        return False
    return _digest(content) == sha256


def files_in(backup: Path) -> dict[str, bytes]:
    """Return the files that lie in a back-up beside the database, contents by name.

    Raises:
        UserError: there is no such file, it is not whole, or this version cannot read it.
    """
    if not backup.is_file():
        raise UserError(
            f"There is no back-up called {backup}.",
            "Choose one that is in the list of back-ups.",
        )
    if _checked(backup) is not None:
        with suppress(sqlite3.Error), closing(_opened(backup)) as connection:
            return _files(connection) or {}
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
    files_in(backup)
    incoming = path.with_suffix(".restored")
    kept = folder / f"replaced-{now.astimezone(UTC).strftime(_STAMP)}.db"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, incoming)
        with plain_errors(incoming):
            _take_files_out(incoming)
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


def _take_files_out(incoming: Path) -> None:
    """Leave the database alone in a copy of a back-up: its files are put back elsewhere."""
    with closing(sqlite3.connect(incoming)) as connection, connection:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("DROP TABLE IF EXISTS backup_file")


def _drop_abandoned(folder: Path, now: datetime) -> None:
    """Remove what back-ups left behind that were cut short, once none can be at work on them."""
    for path in folder.glob("quizapp-*.part"):
        with suppress(OSError):
            touched = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            if now - touched > _ABANDONED:
                path.unlink()


def _drop_oldest(folder: Path) -> None:
    for backup in list_backups(folder, check=False)[KEPT:]:
        backup.path.unlink(missing_ok=True)
