"""When an item comes back: FSRS-6, fed with whole days of study."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from fsrs import Card, Rating, Scheduler, State

from quizapp.domain.answer_order import settled_days
from quizapp.domain.confidence import Confidence
from quizapp.domain.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.attempts import Response
    from quizapp.domain.days import StudyCalendar

LOWEST_RETENTION = 0.80
HIGHEST_RETENTION = 0.97
MISSED_INTERVAL = 1
"""Days of study until an item comes back that was not fully right, however well it was known."""


def check_retention(retention: float) -> float:
    """Return `retention` if it lies in 0.80 to 0.97; fsrs itself would accept 1.5 silently.

    Raises:
        ValueError: it does not.
    """
    if not LOWEST_RETENTION <= retention <= HIGHEST_RETENTION:
        raise ValueError(f"desired retention lies between 0.80 and 0.97, not {retention}")
    return retention


def rating_of(*, is_right: bool, confidence: Confidence | None) -> Rating:
    """Grade the answer for FSRS: wrong = Again, right but guessed = Hard, right = Good."""
    if not is_right:
        return Rating.Again
    return Rating.Hard if confidence is Confidence.GUESS else Rating.Good


class ReviewScheduler:
    """Turns a memory and a response into the next memory.

    FSRS counts whole days between reviews by cutting hours off, so an answer at nine in the
    evening and one at eight next morning would count as the same day. It is therefore given noon
    of the day of study in place of the time.

    Without steps of minutes to learn a missed item again, the next day is that step: FSRS alone
    would let one wait for days or weeks that was well known before.
    """

    def __init__(self, calendar: StudyCalendar) -> None:
        self._calendar = calendar
        self._schedulers: dict[float, Scheduler] = {}

    def _scheduler(self, retention: float) -> Scheduler:
        if retention not in self._schedulers:
            self._schedulers[retention] = Scheduler(
                desired_retention=check_retention(retention),
                learning_steps=(),
                relearning_steps=(),
                enable_fuzzing=False,
            )
        return self._schedulers[retention]

    def after(self, memory: Memory | None, response: Response) -> Memory:
        """Return the memory after `response`, whose day is not before that of `memory`.

        A clock that went back is taken as standing still; `anew` looks at all answers then.
        """
        day = date.fromisoformat(response.day)
        answered_at = response.answered_at
        # Without a card id each Card sleeps a millisecond to invent one.
        card = Card(card_id=1, due=_noon(day))
        if memory is not None:
            day = max(day, memory.last_day)
            answered_at = max(answered_at, memory.last_review_at)
            card = Card(
                card_id=1,
                state=State.Review,
                stability=memory.stability,
                difficulty=memory.difficulty,
                due=_noon(day),
                last_review=_noon(memory.last_day),
            )
        right = response.grade.is_right
        rating = rating_of(is_right=right, confidence=response.confidence)
        card, _log = self._scheduler(response.retention).review_card(card, rating, _noon(day))
        assert card.stability is not None
        assert card.difficulty is not None
        interval = max(1, (card.due.date() - day).days) if right else MISSED_INTERVAL
        return Memory(
            stability=card.stability,
            difficulty=card.difficulty,
            due_at=self._calendar.start_of(day + timedelta(days=interval)),
            last_review_at=answered_at,
            last_day=day,
            last_was_right=right,
            last_confidence=response.confidence,
            answers=(memory.answers if memory else 0) + 1,
            right=(memory.right if memory else 0) + right,
            critical_day=_open_critical_day(memory, response, day),
        )

    @staticmethod
    def is_out_of_order(memory: Memory | None, response: Response) -> bool:
        """Return whether a memory has to be made anew from all answers, this one the last.

        It has to be where the days of an item's answers contradict the order of recording.
        """
        if memory is None:
            return False
        return memory.latest_day is not None or date.fromisoformat(response.day) < memory.last_day

    def anew(self, responses: Sequence[Response]) -> Memory:
        """Return the memory after all answers to an item, in the order of recording.

        Where their days contradict that order they are settled first, as `settled_days` says.
        """
        claimed = [date.fromisoformat(response.day) for response in responses]
        memory = None
        for response, own, day in zip(responses, claimed, settled_days(claimed), strict=True):
            moved = response
            if day != own:
                start = self._calendar.start_of(day)
                moved = replace(response, day=day.isoformat(), answered_at=start)
            memory = self.after(memory, moved)
        assert memory is not None
        latest = max(claimed)
        return replace(memory, latest_day=None if latest == memory.last_day else latest)


def _open_critical_day(memory: Memory | None, response: Response, day: date) -> date | None:
    """Return the day of the critical error that stays open after `response`, if any.

    It is closed by answering rightly, not by a guess, on a later day.
    """
    if response.grade.critical_error:
        return day
    before = memory.critical_day if memory else None
    guessed = response.confidence is Confidence.GUESS
    if before is not None and response.grade.is_right and not guessed and day > before:
        return None
    return before


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
