"""Makes the small database that each release leaves behind for the upgrade tests.

Run from the top folder, once for each version of the database, before its release:

    python -m tests.storage.make_database

It writes `tests/storage/databases/vN.db`, N being the version; a file that is there is replaced.
A file of a released version is never made again.
"""

from __future__ import annotations

import itertools
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.storage.bank_store import BankCompiler
from quizapp.storage.database import FILE_NAME, SCHEMA_VERSION
from tests.unit.application.scenario_steps import begin as begin_scenario
from tests.unit.application.scenario_steps import play, served_scenario
from tests.unit.application.steps import begin, harmful, reply, right, tame, wrong
from tests.unit.domain.scenario_factory import HARMFUL

DATABASES = Path(__file__).parent / "databases"


def make(path: Path) -> None:
    """Write a database with two learners, a bit of everything in it, to `path`."""
    ids = itertools.count(1)
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    environment = Environment(
        now=lambda: now + timedelta(minutes=next(ids)),
        zone=ZoneInfo("Europe/Berlin"),
        new_id=lambda: f"id{next(ids):04d}",
        new_seed=lambda: 7,
    )
    with tempfile.TemporaryDirectory() as folder:
        app = open_application(Path(folder), environment=environment)
        app.banks.sync()
        _live(app)
        app.close()
        _shrink(Path(folder) / FILE_NAME)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes((Path(folder) / FILE_NAME).read_bytes())


def _live(app: Application) -> None:
    """Let two learners answer and mark a few items; all other items go, to keep the file small."""
    items = tame(app)[:4]
    with app.database.transaction():
        kept = ", ".join(f"'{item.id}'" for item in items)
        app.database.execute(f"DELETE FROM item WHERE id NOT IN ({kept})")
        for table in ("item_claim", "item_belief"):
            app.database.execute(f"DELETE FROM {table} WHERE item NOT IN ({kept})")
        app.database.execute("DELETE FROM entry WHERE register NOT IN ('document', 'wording')")
        BankCompiler(app.database).save_cues([(items[0].id, items[3].id)])
    maya, jonas = app.profiles.create("Maya"), app.profiles.create("Jonas")
    app.profiles.set_pin(jonas.id, "2718")
    session = begin(app, maya.id, items[:3])
    reply(session, right, Confidence.CERTAIN)
    reply(session, wrong, Confidence.GUESS)
    reply(session, harmful, None)
    session.summary()
    session.marks.set_flag(items[0].id, on=True)
    session.marks.save_note(items[1].id, "Look at the channel, not at the name.")
    session.marks.ask_sooner(items[0].id, on=True)
    session.marks.report_problem(items[2].id, "Two options could be right.")
    test = QuizSpec(items=(items[1].id, items[2].id), mode=Mode.TEST, time_limit_s=90)
    session = app.sessions.open(app.practice.start(jonas.id, test))
    reply(session, right)
    session.leave(5000)
    _play(app, maya.id)
    document = app.sources.documents()[0].document
    app.database.execute(
        "INSERT INTO document VALUES (?, ?, 'A made-up text.', ?)",
        (document.id, document.sha256, app.clock.now().isoformat()),
    )


def _play(app: Application, learner_id: str) -> None:
    """Play a made-up scenario to a bad end, and begin a second try."""
    app.database.execute("DELETE FROM scenario")
    app.database.execute("DELETE FROM scenario_version")
    served_scenario(app)
    first = begin_scenario(app, learner_id, *HARMFUL)
    play(app.scenarios.open(first.retry_from_first_mistake()), "spray")


def _shrink(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")


if __name__ == "__main__":
    target = DATABASES / f"v{SCHEMA_VERSION}.db"
    make(target)
    print(f"Wrote {target}.")
