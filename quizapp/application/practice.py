"""Practice: what Today shows, and what a run consists of."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain

from quizapp.application.studying import StudyClock, TopicReview
from quizapp.application.today_views import OpenRun, StreakView, TodayView, TopicView
from quizapp.domain.attempts import Attempt, AttemptState, Include, Mode, QuizSpec, Slot
from quizapp.domain.errors import UserError
from quizapp.domain.learners import Learner
from quizapp.domain.selection import Candidate, choose, shuffled_option_ids
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankStore
from quizapp.storage.candidate_store import CandidateStore
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.progress_store import ProgressStore

QUICK_LENGTH = 5
_LEAST_NEW = 5
_USUAL_PACE_MS = 45_000
_MINUTE_MS = 60_000
_SPARE = 8
"""So many times the length of a run are looked at first: some items bar others."""


@dataclass(frozen=True, slots=True)
class PracticeStores:
    """The stores that practice reads and writes."""

    banks: BankStore
    learners: LearnerStore
    attempts: AttemptStore
    candidates: CandidateStore
    progress: ProgressStore


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
        urgent = self._stores.candidates.urgent(learner_id, today)
        days = {day: answers for day, answers, _right in self._stores.progress.days(learner_id)}
        most = max(topics, key=lambda topic: topic.due, default=None)
        return TodayView(
            now=self._clock.calendar.local(self._clock.now()),
            due=due,
            due_minutes=self._minutes(learner_id, due),
            due_mostly=most.title if most and most.due else "",
            urgent=len(urgent),
            new=self._new_allowance(learner),
            next_due=self._next_due(learner_id),
            answered=days.get(today.isoformat(), 0),
            goal=learner.settings.daily_goal,
            answered_ever=sum(days.values()),
            streak=_streak(days, today) if learner.settings.shows_streak else None,
            topics=topics,
            open_run=self._open_run(learner_id),
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
        if spec.items:
            wanted = self._stores.candidates.by_ids(spec.items)
            return self._begin(learner_id, spec, [], wanted)
        found = self._wanted(learner_id, spec)
        first = next(found, None)
        if first is None:
            # What comes first would come alone, and it is not what was asked for.
            return self._begin(learner_id, spec, [], [])
        urgent = self._stores.candidates.urgent(learner_id, self._clock.today(), spec.topics)
        return self._begin(learner_id, spec, urgent, chain([first], found))

    def start_review(self, learner_id: str) -> str:
        """Start a run through what is due, after what comes first.

        Raises:
            UserError: nothing is due.
        """
        spec = QuizSpec(include=(Include.DUE,), length=None)
        urgent = self._stores.candidates.urgent(learner_id, self._clock.today())
        return self._begin(learner_id, spec, urgent, self._wanted(learner_id, spec))

    def start_quick(self, learner_id: str, length: int = QUICK_LENGTH) -> str:
        """Start a short run: what comes first, what is due, new items, the weakest, then any.

        Raises:
            UserError: there are no items at all.
        """
        urgent = self._stores.candidates.urgent(learner_id, self._clock.today())
        wanted = self._wanted_quickly(learner_id, length)
        return self._begin(learner_id, QuizSpec(length=length), urgent, wanted)

    def start_new(self, learner_id: str) -> str:
        """Start a run through new items: what is left of the day's allowance, at least five.

        Raises:
            UserError: there are no new items.
        """
        learner = self._learner(learner_id)
        allowance = self._new_allowance(learner)
        spec = QuizSpec(include=(Include.NEW,), length=max(_LEAST_NEW, allowance))
        return self._begin(learner_id, spec, [], self._wanted(learner_id, spec))

    def end_open_run(self, learner_id: str) -> None:
        """End the open run early; its answers are kept."""
        self._stores.attempts.end_open(learner_id)

    # -----------------------------------------------------------------------------------------

    def _learner(self, learner_id: str) -> Learner:
        learner = self._stores.learners.get(learner_id)
        if learner is None:
            raise UserError("This learner is not on this computer any more.", "Choose another one.")
        return learner

    # What follows yields step by step: a short run looks at a few of what may be 100,000 items.

    def _wanted(self, learner_id: str, spec: QuizSpec) -> Iterator[Candidate]:
        """Yield what a spec asks for, most wanted first; where the order is free, shuffled."""
        if not spec.include:
            yield from self._any(spec.topics)
        elif spec.include == (Include.NEW,):
            yield from self._dealt(learner_id, Include.NEW, spec.topics, spec.length)
        else:
            for include in spec.include:
                yield from self._in_order(learner_id, include, spec.topics, spec.length)

    def _wanted_quickly(self, learner_id: str, length: int) -> Iterator[Candidate]:
        yield from self._dealt(learner_id, Include.DUE, (), length)
        yield from self._dealt(learner_id, Include.NEW, (), length)
        weakest = self._stores.progress.weakest(learner_id, length)
        yield from self._stores.candidates.by_ids([item for item, _answers, _right in weakest])
        yield from self._any(())

    def _any(self, topics: Sequence[str]) -> Iterator[Candidate]:
        """Yield all items of the topics, shuffled."""
        ids = self._stores.candidates.active_ids(topics)
        for item_id in _shuffled(ids, random.Random(self._new_seed())):
            yield from self._stores.candidates.by_ids((item_id,))

    def _in_order(
        self, learner_id: str, include: Include, topics: Sequence[str], length: int | None
    ) -> Iterator[Candidate]:
        """Yield the items of one sort, most wanted first."""
        find = partial(
            self._stores.candidates.find, learner_id, include, self._clock.end_of_today(), topics
        )
        enough = None if length is None else length * _SPARE
        found = find(limit=enough)
        yield from found
        if len(found) == enough:
            yield from find()[enough:]

    def _dealt(
        self, learner_id: str, include: Include, topics: Sequence[str], length: int | None
    ) -> Iterator[Candidate]:
        """Yield the items of one sort topic by topic, so that a short run meets several topics.

        Within a topic their order stays; which topic begins depends on the seed.
        """
        names = list(topics) or [topic for topic, _title, _items in self._stores.banks.topics()]
        random.Random(self._new_seed()).shuffle(names)
        streams = [self._in_order(learner_id, include, (topic,), length) for topic in names]
        while streams:
            for stream in list(streams):
                candidate = next(stream, None)
                if candidate is None:
                    streams.remove(stream)
                else:
                    yield candidate

    def _begin(
        self,
        learner_id: str,
        spec: QuizSpec,
        urgent: Iterable[Candidate],
        wanted: Iterable[Candidate],
    ) -> str:
        length = None if spec.items else spec.length
        chosen = choose(urgent, wanted, length, self._stores.banks.cues, self._case)
        seed = self._new_seed()
        slots = self._slots(chosen, seed)
        if not slots:
            raise UserError(
                "No question fits what you chose.", "Choose more topics or include more questions."
            )
        attempt = Attempt(
            id=self._new_id(),
            learner_id=learner_id,
            spec=spec,
            seed=seed,
            slots=slots,
            state=AttemptState.OPEN,
            started_at=self._clock.now(),
        )
        before = self._topics.shares(learner_id, {candidate.topic for candidate in chosen})
        self._stores.attempts.add(attempt, before)
        return attempt.id

    def _case(self, case_id: str) -> list[Candidate]:
        rows = self._stores.banks.case_items(case_id)
        return [Candidate(item_id, topic, case_id) for item_id, topic in rows]

    def _slots(self, chosen: Sequence[Candidate], seed: int) -> tuple[Slot, ...]:
        items = self._stores.banks.items([candidate.item_id for candidate in chosen])
        return tuple(
            Slot(position, item.id, item.rev, shuffled_option_ids(item, seed, position))
            for position, item in enumerate(items)
        )

    def _open_run(self, learner_id: str) -> OpenRun | None:
        found = self._stores.attempts.open_run(learner_id)
        if found is None:
            return None
        attempt_id, answered, total, mode = found
        return OpenRun(attempt_id, answered, total, Mode(mode))

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


def _shuffled(ids: list[str], rng: random.Random) -> Iterator[str]:
    """Yield ids in random order; they are shuffled no further than they are looked at."""
    for place in range(len(ids)):
        other = rng.randrange(place, len(ids))
        ids[place], ids[other] = ids[other], ids[place]
        yield ids[place]


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
