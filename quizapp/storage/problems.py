"""What can be wrong with a database file, said in plain sentences."""

from __future__ import annotations

import os
import shutil
import sqlite3
from enum import StrEnum
from pathlib import Path

from quizapp.domain.errors import UserError


class ProblemKind(StrEnum):
    """Why a database cannot be used."""

    NEWER = "newer"
    FOREIGN = "foreign"
    DAMAGED = "damaged"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    FULL = "full"
    UNREACHABLE = "unreachable"


_SENTENCES: dict[ProblemKind, tuple[str, str, str]] = {
    ProblemKind.NEWER: (
        "Your progress was saved by a newer version of Quizapp.",
        "Nothing has been changed. Your answers are as the newer version left them.",
        "Start the newer version, or restore a back-up made before it.",
    ),
    ProblemKind.FOREIGN: (
        "The file in the place of your progress is not one that Quizapp made.",
        "Quizapp has not written to it.",
        "Move it away, or restore a back-up.",
    ),
    ProblemKind.DAMAGED: (
        "The file that holds your progress is damaged.",
        "Quizapp has stopped writing to it. Your back-ups are separate files.",
        "Restore the newest back-up that is whole.",
    ),
    ProblemKind.LOCKED: (
        "Another program is using the file that holds your progress.",
        "Everything saved so far is safe.",
        "Close the other program and try again.",
    ),
    ProblemKind.READ_ONLY: (
        "The file that holds your progress cannot be written to.",
        "Everything saved so far is safe.",
        "Allow writing to the data folder and try again.",
    ),
    ProblemKind.FULL: (
        "Could not save: the disk is full.",
        "Everything saved before is safe.",
        "Free some space and try again.",
    ),
    ProblemKind.UNREACHABLE: (
        "The data folder cannot be reached.",
        "Nothing has been changed.",
        "Connect the drive or choose another data folder, then try again.",
    ),
}


class DatabaseProblem(UserError):
    """The database cannot be opened or written.

    Attributes:
        kind: why.
        safe: one sentence on what is not lost.
        path: the file concerned.
        details: what SQLite said, for a report.
    """

    def __init__(self, kind: ProblemKind, path: Path, details: str = "") -> None:
        message, safe, hint = _SENTENCES[kind]
        super().__init__(message, hint)
        self.kind = kind
        self.safe = safe
        self.path = path
        self.details = details


_LEAST_ROOM = 64 * 1024

_KINDS_BY_CODE = {
    sqlite3.SQLITE_FULL: ProblemKind.FULL,
    sqlite3.SQLITE_READONLY: ProblemKind.READ_ONLY,
    sqlite3.SQLITE_BUSY: ProblemKind.LOCKED,
    sqlite3.SQLITE_LOCKED: ProblemKind.LOCKED,
    sqlite3.SQLITE_CORRUPT: ProblemKind.DAMAGED,
    sqlite3.SQLITE_NOTADB: ProblemKind.FOREIGN,
    sqlite3.SQLITE_CANTOPEN: ProblemKind.UNREACHABLE,
    sqlite3.SQLITE_IOERR: ProblemKind.UNREACHABLE,
    sqlite3.SQLITE_PERM: ProblemKind.READ_ONLY,
}


def as_problem(error: sqlite3.Error, path: Path) -> DatabaseProblem | None:
    """Return the problem that an SQLite error tells of, or `None` where the error is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    # Extended result codes carry the primary one in their low byte.
    kind = _KINDS_BY_CODE.get(code & 0xFF)
    if kind is ProblemKind.UNREACHABLE:
        kind = _why_unreachable(path.parent)
    return None if kind is None else DatabaseProblem(kind, path, str(error))


def _why_unreachable(folder: Path) -> ProblemKind:
    """Return what keeps SQLite from the files it needs in a folder, as far as can be seen."""
    if not folder.is_dir():
        return ProblemKind.UNREACHABLE
    if not os.access(folder, os.W_OK):
        # Such as on a locked drive.
        return ProblemKind.READ_ONLY
    # Beside a database that is open lies a file of 32 kB, for which SQLite finds no room.
    is_full = shutil.disk_usage(folder).free < _LEAST_ROOM
    return ProblemKind.FULL if is_full else ProblemKind.UNREACHABLE
