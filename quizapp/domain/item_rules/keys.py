"""Rules about right and harmful options that hold before an item can be built at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KEYS_RULE = "L01"
HARM_RULE = "L19"

OVERDOSE_TOPIC = "overdose-response"

HARM_BELIEFS = frozenset({"MC09", "MC10", "MC11", "MC12", "MC24", "MC27", "MC29", "MC31"})
"""Beliefs that can kill when acted upon."""


def key_problem(*, wants_several: bool, correct: Sequence[bool]) -> str:
    """Return what is wrong with the number of right options, or an empty string.

    Args:
        wants_several: the kind asks for several right options.
        correct: for each option whether it is right.
    """
    right = sum(correct)
    if wants_several:
        if right < 2:
            return f"at least two options must be marked correct, and {right} is"
        if right == len(correct):
            return "at least one option must be wrong"
        return ""
    if right != 1:
        return f"exactly one must be marked correct, and here it is {right}"
    return ""


def must_state_harm(topic: str, misconception: str | None) -> bool:
    """Return whether a distractor has to say whether it would harm somebody."""
    return topic == OVERDOSE_TOPIC and misconception in HARM_BELIEFS
