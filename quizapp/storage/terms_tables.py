"""The tables of new terms for sets, as the migration makes them; never changed afterwards."""

from __future__ import annotations

TERMS_TABLES = (
    # What a trainer changed: for one learner, or, where none is named, for everybody.
    """
    CREATE TABLE terms_change (
        id INTEGER PRIMARY KEY, assignment_id TEXT NOT NULL REFERENCES assignment,
        member_id TEXT REFERENCES cohort_member, time_factor REAL NOT NULL, opens_at TEXT,
        due_at TEXT, made_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX terms_change_by_assignment ON terms_change (assignment_id)",
    # The notices that came of it, for each set or seat by its hash.
    """
    CREATE TABLE terms_notice (
        assignment_id TEXT NOT NULL REFERENCES assignment, set_sha256 TEXT NOT NULL,
        number INTEGER NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (assignment_id, set_sha256, number)
    ) STRICT, WITHOUT ROWID
    """,
    # The notices that learners of this computer were sent, also for sets that were answered in
    # the terminal alone.
    """
    CREATE TABLE set_terms (
        set_sha256 TEXT NOT NULL, number INTEGER NOT NULL, opens_at TEXT, due_at TEXT,
        time_limit_s INTEGER, made_at TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (set_sha256, number)
    ) STRICT, WITHOUT ROWID
    """,
    *(
        f"""
        CREATE TRIGGER {table}_{what} BEFORE {action} ON {table}
        BEGIN SELECT RAISE(ABORT, 'terms that were given are append-only'); END
        """
        for table in ("terms_change", "terms_notice")
        for what, action in (("is_append_only", "UPDATE"), ("stays", "DELETE"))
    ),
)
