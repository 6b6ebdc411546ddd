"""A clock that was once wrong by years costs a learner nothing once it is right again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.attempts import Include, QuizSpec
from quizapp.domain.items import SingleBest
from quizapp.domain.memory import Memory
from quizapp.storage.progress_store import ProgressStore
from tests.conftest import Clock
from tests.unit.application.steps import begin, harmful, reply, right, tame, wrong
from tests.unit.application.transfers import exported, tables

Items = list[SingleBest]
AHEAD, BEHIND = 4 * 365, -6 * 365


@pytest.fixture
def items(app: Application) -> Items:
    return tame(app)


class Learner:
    """Answers one item on days that the clock gives."""

    def __init__(self, app: Application, clock: Clock, learner: str, item: SingleBest) -> None:
        self.app, self.clock, self.id, self.item = app, clock, learner, item
        self.start = clock.now

    def answers(self, day: int, how: Callable[..., object] = right) -> None:
        """Answer while the clock shows so many days after the first one."""
        self.clock.now = self.start + timedelta(days=day)
        reply(begin(self.app, self.id, [self.item]), how)

    @property
    def memory(self) -> Memory:
        store = ProgressStore(self.app.database)
        found = store.memory(self.id, self.item.id, self.item.rev.scoring)
        assert found is not None
        return found

    def day(self, moment: datetime | date) -> int:
        day = self.app.clock.calendar.day_of(moment) if isinstance(moment, datetime) else moment
        return (day - self.app.clock.calendar.day_of(self.start)).days

    @property
    def due(self) -> int:
        return self.day(self.memory.due_at)

    @property
    def ready(self) -> int:
        return self.app.practice.today(self.id).ready


@pytest.fixture
def maya(app: Application, clock: Clock, learner_id: str, items: Items) -> Learner:
    return Learner(app, clock, learner_id, next(item for item in items if item.options[0]))


def test_a_critical_error_made_ahead_closes_on_the_day_after_the_next_answer(
    maya: Learner, items: Items
) -> None:
    maya.item = next(i for i in items if any(option.harm for option in i.options))
    maya.answers(AHEAD, harmful)
    maya.answers(1)
    assert maya.day(maya.memory.critical_day or date.min) == 1
    maya.answers(2)
    assert maya.memory.critical_day is None


def test_an_answer_given_ahead_counts_as_given_when_the_next_one_was(maya: Learner) -> None:
    maya.answers(0)
    maya.answers(AHEAD)
    maya.answers(3)
    spoilt = maya.memory
    assert 3 < maya.due < 40
    assert spoilt.stability < 40  # Four years in which nothing was forgotten are not believed in.
    assert maya.day(spoilt.last_day) == 3
    maya.answers(10)
    assert maya.day(maya.memory.last_day) == 10


def test_what_was_answered_ahead_alone_is_due_once_the_clock_is_right(maya: Learner) -> None:
    maya.answers(AHEAD)
    assert maya.ready == 0
    maya.clock.now = maya.start + timedelta(days=1)
    assert maya.ready == 1
    view = maya.app.progress.view(maya.id)
    assert (view.ready_today, maya.app.practice.count(maya.id, QuizSpec(length=None))) != (0, 0)
    attempt = maya.app.practice.start(maya.id, QuizSpec(include=(Include.DUE,), length=5))
    question = maya.app.sessions.open(attempt).question()
    assert question is not None
    assert question.item.id == maya.item.id
    assert maya.app.practice.count(maya.id, QuizSpec(include=(Include.DUE,))) == 1


def test_an_answer_given_while_the_clock_was_behind_spoils_nothing(maya: Learner) -> None:
    for day in (0, 3, BEHIND, 8):
        maya.answers(day)
    assert maya.day(maya.memory.last_day) == 8
    assert maya.memory.stability < 60  # Nor are six years in which nothing was forgotten.
    assert 8 < maya.due < 70


def test_while_the_clock_is_behind_an_item_comes_back_by_it(maya: Learner) -> None:
    maya.answers(0)
    maya.answers(BEHIND, wrong)
    assert maya.due == BEHIND + 1
    maya.clock.now = maya.start + timedelta(days=4)
    assert maya.ready == 1


@pytest.mark.parametrize("days", [(0, AHEAD, 3, 4), (AHEAD, 1, 2), (0, 3, BEHIND, 8), (0, BEHIND)])
def test_a_rebuild_makes_of_the_log_what_answering_made(
    maya: Learner, days: tuple[int, ...]
) -> None:
    for number, day in enumerate(days):
        maya.answers(day, wrong if number == 1 else right)
    before = tables(maya.app, maya.id)
    maya.app.rebuilding.rebuild()
    assert tables(maya.app, maya.id) == before


def test_it_is_the_same_on_another_computer(
    maya: Learner, other_computer: Application, tmp_path: Path
) -> None:
    for day in (0, AHEAD, 3):
        maya.answers(day)
    other_computer.transfer.import_json(exported(maya.app, maya.id, tmp_path))
    assert tables(other_computer, maya.id) == tables(maya.app, maya.id)


def test_a_memory_that_an_earlier_version_left_in_the_future_is_mended_by_the_next_answer(
    maya: Learner,
) -> None:
    maya.answers(0)
    maya.answers(AHEAD)
    # An earlier version took the clock as standing still.
    maya.app.database.execute("UPDATE memory SET latest_day = NULL")
    maya.answers(5)
    assert maya.day(maya.memory.last_day) == 5
    assert 5 < maya.due < 60
