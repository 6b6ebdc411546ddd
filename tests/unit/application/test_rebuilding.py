"""Everything derived from the log of answers can be made anew, with the same result."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.bootstrap import Application, Environment, open_application
from quizapp.domain.attempts import Response
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.domain.ledger import BeliefState
from quizapp.domain.memory import Memory
from quizapp.domain.scheduling import ReviewScheduler
from quizapp.storage.bank_store import BankCompiler
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.progress_store import ProgressStore
from tests.conftest import Clock
from tests.unit.application.belief_steps import BELIEF, answer, revealing, row
from tests.unit.application.steps import begin, finish, harmful, reply, right, tame, wrong

Items = list[SingleBest]


def ledgers(app: Application) -> list[Any]:
    """Return how misconceptions stand with each learner, as answering has kept it."""
    store = LedgerStore(app.database)
    return [store.standings(learner.id) for learner in app.profiles.learners()]


def derived(app: Application) -> tuple[list[Any], dict[Any, Any]]:
    """Return the memories, and the totals by what they are of; sums of points are rounded."""
    memories = app.database.rows("SELECT * FROM memory ORDER BY learner_id, item_id, scoring_rev")
    totals = {
        row[:-4]: (*row[-4:-2], round(row[-2], 9), row[-1])
        for table in ("item_total", "day_total")
        for row in app.database.rows(f"SELECT * FROM {table}")
    }
    return memories, totals


ANSWERS = st.tuples(
    st.integers(0, 1),  # who
    st.integers(0, 3),  # which question
    st.sampled_from([right, wrong, harmful, None]),
    st.sampled_from([None, *Confidence]),
    st.sampled_from([0.0, 0.1, 5.0, 26.0, 24 * 40.0, -3.0, -50.0]),  # hours that go by before
    st.booleans(),  # whether the question is revised before
    st.sampled_from([0.8, 0.9, 0.97]),
)


class World:
    """Two learners who answer the same four questions at odd hours."""

    def __init__(self, compiled: Path, folder: Path) -> None:
        shutil.copytree(compiled, folder)
        self.clock = Clock()
        ids = itertools.count(1)
        environment = Environment(now=self.clock, new_id=lambda: f"id{next(ids):04d}")
        self.app = open_application(folder, environment=environment)
        self.items = tame(self.app)[:4]
        self.learners = [self.app.profiles.create(name) for name in ("Maya", "Jonas")]

    def answer(self, who: int, which: int, how: Any, *rest: Any) -> None:
        confidence, hours, is_revised, retention = rest
        self.clock.now += timedelta(hours=hours)
        if is_revised:
            self.revise(which)
        learner = self.learners[who]
        settings = replace(learner.settings, desired_retention=retention)
        self.app.profiles.save_settings(learner.id, settings)
        session = begin(self.app, learner.id, [self.items[which]])
        if how is None:
            session.time_out()
        else:
            reply(session, how, confidence)

    def revise(self, which: int) -> None:
        item = self.items[which]
        self.items[which] = replace(item, rev=replace(item.rev, scoring=item.rev.scoring + 1))
        with self.app.database.transaction():
            BankCompiler(self.app.database).save_item(self.items[which], which)


@pytest.mark.no_cover
@settings(
    max_examples=15,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(answers=st.lists(ANSWERS, min_size=1, max_size=12))
def test_a_rebuild_gives_what_answering_had_given(
    compiled_folder: Path, answers: list[tuple[Any, ...]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(compiled_folder, Path(folder) / "data")
        try:
            for one in answers:
                world.answer(*one)
            before, standings = derived(world.app), ledgers(world.app)
            assert world.app.rebuilding.rebuild() == len(answers)
            assert derived(world.app) == before
            assert ledgers(world.app) == standings
        finally:
            world.app.close()


def test_damaged_memories_and_totals_come_back(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:4])
    reply(session, harmful)
    finish(session)
    before, view = derived(app), app.progress.view(learner_id)
    app.database.execute("DELETE FROM memory WHERE last_was_right = 1")
    app.database.execute("UPDATE item_total SET answers = 99")
    app.database.execute("DELETE FROM day_total")
    assert app.progress.view(learner_id) != view
    assert app.rebuilding.rebuild() == 4
    assert derived(app) == before
    assert app.progress.view(learner_id) == view


def test_a_ledger_kept_with_each_answer_is_the_one_made_from_the_log(
    app: Application, learner_id: str, clock: Clock
) -> None:
    items = revealing(app, 4)
    rng = random.Random(5)
    for _number in range(60):
        item, how = rng.choice(items), rng.choice([right, right, wrong, harmful])
        answer(app, learner_id, item, how, rng.choice([None, *Confidence]))
        clock.advance(hours=rng.choice([1, 20, 50]))
        assert app.database.rows("SELECT * FROM stale_ledger") == []
    kept = app.database.rows("SELECT * FROM belief_standing ORDER BY 1, 2")
    app.rebuilding.rebuild()
    assert app.database.rows("SELECT * FROM belief_standing ORDER BY 1, 2") == kept
    assert {row[2] for row in kept} <= set(BeliefState)


def test_a_ledger_is_made_anew_when_a_revision_that_was_answered_says_something_else(
    app: Application, learner_id: str
) -> None:
    item = revealing(app, 1)[0]
    answer(app, learner_id, item, right)
    retagged = replace(item.options[0], misconception="MC03")
    revised = replace(item, options=(retagged, *item.options[1:]))
    with app.database.transaction():
        BankCompiler(app.database).save_item(revised, 0)
    answer(app, learner_id, revised, right)
    assert row(app, learner_id, BELIEF).met == 0
    assert row(app, learner_id, "MC03").met == 2


def test_an_upgraded_log_is_read_when_the_ledger_is_first_wanted(
    app: Application, learner_id: str
) -> None:
    item = revealing(app, 1)[0]
    answer(app, learner_id, item, wrong)
    before = ledgers(app)
    app.database.execute("DELETE FROM belief_standing")
    app.database.execute("INSERT INTO stale_ledger SELECT id FROM learner")
    assert ledgers(app) == before
    assert app.database.rows("SELECT * FROM stale_ledger") == []


def test_rebuilding_one_learner_leaves_the_memories_of_others_alone(
    app: Application, learner_id: str, items: Items
) -> None:
    other = app.profiles.create("Jonas")
    finish(begin(app, learner_id, items[:2]))
    finish(begin(app, other.id, items[1:4]))
    before = derived(app)
    assert app.rebuilding.rebuild_learner(learner_id) == 2
    assert derived(app) == before


def test_the_log_itself_cannot_be_changed(app: Application, learner_id: str, items: Items) -> None:
    finish(begin(app, learner_id, items[:1]))
    with pytest.raises(Exception, match="append-only"):
        app.database.execute("UPDATE response SET points = 1.0")


def test_an_answer_waits_while_memories_are_rebuilt_and_is_not_forgotten(
    app: Application, open_app: Callable[..., Application], learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    reply(session)
    other_app = open_app()
    other_app.database.execute("PRAGMA busy_timeout = 0")
    other = other_app.sessions.open(session.attempt_id)

    class Meanwhile(ReviewScheduler):
        def after(self, memory: Memory | None, response: Response) -> Memory:
            with pytest.raises(UserError, match="Another program is using"):
                reply(other)
            return super().after(memory, response)

    remembering = Meanwhile(app.clock.calendar)
    assert ProgressStore(app.database).rebuild(learner_id, remembering) == 1
    reply(other)
    before = derived(app)
    app.rebuilding.rebuild()
    assert derived(app) == before
