"""The score report of an assignment: who handed in, with which score, as a table or as JSON."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.application.table_files import plain_cell, whole_file
from quizapp.domain.assignments import LearnerScore, MarkedResult, scores_of
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.storage.assignment_store import AssignmentStore

REPORT_FORMAT = "score-report/1"
FORMATS = ("csv", "json")
_COLUMNS = (
    "name",
    "reference",
    "state",
    "attempts",
    "right",
    "questions",
    "points",
    "critical_errors",
    "passed",
    "received_at",
    "learner_clock",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReport:
    """What came back of an assignment.

    Attributes:
        item_ids: the questions in the order in which results are marked.
        scores: one a learner who was sent a set.
    """

    plan: AssignmentPlan
    item_ids: tuple[str, ...]
    scores: tuple[LearnerScore, ...]
    made_at: datetime

    @property
    def handed_in(self) -> int:
        """How many learners have handed in."""
        return sum(score.best is not None for score in self.scores)

    @property
    def passed(self) -> int | None:
        """How many learners pass; `None` where nothing is passed or failed."""
        if self.plan.passes is None:
            return None
        return sum(bool(one.best and one.best.passed(self.plan.passes)) for one in self.scores)


class ScoreReporting:
    """Makes score reports and writes them."""

    def __init__(self, store: AssignmentStore, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now

    def report(self, assignment_id: str) -> ScoreReport:
        """Return the report of an assignment as it stands.

        Raises:
            UserError: there is no such assignment.
        """
        found = self._store.get(assignment_id)
        if found is None:
            ids = ", ".join(self._store.ids())
            raise UserError(
                f"There is no assignment {assignment_id}.",
                f"There are: {ids}." if ids else "Make one: `quizapp assign`.",
            )
        members = self._store.members(assignment_id)
        results = self._store.results(assignment_id)
        return ScoreReport(
            plan=found.plan,
            item_ids=tuple(item.id for item in found.items),
            scores=scores_of(members, results, found.plan.passes),
            made_at=self._now(),
        )

    def write(self, report: ScoreReport, form: str, folder: Path) -> Path:
        """Write a report as `csv` (one row a learner) or `json` (all attempts, all grades).

        Raises:
            UserError: the folder cannot be written to.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{folder} cannot be made: {error.strerror}.") from error
        path = folder / f"{report.plan.id}-scores.{form}"
        with whole_file(path) as file:
            if form == "json":
                file.write(json.dumps(_fields(report), ensure_ascii=False))
                file.write("\n")
            else:
                writer = csv.writer(file)
                writer.writerow(_COLUMNS)
                for score in report.scores:
                    writer.writerow([plain_cell(cell) for cell in _row(report, score)])
        return path


def _state(best: MarkedResult | None) -> str:
    if best is None:
        return "not handed in"
    return "late" if best.is_late else "in time"


def _row(report: ScoreReport, score: LearnerScore) -> list[object]:
    best = score.best
    start: list[object] = [
        score.member.name,
        score.member.reference,
        _state(best),
        len(score.attempts),
    ]
    if best is None:
        return start + [""] * (len(_COLUMNS) - len(start))
    passed = best.passed(report.plan.passes)
    return [
        *start,
        best.right,
        len(best.grades),
        round(best.points, 4),
        best.critical,
        "" if passed is None else ("yes" if passed else "no"),
        best.received_at.isoformat(timespec="seconds"),
        best.claimed_at.isoformat(timespec="seconds"),
    ]


def _fields(report: ScoreReport) -> dict[str, Any]:
    plan, rule = report.plan, report.plan.passes
    return {
        "format": REPORT_FORMAT,
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "assignment": {
            "id": plan.id,
            "title": plan.title,
            "mode": plan.mode.value,
            "due_at": None if plan.due_at is None else plan.due_at.isoformat(),
            "attempts": plan.attempts,
            "pass": rule
            and {
                "score": rule.score,
                "no_critical_error": rule.no_critical_error,
                "topics": dict(rule.topics),
            },
            "items": list(report.item_ids),
        },
        "learners": len(report.scores),
        "handed_in": report.handed_in,
        "passed": report.passed,
        "scores": [
            {
                "learner": score.member.id,
                "name": score.member.name,
                "reference": score.member.reference,
                "state": _state(score.best),
                "best": None if score.best is None else score.best.number,
                "attempts": [_attempt(report, result) for result in score.attempts],
            }
            for score in report.scores
        ],
    }


def _attempt(report: ScoreReport, result: MarkedResult) -> dict[str, Any]:
    return {
        "attempt": result.number,
        "revision": result.revision,
        "late": result.is_late,
        "received_at": result.received_at.isoformat(),
        "learner_clock": result.claimed_at.isoformat(),
        "right": result.right,
        "questions": len(result.grades),
        "points": result.points,
        "critical_errors": result.critical,
        "passed": result.passed(report.plan.passes),
        "grades": [
            {
                "item": item_id,
                "points": grade.points,
                "critical_error": grade.critical_error,
                "misconceptions": list(grade.misconceptions),
            }
            for item_id, grade in zip(report.item_ids, result.grades, strict=True)
        ],
    }
