"""Steps that the tests of export and import take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quizapp.bootstrap import Application

TABLES = (
    "attempt",
    "slot",
    "response",
    "memory",
    "day_total",
    "item_total",
    "flag",
    "note",
    "wish",
    "problem_report",
    "mark_taken_off",
    "scenario_run",
    "scenario_step",
)

_NUMBERS = {("response", "id"), ("scenario_step", "id")}


def tables(app: Application, learner_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a learner, without the numbers that the log gives its rows."""
    found = {}
    for table in TABLES:
        columns = [name for _, name, *_ in app.database.rows(f"PRAGMA table_info({table})")]
        if table in {"slot", "response"}:
            where = "WHERE attempt_id IN (SELECT id FROM attempt WHERE learner_id = ?)"
        elif table == "scenario_step":
            where = "WHERE run_id IN (SELECT id FROM scenario_run WHERE learner_id = ?)"
        else:
            where = "" if table == "item_total" else "WHERE learner_id = ?"
        chosen = ", ".join(name for name in columns if (table, name) not in _NUMBERS)
        rows = app.database.rows(
            f"SELECT {chosen} FROM {table} {where}", [learner_id] if where else []
        )
        found[table] = sorted(rows, key=str)
    return found


def exported(app: Application, learner_id: str, folder: Path) -> Path:
    path = folder / "maya.json"
    app.transfer.export_json(learner_id, path)
    return path
