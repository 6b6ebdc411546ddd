"""Ready-made sets: what there is, how the last run went, and starting one as a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.domain.errors import UserError
from quizapp.domain.question_sets import in_order

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.practice import Practice
    from quizapp.application.studying import StudyClock
    from quizapp.domain.attempts import PassRule
    from quizapp.domain.question_sets import QuestionSet
    from quizapp.storage.set_store import SetStore


@dataclass(frozen=True, slots=True)
class LastTime:
    """The last finished run through a set: its day of study, and what it came to."""

    day: date
    right: int
    total: int
    critical: int
    passed: bool


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A ready-made set, as it is offered.

    Attributes:
        passes: what it takes to pass.
        last: the last finished run, if there is one.
    """

    id: str
    title: str
    questions: int
    passes: PassRule
    last: LastTime | None


class ReadySets:
    """Offers ready-made sets; one of which a question is missing is not offered."""

    def __init__(self, sets: SetStore, practice: Practice, clock: StudyClock) -> None:
        self._sets = sets
        self._practice = practice
        self._clock = clock

    def offered(self, learner_id: str) -> tuple[ReadySet, ...]:
        """Return the sets with how the learner's last run through each ended."""
        return tuple(
            ReadySet(one.id, one.title, len(one.items), one.passes, self._last(learner_id, one))
            for one in in_order(self._sets.sets())
        )

    def start(self, learner_id: str, set_id: str) -> str:
        """Start a run through a set as a test and return its id; an open run is ended early.

        Raises:
            UserError: the set is not offered any more.
        """
        chosen = next((one for one in self._sets.sets() if one.id == set_id), None)
        if chosen is None:
            raise UserError("This set is not there any more.", "Choose another one.")
        spec = QuizSpec(
            items=chosen.items,
            length=None,
            mode=Mode.TEST,
            set_id=chosen.id,
            passes=chosen.passes,
        )
        return self._practice.start(learner_id, spec)

    def _last(self, learner_id: str, chosen: QuestionSet) -> LastTime | None:
        found = self._sets.last_result(learner_id, chosen.id)
        if found is None:
            return None
        return LastTime(
            day=self._clock.calendar.day_of(found.started_at),
            right=found.right,
            total=found.total,
            critical=found.critical,
            passed=chosen.passes.is_met(found.right, found.total, found.critical),
        )
