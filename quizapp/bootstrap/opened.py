"""What all use cases stand on: an open database, its folder, and the world around it."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
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


def _steady_ms() -> int:
    """Return milliseconds since the computer started, sleep included where the system tells."""
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
    steady_ms: Callable[[], int] = _steady_ms


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
