"""Two assignments compared, as JSON: the shape that is published as a schema.

Every field is there, with null for what is not defined.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from typing import Any, Literal

import msgspec

from quizapp.exchange.wire import Offset, Strict
from quizapp.exchange.wire_reports import Moment, WireFigure

COMPARISON_FORMAT = "comparison/1"


class WireSide(Strict):
    """The scores of those who handed both in, on one side."""

    assignment: str
    title: str
    median_percent: float | None
    everything_right: WireFigure
    learners_with_critical_error: Offset
    critical_errors: Offset


class WireSignedRank(Strict):
    """The test of the changes: how many there are, sums of ranks upwards and downwards, p, r."""

    n: Offset
    up: float
    down: float
    p: float | None
    exact: bool
    r: float | None


class WireShift(Strict):
    """Learners who were wrong or right before, and wrong or right after."""

    wrong_right: Offset
    right_wrong: Offset
    wrong_wrong: Offset
    right_right: Offset


class WireBeliefShift(WireShift):
    """What became of a misconception."""

    misconception: str
    name: str


class WirePair(Strict):
    """What one learner handed in before and after; the change is in percentage points."""

    learner: str
    name: str
    reference: str
    right_before: Offset
    right_after: Offset
    change_points: float
    critical_before: Offset
    critical_after: Offset


class ComparisonFile(Strict):
    """What changed between two assignments of one cohort."""

    format: Literal["comparison/1"]
    made_at: Moment
    before: WireSide
    after: WireSide
    attempts: Literal["first", "best"]
    pairs: Offset
    only_before: Offset
    only_after: Offset
    change_points: WireFigure
    wilcoxon: WireSignedRank
    ceiling: bool
    critical: WireShift
    misconceptions: list[WireBeliefShift]
    learners: list[WirePair]


def comparison_json(fields: dict[str, Any]) -> bytes:
    """Return a comparison as JSON in the shape that is published.

    Args:
        fields: the fields of `ComparisonFile`, under their names in JSON.
    """
    made = msgspec.json.encode(msgspec.convert(fields, ComparisonFile))
    return msgspec.json.format(made, indent=2) + b"\n"
