"""Assignments: a set of questions given to a cohort, and what came back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from quizapp.domain.attempts import PassRule
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Item

MOST_ATTEMPTS = 20
MOST_QUESTIONS = 500


class AssignmentMode(StrEnum):
    """What travels with the questions: in practice their answers, in an exam nothing of them."""

    PRACTICE = "practice"
    EXAM = "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """What a trainer asks for.

    Attributes:
        id: the trainer's own name for it; never used for another assignment.
        due_at: until when results are in time; `None` means always.
        attempts: how many runs a learner may hand in, 1 to 20; the best one counts.
        passes: what it takes to pass; `None` where nothing is passed or failed.
    """

    id: str
    title: str
    mode: AssignmentMode
    due_at: datetime | None = None
    attempts: int = 1
    passes: PassRule | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.attempts <= MOST_ATTEMPTS:
            raise ValueError(f"attempts lie between 1 and {MOST_ATTEMPTS}")

    def is_late(self, received_at: datetime) -> bool:
        """Return whether a result received at a moment is late."""
        return self.due_at is not None and received_at > self.due_at


@dataclass(frozen=True, slots=True)
class Member:
    """A learner of a cohort. The id is opaque and travels; name and reference never do.

    Attributes:
        reference: how the trainer's own lists know the learner; may be empty.
    """

    id: str
    name: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedResult:
    """A result that was taken in.

    Attributes:
        number: which of the learner's attempts it is, in the order they came.
        revision: how often the learner has handed this attempt in, from 1.
        claimed_at: when the learner's clock said that it was handed in.
        received_at: when the trainer received it; lateness is judged by this alone.
        grades: one a question, in the order of the assignment.
    """

    member_id: str
    number: int
    revision: int
    claimed_at: datetime
    received_at: datetime
    is_late: bool
    grades: tuple[Grade, ...]

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum(grade.is_right for grade in self.grades)

    @property
    def points(self) -> float:
        """The sum of the points."""
        return sum(grade.points for grade in self.grades)

    @property
    def critical(self) -> int:
        """How many answers would have harmed somebody."""
        return sum(grade.critical_error for grade in self.grades)

    def passed(self, rule: PassRule | None) -> bool | None:
        """Return whether it passes; `None` where nothing is passed or failed."""
        return None if rule is None else rule.is_met(self.right, len(self.grades), self.critical)


@dataclass(frozen=True, slots=True)
class LearnerScore:
    """What came back from one learner: the attempts, each at its last revision, and the best."""

    member: Member
    attempts: tuple[MarkedResult, ...]
    best: MarkedResult | None


def scores_of(
    members: Sequence[Member], results: Sequence[MarkedResult], rule: PassRule | None
) -> tuple[LearnerScore, ...]:
    """Return what came back from each learner, in the order of `members`.

    Of an attempt the last revision counts. Of several attempts the best one counts: one in time
    before a late one, one that passes before one that does not, then the one with more right
    answers, more points, fewer critical errors, and the earlier one.
    """
    last: dict[str, dict[int, MarkedResult]] = {}
    for result in sorted(results, key=lambda one: (one.number, one.revision)):
        last.setdefault(result.member_id, {})[result.number] = result
    scores = []
    for member in members:
        attempts = tuple(last.get(member.id, {}).values())
        best = max(attempts, key=lambda one: _rank(one, rule), default=None)
        scores.append(LearnerScore(member, attempts, best))
    return tuple(scores)


def joined_results(
    results: Sequence[MarkedResult], doubles: Mapping[str, str]
) -> tuple[MarkedResult, ...]:
    """Return results with those of doubles under the member whom they turned out to be.

    The attempts of such a member are numbered anew, in the order in which they were received.

    Args:
        results: as they were taken in, with an attempt of each member under one number.
        doubles: by the id of a member the id of whom they turned out to be.
    """
    if not doubles:
        return tuple(results)
    people = {*doubles.values()}
    order: dict[tuple[str, int], datetime] = {}
    for one in results:
        attempt = one.member_id, one.number
        order[attempt] = min(order.get(attempt, one.received_at), one.received_at)
    numbers: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    for member_id, number in sorted(order, key=lambda one: (order[one], one)):
        person = doubles.get(member_id, member_id)
        counts[person] = counts.get(person, 0) + 1
        numbers[member_id, number] = counts[person] if person in people else number
    return tuple(
        replace(
            one,
            member_id=doubles.get(one.member_id, one.member_id),
            number=numbers[one.member_id, one.number],
        )
        for one in results
    )


def _rank(result: MarkedResult, rule: PassRule | None) -> tuple[bool, bool, int, float, int, int]:
    passed = bool(result.passed(rule))
    return (
        not result.is_late,
        passed,
        result.right,
        result.points,
        -result.critical,
        -result.number,
    )


def shipped_among(items: Sequence[Item], shipped: Sequence[Item]) -> tuple[Item, ...]:
    """Return those items whose answers every learner has: by id, or by the words of the stem."""
    ids = {item.id for item in shipped}
    stems = {plain_stem(item.stem) for item in shipped}
    return tuple(item for item in items if item.id in ids or plain_stem(item.stem) in stems)


def plain_stem(stem: str) -> str:
    """Return the words of a stem, so that differences of case and space do not count."""
    return " ".join(stem.casefold().split())
