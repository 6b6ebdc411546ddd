"""Export and import of 100,000 responses, against what JSON and SQLite take for the same rows."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.data import cache, copy_of, environment_of, opened
from benchmarks.figures import heading, line, timed
from quizapp.bootstrap import open_application

MEDIUM = (5_000, 100_000)


def measure() -> None:
    heading("Moving 100,000 responses to another computer")
    with copy_of(MEDIUM) as folder, tempfile.TemporaryDirectory(dir=cache()) as scratch:
        path, table = Path(scratch) / "maya.json", Path(scratch) / "maya.csv"
        with opened(folder) as app:
            learner = app.profiles.learners()[0].id
            exported = timed(lambda: app.transfer.export_json(learner, path))
            written = timed(lambda: app.transfer.export_csv(learner, table))
        bare_out = timed(lambda: _write_bare(folder / "quizapp.db", Path(scratch) / "bare.json"))
        bare_in = timed(lambda: _read_bare(path, Path(scratch) / "bare.db"))
        environment = environment_of(folder)
        with closing(open_application(Path(scratch) / "there", environment=environment)) as other:
            other.banks.sync()
            imported = timed(lambda: other.transfer.import_json(path))
            again = timed(lambda: other.transfer.import_json(path))
    line("All rows read and written as JSON, nothing else", f"{bare_out:.0f} ms", ratio=1.0)
    line("Export as JSON", _rate(exported), ratio=exported / bare_out)
    line("Export as a table", _rate(written), ratio=written / bare_out)
    line("JSON read and put into a bare table, nothing else", f"{bare_in:.0f} ms", ratio=1.0)
    line("Import, checked, memories rebuilt", _rate(imported), ratio=imported / bare_in)
    line("The same file once more, nothing is doubled", _rate(again), ratio=again / bare_in)


def _rate(took_ms: float) -> str:
    return f"{took_ms / 1000:.1f} s, {MEDIUM[1] / took_ms * 1000:,.0f} a second"


def _write_bare(database: Path, path: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        path.write_text(json.dumps(connection.execute("SELECT * FROM response").fetchall()))


def _read_bare(path: Path, database: Path) -> None:
    stored = json.loads(path.read_text("utf-8"))
    rows = [tuple(map(str, record.values())) for record in stored["responses"]]
    columns = ", ".join(f"c{number}" for number in range(len(rows[0])))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"CREATE TABLE response ({columns})")
        marks = ", ".join("?" for _ in rows[0])
        connection.executemany(f"INSERT INTO response VALUES ({marks})", rows)
        connection.commit()
