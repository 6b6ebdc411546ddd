"""Ways to choose an option without knowing the subject, and how often each finds the key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import text
from quizapp.domain.item_rules.option_rules import ABSOLUTE, HEDGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.item_rules.rule import OptionSet

_CLANG, _ABSOLUTES, _HEDGES, _LONGEST, _SHARED = 1.0, -2.0, 0.7, 0.8, 0.3


@dataclass(frozen=True)
class OptionsOfItem:
    """A set of options that can give its key away, and the stem that it belongs to."""

    stem: str
    options: OptionSet

    @property
    def chance(self) -> float:
        """The chance that a blind guess is right."""
        return 1 / len(self.options.options)

    @cached_property
    def lengths(self) -> tuple[int, list[int]]:
        """The length of the key, and those of the distractors."""
        others = [len(option.text.strip()) for option in self.options.distractors]
        return len(self.options.key.text.strip()), others

    @cached_property
    def shared(self) -> list[int]:
        """For each option, how many content words it shares with the others, one by one."""
        words = [text.content(option.text) for option in self.options.options]
        return [
            sum(len(own & other) for place, other in enumerate(words) if place != number)
            for number, own in enumerate(words)
        ]

    @cached_property
    def echoes(self) -> list[int]:
        """For each option, how many different content words of the stem it repeats."""
        stem = text.content(self.stem)
        return [len(text.content(option.text) & stem) for option in self.options.options]


def key_is_longest(found: OptionsOfItem) -> float:
    """Return 1 when the key is longer than every other option, else 0."""
    key, others = found.lengths
    return key > max(others)


def key_is_shortest(found: OptionsOfItem) -> float:
    """Return 1 when the key is shorter than every other option, else 0."""
    key, others = found.lengths
    return key < min(others)


def key_shares_most(found: OptionsOfItem) -> float:
    """Return 1 when the key alone shares most words with the other options, else 0."""
    most = max(found.shared)
    best = [place for place, shared in enumerate(found.shared) if shared == most]
    return most > 0 and len(best) == 1 and found.options.options[best[0]].correct


def best_form_is_key(found: OptionsOfItem) -> float:
    """Return the chance that somebody who knows tests but not the subject finds the key."""
    longest = max(len(option.text.strip()) for option in found.options.options)
    scores = []
    for option, shared, echo in zip(found.options.options, found.shared, found.echoes, strict=True):
        score = _CLANG * echo + _SHARED * shared
        score += _ABSOLUTES * bool(ABSOLUTE.search(option.text))
        score += _HEDGES * bool(HEDGE.search(option.text))
        scores.append(score + _LONGEST * (len(option.text.strip()) == longest))
    return _chance_of_best(found, scores)


def faintest_echo_is_key(found: OptionsOfItem) -> float:
    """Return the chance that whoever takes the option that repeats the stem least finds the key."""
    return _chance_of_best(found, [-echo for echo in found.echoes])


def _chance_of_best(found: OptionsOfItem, scores: Sequence[float]) -> float:
    """Return the chance of the key when one of the options that score best is drawn by lot."""
    best = [
        option.correct
        for option, score in zip(found.options.options, scores, strict=True)
        if score == max(scores)
    ]
    return sum(best) / len(best)
