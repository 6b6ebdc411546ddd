"""Comparisons in the terminal: learners with each other, one assignment with another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import opened
from quizapp.cli.progress import progress_line, say_lacking
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.application.comparing import EffectReport, SimilarityReport


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
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write it as a report into this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "html", "pdf", "json"]),
    help="What to write it as (usual: csv, a file for each table).",
)
@click.pass_obj
def compare(
    data_dir: Path | None,
    before: str,
    after: str,
    attempts: str,
    out: Path | None,
    form: str | None,
    *,
    as_json: bool,
) -> None:
    """Say what changed between two assignments of one cohort, BEFORE and AFTER a training."""
    if form is not None and out is None:
        raise UserError(
            "--format says what the report is written as, and no folder is named.",
            "Add --out FOLDER, or leave it away.",
        )
    with opened(data_dir) as app, progress_line("Writing the report") as tell:
        comparing = app.comparing
        report = comparing.effect(before, after, counts_first=attempts == "first")
        fields = comparing.fields(report) if as_json else {}
        written = None if out is None else comparing.write(report, form or "csv", out, tell)
    if as_json:
        click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
    else:
        for line in _effect_lines(report):
            click.echo(line)
    if written is not None:
        for path in written.paths:
            click.echo(f"Wrote {path}.", err=as_json)
        say_lacking(written.lacking)


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
