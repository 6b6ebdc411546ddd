"""The table of the sets that a trainer is putting together."""

from __future__ import annotations

SET_DRAFT_TABLES = (
    """
    CREATE TABLE set_draft (
        id TEXT PRIMARY KEY, cohort_id TEXT NOT NULL, plan TEXT NOT NULL, items TEXT NOT NULL,
        made_at TEXT NOT NULL, changed_at TEXT NOT NULL
    ) STRICT
    """,
)
