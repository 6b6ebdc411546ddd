"""A report on an assignment as JSON: the shape that is published as a schema.

Every field is there, with null for what is not defined.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from quizapp.domain.assignments import AssignmentMode
from quizapp.exchange.wire import Offset, Strict
from quizapp.exchange.wire_plans import Share

REPORT_FORMAT = "score-report/1"

Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT")]


class WireFigure(Strict):
    """A figure with the answers it stands on, and its interval of 95%."""

    value: float | None
    n: Offset
    low: float | None
    high: float | None


class WireSpread(Strict):
    """The median of n numbers and the ends of their middle half."""

    n: Offset
    median: float
    low: float
    high: float


class WirePass(Strict):
    """What it takes to pass; by topic, the share of right answers that it takes alone."""

    score: Share
    no_critical_error: bool
    topics: dict[str, Share]


class WireAssignment(Strict):
    """What was asked for."""

    id: str
    title: str
    cohort: str
    mode: AssignmentMode
    due_at: Moment | None
    attempts: Offset
    passes: WirePass | None = field(name="pass")
    items: list[str]


class WireGrade(Strict):
    """What an answer was worth."""

    item: str
    points: Share
    critical_error: bool
    misconceptions: list[str]


class WireSitting(Strict):
    """What the learner's computer noted; a clock that was set back has a jump below 0."""

    started_at: Moment
    focus_losses: Offset
    away_ms: Offset
    clock_jumps_ms: list[int]


class WireAttempt(Strict):
    """An attempt at its last revision.

    Reports of older versions say nothing of the sitting.
    """

    attempt: Offset
    revision: Offset
    late: bool
    received_at: Moment
    learner_clock: Moment
    right: Offset
    questions: Offset
    points: float
    critical_errors: Offset
    passed: bool | None
    blanks: Offset
    minutes: float | None
    grades: list[WireGrade]
    sitting: WireSitting | None = None


class WireOwnTerms(Strict):
    """What a learner had other than the rest; null for a moment that was that of the others."""

    time_factor: float
    opens_at: Moment | None
    due_at: Moment | None


class WireLearner(Strict):
    """What came back from one learner; `best` is the number of the attempt that counts.

    Reports of older versions say nothing of terms.
    """

    learner: str
    name: str
    reference: str
    state: Literal["in time", "late", "not handed in"]
    best: Offset | None
    attempts: list[WireAttempt]
    own_terms: WireOwnTerms | None = None


class WireCritical(Strict):
    """How many answers of a learner would have harmed somebody."""

    learner: str
    answers: Offset


class WireScores(Strict):
    """Scores as shares of right answers; `tenths` counts them from the lowest."""

    spread: WireSpread | None
    pass_rate: WireFigure
    tenths: Annotated[list[Offset], Meta(min_length=10, max_length=10)]
    late: Offset


class WireTopic(Strict):
    """How a topic went."""

    topic: str
    title: str
    questions: Offset
    right: WireFigure


class WireLevel(Strict):
    """Answers that were given with one word for how sure the learner was."""

    confidence: str
    stands_for: Share
    answers: Offset
    right: Offset


class WireJudgement(Strict):
    """Confidence against right answers."""

    brier: float | None
    certainty_mark: float | None
    answers: Offset
    left_out: Offset
    levels: list[WireLevel]


class WireBeliefOfOne(Strict):
    """How many answers of a learner gave a belief away, of those that could have."""

    learner: str
    told: Offset
    met: Offset


class WireBelief(Strict):
    """A misconception across the cohort."""

    belief: str
    name: str
    held: WireFigure
    learners: list[WireBeliefOfOne]


class WireTest(Strict):
    """The statistics of the points of the whole test."""

    n: Offset
    max_mark: float
    mean: float
    median: float
    sd: float | None
    skewness: float | None
    kurtosis: float | None
    cic: WireFigure
    error_ratio: WireFigure
    standard_error: WireFigure


class WireOption(Strict):
    """An answer that could be given, and who did: in groups of 27, 46 and 27%, top first."""

    part: Literal["answer", "reason", "verdict"]
    option: str
    right: bool
    harmful: bool
    count: Offset
    point_biserial: WireFigure
    credit: float | None
    groups: list[Offset]
    by_attempt: list[Offset]


class WireFifth(Strict):
    """A fifth of the attempts by total."""

    n: Offset
    facility: float | None


class WireItem(Strict):
    """The statistics of a question."""

    number: Offset
    item: str
    topic: str
    kind: str
    n: Offset
    facility: WireFigure
    right: WireFigure
    sd: float | None
    discrimination_index: WireFigure
    discriminative_efficiency: WireFigure
    effective_weight: float | None
    intended_weight: float | None
    guess_score: float | None
    critical_errors: Offset
    blanks: Offset
    seconds: WireSpread | None
    verdict: str
    curve: list[WireFifth]
    options: list[WireOption]


class WireGain(Strict):
    """What learners gained from one attempt to the next, in points."""

    to_attempt: Offset
    n: Offset
    mean: float


class WireStatistics(Strict):
    """The statistics of the questions; `counted` says which attempts they count."""

    counted: Literal["first", "last", "highest", "all"]
    attempts: Offset
    test: WireTest
    items: list[WireItem]
    gains: list[WireGain]
    sentences: list[str]


class ReportFile(Strict):
    """A report on an assignment."""

    format: Literal["score-report/1"]
    made_at: Moment
    assignment: WireAssignment
    regrades: Offset
    learners: Offset
    handed_in: Offset
    passed: Offset | None
    scores: list[WireLearner]
    figures: WireScores
    critical_errors: list[WireCritical]
    minutes: WireSpread | None
    topics: list[WireTopic]
    judgement: WireJudgement
    beliefs: list[WireBelief]
    not_handed_in: list[str]
    statistics: WireStatistics | None


def report_json(
    fields: dict[str, Any],
    scores: Sequence[dict[str, Any]],
    beliefs: Sequence[dict[str, Any]],
    tell: Callable[[int, int], None],
) -> Iterator[bytes]:
    """Give a report as JSON bit by bit, in the shape that is published.

    Neither is all of it in memory at once, nor does any one step keep other threads waiting.

    Args:
        fields: the fields of `ReportFile`, under their names in JSON, without the two below.
        scores: the scores; made when they are asked for.
        beliefs: the beliefs; likewise.
        tell: hears how many scores and beliefs are behind; what it raises stops the work.
    """
    total = len(scores) + len(beliefs)
    report = msgspec.convert(fields | {"scores": [], "beliefs": []}, ReportFile)
    # Quotation marks within a text have a backslash before them, so this is found in no text.
    start, rest = msgspec.json.encode(report).split(b'"scores":[]', 1)
    middle, end = rest.split(b'"beliefs":[]', 1)
    yield start + b'"scores":['
    yield from _list(scores, WireLearner, lambda done: tell(done, total))
    yield b"]" + middle + b'"beliefs":['
    yield from _list(beliefs, WireBelief, lambda done: tell(len(scores) + done, total))
    yield b"]" + end + b"\n"


def _list(
    entries: Sequence[dict[str, Any]], shape: type[Strict], tell: Callable[[int], None]
) -> Iterator[bytes]:
    for number, entry in enumerate(entries):
        tell(number)
        yield b"," * bool(number) + msgspec.json.encode(msgspec.convert(entry, shape))
