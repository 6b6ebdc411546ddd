"""Collections: banks and registers that belong together, found from the paths a user names."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from quizapp.application.bank_library import SCENARIOS_FOLDER
from quizapp.domain.banks import Finding, Severity
from quizapp.exchange import entries, ids_lock
from quizapp.exchange.bank_files import yaml_files
from quizapp.exchange.findings import FILE_RULE
from quizapp.exchange.ids_lock import LOCK_FILE, LockLine
from quizapp.exchange.native_bank import BANK_FORMAT, LoadedBank, load_bank
from quizapp.exchange.native_plans import (
    BLUEPRINT_FORMAT,
    SET_FORMAT,
    LoadedBlueprint,
    LoadedSet,
    load_blueprint,
    load_set,
)
from quizapp.exchange.native_registers import REGISTERS, LoadedRegisters, load_register_files
from quizapp.exchange.native_scenarios import SCENARIO_FORMAT, LoadedScenario, load_scenario
from quizapp.exchange.own_folder import is_ours
from quizapp.resources import questions_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from quizapp.domain.items import Item

BANKS_FOLDER = "banks"
SETS_FOLDER = "sets"
BLUEPRINT_NAME = "blueprint.yaml"
_INNER_FOLDERS = (BANKS_FOLDER, SCENARIOS_FOLDER)

_BANK = BANK_FORMAT.split("/")[0]
_SCENARIO = SCENARIO_FORMAT.split("/")[0]
_SET = SET_FORMAT.split("/")[0]
_BLUEPRINT = BLUEPRINT_FORMAT.split("/")[0]
_FORMATS = {register.format.split("/")[0]: name for name, register in REGISTERS.items()}


@dataclass(slots=True)
class Collection:
    """What is checked together.

    Attributes:
        root: the folder that the registers and the lock lie in, or would lie in.
        banks: path and name of each bank to check; the name is what findings carry.
        scenarios: the same of each scenario.
        registers: path and name of each register to check, by register.
        lock: path and name of the lock.
        sets: path and name of each ready-made set to check.
        blueprint: path and name of the blueprint, where there is one to check.
        is_complete: all files of the collection are among those to check.
    """

    root: Path
    lock: tuple[Path, str]
    banks: dict[Path, str] = field(default_factory=dict)
    scenarios: dict[Path, str] = field(default_factory=dict)
    registers: dict[str, tuple[Path, str]] = field(default_factory=dict)
    sets: dict[Path, str] = field(default_factory=dict)
    blueprint: tuple[Path, str] | None = None
    is_complete: bool = False

    def name_of(self, path: Path) -> str:
        """Return how the user knows something beside the lock."""
        return self.lock[1].removesuffix(LOCK_FILE) + path.relative_to(self.root).as_posix()


@dataclass(frozen=True, slots=True)
class LoadedCollection:
    """A collection as read."""

    collection: Collection
    banks: tuple[LoadedBank, ...]
    scenarios: tuple[LoadedScenario, ...]
    registers: LoadedRegisters
    sets: tuple[LoadedSet, ...] = ()
    blueprint: LoadedBlueprint | None = None

    @property
    def has_errors(self) -> bool:
        """Whether something could not be read in full."""
        return (
            self.registers.has_errors
            or any(bank.has_errors for bank in self.banks)
            or any(scenario.has_errors for scenario in self.scenarios)
            or any(one.chosen is None for one in self.sets)
        )

    @property
    def items(self) -> tuple[Item, ...]:
        """The items of all its banks."""
        return tuple(item for one in self.banks if one.bank for item in one.bank.items)

    def is_checked(self, entry: str) -> bool:
        """Return whether an entry of a register lies in a file that is to be checked."""
        names = {name for _, name in self.collection.registers.values()}
        return self.registers.files.get(entry) in names

    def lock_lines(self) -> dict[str, LockLine]:
        """Return what the lock should say about the files that were read."""
        lines = [
            line
            for line in ids_lock.register_lines(self.registers.registers)
            if self.is_checked(line.id)
        ]
        for loaded in self.banks:
            if loaded.bank is not None:
                lines += ids_lock.bank_lines(loaded.bank, loaded.cases)
        lines += [
            ids_lock.scenario_line(loaded.scenario)
            for loaded in self.scenarios
            if loaded.scenario is not None
        ]
        lines += [LockLine("set", one.chosen.id) for one in self.sets if one.chosen]
        return {line.id: line for line in lines}


def load(collection: Collection) -> LoadedCollection:
    """Read the files of a collection.

    A register that is not among them is taken from the folder that they lie in, or else from the
    banks that ship with Quizapp. Registers of the question editor go together with those that ship.
    """
    files = {}
    for register in REGISTERS:
        beside = collection.root / f"{register}.yaml"
        bundled = questions_dir() / f"{register}.yaml"
        if register in collection.registers:
            files[register] = collection.registers[register]
        elif _is_register(beside):
            files[register] = (beside, str(beside.resolve()))
        elif bundled.exists():
            files[register] = (bundled, str(bundled.resolve()))
    banks, scenarios = load_questions(collection)
    sets = tuple(load_set(path, name) for path, name in collection.sets.items())
    blueprint = load_blueprint(*collection.blueprint) if collection.blueprint else None
    registers = load_register_files(files)
    if any(is_ours(path) for path, _ in collection.registers.values()):
        registers = _with_shipped(registers)
    return LoadedCollection(collection, banks, scenarios, registers, sets, blueprint)


def load_questions(
    collection: Collection,
) -> tuple[tuple[LoadedBank, ...], tuple[LoadedScenario, ...]]:
    """Read what a collection asks, and nothing that it is checked against."""
    banks = (load_bank(path, name) for path, name in collection.banks.items())
    scenarios = (load_scenario(path, name) for path, name in collection.scenarios.items())
    return tuple(banks), tuple(scenarios)


def _with_shipped(own: LoadedRegisters) -> LoadedRegisters:
    """Return the registers of a trainer's folder with what ships, which its questions name too."""
    from quizapp.application.own_registers import joined_registers
    from quizapp.exchange.native_registers import load_registers

    shipped = load_registers(questions_dir()).registers
    return replace(own, registers=joined_registers(shipped, own.registers))


def find_collections(paths: Sequence[Path]) -> tuple[list[Collection], list[Finding]]:
    """Return the collections that hold the files at `paths`, and what is wrong with the paths.

    Args:
        paths: folders of a collection, folders of banks, banks or registers; none of them means
            the questions that ship with Quizapp.
    """
    finder = _Finder()
    if not paths:
        root = questions_dir()
        finder.take_collection(root, lambda path: path.relative_to(root).as_posix())
    for path in paths:
        finder.take(path)
    return list(finder.collections.values()), finder.findings


def _is_register(path: Path) -> bool:
    """Return whether a file that is named like a register is one, and not the bank of that name."""
    return path.is_file() and entries.peeked_format(path) != _BANK


def _is_there(path: Path) -> bool:
    """Return whether there is anything at a path; raise `OSError` where that cannot be seen.

    `Path.exists` calls what cannot be seen missing, since Python 3.14.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


class _Finder:
    """Sorts paths into collections."""

    def __init__(self) -> None:
        self.collections: dict[Path, Collection] = {}
        self.findings: list[Finding] = []

    def take(self, path: Path) -> None:
        """Take a path as the user named it."""
        try:
            if not _is_there(path):
                self._report(str(path), "There is no such file or folder.")
            elif path.is_dir():
                self._take_folder(path)
            else:
                self._take_file(path)
        except OSError as error:
            self._report(str(path), f"This cannot be read: {error.strerror}.")

    def take_collection(self, root: Path, name: Callable[[Path], str]) -> None:
        """Take a whole collection; `name` says how the user knows a file."""
        collection = self._collection(root, name)
        collection.is_complete = True
        for register in REGISTERS:
            path = root / f"{register}.yaml"
            if _is_register(path):
                collection.registers[register] = (path, name(path))
        for path in self._banks_of(root):
            collection.banks[_place(path)] = name(path)
        for path in yaml_files(root / SCENARIOS_FOLDER):
            collection.scenarios[_place(path)] = name(path)
        for path in yaml_files(root / SETS_FOLDER):
            collection.sets[_place(path)] = name(path)
        plan = root / BLUEPRINT_NAME
        if entries.peeked_format(plan) == _BLUEPRINT:
            collection.blueprint = (plan, name(plan))
        known = {_place(path) for path, _ in collection.registers.values()}
        known |= {*collection.banks, *collection.scenarios, *collection.sets}
        known |= {_place(collection.blueprint[0])} if collection.blueprint else set()
        for path in (*yaml_files(root, "*.y*ml"), *yaml_files(root, "*/*.y*ml")):
            if _place(path) not in known:
                message = "This version of Quizapp does not read this file."
                self._report(name(path), message, Severity.WARNING)

    def _banks_of(self, root: Path) -> list[Path]:
        """Return the banks of a collection, which may lie beside its registers."""
        if (root / BANKS_FOLDER).is_dir():
            return yaml_files(root / BANKS_FOLDER)
        return [path for path in yaml_files(root) if entries.peeked_format(path) == _BANK]

    def _take_folder(self, folder: Path) -> None:
        if _is_collection(folder):
            self.take_collection(folder, str)
            return
        banks = yaml_files(folder)
        if not banks:
            self._report(str(folder), "There is no bank in this folder; banks are called *.yaml.")
        for path in banks:
            self._take_file(path)

    def _take_file(self, path: Path) -> None:
        folder = path.absolute().parent
        if entries.peeked_format(path) in {_SET, _BLUEPRINT}:
            self._take_plan(path, folder)
            return
        register = _FORMATS.get(entries.peeked_format(path))
        if not entries.peeked_format(path) and folder.name not in _INNER_FOLDERS:
            register = path.stem if path.stem in REGISTERS else None
        is_inner = register is None and folder.name in _INNER_FOLDERS
        collection = self._collection(folder.parent if is_inner else folder, str)
        if register is None:
            _take_into(collection, path)
        else:
            collection.registers.setdefault(register, (path, str(path)))

    def _take_plan(self, path: Path, folder: Path) -> None:
        if entries.peeked_format(path) == _SET:
            is_inner = folder.name == SETS_FOLDER
            collection = self._collection(folder.parent if is_inner else folder, str)
            collection.sets.setdefault(_place(path), str(path))
        else:
            collection = self._collection(folder, str)
            collection.blueprint = collection.blueprint or (path, str(path))

    def _collection(self, root: Path, name: Callable[[Path], str]) -> Collection:
        lock = root / LOCK_FILE
        return self.collections.setdefault(root.resolve(), Collection(root, (lock, name(lock))))

    def _report(self, file: str, message: str, level: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(file, 0, "", FILE_RULE, level, message))


def _is_collection(folder: Path) -> bool:
    """Return whether a folder holds banks/, scenarios/, a register or a lock."""
    if any((folder / inner).is_dir() for inner in _INNER_FOLDERS) or (folder / LOCK_FILE).exists():
        return True
    return any(_is_register(folder / f"{name}.yaml") for name in REGISTERS)


def _take_into(collection: Collection, path: Path) -> None:
    """Add a file to the banks or the scenarios, by what it says it is or else by its folder."""
    kind = entries.peeked_format(path)
    is_scenario = kind == _SCENARIO or (
        not kind and path.absolute().parent.name == SCENARIOS_FOLDER
    )
    among = collection.scenarios if is_scenario else collection.banks
    among.setdefault(_place(path), str(path))


def _place(path: Path) -> Path:
    """Return where a file lies. Its own name stays, as a bank is called like the link to it."""
    return path.parent.resolve() / path.name
