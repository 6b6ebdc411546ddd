"""The forgetting curve of FSRS-6: the chance of recall some days after a review."""

from __future__ import annotations

# Minus the 21st default parameter of FSRS-6 (fsrs 6.3.2).
DECAY = -0.1542
FACTOR = 0.9 ** (1 / DECAY) - 1


def recall_after(days: float, stability: float) -> float:
    """Return the chance of recall `days` after a review: (1 + f·t/S)^d of FSRS-6."""
    return float((1 + FACTOR * days / stability) ** DECAY)
