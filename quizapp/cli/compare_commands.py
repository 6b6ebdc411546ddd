"""Comparisons in the terminal: learners with each other, one assignment with another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import opened
from quizapp.cli.progress import progress_line

if TYPE_CHECKING:
    from quizapp.application.comparing import EffectReport, SimilarityReport
    from quizapp.domain.statistics.figures import Figure
    from quizapp.domain.training_effect import Shift, Side


@click.command()
@click.argument("assignment")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def similar(data_dir: Path | None, assignment: str, *, as_json: bool) -> None:
    """Name learners of ASSIGNMENT whose answers are more alike than chance explains.

    A hint, with how many such pairs chance alone gives; it proves nothing.
    """
    from quizapp.application import comparison_words as words

    with opened(data_dir) as app, progress_line("Comparing answers") as tell:
        report = app.comparing.similar(assignment, tell)
    if as_json:
        click.echo(json.dumps(_similar_fields(report), ensure_ascii=False, indent=2))
        return
    click.echo(words.similarity_words(report))
    for pair in report.found.alike:
        click.echo(words.pair_words(report, pair))
    if report.found.is_enough:
        click.echo(words.alarm_words())
    if report.found.alike:
        click.echo(f"{words.HINT_TITLE}. {words.HINT}")


@click.command()
@click.argument("before")
@click.argument("after")
@click.option(
    "--attempts",
    type=click.Choice(["first", "best"]),
    default="first",
    show_default=True,
    help="Which attempt of each learner counts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def compare(
    data_dir: Path | None, before: str, after: str, attempts: str, *, as_json: bool
) -> None:
    """Say what changed between two assignments of one cohort, BEFORE and AFTER a training."""
    with opened(data_dir) as app:
        report = app.comparing.effect(before, after, counts_first=attempts == "first")
    if as_json:
        click.echo(json.dumps(_effect_fields(report), ensure_ascii=False, indent=2))
    else:
        for line in _effect_lines(report):
            click.echo(line)


def _effect_lines(report: EffectReport) -> list[str]:
    from quizapp.application import comparison_words as words

    return words.effect_sentences(report) + [
        f"{words.belief_name(report, one)}: {words.shift_words(one.shift)}"
        for one in report.effect.beliefs
        if report.effect.pairs
    ]


def _similar_fields(report: SimilarityReport) -> dict[str, Any]:
    found, members = report.found, report.members
    return {
        "assignment": report.plan.id,
        "learners": found.learners,
        "pairs": found.pairs,
        "enough": found.is_enough,
        "alike": [
            {
                "learners": [members[one].id for one in (pair.first, pair.second)],
                "names": [members[one].name for one in (pair.first, pair.second)],
                "questions": pair.questions,
                "same": pair.same,
                "same_wrong": pair.same_wrong,
                "expected": pair.expected,
                "chance": pair.chance,
                "expected_false_alarms": pair.false_alarms,
            }
            for pair in found.alike
        ],
    }


def _effect_fields(report: EffectReport) -> dict[str, Any]:
    effect = report.effect
    return {
        "before": {"assignment": report.before.id} | _side_fields(effect.before),
        "after": {"assignment": report.after.id} | _side_fields(effect.after),
        "attempts": "first" if report.counts_first else "best",
        "pairs": len(effect.pairs),
        "only_before": effect.only_before,
        "only_after": effect.only_after,
        "change_points": _figure_fields(effect.change),
        "wilcoxon": {
            "n": effect.test.n,
            "up": effect.test.up,
            "down": effect.test.down,
            "p": effect.test.p,
            "exact": effect.test.is_exact,
            "r": effect.test.effect,
        },
        "ceiling": effect.is_at_ceiling,
        "critical": _shift_fields(effect.critical),
        "misconceptions": [
            {"misconception": one.misconception} | _shift_fields(one.shift)
            for one in effect.beliefs
        ],
        "learners": [
            {
                "learner": pair.member.id,
                "name": pair.member.name,
                "right_before": pair.before.right,
                "right_after": pair.after.right,
                "change_points": pair.change,
            }
            for pair in effect.pairs
        ],
    }


def _side_fields(side: Side) -> dict[str, Any]:
    return {
        "median_percent": side.median,
        "everything_right": _figure_fields(side.at_top),
        "learners_with_critical_error": side.critical,
        "critical_errors": side.critical_errors,
    }


def _figure_fields(figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    return {
        "value": figure.value,
        "n": figure.n,
        "low": interval and interval.low,
        "high": interval and interval.high,
    }


def _shift_fields(shift: Shift) -> dict[str, int]:
    return {
        "wrong_right": shift.wrong_right,
        "right_wrong": shift.right_wrong,
        "wrong_wrong": shift.wrong_wrong,
        "right_right": shift.right_right,
    }
