"""A made-up learner, for trying out, pictures and benchmarks."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.application.demo_data import made_up_answer
from quizapp.application.demo_scenarios import _with_a_mistake
from quizapp.application.scenario_views import CardState
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.grading import grade
from quizapp.domain.items import Item
from quizapp.domain.scenarios import Effect, Scene
from quizapp.storage.bank_store import BankCompiler
from quizapp.storage.progress_store import ProgressStore
from tests.unit.application.scenario_steps import compile_scenario, served_scenario
from tests.unit.domain import samples
from tests.unit.domain.scenario_factory import scenario, with_action

HARM = Effect.HARM

EVERY_KIND = samples.one_of_each()


def log_of(app: Application) -> list[tuple[object, ...]]:
    return app.database.rows("SELECT item_id, answer, answered_at FROM response ORDER BY id")


def test_the_demo_learner_has_weeks_behind_and_something_to_do_today(app: Application) -> None:
    made = app.demo.make(responses=400)
    (learner, *_others) = app.profiles.learners()
    today = app.practice.today(learner.id)
    assert made.responses == today.answered_ever == len(log_of(app))
    assert made.responses == pytest.approx(400, rel=0.1)
    assert today.ready > 0
    assert today.streak is not None
    assert today.streak.best > 5
    view = app.progress.view(learner.id)
    assert 0.1 < view.known < 0.95
    assert view.weakest
    assert view.judgement.brier is not None


def test_the_demo_learner_has_played_three_scenarios(app: Application) -> None:
    served_scenario(app)
    for position, own_id in enumerate(("T02", "T03", "T04"), start=1):
        compile_scenario(app, scenario(id=own_id), position)
    app.demo.make(responses=10)
    (learner,) = app.profiles.learners()
    wrong, passed = app.scenarios.history(learner.id)
    assert (passed.scenario_id, passed.passed, passed.points) == ("T01", True, 1.0)
    assert (wrong.scenario_id, wrong.passed, wrong.harmful) == ("T02", False, 1)
    assert [harm.action for harm in app.scenarios.critical_record(learner.id).harms] == ["Do wait"]
    left = app.practice.open_scenario(learner.id)
    assert left is not None
    assert (left.scenario_id, left.steps_taken) == ("T03", 3)
    assert app.scenarios.list(learner.id)[3].state is CardState.NOT_TRIED


def test_a_demo_mistake_is_one_after_which_the_story_still_ends() -> None:
    assert _with_a_mistake(scenario()) == (
        "shout",
        "wait",
        "phone",
        "spray",
        "breathe",
        "stay-with",
    )
    harmless = scenario(scenes=_harmless())
    assert _with_a_mistake(harmless) == harmless.reference_path
    # Back at the start, all good actions but one are used up, and none leads on.
    circle = replace(harmless, scenes={**_harmless(), **_circle()})
    assert _with_a_mistake(circle) == circle.reference_path


def _harmless() -> dict[str, Scene]:
    return {
        name: replace(scene, actions=tuple(a for a in scene.actions if a.effect is not HARM))
        for name, scene in scenario().scenes.items()
    }


def _circle() -> dict[str, Scene]:
    awake = with_action("awake", "cancel", to="floor").scenes["awake"]
    return {"awake": awake}


# Shorter stories are measured.
@pytest.mark.no_cover
def test_a_long_story_asks_known_questions_ahead_of_time(app: Application) -> None:
    made = app.demo.make(responses=4000)
    assert made.responses == pytest.approx(4000, rel=0.05)
    assert made.responses > 10 * made.items


def test_the_demo_log_keeps_the_order_of_time(app: Application) -> None:
    app.demo.make(responses=300)
    learner = app.profiles.learners()[0]
    log = [
        (response.answered_at, response.day)
        for response, _at in ProgressStore(app.database).responses_of_learner(learner.id)
    ]
    assert log == sorted(log)
    assert log[-1][0] <= app.clock.now()


def test_rebuilding_the_demo_changes_nothing(app: Application) -> None:
    app.demo.make(responses=300)
    learner = app.profiles.learners()[0].id
    before = app.progress.view(learner), app.practice.today(learner)
    app.rebuilding.rebuild()
    assert (app.progress.view(learner), app.practice.today(learner)) == before


def test_the_same_seed_makes_the_same_demo(
    app: Application, open_app: Callable[..., Application], compiled_folder: Path, tmp_path: Path
) -> None:
    app.demo.make(responses=60, seed=3)
    other, third = (
        open_app(Path(shutil.copytree(compiled_folder, tmp_path / name))) for name in "ab"
    )
    other.demo.make(responses=60, seed=3)
    third.demo.make(responses=60, seed=4)
    assert log_of(other) == log_of(app) != log_of(third)


def test_more_items_can_be_made_up(app: Application) -> None:
    known = len(BankCompiler(app.database).active_items())
    made = app.demo.make(items=known + 40, responses=30)
    assert made.items == known + 40
    assert len(BankCompiler(app.database).active_items()) == known + 40
    assert not app.banks.needs_sync()


def test_fewer_items_than_there_are_takes_none_away(app: Application) -> None:
    known = len(BankCompiler(app.database).active_items())
    assert app.demo.make(items=1, responses=0).items == known


def test_a_folder_that_is_in_use_is_left_alone(app: Application, learner_id: str) -> None:
    with pytest.raises(UserError, match="has learners already"):
        app.demo.make()
    assert log_of(app) == []


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_made_up_answers_are_right_or_wrong_as_wished(item: Item) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        assert grade(item, made_up_answer(item, rng, is_right=True)).is_right
        assert not grade(item, made_up_answer(item, rng, is_right=False)).is_right
