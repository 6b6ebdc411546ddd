"""What the question editor shows: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.application.fill_words import KIND_WORDS
from quizapp.domain.kinds import SCENARIO

if TYPE_CHECKING:
    from quizapp.domain.banks import Severity


class Standing(StrEnum):
    """How a question of the trainer stands."""

    DRAFT = "draft"
    SERVED = "served"
    CHANGED = "changed"
    LEFT_OUT = "left_out"
    RETIRED = "retired"


STANDINGS = {
    Standing.DRAFT: "Draft",
    Standing.SERVED: "Published",
    Standing.CHANGED: "Published, with changes",
    Standing.LEFT_OUT: "Left out",
    Standing.RETIRED: "Retired",
}

KIND_TITLES = {kind: words for kind, words in KIND_WORDS.items() if kind != SCENARIO}
"""The kinds of questions that are written here, called as where sets are made of them."""


@dataclass(frozen=True, slots=True)
class OwnBank:
    """A bank of the trainer.

    Attributes:
        is_owned: the editor may write it; otherwise it can only be copied from.
        problem: why learners are not asked it; empty when nothing is wrong.
    """

    id: str
    title: str
    topic: str
    is_owned: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A row of the list of questions."""

    id: str
    kind: str
    stem: str
    bank: OwnBank
    standing: Standing


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something that the rules found in a question.

    Attributes:
        field, part: where it is, as the draft names it; empty when it is about the whole.
        says: one sentence, which begins with the place; why: the reason of the rule, one sentence.
    """

    rule: str
    level: Severity
    field: str
    part: str
    says: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case of a bank, and how many questions ask about it."""

    id: str
    text: str
    questions: int
