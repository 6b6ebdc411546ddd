"""The bank library: compiles banks into the database when they are new or have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.today_views import BankProblem
from quizapp.storage.bank_store import REGISTERS_PATH, BankCompiler, CompiledFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from quizapp.domain.banks import Finding
    from quizapp.domain.registers import Registers
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


class BankLibrary:
    """The banks and scenarios of a collection, as they serve learners.

    Args:
        compiler: keeps the banks.
        scenarios: gives what keeps the scenarios, when something has to be read.
        folder: the collection.
        clock: gives the moment.
    """

    def __init__(
        self,
        compiler: BankCompiler,
        scenarios: Callable[[], ScenarioCompiler],
        folder: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self._compiler = compiler
        self._scenarios = scenarios
        self._folder = folder
        self._clock = clock

    def needs_sync(self) -> bool:
        """Return whether a file is new, changed or gone, judged by size and time: fast."""
        known = self._compiler.files()
        files = (*self._bank_files(), *self._scenario_files())
        present = {self._name(path): path for path in files}
        if set(known) != {*present, REGISTERS_PATH}:
            return True
        if _stamp(self._register_files()) != _known_stamp(known[REGISTERS_PATH]):
            return True
        return any(_stamp([path]) != _known_stamp(known[name]) for name, path in present.items())

    def sync(self, report: Callable[[int, int], None] | None = None) -> tuple[BankProblem, ...]:
        """Compile what is new or changed, retire what is gone, and return what was left out.

        A bank or scenario with an error is left out; its last good version goes on serving.

        Args:
            report: told how many files are done, and of how many.
        """
        from quizapp.exchange.native_registers import load_registers

        known = self._compiler.files()
        banks, scenarios = self._bank_files(), self._scenario_files()
        total = len(banks) + len(scenarios)
        loaded = load_registers(self._folder)
        stamp = _stamp(self._register_files())
        errors = _errors(loaded.findings)
        file = self._file(REGISTERS_PATH, "", loaded.sha256, stamp, errors, known)
        old = known.get(REGISTERS_PATH)
        if errors and old is not None:
            self._compiler.save_rejected(file)
            return self.problems()
        registers_changed = old is None or old.good_sha256 != loaded.sha256
        if registers_changed or old is None or _known_stamp(old) != stamp:
            self._compiler.save_registers(file, loaded.registers)
        for number, path in enumerate((*banks, *scenarios)):
            sync = self._sync_bank if number < len(banks) else self._sync_scenario
            sync(path, number, loaded.registers, known, again=registers_changed)
            if report is not None:
                report(number + 1, total)
        self._forget(set(known) - {self._name(path) for path in (*banks, *scenarios)})
        self._save_cues()
        return self.problems()

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
        stamp = _stamp([path])
        old = known.get(name)
        if old is not None and not again and _known_stamp(old) == stamp:
            return
        loaded = load_bank(path, name)
        errors = _errors(check_loaded_bank(loaded, registers))
        bank_id = loaded.bank.id if loaded.bank else (old.bank if old else "")
        file = self._file(name, bank_id, loaded.sha256, stamp, errors, known)
        if errors or loaded.bank is None:
            self._compiler.save_rejected(file)
        else:
            self._compiler.save_bank(file, loaded.bank, position)

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
        stamp = _stamp([path])
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
        return sorted((self._folder / "banks").glob("*.yaml"))

    def _scenario_files(self) -> list[Path]:
        return sorted((self._folder / SCENARIOS_FOLDER).glob("*.yaml"))

    def _register_files(self) -> list[Path]:
        paths = (self._folder / f"{name}.yaml" for name in REGISTER_NAMES)
        return [path for path in paths if path.exists()]

    def _name(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix()


def _stamp(paths: list[Path]) -> tuple[int, int]:
    """Return size and newest time of files, which change when any of them does."""
    stats = [path.stat() for path in paths]
    return (
        sum(stat.st_size for stat in stats),
        max((stat.st_mtime_ns for stat in stats), default=0),
    )


def _known_stamp(file: CompiledFile) -> tuple[int, int]:
    return (file.size, file.mtime_ns)


def _errors(findings: tuple[Finding, ...]) -> list[Finding]:
    from quizapp.domain.banks import Severity

    return [finding for finding in findings if finding.level is Severity.ERROR]
