"""Answers: what a learner chose, as ids. One frozen dataclass a shape of answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Any

_NUMBER = re.compile(r"-?(\d{1,12}(\.\d{0,12})?|\.\d{1,12})")


@dataclass(frozen=True, slots=True)
class OptionAnswer:
    """One option (single_best, vignette)."""

    option: str


@dataclass(frozen=True, slots=True)
class OptionsAnswer:
    """Several options (multiple_response), sorted and without repeats."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", tuple(sorted(set(self.options))))


@dataclass(frozen=True, slots=True)
class VerdictAnswer:
    """True or false, and the reason (true_false_reason)."""

    verdict: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TwoTierAnswer:
    """An option and the reason for it (two_tier)."""

    option: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """All steps in the order given (ordering)."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairsAnswer:
    """Left and right terms matched (matching), as pairs of ids sorted by the left one."""

    pairs: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "pairs", tuple(sorted(dict(self.pairs).items())))


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A number (numeric): what was typed, and its canonical form with a decimal point."""

    number: str
    typed: str


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """A region of a diagram (hotspot)."""

    region: str


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The actions taken in a scenario, in order (scenario); `ended` says that its end was reached.

    A run that goes on, or was left, is an answer as far as it was played.
    """

    actions: tuple[str, ...]
    ended: bool = False


Answer = (
    OptionAnswer
    | OptionsAnswer
    | VerdictAnswer
    | TwoTierAnswer
    | OrderAnswer
    | PairsAnswer
    | NumberAnswer
    | RegionAnswer
    | PathAnswer
)

ANSWERS: dict[str, type[Answer]] = {
    "single_best": OptionAnswer,
    "vignette": OptionAnswer,
    "multiple_response": OptionsAnswer,
    "true_false_reason": VerdictAnswer,
    "two_tier": TwoTierAnswer,
    "ordering": OrderAnswer,
    "matching": PairsAnswer,
    "numeric": NumberAnswer,
    "hotspot": RegionAnswer,
    "scenario": PathAnswer,
}


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as it is stored: ids only, in the shape that the bank format gives."""
    if isinstance(answer, PairsAnswer):
        return {"pairs": dict(answer.pairs)}
    stored = {field.name: getattr(answer, field.name) for field in fields(answer)}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in stored.items()
    }


def answer_from_json(kind: str, stored: dict[str, Any]) -> Answer:
    """Read a stored answer to an item of `kind` back.

    Raises:
        KeyError: the kind is not known.
        TypeError: the stored fields are not those of the kind's answer.
    """
    chosen: dict[str, Any] = {name: _frozen(value) for name, value in stored.items()}
    return ANSWERS[kind](**chosen)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return tuple(value.items()) if isinstance(value, dict) else value


def number_typed(typed: str) -> NumberAnswer | None:
    """Return the number that a learner typed, with decimal comma or point, or `None`.

    Blanks are passed over. A sign of thousands is not read: "1,500" is one and a half.
    """
    plain = "".join(typed.split()).replace(",", ".").replace("\u2212", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    from decimal import Decimal  # Few answers are numbers, and it takes a megabyte.

    return NumberAnswer(format(Decimal(plain).normalize(), "f"), typed.strip())
