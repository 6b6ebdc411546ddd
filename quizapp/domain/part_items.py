"""Items that are answered with parts of their own instead of options: steps, terms, regions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from quizapp.domain.items import Item


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
        return _closure(self.precedence)

    @property
    def part_ids(self) -> tuple[tuple[str, ...], ...]:
        """The steps."""
        return (tuple(step.id for step in self.steps),)


@lru_cache(maxsize=1000)
def _closure(precedence: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    """Return all pairs that follow; every answer of a thousand learners is held against them."""
    pairs = set(precedence)
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return frozenset(pairs)
        pairs |= more


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
