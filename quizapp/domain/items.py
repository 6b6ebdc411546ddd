"""Items: what is asked. One frozen dataclass a kind over common fields.

Field names are those of the native bank format. Users read "question" for item.
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


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps to put in order; `rationale` may say why it stands where it does."""

    id: str
    text: str
    rationale: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering(Item):
    """Steps to put in order. Several orders may be right: `precedence` says what goes before what.

    Attributes:
        precedence: pairs of step ids, the earlier one first; together without a circle.
    """

    kind: ClassVar[str] = "ordering"

    steps: tuple[Step, ...]
    precedence: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        known = {step.id for step in self.steps}
        if not self.precedence:
            raise ValueError(f"{self.id}: at least one step must come before another")
        if any(step not in known for pair in self.precedence for step in pair):
            raise ValueError(f"{self.id}: the precedence names a step that is not there")
        if any(earlier == later for earlier, later in self.before):
            raise ValueError(f"{self.id}: the precedence runs in a circle")

    @property
    def before(self) -> frozenset[tuple[str, str]]:
        """All pairs that follow from the precedence: its transitive closure."""
        pairs = set(self.precedence)
        while True:
            more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
            if not more:
                return frozenset(pairs)
            pairs |= more

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """The steps."""
        return (tuple(step.id for step in self.steps),)


@dataclass(frozen=True, slots=True)
class Term:
    """A term on the left or the right of a matching item; rationales stand on the right."""

    id: str
    text: str
    rationale: str | None = None


@dataclass(frozen=True, slots=True)
class WrongPair:
    """What matching `left` with `right` gives away."""

    left: str
    right: str
    misconception: str | None = None
    harm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching(Item):
    """Left terms to match with right ones, of which some are left over or serve twice.

    Attributes:
        key: for each left term the right one, as pairs of ids in the order of the left terms.
    """

    kind: ClassVar[str] = "matching"

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    key: tuple[tuple[str, str], ...]
    wrong_pairs: tuple[WrongPair, ...] = ()

    def __post_init__(self) -> None:
        left = [term.id for term in self.left]
        right = {term.id for term in self.right}
        if [pair[0] for pair in self.key] != left:
            raise ValueError(f"{self.id}: the key must match each left term once")
        pairs = {*self.key, *((wrong.left, wrong.right) for wrong in self.wrong_pairs)}
        if any(one not in left or other not in right for one, other in pairs):
            raise ValueError(f"{self.id}: a pair names a term that is not there")
        if any((wrong.left, wrong.right) in self.key for wrong in self.wrong_pairs):
            raise ValueError(f"{self.id}: a wrong pair is right by the key")

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """The right terms; the left ones stay as they are."""
        return (tuple(term.id for term in self.right),)

    @property
    def beliefs(self) -> frozenset[str]:
        """The misconceptions of the wrong pairs."""
        return frozenset(wrong.misconception for wrong in self.wrong_pairs if wrong.misconception)


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers that are right, both ends included, as decimals; `unit` in words."""

    min: float
    max: float
    unit: str

    def __post_init__(self) -> None:
        if self.min > self.max:
            raise ValueError("the range ends before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeric(Item):
    """A number to type. `below` and `above` say why a smaller or a larger one is wrong."""

    kind: ClassVar[str] = "numeric"

    answer: NumberRange
    below: str
    above: str

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """Nothing to choose from."""
        return ()


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the item's diagram that may be marked; `part` is the part's id in the diagram."""

    id: str
    part: str
    rationale: str
    correct: bool = False
    misconception: str | None = None
    harm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotspot(Item):
    """A part of a diagram to mark. Regions are lettered in file order and never shuffled."""

    kind: ClassVar[str] = "hotspot"

    regions: tuple[Region, ...]

    def __post_init__(self) -> None:
        if sum(region.correct for region in self.regions) != 1:
            raise ValueError(f"{self.id}: exactly one region must be correct")
        if self.diagram is None:
            raise ValueError(f"{self.id}: a diagram must be named")

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """The regions."""
        return (tuple(region.id for region in self.regions),)

    @property
    def beliefs(self) -> frozenset[str]:
        """The misconceptions of the regions."""
        return frozenset(region.misconception for region in self.regions if region.misconception)


KINDS: dict[str, type[Item]] = {
    kind.kind: kind
    for kind in (
        SingleBest,
        MultipleResponse,
        TrueFalseReason,
        TwoTier,
        Vignette,
        Ordering,
        Matching,
        Numeric,
        Hotspot,
    )
}
