"""Regrading in the terminal: first what would change, then with --commit for good."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import opened
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import tzinfo

    from quizapp.application.regrading import PastRegrade, RegradeView
    from quizapp.domain.assignments import MarkedResult
    from quizapp.domain.regrading import QuestionChange, ScoreChange


@click.command()
@click.argument("assignment")
@click.option(
    "--bank",
    "banks",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Bank with mended questions under their old ids; can be given several times.",
)
@click.option("--full-marks", multiple=True, metavar="ITEM", help="Full marks for everybody.")
@click.option("--leave-out", multiple=True, metavar="ITEM", help="The question does not count.")
@click.option("--by-key", multiple=True, metavar="ITEM", help="Mark by its key again.")
@click.option("--commit", is_flag=True, help="Keep it; without, only what would change is said.")
@click.option("--reason", help="Why, in a sentence; kept with the marks.")
@click.option("--history", is_flag=True, help="Say what was regraded before, and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def regrade(
    data_dir: Path | None,
    assignment: str,
    banks: tuple[Path, ...],
    full_marks: tuple[str, ...],
    leave_out: tuple[str, ...],
    by_key: tuple[str, ...],
    reason: str | None,
    *,
    commit: bool,
    history: bool,
    as_json: bool,
) -> None:
    """Mark the results of ASSIGNMENT anew, after a key was mended or a question was bad.

    Old marks stay in the record, and results that come in later are marked in the new way.
    """
    from quizapp.application.regrading import Choices

    if bool(reason) is not commit:
        raise UserError(
            "A regrade is kept with --commit and --reason together.",
            "Leave both away to see what would change.",
        )
    with opened(data_dir) as app:
        regrading = app.regrading
        if history:
            _say_history(regrading.history(assignment), app.environment.zone, as_json=as_json)
            return
        choices = Choices(full_marks, leave_out, by_key)
        mendings = regrading.mendings(assignment, banks, choices)
        if commit:
            view = regrading.commit(assignment, mendings, reason or "")
        else:
            view = regrading.preview(assignment, mendings)
    if as_json:
        fields = {"committed": commit, "reason": reason, **_fields(view)}
        click.echo(json.dumps(fields, ensure_ascii=False, indent=2))
        return
    _say(view)
    if commit:
        click.echo("Kept. The marks so far stay in the record: `--history` shows them.")
    else:
        click.echo("Nothing was changed. To keep it, add --commit --reason TEXT.")


def _say_history(past: tuple[PastRegrade, ...], zone: tzinfo | None, *, as_json: bool) -> None:
    if as_json:
        regrades = [
            {"made_at": one.made_at.isoformat(), "reason": one.reason, **_fields(one.view)}
            for one in past
        ]
        click.echo(json.dumps({"regrades": regrades}, ensure_ascii=False, indent=2))
    elif not past:
        click.echo("It was never regraded.")
    else:
        from quizapp.application.local_times import moment_words

        for one in past:
            click.echo(f"{moment_words(one.made_at, zone)}: {one.reason}")
            _say(one.view)


def _say(view: RegradeView) -> None:
    from quizapp.application.member_words import told_apart
    from quizapp.application.phrases import plural

    for question in view.questions:
        click.echo(_question(question))
    for item_id in view.reworded:
        click.echo(f"{item_id} is worded otherwise now than learners saw it.")
    names = told_apart(one.member for one in view.learners)
    for learner in view.learners:
        if not learner.is_none:
            click.echo(_learner(names[learner.member.id], learner))
    passing = ""
    if view.plan.passes is not None:
        passing = f"; {len(view.now_pass)} newly pass, {len(view.now_fail)} newly fail"
    click.echo(
        f"Of {plural(len(view.learners), 'learner')} {view.gain} gain and {view.lose} lose{passing}."
    )


def _question(one: QuestionChange) -> str:
    from quizapp.application.phrases import plural

    answers = plural(one.answers, "answer")
    if one.is_left_out:
        was = "was" if one.right_before == 1 else "were"
        return (
            f"{one.item_id}, {one.treatment}: counts for nobody; of {answers},"
            f" {one.right_before} {was} right."
        )
    return (
        f"{one.item_id}, {one.treatment}: of {answers}, {one.gain} gain and {one.lose} lose;"
        f" {one.right_before} right before, {one.right_after} then."
    )


def _learner(name: str, one: ScoreChange) -> str:
    said = f"{name}: {_marks(one.before)}, then {_marks(one.after)}"
    if one.passed_before != one.passed_after:
        said += "; newly passes" if one.passed_after else "; newly fails"
    return said


def _marks(result: MarkedResult) -> str:
    critical = f", {result.critical} critical" if result.critical else ""
    points = "1 point" if result.points == 1 else f"{result.points:.4g} points"
    return f"{result.right} of {len(result.grades)} right ({points}{critical})"


def _fields(view: RegradeView) -> dict[str, Any]:
    return {
        "assignment": view.plan.id,
        "results": view.results,
        "gain": view.gain,
        "lose": view.lose,
        "questions": [
            {
                "item": one.item_id,
                "treatment": one.treatment.name.lower(),
                "answers": one.answers,
                "gain": one.gain,
                "lose": one.lose,
                "right_before": one.right_before,
                "right_after": one.right_after,
                "reworded": one.item_id in view.reworded,
            }
            for one in view.questions
        ],
        "learners": [
            {
                "learner": one.member.id,
                "name": one.member.name,
                "before": _result_fields(one.before, one.passed_before),
                "after": _result_fields(one.after, one.passed_after),
            }
            for one in view.learners
        ],
    }


def _result_fields(result: MarkedResult, passed: bool | None) -> dict[str, Any]:
    return {
        "attempt": result.number,
        "right": result.right,
        "questions": len(result.grades),
        "points": result.points,
        "critical_errors": result.critical,
        "passed": passed,
    }
