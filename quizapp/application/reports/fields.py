"""A report on an assignment as the fields of its JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from quizapp.application.reports.lazily import Lazily
from quizapp.application.reports.noted import record_fields
from quizapp.application.reports.sheets import minutes_of, state_words
from quizapp.exchange.wire_reports import REPORT_FORMAT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.reports.values import (
        BeliefRow,
        ItemReport,
        ItemRow,
        OptionRow,
        SetReport,
        Spread,
    )
    from quizapp.domain.assignments import LearnerScore, MarkedResult
    from quizapp.domain.statistics.figures import Figure


def fields(report: SetReport) -> dict[str, Any]:
    """Return all that a report holds, every figure of it, but for its scores and beliefs."""
    return {
        "format": REPORT_FORMAT,
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "assignment": _assignment(report),
        "regrades": report.regrades,
        "learners": len(report.scores),
        "handed_in": report.handed_in,
        "passed": report.passed,
        "figures": {
            "spread": _spread(report.figures.spread),
            "pass_rate": _figure(report.figures.passed),
            "tenths": list(report.figures.bins),
            "late": report.figures.late,
        },
        "critical_errors": [
            {"learner": member.id, "answers": count} for member, count in report.critical.learners
        ],
        "minutes": _spread(report.time),
        "topics": [
            {
                "topic": one.topic,
                "title": one.title,
                "questions": one.questions,
                "right": _figure(one.right),
            }
            for one in report.topics
        ],
        "judgement": _judgement(report),
        "not_handed_in": [member.id for member in report.missing],
        "statistics": report.statistics and _statistics(report.statistics),
    }


def score_fields(report: SetReport) -> Sequence[dict[str, Any]]:
    """Return the scores of a report: of each learner every attempt and every grade."""
    return Lazily(report.scores, partial(_learner, report))


def belief_fields(report: SetReport) -> Sequence[dict[str, Any]]:
    """Return the beliefs of a report, each with every learner."""
    return Lazily(report.beliefs, partial(_belief, report))


def _figure(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    return {
        "value": figure.value,
        "n": figure.n,
        "low": None if interval is None else interval.low,
        "high": None if interval is None else interval.high,
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {"n": spread.n, "median": spread.median, "low": spread.low, "high": spread.high}


def _assignment(report: SetReport) -> dict[str, Any]:
    plan, rule = report.plan, report.plan.passes
    return {
        "id": plan.id,
        "title": plan.title,
        "cohort": report.cohort,
        "mode": plan.mode.value,
        "due_at": None if plan.due_at is None else plan.due_at.isoformat(),
        "attempts": plan.attempts,
        "pass": rule
        and {
            "score": rule.score,
            "no_critical_error": rule.no_critical_error,
            "topics": dict(rule.topics),
        },
        "items": [item.id for item in report.items],
    }


def _learner(report: SetReport, score: LearnerScore) -> dict[str, Any]:
    return {
        "learner": score.member.id,
        "name": score.member.name,
        "reference": score.member.reference,
        "state": state_words(score),
        "best": None if score.best is None else score.best.number,
        "attempts": [_attempt(report, result) for result in score.attempts],
        "own_terms": _own_terms(report, score),
    }


def _own_terms(report: SetReport, score: LearnerScore) -> dict[str, Any] | None:
    own = report.plan.own_terms(score.member.id)
    if own is None:
        return None
    return {
        "time_factor": own.time_factor,
        "opens_at": own.opens_at and own.opens_at.isoformat(),
        "due_at": own.due_at and own.due_at.isoformat(),
    }


def _attempt(report: SetReport, result: MarkedResult) -> dict[str, Any]:
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
        "blanks": result.answers.count(None),
        "minutes": minutes_of(result),
        "sitting": record_fields(result.record),
        "grades": [
            {
                "item": item.id,
                "points": grade.points,
                "critical_error": grade.critical_error,
                "misconceptions": list(grade.misconceptions),
            }
            for item, grade in zip(report.items, result.grades, strict=True)
        ],
    }


def _judgement(report: SetReport) -> dict[str, Any]:
    judged = report.judgement.judgement
    return {
        "brier": judged.brier,
        "certainty_mark": judged.certainty_mark,
        "answers": judged.answers,
        "left_out": report.judgement.left_out,
        "levels": [
            {
                "confidence": level.confidence.value,
                "stands_for": level.confidence.probability,
                "answers": level.answers,
                "right": level.right,
            }
            for level in judged.levels
        ],
    }


def _belief(report: SetReport, row: BeliefRow) -> dict[str, Any]:
    return {
        "belief": row.belief,
        "name": row.name,
        "held": _figure(row.held),
        "learners": [
            {"learner": member.id, "told": cell.told, "met": cell.met}
            for (member, _), cell in zip(report.handed, row.cells, strict=True)
        ],
    }


def _statistics(statistics: ItemReport) -> dict[str, Any]:
    test = statistics.analysis.test
    plain = ("n", "max_mark", "mean", "median", "sd", "skewness", "kurtosis")
    return {
        "counted": statistics.which.value,
        "attempts": statistics.attempts,
        "test": {
            **{name: getattr(test, name) for name in plain},
            "cic": _figure(test.cic),
            "error_ratio": _figure(test.error_ratio),
            "standard_error": _figure(test.standard_error),
        },
        "items": [_item(row) for row in statistics.rows],
        "gains": [
            {"to_attempt": one.to_try, "n": one.n, "mean": one.mean} for one in statistics.gains
        ],
        "sentences": list(statistics.sentences),
    }


def _item(row: ItemRow) -> dict[str, Any]:
    figures = row.figures
    return {
        "number": row.number,
        "item": row.item.id,
        "topic": row.item.topic,
        "kind": row.item.kind,
        "n": figures.n,
        "facility": _figure(figures.facility),
        "right": _figure(row.right),
        "sd": figures.sd,
        "discrimination_index": _figure(figures.discrimination_index),
        "discriminative_efficiency": _figure(figures.discriminative_efficiency),
        "effective_weight": figures.effective_weight,
        "intended_weight": figures.intended_weight,
        "guess_score": row.guess,
        "critical_errors": row.critical,
        "blanks": row.blanks,
        "seconds": _spread(row.time),
        "verdict": row.verdict.value,
        "curve": [{"n": one.n, "facility": one.facility} for one in figures.curve],
        "options": [_option(one) for one in row.options],
    }


def _option(row: OptionRow) -> dict[str, Any]:
    figures = row.figures
    return {
        "part": row.part.value,
        "option": row.text,
        "right": row.is_right,
        "harmful": row.is_harmful,
        "count": row.count,
        "point_biserial": _figure(row.point_biserial),
        "credit": figures and figures.credit,
        "groups": [0, 0, 0] if figures is None else list(figures.groups),
        "by_attempt": [] if figures is None else list(figures.by_try),
    }
