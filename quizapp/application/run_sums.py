"""What a run came to for the learner: when its items come back, and what it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.belief_views import BeliefTurn
from quizapp.application.studying import StudyClock, TopicReview
from quizapp.application.views import TopicMove
from quizapp.domain.ledger import BeliefState

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.quiz_session import SessionStores
    from quizapp.domain.attempts import Attempt, Response


def due_day(stores: SessionStores, clock: StudyClock, response: Response) -> date | None:
    """Return when the item comes back; it does not once it is revised or retired."""
    memory = stores.progress.current_memory(
        response.learner_id, response.item_id, response.rev.scoring
    )
    return clock.calendar.day_of(memory.due_at) if memory else None


def belief_turns(stores: SessionStores, attempt: Attempt) -> tuple[BeliefTurn, ...]:
    """Return the misconceptions that an answer of a run cleared or brought back."""
    if stores.ledger.takes_long(attempt.learner_id):
        # It is being made anew; what turned stands in Progress then.
        return ()
    told = {BeliefState.CLEARED, BeliefState.CAME_BACK}
    turned = [
        (belief, standing.state)
        for belief, standing in sorted(stores.ledger.standings(attempt.learner_id).items())
        if standing.state in told
        and standing.since is not None
        and standing.since.run_id == attempt.id
    ]
    named = ((stores.banks.misconception(belief), state) for belief, state in turned)
    return tuple(BeliefTurn(found.name, state) for found, state in named if found is not None)


def topic_moves(
    stores: SessionStores, clock: StudyClock, attempt: Attempt, topics: set[str]
) -> tuple[TopicMove, ...]:
    """Return the mastery of topics before a run and now."""
    review = TopicReview(stores.banks, stores.progress, clock)
    before = stores.attempts.mastery_before(attempt.id)
    title = stores.banks.topic_title
    return tuple(
        TopicMove(topic, title(topic), before.get(topic, 0.0), share)
        for topic, share in review.shares(attempt.learner_id, topics).items()
    )
