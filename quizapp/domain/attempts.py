"""Attempts: a whole run through a number of items, and the responses given in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from quizapp.domain.answers import Answer
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Revision


class Mode(StrEnum):
    """When feedback is given: after each answer, or at the end."""

    LEARN = "learn"
    TEST = "test"


class Include(StrEnum):
    """Which items a run may draw from."""

    DUE = "due"
    NEW = "new"
    MISSED = "missed"
    FLAGGED = "flagged"
    LOW_CONFIDENCE = "low_confidence"


class AttemptState(StrEnum):
    """Open attempts can be gone on with; the answers of ended ones are kept all the same."""

    OPEN = "open"
    FINISHED = "finished"
    ENDED_EARLY = "ended_early"


@dataclass(frozen=True, slots=True)
class PassRule:
    """What it takes to pass: a share of right answers from 0 to 1, and perhaps no harmful one.

    Attributes:
        topics: by topic id, the share of right answers that this topic alone takes.
    """

    score: float
    no_critical_error: bool
    topics: tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        if not all(0 <= share <= 1 for share in (self.score, *dict(self.topics).values())):
            raise ValueError("the share of right answers lies between 0 and 1")

    def needed(self, total: int) -> int:
        """Return how many of `total` answers must be right."""
        return _needed(self.score, total)

    def topics_needed(self, totals: Mapping[str, int]) -> dict[str, int]:
        """Return how many answers must be right in each topic with a condition of its own.

        Args:
            totals: by topic, how many questions there were; a condition on a topic without
                questions counts for nothing.
        """
        return {
            topic: _needed(share, totals[topic]) for topic, share in self.topics if topic in totals
        }

    def topics_met(self, counts: Mapping[str, tuple[int, int]]) -> bool:
        """Return whether each topic with a condition of its own passes.

        Args:
            counts: by topic, how many answers were right and how many questions there were.
        """
        needed = self.topics_needed({topic: total for topic, (_, total) in counts.items()})
        return all(counts[topic][0] >= least for topic, least in needed.items())

    def is_met(self, right: int, total: int, critical: int) -> bool:
        """Return whether a run passes.

        Args:
            right: how many answers were right.
            total: how many questions there were.
            critical: how many answers would have harmed somebody.
        """
        return right >= self.needed(total) and not (self.no_critical_error and critical)


_ROUNDING = 1e-9


def _needed(share: float, total: int) -> int:
    return ceil(share * total - _ROUNDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizSpec:
    """What a learner asks for.

    Attributes:
        topics: topic ids; empty means all.
        include: what to draw from; empty means everything active.
        length: how many items at most; `None` means all that are found.
        mode: when feedback is given.
        time_limit_s: seconds for the whole run before extra time, or `None`.
        extra_time: factor on the limit: 1, 1.25, 1.5 or 2.
        items: when given, exactly these items, in an order that suits (practise the misses).
        set_id: the ready-made set that the items are, or an empty string.
        passes: what it takes to pass; `None` where nothing is passed or failed.
        misconception: the id of one to work on: the run begins with its refutation and draws
            from the items that could give it away; empty for any other run.
    """

    topics: tuple[str, ...] = ()
    include: tuple[Include, ...] = ()
    length: int | None = 10
    mode: Mode = Mode.LEARN
    time_limit_s: int | None = None
    extra_time: float = 1.0
    items: tuple[str, ...] = ()
    set_id: str = ""
    passes: PassRule | None = None
    misconception: str = ""

    def __post_init__(self) -> None:
        if self.length is not None and self.length < 1:
            raise ValueError("a run has at least one item")
        if self.time_limit_s is not None and self.time_limit_s < 1:
            raise ValueError("a time limit is at least a second")
        if not 1.0 <= self.extra_time <= 4.0:
            raise ValueError("extra time is a factor from 1 to 4")

    @property
    def allowed_ms(self) -> int | None:
        """The time limit with extra time, in milliseconds."""
        if self.time_limit_s is None:
            return None
        return round(self.time_limit_s * self.extra_time * 1000)


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in an attempt: the item, its revision, and its options in the order shown."""

    position: int
    item_id: str
    rev: Revision
    option_orders: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A run: its slots were settled, with a recorded seed, when it began.

    `active_ms` is the time that the questions were on screen and not yet answered, carried over
    when the learner leaves in the middle.
    """

    id: str
    learner_id: str
    spec: QuizSpec
    seed: int
    slots: tuple[Slot, ...]
    state: AttemptState
    started_at: datetime
    active_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One answer in the log, which is append-only and the truth.

    Attributes:
        answer: `None` when the time ran out.
        elapsed_ms: from showing the question to the answer.
        answered_at: what the clock said, UTC.
        day: the local day of study (it starts at 04:00), as YYYY-MM-DD.
        retention: the desired retention in force, which sets the next interval.
    """

    attempt_id: str
    position: int
    learner_id: str
    item_id: str
    topic: str
    kind: str
    rev: Revision
    answer: Answer | None
    grade: Grade
    confidence: Confidence | None
    elapsed_ms: int
    answered_at: datetime
    day: str
    retention: float
