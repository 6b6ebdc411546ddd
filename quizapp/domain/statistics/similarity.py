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
    from collections.abc import Callable, Hashable, Iterator, Sequence

FEWEST_LEARNERS = 20
"""With fewer, the shares that everything rests on say too little."""

FEWEST_QUESTIONS = 20
"""What two learners must both have answered to be compared."""

MOST_EXPECTED = 0.01
"""Pairs are named when chance alone gives fewer than this many: in one assignment of a hundred."""

# A little is left for what is rounded; see `worth_counting`.
_NEAR = 0.95
# What a learner's chances are first looked up by: steps of the steepness so fine that the count to
# expect of 200 questions is right to about half an answer.
_GRID = 64
_ROUNDED = 1.0
# How much lower than that a pair may come to lie for each question that one of the two left open.
_OPEN = 1.5
_BISECTIONS = 30
_CERTAIN = (0.0, 1.0)
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


def compare_answers(
    answers: Sequence[Sequence[GivenAnswer | None]],
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> Similarity:
    """Compare each learner with each other one.

    Args:
        answers: for each learner one a question, all in the same order; `None` for no answer.
            Questions that one of two learners left open do not count for the pair.
        tell: hears how many of how many steps are done; what it raises stops the work.
    """
    count = len(answers)
    model = _Model(answers, lambda done: tell(done, 2 * count))
    pairs = model.pairs
    alike: list[AlikePair] = []
    if pairs:
        near = worth_counting(pairs)
        for first in range(count):
            tell(count + first, 2 * count)
            alike += model.compared(first, near)
    is_enough = count >= FEWEST_LEARNERS and pairs > 0
    named = [
        replace(one, false_alarms=one.chance * pairs)
        for one in sorted(alike, key=lambda one: one.chance)
        if is_enough and one.chance * pairs <= MOST_EXPECTED
    ]
    return Similarity(count, pairs, tuple(named), is_enough)


def worth_counting(pairs: int) -> float:
    """Return from how many standard deviations above what is expected a pair can be named at all.

    The tail of such a sum is never thinner than that of a Poisson variable seen from below, where
    nothing at all lies √ln(1/p) standard deviations away.
    """
    return _NEAR * math.sqrt(math.log(pairs / MOST_EXPECTED))


class _Chances(NamedTuple):
    """The chances of a learner, question by question.

    Attributes:
        right: the chance to have each question right; `wrong`: to have it wrong; `same_wrong`: to
            have it wrong with the same answer as somebody else who has it wrong.
    """

    right: list[float]
    wrong: list[float]
    same_wrong: list[float]


class _Model:
    """The chances of all answers, fitted to the answers that were given."""

    def __init__(
        self, answers: Sequence[Sequence[GivenAnswer | None]], tell: Callable[[int], None]
    ) -> None:
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
        self._steepness: list[float] = []
        fitted: dict[tuple[int, int], float] = {}
        for learner, answered in enumerate(self._answered):
            tell(learner)
            # Learners who left the same questions open and have as many right are alike.
            right = (self._bits[learner] ^ self._wrong_bits[learner]).bit_count()
            if (answered, right) not in fitted:
                fitted[answered, right] = self._fitted(answered, right)
            self._steepness.append(fitted[answered, right])
        self._cells = [round(_GRID * one) for one in self._steepness]
        self._of_cell: dict[int, _Chances] = {}
        self._near: dict[tuple[int, int], float] = {}

    @property
    def pairs(self) -> int:
        """How many pairs have answered enough questions in common."""
        return sum(
            (one & other).bit_count() >= FEWEST_QUESTIONS
            for one, other in combinations(self._answered, 2)
        )

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

    def _fitted(self, answered: int, right: int) -> float:
        """Return how steep the curve of a learner is; see `_curve`."""
        shares = [share for place, share in enumerate(self._shares) if answered >> place & 1]
        low, high = _FLATTEST, _STEEPEST
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if sum(_curve(shares, middle)) < right:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def _chances(self, steepness: float) -> _Chances:
        right = _curve(self._shares, steepness)
        wrong = [1 - chance for chance in right]
        return _Chances(right, wrong, list(map(mul, wrong, self._same_wrong)))

    def compared(self, first: int, near: float) -> Iterator[AlikePair]:
        """Return how alike a learner is to those behind, where it is out of the ordinary.

        Args:
            first: the place of the learner.
            near: from how many standard deviations above what is expected it is worth counting out.
        """
        answered, bits, cell = self._answered[first], self._bits[first], self._cells[first]
        whole = len(self._shares)
        for second in range(first + 1, len(self._bits)):
            questions = (answered & self._answered[second]).bit_count()
            if questions < FEWEST_QUESTIONS:
                continue
            same = (bits & self._bits[second]).bit_count()
            key = cell, self._cells[second]
            found = self._near.get(key)
            if found is None:
                found = self._near[key] = self._near_in(key, near)
            if same >= found - _OPEN * (whole - questions):
                yield from self._looked_at(first, second, near)

    def _near_in(self, cells: tuple[int, int], near: float) -> float:
        """Return from about how many same answers on two learners who left nothing open are near."""
        for cell in cells:
            if cell not in self._of_cell:
                self._of_cell[cell] = self._chances(cell / _GRID)
        one, other = (self._of_cell[cell] for cell in cells)
        expected, spread = _usual(_matches(one, other))
        return expected + near * spread - _ROUNDED

    def _looked_at(self, first: int, second: int, near: float) -> Iterator[AlikePair]:
        one, other = (self._chances(self._steepness[place]) for place in (first, second))
        answered = self._answered[first] & self._answered[second]
        chances = _matches(one, other)
        chances = [chance for place, chance in enumerate(chances) if answered >> place & 1]
        both = self._bits[first] & self._bits[second]
        same = both.bit_count()
        expected, spread = _usual(chances)
        if same >= expected + near * spread and same != expected:
            yield AlikePair(
                first=first,
                second=second,
                questions=len(chances),
                same=same,
                same_wrong=(both & self._wrong_bits[first]).bit_count(),
                expected=expected,
                chance=at_least(same, chances),
                false_alarms=0.0,
            )


def _matches(one: _Chances, other: _Chances) -> list[float]:
    """Return the chance of two learners giving the same answer to each question."""
    return [
        right + wrong
        for right, wrong in zip(
            map(mul, one.right, other.right), map(mul, one.same_wrong, other.wrong), strict=True
        )
    ]


def _usual(chances: Sequence[float]) -> tuple[float, float]:
    """Return how many of independent events to expect, and the standard deviation of that."""
    expected = sum(chances)
    return expected, math.sqrt(max(0.0, expected - sum(map(mul, chances, chances))))


def _curve(shares: Sequence[float], steepness: float) -> list[float]:
    """Return the chances of a learner to have questions with these shares right right as well.

    Args:
        shares: 0 to 1.
        steepness: logarithm of Wesolowsky's a; 0 is the learner who has as much right as all.
    """
    a = math.exp(steepness)
    root = 1 / a
    # Written with expm1 and log1p, as a grows so small that powers would round to 1.
    return [
        share if share in _CERTAIN else (-math.expm1(a * math.log1p(-share))) ** root
        for share in shares
    ]


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
