"""Answers to practice sets that also count in the learner's own progress.

An answer counts where the learner's own questions hold the very question, and as soon as the
learner may know what was right. It then stands in the log as any other answer does, under a run
that belongs to the attempt at the set: once, however often it is looked at or imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.answers import PathAnswer
from quizapp.domain.attempts import Attempt, AttemptState, Mode, QuizSpec, Response, Slot
from quizapp.domain.grading import graded
from quizapp.domain.regrading import misfit
from quizapp.domain.scenario_items import ScenarioItem
from quizapp.domain.scenario_runs import RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import replay
from quizapp.domain.sheets import own_answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from quizapp.application.studying import StudyClock
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders
    from quizapp.domain.sittings import Place, Sitting
    from quizapp.storage.attempt_store import AttemptStore
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.learner_store import LearnerStore
    from quizapp.storage.progress_store import ProgressStore
    from quizapp.storage.scenario_store import ScenarioStore


@dataclass(frozen=True, slots=True)
class OwnStores:
    """Where the learner's own progress is kept."""

    attempts: AttemptStore
    banks: BankStore
    learners: LearnerStore
    progress: ProgressStore
    scenarios: ScenarioStore


class Sat(NamedTuple):
    """An attempt at a practice set.

    Attributes:
        learner_id: whose.
        items: the questions of the sheet, each with the orders in which its parts are shown.
        at_once: what is right is shown after each answer.
    """

    learner_id: str
    sitting: Sitting
    items: Sequence[tuple[Item, Orders]]
    at_once: bool


class OwnProgress:
    """Counts answers to practice sets in the log of their learner."""

    def __init__(self, stores: OwnStores, clock: StudyClock) -> None:
        self._stores = stores
        self._clock = clock

    def count(
        self, sat: Sat, places: Sequence[Place], positions: Iterable[int], at: datetime
    ) -> None:
        """Count answers, within a transaction that is under way; again changes nothing.

        Args:
            sat: the attempt.
            places: what is known of each of its questions.
            positions: of the questions whose answers stand and may be known to be right or not.
            at: when they were given, or handed in.

        Raises:
            DatabaseProblem: it could not be saved.
        """
        for position in positions:
            answer = places[position].answer
            item, _ = sat.items[position]
            if isinstance(item, ScenarioItem):
                if isinstance(answer, PathAnswer):
                    self._count_run(sat, position, places[position], at)
            elif answer is not None:
                self._count_answer(sat, position, places[position], at)

    def counted(self, sat: Sat) -> int:
        """Return how many answers of an attempt count."""
        told = len(self._stores.progress.responses_of_attempt(_attempt_id(sat)))
        runs = (
            self._stores.scenarios.run(_run_id(sat, position))
            for position, (item, _) in enumerate(sat.items)
            if isinstance(item, ScenarioItem)
        )
        return told + sum(run is not None for run in runs)

    # Questions -------------------------------------------------------------------------------

    def _count_answer(self, sat: Sat, position: int, place: Place, at: datetime) -> None:
        sent, orders = sat.items[position]
        item = self._own(sent)
        learner = self._stores.learners.get(sat.learner_id)
        if item is None:
            return
        assert learner is not None
        # Only answers need what plans the next review.
        from quizapp.domain.scheduling import ReviewScheduler

        answer = own_answer(sent, orders, place.answer)
        self._begin(sat)
        response = Response(
            attempt_id=_attempt_id(sat),
            position=_slot_of(sat, position),
            learner_id=sat.learner_id,
            **graded(item, answer),
            confidence=place.confidence,
            elapsed_ms=place.elapsed_ms,
            answered_at=at,
            day=self._clock.calendar.day_of(at).isoformat(),
            retention=learner.settings.desired_retention,
        )
        self._stores.progress.record(response, ReviewScheduler(self._clock.calendar))

    def _own(self, sent: Item) -> Item | None:
        """Return the question as the learner's own banks hold it, if they hold the very one."""
        banks = self._stores.banks
        own = banks.item(sent.id)
        if own is None or own.rev != sent.rev or banks.is_retired(sent.id) or misfit(sent, own):
            return None
        return own

    def _begin(self, sat: Sat) -> None:
        """Add the run that the answers stand under, unless it is there.

        Its slots are told by the set alone, so that it is the same run on every computer.
        """
        if self._stores.attempts.get(_attempt_id(sat)) is not None:
            return
        asked = [one for one in sat.items if not isinstance(one[0], ScenarioItem)]
        slots = tuple(
            Slot(number, item.id, item.rev, tuple(tuple(order) for order in orders))
            for number, (item, orders) in enumerate(asked)
        )
        attempt = Attempt(
            id=_attempt_id(sat),
            learner_id=sat.learner_id,
            spec=QuizSpec(
                length=None,
                mode=Mode.LEARN if sat.at_once else Mode.TEST,
                items=tuple(slot.item_id for slot in slots),
            ),
            seed=0,
            slots=slots,
            state=AttemptState.FINISHED,
            started_at=sat.sitting.started_at,
        )
        self._stores.attempts.insert(attempt, {})

    # Scenarios -------------------------------------------------------------------------------

    def _count_run(self, sat: Sat, position: int, place: Place, at: datetime) -> None:
        item = sat.items[position][0]
        answer = place.answer
        assert isinstance(item, ScenarioItem)
        assert isinstance(answer, PathAnswer)
        served = self._stores.scenarios.find(item.id)
        if served is None or served.scenario != item.scenario:
            return
        moments = replay(item.scenario, answer.actions)
        each_ms = place.elapsed_ms // len(answer.actions)
        run = ScenarioRun(
            id=_run_id(sat, position),
            learner_id=sat.learner_id,
            scenario_id=item.id,
            version=served.version,
            seed=position,
            state=RunState.FINISHED if answer.ended else RunState.LEFT,
            started_at=sat.sitting.started_at,
            ended_at=at if answer.ended else None,
            steps=tuple(
                RunStep(
                    position=number,
                    scene=before.scene,
                    action=action,
                    at_s=after.at_s,
                    ms=each_ms,
                    acted_at=at,
                    day=self._clock.calendar.day_of(at).isoformat(),
                )
                for number, (action, before, after) in enumerate(
                    zip(answer.actions, moments, moments[1:], strict=False)
                )
            ),
        )
        self._stores.scenarios.take_in(run)


def _attempt_id(sat: Sat) -> str:
    return own_attempt_id(sat.sitting.id)


def _run_id(sat: Sat, position: int) -> str:
    return own_run_id(sat.sitting.id, position)


def own_attempt_id(sitting_id: str) -> str:
    """Return the id of the run under which answers of an attempt at a set count."""
    return f"{sitting_id}-own"


def own_run_id(sitting_id: str, position: int) -> str:
    """Return the id of the run as which a scenario of an attempt at a set counts."""
    return f"{sitting_id}-own-{position}"


def _slot_of(sat: Sat, position: int) -> int:
    """Return the place of a question among those that are no scenarios."""
    before = sat.items[:position]
    return sum(not isinstance(item, ScenarioItem) for item, _ in before)
