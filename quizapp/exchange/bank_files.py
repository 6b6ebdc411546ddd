"""Which files of a folder hold questions, and what tells one state of them from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def yaml_files(folder: Path, pattern: str = "*.yaml") -> list[Path]:
    """Return the files of a folder, but for the hidden ones that editors leave beside a file."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def size_and_time(paths: Iterable[Path]) -> tuple[int, int]:
    """Return size in bytes and newest time in nanoseconds, which change when any file does.

    A file that is not there, or leads nowhere, counts 0: whoever reads it is told.
    """
    size, newest = 0, 0
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        size, newest = size + found.st_size, max(newest, found.st_mtime_ns)
    return size, newest
