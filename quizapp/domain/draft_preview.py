"""An item to look at while its draft has gaps: stand-ins fill them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.draft_gaps import CHOICES, has_circle, texts_of
from quizapp.domain.draft_items import assembled, cleaned, number_of
from quizapp.domain.drafts import PART_LISTS, Draft, DraftPart, changed, typed_number
from quizapp.domain.item_rules import keys
from quizapp.domain.items import MultipleResponse, TrueFalseReason
from quizapp.domain.part_items import Matching, Numeric, Ordering

if TYPE_CHECKING:
    from quizapp.domain.items import Item

UNWRITTEN = "…"
"""What stands in for a text that is not written yet."""


def filled(draft: Draft) -> Item | None:
    """Return an item to look at, in which stand-ins fill the gaps; None where none can be made."""
    texts = {
        name: getattr(draft, name) if cleaned(getattr(draft, name)) else UNWRITTEN
        for name in texts_of(draft)
    }
    parts = {name: _filled_parts(draft, name) for name in PART_LISTS[draft.kind]}
    stand_in = changed(draft, **texts, **parts, case=draft.case or "case")
    stand_in = _FILLERS.get(draft.kind, _as_it_is)(stand_in)
    try:
        return assembled(stand_in)
    except ValueError:
        return None


def _filled_parts(draft: Draft, name: str) -> tuple[DraftPart, ...]:
    parts: tuple[DraftPart, ...] = getattr(draft, name)
    if name == "regions":
        # What is not chosen yet cannot be lettered.
        parts = tuple(part for part in parts if part.text)
    made = tuple(
        replace(
            part,
            text=part.text if cleaned(part.text) else UNWRITTEN,
            rationale=part.rationale if cleaned(part.rationale) else UNWRITTEN,
            harm=bool(part.harm) and not part.correct,
        )
        for part in parts
    )
    return _with_key(made, draft.kind) if name in CHOICES else _without_stand_ins(made)


def _with_key(parts: tuple[DraftPart, ...], kind: str) -> tuple[DraftPart, ...]:
    """Return parts of which as many are right as must be."""
    wants_several = kind == MultipleResponse.kind
    if not keys.key_problem(wants_several=wants_several, correct=[part.correct for part in parts]):
        return parts
    right = [number for number, part in enumerate(parts) if part.correct]
    wanted = 2 if wants_several else 1
    chosen = {*right[:wanted], *list(range(wanted))[: max(0, wanted - len(right))]}
    if wants_several and len(chosen) < wanted:
        chosen = {0, 1}
    return tuple(
        replace(part, correct=number in chosen, harm=part.harm and number not in chosen)
        for number, part in enumerate(parts)
    )


def _without_stand_ins(parts: tuple[DraftPart, ...]) -> tuple[DraftPart, ...]:
    """Return steps and terms, which may do without a rationale."""
    return tuple(
        replace(part, rationale="" if part.rationale == UNWRITTEN else part.rationale)
        for part in parts
    )


def _as_it_is(draft: Draft) -> Draft:
    return draft


def _filled_statement(draft: Draft) -> Draft:
    return replace(draft, verdict=bool(draft.verdict))


def _filled_order(draft: Draft) -> Draft:
    if draft.precedence and not has_circle(draft):
        return draft
    ids = [part.id for part in draft.steps]
    return replace(draft, precedence=tuple(itertools.pairwise(ids))[:1])


def _filled_match(draft: Draft) -> Draft:
    right = [part.id for part in draft.right]
    matched = dict(draft.key)
    key = tuple(
        (part.id, matched[part.id] if matched.get(part.id) in right else right[0])
        for part in draft.left
        if right
    )
    wrong = tuple(
        pair
        for pair in draft.wrong_pairs
        if pair.right in right and (pair.left, pair.right) not in key
    )
    return replace(draft, key=key, wrong_pairs=wrong)


def _filled_number(draft: Draft) -> Draft:
    least, most = number_of(draft.least) or 0.0, number_of(draft.most) or 0.0
    return replace(draft, least=typed_number(least), most=typed_number(max(least, most)))


_FILLERS: dict[str, Callable[[Draft], Draft]] = {
    TrueFalseReason.kind: _filled_statement,
    Ordering.kind: _filled_order,
    Matching.kind: _filled_match,
    Numeric.kind: _filled_number,
}
