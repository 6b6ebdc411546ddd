"""How alike the answers of two learners are, next to how alike chance makes them.

A hint and nothing more: learners who learned together answer alike, too.

For each question and learner, the chance of a right answer follows the curve of Wesolowsky (2000,
Detecting excessive similarity in answers on multiple choice exams, Journal of Applied Statistics
27, 909-921): 1 - (1 - r)^a to the power of 1/a, where r is the share of learners who have the
question right and a is chosen so that the chances of a learner add up to how many that learner
has right. Wrong answers fall as they fall among all who are wrong. Two learners who work apart
then give the same answer with the chance p·q + (1 - p)(1 - q)·s, where s is the chance that two
wrong answers are the same. How often they do is a sum of such chances, whose distribution is
counted out: the generalised binomial test of van der Linden and Sotaridona (2006, Detecting answer
copying when the regular response process follows a known response model, Journal of Educational
and Behavioral Statistics 31, 283-304). Pairs are many, so each chance is multiplied by their number
(Bonferroni): what comes out is how many pairs as alike as this one to expect from chance alone.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

FEWEST_LEARNERS = 20
"""With fewer, the shares that everything rests on say too little."""

FEWEST_QUESTIONS = 20
"""What two learners must both have answered to be compared."""

MOST_EXPECTED = 0.01
"""Pairs are named when chance alone gives fewer than this many: in one assignment of a hundred."""

# With less than this many standard deviations above what is expected, no chance is small enough to
# name one of 190 pairs or more: the tail of such a sum is never thinner than that of a Poisson
# variable seen from below, where even nothing at all is 3.1 standard deviations away.
_NEAR = 3.0
_BISECTIONS = 40
# With more groups than this, pairs of them hardly come again, and keeping them takes memory.
_MOST_GROUPS = 300
_FLATTEST, _STEEPEST = -20.0, 20.0


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer to one question.

    Attributes:
        value: what was answered; equal values are the same answer.
    """

    value: Hashable
    is_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePair:
    """Two learners whose answers are more alike than chance makes them.

    Attributes:
        first: place of one learner in what was compared; `second`: of the other one, behind it.
        questions: how many both have answered.
        same: how many of them the same; `same_wrong`: the same and wrong.
        expected: how many the same to expect of learners who have as much right.
        chance: how often two such learners who work apart are as alike as that or more, 0 to 1.
        false_alarms: how many such pairs to expect among all of them by chance alone.
    """

    first: int
    second: int
    questions: int
    same: int
    same_wrong: int
    expected: float
    chance: float
    false_alarms: float


@dataclass(frozen=True, slots=True)
class Similarity:
    """What comparing all learners with each other gave.

    Attributes:
        learners: how many were compared; `pairs`: how many pairs with enough questions they make.
        alike: pairs that chance alone hardly gives, the least likely first.
        is_enough: whether there are enough learners and questions to say anything.
    """

    learners: int
    pairs: int
    alike: tuple[AlikePair, ...]
    is_enough: bool


def compare_answers(answers: Sequence[Sequence[GivenAnswer | None]]) -> Similarity:
    """Compare each learner with each other one.

    Args:
        answers: for each learner one a question, all in the same order; `None` for no answer.
            Questions that one of two learners left open do not count for the pair.
    """
    model = _Model(answers)
    alike: list[AlikePair] = []
    pairs = 0
    for first, second in combinations(range(len(answers)), 2):
        if model.answered_by_both(first, second).bit_count() >= FEWEST_QUESTIONS:
            pairs += 1
            found = model.compare(first, second)
            if found is not None:
                alike.append(found)
    is_enough = len(answers) >= FEWEST_LEARNERS and pairs > 0
    named = [
        replace(one, false_alarms=one.chance * pairs)
        for one in sorted(alike, key=lambda one: one.chance)
        if is_enough and one.chance * pairs <= MOST_EXPECTED
    ]
    return Similarity(len(answers), pairs, tuple(named), is_enough)


_Key = tuple[int, int]


class _Group(NamedTuple):
    """Learners who left the same questions open and have as many right: their chances are alike.

    Attributes:
        right: the chance to have each question right; `wrong`: to have it wrong; `same_wrong`: to
            have it wrong with the same answer as somebody else who has it wrong.
    """

    right: list[float]
    wrong: list[float]
    same_wrong: list[float]


class _Model:
    """The chances of all answers, fitted to the answers that were given."""

    def __init__(self, answers: Sequence[Sequence[GivenAnswer | None]]) -> None:
        self._shares: list[float] = []
        self._same_wrong: list[float] = []
        # Whole numbers as rows of bits. In the first one bit stands for a question, in the others
        # for an answer that was given to it, so that the same answers share bits.
        self._answered = [0] * len(answers)
        self._bits = [0] * len(answers)
        self._wrong_bits = [0] * len(answers)
        self._next_bit = 1
        for given in zip(*answers, strict=True):
            self._add_question(given)
        self._groups: dict[_Key, _Group] = {}
        self._group_of = [self._group(learner) for learner in range(len(answers))]
        self._ordinary: dict[tuple[_Key, _Key], tuple[float, float]] = {}

    def _add_question(self, given: Sequence[GivenAnswer | None]) -> None:
        counts = Counter(answer for answer in given if answer is not None)
        everybody = sum(counts.values())
        wrong = [count for answer, count in counts.items() if not answer.is_right]
        wrongs = sum(wrong)
        question = 1 << len(self._shares)
        self._shares.append(1 - wrongs / everybody if everybody else 0.0)
        self._same_wrong.append(sum((count / wrongs) ** 2 for count in wrong))
        bit_of = {answer: self._next_bit << number for number, answer in enumerate(counts)}
        self._next_bit <<= len(counts)
        for learner, answer in enumerate(given):
            if answer is not None:
                self._answered[learner] |= question
                self._bits[learner] |= bit_of[answer]
                if not answer.is_right:
                    self._wrong_bits[learner] |= bit_of[answer]

    def _group(self, learner: int) -> _Key:
        answered = self._answered[learner]
        right = (self._bits[learner] ^ self._wrong_bits[learner]).bit_count()
        key = answered, right
        if key not in self._groups:
            chances = self._fitted(answered, right)
            wrong = [1 - chance for chance in chances]
            self._groups[key] = _Group(chances, wrong, list(map(mul, wrong, self._same_wrong)))
        return key

    def _fitted(self, answered: int, right: int) -> list[float]:
        """Return the chance to have each question right; 0 for one that was left open."""
        shares = [
            share if answered >> place & 1 else 0.0 for place, share in enumerate(self._shares)
        ]
        low, high = _FLATTEST, _STEEPEST
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if sum(_curve(share, middle) for share in shares) < right:
                low = middle
            else:
                high = middle
        return [_curve(share, (low + high) / 2) for share in shares]

    def answered_by_both(self, first: int, second: int) -> int:
        """Return which questions both have answered, a bit a question."""
        return self._answered[first] & self._answered[second]

    def compare(self, first: int, second: int) -> AlikePair | None:
        """Return how alike two learners are; `None` where that is nothing out of the ordinary."""
        both = self._bits[first] & self._bits[second]
        same = both.bit_count()
        expected, near = self._usual(first, second)
        if same < near or same == expected:
            return None
        chances = self._matches(first, second)
        return AlikePair(
            first=first,
            second=second,
            questions=len(chances),
            same=same,
            same_wrong=(both & self._wrong_bits[first]).bit_count(),
            expected=expected,
            chance=at_least(same, chances),
            false_alarms=0.0,
        )

    def _usual(self, first: int, second: int) -> tuple[float, float]:
        """Return how many same answers to expect, and from how many on it is worth counting out."""
        key = self._group_of[first], self._group_of[second]
        found = self._ordinary.get(key)
        if found is None:
            chances = self._matches(first, second)
            expected = sum(chances)
            spread = math.sqrt(max(0.0, expected - sum(map(mul, chances, chances))))
            found = expected, expected + _NEAR * spread
            if len(self._groups) <= _MOST_GROUPS:
                self._ordinary[key] = found
        return found

    def _matches(self, first: int, second: int) -> list[float]:
        """Return the chance of both giving the same answer to each question both answered."""
        one, other = self._groups[self._group_of[first]], self._groups[self._group_of[second]]
        chances = [
            right + wrong
            for right, wrong in zip(
                map(mul, one.right, other.right),
                map(mul, one.same_wrong, other.wrong),
                strict=True,
            )
        ]
        answered = self.answered_by_both(first, second)
        if answered.bit_count() == len(chances):
            return chances
        return [chance for place, chance in enumerate(chances) if answered >> place & 1]


def _curve(share: float, steepness: float) -> float:
    """Return the chance of a right answer of a learner to a question with this share right.

    Args:
        share: 0 to 1.
        steepness: logarithm of Wesolowsky's a; 0 is the learner who has as much right as all.
    """
    if share in (0.0, 1.0):
        return share
    a = math.exp(steepness)
    # Written with expm1 and log1p, as a grows so small that powers would round to 1.
    inside = -math.expm1(a * math.log1p(-share))
    return inside ** (1 / a) if inside > 0 else 0.0


def at_least(count: int, chances: Sequence[float]) -> float:
    """Return the chance that at least `count` of independent events happen, each with its own."""
    # distribution[k] is the chance that k of those looked at so far happened.
    distribution = [1.0]
    for chance in chances:
        longer = [one * (1 - chance) for one in distribution]
        longer.append(0.0)
        for k, one in enumerate(distribution):
            longer[k + 1] += one * chance
        distribution = longer
    return min(1.0, math.fsum(distribution[count:]))
