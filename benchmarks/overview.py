"""What looks at all memories or the whole log: Today, starting a run, summary, Progress.

The yardstick is one pass over a million bare rows with a total for each item, in plain SQL on the
same machine in the same minute. (The graphs of Anki took 1.25 times that where both were there; a
goal of half of them is 0.63 times the yardstick.)
"""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.data import LARGE, copy_of, opened
from benchmarks.figures import heading, line, repeated
from benchmarks.raw import open_raw
from quizapp.application.demo_data import made_up_answer
from quizapp.application.views import SummaryView
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Include, QuizSpec

ROUNDS = 5
GOAL = 0.63


def measure() -> None:
    heading("With 100,000 items, as many memories and 1,000,000 responses")
    with copy_of(LARGE) as folder, opened(folder) as app:
        learner = app.profiles.learners()[0].id
        yardstick = _yardstick()
        line("A total for each item over the log, raw SQL", f"{yardstick:.0f} ms", ratio=1.0)
        acts = {
            "Today": lambda: app.practice.today(learner),
            "Progress": lambda: app.progress.view(learner),
            "Misconceptions": lambda: app.ledger.view(learner),
            "Starting 5 quick questions": lambda: app.practice.start_quick(learner),
            "Starting 20 of any": lambda: app.practice.start(learner, QuizSpec(length=20)),
            "Starting 10 new ones": lambda: app.practice.start(
                learner, QuizSpec(include=(Include.NEW, Include.MISSED))
            ),
            "Summary of a run": _summary_of(app, learner),
            "Opening a run": _opening_of(app, learner),
        }
        for name, act in acts.items():
            took = repeated(act, ROUNDS)
            line(name, f"{took:.0f} ms", ratio=took / yardstick, goal=GOAL)


def _yardstick() -> float:
    raw = open_raw()
    sql = "SELECT item, count(*), sum(points = 1), sum(ms) FROM response GROUP BY item"
    took = repeated(lambda: raw.execute(sql).fetchall(), ROUNDS)
    raw.close()
    return took


def _summary_of(app: Application, learner: str) -> Callable[[], SummaryView]:
    session = app.sessions.open(app.practice.start(learner, QuizSpec(length=10)))
    rng = random.Random(1)
    while (question := session.question()) is not None:
        session.answer(made_up_answer(question.item, rng, is_right=rng.random() < 0.7), None, 1000)
    return session.summary


def _opening_of(app: Application, learner: str) -> Callable[[], object]:
    attempt = app.practice.start(learner, QuizSpec(length=20))
    return lambda: app.sessions.open(attempt)
