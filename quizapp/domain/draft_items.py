"""Makes items of drafts that have all an item needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from quizapp.domain.answers import number_typed
from quizapp.domain.items import (
    Item,
    MultipleResponse,
    Option,
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

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft, DraftPart

_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_UNWRITABLE = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u202c\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""Control characters, surrogates, byte order marks and overrides of the writing direction."""


def cleaned(text: str) -> str:
    """Return a text as it can be kept: plain line breaks, no control characters, trimmed."""
    return _UNWRITABLE.sub("", _LINE_BREAKS.sub("\n", text)).strip()


def number_of(typed: str) -> float | None:
    """Return the number that was typed, with decimal comma or point, or None."""
    read = number_typed(typed)
    return None if read is None else float(read.number)


def assembled(draft: Draft) -> Item:
    """Return the item that a draft describes; whatever the item itself does not mind may miss.

    Raises:
        ValueError: the parts contradict each other, or the key is missing.
    """
    return _BUILDERS[draft.kind](draft, _common(draft))


def _common(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "bank": draft.bank,
        "topic": draft.topic,
        "rev": draft.rev,
        "level": draft.level,
        "stem": cleaned(draft.stem),
        "explanation": cleaned(draft.explanation),
        "citations": draft.citations,
        "references": draft.references,
        "grounding": draft.grounding,
        "review": draft.review,
        "safety": draft.safety,
        "evidence": draft.evidence,
        "contradictions": draft.contradictions,
        "diagram": draft.diagram or None,
        "area": draft.area,
        "origin": draft.origin,
    }


def _options(parts: tuple[DraftPart, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(
            part.id,
            cleaned(part.text),
            cleaned(part.rationale),
            part.correct,
            part.misconception or None,
            bool(part.harm),
        )
        for part in parts
    )


def _single_best(draft: Draft, common: dict[str, Any]) -> Item:
    return SingleBest(**common, options=_options(draft.options))


def _multiple_response(draft: Draft, common: dict[str, Any]) -> Item:
    return MultipleResponse(**common, options=_options(draft.options))


def _true_false_reason(draft: Draft, common: dict[str, Any]) -> Item:
    return TrueFalseReason(**common, answer=bool(draft.verdict), reasons=_options(draft.reasons))


def _two_tier(draft: Draft, common: dict[str, Any]) -> Item:
    return TwoTier(**common, options=_options(draft.options), reasons=_options(draft.reasons))


def _vignette(draft: Draft, common: dict[str, Any]) -> Item:
    options = _options(draft.options)
    return Vignette(**common, case=draft.case, case_text=cleaned(draft.case_text), options=options)


def _ordering(draft: Draft, common: dict[str, Any]) -> Item:
    steps = tuple(
        Step(part.id, cleaned(part.text), cleaned(part.rationale) or None) for part in draft.steps
    )
    return Ordering(**common, steps=steps, precedence=draft.precedence)


def _terms(parts: tuple[DraftPart, ...]) -> tuple[Term, ...]:
    return tuple(
        Term(part.id, cleaned(part.text), cleaned(part.rationale) or None) for part in parts
    )


def _matching(draft: Draft, common: dict[str, Any]) -> Item:
    matched = dict(draft.key)
    return Matching(
        **common,
        left=_terms(draft.left),
        right=_terms(draft.right),
        key=tuple((part.id, matched[part.id]) for part in draft.left if part.id in matched),
        wrong_pairs=draft.wrong_pairs,
    )


def _numeric(draft: Draft, common: dict[str, Any]) -> Item:
    least, most = number_of(draft.least), number_of(draft.most)
    if least is None or most is None:
        raise ValueError("the range needs two numbers")
    answer = NumberRange(least, most, cleaned(draft.unit))
    return Numeric(**common, answer=answer, below=cleaned(draft.below), above=cleaned(draft.above))


def _hotspot(draft: Draft, common: dict[str, Any]) -> Item:
    regions = tuple(
        Region(
            part.id,
            part.text,
            cleaned(part.rationale),
            part.correct,
            part.misconception or None,
            bool(part.harm),
        )
        for part in draft.regions
    )
    return Hotspot(**common, regions=regions)


_BUILDERS: dict[str, Callable[[Draft, dict[str, Any]], Item]] = {
    SingleBest.kind: _single_best,
    MultipleResponse.kind: _multiple_response,
    TrueFalseReason.kind: _true_false_reason,
    TwoTier.kind: _two_tier,
    Vignette.kind: _vignette,
    Ordering.kind: _ordering,
    Matching.kind: _matching,
    Numeric.kind: _numeric,
    Hotspot.kind: _hotspot,
}
