"""What several use cases need to know about a learner: days, memories and mastery."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.application.today_views import TopicView
from quizapp.domain.mastery import mastery

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from quizapp.domain.days import StudyCalendar
    from quizapp.domain.memory import Memory
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.progress_store import ProgressStore


@dataclass(frozen=True, slots=True)
class StudyClock:
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
        return self.calendar.start_of(self.today() + timedelta(days=1)) - timedelta(microseconds=1)


class TopicReview:
    """Mastery of each topic: one definition for all screens."""

    def __init__(self, banks: BankStore, progress: ProgressStore, clock: StudyClock) -> None:
        self._banks = banks
        self._progress = progress
        self._clock = clock

    def memories_by_topic(self, learner_id: str) -> dict[str, list[Memory]]:
        """Return the memories of active items at their current scoring revision."""
        found: dict[str, list[Memory]] = defaultdict(list)
        for _item, topic, memory in self._progress.memories(learner_id):
            found[topic].append(memory)
        return found

    def topics(self, memories: dict[str, list[Memory]], retention: float) -> tuple[TopicView, ...]:
        """Return all topics with items, and how well each is known now."""
        now = self._clock.now()
        until = self._clock.end_of_today()
        views = []
        for topic, title, items in self._banks.topics():
            known = memories.get(topic, [])
            due = sum(memory.due_at <= until for memory in known)
            views.append(TopicView(topic, title, due, mastery(known, items, now, retention)))
        return tuple(views)


def overall(topics: tuple[TopicView, ...]) -> float:
    """Return the mastery over all topics: each item weighs the same."""
    items = sum(topic.mastery.items for topic in topics)
    if not items:
        return 0.0
    return sum(topic.mastery.share * topic.mastery.items for topic in topics) / items
