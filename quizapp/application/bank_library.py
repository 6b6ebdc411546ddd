"""The bank library: compiles banks into the database when they are new or have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.today_views import BankProblem
from quizapp.exchange.bank_files import size_and_time, yaml_files
from quizapp.storage.bank_store import OWN_PREFIX, REGISTERS_PATH, BankCompiler, CompiledFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from quizapp.domain.banks import Finding
    from quizapp.domain.registers import Registers
    from quizapp.exchange.native_bank import LoadedBank
    from quizapp.storage.scenario_store import ScenarioCompiler

SCENARIOS_FOLDER = "scenarios"
REGISTER_NAMES = (
    "sources",
    "claims",
    "references",
    "misconceptions",
    "safety",
    "contradictions",
    "diagrams",
    "glossary",
)


OWN_REGISTER_NAMES = ("claims", "references", "misconceptions")
OWN_REGISTERS_PATH = f"{OWN_PREFIX}registers"


class BankFolders(NamedTuple):
    """The collection that ships with Quizapp, and the folder of the trainer's own questions."""

    shipped: Path
    own: Path


class _Changed(NamedTuple):
    """Which registers are not what they were."""

    shipped: bool
    own: bool


class BankLibrary:
    """The banks and scenarios of a collection, as they serve learners.

    Args:
        compiler: keeps the banks.
        scenarios: gives what keeps the scenarios, when something has to be read.
        folders: the collection, and the folder of the trainer's own banks, which need not be there.
        clock: gives the moment.
    """

    def __init__(
        self,
        compiler: BankCompiler,
        scenarios: Callable[[], ScenarioCompiler],
        folders: BankFolders,
        clock: Callable[[], datetime],
    ) -> None:
        self._compiler = compiler
        self._scenarios = scenarios
        self._folder, self._own = folders
        self._clock = clock

    def needs_sync(self) -> bool:
        """Return whether a file is new, changed or gone, judged by size and time: fast."""
        known = self._compiler.files()
        files = (
            *self._bank_files(),
            *self._own_files(),
            *self._scenario_files(),
            *self._set_files(),
        )
        present = {self._name(path): size_and_time([path]) for path in files}
        present[REGISTERS_PATH] = size_and_time(self._register_files())
        if self._own_register_files():
            present[OWN_REGISTERS_PATH] = size_and_time(self._own_register_files())
        return {name: _known_stamp(file) for name, file in known.items()} != present

    def sync(self, report: Callable[[int, int], None] | None = None) -> tuple[BankProblem, ...]:
        """Compile what is new or changed, retire what is gone, and return what was left out.

        A bank, scenario or ready-made set with an error is left out; its last good version goes on
        serving.

        Args:
            report: told how many files are done, and of how many.
        """
        known = self._compiler.files()
        banks = [*self._bank_files(), *self._own_files()]
        scenarios = self._scenario_files()
        total = len(banks) + len(scenarios)
        found = self._sync_registers(known)
        if found is None:
            return self.problems()
        registers, changed = found
        for number, path in enumerate((*banks, *scenarios)):
            sync = self._sync_bank if number < len(banks) else self._sync_scenario
            is_own = self._name(path).startswith(OWN_PREFIX)
            again = changed.own if is_own else changed.shipped
            sync(path, number, registers, known, again=again)
            if report is not None:
                report(number + 1, total)
        sets = self._set_files()
        for path in sets:
            self._sync_set(path, known)
        self._compiler.keep_sets(path.stem for path in sets)
        names = {self._name(path) for path in (*banks, *scenarios, *sets)}
        if self._own_register_files():
            names.add(OWN_REGISTERS_PATH)
        self._forget(set(known) - names)
        self._save_cues()
        return self.problems()

    def _sync_registers(self, known: dict[str, CompiledFile]) -> tuple[Registers, _Changed] | None:
        """Compile the registers if they have changed; return None where an error prevents it.

        An error in a register of the trainer's own costs only the entry that it stands in.
        """
        from quizapp.application.own_registers import joined_registers
        from quizapp.exchange.native_registers import load_registers

        loaded, own = load_registers(self._folder), load_registers(self._own)
        stamp = size_and_time(self._register_files())
        errors = _errors(loaded.findings)
        file = self._file(REGISTERS_PATH, "", loaded.sha256, stamp, errors, known)
        old, old_own = known.get(REGISTERS_PATH), known.get(OWN_REGISTERS_PATH)
        if errors and old is not None:
            self._compiler.save_rejected(file)
            return None
        own_stamp = size_and_time(self._own_register_files())
        has_own = bool(self._own_register_files())
        own_changed = own.sha256 != old_own.sha256 if old_own else has_own
        changed = _Changed(old is None or old.good_sha256 != loaded.sha256, own_changed)
        registers = joined_registers(loaded.registers, own.registers)
        if any(changed) or old is None or _known_stamp(old) != stamp:
            self._compiler.save_registers(file, registers)
        if has_own and (old_own is None or own_changed or _known_stamp(old_own) != own_stamp):
            errors = _errors(own.findings)
            own_file = self._file(OWN_REGISTERS_PATH, "", own.sha256, own_stamp, errors, known)
            self._compiler.save_rejected(own_file)
        return registers, _Changed(changed.shipped, changed.own or changed.shipped)

    def problems(self) -> tuple[BankProblem, ...]:
        """Return the files that are left out because of an error."""
        return tuple(
            BankProblem(file.path, file.message, serves_older=bool(file.good_sha256))
            for file in self._compiler.files().values()
            if not file.is_ok
        )

    def _sync_bank(
        self,
        path: Path,
        position: int,
        registers: Registers,
        known: dict[str, CompiledFile],
        *,
        again: bool,
    ) -> None:
        from quizapp.application.checking import check_loaded_bank
        from quizapp.exchange.native_bank import load_bank

        name = self._name(path)
        stamp = size_and_time([path])
        old = known.get(name)
        if old is not None and not again and _known_stamp(old) == stamp:
            return
        loaded = load_bank(path, name)
        errors = _errors((*check_loaded_bank(loaded, registers), *self._taken(loaded)))
        bank_id = loaded.bank.id if loaded.bank else (old.bank if old else "")
        file = self._file(name, bank_id, loaded.sha256, stamp, errors, known)
        if errors or loaded.bank is None:
            self._compiler.save_rejected(file)
        else:
            names_topic = not (
                name.startswith(OWN_PREFIX) and loaded.bank.topic in self._shipped_topics()
            )
            self._compiler.save_bank(file, loaded.bank, position, names_topic=names_topic)

    def _taken(self, loaded: LoadedBank) -> tuple[Finding, ...]:
        """Return a finding where a bank of the trainer uses a name or an id that is another's."""
        if loaded.bank is None or not loaded.name.startswith(OWN_PREFIX):
            return ()
        from quizapp.domain.banks import Finding, Severity

        bank, message = loaded.bank, ""
        if bank.id in self._shipped_topics():
            message = f"The bank {bank.id} is called like one that ships with Quizapp; rename it."
        others = {file.bank for file in self._compiler.files().values() if file.path != loaded.name}
        owners = self._compiler.banks_of(item.id for item in bank.items)
        for item_id, owner in owners.items():
            if owner != bank.id and owner in others:
                message = f"The id {item_id} is taken in the bank {owner}; take a new one."
        if not message:
            return ()
        return (Finding(loaded.name, 0, "", "id", Severity.ERROR, message),)

    def _shipped_topics(self) -> set[str]:
        return {path.stem for path in self._bank_files()}

    def _sync_scenario(
        self,
        path: Path,
        position: int,
        registers: Registers,
        known: dict[str, CompiledFile],
        *,
        again: bool,
    ) -> None:
        from quizapp.application.checking import check_loaded_scenario
        from quizapp.exchange.native_scenarios import load_scenario

        name = self._name(path)
        stamp = size_and_time([path])
        old = known.get(name)
        if old is not None and not again and _known_stamp(old) == stamp:
            return
        loaded = load_scenario(path, name)
        errors = _errors(check_loaded_scenario(loaded, registers))
        own_id = loaded.scenario.id if loaded.scenario else (old.bank if old else "")
        file = self._file(name, own_id, loaded.sha256, stamp, errors, known)
        if errors or loaded.scenario is None:
            self._compiler.save_rejected(file)
        else:
            self._scenarios().save(file, loaded.scenario, position)

    def _sync_set(self, path: Path, known: dict[str, CompiledFile]) -> None:
        """Look at a ready-made set after the banks, on which it depends; it is a small file."""
        from quizapp.domain.banks import Finding, Severity
        from quizapp.exchange.native_plans import load_set

        name = self._name(path)
        loaded = load_set(path, name)
        errors = _errors(loaded.findings)
        if loaded.chosen is not None:
            for item in self._compiler.inactive(loaded.chosen.items):
                message = f"items: {item} is no question that is asked; take it out or mend it."
                errors.append(
                    Finding(name, loaded.line, loaded.chosen.id, "item", Severity.ERROR, message)
                )
        file = self._file(name, "", loaded.sha256, size_and_time([path]), errors, known)
        if errors or loaded.chosen is None:
            self._compiler.save_rejected(file)
        else:
            self._compiler.save_set(file, loaded.chosen)

    def _forget(self, names: set[str]) -> None:
        """Retire what stood in files that are there no more."""
        scenarios = {name for name in names if name.startswith(f"{SCENARIOS_FOLDER}/")}
        if scenarios:
            self._scenarios().forget_missing(scenarios)
        self._compiler.forget_missing(names - scenarios - {REGISTERS_PATH})

    def _file(
        self,
        name: str,
        bank: str,
        sha256: str,
        stamp: tuple[int, int],
        errors: list[Finding],
        known: dict[str, CompiledFile],
    ) -> CompiledFile:
        old = known.get(name)
        message = ""
        if errors:
            first = errors[0]
            message = f"line {first.line}: {first.message}" if first.line else first.message
            if first.file != name:
                message = f"{first.file}, {message}"
            if len(errors) > 1:
                message += f" (and {len(errors) - 1} more)"
        return CompiledFile(
            path=name,
            bank=bank,
            sha256=sha256,
            size=stamp[0],
            mtime_ns=stamp[1],
            is_ok=not errors,
            message=message,
            good_sha256=(old.good_sha256 if old else "") if errors else sha256,
            compiled_at=self._clock().isoformat(timespec="seconds"),
        )

    def _save_cues(self) -> None:
        from quizapp.domain.item_rules.cueing import cueing_pairs

        self._compiler.save_cues(cueing_pairs(self._compiler.active_items()))

    def _bank_files(self) -> list[Path]:
        return yaml_files(self._folder / "banks")

    def _own_files(self) -> list[Path]:
        return yaml_files(self._own / "banks")

    def _scenario_files(self) -> list[Path]:
        return yaml_files(self._folder / SCENARIOS_FOLDER)

    def _register_files(self) -> list[Path]:
        paths = (self._folder / f"{name}.yaml" for name in REGISTER_NAMES)
        return [path for path in paths if path.exists()]

    def _own_register_files(self) -> list[Path]:
        paths = (self._own / f"{name}.yaml" for name in OWN_REGISTER_NAMES)
        return [path for path in paths if path.exists()]

    def _set_files(self) -> list[Path]:
        return yaml_files(self._folder / "sets")

    def _name(self, path: Path) -> str:
        if path.is_relative_to(self._folder):
            return path.relative_to(self._folder).as_posix()
        return OWN_PREFIX + path.relative_to(self._own).as_posix()


def _known_stamp(file: CompiledFile) -> tuple[int, int]:
    return (file.size, file.mtime_ns)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    from quizapp.domain.banks import Severity

    return [finding for finding in findings if finding.level is Severity.ERROR]
