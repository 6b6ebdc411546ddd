"""Assignments: a set of questions given to a cohort, and what came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from quizapp.domain.items import Vignette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from quizapp.domain.answers import Answer
    from quizapp.domain.attempts import PassRule
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Item

MOST_ATTEMPTS = 20
MOST_QUESTIONS = 500
SHORTEST_LIMIT_S = 60
LONGEST_LIMIT_S = 24 * 3600
TIME_FACTORS = (1.0, 1.25, 1.5, 2.0)


class AssignmentMode(StrEnum):
    """What travels with the questions: in practice their answers, in an exam nothing of them."""

    PRACTICE = "practice"
    EXAM = "exam"


class Feedback(StrEnum):
    """When a learner sees what was right: after each answer, on handing in, when it is due, never.

    Only practice sets can show it, for only their answers travel with them.
    """

    AT_ONCE = "at_once"
    AT_END = "at_end"
    AFTER_DUE = "after_due"
    NEVER = "never"


class PlanProblem(ValueError):
    """Two values of a plan that do not go together; `field` is the one to change."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field = field


@dataclass(frozen=True, slots=True)
class Override:
    """What one learner has other than the rest.

    Attributes:
        time_factor: on the time limit: 1, 1.25, 1.5 or 2.
        due_at: a later due date; `None` for that of the others.
        opens_at: another opening; `None` for that of the others.
    """

    member_id: str
    time_factor: float = 1.0
    due_at: datetime | None = None
    opens_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.time_factor not in TIME_FACTORS:
            raise ValueError("extra time is a factor of 1, 1.25, 1.5 or 2")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentPlan:
    """What a trainer asks for.

    Attributes:
        id: the trainer's own name for it; never used for another assignment.
        opens_at: from when it can be answered; `None` means at once.
        due_at: until when results are in time; `None` means always.
        time_limit_s: seconds for an attempt, a minute to a day; `None` for no limit.
        attempts: how many runs a learner may hand in, 1 to 20; the best one counts.
        passes: what it takes to pass; `None` where nothing is passed or failed.
        shuffles_questions: whether each learner gets the questions in an order of chance.
        feedback: when the answers of a practice set are shown; never in an exam.
        overrides: for single learners; at most one each.
        topic_titles: what topics with conditions of their own are called, by id, for learners who
            have no bank that says it.
        shares_file: whether the cohort gets one file, for those who have enrolled and have no
            override; the others get one each, as everybody does without it.

    Raises:
        ValueError: a value lies outside its bounds, or two do not go together.
    """

    id: str
    title: str
    mode: AssignmentMode
    opens_at: datetime | None = None
    due_at: datetime | None = None
    time_limit_s: int | None = None
    attempts: int = 1
    passes: PassRule | None = None
    shuffles_questions: bool = False
    feedback: Feedback = Feedback.NEVER
    overrides: tuple[Override, ...] = ()
    shares_file: bool = False
    topic_titles: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.attempts <= MOST_ATTEMPTS:
            raise ValueError(f"attempts lie between 1 and {MOST_ATTEMPTS}")
        limit = self.time_limit_s
        if limit is not None and not SHORTEST_LIMIT_S <= limit <= LONGEST_LIMIT_S:
            raise ValueError("a time limit lies between a minute and a day")
        _refuse_order(self.opens_at, self.due_at)
        self._refuse_feedback()
        self._refuse_overrides()

    def _refuse_feedback(self) -> None:
        if self.mode is AssignmentMode.EXAM and self.feedback is not Feedback.NEVER:
            raise PlanProblem("feedback", "an exam holds no answers that could be shown")
        if self.feedback is Feedback.AFTER_DUE and self.due_at is None:
            raise PlanProblem("feedback", "feedback after the due date takes a due date")

    def _refuse_overrides(self) -> None:
        if len({one.member_id for one in self.overrides}) < len(self.overrides):
            raise ValueError("a learner has two overrides")
        for one in self.overrides:
            if one.due_at is not None and (self.due_at is None or one.due_at < self.due_at):
                raise ValueError("a due date of one's own is later than that of the others")
            _refuse_order(one.opens_at or self.opens_at, one.due_at or self.due_at)

    def for_member(self, member_id: str) -> AssignmentPlan:
        """Return the plan as it is for one learner, who sees nobody else's overrides.

        The time limit holds the extra time, rounded up to whole seconds.
        """
        own = next((one for one in self.overrides if one.member_id == member_id), None)
        if own is None:
            return replace(self, overrides=())
        limit = self.time_limit_s
        return replace(
            self,
            opens_at=own.opens_at or self.opens_at,
            due_at=own.due_at or self.due_at,
            time_limit_s=limit and min(LONGEST_LIMIT_S, ceil(limit * own.time_factor)),
            overrides=(),
        )

    def own_terms(self, member_id: str) -> Override | None:
        """Return what one learner has other than the rest; `None` for nothing.

        What makes no difference is not in it, such as extra time without a time limit.
        """
        given = next((one for one in self.overrides if one.member_id == member_id), None)
        if given is None:
            return None
        own = Override(
            member_id,
            1.0 if self.time_limit_s is None else given.time_factor,
            None if given.due_at == self.due_at else given.due_at,
            None if given.opens_at == self.opens_at else given.opens_at,
        )
        return None if own == Override(member_id) else own

    @property
    def says_at_once(self) -> bool:
        """Whether what is right is shown after each answer, which then stands."""
        return self.feedback is Feedback.AT_ONCE

    def shows_answers(self, now: datetime) -> bool:
        """Return whether a learner who has handed in may see what was right."""
        if self.feedback is Feedback.AFTER_DUE:
            assert self.due_at is not None
            return now > self.due_at
        return self.feedback is not Feedback.NEVER

    def is_late(self, received_at: datetime, member_id: str = "") -> bool:
        """Return whether a learner's result received at a moment is late."""
        due_at = self.for_member(member_id).due_at
        return due_at is not None and received_at > due_at


def _refuse_order(opens_at: datetime | None, due_at: datetime | None) -> None:
    if opens_at is not None and due_at is not None and opens_at >= due_at:
        raise PlanProblem("due", "it is due before it opens")


@dataclass(frozen=True, slots=True)
class Terms:
    """New terms of a set that went out, as they hold for whoever has it.

    Attributes:
        number: of several, those with the highest number hold.
        opens_at, due_at, time_limit_s: as in a plan, extra time included.
        made_at: when the trainer gave them.
    """

    number: int
    opens_at: datetime | None
    due_at: datetime | None
    time_limit_s: int | None
    made_at: datetime

    def fits(self, plan: AssignmentPlan) -> bool:
        """Return whether they go with a plan."""
        try:
            self.of(plan)
        except ValueError:
            return False
        return True

    def of(self, plan: AssignmentPlan) -> AssignmentPlan:
        """Return a plan with these terms in the place of its own.

        Raises:
            ValueError: they do not go with the plan.
        """
        if (self.time_limit_s is None) != (plan.time_limit_s is None):
            raise ValueError("new terms neither bring a time limit nor take it away")
        return replace(
            plan, opens_at=self.opens_at, due_at=self.due_at, time_limit_s=self.time_limit_s
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A learner of a cohort. The id is opaque and travels; name and reference never do.

    Attributes:
        reference: how the trainer's own lists know the learner; may be empty.
    """

    id: str
    name: str
    reference: str = ""

    @property
    def called(self) -> str:
        """The name with the reference, if there is one, which tells learners of one name apart."""
        return f"{self.name} ({self.reference})" if self.reference else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingRecord:
    """What the learner's computer noted while an attempt was answered. It shows, and proves not.

    Attributes:
        started_at: what the learner's clock said when the attempt began.
        focus_losses: how often another window came to the front.
        away_ms: how long the questions were not in front, in milliseconds.
        clock_jumps: by how many milliseconds the clock was set, on each time; below 0 for back.
    """

    started_at: datetime
    focus_losses: int = 0
    away_ms: int = 0
    clock_jumps: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedResult:
    """A result that was taken in.

    Attributes:
        number: which of the learner's attempts it is, in the order they came.
        revision: how often the learner has handed this attempt in, from 1.
        claimed_at: when the learner's clock said that it was handed in.
        received_at: when the trainer received it; lateness is judged by this alone.
        grades: one a question, in the order of the assignment; so are the following.
        topics: the topic of each question.
        answers: in the ids of the item; `None` where there is none.
        confidences: how sure the learner said to be; `None` where nothing was said.
        times_ms: how long each question was in front, unanswered or answered; `None` where it
            was not measured.
        record: what the learner's computer noted; `None` for answers from a script.
    """

    member_id: str
    number: int
    revision: int
    claimed_at: datetime
    received_at: datetime
    is_late: bool
    grades: tuple[Grade, ...]
    topics: tuple[str, ...] = ()
    answers: tuple[Answer | None, ...] = ()
    confidences: tuple[Confidence | None, ...] = ()
    times_ms: tuple[int | None, ...] = ()
    record: SittingRecord | None = None

    @property
    def right(self) -> int:
        """How many answers were right."""
        return sum([grade.is_right for grade in self.grades])

    @property
    def points(self) -> float:
        """The sum of the points."""
        return sum([grade.points for grade in self.grades])

    @property
    def critical(self) -> int:
        """How many answers would have harmed somebody."""
        return sum([grade.critical_error for grade in self.grades])

    def passed(self, rule: PassRule | None) -> bool | None:
        """Return whether it passes; `None` where nothing is passed or failed."""
        if rule is None:
            return None
        return rule.is_met(self.right, len(self.grades), self.critical) and rule.topics_met(
            self._by_topic() if rule.topics else {}
        )

    def _by_topic(self) -> dict[str, tuple[int, int]]:
        asked = Counter(self.topics)
        right = Counter(
            topic for topic, grade in zip(self.topics, self.grades, strict=True) if grade.is_right
        )
        return {topic: (right[topic], count) for topic, count in asked.items()}


@dataclass(frozen=True, slots=True)
class LearnerScore:
    """What came back from one learner: the attempts, each at its last revision, and the best."""

    member: Member
    attempts: tuple[MarkedResult, ...]
    best: MarkedResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentSummary:
    """An assignment in a line: its cohort, how many were sent a set, and how many handed in."""

    plan: AssignmentPlan
    cohort: str
    made_at: datetime
    learners: int
    handed_in: int


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


def shipped_among(items: Sequence[Item], shipped: Mapping[str, str]) -> tuple[Item, ...]:
    """Return those items whose answers every learner has: by id, or by the words that are asked.

    Args:
        items: the items to look at.
        shipped: the stem of each item that every learner has, after its case, by id.
    """
    known = {plain_words(words) for words in shipped.values()}
    return tuple(item for item in items if item.id in shipped or asked_words(item) in known)


def asked_words(item: Item) -> str:
    """Return what is asked: the stem, after its case, for many cases end in the same question."""
    return plain_words(f"{item.case_text} {item.stem}" if isinstance(item, Vignette) else item.stem)


def plain_words(text: str) -> str:
    """Return the words of a text, so that differences of case and space do not count."""
    return " ".join(text.casefold().split())
