"""Becoming a trainer: a key, its back-up under a passphrase, and putting it back."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from quizapp.delivery.trainer_keys import (
    TrainerKey,
    WrongPassphrase,
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

__all__ = ["TrainerSetup", "WrongPassphrase"]

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
                "Put it back from its back-up: Settings, Trainer, or"
                " `quizapp trainer restore BACK-UP`.",
            )
        read_back = _proved_backup(new_trainer_key(), passphrase, backup)
        self._keep(read_back)
        return read_back

    def back_up(self, passphrase: str, backup: Path) -> None:
        """Write another back-up of the key in place, and prove that it can be restored.

        Older back-ups still open with the passphrases that they were made with.

        Raises:
            UserError: there is no key, the passphrase is too short, or the file cannot be written.
        """
        _proved_backup(self.key(), passphrase, backup)

    def restore(self, passphrase: str, backup: Path) -> TrainerKey:
        """Put a key back from its back-up; doing so twice does no harm, and tries the back-up.

        A damaged key file is kept beside it, under another name.

        Raises:
            UserError: the back-up or the passphrase is not right, or another key is in place.
        """
        key = key_from_backup(_read_line(backup), passphrase, backup.name)
        there = self._in_place()
        if there is not None and there.sign_key != key.sign_key:
            raise UserError(
                "Another trainer's key is in this data folder.",
                "Choose another data folder with --data-dir.",
            )
        self._keep(key)
        return key

    @property
    def is_key_missing(self) -> bool:
        """Whether there was a trainer here whose key file is gone."""
        return not self._path.exists() and self._store.has_keys()

    def key(self) -> TrainerKey:
        """Return the key of this data folder.

        Raises:
            UserError: there is none, or it is damaged.
        """
        if self._path.exists():
            return self._read()
        if self.is_key_missing:
            raise UserError(
                "The file with the trainer's key is missing.",
                "Put it back: Settings, Trainer, or `quizapp trainer restore BACK-UP`.",
            )
        raise UserError(
            "There is no trainer's key in this data folder.",
            "Make one: Settings, Trainer, or `quizapp trainer init`.",
        )

    def _in_place(self) -> TrainerKey | None:
        """Return the key in place, if any; a damaged one is put out of the way."""
        if not self._path.exists():
            return None
        try:
            return self._read()
        except UserError:
            number = 1
            while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
                number += 1
            try:
                self._path.rename(aside)
            except OSError as error:
                raise UserError(f"{self._path} cannot be moved: {error.strerror}.") from error
            return None

    def _read(self) -> TrainerKey:
        return key_from_line(_read_line(self._path))

    def _keep(self, key: TrainerKey) -> None:
        if not self._path.exists():
            _write_new(self._path, key.to_line())
        self._store.add_key(key.sign_key, key.box_key, self._now())


def _proved_backup(key: TrainerKey, passphrase: str, backup: Path) -> TrainerKey:
    """Write a back-up and return the key that it gives back."""
    _write_new(backup, key.to_backup(passphrase))
    return key_from_backup(_read_line(backup), passphrase, backup.name)


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
