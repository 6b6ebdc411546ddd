"""Files of results on their way in: which there are, what is in them, and where bad ones go."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from quizapp.application.table_files import whole_file
from quizapp.delivery.envelope import MAX_RESULT_BYTES
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.result_files import SUFFIX, too_large
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SET_ASIDE = "set-aside"
_NOTE_OF_A_MAC = "._"


def is_named_as_result(path: Path) -> bool:
    """Return whether a file is called as Quizapp calls results.

    On drives that are shared with a Mac, notes of its own lie beside the files, called alike.
    """
    return path.suffix.casefold() == SUFFIX and not path.name.startswith(_NOTE_OF_A_MAC)


def results_among(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return the result files of folders, and single files whatever they are called.

    Folders within folders are not looked into, and nothing is named twice.

    Raises:
        UserError: a folder cannot be read.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_results_in(path))
        else:
            found[path] = None
    return tuple(found)


def read_result_file(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        RefusedFile: it is no file, too large, or cannot be read.
    """
    try:
        if not path.exists():
            raise RefusedFile(Reason.UNREADABLE, "This file is not there any more.")
        if not path.is_file():
            raise RefusedFile(Reason.OTHER_KIND, "This is not a file.")
        if path.stat().st_size > MAX_RESULT_BYTES:
            raise too_large(MAX_RESULT_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise RefusedFile(
            Reason.UNREADABLE, f"This file cannot be read: {error.strerror}."
        ) from error


def set_aside(path: Path, why: str) -> Path | None:
    """Move a refused file out of the way, over no other, with the reason beside it.

    Where it was moved meanwhile, by another intake of the same folder, no second reason is left.

    Returns:
        The folder that it was moved to; `None` where it stays, because it cannot be moved or is
        not called as Quizapp calls results, and where it is gone.
    """
    if not is_named_as_result(path):
        return None
    folder = path.parent / SET_ASIDE
    target, number = folder / path.name, 1
    with suppress(OSError, UserError):
        folder.mkdir(exist_ok=True)
        while target.exists():
            number += 1
            target = folder / f"{path.stem}-{number}{path.suffix}"
        reason = target.with_name(f"{target.name}.txt")
        with whole_file(reason) as file:
            file.write(f"{why}\n")
        try:
            path.rename(target)
        except OSError:
            # Another intake that chose the same place has put the file there, with this reason.
            if not target.exists():
                reason.unlink()
            return None
        return folder
    return None


def _results_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if is_named_as_result(path))
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror}.") from error
