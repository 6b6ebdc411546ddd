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


_PROBABILITIES = {
    Confidence.GUESS: 0.30,
    Confidence.UNSURE: 0.50,
    Confidence.FAIRLY: 0.75,
    Confidence.CERTAIN: 0.95,
}
