"""Becoming a trainer: a key, its back-up under a passphrase, and putting it back."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from quizapp.delivery.trainer_keys import (
    TrainerKey,
    key_from_backup,
    key_from_line,
    new_trainer_key,
)
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from quizapp.storage.cohort_store import CohortStore

_MOST_BYTES = 4096


class TrainerSetup:
    """The trainer's key of a data folder.

    The secret lies in a file that only the computer account may read; the database holds its
    public halves. Whoever can read the files of the account can use the key.
    """

    def __init__(self, store: CohortStore, path: Path, now: Callable[[], datetime]) -> None:
        """Take the store, the file in which the key lies once there is one, and the clock."""
        self._store = store
        self._path = path
        self._now = now

    def init(self, passphrase: str, backup: Path) -> TrainerKey:
        """Make a key and its back-up, and prove that the back-up can be restored.

        The back-up is on disk and opened again before the key itself is kept.

        Raises:
            UserError: there is a key already, the passphrase is too short, or a file cannot be
                written.
        """
        if self._path.exists() or self._store.has_keys():
            raise UserError(
                "There is a trainer's key in this data folder, or there was one.",
                "Put it back with `quizapp trainer restore BACK-UP`, or choose another --data-dir.",
            )
        key = new_trainer_key()
        _write_new(backup, key.to_backup(passphrase))
        read_back = key_from_backup(_read_line(backup), passphrase)
        self._keep(read_back)
        return read_back

    def restore(self, passphrase: str, backup: Path) -> TrainerKey:
        """Put a key back from its back-up; doing so twice does no harm.

        Raises:
            UserError: the back-up or the passphrase is not right, or another key is in place.
        """
        key = key_from_backup(_read_line(backup), passphrase)
        if self._path.exists() and self._read().sign_key != key.sign_key:
            raise UserError(
                "Another trainer's key is in this data folder.", "Choose another --data-dir."
            )
        self._keep(key)
        return key

    def key(self) -> TrainerKey:
        """Return the key of this data folder.

        Raises:
            UserError: there is none, or it is damaged.
        """
        if self._path.exists():
            return self._read()
        if self._store.has_keys():
            raise UserError(
                "The file with the trainer's key is missing.",
                "Put it back with `quizapp trainer restore BACK-UP`.",
            )
        raise UserError(
            "There is no trainer's key in this data folder.", "Make one: `quizapp trainer init`."
        )

    def _read(self) -> TrainerKey:
        return key_from_line(_read_line(self._path))

    def _keep(self, key: TrainerKey) -> None:
        if not self._path.exists():
            _write_new(self._path, key.to_line())
        self._store.add_key(key.sign_key, key.box_key, self._now())


def _read_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("ascii", errors="replace")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error


def _write_new(path: Path, line: str) -> None:
    """Write a file that only this account may read, whole or not at all, and over no other."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            raise FileExistsError
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except FileExistsError:
        raise UserError(f"{path} is there already.", "Choose another name for it.") from None
    except OSError as error:
        raise UserError(
            f"{path} could not be written: {error.strerror}.", "Choose another folder."
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()
