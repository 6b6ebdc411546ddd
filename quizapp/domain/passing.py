"""Topics that can be passed: what it takes, and where a learner stands."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.attempts import PassRule
from quizapp.domain.item_rules.keys import OVERDOSE_TOPIC

TOPIC_RULES = {OVERDOSE_TOPIC: PassRule(0.8, no_critical_error=True)}
"""By topic. A critical error counts while it is open: it closes when, on a later day, its item is
answered rightly and not by a guess, or its scenario is passed."""


@dataclass(frozen=True, slots=True)
class TopicPass:
    """Where a learner stands in a topic that can be passed.

    Attributes:
        items: active items of the topic.
        right: of these, answered rightly the last time.
        open_errors: critical errors that are still open, in items and in scenarios.
    """

    topic: str
    items: int
    right: int
    open_errors: int

    @property
    def needed(self) -> int:
        """How many must have been answered rightly."""
        return TOPIC_RULES[self.topic].needed(self.items)

    @property
    def passed(self) -> bool:
        """Whether the topic is passed now."""
        return TOPIC_RULES[self.topic].is_met(self.right, self.items, self.open_errors)
