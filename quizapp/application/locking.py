"""Locking: writes `ids.lock` anew, so that no id is ever lost or used twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.application.checking import CheckReport, check_collections
from quizapp.domain.errors import UserError
from quizapp.exchange import ids_lock, schemas
from quizapp.resources import questions_dir

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA_FOLDER = "schema"


@dataclass(frozen=True, slots=True)
class LockReport:
    """What locking did: the check before it, and the files written (none after an error)."""

    check: CheckReport
    written: tuple[Path, ...]


def lock(folder: Path | None, sources: Path | None, *, with_schemas: bool) -> LockReport:
    """Write the lock of a collection anew, after a check without errors only.

    Args:
        folder: the folder of the collection; None means the questions that ship with Quizapp.
        sources: folder of the source documents, for the check.
        with_schemas: write the JSON Schemas too, into the folder `schema` of the collection.

    Raises:
        UserError: the folder is no collection, or cannot be written.
    """
    report, loaded = check_collections([] if folder is None else [folder], sources)
    if not report.is_clean:
        return LockReport(report, ())
    root = folder or questions_dir()
    if not loaded[0].collection.is_complete:
        raise UserError(f"{root} is no collection of banks.", "Name the folder that holds `banks`.")
    path, name = loaded[0].collection.lock
    old = ids_lock.read_lock(path, name).lines if path.exists() else {}
    try:
        ids_lock.write_lock(path, ids_lock.renewed(old, loaded[0].lock_lines()))
        written = [path]
        if with_schemas:
            written += schemas.write_schemas(root / SCHEMA_FOLDER)
    except OSError as error:
        raise UserError(f"{root} cannot be written: {error.strerror}.") from error
    return LockReport(report, tuple(written))
