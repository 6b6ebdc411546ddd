"""The trainer's own questions as files to be copied into a back-up, and put back from one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from quizapp.domain.errors import UserError
from quizapp.exchange.ids_lock import LOCK_FILE, known_lines, renewed, written_lock
from quizapp.exchange.whole_files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Only what Quizapp reads there: the folder may be one in which other things lie, too.
_FOLDERS: Final = {"banks": "yaml", "drafts": "json", "scenarios": "yaml", "sets": "yaml"}
_REGISTERS: Final = (
    "blueprint",
    "claims",
    "contradictions",
    "diagrams",
    "glossary",
    "misconceptions",
    "references",
    "safety",
    "sources",
)
_IN_FOLDER: Final = re.compile(r"([a-z]+)/([^/\\\x00]+)\.([a-z]+)")
_UNFINISHED: Final = ".part"


class OwnCopies(NamedTuple):
    """What a folder holds.

    Attributes:
        files: contents, by path within the folder; parts of a path are joined by "/".
        problems: one sentence for each file that could not be read.
    """

    files: dict[str, bytes]
    problems: tuple[str, ...]


def read_copies(root: Path) -> OwnCopies:
    """Read all files of a folder of own questions, which need not be there."""
    files: dict[str, bytes] = {}
    problems = []
    for name, path in _present(root).items():
        try:
            files[name] = path.read_bytes()
        except FileNotFoundError:
            continue  # It was deleted meanwhile.
        except OSError as error:
            problems.append(f"{path} cannot be read: {error.strerror}.")
    return OwnCopies(files, tuple(problems))


def is_own_path(name: str) -> bool:
    """Return whether a path within a folder is one of those at which own questions lie."""
    if name == LOCK_FILE or name in {f"{register}.yaml" for register in _REGISTERS}:
        return True
    found = _IN_FOLDER.fullmatch(name)
    return found is not None and _FOLDERS.get(found[1]) == found[3]


def put_back(root: Path, files: Mapping[str, bytes], stamp: str) -> Path | None:
    """Let a folder hold these files, and keep what it holds now in a folder beside it.

    Files of other kinds that lie there are left alone. The lock of ids keeps what either knows,
    so that no id is ever given twice. Killed on the way, it can be done again.

    Args:
        root: the folder; made if need be.
        files: as `read_copies` gives them; when there are none, nothing is done.
        stamp: a moment, for the name of the folder beside it.

    Returns:
        The folder in which the files of now are kept; None where none had to make room.

    Raises:
        UserError: a path is not one of own questions, or a file cannot be read or written. What
            was there is untouched, or kept in the folder that the hint names.
    """
    _refuse_strange(files)
    if not files:
        return None
    present = read_copies(root)
    if present.problems:
        raise UserError(present.problems[0], "Nothing has been changed. Allow reading the file.")
    wanted = dict(files)
    if LOCK_FILE in files or LOCK_FILE in present.files:
        wanted[LOCK_FILE] = _joined_lock(present.files, files)
    if wanted == present.files:
        return None
    kept = root.with_name(f"{root.name}-replaced-{stamp}") if present.files else None
    try:
        if kept is not None:
            _keep(present.files, kept)
        for name, content in wanted.items():
            if present.files.get(name) != content:
                _write(root / name, content)
        for name in set(present.files) - set(wanted):
            (root / name).unlink(missing_ok=True)
    except OSError as error:
        where = "" if kept is None else f" What was there is kept in {kept}."
        raise UserError(
            f"Your questions could not be put back into {root}: {error.strerror}.",
            f"Free some space or allow writing there, and restore the back-up again.{where}",
        ) from error
    return kept


def _refuse_strange(names: Iterable[str]) -> None:
    strange = next((name for name in names if not is_own_path(name)), None)
    if strange is not None:
        raise UserError(
            f"The back-up names {strange!r} among your questions, which no back-up of Quizapp does.",
            "Nothing has been changed. Choose another back-up.",
        )


def _present(root: Path) -> dict[str, Path]:
    """Return the files of own questions in a folder, by path within it."""
    paths = [root / LOCK_FILE, *(root / f"{register}.yaml" for register in _REGISTERS)]
    for folder, ending in _FOLDERS.items():
        paths += sorted((root / folder).glob(f"*.{ending}"))
    return {path.relative_to(root).as_posix(): path for path in paths if path.is_file()}


def _joined_lock(present: Mapping[str, bytes], files: Mapping[str, bytes]) -> bytes:
    """Return a lock of all ids, as the files that are put back have them where both know one.

    Lines that cannot be read are left out: they are kept with the rest of what was there.
    """
    then = known_lines(files.get(LOCK_FILE, b""))
    now = known_lines(present.get(LOCK_FILE, b""))
    return written_lock(renewed(now, then)).encode("utf-8")


def _keep(files: Mapping[str, bytes], kept: Path) -> None:
    """Write files into a new folder, which has its name once it is complete."""
    unfinished = kept.with_name(f"{kept.name}{_UNFINISHED}")
    for name, content in files.items():
        _write(unfinished / name, content)
    unfinished.replace(kept)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
