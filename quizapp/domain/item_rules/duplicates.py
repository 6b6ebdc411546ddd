"""Rule L22: two items of a bank whose stems are nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.item_rules.rule import CHOOSE_ALL
from quizapp.domain.items import Vignette

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.domain.items import Item

DUPLICATE_RULE = "L22"
NEARLY_SAME = 0.9
"""Share of equal characters from which two stems count as the same."""

_SHARED_WORDS = 0.7


def near_duplicates(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Give each item whose stem is nearly that of an earlier one, with the earlier one.

    Only stems that share seven of ten words are compared letter by letter. They are found by
    their rarest words, of which they then share one; so a bank of thousands takes seconds.
    """
    stems = [_compared(item) for item in items]
    bags = [frozenset(text.words(stem)) for stem in stems]
    frequency = Counter(word for bag in bags for word in bag)
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        rarest = sorted(bag, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(bag) - int(len(bag) * _SHARED_WORDS) + 1]
        enough = len(bag) * _SHARED_WORDS
        candidates = sorted(
            other
            for other in {other for word in rarest for other in by_word[word]}
            if len(bag & bags[other]) >= max(enough, len(bags[other]) * _SHARED_WORDS)
        )
        twin = next((other for other in candidates if _same(items, stems, number, other)), None)
        if twin is not None:
            yield items[number], items[twin]
            continue
        for word in rarest:
            by_word[word].append(number)


def _compared(item: Item) -> str:
    """Return what is compared: the stem, after its case where it has one."""
    stem = item.stem.strip().removesuffix(CHOOSE_ALL)
    if isinstance(item, Vignette):
        stem = f"{item.case_text} {stem}"
    return text.squeezed(stem)


def _same(items: Sequence[Item], stems: Sequence[str], one: int, other: int) -> bool:
    """Return whether two stems are nearly the same; within one case the case does not count."""
    first, second = stems[one], stems[other]
    case = items[one].case_id
    if case is not None and case == items[other].case_id:
        first, second = text.squeezed(items[one].stem), text.squeezed(items[other].stem)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return (
        matcher.real_quick_ratio() >= NEARLY_SAME
        and matcher.quick_ratio() >= NEARLY_SAME
        and matcher.ratio() >= NEARLY_SAME
    )
