"""Comparing results: learners of one assignment with each other, and one assignment with another.

What is alike is a hint, in words as in figures: it accuses nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.application.assignment_lookup import find_assignment
from quizapp.application.reports.values import nobody_waits
from quizapp.domain.assignments import scores_of
from quizapp.domain.errors import UserError
from quizapp.domain.regrading import Treatment
from quizapp.domain.statistics.similarity import GivenAnswer, Similarity, compare_answers
from quizapp.domain.training_effect import TrainingEffect, training_effect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime, tzinfo
    from pathlib import Path

    from quizapp.application.reports.values import Tell
    from quizapp.application.reports.writing import Written
    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import (
        AssignmentPlan,
        LearnerScore,
        MarkedResult,
        Member,
    )
    from quizapp.storage.assignment_store import AssignmentStore, StoredAssignment
    from quizapp.storage.bank_store import BankStore


@dataclass(frozen=True, slots=True)
class SimilarityReport:
    """How alike the first attempts of learners are.

    Attributes:
        members: those who were compared, in the order of the cohort; pairs name their places.
    """

    plan: AssignmentPlan
    members: tuple[Member, ...]
    found: Similarity


@dataclass(frozen=True, slots=True)
class EffectReport:
    """What changed from one assignment of a cohort to another one.

    Attributes:
        counts_first: whether first attempts count, or the best ones.
        beliefs: names of misconceptions by id, as far as the banks of this data folder know them.
    """

    before: AssignmentPlan
    after: AssignmentPlan
    effect: TrainingEffect
    counts_first: bool
    beliefs: Mapping[str, str]


class Comparing:
    """Compares results of assignments.

    Args:
        store: assignments and their results.
        banks: what names beliefs.
        now: tells the time.
        zone: in which moments are told; `None` for that of the computer.
    """

    def __init__(
        self,
        store: AssignmentStore,
        banks: BankStore,
        now: Callable[[], datetime],
        zone: tzinfo | None,
    ) -> None:
        self._store = store
        self._banks = banks
        self._now, self._zone = now, zone

    def similar(self, assignment_id: str, tell: Tell = nobody_waits) -> SimilarityReport:
        """Compare the first attempts of all learners of an assignment with each other.

        Takes seconds for a thousand learners.

        Args:
            assignment_id: its id.
            tell: hears how many results are read and then how far the comparison is; what it raises
                stops the work.

        Raises:
            UserError: there is no such assignment.
        """
        assignment = find_assignment(self._store, assignment_id)
        scores = [one for one in self._scores(assignment, tell) if one.attempts]
        fixed = [
            assignment.treatments.get(item.id) is Treatment.FULL_MARKS for item in assignment.items
        ]
        answers = [_given(one.attempts[0], fixed) for one in scores]
        return SimilarityReport(
            assignment.plan, tuple(one.member for one in scores), compare_answers(answers, tell)
        )

    def effect(self, before_id: str, after_id: str, *, counts_first: bool = True) -> EffectReport:
        """Compare two assignments of one cohort, learner by learner.

        Args:
            before_id: the earlier assignment.
            after_id: the later one.
            counts_first: whether the first attempt of each learner counts, or the best one.

        Raises:
            UserError: an assignment is not there, they are the same, or their cohorts differ.
        """
        before, after = (find_assignment(self._store, one) for one in (before_id, after_id))
        if before_id == after_id:
            raise UserError("These are one and the same assignment.", "Name two.")
        if before.cohort_id != after.cohort_id:
            raise UserError(
                f"{before_id} and {after_id} went to two cohorts, so nobody has a before and an"
                " after.",
                "Name two assignments of one cohort.",
            )
        effect = training_effect(
            self._scores(before),
            self._scores(after),
            (_told(before), _told(after)),
            counts_first=counts_first,
        )
        names = {one.id: one.name for one in self._banks.misconceptions()}
        return EffectReport(before.plan, after.plan, effect, counts_first, names)

    def fields(self, report: EffectReport) -> dict[str, Any]:
        """Return a comparison as fields of JSON, in the shape that is published."""
        from quizapp.application.reports.effect_figures import effect_fields

        return effect_fields(report, self._now())

    def write(
        self, report: EffectReport, form: str, folder: Path, tell: Tell = nobody_waits
    ) -> Written:
        """Write a comparison into a folder, made if need be.

        Args:
            report: what to write.
            form: csv (a file for each table), xlsx, html, pdf or json.
            folder: where to write to.
            tell: hears how far it is; when it raises, nothing has been written.

        Raises:
            UserError: the folder cannot be written to.
        """
        from quizapp.application.reports.writing import Moment, ReportForm, write_effect

        return write_effect(report, ReportForm(form), folder, Moment(self._now(), self._zone), tell)

    def _scores(
        self, assignment: StoredAssignment, tell: Tell = nobody_waits
    ) -> tuple[LearnerScore, ...]:
        assignment_id = assignment.plan.id
        return scores_of(
            self._store.members(assignment_id),
            self._store.results(assignment_id, tell),
            assignment.plan.passes,
        )


def _given(result: MarkedResult, fixed: Sequence[bool]) -> Sequence[GivenAnswer | None]:
    """Return the answers of a result; all that are right are the same one.

    Args:
        result: what was handed in.
        fixed: for each question whether everybody has full marks, so that nothing is known of it.
    """
    return [
        None if answer is None or is_fixed else _answer(answer, grade.is_right)
        for answer, grade, is_fixed in zip(result.answers, result.grades, fixed, strict=True)
    ]


def _answer(answer: Answer, is_right: bool) -> GivenAnswer:
    return GivenAnswer(None if is_right else answer, is_right)


def _told(assignment: StoredAssignment) -> Sequence[frozenset[str]]:
    """Return what answers can give away; those with full marks for everybody give nothing away."""
    return [
        frozenset() if assignment.treatments.get(item.id) is Treatment.FULL_MARKS else item.beliefs
        for item in assignment.items
    ]
