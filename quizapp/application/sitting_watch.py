"""The time of an attempt that goes on, and what is noted meanwhile, kept on the disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from quizapp.application.explaining import Explainer
    from quizapp.application.own_progress import OwnProgress
    from quizapp.domain.sittings import Sitting
    from quizapp.storage.bank_store import BankStore
    from quizapp.storage.hand_in_store import HandInStore
    from quizapp.storage.sitting_store import SittingStore

SAVE_EVERY_MS = 15_000
"""How much time at most is not on the disk while nothing is answered."""


class SittingTools(NamedTuple):
    """What attempts work with.

    Attributes:
        now: the wall clock.
        steady_ms: milliseconds on a clock that nobody can set, a stretch for each start of the
            computer.
        own: counts answers in the learner's own progress.
        zone: in which moments are told; `None` for that of the computer.
    """

    sittings: SittingStore
    hand_ins: HandInStore
    banks: BankStore
    explainer: Explainer
    now: Callable[[], datetime]
    steady_ms: Callable[[], int]
    own: OwnProgress
    zone: tzinfo | None = None


class SittingWatch:
    """Holds an attempt as it stands now.

    Attributes:
        sitting: the attempt, with the time of the last look at the clocks.
    """

    def __init__(self, sitting: Sitting, limit_s: int | None, tools: SittingTools) -> None:
        self.sitting = sitting
        self._limit_s, self._tools = limit_s, tools
        if sitting.ended_at is None:
            time = sitting.time.resumed(tools.now(), tools.steady_ms())
            self.sitting = replace(sitting, time=time)
            self.save()
        self._saved = self.sitting.time

    @property
    def has_ended(self) -> bool:
        """Whether the attempt was handed in."""
        return self.sitting.ended_at is not None

    @property
    def ran_out(self) -> bool:
        """Whether nothing is left of the limit, as of the last look."""
        return self._limit_s is not None and self.sitting.time.used_ms >= self._limit_s * 1000

    def look(self) -> Sitting:
        """Look at the clocks and return the attempt as it stands; an ended one stands still."""
        if not self.has_ended:
            time = self.sitting.time.read(self._tools.now(), self._tools.steady_ms())
            self.sitting = replace(self.sitting, time=time)
        return self.sitting

    def remaining_ms(self) -> int | None:
        """Look at the clocks and return what is left of the limit, or `None` without one."""
        time = self.look().time
        return None if self._limit_s is None else max(0, self._limit_s * 1000 - time.used_ms)

    def keep(self) -> None:
        """Put the time on the disk now and then, and a jump of the clock at once.

        Raises:
            UserError: it could not be written.
        """
        time = self.look().time
        is_due = time.used_ms - self._saved.used_ms >= SAVE_EVERY_MS
        if time.jumps != self._saved.jumps or is_due:
            self.save()

    def away(self, away_ms: int, *, is_new: bool) -> None:
        """Note that the questions were not in front.

        Args:
            away_ms: for how long, since this was noted last.
            is_new: whether this is another loss of the front.

        Raises:
            UserError: it could not be written; it is noted all the same.
        """
        if self.has_ended:
            return
        sitting = self.look()
        self.sitting = replace(
            sitting,
            focus_losses=sitting.focus_losses + is_new,
            away_ms=sitting.away_ms + max(0, away_ms),
        )
        self.save()

    def save(self) -> None:
        """Put the attempt on the disk as it stands."""
        self._tools.sittings.save(self.sitting)
        self._saved = self.sitting.time
