"""Full item analysis of a million answers: 10,000 learners, 100 items of four options.

The yardstick is the least that such a report needs, facility, discrimination and alpha, in SQL with
a keyed temporary table of totals on the same marks, in the same minute. Both start from the marks
in memory, each as its engine keeps them. What it takes to read as many marks from a file is said
beside it.
"""

from __future__ import annotations

import csv
import math
import random
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.figures import heading, line, repeated
from quizapp.domain.statistics.analysis import Analysis, analyse
from quizapp.domain.statistics.marks import AttemptKey, Column, MarkTable
from quizapp.exchange.mark_files import NEEDED, read_marks

LEARNERS, ITEMS = 10_000, 100
ROUNDS = 5
GOAL = 1.5
_TOTALS = "INSERT INTO total SELECT learner, sum(mark) FROM mark GROUP BY learner"
_ITEMS = """
    SELECT item, count(*), sum(mark), sum(mark * (total - mark)), sum(total - mark),
        sum((total - mark) * (total - mark)) FROM mark JOIN total USING (learner) GROUP BY item
"""


def measure() -> None:
    heading(f"Statistics of {LEARNERS * ITEMS:,} answers")
    table = _made_up()
    raw = _as_rows(table)
    assert _agree(_with_sql(raw), analyse(table))
    yardstick = repeated(lambda: _with_sql(raw), ROUNDS)
    line("Facility, discrimination and alpha, raw SQL", f"{yardstick:.0f} ms", ratio=1.0)
    took = repeated(lambda: analyse(table), ROUNDS)
    line("Full item analysis", f"{took:.0f} ms", ratio=took / yardstick, goal=GOAL)
    raw.close()
    without = MarkTable(1, table.attempts, tuple(replace(one, options=()) for one in table.columns))
    took = repeated(lambda: analyse(without), ROUNDS)
    line("The same without options", f"{took:.0f} ms", ratio=took / yardstick)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.csv"
        _write(table, path)
        took = repeated(lambda: read_marks(path), 1)
        line("Reading as many marks from a file", f"{took:.0f} ms", ratio=took / yardstick)


def _made_up() -> MarkTable:
    rng = random.Random(1)
    abilities = [rng.gauss(0, 1) for _ in range(LEARNERS)]
    everyone = tuple(range(LEARNERS))
    columns = []
    for number in range(ITEMS):
        hard = rng.gauss(0, 1)
        marks = tuple(int(rng.random() < 1 / (1 + math.exp(hard - able))) for able in abilities)
        columns.append(
            Column(
                slot=None,
                item=f"q{number}",
                max_mark=1,
                attempts=everyone,
                marks=marks,
                options=tuple("A" if mark else rng.choice("BCD") for mark in marks),
            )
        )
    keys = tuple(AttemptKey(f"learner-{number}", 1) for number in everyone)
    return MarkTable(1, keys, tuple(columns))


def _as_rows(table: MarkTable) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE mark (learner INTEGER, item INTEGER, mark INTEGER)")
    connection.execute("CREATE TEMP TABLE total (learner INTEGER PRIMARY KEY, total INTEGER)")
    connection.executemany(
        "INSERT INTO mark VALUES (?, ?, ?)",
        (
            (learner, item, column.marks[learner])
            for learner in range(LEARNERS)
            for item, column in enumerate(table.columns)
        ),
    )
    return connection


def _with_sql(raw: sqlite3.Connection) -> tuple[list[float], float]:
    """Return the discrimination of each item, and alpha, both out of 100."""
    raw.execute("DELETE FROM total")
    raw.execute(_TOTALS)
    found, spread = [], 0.0
    for _, n, marks, products, rest, squares in raw.execute(_ITEMS):
        share = marks / n
        own, other = share * (1 - share), squares / n - (rest / n) ** 2
        found.append(100 * (products / n - share * rest / n) / math.sqrt(own * other))
        spread += own
    totals = [total for (total,) in raw.execute("SELECT total FROM total")]
    mean = sum(totals) / len(totals)
    whole = sum((total - mean) ** 2 for total in totals) / len(totals)
    return found, 100 * ITEMS / (ITEMS - 1) * (1 - spread / whole)


def _agree(sql: tuple[list[float], float], ours: Analysis) -> bool:
    found = [one.discrimination_index.value or 0.0 for one in ours.items]
    pairs = [*zip(sql[0], found, strict=True), (sql[1], ours.test.cic.value or 0.0)]
    return all(math.isclose(one, other, rel_tol=1e-6) for one, other in pairs)


def _write(table: MarkTable, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(NEEDED)
        for place, key in enumerate(table.attempts):
            for column in table.columns:
                writer.writerow((key.learner, 1, column.item, column.marks[place], 1))
