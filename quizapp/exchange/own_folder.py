"""The folder of a trainer's own questions: banks, registers, the lock of ids, and drafts.

It is laid out like the questions that ship with Quizapp. Files that begin with the mark of the
editor are written anew by it; all others are only read.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from quizapp.domain.banks import Severity
from quizapp.domain.errors import UserError
from quizapp.exchange import ids_lock, native_writer
from quizapp.exchange.bank_files import size_and_time, yaml_files
from quizapp.exchange.bank_mending import mended
from quizapp.exchange.draft_folder import DraftFolder, write_own
from quizapp.exchange.ids_lock import LOCK_FILE, LockLine
from quizapp.exchange.native_bank import LoadedBank, load_bank, read_bank
from quizapp.exchange.native_registers import LoadedRegisters, load_registers, register_problem

if TYPE_CHECKING:
    from quizapp.domain.banks import Bank
    from quizapp.domain.registers import Claim, Misconception, Reference

BANKS: Final = "banks"
DRAFTS: Final = "drafts"
MARK: Final = "# Kept by the question editor of Quizapp, which writes this file anew.\n"

RESERVED = "draft"
"""The kind of a line of the lock whose id is given away, but not served yet."""


ReadBanks = dict[Path, tuple[tuple[int, int], LoadedBank]]
"""Banks by path, each with what tells that state of its file from another."""


class OwnFolder:
    """Reads and writes the trainer's own questions.

    Args:
        root: the folder; it is made when something is written.

    Attributes:
        drafts: what is not published yet.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.drafts = DraftFolder(root / DRAFTS)
        self._read: ReadBanks = {}
        self._was_there = False

    # Banks -----------------------------------------------------------------------------------

    def banks(self) -> tuple[LoadedBank, ...]:
        """Return all banks of the folder, by name."""
        paths = yaml_files(self.root / BANKS)
        return tuple(self._load(path) for path in paths)

    def unread_bytes(self) -> int:
        """Return how much `banks` would have to read anew."""
        stamps = [(path, size_and_time([path])) for path in yaml_files(self.root / BANKS)]
        return sum(stamp[0] for path, stamp in stamps if self._read.get(path, (None,))[0] != stamp)

    def read_banks(self) -> ReadBanks:
        """Read all banks, and return them for another `OwnFolder` on the same folder to take."""
        self.banks()
        return dict(self._read)

    def take(self, read: ReadBanks) -> None:
        """Take banks that were read elsewhere; those that have changed since are read again."""
        self._read |= read

    def bank(self, bank_id: str) -> LoadedBank | None:
        """Return a bank, or None where there is none of that name."""
        path = self._bank_path(bank_id)
        return self._load(path) if path.exists() else None

    def _load(self, path: Path) -> LoadedBank:
        """Return a bank; what has not changed since it was read last is not read again."""
        stamp = size_and_time([path])
        known = self._read.get(path)
        if known is None or known[0] != stamp:
            known = self._read[path] = (stamp, load_bank(path, path.name))
        return known[1]

    def owns(self, bank_id: str) -> bool:
        """Return whether the editor may write a bank: there is none yet, or it is the editor's."""
        return is_ours(self._bank_path(bank_id))

    def write_bank(self, bank: Bank) -> None:
        """Write a bank anew.

        Raises:
            UserError: the file belongs to somebody else, cannot be written, or could not be read
                again as it is; the old file is untouched.
        """
        path = self._bank_path(bank.id)
        if self._mend(path, bank):
            return
        text = native_writer.bank_text(bank)
        read, found = read_bank(text.encode("utf-8"), bank.id)
        if read != bank:
            why = next((one.message for one in found if one.level is Severity.ERROR), "")
            raise UserError(
                f"The bank {bank.title} cannot be written so that it reads alike. {why}"
            )
        self._write(path, text)
        self._read.pop(path, None)

    def _mend(self, path: Path, bank: Bank) -> bool:
        """Write what has changed in a bank, where that can be told; return whether it could."""
        if not path.exists() or not is_ours(path):
            return False
        loaded, raw = self._load(path), path.read_bytes()
        if sha256(raw).hexdigest() != loaded.sha256:
            return False
        made = mended(raw.decode("utf-8-sig").removeprefix(MARK), loaded, bank)
        if made is None:
            return False
        self._write(path, made.text)
        lines = {own_id: line + MARK.count("\n") for own_id, line in made.lines.items()}
        hashed = sha256((MARK + made.text).encode("utf-8")).hexdigest()
        # What has just been written need not be read.
        self._read[path] = (
            size_and_time([path]),
            LoadedBank(path, path.name, hashed, bank, lines, (), ()),
        )
        return True

    def _bank_path(self, bank_id: str) -> Path:
        return self.root / BANKS / f"{bank_id}.yaml"

    # Registers -------------------------------------------------------------------------------

    def registers(self) -> LoadedRegisters:
        """Return what the folder's own registers hold."""
        return load_registers(self.root)

    def write_claims(self, claims: Iterable[Claim]) -> None:
        """Write the register of claims anew; raises like `write_bank`."""
        self._write_register("claims", native_writer.claims_text(claims))

    def write_references(self, references: Iterable[Reference]) -> None:
        """Write the register of references anew; raises like `write_bank`."""
        self._write_register("references", native_writer.references_text(references))

    def write_misconceptions(self, misconceptions: Iterable[Misconception]) -> None:
        """Write the register of misconceptions anew; raises like `write_bank`."""
        self._write_register("misconceptions", native_writer.misconceptions_text(misconceptions))

    def _write_register(self, name: str, text: str) -> None:
        problem = register_problem(name, text.encode("utf-8"))
        if problem:
            raise UserError(problem)
        self._write(self.root / f"{name}.yaml", text)

    # Ids -------------------------------------------------------------------------------------

    def lock(self) -> dict[str, LockLine]:
        """Return the lines of the lock, by id.

        Raises:
            UserError: the lock is damaged, or the folder was there and is not any more; going on
                might use an id twice.
        """
        if self._was_there and not self.root.is_dir():
            raise UserError(
                f"The folder of your questions, {self.root}, is not there any more.",
                "Connect its drive, put it back, or choose another folder.",
            )
        self._was_there = self.root.is_dir()
        path = self.root / LOCK_FILE
        if not path.exists():
            return {}
        read = ids_lock.read_lock(path, LOCK_FILE)
        if read.findings:
            raise UserError(
                f"{path} is damaged, and without it an id might be used twice.",
                "Restore it from a copy.",
            )
        return dict(read.lines)

    def lock_ids(self, lines: Sequence[LockLine]) -> None:
        """Add lines to the lock, or put them in the place of those with their ids.

        Lines that break what the lock says, as a key that was changed by hand does, are left out:
        a check goes on naming them.

        Raises:
            UserError: the lock is damaged or cannot be written.
        """
        known, now = self.lock(), {line.id: line for line in lines}
        given = {own_id: line for own_id, line in known.items() if line.kind != RESERVED}
        for clash in tuple(ids_lock.compare(given, now, is_complete=False)):
            del now[clash.id]
        write_own(self.root / LOCK_FILE, ids_lock.written_lock(ids_lock.renewed(known, now)))

    def _write(self, path: Path, text: str) -> None:
        if not is_ours(path):
            raise UserError(
                f"{path} was not written by the question editor, so it is left as it is.",
                "Copy the question into a bank of the editor, or change the file by hand.",
            )
        write_own(path, MARK + text)


def is_ours(path: Path) -> bool:
    """Return whether a file is not there or begins with the mark of the editor."""
    mark = MARK.encode("utf-8")
    try:
        with path.open("rb") as file:
            start = file.read(len(BOM_UTF8) + len(mark))
            return start.removeprefix(BOM_UTF8).startswith(mark)
    except FileNotFoundError:
        return True
    except OSError:
        return False
