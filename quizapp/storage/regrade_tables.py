"""The tables of regrades and certificates, as the migration makes them; never changed afterwards."""

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
    # The sentence that the code stands for, exactly as it was when the code was made from it.
    """
    CREATE TABLE certificate (
        code TEXT PRIMARY KEY, assignment_id TEXT NOT NULL REFERENCES assignment,
        member_id TEXT NOT NULL REFERENCES cohort_member, fields TEXT NOT NULL,
        issued_at TEXT NOT NULL
    ) STRICT
    """,
    *(
        f"""
        CREATE TRIGGER {table}_{what} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, 'regrades, marks and certificates are append-only'); END
        """
        for table in ("regrade", "marking", "certificate")
        for what, action in (("is_append_only", "UPDATE"), ("stays", "DELETE"))
    ),
)
