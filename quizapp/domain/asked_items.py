"""Items as a set asks them: what is shown, and nothing of what is right.

What can be chosen has the letters of the sheet for ids, so that an answer to such an item is one to
the sheet. Fields that hold a key elsewhere hold nothing that means anything here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.items import (
    Grounding,
    Item,
    Level,
    MultipleResponse,
    Option,
    Review,
    ReviewStatus,
    Revision,
    SingleBest,
    TrueFalseReason,
    TwoTier,
    Vignette,
)
from quizapp.domain.part_items import (
    Hotspot,
    Matching,
    NumberRange,
    Numeric,
    Ordering,
    Region,
    Step,
    Term,
)
from quizapp.domain.sheets import LETTERS, SheetQuestion, left_numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSingleBest(SingleBest):
    """One best answer, nobody says which."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMultipleResponse(MultipleResponse):
    """Several right answers, nobody says which or how many."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTrueFalseReason(TrueFalseReason):
    """A statement to judge; `answer` says nothing."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedTwoTier(TwoTier):
    """An answer and a reason, nobody says which."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedVignette(Vignette):
    """One best answer about a case, nobody says which."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOrdering(Ordering):
    """Steps to put in order, nobody says which comes first."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMatching(Matching):
    """Terms to match, nobody says which."""

    def __post_init__(self) -> None:
        """Hold no key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHotspot(Hotspot):
    """A part of a diagram to mark, nobody says which."""

    def __post_init__(self) -> None:
        """Hold no key."""


def asked_item(question: SheetQuestion, position: int) -> Item:
    """Return a question of a sheet as an item to be asked.

    Args:
        question: of the sheet.
        position: where it stands in the sheet, from 0.
    """
    fields: dict[str, Any] = {
        "id": f"question-{position + 1}",
        "bank": "",
        "topic": "",
        "rev": Revision(1, 1),
        "level": Level.APPLY,
        "stem": question.stem,
        "explanation": "",
        "citations": (),
        "references": (),
        "grounding": Grounding.OUTSIDE,
        "review": Review(ReviewStatus.SECOND_READ, ""),
    }
    return _MAKERS[question.kind](question, fields)


def _options(question: SheetQuestion, number: int = 0) -> tuple[Option, ...]:
    return tuple(Option(letter, text, "") for letter, text in _lettered(question, number))


def _lettered(question: SheetQuestion, number: int = 0) -> Sequence[tuple[str, str]]:
    return tuple(zip(LETTERS, question.parts[number], strict=False))


def _two_tier(question: SheetQuestion, fields: dict[str, Any]) -> Item:
    return AskedTwoTier(options=_options(question), reasons=_options(question, 1), **fields)


def _matching(question: SheetQuestion, fields: dict[str, Any]) -> Item:
    left = zip(left_numbers(question), question.left, strict=True)
    return AskedMatching(
        left=tuple(Term(number, text) for number, text in left),
        right=tuple(Term(letter, text) for letter, text in _lettered(question)),
        key=(),
        **fields,
    )


def _ordering(question: SheetQuestion, fields: dict[str, Any]) -> Item:
    steps = tuple(Step(letter, text) for letter, text in _lettered(question))
    return AskedOrdering(steps=steps, precedence=(), **fields)


def _numeric(question: SheetQuestion, fields: dict[str, Any]) -> Item:
    anything = NumberRange(float("-inf"), float("inf"), question.unit)
    return Numeric(answer=anything, below="", above="", **fields)


def _hotspot(question: SheetQuestion, fields: dict[str, Any]) -> Item:
    regions = tuple(Region(letter, part, "") for letter, part in _lettered(question))
    return AskedHotspot(regions=regions, **fields | {"diagram": question.diagram})


_MAKERS: dict[str, Callable[[SheetQuestion, dict[str, Any]], Item]] = {
    "single_best": lambda question, fields: AskedSingleBest(options=_options(question), **fields),
    "multiple_response": lambda question, fields: AskedMultipleResponse(
        options=_options(question), **fields
    ),
    "true_false_reason": lambda question, fields: AskedTrueFalseReason(
        answer=False, reasons=_options(question), **fields
    ),
    "two_tier": _two_tier,
    "vignette": lambda question, fields: AskedVignette(
        case="case", case_text=question.case, options=_options(question), **fields
    ),
    "ordering": _ordering,
    "matching": _matching,
    "numeric": _numeric,
    "hotspot": _hotspot,
}
