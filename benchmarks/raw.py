"""A database as bare as can be, with as many rows as the large data folder: the yardstick."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import LARGE, cache

LEARNER = "f" * 32
_TABLES = """
    CREATE TABLE response (id INTEGER PRIMARY KEY, learner TEXT, item TEXT, points REAL, ms INTEGER,
        at TEXT);
    CREATE TABLE memory (learner TEXT, item TEXT, due TEXT, stability REAL, difficulty REAL,
        PRIMARY KEY (learner, item)) WITHOUT ROWID;
    CREATE INDEX memory_by_due ON memory (learner, due);
    CREATE TABLE total (item TEXT PRIMARY KEY, answers INTEGER, points REAL) WITHOUT ROWID;
"""


def item_name(number: int) -> str:
    return f"demo-{number:06d}"


def open_raw() -> sqlite3.Connection:
    """Return a connection to the bare database, which is made at the first call."""
    path = cache() / "raw.db"
    if not path.exists():
        _make(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _make(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.unlink(missing_ok=True)
    connection = sqlite3.connect(new)
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO response VALUES (NULL, ?, ?, ?, ?, ?)", _responses())
    connection.execute(
        "INSERT INTO memory SELECT learner, item, max(at), 10.0, 5.0 FROM response"
        " GROUP BY learner, item"
    )
    connection.execute(
        "INSERT INTO total SELECT item, count(*), sum(points) FROM response GROUP BY 1"
    )
    connection.commit()
    connection.close()
    new.replace(path)


def _responses() -> Iterator[tuple[str, str, float, int, str]]:
    items, responses = LARGE
    rng = random.Random(1)
    for number in range(responses):
        item = item_name(number if number < items else rng.randrange(items))
        yield LEARNER, item, float(rng.random() < 0.7), rng.randrange(60_000), f"2026-{number:09d}"


def answer_raw(connection: sqlite3.Connection, number: int) -> None:
    """Save an answer with three writes in a transaction, and look up what is due next."""
    item, at = item_name(number), f"2027-{number:09d}"
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(
        "INSERT INTO response VALUES (NULL, ?, ?, 1.0, 30000, ?)", (LEARNER, item, at)
    )
    connection.execute(
        "INSERT OR REPLACE INTO memory VALUES (?, ?, ?, 12.0, 5.0)", (LEARNER, item, at)
    )
    connection.execute(
        "UPDATE total SET answers = answers + 1, points = points + 1 WHERE item = ?", (item,)
    )
    connection.execute("COMMIT")
    connection.execute("SELECT min(due) FROM memory WHERE learner = ?", (LEARNER,)).fetchone()
