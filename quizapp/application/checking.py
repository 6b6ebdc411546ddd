"""Checking banks and registers: format, rules for items, ids, passages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.application.bank_collections import LoadedCollection, find_collections, load
from quizapp.application.bank_report import BankReport, joined, report_on
from quizapp.domain.banks import Finding, Severity
from quizapp.domain.item_rules.duplicates import DUPLICATE_RULE, near_duplicates
from quizapp.domain.item_rules.register_rules import (
    DOSE_RULE,
    REGISTER_RULE,
    check_registers,
    stated_doses,
)
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.item_rules.scenario_rules import check_scenario
from quizapp.domain.item_rules.table import check_item
from quizapp.exchange import ids_lock
from quizapp.exchange.drawings import undrawn
from quizapp.exchange.findings import FILE_RULE, ID_RULE, by_place
from quizapp.exchange.ids_lock import LOCK_RULE
from quizapp.exchange.source_passages import document_texts, misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizapp.domain.items import Item
    from quizapp.domain.registers import Registers
    from quizapp.domain.scenarios import Scenario
    from quizapp.exchange.native_bank import LoadedBank
    from quizapp.exchange.native_scenarios import LoadedScenario

PASSAGE_RULE = "L17"

_LEVELS = {Severity.ERROR: 0, Severity.WARNING: 1}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found.

    Attributes:
        banks: how many banks could be read.
        scenarios: how many scenarios could be read.
        items: how many items the banks hold, and the scenarios, which count as items, too.
        by_kind: how many items of each kind; `scenario` is one.
        by_topic: how many items of each topic.
        by_level: how many items of each level.
        whole: what is said about all questions together.
        findings: by file and line.
    """

    banks: int
    scenarios: int
    items: int
    by_kind: dict[str, int]
    by_topic: dict[str, int]
    by_level: dict[str, int]
    whole: BankReport
    findings: tuple[Finding, ...]

    def count(self, level: Severity) -> int:
        """Return how many findings are of a level."""
        return sum(finding.level is level for finding in self.findings)

    @property
    def is_clean(self) -> bool:
        """Whether there is no error; warnings may be there."""
        return not self.count(Severity.ERROR)


def check(paths: Sequence[Path], sources: Path | None) -> CheckReport:
    """Check banks and registers. Nothing is raised: all that is wrong is in the findings.

    Args:
        paths: folders of a collection, folders of banks, banks or registers; none of them means
            the questions that ship with Quizapp.
        sources: folder of the source documents; with it passages are looked up in them.
    """
    report, _ = check_collections(paths, sources)
    return report


def check_collections(
    paths: Sequence[Path], sources: Path | None
) -> tuple[CheckReport, tuple[LoadedCollection, ...]]:
    """Check like `check`, and return what was read too."""
    collections, findings = find_collections(paths)
    loaded = tuple(load(collection) for collection in collections)
    texts: dict[str, str] | None = None
    if sources is not None:
        try:
            texts = document_texts(sources)
        except OSError as error:
            message = f"The folder of source documents cannot be read: {error.strerror}."
            findings.append(Finding(str(sources), 0, "", FILE_RULE, Severity.ERROR, message))
    for one in loaded:
        findings += _check_collection(one, texts)
    whole = joined([report_on(one) for one in loaded])
    findings += whole.findings
    scenarios = [file.scenario for one in loaded for file in one.scenarios if file.scenario]
    asked: list[Item | Scenario] = [*(item for one in loaded for item in one.items), *scenarios]
    report = CheckReport(
        banks=sum(bank.bank is not None for one in loaded for bank in one.banks),
        scenarios=len(scenarios),
        items=len(asked),
        by_kind=_counted(one.kind for one in asked),
        by_topic=_counted(one.topic for one in asked),
        by_level=_counted(one.level.value for one in asked),
        whole=whole,
        findings=tuple(sorted(dict.fromkeys(findings), key=by_place)),
    )
    return report, loaded


def check_loaded_bank(loaded: LoadedBank, registers: Registers) -> tuple[Finding, ...]:
    """Return all findings of one bank, those of reading it included.

    Args:
        loaded: the bank.
        registers: what its items may name.
    """
    found = list(loaded.findings)
    if loaded.bank is not None:
        context = RuleContext(registers)
        for item in loaded.bank.items:
            line = loaded.lines[item.id]
            found += [
                Finding(loaded.name, line, item.id, breach.rule, breach.level, breach.message)
                for breach in check_item(item, context)
            ]
        for item, earlier in near_duplicates(loaded.bank.items):
            message = f"The stem is nearly that of {earlier.id}; ask something else."
            line = loaded.lines[item.id]
            found.append(
                Finding(loaded.name, line, item.id, DUPLICATE_RULE, Severity.ERROR, message)
            )
    return tuple(sorted(found, key=_errors_first))


def check_loaded_scenario(loaded: LoadedScenario, registers: Registers) -> tuple[Finding, ...]:
    """Return all findings of one scenario, those of reading it included.

    Args:
        loaded: the scenario.
        registers: what it may name.
    """
    found = list(loaded.findings)
    if loaded.scenario is not None and not loaded.has_errors:
        for breach in check_scenario(loaded.scenario, RuleContext(registers)):
            line = loaded.lines.get(breach.place) or loaded.lines.get(_scene_of(breach.place), 1)
            found.append(
                Finding(
                    loaded.name,
                    line,
                    loaded.scenario.id,
                    breach.rule,
                    breach.level,
                    breach.message,
                )
            )
    return tuple(sorted(found, key=_errors_first))


def _scene_of(place: str) -> str:
    return place.split(".", maxsplit=1)[0]


def _errors_first(finding: Finding) -> tuple[int, int, str]:
    return _LEVELS[finding.level], finding.line, finding.rule


def _counted(values: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def _check_collection(loaded: LoadedCollection, texts: dict[str, str] | None) -> list[Finding]:
    """Return what is wrong with a collection; `texts` are the documents, when they are there."""
    registers = loaded.registers
    names = {name for _, name in loaded.collection.registers.values()}
    found = [finding for finding in registers.findings if finding.file in names]
    problems = [
        (own_id, REGISTER_RULE, text) for own_id, text in check_registers(registers.registers)
    ]
    problems += [(own_id, REGISTER_RULE, text) for own_id, text in undrawn(registers.registers)]
    problems += [(own_id, DOSE_RULE, text) for own_id, text in stated_doses(registers.registers)]
    if texts is not None:
        problems += [
            (own_id, PASSAGE_RULE, text) for own_id, text in misplaced(registers.registers, texts)
        ]
    found += [
        Finding(
            registers.files[own_id], registers.lines[own_id], own_id, rule, Severity.ERROR, message
        )
        for own_id, rule, message in problems
        if loaded.is_checked(own_id)
    ]
    for bank in loaded.banks:
        found += check_loaded_bank(bank, registers.registers)
    for scenario in loaded.scenarios:
        found += check_loaded_scenario(scenario, registers.registers)
    found += _taken_ids(loaded)
    found += _check_lock(loaded)
    return found


def _places(loaded: LoadedCollection) -> Iterator[tuple[str, str, int]]:
    """Give id, file and line of everything in the files that are to be checked."""
    registers = loaded.registers
    for own_id, line in registers.lines.items():
        if loaded.is_checked(own_id):
            yield own_id, registers.files[own_id], line
    for bank in loaded.banks:
        for own_id, line in bank.lines.items():
            yield own_id, bank.name, line
    for file in loaded.scenarios:
        if file.scenario is not None:
            yield file.scenario.id, file.name, 1
    for one in loaded.sets:
        if one.chosen is not None:
            yield one.chosen.id, one.name, one.line


def _taken_ids(loaded: LoadedCollection) -> Iterator[Finding]:
    """Give each id that another file of the collection uses already."""
    first: dict[str, tuple[str, int]] = {}
    for own_id, file, line in _places(loaded):
        if own_id in first:
            other, there = first[own_id]
            message = (
                f"The id {own_id} is taken in {other}, line {there}; ids are never used twice."
            )
            yield Finding(file, line, own_id, ID_RULE, Severity.ERROR, message)
        else:
            first[own_id] = (file, line)


def _check_lock(loaded: LoadedCollection) -> Iterator[Finding]:
    """Give what does not agree with the lock of the collection."""
    path, name = loaded.collection.lock
    is_complete = loaded.collection.is_complete
    if not path.exists():
        if is_complete:
            message = "There is no ids.lock, which keeps ids stable; run `quizapp lock`."
            yield Finding(name, 0, "", LOCK_RULE, Severity.WARNING, message)
        return
    lock = ids_lock.read_lock(path, name)
    yield from lock.findings
    current = loaded.lock_lines()
    is_whole = is_complete and not loaded.has_errors and not lock.findings
    places = {own_id: (file, line) for own_id, file, line in _places(loaded)}
    for clash in ids_lock.compare(lock.lines, current, is_complete=is_whole):
        file, line = (name, lock.numbers[clash.id]) if clash.is_lost else places[clash.id]
        yield Finding(file, line, clash.id, LOCK_RULE, Severity.ERROR, clash.message)
    behind = set(ids_lock.renewed(lock.lines, current).values()) - set(lock.lines.values())
    if is_whole and behind:
        ids = "1 id" if len(behind) == 1 else f"{len(behind)} ids"
        message = f"The lock is behind by {ids}; run `quizapp lock`."
        yield Finding(name, 0, "", LOCK_RULE, Severity.WARNING, message)
