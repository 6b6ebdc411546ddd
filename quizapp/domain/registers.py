"""Registers: documents, claims, references, misconceptions and safety wordings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from quizapp.domain.items import Citation


class Judgement(StrEnum):
    """What the check of a claim against outside authorities found."""

    SUPPORTED = "supported"
    CONTESTED = "contested"
    WRONG = "wrong"
    PROMOTIONAL = "promotional"
    OUTDATED = "outdated"


class Teach(StrEnum):
    """How a claim may be taught."""

    AS_IS = "as_is"
    WITH_QUALIFICATION = "with_qualification"
    NEVER_AS_KEY = "never_as_key"


class Seen(StrEnum):
    """How an authority was read by those who wrote the banks."""

    ORIGINAL = "original"
    COPY = "copy"
    PART = "part"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document; `at` is its offset in code points of the normalised text."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source document, known by the hash of its normalised text; its text is not shipped."""

    id: str
    title: str
    publisher: str
    sha256: str
    length: int
    headings: tuple[Heading, ...]
    date: str | None = None

    def heading_at(self, offset: int) -> str:
        """Return the last heading at or before `offset`, or an empty string above the first."""
        last = ""
        for heading in self.headings:
            if heading.at > offset:
                break
            last = heading.text
        return last


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage of a document, located and paraphrased; the passage itself is not shipped.

    Attributes:
        at: start and end of the passage in code points of the normalised text, end excluded.
        starts: its first words; `ends` its last, when the passage has ten words or more.
        sha256: hash of the passage, runs of white space as one space, trimmed.
        says: what it says, in our own words.
    """

    id: str
    document: str
    at: tuple[int, int]
    starts: str
    sha256: str
    says: str
    topic: str
    judgement: Judgement
    teach: Teach
    references: tuple[str, ...] = ()
    ends: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An outside authority; `seen` says how it was read."""

    id: str
    org: str
    title: str
    year: int
    url: str
    seen: Seen
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Misconception:
    """A belief that wrong options stand for: why people hold it and what is so instead."""

    id: str
    name: str
    statement: str
    why: str
    refutation: str
    citations: tuple[Citation, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SafetyWording:
    """A wording that is shown after every answer to an item that names it."""

    id: str
    about: str
    harm: str
    wording: str
    references: tuple[str, ...]


class Between(StrEnum):
    """Who disagrees with whom."""

    DOCUMENTS = "documents"
    DOCUMENT_AND_LITERATURE = "document_and_literature"
    DOCUMENT_AND_LAW = "document_and_law"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement, with the claims that take it (none where a guide does)."""

    claims: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A disagreement, who says what, and what decides."""

    id: str
    between: Between
    about: str
    sides: tuple[Side, ...]
    decides: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiagramPart:
    """A part of a diagram: `label` says where it is, `text` what it is. The id is the SVG's."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class DiagramRow:
    """A row of a diagram that is a table: one cell a column, about one part."""

    part: str
    cells: tuple[str, ...]
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture with parts, or, without a `file`, a table with columns and rows.

    Attributes:
        alt: what a person who cannot see it is told.
        file: name of the template in `assets/diagrams/`.
        caution: what it must not be taken for.
    """

    id: str
    title: str
    alt: str
    parts: tuple[DiagramPart, ...]
    references: tuple[str, ...]
    file: str | None = None
    caution: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[DiagramRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the glossary, and how else it is written."""

    id: str
    term: str
    text: str
    also: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of a collection of banks, each by id."""

    documents: dict[str, Document]
    claims: dict[str, Claim]
    references: dict[str, Reference]
    misconceptions: dict[str, Misconception]
    wordings: dict[str, SafetyWording]
    contradictions: dict[str, Contradiction] = field(default_factory=dict)
    diagrams: dict[str, Diagram] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
