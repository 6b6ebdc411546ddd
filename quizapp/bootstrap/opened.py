"""What all use cases stand on: an open database, its folder, and the world around it."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.practice import Practice
from quizapp.application.preferences import PreferencesFile
from quizapp.application.profiles import Profiles
from quizapp.application.studying import StudyClock
from quizapp.storage.bank_store import BankStore
from quizapp.storage.database import Database

if TYPE_CHECKING:
    from quizapp.application.explaining import Explainer


_START = Path("/proc/sys/kernel/random/boot_id")


@cache
def _stretch_ms() -> int:
    """Return where the steady clock began with this start of the computer; 0 where none is told."""
    from quizapp.domain.sittings import STRETCH_MS

    try:
        return max(1, int(_START.read_text(encoding="ascii")[:5], 16)) * STRETCH_MS
    except (OSError, ValueError):
        return 0


def steady_ms() -> int:
    """Return milliseconds since the computer started, sleep included where the system tells.

    Each start of the computer has a stretch of its own, where the system tells one from another.
    """
    return _stretch_ms() + _running_ms()


def _running_ms() -> int:
    known = [name for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC") if hasattr(time, name)]
    if known:
        return time.clock_gettime_ns(getattr(time, known[0])) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class Environment(NamedTuple):
    """What tests settle and the world otherwise gives: time, zone, ids and seeds."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    zone: tzinfo | None = None
    new_id: Callable[[], str] = lambda: os.urandom(16).hex()
    new_seed: Callable[[], int] = lambda: random.SystemRandom().getrandbits(32)
    questions: Path | None = None
    steady_ms: Callable[[], int] = steady_ms


class Opened(NamedTuple):
    """An open database with what the first screen needs of it."""

    data_dir: Path
    environment: Environment
    database: Database
    preferences: PreferencesFile
    clock: StudyClock
    profiles: Profiles
    practice: Practice

    @property
    def _explainer(self) -> Explainer:
        from quizapp.application.explaining import Explainer
        from quizapp.storage.document_store import DocumentStore

        return Explainer(BankStore(self.database), DocumentStore(self.database))
