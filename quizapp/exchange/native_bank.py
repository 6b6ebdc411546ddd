"""Reads a bank file into the domain's items, and says what does not fit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.banks import Bank, Finding, Retired, Severity
from quizapp.exchange import decoding, entries, findings, wire, yaml_subset
from quizapp.exchange.findings import Findings
from quizapp.exchange.native_items import BankParts, read_item
from quizapp.exchange.yaml_subset import YamlMap

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.domain.items import Item

BANK_FORMAT = "bank/1"
MOST_QUESTIONS_A_CASE = 4

_INNER = ("cases", "items", "retired")


@dataclass(frozen=True, slots=True)
class LoadedBank:
    """What reading a bank file gave.

    Attributes:
        path: where the file is.
        name: the file as the user knows it; findings carry it.
        sha256: hash of the file; empty when it could not be read at all.
        bank: None when the file is no bank. Otherwise it holds the items that could be read:
            look at `has_errors` before serving it.
        lines: the line of each item, case and retired item, by id.
        cases: ids of the cases.
        findings: what did not fit, by line.
    """

    path: Path
    name: str
    sha256: str
    bank: Bank | None
    lines: dict[str, int]
    cases: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something in the file could not be read."""
        return any(finding.level is Severity.ERROR for finding in self.findings)


def load_bank(path: Path, name: str) -> LoadedBank:
    """Read a bank. Nothing is raised: all that is wrong is in the findings.

    Args:
        path: the file.
        name: the file as the user knows it.
    """
    found = Findings(name)
    sha256, data = entries.read_fields(path, found)
    reader = _BankReader(found)
    bank = None if data is None else reader.read(data, path.stem)
    return LoadedBank(path, name, sha256, bank, reader.lines, tuple(reader.cases), found.in_order())


def read_bank(raw: bytes, bank_id: str) -> tuple[Bank | None, tuple[Finding, ...]]:
    """Return the bank that the bytes of a file describe, and what does not fit in them.

    Args:
        raw: the bytes.
        bank_id: the name of the file without its ending.
    """
    found = Findings(f"{bank_id}.yaml")
    try:
        bank = _BankReader(found).read(yaml_subset.parse(raw), bank_id)
    except yaml_subset.YamlProblem as problem:
        found.error(problem.line, findings.YAML_RULE, str(problem))
        bank = None
    return bank, found.in_order()


class _BankReader:
    """Reads the parts of one bank file."""

    def __init__(self, found: Findings) -> None:
        self.lines: dict[str, int] = {}
        self.cases: dict[str, str] = {}
        self._found = found
        self._vignettes: list[tuple[str, str, int]] = []

    def read(self, data: YamlMap, file_name: str) -> Bank | None:
        """Return the bank, or None when the heading does not fit."""
        heading = entries.read_heading(data, wire.BankFile, BANK_FORMAT, _INNER, self._found)
        if heading is None:
            return None
        if heading.bank != file_name:
            self._error(
                data.lines["bank"],
                "",
                f"bank: this must be the name of the file, '{file_name}', and it is"
                f" '{heading.bank}'.",
            )
        self._read_cases(data)
        items = self._read_items(data, BankParts(heading.bank, heading.topic, self.cases))
        retired = self._read_retired(data)
        self._check_cases()
        return Bank(heading.bank, heading.title, heading.topic, heading.language, items, retired)

    def _error(self, line: int, item: str, message: str) -> None:
        self._found.error(line, findings.FIELD_RULE, message, item)

    def _read_cases(self, data: YamlMap) -> None:
        cases = data.get("cases")
        if not isinstance(cases, YamlMap):
            return
        for case_id, fields in cases.items():
            line = cases.lines[case_id]
            if not entries.is_id(case_id):
                self._error(line, "", f"cases: '{decoding.shown(case_id)}' is not an id.")
                continue
            try:
                case = decoding.convert(fields, wire.WireCase, line)
            except decoding.FieldProblem as problem:
                self._error(problem.line, case_id, str(problem))
                continue
            self._note(case_id, line)
            self.cases[case_id] = case.text.strip()

    def _read_items(self, data: YamlMap, bank: BankParts) -> tuple[Item, ...]:
        items = []
        for line, item_id, fields in entries.each_entry(data, "items", self._found):
            self._note_vignette(line, item_id, fields)
            try:
                item = read_item(line, fields, bank, self._found)
            except decoding.FieldProblem as problem:
                self._error(problem.line, item_id, str(problem))
                item = None
            if self._note(item_id, line) and item is not None:
                items.append(item)
        return tuple(items)

    def _note_vignette(self, line: int, item_id: str, fields: YamlMap) -> None:
        """Keep which case an item asks about, and the line of the item."""
        case = fields.get("case")
        if isinstance(case, str):
            self._vignettes.append((case, item_id, line))
        else:
            self._vignettes.append(("", item_id, line))

    def _read_retired(self, data: YamlMap) -> tuple[Retired, ...]:
        retired = []
        for line, item_id, fields in entries.each_entry(data, "retired", self._found):
            try:
                written = decoding.convert(fields, wire.WireRetired, line)
            except decoding.FieldProblem as problem:
                self._error(problem.line, item_id, str(problem))
                continue
            if self._note(item_id, line):
                retired.append(Retired(written.id, written.since, written.reason.strip()))
        return tuple(retired)

    def _note(self, own_id: str, line: int) -> bool:
        """Keep the line of an id; return whether it is the first with this id."""
        if own_id in self.lines:
            self._found.error(
                line,
                findings.ID_RULE,
                f"The id {own_id} is taken in line {self.lines[own_id]}; ids are never used twice.",
                own_id,
            )
            return False
        if own_id:
            self.lines[own_id] = line
        return True

    def _check_cases(self) -> None:
        """Look whether each case has one to four questions, one after another."""
        asked = Counter(case for case, _, _ in self._vignettes)
        for case in self.cases:
            if not asked[case]:
                message = f"No question asks about the case {case}."
                self._found.warning(self.lines[case], findings.CASE_RULE, message, case)
            elif asked[case] > MOST_QUESTIONS_A_CASE:
                self._found.error(
                    self.lines[case],
                    findings.CASE_RULE,
                    f"The case {case} has {asked[case]} questions, more than"
                    f" {MOST_QUESTIONS_A_CASE}.",
                    case,
                )
        closed: set[str] = set()
        before = ""
        for case, item_id, line in self._vignettes:
            if case != before:
                closed.add(before)
                before = case
            if case in closed and case in self.cases:
                self._found.warning(
                    line,
                    findings.CASE_RULE,
                    f"The questions of case {case} do not stand one after another, as they are"
                    " asked.",
                    item_id,
                )
