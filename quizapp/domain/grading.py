"""Grading: from an item and an answer to points, by one rule a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, TypeVar

from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.items import (
    Item,
    MultipleResponse,
    Option,
    Revision,
    SingleBest,
    TrueFalseReason,
    TwoTier,
    Vignette,
)
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering, Region

RULE_VERSION = 1
"""Raised when a rule changes what an answer is worth; stored with each response."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What an answer is worth.

    Attributes:
        points: 0 to 1; only 1 counts as right.
        critical_error: a chosen option or reason would have harmed somebody. It does not change
            the points and is counted apart.
        misconceptions: ids of the beliefs that the chosen wrong options give away.
        rule_version: the version of the rules that gave these points.
    """

    points: float
    critical_error: bool = False
    misconceptions: tuple[str, ...] = ()
    rule_version: int = RULE_VERSION

    def __post_init__(self) -> None:
        if not 0.0 <= self.points <= 1.0:
            raise ValueError("points lie between 0 and 1")

    @property
    def is_right(self) -> bool:
        """Whether the answer counts as right: full points only."""
        return self.points == 1.0


def grade(item: Item, answer: Answer | None) -> Grade:
    """Grade an answer; `None` (the time ran out) is worth nothing and is no critical error.

    Raises:
        ValueError: the answer names an option that the item has not, or is of another kind.
    """
    if answer is None:
        return Grade(points=0.0)
    return _RULES[item.kind](item, answer)


class Graded(TypedDict):
    """What the log keeps of a question that was answered, under the names of a `Response`."""

    item_id: str
    topic: str
    kind: str
    rev: Revision
    answer: Answer | None
    grade: Grade


def graded(item: Item, answer: Answer | None) -> Graded:
    """Return what the log keeps of a question and the answer to it; raises what `grade` raises."""
    return {
        "item_id": item.id,
        "topic": item.topic,
        "kind": item.kind,
        "rev": item.rev,
        "answer": answer,
        "grade": grade(item, answer),
    }


def random_guess(item: Item) -> float | None:
    """Return the chance of full points by guessing, or `None` where it is not defined."""
    return _GUESSES[item.kind](item)


Choice = TypeVar("Choice", Option, Region)


def _pick(options: Iterable[Choice], wanted: Iterable[str]) -> list[Choice]:
    """Return the options with the wanted ids."""
    by_id = {option.id: option for option in options}
    try:
        return [by_id[option_id] for option_id in wanted]
    except KeyError as missing:
        raise ValueError(f"there is no option {missing}") from None


def _from_chosen(points: float, chosen: Sequence[Option | Region]) -> Grade:
    """Add what the chosen wrong options tell to the points."""
    wrong = [option for option in chosen if not option.correct]
    beliefs = dict.fromkeys(option.misconception for option in wrong if option.misconception)
    return Grade(
        points=points,
        critical_error=any(option.harm for option in chosen),
        misconceptions=tuple(beliefs),
    )


def _grade_single(item: SingleBest | Vignette, answer: OptionAnswer) -> Grade:
    (chosen,) = _pick(item.options, [answer.option])
    return _from_chosen(1.0 if chosen.correct else 0.0, [chosen])


def _grade_multiple(item: MultipleResponse, answer: OptionsAnswer) -> Grade:
    chosen = _pick(item.options, answer.options)
    right = sum(option.correct for option in chosen)
    wrong = len(chosen) - right
    wanted = sum(option.correct for option in item.options)
    return _from_chosen(max(0, right - wrong) / wanted, chosen)


def _grade_true_false(item: TrueFalseReason, answer: VerdictAnswer) -> Grade:
    (reason,) = _pick(item.reasons, [answer.reason])
    right = answer.verdict == item.answer and reason.correct
    return _from_chosen(1.0 if right else 0.0, [reason])


def _grade_two_tier(item: TwoTier, answer: TwoTierAnswer) -> Grade:
    (option,) = _pick(item.options, [answer.option])
    (reason,) = _pick(item.reasons, [answer.reason])
    right = option.correct and reason.correct
    return _from_chosen(1.0 if right else 0.0, [option, reason])


def _grade_ordering(item: Ordering, answer: OrderAnswer) -> Grade:
    place = {step: number for number, step in enumerate(answer.order)}
    if len(place) != len(answer.order) or set(place) != {step.id for step in item.steps}:
        raise ValueError("the order does not hold each step once")
    before = item.before
    kept = sum(place[earlier] < place[later] for earlier, later in before)
    return Grade(points=kept / len(before))


def _grade_matching(item: Matching, answer: PairsAnswer) -> Grade:
    left, right = {term.id for term in item.left}, {term.id for term in item.right}
    if any(one not in left or other not in right for one, other in answer.pairs):
        raise ValueError("a pair names a term that is not there")
    given = set(answer.pairs)
    told = [wrong for wrong in item.wrong_pairs if (wrong.left, wrong.right) in given]
    beliefs = dict.fromkeys(wrong.misconception for wrong in told if wrong.misconception)
    return Grade(
        points=len(given.intersection(item.key)) / len(item.key),
        critical_error=any(wrong.harm for wrong in told),
        misconceptions=tuple(beliefs),
    )


def _grade_numeric(item: Numeric, answer: NumberAnswer) -> Grade:
    from decimal import Decimal  # Few answers are numbers, and it takes a megabyte.

    low, high = Decimal(str(item.answer.min)), Decimal(str(item.answer.max))
    return Grade(points=1.0 if low <= Decimal(answer.number) <= high else 0.0)


def _grade_hotspot(item: Hotspot, answer: RegionAnswer) -> Grade:
    (chosen,) = _pick(item.regions, [answer.region])
    return _from_chosen(1.0 if chosen.correct else 0.0, [chosen])


def _grade_scenario(item: Any, answer: Any) -> Grade:
    # Scenarios are asked in practice sets alone, and most runs of the app mark none.
    from quizapp.domain.scenario_items import grade_path

    return grade_path(item, answer)


# The tables hand each rule an item and an answer of its own kind, which no type can say.
_RULES: dict[str, Callable[[Any, Any], Grade]] = {
    "single_best": _grade_single,
    "vignette": _grade_single,
    "multiple_response": _grade_multiple,
    "true_false_reason": _grade_true_false,
    "two_tier": _grade_two_tier,
    "ordering": _grade_ordering,
    "matching": _grade_matching,
    "numeric": _grade_numeric,
    "hotspot": _grade_hotspot,
    "scenario": _grade_scenario,
}

_GUESSES: dict[str, Callable[[Any], float | None]] = {
    "single_best": lambda item: 1 / len(item.options),
    "vignette": lambda item: 1 / len(item.options),
    "multiple_response": lambda _item: None,
    "true_false_reason": lambda item: 1 / (2 * len(item.reasons)),
    "two_tier": lambda item: 1 / (len(item.options) * len(item.reasons)),
    "ordering": lambda _item: None,
    "matching": lambda item: 1 / len(item.right),
    "numeric": lambda _item: 0.0,
    "hotspot": lambda item: 1 / len(item.regions),
    "scenario": lambda _item: None,
}
