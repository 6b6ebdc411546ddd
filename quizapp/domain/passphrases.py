"""How good a passphrase is, said in words while it is typed."""

from __future__ import annotations

import re
from typing import NamedTuple

SHORTEST_PASSPHRASE = 12
_FEW_LETTERS = 6
_MANY_LETTERS = 12
_LONG = 20
_GOOD_WORDS = 4
_WORDS = re.compile(r"[^\W_]+")


class Strength(NamedTuple):
    """How good a passphrase is.

    Attributes:
        share: from 0, nothing, to 1, good.
        says: what it is, and what would make it better.
        is_enough: whether it may be used.
    """

    share: float
    says: str
    is_enough: bool = True


def strength_of(passphrase: str) -> Strength:
    """Judge a passphrase by its length, its words and how many letters differ.

    It is a hint: whether the words belong together for others too, nobody can tell from here.
    """
    missing = SHORTEST_PASSPHRASE - len(passphrase)
    if missing > 0:
        share = len(passphrase) / SHORTEST_PASSPHRASE / 4
        return Strength(
            share, f"At least {SHORTEST_PASSPHRASE} characters: {missing} more.", is_enough=False
        )
    different = len(set(passphrase.casefold()))
    words = {word for word in _WORDS.findall(passphrase.casefold()) if len(word) > 2}
    if different < _FEW_LETTERS:
        return Strength(0.3, "Weak: it is the same few characters again and again.")
    if len(words) >= _GOOD_WORDS or (len(passphrase) >= _LONG and different >= _MANY_LETTERS):
        return Strength(1.0, "Good, if nobody can guess it from knowing you.")
    if len(words) > 1:
        return Strength(0.65, "Fair: one or two more words make it good.")
    return Strength(0.4, "Weak: take four or five words that belong together for you alone.")
