"""The kinds of items by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.items import MultipleResponse, SingleBest, TrueFalseReason, TwoTier, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from quizapp.domain.items import Item

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

SCENARIO = "scenario"
SET_KINDS: tuple[str, ...] = (*KINDS, SCENARIO)
"""What a set can ask: the kinds of items, and scenarios, which stand in no bank."""
