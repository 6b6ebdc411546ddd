"""Before and after a training: two assignments of one cohort, learner by learner."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.statistics.figures import Figure
from quizapp.domain.statistics.intervals import wilson
from quizapp.domain.statistics.signed_rank import SignedRank, signed_rank, typical_change

if TYPE_CHECKING:
    from quizapp.domain.assignments import LearnerScore, MarkedResult, Member

CEILING = 0.15
"""From more learners than this share with everything right, a scale can hide what they gained
(Terwee and others 2007, Journal of Clinical Epidemiology 60, 34-42)."""

_PERCENT = 100
Told = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class PairedResult:
    """What one learner handed in before and after."""

    member: Member
    before: MarkedResult
    after: MarkedResult

    @property
    def change(self) -> float:
        """The change of the share of right answers, in percentage points."""
        return _PERCENT * (_share(self.after) - _share(self.before))


@dataclass(frozen=True, slots=True)
class Side:
    """The scores of the paired learners on one side.

    Attributes:
        median: of the share of right answers, in percent; `None` without learners.
        at_top: share of learners with everything right, 0 to 1.
        critical: learners with at least one critical error; `critical_errors`: all of these errors.
    """

    median: float | None
    at_top: Figure
    critical: int
    critical_errors: int


@dataclass(frozen=True, slots=True)
class Shift:
    """How many learners were wrong or right about something, before and after.

    Attributes:
        wrong_right: wrong before and right after; the others alike.
    """

    wrong_right: int
    right_wrong: int
    wrong_wrong: int
    right_right: int

    @property
    def n(self) -> int:
        """Learners of whom it is known on both sides."""
        return self.wrong_right + self.right_wrong + self.wrong_wrong + self.right_right


@dataclass(frozen=True, slots=True)
class BeliefShift:
    """What became of one misconception.

    A learner is wrong who gave it away in one answer or more, and right who answered at least one
    question that could have given it away, without doing so. Others do not count.
    """

    misconception: str
    shift: Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEffect:
    """What changed between two assignments.

    Attributes:
        pairs: learners who handed both in; `only_before` and `only_after`: those who handed in one.
        test: of the changes of the share of right answers.
        change: the typical change (Hodges-Lehmann), in percentage points.
        critical: learners with a critical error (wrong) and without one (right).
        beliefs: those that both assignments could give away, the most frequent before first.
    """

    pairs: tuple[PairedResult, ...]
    only_before: int
    only_after: int
    before: Side
    after: Side
    test: SignedRank
    change: Figure
    critical: Shift
    beliefs: tuple[BeliefShift, ...]

    @property
    def is_at_ceiling(self) -> bool:
        """Whether so many have everything right that gains can be hidden."""
        return any((side.at_top.value or 0.0) > CEILING for side in (self.before, self.after))


def training_effect(
    before: Sequence[LearnerScore],
    after: Sequence[LearnerScore],
    told: tuple[Told, Told],
    *,
    counts_first: bool = True,
) -> TrainingEffect:
    """Compare two assignments.

    Args:
        before: what came back of the first one; `after`: of the second one. Learners are paired by
            their id.
        after: see `before`.
        told: for each question of each assignment the misconceptions that an answer can give away.
        counts_first: whether the first attempt of each learner counts, or the best one.
    """
    old, new = _counting(before, counts_first), _counting(after, counts_first)
    pairs = tuple(
        PairedResult(score.member, old[score.member.id], new[score.member.id])
        for score in before
        if score.member.id in old and score.member.id in new
    )
    changes, scale = _whole_changes(pairs)
    return TrainingEffect(
        pairs=pairs,
        only_before=len(old) - len(pairs),
        only_after=len(new) - len(pairs),
        before=_side([pair.before for pair in pairs]),
        after=_side([pair.after for pair in pairs]),
        test=signed_rank(changes),
        change=_in_points(typical_change(changes), scale),
        critical=_shift([(pair.before.critical > 0, pair.after.critical > 0) for pair in pairs]),
        beliefs=_belief_shifts(pairs, told),
    )


def _counting(scores: Sequence[LearnerScore], first: bool) -> dict[str, MarkedResult]:
    return {
        score.member.id: score.attempts[0] if first else score.best
        for score in scores
        if score.best is not None
    }


def _share(result: MarkedResult) -> float:
    return result.right / len(result.grades)


def _whole_changes(pairs: Sequence[PairedResult]) -> tuple[list[int], int]:
    """Return the changes of the share right as whole numbers, and how many of them make up 1."""
    if not pairs:
        return [], 1
    old, new = len(pairs[0].before.grades), len(pairs[0].after.grades)
    scale = math.lcm(old, new)
    return [
        pair.after.right * (scale // new) - pair.before.right * (scale // old) for pair in pairs
    ], scale


def _in_points(figure: Figure, scale: int) -> Figure:
    if figure.value is None:
        return figure
    factor = _PERCENT / scale
    interval = figure.interval and figure.interval.times(factor)
    return Figure(figure.value * factor, figure.n, interval)


def _side(results: Sequence[MarkedResult]) -> Side:
    n = len(results)
    shares = sorted(_PERCENT * _share(result) for result in results)
    top = sum(result.right == len(result.grades) for result in results)
    return Side(
        median=(shares[n // 2] + shares[(n - 1) // 2]) / 2 if n else None,
        at_top=Figure(top / n, n, wilson(top / n, n)) if n else Figure(None, 0),
        critical=sum(result.critical > 0 for result in results),
        critical_errors=sum(result.critical for result in results),
    )


def _shift(wrong: Sequence[tuple[bool, bool]]) -> Shift:
    """Return the shift of learners, each with whether it is wrong before and after."""
    return Shift(
        wrong_right=wrong.count((True, False)),
        right_wrong=wrong.count((False, True)),
        wrong_wrong=wrong.count((True, True)),
        right_right=wrong.count((False, False)),
    )


def _belief_shifts(
    pairs: Sequence[PairedResult], told: tuple[Told, Told]
) -> tuple[BeliefShift, ...]:
    asked_before, asked_after = (frozenset[str]().union(*side) for side in told)
    known = [
        (_given_away(pair.before, told[0]), _given_away(pair.after, told[1])) for pair in pairs
    ]
    shifts = []
    for belief in sorted(asked_before & asked_after):
        both = [(old[belief], new[belief]) for old, new in known if belief in old and belief in new]
        shifts.append(BeliefShift(belief, _shift(both)))
    return tuple(sorted(shifts, key=lambda one: -(one.shift.wrong_right + one.shift.wrong_wrong)))


def _given_away(result: MarkedResult, told: Told) -> dict[str, bool]:
    """Return for each misconception that answers could give away whether they did."""
    found: dict[str, bool] = {}
    for beliefs, answer, grade in zip(told, result.answers, result.grades, strict=True):
        if answer is not None:
            for belief in beliefs:
                found[belief] = found.get(belief, False) or belief in grade.misconceptions
    return found
