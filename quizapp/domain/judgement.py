"""Judgement: how well a learner's confidence fits the results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.confidence import Confidence


@dataclass(frozen=True, slots=True)
class ConfidenceLevel:
    """Answers given with one confidence word, and how many of them were right."""

    confidence: Confidence
    answers: int
    right: int

    @property
    def share_right(self) -> float | None:
        """Share of right answers, or `None` without answers."""
        return self.right / self.answers if self.answers else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """Confidence against right answers.

    Attributes:
        levels: one a confidence word, from guess to certain.
        brier: mean squared distance between the probability said and the result (Brier 1950);
            0 is perfect, 0.25 is what saying "50%" always gets; `None` without answers.
    """

    levels: tuple[ConfidenceLevel, ...]
    brier: float | None

    @property
    def answers(self) -> int:
        """Number of answers with a confidence word."""
        return sum(level.answers for level in self.levels)

    @property
    def certainty_mark(self) -> float | None:
        """Mean mark of an answer by certainty marking, -6 to 3, or `None` without answers."""
        if not self.answers:
            return None
        marks = (
            level.right * level.confidence.certainty_mark(is_right=True)
            + (level.answers - level.right) * level.confidence.certainty_mark(is_right=False)
            for level in self.levels
        )
        return sum(marks) / self.answers


def judge(counts: Mapping[Confidence, tuple[int, int]]) -> Judgement:
    """Make a judgement from (answers, right) per confidence word."""
    levels = tuple(
        ConfidenceLevel(confidence, *counts.get(confidence, (0, 0))) for confidence in Confidence
    )
    answers = sum(level.answers for level in levels)
    if not answers:
        return Judgement(levels, None)
    squares = sum(
        level.right * (1 - level.confidence.probability) ** 2
        + (level.answers - level.right) * level.confidence.probability**2
        for level in levels
    )
    return Judgement(levels, squares / answers)
