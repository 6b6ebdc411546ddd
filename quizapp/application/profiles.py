"""Profiles: who learns on this computer."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

from quizapp.domain.errors import UserError
from quizapp.domain.learners import Learner, StudySettings
from quizapp.storage.learner_store import LearnerStore

LONGEST_NAME = 60
_SHORTEST_PIN = 4
_LONGEST_PIN = 12
# About 130 ms and 64 MiB a try: a courtesy lock, slow enough to make guessing dull.
_SCRYPT_COST = 2**16
_SCRYPT_MEMORY = 128 * 8 * _SCRYPT_COST + 2**20


def check_new_pin(pin: str) -> None:
    """Let a PIN of 4 to 12 digits pass.

    Raises:
        UserError: it is not one.
    """
    is_digits = pin.isascii() and pin.isdigit()
    if not (is_digits and _SHORTEST_PIN <= len(pin) <= _LONGEST_PIN):
        raise UserError("A PIN has 4 to 12 digits.", "Choose digits only, such as 2718.")


class Profiles:
    """The learners of this database, each with progress of their own."""

    def __init__(
        self, store: LearnerStore, clock: Callable[[], datetime], new_id: Callable[[], str]
    ) -> None:
        self._store = store
        self._clock = clock
        self._new_id = new_id

    def learners(self) -> tuple[Learner, ...]:
        """Return all learners, the first made first."""
        return self._store.all()

    def get(self, learner_id: str) -> Learner:
        """Return a learner.

        Raises:
            UserError: there is none with this id.
        """
        learner = self._store.get(learner_id)
        if learner is None:
            raise UserError("This learner is not on this computer any more.", "Choose another one.")
        return learner

    def create(self, name: str) -> Learner:
        """Add a learner.

        Raises:
            UserError: the name is empty, too long or taken.
        """
        learner = Learner(
            id=self._new_id(), name=self._checked_name(name), created_at=self._clock()
        )
        self._store.add(learner)
        return learner

    def rename(self, learner_id: str, name: str) -> Learner:
        """Give a learner another name. Raises what `create` and `get` raise."""
        learner = self.get(learner_id)
        checked = self._checked_name(name, own_id=learner_id)
        self._store.rename(learner_id, checked)
        return learner._replace(name=checked)

    def set_pin(self, learner_id: str, pin: str | None) -> Learner:
        """Set a PIN of 4 to 12 digits, or take it away.

        A PIN is a courtesy lock: the file itself stays readable to whoever owns the account.

        Raises:
            UserError: the PIN is not 4 to 12 digits.
        """
        learner = self.get(learner_id)
        if pin is None:
            self._store.save_pin(learner_id, None)
            return learner._replace(has_pin=False)
        check_new_pin(pin)
        salt = os.urandom(16)
        self._store.save_pin(learner_id, (salt, _hash(pin, salt)))
        return learner._replace(has_pin=True)

    def check_pin(self, learner_id: str, pin: str) -> bool:
        """Return whether the PIN is right; a learner without one lets everybody in."""
        import hmac

        salted = self._store.pin(learner_id)
        if salted is None:
            return True
        salt, digest = salted
        return hmac.compare_digest(_hash(pin, salt), digest)

    def save_settings(self, learner_id: str, settings: StudySettings) -> Learner:
        """Change how a learner wants to study."""
        learner = self.get(learner_id)
        self._store.save_settings(learner_id, settings)
        return learner._replace(settings=settings)

    def delete(self, learner_id: str) -> None:
        """Delete a learner with all answers. This cannot be undone."""
        self._store.delete(learner_id)

    def _checked_name(self, name: str, own_id: str = "") -> str:
        name = " ".join(name.split())
        if not name:
            raise UserError("A name is needed.", "Type what we should call you.")
        if len(name) > LONGEST_NAME:
            raise UserError(f"A name has at most {LONGEST_NAME} characters.", "Shorten it.")
        for learner in self._store.all():
            if learner.name.casefold() == name.casefold() and learner.id != own_id:
                raise UserError(f"{learner.name} is on this computer already.", "Add an initial.")
        return name


def _hash(pin: str, salt: bytes) -> bytes:
    import hashlib

    return hashlib.scrypt(
        pin.encode(), salt=salt, n=_SCRYPT_COST, r=8, p=1, maxmem=_SCRYPT_MEMORY, dklen=32
    )
