"""Banks as they are written: one struct a shape, from which the JSON Schemas are made too.

The fields that all files are made of stand here as well.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.items import Area, CitationUse, Evidence, Grounding, Level, ReviewStatus
from quizapp.domain.registers import Between, Judgement, Seen, Teach
from quizapp.domain.scenarios import Effect, Outcome

# A dollar sign alone would let a trailing line break pass.
ID_PATTERN = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$(?!\n)"
TEXT_PATTERN = r"\S"
DATE_PATTERN = (
    r"^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    r"|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))$(?!\n)"
)
HASH_PATTERN = r"^[0-9a-f]{64}$(?!\n)"
FILE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*\.svg$(?!\n)"
URL_PATTERN = r"^https?://[^\s]+$(?!\n)"

PATTERNS = {
    ID_PATTERN: "an id is made of letters and digits, with single hyphens between them",
    TEXT_PATTERN: "the text is empty",
    DATE_PATTERN: "a date is a day of the calendar, written as 2026-11-21",
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
    "mode": AssignmentMode,
    "feedback": Feedback,
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
    harm: bool | UnsetType = UNSET


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
