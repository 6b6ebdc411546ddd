"""Making runs: which items they consist of, and in which order."""

from __future__ import annotations

import random
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from quizapp.application.studying import StudyClock, TopicReview
from quizapp.domain.attempts import Attempt, AttemptState, Include, QuizSpec, Slot
from quizapp.domain.errors import UserError
from quizapp.domain.ledger import WORK_LENGTH
from quizapp.domain.selection import Candidate, choose, shuffled_option_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizapp.application.practice import PracticeStores

_LEAST_NEW = 5
_SPARE = 8
"""So many times the length of a run are looked at first: some items bar others."""


class RunMaker:
    """Makes runs and returns their ids; an open run is ended early, its answers are kept."""

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

    def run(self, learner_id: str, spec: QuizSpec) -> str:
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

    def review(self, learner_id: str) -> str:
        """Start a run through what is due, after what comes first.

        Raises:
            UserError: nothing is due.
        """
        spec = QuizSpec(include=(Include.DUE,), length=None)
        urgent = self._stores.candidates.urgent(learner_id, self._clock.today())
        return self._begin(learner_id, spec, urgent, self._wanted(learner_id, spec))

    def quick(self, learner_id: str, length: int) -> str:
        """Start a short run: what comes first, what is due, new items, the weakest, then any.

        Raises:
            UserError: there are no items at all.
        """
        urgent = self._stores.candidates.urgent(learner_id, self._clock.today())
        wanted = self._wanted_quickly(learner_id, length)
        return self._begin(learner_id, QuizSpec(length=length), urgent, wanted)

    def new(self, learner_id: str, allowance: int) -> str:
        """Start a run through new items, after what comes first: the day's allowance, at least five.

        Raises:
            UserError: there are no new items.
        """
        spec = QuizSpec(include=(Include.NEW,), length=max(_LEAST_NEW, allowance))
        return self.run(learner_id, spec)

    def work(self, learner_id: str, misconception_id: str) -> str:
        """Start a short run on a misconception, which begins with its refutation.

        Raises:
            UserError: no item could give it away.
        """
        wanted = self._stores.candidates.for_belief(learner_id, misconception_id)
        if not wanted:
            raise UserError(
                "No question could show whether you hold this belief.", "Choose another one."
            )
        spec = QuizSpec(misconception=misconception_id, length=WORK_LENGTH)
        return self._begin(learner_id, spec, [], wanted)

    # What follows yields step by step: a short run looks at a few of what may be 100,000 items.

    def _wanted(self, learner_id: str, spec: QuizSpec) -> Iterator[Candidate]:
        """Yield what a spec asks for, most wanted first; where the order is free, shuffled."""
        if not spec.include:
            yield from self._any(spec.topics)
        for include in spec.include:
            among = self._dealt if include is Include.NEW else self._in_order
            yield from among(learner_id, include, spec.topics, spec.length)

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


def _shuffled(ids: list[str], rng: random.Random) -> Iterator[str]:
    """Yield ids in random order; they are shuffled no further than they are looked at."""
    for place in range(len(ids)):
        other = rng.randrange(place, len(ids))
        ids[place], ids[other] = ids[other], ids[place]
        yield ids[place]
