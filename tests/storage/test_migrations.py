"""From one version of the database to the next: backed up first, all of a step or nothing of it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizapp.bootstrap import Application, Environment
from quizapp.domain.attempts import AttemptState
from quizapp.storage import database as database_module
from quizapp.storage import migrations as migrations_module
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.database import FILE_NAME, SCHEMA_VERSION, open_database
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.problems import DatabaseProblem, ProblemKind
from tests.storage.conftest import pragma
from tests.storage.make_database import DATABASES, make
from tests.unit.application.scenario_steps import play, played, served_scenario
from tests.unit.application.steps import finish
from tests.unit.domain.scenario_factory import PERFECT

Step = Callable[[Callable[[Any], None]], None]
Open = Callable[..., Application]


@pytest.fixture
def next_step(monkeypatch: pytest.MonkeyPatch) -> Step:
    """Adds a step that is not yet in any database."""

    def add(step: Callable[[Any], None]) -> None:
        known = list(migrations_module.migrations._migrations)
        monkeypatch.setattr(migrations_module.migrations, "_migrations", known)
        migrations_module._step(SCHEMA_VERSION + 1)(step)
        monkeypatch.setattr(database_module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)

    return add


def schema(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL")
        return set(rows)


def m999_add_colour(db: Any) -> None:
    db.execute("ALTER TABLE flag ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")


def m999_stumble(db: Any) -> None:
    m999_add_colour(db)
    raise ZeroDivisionError


def m999_break_sql(db: Any) -> None:
    m999_add_colour(db)
    db.execute("DROP TABLE there_is_none")


def m999_fill_the_disk(db: Any) -> None:
    db.execute("PRAGMA max_page_count = 1")
    db.execute("CREATE TABLE more (id TEXT)")
    db.execute("INSERT INTO more SELECT hex(zeroblob(100000))")


def test_the_version_checked_at_the_start_is_the_number_of_the_last_step(tmp_path: Path) -> None:
    names = [step.name for step in migrations_module.migrations._migrations]
    assert [name[:5] for name in names] == [f"m{n + 1:03d}_" for n in range(len(names))]
    assert len(names) == SCHEMA_VERSION
    open_database(tmp_path / FILE_NAME).close()
    assert pragma(tmp_path / FILE_NAME, "user_version") == SCHEMA_VERSION


def test_a_pending_step_is_carried_out_after_a_back_up(
    app: Application, open_app: Open, learner_id: str, next_step: Step
) -> None:
    app.close()
    next_step(m999_add_colour)
    migrated = open_app()
    assert migrated.database.rows("SELECT colour FROM flag") == []
    assert pragma(migrated.database.path, "user_version") == SCHEMA_VERSION + 1
    (backup,) = migrated.backups.list()
    assert (backup.reason, backup.is_ok) == ("migration", True)
    assert pragma(backup.path, "user_version") == SCHEMA_VERSION
    assert migrated.profiles.get(learner_id).name == "Maya"


def test_a_step_needs_no_back_up_where_nobody_wants_one(tmp_path: Path, next_step: Step) -> None:
    path = tmp_path / FILE_NAME
    open_database(path).close()
    next_step(m999_add_colour)
    open_database(path).close()
    assert pragma(path, "user_version") == SCHEMA_VERSION + 1


def test_without_a_back_up_no_step_is_taken(
    app: Application, open_app: Open, learner_id: str, next_step: Step
) -> None:
    app.backups.folder.write_text("in the way")
    app.close()
    next_step(m999_add_colour)
    with pytest.raises(Exception, match="The back-up could not be written"):
        open_app()
    assert pragma(app.database.path, "user_version") == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("step", "error"),
    [
        (m999_stumble, ZeroDivisionError),
        (m999_break_sql, sqlite3.OperationalError),
        (m999_fill_the_disk, DatabaseProblem),
    ],
)
def test_a_step_that_fails_leaves_tables_and_version_as_they_were(
    app: Application,
    open_app: Open,
    learner_id: str,
    next_step: Step,
    monkeypatch: pytest.MonkeyPatch,
    step: Callable[[Any], None],
    error: type[Exception],
) -> None:
    path = app.database.path
    app.close()
    before = schema(path)
    next_step(step)
    with pytest.raises(error):
        open_app()
    assert schema(path) == before
    assert pragma(path, "user_version") == SCHEMA_VERSION
    with closing(sqlite3.connect(path)) as connection:
        (steps,) = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    assert steps == SCHEMA_VERSION
    monkeypatch.undo()
    assert open_app(app.data_dir).profiles.get(learner_id).name == "Maya"


def test_a_database_that_a_newer_version_has_migrated_is_refused(
    app: Application, open_app: Open, next_step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.close()
    next_step(m999_add_colour)
    open_app().close()
    monkeypatch.undo()
    with pytest.raises(DatabaseProblem) as caught:
        open_app(app.data_dir)
    assert caught.value.kind is ProblemKind.NEWER


# Databases that earlier releases have left -----------------------------------------------------


@pytest.fixture(params=range(1, SCHEMA_VERSION + 1), ids=lambda number: f"v{number}")
def upgraded(
    request: pytest.FixtureRequest, tmp_path: Path, open_app: Open, environment: Environment
) -> Application:
    """A database of an earlier version, or of this one, opened by this version."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    shutil.copy(DATABASES / f"v{request.param}.db", folder / FILE_NAME)
    return open_app(folder, environment)


def test_an_upgraded_database_has_the_tables_of_a_new_one(
    upgraded: Application, tmp_path: Path
) -> None:
    new = tmp_path / "new.db"
    open_database(new).close()
    assert schema(upgraded.database.path) == schema(new)
    assert upgraded.database.row("PRAGMA integrity_check") == ("ok",)
    assert upgraded.database.rows("PRAGMA foreign_key_check") == []


def test_nothing_is_lost_by_an_upgrade(upgraded: Application, full_strength: None) -> None:
    maya, jonas = upgraded.profiles.learners()
    view = upgraded.progress.view(maya.id)
    assert (maya.name, view.answers_ever, view.right) == ("Maya", 3, 1)
    assert jonas.has_pin
    assert upgraded.profiles.check_pin(jonas.id, "2718")
    (report,) = upgraded.progress.problem_reports(maya.id)
    assert report.text == "Two options could be right."
    assert upgraded.practice.today(maya.id).urgent == 2
    (text,) = [view.text for view in upgraded.sources.documents() if view.text]
    assert text == "A made-up text."
    (run,) = AttemptStore(upgraded.database).of_learner(maya.id)
    assert run.state is AttemptState.FINISHED
    assert upgraded.sessions.open(run.id).feedback(0).verdict.title == "Right"
    memories = upgraded.database.rows("SELECT * FROM memory ORDER BY 1, 2, 3")
    assert upgraded.rebuilding.rebuild() == 4
    assert upgraded.database.rows("SELECT * FROM memory ORDER BY 1, 2, 3") == memories


def test_the_ledger_of_an_upgraded_database_is_made_from_its_log(upgraded: Application) -> None:
    maya, _jonas = upgraded.profiles.learners()
    ledger = LedgerStore(upgraded.database)
    standings = ledger.standings(maya.id)
    log = upgraded.database.rows(
        "SELECT misconceptions FROM response WHERE learner_id = ?", (maya.id,)
    )
    given_away = {belief for (beliefs,) in log for belief in json.loads(beliefs)}
    assert given_away <= {belief for belief, one in standings.items() if one.chosen}
    assert sum(one.met for one in standings.values()) > sum(
        one.chosen for one in standings.values()
    )
    upgraded.rebuilding.rebuild()
    assert ledger.standings(maya.id) == standings


def test_a_run_left_before_an_upgrade_is_gone_on_with(upgraded: Application) -> None:
    _maya, jonas = upgraded.profiles.learners()
    left = upgraded.practice.today(jonas.id).open_run
    assert left is not None
    assert (left.answered, left.total) == (1, 2)
    session = upgraded.sessions.open(left.attempt_id)
    question = session.question()
    assert question is not None
    assert question.remaining_ms == 90_000 - 10_000 - 5_000
    finish(session)
    assert session.summary().right == 2


def test_runs_of_scenarios_outlive_an_upgrade(upgraded: Application) -> None:
    maya, _jonas = upgraded.profiles.learners()
    if upgraded.database.rows("SELECT * FROM scenario_run") == []:
        # Version 1 knew none; the first can be played now.
        served_scenario(upgraded)
        assert played(upgraded, maya.id, *PERFECT).passed
        return
    (ended,) = upgraded.scenarios.history(maya.id)
    assert (ended.title, ended.harmful, ended.points) == ("In the kitchen", 2, 0.8)
    left = upgraded.practice.open_scenario(maya.id)
    assert left is not None
    assert play(upgraded.scenarios.open(left.run_id), "breathe", "stay-with").is_end


def test_the_command_makes_a_database_of_this_version(tmp_path: Path) -> None:
    path = tmp_path / "made" / "now.db"
    make(path)
    assert pragma(path, "user_version") == SCHEMA_VERSION
    assert path.stat().st_size < 200_000
