"""The registers as they are written: one struct a shape, as in `wire`.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from quizapp.domain.registers import Between, Judgement, Seen, Teach
from quizapp.exchange.wire import (
    Count,
    FileName,
    Id,
    Offset,
    Sha256,
    Strict,
    Text,
    Url,
    WireCitation,
)


class WireHeading(Strict):
    """A heading of a document and its offset in the normalised text."""

    at: Offset
    text: Text


class WireDocument(Strict, kw_only=True):
    """A source document, known by the hash of its normalised text."""

    id: Id
    title: Text
    publisher: Text
    date: Text | None = None
    sha256: Sha256
    length: Count
    headings: tuple[WireHeading, ...] = ()


class SourcesFile(Strict):
    """The documents that claims are drawn from."""

    format: Literal["sources/1"]
    documents: tuple[WireDocument, ...]


class WireClaim(Strict, kw_only=True):
    """A passage of a document, located and paraphrased."""

    id: Id
    document: Id
    at: tuple[Offset, Offset]
    starts: Text
    ends: Text | UnsetType = UNSET
    sha256: Sha256
    says: Text
    topic: Id
    judgement: Judgement
    teach: Teach
    references: tuple[Id, ...] = ()
    note: Text | UnsetType = UNSET


class ClaimsFile(Strict):
    """The claims that items cite."""

    format: Literal["claims/1"]
    claims: tuple[WireClaim, ...]


class WireReference(Strict):
    """An outside authority, and how it was read."""

    id: Id
    org: Text
    title: Text
    year: Count
    url: Url
    seen: Seen
    says: Text | UnsetType = UNSET


class ReferencesFile(Strict):
    """The outside authorities that items rest on."""

    format: Literal["references/1"]
    references: tuple[WireReference, ...]


class WireMisconception(Strict):
    """A belief that wrong options stand for."""

    id: Id
    name: Text
    statement: Text
    why: Text
    refutation: Text
    citations: tuple[WireCitation, ...] = ()
    references: tuple[Id, ...] = ()


class MisconceptionsFile(Strict):
    """The beliefs that wrong options stand for."""

    format: Literal["misconceptions/1"]
    misconceptions: tuple[WireMisconception, ...]


class WireWording(Strict):
    """A safety wording, shown after every answer to an item that names it."""

    id: Id
    about: Text
    harm: Text
    wording: Text
    references: tuple[Id, ...] = ()


class SafetyFile(Strict):
    """The safety wordings."""

    format: Literal["safety/1"]
    wordings: tuple[WireWording, ...]


class WireSide(Strict, kw_only=True):
    """One side of a disagreement."""

    claims: tuple[Id, ...] = ()
    says: Text


class WireContradiction(Strict):
    """A disagreement between documents, or with the literature or the law."""

    id: Id
    between: Between
    about: Text
    sides: Annotated[tuple[WireSide, ...], Meta(min_length=1)]
    decides: Text
    references: Annotated[tuple[Id, ...], Meta(min_length=1)]


class ContradictionsFile(Strict):
    """The register of contradictions."""

    format: Literal["contradictions/1"]
    contradictions: tuple[WireContradiction, ...] = ()


class WirePart(Strict):
    """A part of a diagram."""

    id: Id
    label: Text
    text: Text


class WireRow(Strict):
    """A row of a diagram that is a table."""

    part: Id
    cells: Annotated[tuple[Text, ...], Meta(min_length=1)]
    references: tuple[Id, ...] = ()


class WireDiagram(Strict, kw_only=True):
    """A picture with parts, or a table."""

    id: Id
    title: Text
    alt: Text
    parts: Annotated[tuple[WirePart, ...], Meta(min_length=1, max_length=9)]
    references: Annotated[tuple[Id, ...], Meta(min_length=1)]
    file: FileName | UnsetType = UNSET
    table: bool = False
    columns: tuple[Text, ...] = ()
    rows: tuple[WireRow, ...] = ()
    caution: Text | UnsetType = UNSET


class DiagramsFile(Strict):
    """The register of diagrams."""

    format: Literal["diagrams/1"]
    diagrams: tuple[WireDiagram, ...] = ()


class WireGlossaryTerm(Strict):
    """A word that is explained."""

    id: Id
    term: Text
    text: Text
    also: tuple[Text, ...] = ()
    references: tuple[Id, ...] = ()


class GlossaryFile(Strict):
    """The glossary that learners see."""

    format: Literal["glossary/1"]
    terms: tuple[WireGlossaryTerm, ...] = ()
