"""What is still missing from a draft before it is an item at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from quizapp.domain.draft_items import assembled, cleaned, number_of
from quizapp.domain.drafts import PART_LISTS, Draft, DraftPart
from quizapp.domain.item_rules import keys
from quizapp.domain.items import MultipleResponse, TrueFalseReason, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from quizapp.domain.items import Item

FIELD_RULE = "field"
STRUCTURE_RULE = "L28"
RATIONALE_RULE = "L16"

Gap = tuple[str, str]
"""The rule and one sentence without its full stop; it begins with the field, where there is one."""

CHOICES = ("options", "reasons", "regions")
"""The lists of which some parts are right and the others wrong."""

_OWN_TEXTS = {Vignette.kind: ("case_text",), Numeric.kind: ("unit", "below", "above")}
_UNWRITTEN = "nothing is written here yet"


def gaps(draft: Draft) -> tuple[Gap, ...]:
    """Return what has to be mended before the draft is an item at all."""
    found = [
        (FIELD_RULE, f"{name}: {_UNWRITTEN}")
        for name in texts_of(draft)
        if not cleaned(getattr(draft, name))
    ]
    for name, (least, most) in PART_LISTS[draft.kind].items():
        found += _part_gaps(draft, name, least, most)
    found += _KIND_GAPS.get(draft.kind, _no_gaps)(draft)
    if draft.topic == keys.OVERDOSE_TOPIC and draft.area is None:
        found.append((FIELD_RULE, "area: say which of the four areas it belongs to"))
    return tuple(found)


def built(draft: Draft) -> Item:
    """Return the item that a draft without gaps describes.

    Raises:
        ValueError: there are gaps, or the parts contradict each other.
    """
    found = gaps(draft)
    if found:
        raise ValueError(f"{draft.id}: {found[0][1]}")
    return assembled(draft)


def texts_of(draft: Draft) -> tuple[str, ...]:
    """Return the names of the texts that a question of this kind must have."""
    return (*_OWN_TEXTS.get(draft.kind, ()), "stem", "explanation")


def _part_gaps(draft: Draft, name: str, least: int, most: int) -> Iterator[Gap]:
    parts: tuple[DraftPart, ...] = getattr(draft, name)
    for part in parts:
        if not cleaned(part.text):
            missing = "choose a part of the diagram" if name == "regions" else _UNWRITTEN
            yield FIELD_RULE, f"{name}[{part.id}]: {missing}"
        if name in CHOICES:
            yield from _choice_gaps(f"{name}[{part.id}]", part, draft.topic)
    if name in CHOICES:
        problem = keys.key_problem(
            wants_several=draft.kind == MultipleResponse.kind,
            correct=[part.correct for part in parts],
        )
        if problem:
            yield keys.KEYS_RULE, f"{name}: {problem}"
    # How many options and reasons are too many is for a rule of its own to say.
    if name not in {"options", "reasons"} and not least <= len(parts) <= most:
        yield (
            STRUCTURE_RULE,
            f"{name}: there must be {least} to {most}, and here it is {len(parts)}",
        )


def _choice_gaps(place: str, part: DraftPart, topic: str) -> Iterator[Gap]:
    if not cleaned(part.rationale):
        yield RATIONALE_RULE, f"{place} does not say why it is right or wrong"
    if part.correct and part.harm:
        yield keys.KEYS_RULE, f"{place}: what is right cannot harm somebody"
    if not part.correct and part.harm is None and keys.must_state_harm(topic, part.misconception):
        yield (
            keys.HARM_RULE,
            f"{place}: with {part.misconception} say whether it could harm somebody",
        )


def _no_gaps(_draft: Draft) -> Iterator[Gap]:
    return iter(())


def _statement_gaps(draft: Draft) -> Iterator[Gap]:
    if draft.verdict is None:
        yield FIELD_RULE, "verdict: say whether the statement is true or false"


def _case_gaps(draft: Draft) -> Iterator[Gap]:
    if not draft.case:
        yield FIELD_RULE, "case_text: choose a case or begin a new one"


def _order_gaps(draft: Draft) -> Iterator[Gap]:
    if not draft.precedence:
        yield STRUCTURE_RULE, "precedence: say of at least one step what it comes before"
    elif has_circle(draft):
        yield STRUCTURE_RULE, "precedence: what comes before what runs in a circle"


def has_circle(draft: Draft) -> bool:
    """Return whether what comes before what runs in a circle."""
    pairs = set(draft.precedence)
    while True:
        more = {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs
        if not more:
            return any(earlier == later for earlier, later in pairs)
        pairs |= more


def _match_gaps(draft: Draft) -> Iterator[Gap]:
    matched = dict(draft.key)
    right = {part.id for part in draft.right}
    for part in draft.left:
        if matched.get(part.id) not in right:
            yield STRUCTURE_RULE, f"left[{part.id}]: choose what it is matched with"
    for wrong in draft.wrong_pairs:
        if matched.get(wrong.left) == wrong.right:
            yield STRUCTURE_RULE, f"left[{wrong.left}]: a wrong match is right by the key"
        if wrong.right not in right:
            yield STRUCTURE_RULE, f"left[{wrong.left}]: choose what the wrong match is with"


def _number_gaps(draft: Draft) -> Iterator[Gap]:
    ends = {name: number_of(getattr(draft, name)) for name in ("least", "most")}
    for name, number in ends.items():
        if number is None:
            yield STRUCTURE_RULE, f"{name}: type one number here"
    least, most = ends["least"], ends["most"]
    if least is not None and most is not None and least > most:
        yield STRUCTURE_RULE, "most: the range ends before it begins"


def _spot_gaps(draft: Draft) -> Iterator[Gap]:
    if not draft.diagram:
        yield STRUCTURE_RULE, "diagram: choose the diagram to mark"


_KIND_GAPS: dict[str, Callable[[Draft], Iterator[Gap]]] = {
    TrueFalseReason.kind: _statement_gaps,
    Vignette.kind: _case_gaps,
    Ordering.kind: _order_gaps,
    Matching.kind: _match_gaps,
    Numeric.kind: _number_gaps,
    Hotspot.kind: _spot_gaps,
}
