"""Steps that tests of the ledger take: questions that could show a belief, and answers to them."""

from __future__ import annotations

from dataclasses import replace

from quizapp.application.belief_views import BeliefRow
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import SingleBest
from quizapp.storage.bank_store import BankCompiler
from tests.unit.application.steps import begin, reply, right, tame, wrong

BELIEF = "MC01"
OTHER = "MC02"


def revealing(app: Application, count: int = 4) -> list[SingleBest]:
    """Return items of which alone a wrong answer, harmless, gives `BELIEF` away."""
    app.database.execute("DELETE FROM item_belief")
    made = []
    with app.database.transaction():
        for position, item in enumerate(tame(app)[:count]):
            harmless, key, risky = item.options
            options = (
                replace(harmless, misconception=BELIEF),
                key,
                replace(risky, misconception=OTHER),
            )
            made.append(replace(item, options=options))
            BankCompiler(app.database).save_item(made[-1], position)
    return made


def answer(
    app: Application,
    learner_id: str,
    item: SingleBest,
    how: object = wrong,
    confidence: Confidence | None = Confidence.FAIRLY,
) -> str:
    """Answer one item in a run of its own, and return the id of the run."""
    session = begin(app, learner_id, [item])
    reply(session, how, confidence)
    session.summary()
    return session.attempt_id


def row(app: Application, learner_id: str, belief: str = BELIEF) -> BeliefRow:
    """Return how a belief stands."""
    view = app.ledger.view(learner_id)
    return next(row for row in view.rows if row.misconception.id == belief)


def clear(app: Application, learner_id: str, items: list[SingleBest]) -> None:
    """Answer three items rightly on two days; the clock is the caller's to set afterwards."""
    for item in items[:3]:
        answer(app, learner_id, item, right)
