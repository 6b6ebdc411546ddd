"""What changed from one assignment to another one, as bare figures: tables and fields of JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quizapp.application import comparison_words as words
from quizapp.exchange.wire_comparisons import COMPARISON_FORMAT
from quizapp.exchange.workbook import Sheet, Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from quizapp.application.comparing import EffectReport
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.statistics.figures import Figure
    from quizapp.domain.training_effect import PairedResult, Shift, Side

_LEARNERS = (
    "name",
    "reference",
    "right_before",
    "questions_before",
    "right_after",
    "questions_after",
    "change_points",
    "critical_before",
    "critical_after",
)
_BELIEFS = ("belief", "name", "wrong_right", "right_wrong", "wrong_wrong", "right_right")


def effect_sheets(report: EffectReport) -> tuple[Sheet, ...]:
    """Return all tables of a comparison."""
    effect = report.effect
    return (
        Sheet("learners", "Learners", _LEARNERS, tuple(_learner_row(one) for one in effect.pairs)),
        Sheet(
            "summary", "Summary", ("figure", "value", "low", "high", "n"), tuple(_summary(report))
        ),
        Sheet(
            "beliefs",
            "Beliefs",
            _BELIEFS,
            tuple(
                (one.misconception, words.belief_name(report, one), *_shift(one.shift).values())
                for one in effect.beliefs
            ),
        ),
    )


def _learner_row(pair: PairedResult) -> tuple[Value, ...]:
    return (
        pair.member.name,
        pair.member.reference,
        pair.before.right,
        len(pair.before.grades),
        pair.after.right,
        len(pair.after.grades),
        round(pair.change, 4),
        pair.before.critical,
        pair.after.critical,
    )


def _summary(report: EffectReport) -> Iterator[tuple[Value, ...]]:
    effect = report.effect
    n = len(effect.pairs)
    yield "handed_both_in", n, None, None, None
    yield "only_before", effect.only_before, None, None, None
    yield "only_after", effect.only_after, None, None, None
    yield "change_points", *_row(effect.change)
    yield "wilcoxon_p", effect.test.p, None, None, effect.test.n
    yield "effect_size_r", effect.test.effect, None, None, effect.test.n
    for name, side in (("before", effect.before), ("after", effect.after)):
        yield f"median_percent_{name}", side.median, None, None, n
        yield f"everything_right_{name}", *_row(side.at_top)
        yield f"learners_with_critical_error_{name}", side.critical, None, None, n
        yield f"critical_errors_{name}", side.critical_errors, None, None, n


def _row(figure: Figure) -> tuple[Value, ...]:
    return tuple(_figure(figure)[name] for name in ("value", "low", "high", "n"))


def effect_fields(report: EffectReport, made_at: datetime) -> dict[str, Any]:
    """Return a comparison as the published format of comparisons has it."""
    effect = report.effect
    return {
        "format": COMPARISON_FORMAT,
        "made_at": made_at.isoformat(timespec="seconds"),
        "before": _side(report.before, effect.before),
        "after": _side(report.after, effect.after),
        "attempts": "first" if report.counts_first else "best",
        "pairs": len(effect.pairs),
        "only_before": effect.only_before,
        "only_after": effect.only_after,
        "change_points": _figure(effect.change),
        "wilcoxon": {
            "n": effect.test.n,
            "up": effect.test.up,
            "down": effect.test.down,
            "p": effect.test.p,
            "exact": effect.test.is_exact,
            "r": effect.test.effect,
        },
        "ceiling": effect.is_at_ceiling,
        "critical": _shift(effect.critical),
        "misconceptions": [
            {"misconception": one.misconception, "name": words.belief_name(report, one)}
            | _shift(one.shift)
            for one in effect.beliefs
        ],
        "learners": [
            {
                "learner": pair.member.id,
                "name": pair.member.name,
                "reference": pair.member.reference,
                "right_before": pair.before.right,
                "right_after": pair.after.right,
                "change_points": pair.change,
                "critical_before": pair.before.critical,
                "critical_after": pair.after.critical,
            }
            for pair in effect.pairs
        ],
    }


def _side(plan: AssignmentPlan, side: Side) -> dict[str, Any]:
    return {
        "assignment": plan.id,
        "title": plan.title,
        "median_percent": side.median,
        "everything_right": _figure(side.at_top),
        "learners_with_critical_error": side.critical,
        "critical_errors": side.critical_errors,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    return {
        "value": figure.value,
        "n": figure.n,
        "low": interval and interval.low,
        "high": interval and interval.high,
    }


def _shift(shift: Shift) -> dict[str, int]:
    return {
        "wrong_right": shift.wrong_right,
        "right_wrong": shift.right_wrong,
        "wrong_wrong": shift.wrong_wrong,
        "right_right": shift.right_right,
    }
