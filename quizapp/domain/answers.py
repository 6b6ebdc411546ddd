"""Answers: what a learner chose, as ids. One frozen dataclass a shape of answer."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any


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


Answer = OptionAnswer | OptionsAnswer | VerdictAnswer | TwoTierAnswer

ANSWERS: dict[str, type[Answer]] = {
    "single_best": OptionAnswer,
    "vignette": OptionAnswer,
    "multiple_response": OptionsAnswer,
    "true_false_reason": VerdictAnswer,
    "two_tier": TwoTierAnswer,
}


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Return the answer as it is stored: ids only, in the shape that the bank format gives."""
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
    chosen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()
    }
    return ANSWERS[kind](**chosen)
