"""Files that are written whole or not at all, and cells that are safe in a spreadsheet."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from quizapp.domain.errors import UserError

# A spreadsheet takes a cell that begins so for a formula; where signs are typed in full width, those
# too.
_FORMULA_STARTS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
_LONGEST_NAME = 40
_MOST_BYTES = 120


def name_part(name: str) -> str:
    """Return the name of a person as part of the name of a file that every system takes."""
    kept = "".join(sign if sign.isalnum() else " " for sign in name)
    # Disks count bytes, of which a letter can have four.
    raw = "-".join(kept.split())[:_LONGEST_NAME].encode()[:_MOST_BYTES]
    return raw.decode(errors="ignore").rstrip("-") or "learner"


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write beside the final place and move there when all is on disk.

    Raises:
        UserError: the file cannot be written; what stood there before is untouched.
    """
    new = path.with_name(path.name + ".part")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        raise _unwritten(path.name, error) from error
    finally:
        with suppress(OSError):
            new.unlink()


def plain_cell(cell: object) -> object:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


class WholeFiles:
    """Files of one folder that wait beside their places until all of them are on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[tuple[Path, Path]] = []

    @property
    def paths(self) -> tuple[Path, ...]:
        """The places of all files, in the order in which they were added."""
        return tuple(place for _, place in self._waiting)

    def add(self, name: str, text: str) -> None:
        """Write a file beside its place.

        Raises:
            UserError: it cannot be written.
        """
        with self.open(name) as file:
            file.write(text.encode())

    @contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """Open a file beside its place, to be written bit by bit.

        Raises:
            UserError: it cannot be written.
        """
        part = self._folder / f"{name}.part"
        self._waiting.append((part, self._folder / name))
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _unwritten(name, error) from error

    def put_in_place(self) -> None:
        """Give all files their names; what stood there before is replaced.

        Raises:
            UserError: one cannot be put there.
        """
        for part, place in self._waiting:
            try:
                part.replace(place)
            except OSError as error:
                raise _unwritten(place.name, error) from error

    def clear_away(self) -> None:
        """Delete what still waits."""
        for part, _place in self._waiting:
            with suppress(OSError):
                part.unlink()


@contextmanager
def whole_files(folder: Path) -> Iterator[WholeFiles]:
    """Take files to write into a folder, made if need be; what stops this leaves nothing behind.

    Raises:
        UserError: the folder cannot be made, or a file cannot be put in its place.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{folder} cannot be made: {error.strerror}.", "Choose another folder."
        ) from error
    files = WholeFiles(folder)
    try:
        yield files
        files.put_in_place()
    finally:
        files.clear_away()
        if is_new:
            # This refuses to take a folder away that something is in.
            with suppress(OSError):
                folder.rmdir()


def _unwritten(name: str, error: OSError) -> UserError:
    return UserError(
        f"{name} could not be written: {error.strerror}.",
        "Choose another folder, or free some space.",
    )
