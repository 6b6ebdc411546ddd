"""Rule L33: items that give each other's answer away; they never stand in one run."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.items import Vignette

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.domain.items import Item

FEWEST_WORDS = 3
"""A key with fewer content words than this says too little to be given away."""

_FEW_STEMS = 200
"""Up to this many stems, going through them is quicker than bitwise operations."""


def cueing_pairs(items: Iterable[Item]) -> set[tuple[str, str]]:
    """Return the pairs of items of which one's right option stands in the other's stem.

    All content words of a right option, and its numbers, must stand in the stem (with its case);
    words of the topic do not count. Items of one case are served together and never paired.

    Returns:
        Pairs of ids, the smaller id first.
    """
    found = list(items)
    index = _StemIndex([_stem_words(item) for item in found])
    pairs = set()
    for number, item in enumerate(found):
        for wanted in _key_words(item):
            for other in index.holding(wanted):
                if other != number and not _one_case(item, found[other]):
                    first, second = sorted((item.id, found[other].id))
                    pairs.add((first, second))
    return pairs


class _StemIndex:
    """Finds the stems that hold all of some words.

    Rare words lead to their few stems by a list. Words that stand in many stems have a bit for
    each stem in one large number, so that what they share is found by a few bitwise operations.
    """

    def __init__(self, stems: list[frozenset[str]]) -> None:
        self._stems = stems
        self._rare: dict[str, list[int]] = defaultdict(list)
        for number, stem in enumerate(stems):
            for word in stem:
                self._rare[word].append(number)
        frequent = [word for word, there in self._rare.items() if len(there) > _FEW_STEMS]
        self._frequent = {word: self._bits(self._rare.pop(word)) for word in frequent}

    def _bits(self, numbers: list[int]) -> int:
        bits = bytearray(len(self._stems) // 8 + 1)
        for number in numbers:
            bits[number // 8] |= 1 << number % 8
        return int.from_bytes(bits, "little")

    def holding(self, wanted: frozenset[str]) -> Iterator[int]:
        """Give the numbers of the stems that hold all the wanted words, of which there is one."""
        rare = [self._rare.get(word, []) for word in wanted if word not in self._frequent]
        if rare:
            few = min(rare, key=len)
            yield from (number for number in few if wanted <= self._stems[number])
            return
        shared = -1
        for word in wanted:
            shared &= self._frequent[word]
        while shared:
            lowest = shared & -shared
            yield lowest.bit_length() - 1
            shared ^= lowest


def _stem_words(item: Item) -> frozenset[str]:
    written = item.stem
    if isinstance(item, Vignette):
        written = f"{item.case_text} {written}"
    return text.content(written).union(text.numbers(written))


def _key_words(item: Item) -> Iterator[frozenset[str]]:
    """Give the words to look for, for each right option that says enough."""
    for options in item.option_sets:
        for option in options:
            if option.correct:
                words = text.content(option.text) - text.TOPIC
                if len(words) >= FEWEST_WORDS:
                    yield words.union(text.numbers(option.text))


def _one_case(one: Item, other: Item) -> bool:
    return one.case_id is not None and one.case_id == other.case_id
