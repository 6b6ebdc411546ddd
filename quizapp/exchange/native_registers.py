"""Reads the registers of a collection: documents, claims, references, beliefs, wordings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import UnsetType

from quizapp.domain import registers as domain
from quizapp.domain.banks import Finding, Severity
from quizapp.domain.items import Citation
from quizapp.exchange import decoding, entries, findings
from quizapp.exchange import wire_registers as wire
from quizapp.exchange.findings import Findings
from quizapp.exchange.wire import WireCitation
from quizapp.exchange.yaml_subset import YamlProblem, hash_of, parse

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LoadedRegisters:
    """What reading the registers gave.

    Attributes:
        registers: the entries that could be read.
        lines: the line of each entry, by id.
        files: the file of each entry, by id, as the user knows it.
        sha256: one hash over all the files, which changes when any of them does.
        findings: what did not fit.
    """

    registers: domain.Registers
    lines: dict[str, int]
    files: dict[str, str]
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something in the files could not be read."""
        return any(finding.level is Severity.ERROR for finding in self.findings)


class RegisterFile(NamedTuple):
    """How one register is written."""

    name: str
    format: str
    entries: str
    shape: type[Any]
    entry: type[Any]
    build: Callable[[Any], Any]


def load_registers(folder: Path) -> LoadedRegisters:
    """Read the registers of a folder. Nothing is raised: all that is wrong is in the findings.

    A register whose file is not there is empty.
    """
    paths = {name: folder / f"{name}.yaml" for name in REGISTERS}
    return load_register_files(
        {name: (path, path.name) for name, path in paths.items() if path.exists()}
    )


def load_register_files(files: Mapping[str, tuple[Path, str]]) -> LoadedRegisters:
    """Read registers from files that may lie in several folders.

    Args:
        files: path and name (as the user knows it) of each register, by its name in `REGISTERS`.
    """
    reader = _RegisterReader()
    for register, (path, name) in files.items():
        reader.read(REGISTERS[register], path, name)
    kept = reader.kept
    registers = domain.Registers(
        documents=kept["sources"],
        claims=kept["claims"],
        references=kept["references"],
        misconceptions=kept["misconceptions"],
        wordings=kept["safety"],
        contradictions=kept["contradictions"],
        diagrams=kept["diagrams"],
        terms=kept["glossary"],
    )
    sha256 = hash_of(" ".join(reader.hashes).encode("ascii"))
    return LoadedRegisters(registers, reader.lines, reader.files, sha256, tuple(reader.findings))


def register_problem(name: str, raw: bytes) -> str:
    """Return the first thing that does not fit in the text of a register, or an empty string."""
    register = REGISTERS[name]
    try:
        for entry in parse(raw)[register.entries]:
            decoding.convert(entry, register.entry, 0)
    except (YamlProblem, decoding.FieldProblem) as problem:
        return str(problem)
    return ""


@dataclass(slots=True)
class _RegisterReader:
    kept: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {name: {} for name in REGISTERS}
    )
    lines: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def read(self, register: RegisterFile, path: Path, name: str) -> None:
        """Read one file."""
        found = Findings(name)
        sha256, data = entries.read_fields(path, found)
        self.hashes += [register.name, sha256]
        heading = None
        if data is not None:
            inner = (register.entries,)
            heading = entries.read_heading(data, register.shape, register.format, inner, found)
        if data is not None and heading is not None:
            for line, own_id, fields in entries.each_entry(data, register.entries, found):
                try:
                    written = decoding.convert(fields, register.entry, line)
                except decoding.FieldProblem as problem:
                    found.error(problem.line, findings.FIELD_RULE, str(problem), own_id)
                    continue
                if self._is_new(own_id, line, found):
                    self.kept[register.name][own_id] = register.build(written)
        self.findings += found.in_order()

    def _is_new(self, own_id: str, line: int, found: Findings) -> bool:
        if own_id in self.lines:
            found.error(
                line,
                findings.ID_RULE,
                f"The id {own_id} is taken in {self.files[own_id]}, line {self.lines[own_id]};"
                " ids are never used twice.",
                own_id,
            )
            return False
        self.lines[own_id] = line
        self.files[own_id] = found.name
        return True


def _given(value: str | UnsetType) -> str | None:
    return None if isinstance(value, UnsetType) else value.strip()


def _citations(written: tuple[WireCitation, ...]) -> tuple[Citation, ...]:
    return tuple(Citation(made.claim, made.use) for made in written)


def _document(written: wire.WireDocument) -> domain.Document:
    return domain.Document(
        id=written.id,
        title=written.title,
        publisher=written.publisher,
        sha256=written.sha256,
        length=written.length,
        headings=tuple(domain.Heading(made.at, made.text) for made in written.headings),
        date=written.date,
    )


def _claim(written: wire.WireClaim) -> domain.Claim:
    return domain.Claim(
        id=written.id,
        document=written.document,
        at=written.at,
        starts=written.starts.strip(),
        sha256=written.sha256,
        says=written.says.strip(),
        topic=written.topic,
        judgement=written.judgement,
        teach=written.teach,
        references=written.references,
        ends=_given(written.ends),
        note=_given(written.note),
    )


def _reference(written: wire.WireReference) -> domain.Reference:
    return domain.Reference(
        id=written.id,
        org=written.org,
        title=written.title.strip(),
        year=written.year,
        url=written.url,
        seen=written.seen,
        says=_given(written.says),
    )


def _misconception(written: wire.WireMisconception) -> domain.Misconception:
    return domain.Misconception(
        id=written.id,
        name=written.name.strip(),
        statement=written.statement.strip(),
        why=written.why.strip(),
        refutation=written.refutation.strip(),
        citations=_citations(written.citations),
        references=written.references,
    )


def _wording(written: wire.WireWording) -> domain.SafetyWording:
    return domain.SafetyWording(
        id=written.id,
        about=written.about.strip(),
        harm=written.harm.strip(),
        wording=written.wording.strip(),
        references=written.references,
    )


def _contradiction(written: wire.WireContradiction) -> domain.Contradiction:
    return domain.Contradiction(
        id=written.id,
        between=written.between,
        about=written.about.strip(),
        sides=tuple(domain.Side(side.claims, side.says.strip()) for side in written.sides),
        decides=written.decides.strip(),
        references=written.references,
    )


def _diagram(written: wire.WireDiagram) -> domain.Diagram:
    return domain.Diagram(
        id=written.id,
        title=written.title.strip(),
        alt=written.alt.strip(),
        parts=tuple(
            domain.DiagramPart(part.id, part.label.strip(), part.text.strip())
            for part in written.parts
        ),
        references=written.references,
        file=_given(written.file),
        caution=_given(written.caution),
        columns=written.columns,
        rows=tuple(domain.DiagramRow(row.part, row.cells, row.references) for row in written.rows),
    )


def _term(written: wire.WireGlossaryTerm) -> domain.Term:
    return domain.Term(
        id=written.id,
        term=written.term.strip(),
        text=written.text.strip(),
        also=written.also,
        references=written.references,
    )


REGISTERS: dict[str, RegisterFile] = {
    register.name: register
    for register in (
        RegisterFile(
            "sources", "sources/1", "documents", wire.SourcesFile, wire.WireDocument, _document
        ),
        RegisterFile("claims", "claims/1", "claims", wire.ClaimsFile, wire.WireClaim, _claim),
        RegisterFile(
            "references",
            "references/1",
            "references",
            wire.ReferencesFile,
            wire.WireReference,
            _reference,
        ),
        RegisterFile(
            "misconceptions",
            "misconceptions/1",
            "misconceptions",
            wire.MisconceptionsFile,
            wire.WireMisconception,
            _misconception,
        ),
        RegisterFile("safety", "safety/1", "wordings", wire.SafetyFile, wire.WireWording, _wording),
        RegisterFile(
            "contradictions",
            "contradictions/1",
            "contradictions",
            wire.ContradictionsFile,
            wire.WireContradiction,
            _contradiction,
        ),
        RegisterFile(
            "diagrams", "diagrams/1", "diagrams", wire.DiagramsFile, wire.WireDiagram, _diagram
        ),
        RegisterFile(
            "glossary", "glossary/1", "terms", wire.GlossaryFile, wire.WireGlossaryTerm, _term
        ),
    )
}
"""The registers by name, which is the name of the file without `.yaml`."""
