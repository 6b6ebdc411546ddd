"""Steps from one database version to the next. Append only: a released step never changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlite_utils import Database, Migrations

from quizapp.storage.database import APPLICATION_ID
from quizapp.storage.delivery_tables import (
    DELIVERY_TABLES,
    ROSTER_TABLES,
    SHARED_TABLES,
    SITTING_COLUMNS,
    SITTING_TABLES,
)
from quizapp.storage.regrade_tables import REGRADE_TABLES
from quizapp.storage.set_draft_tables import SET_DRAFT_TABLES
from quizapp.storage.terms_tables import TERMS_TABLES

migrations = Migrations("quizapp")

_TABLES = (
    """
    CREATE TABLE bank_file (
        path TEXT PRIMARY KEY, bank TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL, is_ok INTEGER NOT NULL, message TEXT NOT NULL,
        good_sha256 TEXT NOT NULL, compiled_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE topic (id TEXT PRIMARY KEY, title TEXT NOT NULL, position INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE item (
        id TEXT PRIMARY KEY, bank TEXT NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL,
        level TEXT NOT NULL, scoring_rev INTEGER NOT NULL, text_rev INTEGER NOT NULL,
        active INTEGER NOT NULL, position INTEGER NOT NULL, case_id TEXT, body TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX item_by_topic ON item (active, topic, position)",
    # Covers what mastery joins with memories; the rows themselves hold long texts.
    "CREATE INDEX item_served ON item (active, topic, id, scoring_rev)",
    "CREATE INDEX item_by_case ON item (case_id, position) WHERE case_id IS NOT NULL",
    """
    CREATE TABLE entry (
        register TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (register, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE item_claim (
        claim TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (claim, item)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX item_claim_by_item ON item_claim (item)",
    """
    CREATE TABLE item_belief (
        misconception TEXT NOT NULL, item TEXT NOT NULL, PRIMARY KEY (misconception, item)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX item_belief_by_item ON item_belief (item)",
    """
    CREATE TABLE cue (
        item TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (item, other)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE learner (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL,
        pin_salt BLOB, pin_hash BLOB, settings TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE attempt (
        id TEXT PRIMARY KEY, learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE,
        spec TEXT NOT NULL, seed INTEGER NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL,
        active_ms INTEGER NOT NULL, mastery_before TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX attempt_by_learner ON attempt (learner_id, state)",
    """
    CREATE TABLE slot (
        attempt_id TEXT NOT NULL REFERENCES attempt ON DELETE CASCADE, position INTEGER NOT NULL,
        item_id TEXT NOT NULL, scoring_rev INTEGER NOT NULL, text_rev INTEGER NOT NULL,
        option_orders TEXT NOT NULL, PRIMARY KEY (attempt_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE response (
        id INTEGER PRIMARY KEY, attempt_id TEXT NOT NULL REFERENCES attempt ON DELETE CASCADE,
        position INTEGER NOT NULL, learner_id TEXT NOT NULL, item_id TEXT NOT NULL,
        topic TEXT NOT NULL, kind TEXT NOT NULL, scoring_rev INTEGER NOT NULL,
        text_rev INTEGER NOT NULL, answer TEXT, points REAL NOT NULL, critical INTEGER NOT NULL,
        misconceptions TEXT NOT NULL, rule_version INTEGER NOT NULL, confidence TEXT,
        elapsed_ms INTEGER NOT NULL, answered_at TEXT NOT NULL, sequence_at TEXT NOT NULL,
        day TEXT NOT NULL, retention REAL NOT NULL, UNIQUE (attempt_id, position)
    ) STRICT
    """,
    "CREATE INDEX response_by_learner ON response (learner_id, sequence_at, id)",
    """
    CREATE INDEX response_by_belief ON response (learner_id, misconceptions, day)
    WHERE misconceptions <> '[]'
    """,
    """
    CREATE TRIGGER response_is_append_only BEFORE UPDATE ON response
    BEGIN SELECT RAISE(ABORT, 'the log of responses is append-only'); END
    """,
    """
    CREATE TABLE memory (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, item_id TEXT NOT NULL,
        scoring_rev INTEGER NOT NULL, stability REAL NOT NULL, difficulty REAL NOT NULL,
        due_at TEXT NOT NULL, last_review_at TEXT NOT NULL, last_day TEXT NOT NULL,
        last_was_right INTEGER NOT NULL, last_confidence TEXT, answers INTEGER NOT NULL,
        right INTEGER NOT NULL, critical_day TEXT, PRIMARY KEY (learner_id, item_id, scoring_rev)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX memory_by_due ON memory (learner_id, due_at)",
    """
    CREATE INDEX memory_critical ON memory (learner_id, critical_day)
    WHERE critical_day IS NOT NULL
    """,
    """
    CREATE TABLE item_total (
        item_id TEXT NOT NULL, scoring_rev INTEGER NOT NULL, answers INTEGER NOT NULL,
        right INTEGER NOT NULL, points REAL NOT NULL, elapsed_ms INTEGER NOT NULL,
        PRIMARY KEY (item_id, scoring_rev)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE day_total (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, day TEXT NOT NULL,
        confidence TEXT NOT NULL, answers INTEGER NOT NULL, right INTEGER NOT NULL,
        points REAL NOT NULL, elapsed_ms INTEGER NOT NULL,
        PRIMARY KEY (learner_id, day, confidence)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE wish (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, item_id TEXT NOT NULL,
        asked_at TEXT NOT NULL, PRIMARY KEY (learner_id, item_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE flag (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, item_id TEXT NOT NULL,
        flagged_at TEXT NOT NULL, PRIMARY KEY (learner_id, item_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE note (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, item_id TEXT NOT NULL,
        text TEXT NOT NULL, saved_at TEXT NOT NULL, PRIMARY KEY (learner_id, item_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE problem_report (
        id TEXT PRIMARY KEY, learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE,
        item_id TEXT NOT NULL, scoring_rev INTEGER NOT NULL, text_rev INTEGER NOT NULL,
        text TEXT NOT NULL, reported_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE document (
        id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, text TEXT NOT NULL, added_at TEXT NOT NULL
    ) STRICT
    """,
)

_SCENARIO_TABLES = (
    """
    CREATE TABLE scenario_version (
        version TEXT PRIMARY KEY, scenario_id TEXT NOT NULL, body TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE scenario (
        id TEXT PRIMARY KEY, version TEXT NOT NULL REFERENCES scenario_version,
        position INTEGER NOT NULL, active INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE scenario_run (
        id TEXT PRIMARY KEY, learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE,
        scenario_id TEXT NOT NULL, version TEXT NOT NULL REFERENCES scenario_version,
        seed INTEGER NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
        origin TEXT
    ) STRICT
    """,
    "CREATE INDEX scenario_run_by_learner ON scenario_run (learner_id, started_at)",
    # Looked at when a version is taken away, which must not be one that a run is played with.
    "CREATE INDEX scenario_run_by_version ON scenario_run (version)",
    """
    CREATE TABLE scenario_step (
        id INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES scenario_run ON DELETE CASCADE,
        position INTEGER NOT NULL, scene TEXT NOT NULL, action TEXT NOT NULL,
        at_s INTEGER NOT NULL, ms INTEGER NOT NULL, acted_at TEXT NOT NULL, day TEXT NOT NULL,
        replayed INTEGER NOT NULL, UNIQUE (run_id, position)
    ) STRICT
    """,
    """
    CREATE TRIGGER scenario_step_is_append_only BEFORE UPDATE ON scenario_step
    BEGIN SELECT RAISE(ABORT, 'the steps of runs of scenarios are append-only'); END
    """,
)

_LEDGER_TABLES = (
    # What each revision of an item could give away, kept when the item changes or goes.
    """
    CREATE TABLE revision_belief (
        item TEXT NOT NULL, scoring_rev INTEGER NOT NULL, text_rev INTEGER NOT NULL,
        misconception TEXT NOT NULL, PRIMARY KEY (item, scoring_rev, text_rev, misconception)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO revision_belief SELECT b.item, i.scoring_rev, i.text_rev, b.misconception
    FROM item_belief b JOIN item i ON i.id = b.item
    """,
    """
    CREATE TABLE belief_standing (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE,
        misconception TEXT NOT NULL, state TEXT NOT NULL, since TEXT NOT NULL,
        recent TEXT NOT NULL, slip TEXT, met INTEGER NOT NULL, chosen INTEGER NOT NULL,
        PRIMARY KEY (learner_id, misconception)
    ) STRICT, WITHOUT ROWID
    """,
    # Learners whose standings have to be made anew from the log before they are read.
    """
    CREATE TABLE stale_ledger (
        learner_id TEXT PRIMARY KEY REFERENCES learner ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO stale_ledger SELECT id FROM learner",
    # Runs that work on a misconception are few among all runs.
    """
    CREATE INDEX attempt_by_belief ON attempt (learner_id, spec->>'misconception', started_at)
    WHERE spec->>'misconception' <> ''
    """,
    # The standings have taken the place of what it was for.
    "DROP INDEX response_by_belief",
)


def _step(number: int) -> Callable[[Callable[[Database], None]], Callable[[Database], None]]:
    """Register a step that records its number in the transaction that carries it out."""

    def register(step: Callable[[Database], None]) -> Callable[[Database], None]:
        def run(db: Any) -> None:
            step(db)
            db.execute(f"PRAGMA user_version = {number}")

        migrations(name=step.__name__)(run)
        return step

    return register


@_step(1)
def m001_first_tables(db: Database) -> None:
    """Make the tables of the first release."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    for statement in _TABLES:
        db.execute(statement)


@_step(2)
def m002_scenarios(db: Database) -> None:
    """Make the tables of scenarios and their runs."""
    for statement in _SCENARIO_TABLES:
        db.execute(statement)


@_step(3)
def m003_ledger(db: Database) -> None:
    """Make the tables of the ledger of misconceptions; it is filled from the log when read."""
    for statement in _LEDGER_TABLES:
        db.execute(statement)


@_step(4)
def m004_delivery(db: Database) -> None:
    """Make the tables of the trainer's key, cohorts, assignments, and what is handed in."""
    for statement in DELIVERY_TABLES:
        db.execute(statement)


@_step(5)
def m005_sittings(db: Database) -> None:
    """Make room for what a sitting records, and for questions in an order of chance."""
    for statement in SITTING_COLUMNS:
        db.execute(statement)


@_step(6)
def m006_learners_sets(db: Database) -> None:
    """Make the tables of the sets that learners were sent, and of how they go through them."""
    for statement in SITTING_TABLES:
        db.execute(statement)


@_step(7)
def m007_rosters(db: Database) -> None:
    """Let cohorts be archived, and members leave, enrol, or turn out to be one person."""
    for statement in ROSTER_TABLES:
        db.execute(statement)


@_step(8)
def m008_regrades(db: Database) -> None:
    """Make the tables of regrades and certificates; old marks stay where they are."""
    for statement in REGRADE_TABLES:
        db.execute(statement)


@_step(9)
def m009_set_drafts(db: Database) -> None:
    """Make the table of the sets that a trainer is putting together."""
    for statement in SET_DRAFT_TABLES:
        db.execute(statement)


@_step(10)
def m010_shared_sets(db: Database) -> None:
    """Make the tables of sets for a whole cohort, and of what learners enrolled in."""
    for statement in SHARED_TABLES:
        db.execute(statement)


@_step(11)
def m011_marks_and_clocks(db: Database) -> None:
    """Remember marks that were taken off, and find answers that a wrong clock put into the future."""
    db.execute("ALTER TABLE memory ADD COLUMN latest_day TEXT")
    db.execute("CREATE INDEX memory_by_review ON memory (learner_id, last_review_at)")
    db.execute(
        """
        CREATE TABLE mark_taken_off (
            learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, part TEXT NOT NULL,
            key TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (learner_id, part, key)
        ) STRICT, WITHOUT ROWID
        """
    )


@_step(12)
def m012_new_terms(db: Database) -> None:
    """Make the tables of new terms for sets that went out, on both sides."""
    for statement in TERMS_TABLES:
        db.execute(statement)


@_step(13)
def m013_saved_results(db: Database) -> None:
    """Remember which results learners saved as files. Of older ones nobody knows: they count as saved."""
    db.execute(
        """
        CREATE TABLE saved_result (
            sha256 TEXT PRIMARY KEY REFERENCES hand_in
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("INSERT INTO saved_result SELECT sha256 FROM hand_in")


@_step(14)
def m014_topic_titles(db: Database) -> None:
    """Keep with each assignment what the topics of its questions were called when it was made."""
    db.execute("ALTER TABLE assignment ADD COLUMN topic_titles TEXT NOT NULL DEFAULT '{}'")
