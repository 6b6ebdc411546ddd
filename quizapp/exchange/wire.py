"""The files as they are written: one struct a shape, from which the JSON Schemas are made too.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from quizapp.domain.items import Area, CitationUse, Evidence, Grounding, Level, ReviewStatus
from quizapp.domain.registers import Between, Judgement, Seen, Teach
from quizapp.domain.scenarios import Effect, Outcome

# A dollar sign alone would let a trailing line break pass.
ID_PATTERN = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$(?!\n)"
TEXT_PATTERN = r"\S"
DATE_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)"
HASH_PATTERN = r"^[0-9a-f]{64}$(?!\n)"
FILE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\.svg$(?!\n)"
URL_PATTERN = r"^https?://[^\s]+$(?!\n)"

PATTERNS = {
    ID_PATTERN: "an id is made of letters and digits, with single hyphens between them",
    TEXT_PATTERN: "the text is empty",
    DATE_PATTERN: "a date is written as 2026-11-21",
    HASH_PATTERN: "a SHA-256 is 64 digits from 0 to 9 and a to f",
    FILE_PATTERN: "a file name holds small letters, digits and hyphens, and ends in .svg",
    URL_PATTERN: "an address starts with https:// and holds no blank",
}

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=64)]
Text = Annotated[str, Meta(pattern=TEXT_PATTERN)]
Date = Annotated[str, Meta(pattern=DATE_PATTERN)]
Sha256 = Annotated[str, Meta(pattern=HASH_PATTERN)]
FileName = Annotated[str, Meta(pattern=FILE_PATTERN)]
Url = Annotated[str, Meta(pattern=URL_PATTERN)]
Count = Annotated[int, Meta(ge=1)]
Offset = Annotated[int, Meta(ge=0)]

CHOICES: dict[str, type[StrEnum]] = {
    "level": Level,
    "grounding": Grounding,
    "evidence": Evidence,
    "area": Area,
    "use": CitationUse,
    "status": ReviewStatus,
    "judgement": Judgement,
    "teach": Teach,
    "seen": Seen,
    "between": Between,
    "effect": Effect,
    "end": Outcome,
}
"""The fields whose values come from a short list."""


class Strict(Struct, forbid_unknown_fields=True, kw_only=True):
    """A set of fields; a field that is not listed is refused."""


class WireRevision(Strict):
    """Revision of an item: `scoring` restarts its memory, `text` loses nothing."""

    scoring: Count
    text: Count


class WireCitation(Strict):
    """A claim of a document, and what the item does with it."""

    claim: Id
    use: CitationUse


class WireReview(Strict):
    """Who has read the item; roles, not names."""

    status: ReviewStatus
    writer: Text
    reader: Text | UnsetType = UNSET
    date: Date | UnsetType = UNSET
    agreed: bool | UnsetType = UNSET


class WireOption(Strict):
    """An option or a reason."""

    id: Id
    text: Text
    rationale: Text
    correct: bool = False
    misconception: Id | UnsetType = UNSET
    harm: bool | UnsetType = UNSET


class WireOrigin(Strict):
    """Where an imported item comes from, and what was dropped on the way."""

    format: Text
    sha256: Sha256
    place: Text
    dropped: tuple[Text, ...] = ()


class WireItem(Strict, tag_field="kind", kw_only=True):
    """The fields that every kind has."""

    id: Id
    rev: WireRevision
    level: Level
    stem: Text
    explanation: Text
    citations: Annotated[tuple[WireCitation, ...], Meta(min_length=1)]
    references: Annotated[tuple[Id, ...], Meta(min_length=1)]
    grounding: Grounding
    review: WireReview
    safety: tuple[Id, ...] = ()
    evidence: Evidence = Evidence.SETTLED
    contradictions: tuple[Id, ...] = ()
    diagram: Id | UnsetType = UNSET
    area: Area | UnsetType = UNSET
    origin: WireOrigin | UnsetType = UNSET


class WireSingleBest(WireItem, tag="single_best", kw_only=True):
    """One best answer."""

    options: tuple[WireOption, ...]


class WireMultipleResponse(WireItem, tag="multiple_response", kw_only=True):
    """Several right answers."""

    options: tuple[WireOption, ...]


class WireTrueFalseReason(WireItem, tag="true_false_reason", kw_only=True):
    """A statement: true or false, and why."""

    answer: bool
    reasons: tuple[WireOption, ...]


class WireTwoTier(WireItem, tag="two_tier", kw_only=True):
    """An answer, and the reason for it."""

    options: tuple[WireOption, ...]
    reasons: tuple[WireOption, ...]


class WireVignette(WireItem, tag="vignette", kw_only=True):
    """One best answer about a case."""

    case: Id
    options: tuple[WireOption, ...]


class WireStep(Strict):
    """One of the steps to put in order."""

    id: Id
    text: Text
    rationale: Text | UnsetType = UNSET


Pair = Annotated[tuple[Id, ...], Meta(min_length=2, max_length=2)]


class WireOrdering(WireItem, tag="ordering", kw_only=True):
    """Steps to put in order; each pair of `precedence` names what goes before what."""

    steps: Annotated[tuple[WireStep, ...], Meta(min_length=3, max_length=7)]
    precedence: Annotated[tuple[Pair, ...], Meta(min_length=1)]


class WireTerm(Strict):
    """A term to match."""

    id: Id
    text: Text
    rationale: Text | UnsetType = UNSET


class WireWrongPair(Strict):
    """What a wrong match gives away."""

    left: Id
    right: Id
    misconception: Id | UnsetType = UNSET
    harm: bool = False


class WireMatching(WireItem, tag="matching", kw_only=True):
    """Left terms to match with right ones."""

    left: Annotated[tuple[WireTerm, ...], Meta(min_length=2, max_length=8)]
    right: Annotated[tuple[WireTerm, ...], Meta(min_length=2, max_length=9)]
    key: dict[Id, Id]
    wrong_pairs: tuple[WireWrongPair, ...] = ()


class WireNumberRange(Strict):
    """The numbers that are right, both ends included."""

    min: float
    max: float
    unit: Text


class WireNumeric(WireItem, tag="numeric", kw_only=True):
    """A number to type."""

    answer: WireNumberRange
    below: Text
    above: Text


class WireRegion(Strict):
    """A part of the diagram that may be marked."""

    id: Id
    part: Id
    rationale: Text
    correct: bool = False
    misconception: Id | UnsetType = UNSET
    harm: bool | UnsetType = UNSET


class WireHotspot(WireItem, tag="hotspot", kw_only=True):
    """A part of a diagram to mark."""

    diagram: Id
    regions: Annotated[tuple[WireRegion, ...], Meta(min_length=3, max_length=8)]


AnyItem = (
    WireSingleBest
    | WireMultipleResponse
    | WireTrueFalseReason
    | WireTwoTier
    | WireVignette
    | WireOrdering
    | WireMatching
    | WireNumeric
    | WireHotspot
)


class WireCase(Strict):
    """A stem that one to four vignettes share."""

    text: Text


class WireRetired(Strict):
    """An item that is asked no more; its id is never used again."""

    id: Id
    since: Date
    reason: Text


class BankFile(Strict):
    """A bank of questions."""

    format: Literal["bank/1"]
    bank: Id
    title: Text
    topic: Id
    language: Id
    cases: dict[Id, WireCase] = {}
    items: tuple[AnyItem, ...] = ()
    retired: tuple[WireRetired, ...] = ()


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
