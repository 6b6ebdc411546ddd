"""Regrading: marks worked out anew after a key was mended or a question turned out to be bad.

Nothing is marked by hand. For a question the trainer chooses one of three treatments, and every
answer to it, whoever gave it, is marked by that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import compress
from typing import TYPE_CHECKING

from quizapp.domain.grading import Grade, grade
from quizapp.domain.part_items import Matching, Numeric

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import LearnerScore, MarkedResult, Member
    from quizapp.domain.attempts import PassRule
    from quizapp.domain.items import Item

LONGEST_REASON = 500

_DIGITS = 9


class Treatment(StrEnum):
    """How the answers to a question are marked."""

    KEY = "by its key"
    FULL_MARKS = "full marks for everybody"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Mending:
    """What a trainer decides about one question of an assignment.

    Attributes:
        item: the question with its mended key; `None` where the key stays as it is.
    """

    item_id: str
    treatment: Treatment
    item: Item | None = None


def after_mending(
    items: Sequence[Item], mendings: Iterable[Mending]
) -> tuple[tuple[Item, ...], dict[str, Treatment]]:
    """Return questions with their mended keys, and the treatments of those that have another one.

    Args:
        items: as they were sent first.
        mendings: all there were, the first one first; the last one of a question counts.
    """
    mended = {item.id: item for item in items}
    treatments: dict[str, Treatment] = {}
    for one in mendings:
        treatments[one.item_id] = one.treatment
        if one.item is not None:
            mended[one.item_id] = one.item
    for item_id in [key for key, one in treatments.items() if one is Treatment.KEY]:
        del treatments[item_id]
    return tuple(mended[item.id] for item in items), treatments


def misfit(sent: Item, mended: Item) -> str:
    """Return why answers to a question that was sent cannot be marked by a mended one.

    The answers name what was chosen by its id, and terms of a matching question by their place.
    Which of them is right, harmful or stands for which belief may change.

    Returns:
        The reason as the end of a sentence about the question; nothing where it fits.
    """
    if sent.kind != mended.kind:
        return f"is of the kind {mended.kind}, and was sent as {sent.kind}"
    for old, new in zip(sent.part_ids, mended.part_ids, strict=True):
        lost, gained = (
            ", ".join(sorted(set(old) - set(new))),
            ", ".join(sorted(set(new) - set(old))),
        )
        if lost or gained:
            said = (
                f"lacks {lost}" if lost else "",
                f"has {gained}, which was not sent" if gained else "",
            )
            return " and ".join(filter(None, said))
    if _left(sent) != _left(mended):
        return "has other terms to match, or has them in another order"
    if _unit(sent) != _unit(mended):
        return f"asks for {_unit(mended)}, and was sent asking for {_unit(sent)}"
    return ""


def _left(item: Item) -> list[str]:
    return [term.id for term in item.left] if isinstance(item, Matching) else []


def _unit(item: Item) -> str:
    return item.answer.unit if isinstance(item, Numeric) else ""


def marked(item: Item, treatment: Treatment, answer: Answer | None) -> Grade:
    """Grade an answer. Full marks go to whoever left it open, too, and clear a critical error.

    What is left out is graded by its key all the same, so that it can be brought back.
    """
    if treatment is Treatment.FULL_MARKS:
        return Grade(points=1.0)
    return grade(item, answer)


def regraded(
    result: MarkedResult, items: Sequence[Item], treatments: Mapping[str, Treatment]
) -> MarkedResult:
    """Return a result with new marks for the questions that have a new treatment.

    Args:
        result: with the marks of all questions that were sent.
        items: all questions that were sent, with their mended keys.
        treatments: by question, those that are marked anew; the marks of others stay.
    """
    grades = tuple(
        marked(item, treatments[item.id], answer) if item.id in treatments else old
        for item, answer, old in zip(items, result.answers, result.grades, strict=True)
    )
    return replace(result, grades=grades)


def without(
    result: MarkedResult, item_ids: Sequence[str], left_out: AbstractSet[str]
) -> MarkedResult:
    """Return a result of those questions alone that are not left out.

    Args:
        result: with all questions that were sent; `item_ids` names them.
        item_ids: in the order of the assignment.
        left_out: ids of the questions to leave out.
    """
    if not left_out:
        return result
    stays = [item_id not in left_out for item_id in item_ids]
    return replace(
        result,
        grades=tuple(compress(result.grades, stays)),
        topics=tuple(compress(result.topics, stays)),
        answers=tuple(compress(result.answers, stays)),
        confidences=tuple(compress(result.confidences, stays)),
        times_ms=tuple(compress(result.times_ms, stays)),
    )


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """What a regrade does to a learner who has handed in: the attempt that counts, and before."""

    member: Member
    before: MarkedResult
    after: MarkedResult
    passed_before: bool | None
    passed_after: bool | None

    @property
    def share(self) -> float:
        """How much the share of points of all that counts has changed, from -1 to 1."""
        # The same parts of points may differ in the last bit when they are added up.
        return round(_share(self.after) - _share(self.before), _DIGITS)

    @property
    def is_none(self) -> bool:
        """Whether the share, the critical errors and passing stay as they were."""
        critical = self.after.critical - self.before.critical
        return not (self.share or critical) and self.passed_before == self.passed_after


def _share(result: MarkedResult) -> float:
    return result.points / len(result.grades)


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """What a regrade does to one question, over the attempts that count before it.

    A question that is left out has no points.

    Attributes:
        treatment: how it is marked from now on.
        answers: how many attempts there are.
        gain: in how many of them it gets more points than before; `lose`: fewer.
        right_before: in how many it was right; `right_after`: is right now.
    """

    item_id: str
    treatment: Treatment
    answers: int
    gain: int
    lose: int
    right_before: int
    right_after: int

    @property
    def is_left_out(self) -> bool:
        """Whether it counts for nobody from now on, so that nobody gains or loses by it."""
        return self.treatment is Treatment.LEFT_OUT


def question_change(
    item_id: str, treatment: Treatment, grades: Iterable[tuple[Grade | None, Grade | None]]
) -> QuestionChange:
    """Return what a regrade does to a question.

    Args:
        item_id: the question.
        treatment: how it is marked from now on.
        grades: its grade before and after in each attempt; `None` while it is left out.
    """
    pairs = [(old or _NOTHING, new or _NOTHING) for old, new in grades]
    return QuestionChange(
        item_id,
        treatment,
        len(pairs),
        sum(new.points > old.points for old, new in pairs),
        sum(new.points < old.points for old, new in pairs),
        sum(old.is_right for old, _ in pairs),
        sum(new.is_right for _, new in pairs),
    )


_NOTHING = Grade(points=0.0)


def score_changes(
    before: Sequence[LearnerScore], after: Sequence[LearnerScore], rule: PassRule | None
) -> tuple[ScoreChange, ...]:
    """Return what changes for the learners who have handed in, in the order of `before`."""
    return tuple(
        ScoreChange(old.member, old.best, new.best, old.best.passed(rule), new.best.passed(rule))
        for old, new in zip(before, after, strict=True)
        if old.best is not None and new.best is not None
    )
