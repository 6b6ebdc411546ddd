"""The tables of regrades, as the migration makes them; never changed afterwards."""

from __future__ import annotations

REGRADE_TABLES = (
    """
    CREATE TABLE regrade (
        id INTEGER PRIMARY KEY, assignment_id TEXT NOT NULL REFERENCES assignment,
        made_at TEXT NOT NULL, reason TEXT NOT NULL, mendings TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX regrade_by_assignment ON regrade (assignment_id)",
    # What each result was marked with by a regrade; the first marks stand in received_result.
    """
    CREATE TABLE marking (
        result TEXT NOT NULL REFERENCES received_result (sha256),
        regrade INTEGER NOT NULL REFERENCES regrade, grades TEXT NOT NULL,
        PRIMARY KEY (regrade, result)
    ) STRICT, WITHOUT ROWID
    """,
    *(
        f"""
        CREATE TRIGGER {table}_{what} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, 'regrades and their marks are append-only'); END
        """
        for table in ("regrade", "marking")
        for what, action in (("is_append_only", "UPDATE"), ("stays", "DELETE"))
    ),
)
