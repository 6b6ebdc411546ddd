"""The trainer's side in the terminal: key, assign, collect, report."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import opened
from quizapp.cli.progress import progress_line, say_lacking
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from quizapp.application.intake import IntakeRow
    from quizapp.application.set_writing import Assigned
    from quizapp.bootstrap import Application
    from quizapp.delivery.trainer_keys import TrainerKey

_WARNING = (
    "The key lies in the data folder: whoever can open the files of this computer account can use"
    " it. Without the key and without its back-up, results cannot be opened by anybody."
)


@click.group()
def trainer() -> None:
    """The trainer's key: make it, or put it back."""


@trainer.command("init")
@click.option(
    "--backup",
    type=click.Path(path_type=Path, dir_okay=False),
    default="quizapp-trainer-backup.txt",
    show_default=True,
    help="Where to write the back-up; keep a copy away from this computer.",
)
@click.pass_obj
def init(data_dir: Path | None, backup: Path) -> None:
    """Make a key pair and its back-up, which is opened again to prove that it can be restored.

    The passphrase of the back-up is asked for, or read from the first line of standard input.
    """
    with opened(data_dir) as app:
        setup = app.trainer
        key = setup.init(_passphrase(is_new=True), backup)
    click.echo(f"The back-up is in {backup} and was opened again with your passphrase.")
    _say_words(key)


@trainer.command("restore")
@click.argument("backup", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def restore_key(data_dir: Path | None, backup: Path) -> None:
    """Put the key in BACKUP into this data folder.

    The passphrase is asked for, or read from the first line of standard input.
    """
    with opened(data_dir) as app:
        setup = app.trainer
        key = setup.restore(_passphrase(is_new=False), backup)
    click.echo(f"The key of {backup} is in place.")
    _say_words(key)


@trainer.command("backup")
@click.argument("file", metavar="NEW-FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def back_up_key(data_dir: Path | None, file: Path) -> None:
    """Write another back-up of the key, under another passphrase if you like.

    The passphrase is asked for, or read from the first line of standard input. Older back-ups
    still open with theirs: destroy those that others might have.
    """
    with opened(data_dir) as app:
        setup = app.trainer
        setup.back_up(_passphrase(is_new=True), file)
    click.echo(f"The back-up is in {file} and was opened again with your passphrase.")


def _passphrase(*, is_new: bool) -> str:
    if sys.stdin.isatty():
        typed: str = click.prompt(
            "Passphrase of the back-up", hide_input=True, confirmation_prompt=is_new
        )
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _say_words(key: TrainerKey) -> None:
    click.echo(f"Your key in words, for learners to compare: {key.fingerprint}")
    click.echo(_WARNING)


@click.command()
@click.argument("spec", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--cohort", required=True, help="Name of the cohort.")
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--one-file",
    is_flag=True,
    help="One file for all who have enrolled; the others still get one each.",
)
@click.pass_obj
def assign(data_dir: Path | None, spec: Path, cohort: str, out: Path, *, one_file: bool) -> None:
    """Write sets for the learners of a cohort, as SPEC.yaml says.

    Doing it again writes the same sets again, and new ones for learners who joined since.
    """
    with opened(data_dir) as app:
        key = app.trainer.key()
        if app.banks.needs_sync():
            app.banks.sync()
        done = app.assigning.assign(spec, cohort, out, key, one_file=one_file)
        zone = app.environment.zone
        remarks = _remarks(app, done)
    _say_assigned(done, out, key, zone)
    for remark in remarks:
        click.echo(f"\nMind: {remark}")


def _remarks(app: Application, done: Assigned) -> list[str]:
    from quizapp.application.set_messages import plan_remarks

    topics = {item.topic for item in app.assigning.get(done.plan.id).sent}
    return list(plan_remarks(done.plan, topics, {}, app.environment.now()))


def _say_assigned(done: Assigned, out: Path, key: TrainerKey, zone: tzinfo | None) -> None:
    from quizapp.application.phrases import plural
    from quizapp.application.set_messages import set_message, shipped_sentence
    from quizapp.application.shared_sets import named
    from quizapp.domain.assignments import AssignmentMode

    again = len(done.files) - done.new
    click.echo(
        f"{done.plan.id}: {plural(done.questions, 'question')} for"
        f" {plural(len(done.files), 'learner')}; {plural(done.new, 'set')} made,"
        f" {again} written again, in {out}."
        if not done.shared
        else f"{done.plan.id}: {plural(done.questions, 'question')} for"
        f" {plural(len(done.files), 'learner')}; {plural(done.written, 'file')} written in {out}."
    )
    if done.shared:
        click.echo(f"{done.shared} is for all who have enrolled: {done.together} so far.")
        if done.apart:
            names = named([member for member, _file in done.apart], done.members)
            click.echo(
                "With a file of their own, as they have not enrolled or have conditions of their"
                f" own: {names}."
            )
    click.echo(f"{done.send_list} says whose is which; it holds names, so keep it to yourself.")
    if done.plan.mode is AssignmentMode.EXAM and done.shipped:
        click.echo(shipped_sentence(done.shipped, done.questions))
    if done.plan.overrides:
        count = plural(len(done.plan.overrides), "learner")
        click.echo(
            f"{count} with extra time or a due date of their own: their files say so, what is to be"
            " pasted does not."
        )
    click.echo("\nTo paste into your message:")
    click.echo(set_message(done.plan, key.fingerprint, zone, file=done.shared))
    if done.shared and done.apart:
        click.echo("\nAnd to those who get a file of their own:")
        own = done.plan.for_member("")
        click.echo(set_message(replace(own, shares_file=False), key.fingerprint, zone))


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--received",
    metavar="TIME",
    help="When these files were received, if not now, such as 2026-12-08T18:00+01:00.",
)
@click.pass_obj
def collect(data_dir: Path | None, folder: Path, received: str | None, *, as_json: bool) -> None:
    """Take in the result files in DIR: each is checked, marked and kept, and nothing twice.

    Bad files are moved into DIR/set-aside with the reason beside them. Results that are for
    another trainer or another data folder, or from somebody who was not let in yet, are refused
    and left where they are.
    """
    moment = None if received is None else moment_of(received)
    with opened(data_dir) as app:
        rows = []
        for row in app.intake.collect(folder, app.trainer.key(), moment):
            rows.append(row)
            if not as_json:
                click.echo(_line(row))
    counts = {name: sum(row.outcome == name for row in rows) for name in _outcomes()}
    if as_json:
        files = [_row_fields(row) for row in rows]
        click.echo(json.dumps({"files": files, "counts": counts}, ensure_ascii=False, indent=2))
    else:
        click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))


def _outcomes() -> list[str]:
    from quizapp.application.intake import Outcome

    return [outcome.value for outcome in Outcome]


def moment_of(text: str) -> datetime:
    """Read a moment; raises UserError where it is none with a time zone."""
    from quizapp.domain.days import zoned_moment

    try:
        return zoned_moment(text)
    except ValueError as error:
        raise UserError(
            f"{text} is no moment with a time zone.", "Write it as 2026-12-08T18:00+01:00."
        ) from error


def _line(row: IntakeRow) -> str:
    # Files come from others: no sign in their names steers a terminal.
    name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in row.file)
    parts = [f"{name}: {row.outcome}"]
    if row.learner is not None:
        parts.append(f"{row.learner.called}, {row.assignment_id}")
    if row.result is not None:
        parts.append(f"{row.result.right} of {len(row.result.grades)} right")
    if row.message:
        parts.append(f"{row.reason}: {row.message}" if row.reason else row.message)
    if row.set_aside is not None:
        parts.append(f"moved into {row.set_aside.name}")
    return "; ".join(parts)


def _row_fields(row: IntakeRow) -> dict[str, Any]:
    from quizapp.application.reports.noted import record_fields

    result = row.result
    return {
        "file": row.file,
        "outcome": row.outcome.value,
        "reason": row.reason or None,
        "message": row.message or None,
        "moved_into": row.set_aside and str(row.set_aside),
        "assignment": row.assignment_id or None,
        "learner": row.learner and row.learner.name,
        "reference": (row.learner and row.learner.reference) or None,
        "result": result
        and {
            "attempt": result.number,
            "revision": result.revision,
            "late": result.is_late,
            "received_at": result.received_at.isoformat(),
            "learner_clock": result.claimed_at.isoformat(),
            "right": result.right,
            "questions": len(result.grades),
            "points": result.points,
            "critical_errors": result.critical,
            "sitting": record_fields(result.record),
        },
    }


@click.command()
@click.argument("assignment")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "xlsx", "html", "pdf", "json"]),
    default="csv",
    show_default=True,
)
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--attempts",
    type=click.Choice(["first", "last", "highest", "all"]),
    default="first",
    show_default=True,
    help="Which attempts of a learner the statistics of questions count.",
)
@click.option("--learners", is_flag=True, help="Write a page for each learner (HTML or PDF).")
@click.option("--answers", is_flag=True, help="Tell learners their answers and the right ones.")
@click.option("--one-file", is_flag=True, help="All learners in one file, and not in a zip.")
@click.pass_obj
def report(
    data_dir: Path | None,
    assignment: str,
    form: str,
    out: Path,
    attempts: str,
    *,
    learners: bool,
    answers: bool,
    one_file: bool,
) -> None:
    """Write the report on ASSIGNMENT into the folder OUT; of CSV a file for each table."""
    from quizapp.application.phrases import plural
    from quizapp.application.reports.writing import LearnerPages
    from quizapp.domain.statistics.marks import WhichAttempts

    if (answers or one_file) and not learners:
        raise UserError(
            "--answers and --one-file say how pages for learners are written, and none are asked"
            " for.",
            "Add --learners, or leave them away.",
        )
    with opened(data_dir) as app, progress_line("Writing the report") as tell:
        reporting = app.score_reporting
        made = reporting.report(assignment, WhichAttempts(attempts), tell)
        if learners:
            how = LearnerPages(with_answers=answers, in_one_file=one_file)
            written = reporting.write_learners(made, form, out, how, tell)
        else:
            written = reporting.write(made, form, out, tell)
    passed = "" if made.passed is None else f", {made.passed} passed"
    click.echo(f"{made.handed_in} of {plural(len(made.scores), 'learner')} handed in{passed}.")
    for path in written.paths:
        click.echo(f"Wrote {path}.")
    say_lacking(written.lacking)
