"""The tables of sets and results, as the migrations make them; never changed afterwards."""

from __future__ import annotations

DELIVERY_TABLES = (
    # Public halves only: the secret lies in a file of its own, which back-ups of progress leave out.
    """
    CREATE TABLE trainer_key (
        sign_key BLOB PRIMARY KEY, box_key BLOB NOT NULL, added_at TEXT NOT NULL
    ) STRICT
    """,
    # Trainers whose sets a learner takes.
    "CREATE TABLE known_trainer (sign_key BLOB PRIMARY KEY, met_at TEXT NOT NULL) STRICT",
    """
    CREATE TABLE cohort (
        id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, made_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE cohort_member (
        id TEXT PRIMARY KEY, cohort_id TEXT NOT NULL REFERENCES cohort, name TEXT NOT NULL,
        reference TEXT NOT NULL, position INTEGER NOT NULL, added_at TEXT NOT NULL,
        UNIQUE (cohort_id, name, reference)
    ) STRICT
    """,
    """
    CREATE TABLE assignment (
        id TEXT PRIMARY KEY, cohort_id TEXT NOT NULL REFERENCES cohort,
        sign_key BLOB NOT NULL REFERENCES trainer_key, plan TEXT NOT NULL, items TEXT NOT NULL,
        spec_sha256 TEXT NOT NULL, made_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE sheet (
        assignment_id TEXT NOT NULL REFERENCES assignment,
        member_id TEXT NOT NULL REFERENCES cohort_member, sha256 TEXT NOT NULL UNIQUE,
        seat_key BLOB NOT NULL, orders TEXT NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (assignment_id, member_id)
    ) STRICT
    """,
    """
    CREATE TABLE received_result (
        sha256 TEXT PRIMARY KEY, assignment_id TEXT NOT NULL, member_id TEXT NOT NULL,
        attempt TEXT NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
        file_name TEXT NOT NULL, bytes BLOB NOT NULL, claimed_at TEXT NOT NULL,
        received_at TEXT NOT NULL, late INTEGER NOT NULL, answers TEXT NOT NULL,
        grades TEXT NOT NULL, rule_version INTEGER NOT NULL,
        UNIQUE (assignment_id, member_id, attempt, revision),
        FOREIGN KEY (assignment_id, member_id) REFERENCES sheet
    ) STRICT
    """,
    """
    CREATE TRIGGER received_result_is_append_only BEFORE UPDATE ON received_result
    BEGIN SELECT RAISE(ABORT, 'results that were taken in are append-only'); END
    """,
    """
    CREATE TABLE hand_in (
        sha256 TEXT PRIMARY KEY, set_sha256 TEXT NOT NULL, attempt TEXT NOT NULL,
        number INTEGER NOT NULL, revision INTEGER NOT NULL, answers TEXT NOT NULL,
        bytes BLOB NOT NULL, handed_in_at TEXT NOT NULL, UNIQUE (set_sha256, number, revision)
    ) STRICT
    """,
    """
    CREATE TRIGGER hand_in_is_append_only BEFORE UPDATE ON hand_in
    BEGIN SELECT RAISE(ABORT, 'what was handed in is append-only'); END
    """,
)

SITTING_COLUMNS = (
    # Where each question of a sheet stands in the assignment; null for the same order.
    "ALTER TABLE sheet ADD COLUMN places TEXT",
    # Confidences, times and what was noted while answering, in the order of the sheet.
    "ALTER TABLE received_result ADD COLUMN details TEXT",
)

SITTING_TABLES = (
    # Sets that a learner of this computer was sent. What is handed in outlives them.
    """
    CREATE TABLE assigned_set (
        sha256 TEXT PRIMARY KEY,
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE,
        sign_key BLOB NOT NULL, plan TEXT NOT NULL, questions INTEGER NOT NULL,
        bytes BLOB NOT NULL, received_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX assigned_set_by_learner ON assigned_set (learner_id, received_at)",
    """
    CREATE TABLE sitting (
        id TEXT PRIMARY KEY, set_sha256 TEXT NOT NULL REFERENCES assigned_set ON DELETE CASCADE,
        number INTEGER NOT NULL, started_at TEXT NOT NULL, used_ms INTEGER NOT NULL,
        seen_at TEXT NOT NULL, steady_ms INTEGER NOT NULL, jumps TEXT NOT NULL,
        focus_losses INTEGER NOT NULL, away_ms INTEGER NOT NULL, ended_at TEXT,
        UNIQUE (set_sha256, number)
    ) STRICT
    """,
    # The last word on each question. While a sitting goes on, answers may be changed.
    """
    CREATE TABLE sitting_answer (
        sitting_id TEXT NOT NULL REFERENCES sitting ON DELETE CASCADE, position INTEGER NOT NULL,
        answer TEXT, confidence TEXT, elapsed_ms INTEGER NOT NULL, flagged INTEGER NOT NULL,
        PRIMARY KEY (sitting_id, position)
    ) STRICT, WITHOUT ROWID
    """,
)

ROSTER_TABLES = (
    "ALTER TABLE cohort ADD COLUMN archived_at TEXT",
    # A member who turned out to be somebody else's double stays, for what was sent and handed in.
    "ALTER TABLE cohort_member ADD COLUMN merged_into TEXT REFERENCES cohort_member",
    "ALTER TABLE cohort_member ADD COLUMN left_at TEXT",
    # What the learner's own computer calls itself towards this cohort; the same file twice is
    # known by it.
    "ALTER TABLE cohort_member ADD COLUMN enrolled_as TEXT",
    "CREATE INDEX cohort_member_merged ON cohort_member (merged_into) WHERE merged_into NOTNULL",
)

SHARED_TABLES = (
    # With it a member signs what is handed in to a set for the whole cohort.
    "ALTER TABLE cohort_member ADD COLUMN enrolled_key BLOB",
    # The one file of an assignment for those who have enrolled. Whose seat at it is known stands
    # under `sheet`, with the hash of the seat and without bytes.
    """
    CREATE TABLE shared_sheet (
        assignment_id TEXT PRIMARY KEY REFERENCES assignment, sha256 TEXT NOT NULL,
        orders TEXT NOT NULL, bytes BLOB NOT NULL
    ) STRICT
    """,
    # Cohorts that a learner of this computer has enrolled in.
    """
    CREATE TABLE enrolment (
        learner_id TEXT NOT NULL REFERENCES learner ON DELETE CASCADE, cohort_id TEXT NOT NULL,
        sign_key BLOB NOT NULL, seat_seed BLOB NOT NULL, name TEXT NOT NULL,
        enrolled_at TEXT NOT NULL, PRIMARY KEY (learner_id, cohort_id, sign_key)
    ) STRICT, WITHOUT ROWID
    """,
)
