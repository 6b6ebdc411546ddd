"""What saving an answer costs, against raw SQLite with three writes in a transaction."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from benchmarks.data import LARGE, copy_of, opened
from benchmarks.figures import heading, line, percentile, tail
from benchmarks.raw import answer_raw, open_raw
from quizapp.bootstrap import Application
from quizapp.domain.attempts import QuizSpec, Response
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.candidate_store import CandidateStore
from quizapp.storage.progress_store import ProgressStore

ANSWERS = 1000
WARM_UP = 50
GOAL_P50 = 2.0


def measure() -> None:
    heading("Saving an answer and looking up what is due next, with 1,000,000 responses")
    raw = open_raw()
    rng = random.Random(3)
    bare, ours = [], []
    with copy_of(LARGE) as folder, opened(folder) as app:
        answers = made_up_responses(app, ANSWERS + WARM_UP)
        progress, candidates = ProgressStore(app.database), CandidateStore(app.database)
        for response in answers:
            started = perf_counter()
            answer_raw(raw, rng.randrange(LARGE[0]))
            between = perf_counter()
            # The memory before stands for the one after: reckoning it is no part of saving.
            progress.record(response, lambda before, _response: before)
            candidates.next_due(response.learner_id, response.answered_at)
            ended = perf_counter()
            bare.append((between - started) * 1000)
            ours.append((ended - between) * 1000)
    raw.close()
    bare, ours = bare[WARM_UP:], ours[WARM_UP:]
    line("Raw SQLite, three writes", tail(bare), ratio=1.0)
    ratio = percentile(ours, 50) / percentile(bare, 50)
    line("Log, memory, totals", tail(ours), ratio=ratio, goal=GOAL_P50)
    line("The same at p99", "", ratio=percentile(ours, 99) / percentile(bare, 99))


def made_up_responses(app: Application, count: int) -> list[Response]:
    """Return answers to items that were answered before, in a run of their own."""
    learner = app.profiles.learners()[0].id
    log = ProgressStore(app.database).responses_of_learner(learner)
    known = {response.item_id: response for response, _at in (next(log) for _ in range(4 * count))}
    chosen = list(known.values())[:count]
    spec = QuizSpec(items=tuple(response.item_id for response in chosen), length=None)
    run = app.practice.start(learner, spec)
    attempt = AttemptStore(app.database).get(run)
    assert attempt is not None
    now = app.clock.now()
    return [
        replace(
            known[slot.item_id],
            attempt_id=run,
            position=slot.position,
            rev=slot.rev,
            answered_at=now + timedelta(seconds=slot.position),
            day=app.clock.today().isoformat(),
        )
        for slot in attempt.slots
        if slot.item_id in known
    ]
