"""Sittings: a learner going through a set, and the time that this takes.

Time goes on from the start of a sitting, whether it is in front, left, or the app was ended. Two
clocks tell how much has passed: the wall clock, which anybody can set, and the steady clock, which
nobody can set and which begins anew when the computer starts: on a stretch of its own, by which that
is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from quizapp.domain.answers import PathAnswer
from quizapp.domain.assignments import SittingRecord

if TYPE_CHECKING:
    from quizapp.domain.answers import Answer
    from quizapp.domain.confidence import Confidence

JUMP_MS = 2_000
"""From how many milliseconds on a difference between the clocks is a jump; less is correction."""
MOST_JUMPS = 100
STRETCH_MS = 2**41
"""How long a stretch of the steady clock is, one for each start of the computer (70 years).

The first stretch is for all starts that cannot be told from each other.
"""
NOT_LOOKED_AT_MS = 2**62
"""Stands for the steady clock where it was not looked at on this computer: it then says nothing."""

_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingTime:
    """How much time has passed in a sitting, as of the last look at the clocks.

    Attributes:
        used_ms: since the start.
        seen_at: what the wall clock said then.
        steady_ms: what the steady clock said then.
        jumps: by how much the wall clock was set, each time, in milliseconds; below 0 for back.
    """

    used_ms: int
    seen_at: datetime
    steady_ms: int
    jumps: tuple[int, ...] = ()

    def read(self, now: datetime, steady_ms: int) -> SittingTime:
        """Return the time at another look in the same run of the app: the steady clock counts."""
        passed = max(0, steady_ms - self.steady_ms)
        return self._after(passed, _ms_between(self.seen_at, now) - passed, now, steady_ms)

    def resumed(self, now: datetime, steady_ms: int) -> SittingTime:
        """Return the time at the first look after the app was closed or ended.

        The steady clock counts where the computer was not started meanwhile. Otherwise it can only
        say too little, and what the wall clock says has passed; one that says less was set back.
        """
        if self._is_same_start(steady_ms):
            return self.read(now, steady_ms)
        wall, steady = _ms_between(self.seen_at, now), self._at_least(steady_ms)
        return self._after(max(wall, steady), min(0, wall - steady), now, steady_ms)

    def _is_same_start(self, steady_ms: int) -> bool:
        start = steady_ms // STRETCH_MS
        return start > 0 and start == self.steady_ms // STRETCH_MS

    def _at_least(self, steady_ms: int) -> int:
        """Return how much has passed at least, by a steady clock that may have begun anew."""
        if self.steady_ms == NOT_LOOKED_AT_MS:
            return 0
        start, since_start = divmod(steady_ms, STRETCH_MS)
        seen_start, seen = divmod(self.steady_ms, STRETCH_MS)
        return since_start if start and seen_start else max(0, since_start - seen)

    def _after(self, passed: int, jump: int, now: datetime, steady_ms: int) -> SittingTime:
        jumps = self.jumps
        if abs(jump) >= JUMP_MS and len(jumps) < MOST_JUMPS:
            jumps = (*jumps, jump)
        return replace(
            self, used_ms=self.used_ms + passed, seen_at=now, steady_ms=steady_ms, jumps=jumps
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One attempt at a set.

    Attributes:
        id: of the attempt, as it is handed in.
        number: which attempt it is, from 1.
        focus_losses: how often another window came to the front.
        away_ms: how long the questions were not in front.
        ended_at: when it was handed in, or its time ran out; `None` while it goes on.
    """

    id: str
    set_sha256: str
    number: int
    started_at: datetime
    time: SittingTime
    focus_losses: int = 0
    away_ms: int = 0
    ended_at: datetime | None = None

    @property
    def record(self) -> SittingRecord:
        """What is handed in with the answers, and shown to the learner."""
        return SittingRecord(
            started_at=self.started_at,
            focus_losses=self.focus_losses,
            away_ms=self.away_ms,
            clock_jumps=self.time.jumps,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a sitting knows of one question.

    Attributes:
        answer: in the letters of the sheet; `None` while there is none.
        elapsed_ms: how long the question was on screen.
    """

    answer: Answer | None = None
    confidence: Confidence | None = None
    elapsed_ms: int = 0
    is_flagged: bool = False

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer; a scenario has one when its end was reached."""
        if isinstance(self.answer, PathAnswer):
            return self.answer.ended
        return self.answer is not None


def _ms_between(start: datetime, end: datetime) -> int:
    return (end - start) // _MS
