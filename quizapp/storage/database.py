"""Opens the database: refuses what is not ours, backs up before it migrates, maps errors."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from quizapp.storage.problems import DatabaseProblem, ProblemKind, as_problem

FILE_NAME = "quizapp.db"
# Number of the last step in `migrations`, kept here so that a start need not import them.
SCHEMA_VERSION = 14
# "Quiz" in ASCII: marks a file as ours.
APPLICATION_ID = 0x5175697A
_EXPECTED_TABLES = {"item", "learner", "attempt", "slot", "response", "memory"}
_BUSY_MS = 5000
# What is committed is on disk, also when the power goes.
_SYNCHRONOUS = "FULL"
_SQLITE_HEADER = b"SQLite format 3\x00"


class Database:
    """An open database of ours, used from the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection = connection
        self.path = path

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        """Run one statement.

        Raises:
            DatabaseProblem: the file is full, locked, damaged, read-only or gone.
        """
        with plain_errors(self.path):
            return self.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Any]) -> None:
        """Run one statement for each of the rows. Raises what `execute` raises."""
        with plain_errors(self.path):
            self.connection.executemany(sql, rows)

    def each(self, sql: str, parameters: Any = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query one by one, for more than need fit into memory.

        Raises what `execute` raises.
        """
        with plain_errors(self.path):
            yield from self.connection.execute(sql, parameters)

    def rows(self, sql: str, parameters: Any = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query. Raises what `execute` raises."""
        with plain_errors(self.path):
            return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Any = ()) -> tuple[Any, ...] | None:
        """Return the first row of a query, or `None`. Raises what `execute` raises."""
        with plain_errors(self.path):
            found: tuple[Any, ...] | None = self.connection.execute(sql, parameters).fetchone()
            return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside one transaction: all of it is on disk afterwards, or nothing.

        Inside another transaction it is part of that one.

        Raises:
            DatabaseProblem: it could not be written; nothing of it is kept.
        """
        if self._is_in_transaction():
            yield
            return
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self._is_in_transaction():
                self.connection.execute("ROLLBACK")
            raise

    def _is_in_transaction(self) -> bool:
        return self.connection.in_transaction

    def let_go(self) -> None:
        """Free the pages that are kept in memory; they are read again when they are wanted."""
        self.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def open_database(path: Path, *, before_migration: Any = None) -> Database:
    """Open the database at `path`, made if there is no file, migrated if it is older.

    Args:
        path: the file; its folder must exist.
        before_migration: called with the open `Database` when a step is pending on an existing
            file, to back it up.

    Raises:
        DatabaseProblem: the file is newer, foreign, damaged, locked, read-only, unreachable, or
            the disk is full. An existing file that is not ours, an empty one included, has not
            been touched.
    """
    header = _first_bytes(path)
    if header is None:
        _create(path)
    elif header != _SQLITE_HEADER:
        raise DatabaseProblem(ProblemKind.FOREIGN, path, "the file is not an SQLite database")
    with plain_errors(path):
        database = Database(_connect(path), path)
        try:
            version = _refuse_unknown(database)
            if version < SCHEMA_VERSION:
                if before_migration is not None:
                    before_migration(database)
                _migrate(database.connection)
            _set_up(database)
        except BaseException:
            database.close()
            raise
    return database


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a sentence for the user, unless it tells of a bug."""
    try:
        yield
    except sqlite3.Error as error:
        problem = as_problem(error, path)
        if problem is None:
            raise
        raise problem from error


def _connect(path: Path) -> sqlite3.Connection:
    # isolation_level None: transactions are ours alone to begin and end.
    return sqlite3.connect(
        path, isolation_level=None, timeout=_BUSY_MS / 1000, cached_statements=256
    )


def _create(path: Path) -> None:
    """Make a new database beside its final place and move it there when it is whole."""
    new = path.with_suffix(f".{os.getpid()}.new")
    try:
        new.unlink(missing_ok=True)
        with plain_errors(path), closing(_connect(new)) as connection:
            # Nobody misses a half of it, so that it is enough to wait for the disk at the end.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            _migrate(connection)
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        _put_in_place(new, path)
    except PermissionError as error:
        raise DatabaseProblem(ProblemKind.READ_ONLY, path, str(error)) from error
    except OSError as error:
        raise DatabaseProblem(ProblemKind.UNREACHABLE, path, str(error)) from error
    finally:
        with suppress(OSError):
            new.unlink()


def _put_in_place(new: Path, path: Path) -> None:
    """Give the new file its name, unless a start at the same time was faster: its answers count."""
    try:
        path.hardlink_to(new)
    except FileExistsError:
        return
    except OSError:
        # Some drives know one name a file only.
        new.replace(path)


def _first_bytes(path: Path) -> bytes | None:
    """Return the first bytes of the file, or `None` where there is no file.

    They are looked at because SQLite takes an empty file for a healthy empty database.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE_HEADER))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise DatabaseProblem(ProblemKind.READ_ONLY, path, str(error)) from error
    except OSError as error:
        raise DatabaseProblem(ProblemKind.UNREACHABLE, path, str(error)) from error


def _refuse_unknown(database: Database) -> int:
    """Return the version of the file, or refuse it."""
    (application_id,) = database.row("PRAGMA application_id") or (0,)
    if application_id != APPLICATION_ID:
        raise DatabaseProblem(
            ProblemKind.FOREIGN, database.path, f"its application id is {application_id}"
        )
    (version,) = database.row("PRAGMA user_version") or (0,)
    if version > SCHEMA_VERSION:
        raise DatabaseProblem(
            ProblemKind.NEWER,
            database.path,
            f"its version is {version}, this program knows {SCHEMA_VERSION}",
        )
    tables = {
        name for (name,) in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    missing = _EXPECTED_TABLES - tables
    if missing:
        raise DatabaseProblem(
            ProblemKind.DAMAGED, database.path, f"tables are missing: {', '.join(sorted(missing))}"
        )
    return int(version)


def _set_up(database: Database) -> None:
    """Set what holds for a connection, and make sure that the file can be written to."""
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute(f"PRAGMA synchronous = {_SYNCHRONOUS}")
    database.execute("BEGIN IMMEDIATE")
    # Without a change, a file that is read-only would let even this begin.
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    database.execute("ROLLBACK")


def _migrate(connection: sqlite3.Connection) -> None:
    from sqlite_utils import Database as UtilsDatabase

    from quizapp.storage.migrations import migrations

    migrations.apply(UtilsDatabase(connection))
