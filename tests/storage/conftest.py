"""What the tests of the database share."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.storage import database as database_module
from tests.conftest import CARE

HOLD_THE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _databases_as_outside_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make each database step by step, and wait for the disk."""
    for name, value in CARE.items():
        monkeypatch.setattr(database_module, name, value)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a locked database only a moment."""
    monkeypatch.setattr(database_module, "_BUSY_MS", 30)


@pytest.fixture
def hold_lock() -> Iterator[Callable[[Path], None]]:
    """Locks a database from another process until the test is over."""
    holders: list[subprocess.Popen[str]] = []

    def hold(path: Path) -> None:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD_THE_LOCK, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        holders.append(holder)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

    yield hold
    for holder in holders:
        holder.communicate()


def pragma(path: Path, name: str, value: int | None = None) -> int:
    """Read or set a number in the head of a database file."""
    with closing(sqlite3.connect(path)) as connection:
        if value is not None:
            connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        return int(found)
