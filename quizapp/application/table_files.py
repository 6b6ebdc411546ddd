"""Files that are written whole or not at all, and cells that are safe in a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from quizapp.domain.errors import UserError

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write beside the final place and move there when all is on disk.

    Raises:
        UserError: the file cannot be written; what stood there before is untouched.
    """
    with _moved_when_whole(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, raw: bytes) -> None:
    """Write bytes as `whole_file` does text.

    Raises:
        UserError: the file cannot be written; what stood there before is untouched.
    """
    with _moved_when_whole(path) as new, new.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _moved_when_whole(path: Path) -> Iterator[Path]:
    new = path.with_name(path.name + ".part")
    try:
        yield new
        new.replace(path)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be written: {error.strerror}.",
            "Choose another folder, or free some space.",
        ) from error
    finally:
        with suppress(OSError):
            new.unlink()


def plain_cell(cell: object) -> object:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
