"""Practice: what Today shows, and the ways to start a run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.studying import StudyClock, TopicReview, ready_by
from quizapp.application.today_views import (
    FollowUp,
    OpenRun,
    OpenScenario,
    StreakView,
    TodayView,
    TopicView,
)
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.application.run_making import RunMaker
    from quizapp.domain.attempts import QuizSpec
    from quizapp.domain.learners import Learner
    from quizapp.storage.attempt_store import AttemptStore
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.candidate_store import CandidateStore
    from quizapp.storage.learner_store import LearnerStore
    from quizapp.storage.ledger_store import LedgerStore
    from quizapp.storage.progress_store import ProgressStore

QUICK_LENGTH = 5
_USUAL_PACE_MS = 45_000
_MINUTE_MS = 60_000


class PracticeStores(NamedTuple):
    """The stores that practice reads and writes."""

    banks: BankStore
    learners: LearnerStore
    attempts: AttemptStore
    candidates: CandidateStore
    progress: ProgressStore
    ledger: LedgerStore


class Practice:
    """Says what there is to do and starts runs."""

    def __init__(
        self,
        stores: PracticeStores,
        clock: StudyClock,
        new_id: Callable[[], str],
        new_seed: Callable[[], int],
    ) -> None:
        self._stores = stores
        self._clock = clock
        self._new_id = new_id
        self._new_seed = new_seed
        self._topics = TopicReview(stores.banks, stores.progress, clock)

    # What there is ---------------------------------------------------------------------------

    def today(self, learner_id: str) -> TodayView:
        """Return all that Today shows."""
        learner = self._learner(learner_id)
        today = self._clock.today()
        topics = self.topics(learner_id)
        due = sum(topic.due for topic in topics)
        ready = ready_by(self._stores.candidates, self._clock, learner_id, due, today)
        urgent = self._stores.candidates.urgent(learner_id, today)
        days = {day: answers for day, answers, _right in self._stores.progress.days(learner_id)}
        most = max(topics, key=lambda topic: topic.due, default=None)
        return TodayView(
            now=self._clock.calendar.local(self._clock.now()),
            ready=ready,
            ready_minutes=self._minutes(learner_id, ready),
            ready_mostly=most.title if most and most.due > ready - due else "",
            urgent=len(urgent),
            new=self._new_allowance(learner),
            next_due=self._next_due(learner_id),
            answered=days.get(today.isoformat(), 0),
            goal=learner.settings.daily_goal,
            answered_ever=sum(days.values()),
            streak=_streak(days, today) if learner.settings.shows_streak else None,
            topics=topics,
            open_run=self._open_run(learner_id),
            open_scenario=self.open_scenario(learner_id),
            follow_ups=self._follow_ups(learner_id, today),
            has_sets=self._stores.attempts.has_sets(learner_id),
        )

    def topics(self, learner_id: str) -> tuple[TopicView, ...]:
        """Return all topics with how well each is known."""
        retention = self._learner(learner_id).settings.desired_retention
        return self._topics.topics(learner_id, retention)

    def count(self, learner_id: str, spec: QuizSpec) -> int:
        """Return how many items fit a spec, whatever its length."""
        if spec.items:
            return len(self._stores.candidates.by_ids(spec.items))
        return self._stores.candidates.count(
            learner_id, spec.include, self._clock.end_of_today(), spec.topics
        )

    # Starting --------------------------------------------------------------------------------

    def start(self, learner_id: str, spec: QuizSpec) -> str:
        """Start a run and return its id; an open run is ended early, its answers are kept.

        Raises:
            UserError: no item fits.
        """
        return self._runs.run(learner_id, spec)

    def start_review(self, learner_id: str) -> str:
        """Start a run through what is due, after what comes first.

        Raises:
            UserError: nothing is due.
        """
        return self._runs.review(learner_id)

    def start_quick(self, learner_id: str, length: int = QUICK_LENGTH) -> str:
        """Start a short run: what comes first, what is due, new items, the weakest, then any.

        Raises:
            UserError: there are no items at all.
        """
        return self._runs.quick(learner_id, length)

    def start_new(self, learner_id: str) -> str:
        """Start a run through new items, after what comes first.

        It is as long as what is left of the day's allowance, at least five.

        Raises:
            UserError: there are no new items.
        """
        return self._runs.new(learner_id, self._new_allowance(self._learner(learner_id)))

    def start_work(self, learner_id: str, misconception_id: str) -> str:
        """Start a short run on a misconception, which begins with its refutation.

        Some days later Today offers the same again, as long as it is not cleared.

        Raises:
            UserError: no item could give it away.
        """
        return self._runs.work(learner_id, misconception_id)

    def open_scenario(self, learner_id: str) -> OpenScenario | None:
        """Return the open run of a scenario that the learner went on with last, if there is one."""
        found = self._stores.attempts.open_scenario(learner_id)
        return None if found is None else OpenScenario(*found)

    def end_open_run(self, learner_id: str) -> None:
        """End the open run early; its answers are kept."""
        self._stores.attempts.end_open(learner_id)

    def reopen_run(self, attempt_id: str) -> None:
        """Take back that a run was ended early.

        Raises:
            UserError: another one has begun since.
        """
        if not self._stores.attempts.reopen(attempt_id):
            raise UserError(
                "This run cannot be gone on with: another one has begun.",
                "Its answers are kept.",
            )

    # -----------------------------------------------------------------------------------------

    @property
    def _runs(self) -> RunMaker:
        # Today is shown before a run is made: what that takes is imported with the first of them.
        from quizapp.application.run_making import RunMaker

        return RunMaker(self._stores, self._clock, self._new_id, self._new_seed)

    def _learner(self, learner_id: str) -> Learner:
        learner = self._stores.learners.get(learner_id)
        if learner is None:
            raise UserError("This learner is not on this computer any more.", "Choose another one.")
        return learner

    def _open_run(self, learner_id: str) -> OpenRun | None:
        found = self._stores.attempts.open_run(learner_id)
        if found is None:
            return None
        from quizapp.domain.attempts import Mode

        attempt_id, answered, total, mode, set_id = found
        return OpenRun(attempt_id, answered, total, Mode(mode), set_id)

    def _follow_ups(self, learner_id: str, today: date) -> tuple[FollowUp, ...]:
        """Return the misconceptions worked on some days ago and not cleared, the oldest first."""
        worked_on = self._stores.ledger.worked_on(learner_id)
        if not worked_on:
            return ()
        from quizapp.domain.ledger import FOLLOW_UP_DAYS, BeliefState

        latest = today - timedelta(days=FOLLOW_UP_DAYS)
        return tuple(
            FollowUp(misconception_id, name)
            for misconception_id, name, state, started_at in worked_on
            if state != BeliefState.CLEARED
            and self._clock.calendar.day_of(datetime.fromisoformat(started_at)) <= latest
        )

    def _minutes(self, learner_id: str, items: int) -> int:
        pace = self._stores.progress.pace_ms(learner_id) or _USUAL_PACE_MS
        return max(1, round(items * pace / _MINUTE_MS)) if items else 0

    def _next_due(self, learner_id: str) -> tuple[date, int] | None:
        after = self._clock.end_of_today()
        moment = self._stores.candidates.next_due(learner_id, after)
        if moment is None:
            return None
        day = self._clock.calendar.day_of(moment)
        end = self._clock.calendar.start_of(day + timedelta(days=1)) - timedelta(microseconds=1)
        return day, self._stores.progress.count_due(learner_id, after, end)

    def _new_allowance(self, learner: Learner) -> int:
        today = self._clock.today()
        since = self._clock.calendar.start_of(today)
        met = self._stores.candidates.new_today(learner.id, since, today)
        allowed = max(0, learner.settings.new_per_day - met)
        return self._stores.candidates.count_new(learner.id, allowed)


def _streak(days: dict[str, int], today: date) -> StreakView:
    """Return the days in a row up to today, or up to yesterday while today has no answer yet."""
    studied = {date.fromisoformat(day) for day in days}
    day = today if today in studied else today - timedelta(days=1)
    length = 0
    while day in studied:
        length += 1
        day -= timedelta(days=1)
    best = run = 0
    last: date | None = None
    for day in sorted(studied):
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        best = max(best, run)
        last = day
    week = tuple(today - timedelta(days=back) for back in range(6, -1, -1))
    return StreakView(length, best, tuple((day, day in studied) for day in week))
