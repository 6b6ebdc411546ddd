"""A process killed in the middle of answering loses no answer that it said was saved."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from quizapp.bootstrap import Application, Environment
from quizapp.domain.answers import answer_to_json
from quizapp.storage.progress_store import ProgressStore
from tests.unit.application.steps import finish

TOP = Path(__file__).parents[2]
KILLS = 30


def killed_while_answering(folder: Path, learner_id: str, seed: int, after_s: float) -> list[str]:
    """Let a process answer for a moment, kill it, and return what it had said was saved."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.reliability.answering", str(folder), learner_id, str(seed)],
        cwd=TOP,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(after_s)
    process.kill()
    rest, errors = process.communicate()
    assert (process.returncode, errors) == (-9, "")
    # A line cut off by the kill was not said to the end.
    return [line for line in (first + rest).split("\n")[:-1] if line]


def test_thirty_kills_lose_no_answer_and_the_run_goes_on(
    app: Application, open_app: Callable[..., Application], learner_id: str
) -> None:
    app.close()
    rng = random.Random(2026)
    said: list[str] = []
    for seed in range(KILLS):
        after_s = rng.uniform(0, 0.04)
        said += killed_while_answering(app.data_dir, learner_id, seed, after_s)
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
