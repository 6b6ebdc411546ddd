"""A process killed in the middle of answering loses no answer that it said was saved."""

from __future__ import annotations

import json
import random
from collections.abc import Callable

import pytest

from quizapp.bootstrap import Application, Environment
from quizapp.domain.answers import answer_to_json
from quizapp.storage.progress_store import ProgressStore
from quizapp.storage.scenario_store import ScenarioStore
from tests.reliability.killing import killed
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.application.steps import finish

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

KILLS = 30
SCENARIO_KILLS = 10


def test_thirty_kills_lose_no_answer_and_the_run_goes_on(
    app: Application, open_app: Callable[..., Application], learner_id: str
) -> None:
    app.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(KILLS):
        after_s = rng.uniform(0, 0.04)
        said += killed(app.data_dir, learner_id, seed, after_s)
    again = open_app(env=Environment())
    stored = {
        (response.attempt_id, response.position): response.answer
        for response, _at in ProgressStore(again.database).responses_of_learner(learner_id)
    }
    for attempt_id, position, answer in map(json.loads, said):
        saved = stored[attempt_id, position]
        assert saved is not None
        assert answer_to_json(saved) == answer
    # At each kill one more may have been saved that there was no time to say.
    assert KILLS <= len(said) <= len(stored) <= len(said) + KILLS
    assert again.database.row("PRAGMA integrity_check") == ("ok",)
    assert_all_goes_on(again, learner_id, len(stored))


def test_kills_in_the_middle_of_scenarios_lose_no_action_and_the_run_goes_on(
    app: Application, open_app: Callable[..., Application], learner_id: str
) -> None:
    served_scenario(app)
    app.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(SCENARIO_KILLS):
        said += killed(app.data_dir, learner_id, seed, rng.uniform(0, 0.04), "playing")
    again = open_app(env=Environment())
    runs = {run.id: run for run in ScenarioStore(again.database).runs(learner_id)}
    for run_id, position, action in map(json.loads, said):
        assert runs[run_id].actions[position] == action
    stored = sum(len(run.steps) for run in runs.values())
    assert SCENARIO_KILLS <= len(said) <= stored <= len(said) + SCENARIO_KILLS
    for run in runs.values():
        session = again.scenarios.open(run.id)
        while not (view := session.scene()).is_end:
            session.act(view.actions[0].id, 0)
        assert len(session.summary().path) >= len(run.steps)
    assert len(again.scenarios.history(learner_id)) == len(runs)
    assert again.practice.open_scenario(learner_id) is None
    assert again.database.row("PRAGMA integrity_check") == ("ok",)


def assert_all_goes_on(app: Application, learner_id: str, answers: int) -> None:
    """Go on with the run that was killed, and rebuild: nothing derived is out of step."""
    today = app.practice.today(learner_id)
    assert today.answered_ever == answers
    tables = ("memory", "item_total", "day_total")
    before = [app.database.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in tables]
    assert app.rebuilding.rebuild() == answers
    after = [app.database.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in tables]
    assert after[0] == before[0]
    assert [len(rows) for rows in after] == [len(rows) for rows in before]
    if today.open_run is not None:
        session = app.sessions.open(today.open_run.attempt_id)
        question = session.question()
        assert question is not None
        assert question.position == today.open_run.answered
        finish(session)
        assert session.summary().total == today.open_run.total
