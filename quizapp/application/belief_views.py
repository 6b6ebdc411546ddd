"""What is shown of the ledger of misconceptions: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.views import CitationView
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.ledger import BeliefState, Need
    from quizapp.domain.registers import Misconception, Reference


class Sign(StrEnum):
    """What an answer says of a misconception that it could have given away."""

    GAVE_AWAY = "gave_away"
    SAW_THROUGH = "saw_through"
    GUESSED = "guessed"
    MISSED = "missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefAnswer:
    """An answer that says how a misconception stands.

    Attributes:
        asked: the question, or the title of the scenario; empty when it is not there any more.
        chosen: the answer in words; empty when the question has another key since.
    """

    day: date
    asked: str
    chosen: str
    confidence: Confidence | None
    sign: Sign
    in_scenario: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefRow:
    """A misconception and how it stands with the learner.

    Attributes:
        since: the day on which it came to stand so.
        met, chosen: how many answers could have given it away, and how many did.
        need: what clears it; `None` once it is cleared.
        can_work: whether an active item could give it away.
        follow_up: the day from which it is offered again after it was worked on.
    """

    misconception: Misconception
    state: BeliefState
    since: date | None
    met: int
    chosen: int
    need: Need | None
    can_work: bool
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class LedgerView:
    """All misconceptions, those that want work first."""

    rows: tuple[BeliefRow, ...]
    today: date


@dataclass(frozen=True, slots=True)
class BeliefDetails:
    """What stands behind a misconception: the learner's answers, newest first, and the sources."""

    answers: tuple[BeliefAnswer, ...]
    citations: tuple[CitationView, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Introduction:
    """What a run that works on a misconception begins with."""

    misconception: Misconception
    citations: tuple[CitationView, ...]
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class BeliefTurn:
    """A misconception that was cleared in a run, or came back."""

    name: str
    state: BeliefState
