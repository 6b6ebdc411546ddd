"""Whether a change to a question alters what is right, or only how it is said."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from quizapp.domain.drafts import PART_LISTS, draft_of
from quizapp.domain.items import Revision

if TYPE_CHECKING:
    from quizapp.domain.drafts import Draft
    from quizapp.domain.items import Item

_ALIKE = 0.75
"""Share of equal characters below which a text says something else rather than the same anew."""

_TURNS = re.compile(
    r"[0-9]+(?:[.,][0-9]+)?|\b(?:no|not|never|none|without|except|least|most|only|all|before|after"
    r"|more|less|cannot|true|false|unless)\b",
    re.IGNORECASE,
)
"""Small words, and numbers, that turn the meaning of a sentence."""


class Change(StrEnum):
    """What a change does to learners: `SCORING` starts their memory of the item anew."""

    NEW = "new"
    NOTHING = "nothing"
    WORDING = "wording"
    SCORING = "scoring"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a change seems to be.

    Attributes:
        is_certain: there is nothing to ask.
        why: one sentence for the author.
    """

    change: Change
    is_certain: bool
    why: str


def suggested_change(before: Item | None, after: Item, *, decides_otherwise: bool) -> Suggestion:
    """Return what a change seems to be.

    Args:
        before: the item as it is served; None when it never was.
        after: the item as it is to be served.
        decides_otherwise: what decides the points is no longer the same.
    """
    if before is None:
        return Suggestion(Change.NEW, is_certain=True, why="Learners have not met it yet.")
    if decides_otherwise:
        why = "Other answers are right or harmful than before, or there are other answers."
        return Suggestion(Change.SCORING, is_certain=True, why=why)
    then, now = draft_of(before), draft_of(after)
    if replace(then, rev=now.rev, review=now.review) == now:
        why = "Nothing that learners see has changed."
        return Suggestion(Change.NOTHING, is_certain=True, why=why)
    pairs = [pair for pair in zip(_asked(then), _asked(now), strict=False) if pair[0] != pair[1]]
    if not pairs:
        why = "Only what is shown after the answer has changed."
        return Suggestion(Change.WORDING, is_certain=False, why=why)
    if any(_turns(old) != _turns(new) for old, new in pairs):
        why = "A number, or a small word such as “not”, has changed in what is asked."
        return Suggestion(Change.SCORING, is_certain=False, why=why)
    if any(SequenceMatcher(None, old, new, autojunk=False).ratio() < _ALIKE for old, new in pairs):
        why = "The question, or one of its answers, says something quite different now."
        return Suggestion(Change.SCORING, is_certain=False, why=why)
    return Suggestion(Change.WORDING, is_certain=False, why="Only a few words are different.")


def next_revision(rev: Revision, change: Change) -> Revision:
    """Return the revision after a change."""
    if change is Change.SCORING:
        return Revision(rev.scoring + 1, rev.text + 1)
    if change is Change.WORDING:
        return Revision(rev.scoring, rev.text + 1)
    return rev


def _asked(draft: Draft) -> list[str]:
    """Return what is read before the answer, part by part in the order of their ids."""
    texts = [draft.stem, draft.case_text, draft.unit]
    for name in PART_LISTS[draft.kind]:
        texts += [part.text for part in sorted(getattr(draft, name), key=lambda part: part.id)]
    return texts


def _turns(text: str) -> list[str]:
    return sorted(found.lower() for found in _TURNS.findall(text))
