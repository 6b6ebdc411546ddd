"""Items: what is asked. One frozen dataclass a kind over common fields.

The kinds that are answered by choosing options stand here, the others in `part_items`. Field names
are those of the native bank format. Users read "question" for item.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Level(StrEnum):
    """What an item asks of the learner, after Bloom's revised taxonomy, in three steps."""

    RECALL = "recall"
    APPLY = "apply"
    ANALYSE = "analyse"


class Grounding(StrEnum):
    """Where an item's key stands."""

    DOCUMENTS = "documents"
    DOCUMENTS_CORRECTED = "documents_corrected"
    DOCUMENTS_AND_OUTSIDE = "documents_and_outside"
    OUTSIDE = "outside"


class Evidence(StrEnum):
    """Whether science agrees on what the item teaches."""

    SETTLED = "settled"
    CONTESTED = "contested"


class Area(StrEnum):
    """The four areas of knowledge in overdose training (OOKS)."""

    RISKS = "risks"
    SIGNS = "signs"
    ACTIONS = "actions"
    NALOXONE = "naloxone"


class CitationUse(StrEnum):
    """What an item does with the claim it cites."""

    SUPPORTS = "supports"
    REFUTED = "refuted"
    QUALIFIED = "qualified"


class ReviewStatus(StrEnum):
    """How far an item has been read. Drafts are not served to learners."""

    DRAFT = "draft"
    SECOND_READ = "second_read"
    CLINICIAN = "clinician"


@dataclass(frozen=True, slots=True)
class Revision:
    """`scoring` restarts the item's memory when it rises, `text` loses nothing. Both from 1."""

    scoring: int
    text: int

    def __post_init__(self) -> None:
        if self.scoring < 1 or self.text < 1:
            raise ValueError("a revision counts from 1")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, or one reason.

    `misconception` is the id of the belief that leads to it; `harm` marks an answer that would
    hurt somebody when acted upon: choosing it is a critical error.
    """

    id: str
    text: str
    rationale: str
    correct: bool = False
    misconception: str | None = None
    harm: bool = False

    def __post_init__(self) -> None:
        if self.correct and self.harm:
            raise ValueError(f"option {self.id} cannot be right and harmful")


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim of a document, and what the item does with it."""

    claim: str
    use: CitationUse


@dataclass(frozen=True, slots=True)
class Review:
    """Who has read the item; `writer` and `reader` are roles, not names."""

    status: ReviewStatus
    writer: str
    reader: str | None = None
    date: str | None = None
    agreed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The fields that every kind has."""

    kind: ClassVar[str]

    id: str
    bank: str
    topic: str
    rev: Revision
    level: Level
    stem: str
    explanation: str
    citations: tuple[Citation, ...]
    references: tuple[str, ...]
    grounding: Grounding
    review: Review
    safety: tuple[str, ...] = ()
    evidence: Evidence = Evidence.SETTLED
    contradictions: tuple[str, ...] = ()
    diagram: str | None = None
    area: Area | None = None
    origin: str | None = None

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """The sets of options to choose from, in the order in which they are asked."""
        return ()

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """The ids of what is shown to answer with, set by set, in file order."""
        return tuple(tuple(option.id for option in options) for options in self.option_sets)

    @property
    def beliefs(self) -> frozenset[str]:
        """The misconceptions that an answer could give away."""
        return frozenset(
            option.misconception
            for options in self.option_sets
            for option in options
            if option.misconception
        )

    @property
    def case_id(self) -> str | None:
        """The case that this item asks about; items of one case are served together."""
        return None

    @property
    def is_served(self) -> bool:
        """Whether learners are asked this item: drafts are not."""
        return self.review.status is not ReviewStatus.DRAFT


def _require_one_correct(item_id: str, options: tuple[Option, ...], what: str) -> None:
    if sum(option.correct for option in options) != 1:
        raise ValueError(f"{item_id}: exactly one {what} must be correct")


@dataclass(frozen=True, slots=True, kw_only=True)
class SingleBest(Item):
    """One best answer."""

    kind: ClassVar[str] = "single_best"

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        _require_one_correct(self.id, self.options, "option")

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """One set."""
        return (self.options,)


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleResponse(Item):
    """Several right answers, partial credit."""

    kind: ClassVar[str] = "multiple_response"

    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        right = sum(option.correct for option in self.options)
        if right < 2 or right == len(self.options):
            raise ValueError(f"{self.id}: at least two options must be correct and one wrong")

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """One set."""
        return (self.options,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueFalseReason(Item):
    """A statement: true or false, and why."""

    kind: ClassVar[str] = "true_false_reason"

    answer: bool
    reasons: tuple[Option, ...]

    def __post_init__(self) -> None:
        _require_one_correct(self.id, self.reasons, "reason")

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """The reasons; the verdict has no options of its own."""
        return (self.reasons,)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoTier(Item):
    """An answer, and the reason for it."""

    kind: ClassVar[str] = "two_tier"

    options: tuple[Option, ...]
    reasons: tuple[Option, ...]

    def __post_init__(self) -> None:
        _require_one_correct(self.id, self.options, "option")
        _require_one_correct(self.id, self.reasons, "reason")

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """The answers, then the reasons."""
        return (self.options, self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vignette(Item):
    """One best answer about a case; one case may carry several questions."""

    kind: ClassVar[str] = "vignette"

    case: str
    case_text: str
    options: tuple[Option, ...]

    def __post_init__(self) -> None:
        _require_one_correct(self.id, self.options, "option")

    @property
    def option_sets(self) -> tuple[tuple[Option, ...], ...]:
        """One set."""
        return (self.options,)

    @property
    def case_id(self) -> str | None:
        """The id of the case."""
        return self.case
