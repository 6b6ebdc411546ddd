"""Questions that are being written: anything may still be missing, so nothing is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from quizapp.domain.item_rules.keys import must_state_harm
from quizapp.domain.items import (
    Area,
    Citation,
    Evidence,
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
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering, Region, WrongPair

if TYPE_CHECKING:
    from quizapp.domain.part_items import Step, Term

WRITER = "author"
"""The role that writes questions in the editor, unless another one is given."""

_UNREAD = Review(ReviewStatus.SECOND_READ, WRITER)
_FIRST = Revision(1, 1)


@dataclass(frozen=True, slots=True)
class DraftPart:
    """An option, a reason, a step, a term or a region as far as it is written.

    Attributes:
        text: what it says; of a region the id of the diagram's part.
        misconception: the id of a belief, or empty.
        harm: whether it would hurt somebody; None while that has not been said.
    """

    id: str
    text: str = ""
    rationale: str = ""
    correct: bool = False
    misconception: str = ""
    harm: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A question of any kind as far as it is written; fields of other kinds stay empty.

    Attributes:
        rev: the revision that is served; 1 and 1 before it ever was.
        verdict: whether the statement is true; None while that has not been said.
        least, most: the ends of the range of numbers, as typed.
        lists of parts: what there is to answer with, in file order.
        key: for left terms the right one, as pairs of ids.
    """

    id: str
    bank: str
    topic: str
    kind: str
    rev: Revision = _FIRST
    level: Level = Level.RECALL
    area: Area | None = None
    stem: str = ""
    case: str = ""
    case_text: str = ""
    verdict: bool | None = None
    options: tuple[DraftPart, ...] = ()
    reasons: tuple[DraftPart, ...] = ()
    steps: tuple[DraftPart, ...] = ()
    precedence: tuple[tuple[str, str], ...] = ()
    left: tuple[DraftPart, ...] = ()
    right: tuple[DraftPart, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    wrong_pairs: tuple[WrongPair, ...] = ()
    regions: tuple[DraftPart, ...] = ()
    least: str = ""
    most: str = ""
    unit: str = ""
    below: str = ""
    above: str = ""
    explanation: str = ""
    citations: tuple[Citation, ...] = ()
    references: tuple[str, ...] = ()
    grounding: Grounding = Grounding.DOCUMENTS
    safety: tuple[str, ...] = ()
    evidence: Evidence = Evidence.SETTLED
    contradictions: tuple[str, ...] = ()
    diagram: str = ""
    review: Review = _UNREAD
    origin: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been written into it since it was begun."""
        return self == blank(self.kind, self.id, self.bank, self.topic)


PART_LISTS: dict[str, dict[str, tuple[int, int]]] = {
    SingleBest.kind: {"options": (3, 5)},
    MultipleResponse.kind: {"options": (4, 6)},
    TrueFalseReason.kind: {"reasons": (3, 5)},
    TwoTier.kind: {"options": (2, 5), "reasons": (3, 5)},
    Vignette.kind: {"options": (3, 5)},
    Ordering.kind: {"steps": (3, 7)},
    Matching.kind: {"left": (2, 8), "right": (2, 9)},
    Numeric.kind: {},
    Hotspot.kind: {"regions": (3, 8)},
}
"""The lists of parts of each kind, with how many parts each holds, from and to."""


def fresh_id(parts: tuple[DraftPart, ...]) -> str:
    """Return an id that none of the parts of a list has: the first letter that is free."""
    taken = {part.id for part in parts}
    number = 0
    while True:
        letter = ascii_lowercase[number % 26] + (str(number // 26) if number >= 26 else "")
        if letter not in taken:
            return letter
        number += 1


def changed(draft: Draft, **fields: Any) -> Draft:
    """Return a draft with other values in some fields."""
    return replace(draft, **fields)


def blank(kind: str, draft_id: str, bank: str, topic: str) -> Draft:
    """Return a new question of a kind, with as many empty parts as the kind needs at least."""
    lists = {}
    for name, (least, _most) in PART_LISTS[kind].items():
        # Of the terms to match one on the right is left over.
        count = 3 if name == "left" else 4 if name == "right" else least
        parts: tuple[DraftPart, ...] = ()
        for _ in range(count):
            parts = (*parts, DraftPart(fresh_id(parts)))
        lists[name] = parts
    return changed(Draft(id=draft_id, bank=bank, topic=topic, kind=kind), **lists)


def draft_of(item: Item) -> Draft:
    """Return an item as a draft, which `built` makes the same item of again."""
    common = Draft(
        id=item.id,
        bank=item.bank,
        topic=item.topic,
        kind=item.kind,
        rev=item.rev,
        level=item.level,
        area=item.area,
        stem=item.stem,
        explanation=item.explanation,
        citations=item.citations,
        references=item.references,
        grounding=item.grounding,
        safety=item.safety,
        evidence=item.evidence,
        contradictions=item.contradictions,
        diagram=item.diagram or "",
        review=item.review,
        origin=item.origin,
    )
    if item.option_sets:
        return _with_options(common, item)
    return _with_parts(common, item)


def _with_options(common: Draft, item: Item) -> Draft:
    first, last = (
        _choices(item.option_sets[0], item.topic),
        _choices(item.option_sets[-1], item.topic),
    )
    match item:
        case TrueFalseReason():
            return replace(common, verdict=item.answer, reasons=last)
        case TwoTier():
            return replace(common, options=first, reasons=last)
        case Vignette():
            return replace(common, options=first, case=item.case, case_text=item.case_text)
    return replace(common, options=first)


def _with_parts(common: Draft, item: Item) -> Draft:
    match item:
        case Ordering():
            return replace(common, steps=_plain(item.steps), precedence=item.precedence)
        case Matching():
            return replace(
                common,
                left=_plain(item.left),
                right=_plain(item.right),
                key=item.key,
                wrong_pairs=item.wrong_pairs,
            )
        case Numeric():
            return replace(
                common,
                least=typed_number(item.answer.min),
                most=typed_number(item.answer.max),
                unit=item.answer.unit,
                below=item.below,
                above=item.above,
            )
    assert isinstance(item, Hotspot)
    return replace(common, regions=_choices(item.regions, item.topic))


def _choices(parts: tuple[Option, ...] | tuple[Region, ...], topic: str) -> tuple[DraftPart, ...]:
    return tuple(
        DraftPart(
            part.id,
            part.text if isinstance(part, Option) else part.part,
            part.rationale,
            part.correct,
            part.misconception or "",
            _said_harm(part, topic),
        )
        for part in parts
    )


def _said_harm(part: Option | Region, topic: str) -> bool | None:
    """Return whether a part says that it harms; where nothing has to be said, no is not said."""
    if part.harm or (not part.correct and must_state_harm(topic, part.misconception)):
        return part.harm
    return None


def _plain(parts: tuple[Step, ...] | tuple[Term, ...]) -> tuple[DraftPart, ...]:
    return tuple(DraftPart(part.id, part.text, part.rationale or "") for part in parts)


def typed_number(number: float) -> str:
    """Return a number as one types it, without an exponent."""
    return format(Decimal(repr(number)).normalize(), "f")


def without_part(draft: Draft, name: str, part_id: str) -> Draft:
    """Return a draft without one part of a list, and without what is said about that part."""
    parts: tuple[DraftPart, ...] = getattr(draft, name)
    rest = {name: tuple(part for part in parts if part.id != part_id)}
    if name == "steps":
        kept = tuple(pair for pair in draft.precedence if part_id not in pair)
        return changed(draft, precedence=kept, **rest)
    if name in {"left", "right"}:
        side = 0 if name == "left" else 1
        key = tuple(pair for pair in draft.key if pair[side] != part_id)
        wrong = tuple(
            pair for pair in draft.wrong_pairs if (pair.left, pair.right)[side] != part_id
        )
        return changed(draft, key=key, wrong_pairs=wrong, **rest)
    return changed(draft, **rest)


def with_part(draft: Draft, name: str) -> Draft:
    """Return a draft with one more empty part at the end of a list."""
    parts: tuple[DraftPart, ...] = getattr(draft, name)
    return changed(draft, **{name: (*parts, DraftPart(fresh_id(parts)))})
