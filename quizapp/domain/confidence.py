"""How sure a learner says to be."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """How sure the learner says to be, before knowing the result."""

    GUESS = "guess"
    UNSURE = "unsure"
    FAIRLY = "fairly"
    CERTAIN = "certain"

    @property
    def probability(self) -> float:
        """The chance of being right that the word stands for, for Brier score and reliability."""
        return _PROBABILITIES[self]

    def certainty_mark(self, *, is_right: bool) -> int:
        """Return the mark of an answer by certainty marking, -6 to 3.

        Whoever is sure and right gains most, and whoever is sure and wrong loses more than that.
        """
        right, wrong = _CERTAINTY_MARKS[self]
        return right if is_right else wrong


_PROBABILITIES = {
    Confidence.GUESS: 0.30,
    Confidence.UNSURE: 0.50,
    Confidence.FAIRLY: 0.75,
    Confidence.CERTAIN: 0.95,
}
_CERTAINTY_MARKS = {
    Confidence.GUESS: (1, 0),
    Confidence.UNSURE: (1, 0),
    Confidence.FAIRLY: (2, -2),
    Confidence.CERTAIN: (3, -6),
}
