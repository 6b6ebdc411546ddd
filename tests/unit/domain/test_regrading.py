"""What a regrade does to a learner's share of the points."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quizapp.domain.assignments import MarkedResult, Member
from quizapp.domain.grading import Grade
from quizapp.domain.regrading import ScoreChange

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def marked(*points: float) -> MarkedResult:
    return MarkedResult(
        member_id="m1",
        number=1,
        revision=1,
        claimed_at=NOW,
        received_at=NOW,
        is_late=False,
        grades=tuple(map(Grade, points)),
    )


@pytest.mark.parametrize(
    ("before", "after", "share"),
    [
        ((0.1, 0.2, 0.0), (0.3, 0.0, 0.0), 0.0),
        ((1.0, 0.0), (1.0, 0.5), 0.25),
        ((1.0, 1.0, 0.0), (1.0, 0.0), pytest.approx(-1 / 6)),
    ],
)
def test_points_in_other_places_are_no_gain(
    before: tuple[float, ...], after: tuple[float, ...], share: float
) -> None:
    change = ScoreChange(Member("m1", "Maya"), marked(*before), marked(*after), None, None)
    assert change.share == share
    assert change.is_none == (share == 0)
