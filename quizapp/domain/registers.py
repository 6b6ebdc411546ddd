"""Registers: documents, claims, references, misconceptions and safety wordings."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers of a collection of banks, each by id."""

    documents: dict[str, Document]
    claims: dict[str, Claim]
    references: dict[str, Reference]
    misconceptions: dict[str, Misconception]
    wordings: dict[str, SafetyWording]
