"""A ledger that has to be made anew from very many answers is, while others go on answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.items import SingleBest
from quizapp.storage import ledger_store
from quizapp.storage.ledger_store import LedgerStore
from tests.conftest import Clock
from tests.unit.application.belief_steps import answer, revealing
from tests.unit.application.scenario_steps import begin as begin_scenario
from tests.unit.application.scenario_steps import play, served_scenario
from tests.unit.application.steps import begin, finish, harmful, right, wrong
from tests.unit.domain.scenario_factory import HARMFUL

Items = list[SingleBest]
Open = Callable[..., Application]


@pytest.fixture
def items(app: Application, learner_id: str, clock: Clock) -> Items:
    """Three items that can give a misconception away, each answered, and a ledger left behind."""
    found = revealing(app, 3)
    for item, how in zip(found, (wrong, right, wrong), strict=True):
        answer(app, learner_id, item, how)
        clock.advance(hours=30)
    leave_behind(app)
    return found


def leave_behind(app: Application) -> None:
    app.database.execute("DELETE FROM belief_standing")
    app.database.execute("INSERT INTO stale_ledger SELECT id FROM learner")


def kept(app: Application) -> list[tuple[Any, ...]]:
    return app.database.rows("SELECT * FROM belief_standing ORDER BY 1, 2")


def is_the_one_of_the_log(app: Application) -> bool:
    found = kept(app)
    assert app.database.rows("SELECT * FROM stale_ledger") == []
    app.rebuilding.rebuild()
    return bool(found) and kept(app) == found


def test_it_is_the_one_that_a_rebuild_makes(app: Application, items: Items) -> None:
    told: list[tuple[int, int]] = []
    app.ledger_renewal.renew(lambda done, least: told.append((done, least)))
    assert told == [(0, 1)]
    assert is_the_one_of_the_log(app)
    app.ledger_renewal.renew(lambda _done, _least: pytest.fail("there was nothing to do"))


@pytest.mark.parametrize("how", [right, wrong, harmful])
def test_what_is_answered_meanwhile_is_in_it(
    app: Application, open_app: Open, learner_id: str, items: Items, how: Callable[..., object]
) -> None:
    other = open_app()
    left = [items[0]]

    def answer_once(_done: int, _least: int) -> None:
        if left:
            answer(other, learner_id, left.pop(), how)

    app.ledger_renewal.renew(answer_once)
    assert app.practice.today(learner_id).answered_ever == 4
    assert is_the_one_of_the_log(app)


def test_what_is_done_in_a_scenario_meanwhile_is_in_it(
    app: Application, open_app: Open, learner_id: str, items: Items
) -> None:
    served_scenario(app)
    other, left = open_app(), [HARMFUL]

    def act_once(_done: int, _least: int) -> None:
        if left:
            play(begin_scenario(other, learner_id), *left.pop())

    app.ledger_renewal.renew(act_once)
    assert not left
    assert is_the_one_of_the_log(app)


def test_one_that_was_made_anew_meanwhile_is_left_alone(
    app: Application, open_app: Open, items: Items
) -> None:
    other = open_app()
    app.ledger_renewal.renew(lambda _done, _least: other.rebuilding.rebuild() and None)
    assert is_the_one_of_the_log(app)


def test_it_can_be_stopped_and_is_begun_again(app: Application, items: Items) -> None:
    def stop(_done: int, _least: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        app.ledger_renewal.renew(stop)
    assert kept(app) == []
    app.ledger_renewal.renew(lambda _done, _least: None)
    assert is_the_one_of_the_log(app)


def test_only_very_many_answers_take_long(
    app: Application, learner_id: str, items: Items, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not app.ledger.takes_long(learner_id)
    monkeypatch.setattr(ledger_store, "FEW_ANSWERS", 2)
    assert app.ledger.takes_long(learner_id)
    session = begin(app, learner_id, items)
    finish(session)
    assert session.summary().turns == ()  # The end of a run does not wait for it.
    assert LedgerStore(app.database).is_stale(learner_id)
    app.ledger_renewal.renew(lambda _done, _least: None)
    assert not app.ledger.takes_long(learner_id)
