"""What several use cases need to know about a learner: days, memories and mastery."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.today_views import TopicView
from quizapp.domain.mastery import mastery, share

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator
    from datetime import date, datetime

    from quizapp.domain.days import StudyCalendar
    from quizapp.domain.mastery import Traces
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.candidate_store import CandidateStore
    from quizapp.storage.progress_store import ProgressStore


class StudyClock(NamedTuple):
    """The clock and the calendar, together.

    Attributes:
        now: gives the moment, aware, UTC.
        calendar: turns moments into days of study.
    """

    now: Callable[[], datetime]
    calendar: StudyCalendar

    def today(self) -> date:
        """Return the day of study that is now."""
        return self.calendar.day_of(self.now())

    def end_of_today(self) -> datetime:
        """Return the moment, UTC, before which whatever comes back is due today."""
        return self.end_of(self.today())

    def end_of(self, day: date) -> datetime:
        """Return the last moment, UTC, of a day of study."""
        return self.calendar.start_of(day + timedelta(days=1)) - timedelta(microseconds=1)


def ready_by(
    candidates: CandidateStore, clock: StudyClock, learner_id: str, due: int, day: date
) -> int:
    """Return how many items there are to review by a day: one definition for all screens.

    Args:
        candidates: finds what comes first.
        clock: knows when the day ends.
        learner_id: whose.
        due: how many items are due by the end of the day. What comes first in the next run
            without being due, after a critical error or on the learner's wish, is added.
        day: of study, today or later.
    """
    return due + candidates.count_urgent_only(learner_id, day, clock.end_of(day))


class TopicMemories(NamedTuple):
    """What is remembered of a topic: how many items there are, were answered, and are due."""

    title: str
    items: int
    answered: int
    due: int
    traces: Traces


class TopicReview:
    """Mastery of each topic: one definition for all screens."""

    def __init__(self, banks: BankStore, progress: ProgressStore, clock: StudyClock) -> None:
        self._banks = banks
        self._progress = progress
        self._clock = clock

    def memories_by_topic(
        self, learner_id: str, topics: Container[str] | None = None
    ) -> dict[str, TopicMemories]:
        """Return what is remembered now of each topic that has items, or of those asked for."""
        return dict(self._each_topic(learner_id, topics))

    def topics(self, learner_id: str, retention: float) -> tuple[TopicView, ...]:
        """Return all topics with items, and how well each is known now."""
        return topic_views(self._each_topic(learner_id), retention)

    def shares(self, learner_id: str, topics: Container[str]) -> dict[str, float]:
        """Return the share of each of the topics that is known now: the mastery of each."""
        found = self._each_topic(learner_id, topics)
        return {topic: share(known.traces, known.items) for topic, known in found}

    def _each_topic(
        self, learner_id: str, topics: Container[str] | None = None
    ) -> Iterator[tuple[str, TopicMemories]]:
        """Yield one topic after the other: the memories of all may be a hundred thousand."""
        now = self._clock.now()
        until = self._clock.end_of_today()
        for topic, title, items in self._banks.topics():
            if topics is None or topic in topics:
                found = self._progress.memories(learner_id, topic, now, until)
                yield topic, TopicMemories(title, items, *found)


def topic_views(
    memories: Iterable[tuple[str, TopicMemories]], retention: float
) -> tuple[TopicView, ...]:
    """Return how well each topic is known."""
    return tuple(
        TopicView(
            topic,
            known.title,
            known.due,
            mastery(known.traces, known.answered, known.items, retention),
        )
        for topic, known in memories
    )


def overall(topics: tuple[TopicView, ...]) -> float:
    """Return the mastery over all topics: each item weighs the same."""
    items = sum(topic.mastery.items for topic in topics)
    if not items:
        return 0.0
    return sum(topic.mastery.share * topic.mastery.items for topic in topics) / items
