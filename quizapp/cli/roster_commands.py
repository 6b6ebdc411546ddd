"""Cohorts and their rosters in the terminal, and the learner's way into one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.data_commands import find_learner, find_or_add_learner, opened
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.application.rosters import RosterView
    from quizapp.domain.rosters import RosterEntry

_FILE = click.Path(path_type=Path, dir_okay=False)
_INVITATION = "quizapp-invitation/1:"
_cohort = click.option("--cohort", required=True, help="Name of the cohort.")


@click.group()
def roster() -> None:
    """Cohorts of learners."""


@roster.command("import")
@click.argument("file", type=_FILE)
@click.option("--cohort", help="Name of the cohort (usual: the name of the file).")
@click.option(
    "--name-column",
    help="Heading of the column with names, or first names (usual: name, or first name).",
)
@click.option(
    "--surname-column",
    help="Heading of the column with surnames, where they stand apart"
    " (usual: last name or surname, unless --name-column is given).",
)
@click.option(
    "--reference-column",
    help="Heading of the column with your own ids, if any (usual: reference, id, or ID number).",
)
@click.pass_obj
def import_roster(
    data_dir: Path | None,
    file: Path,
    cohort: str | None,
    name_column: str | None,
    surname_column: str | None,
    reference_column: str | None,
) -> None:
    """Add the learners in FILE.csv to a cohort; those who are there already are left alone."""
    from quizapp.application.phrases import plural
    from quizapp.application.roster_import import RosterHeadings

    headings = RosterHeadings(name_column, surname_column, reference_column)
    with opened(data_dir) as app:
        done = app.cohorts.import_roster(file, cohort, headings)
    click.echo(
        f"{done.cohort}: {plural(done.added, 'learner')} added, {done.already_there} there already."
    )
    if done.note:
        click.echo(done.note, err=True)


@roster.command("list")
@click.option("--cohort", help="Show the members of this cohort (usual: all cohorts).")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_rosters(data_dir: Path | None, cohort: str | None, *, as_json: bool) -> None:
    """Show all cohorts, or the members of one."""
    with opened(data_dir) as app:
        if cohort is None:
            rows = [
                {
                    "cohort": one.cohort.name,
                    "archived": one.cohort.archived_at is not None,
                    "learners": one.members,
                    "assignments": one.assignments,
                    "handed_in": one.handed_in,
                }
                for one in app.cohorts.overview()
            ]
        else:
            view = app.rosters.view(app.cohorts.find(cohort).id)
            rows = [
                {
                    "learner": line.entry.id,
                    "name": line.entry.name,
                    "reference": line.entry.reference or None,
                    "enrolled": line.has_enrolled,
                    "sent": line.counts.sent,
                    "handed_in": line.counts.handed_in,
                    "also": [one.name for one in line.doubles],
                }
                for line in view.lines
            ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not rows:
        click.echo("There is nobody yet." if cohort else "There is no cohort yet.")
    else:
        for row in rows:
            click.echo(_listed(row))


def _listed(row: dict[str, Any]) -> str:
    from quizapp.application.phrases import plural

    if "cohort" in row:
        learners, sets = plural(row["learners"], "learner"), plural(row["assignments"], "set")
        return f"{row['cohort']}: {learners}, {sets}" + (", archived" if row["archived"] else "")
    reference = f" ({row['reference']})" if row["reference"] else ""
    sent = plural(row["sent"], "set")
    enrolled = ", enrolled" if row["enrolled"] else ""
    return f"{row['name']}{reference}: {sent} sent, {row['handed_in']} handed in{enrolled}"


@roster.command("new")
@click.argument("name")
@click.pass_obj
def new_cohort(data_dir: Path | None, name: str) -> None:
    """Make an empty cohort."""
    with opened(data_dir) as app:
        click.echo(f"The cohort {app.cohorts.new(name).name} is made.")


@roster.command("rename")
@click.argument("name")
@click.argument("new_name", metavar="NEW-NAME")
@click.pass_obj
def rename_cohort(data_dir: Path | None, name: str, new_name: str) -> None:
    """Give a cohort another name."""
    with opened(data_dir) as app:
        done = app.cohorts.rename(app.cohorts.find(name).id, new_name)
    click.echo(f"The cohort is called {done.name} now.")


@roster.command("archive")
@click.argument("name")
@click.pass_obj
def archive(data_dir: Path | None, name: str) -> None:
    """Put a cohort out of the way; its sets and results stay, and results are still taken in."""
    with opened(data_dir) as app:
        done = app.cohorts.archive(app.cohorts.find(name).id)
    click.echo(f"The cohort {done.name} is archived.")


@roster.command("bring-back")
@click.argument("name")
@click.pass_obj
def bring_back(data_dir: Path | None, name: str) -> None:
    """Take a cohort out of the archive."""
    with opened(data_dir) as app:
        for one in app.cohorts.overview():
            if one.cohort.name.casefold() == name.casefold():
                app.cohorts.bring_back(one.cohort.id)
                click.echo(f"The cohort {one.cohort.name} is back.")
                return
    raise UserError(f"There is no cohort called {name}.", "`quizapp roster list` shows them all.")


@roster.command("add")
@click.argument("name")
@click.option("--reference", default="", help="How your own lists know the learner.")
@_cohort
@click.pass_obj
def add(data_dir: Path | None, name: str, reference: str, cohort: str) -> None:
    """Add one learner to a cohort."""
    with opened(data_dir) as app:
        done = app.rosters.add(app.cohorts.find(cohort).id, [(name, reference)])
    click.echo(f"{done.says}.")


@roster.command("remove")
@click.argument("name")
@_cohort
@click.pass_obj
def remove(data_dir: Path | None, name: str, cohort: str) -> None:
    """Take a learner out of a cohort; what was sent and handed in stays on record."""
    with opened(data_dir) as app:
        found = app.cohorts.find(cohort)
        member = _member(app.rosters.view(found.id), name)
        done = app.rosters.remove([member.id], found.id)
    click.echo(f"{done.says}.")


@roster.command("merge")
@click.argument("keep")
@click.argument("double")
@_cohort
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.pass_obj
def merge(data_dir: Path | None, keep: str, double: str, cohort: str, *, dry_run: bool) -> None:
    """Say that DOUBLE is the same person as KEEP; each by name, or by reference."""
    from quizapp.application.phrases import plural

    with opened(data_dir) as app:
        found = app.cohorts.find(cohort)
        view = app.rosters.view(found.id)
        kept, other = _member(view, keep), _member(view, double)
        if kept.id == other.id:
            raise UserError(
                f"{keep} and {double} are one entry of {found.name}.",
                "Name the two entries that are one person.",
            )
        counts = {line.entry.id: line.counts for line in view.lines}
        moved = counts[other.id]
        if not dry_run:
            app.rosters.merge(kept.id, [other.id], found.id)
    would = "would count" if dry_run else "counts"
    click.echo(
        f"{other.name} {would} as {kept.name}, with {plural(moved.sent, 'set')} sent and {moved.handed_in}"
        " handed in. Nothing that was sent or handed in is changed."
    )


@roster.command("separate")
@click.argument("double")
@_cohort
@click.pass_obj
def separate(data_dir: Path | None, double: str, cohort: str) -> None:
    """Say that DOUBLE, who was merged, is a person of their own after all."""
    with opened(data_dir) as app:
        found = app.cohorts.find(cohort)
        for line in app.rosters.view(found.id).lines:
            for one in line.doubles:
                if double.casefold() in {one.name.casefold(), one.reference.casefold()}:
                    app.rosters.separate(one.id, found.id)
                    click.echo(f"{one.name} is a learner of their own again.")
                    return
    raise UserError(f"Nobody called {double} was merged in {found.name}.")


@roster.command("invite")
@_cohort
@click.option("--out", type=_FILE, help="Write it to this file, such as class.quizinvite.")
@click.pass_obj
def invite(data_dir: Path | None, cohort: str, out: Path | None) -> None:
    """Print an invitation with which learners enrol; it is the same at each call."""
    with opened(data_dir) as app:
        key = app.trainer.key()
        line = app.enrolling.invite(app.cohorts.find(cohort).id, key)
        if out is not None:
            app.enrolling.write_file(out, line)
    click.echo(line if out is None else f"Wrote {out}.")
    click.echo(f"Your key in words, for learners to compare: {key.fingerprint}", err=True)


@roster.command("enrol")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def take_in(data_dir: Path | None, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take in the enrolments in FILES; a file may hold several, such as a saved mail."""
    with opened(data_dir) as app:
        rows = app.enrolling.take_in(app.enrolling.read(files), app.trainer.key())
    if as_json:
        fields = ("source", "fate", "name", "cohort", "message")
        click.echo(
            json.dumps(
                [{name: getattr(row, name) for name in fields} for row in rows],
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    for row in rows:
        parts = [f"{row.source}: {row.fate}", row.name, row.cohort, row.message]
        click.echo("; ".join(part for part in parts if part))


@click.command()
@click.argument("invitation")
@click.option("--learner", help="Name of the learner; a new one is added (usual: the only one).")
@click.option("--name", help="The name to give to the trainer (usual: the learner's).")
@click.option("--out", type=_FILE, help="Write it to this file, such as maya.quizenrol.")
@click.pass_obj
def enrol(
    data_dir: Path | None,
    invitation: str,
    learner: str | None,
    name: str | None,
    out: Path | None,
) -> None:
    """Print what a learner sends to the trainer whose INVITATION it is: a file, or its text.

    It holds the name, which this trainer alone can read.
    """
    with opened(data_dir) as app:
        is_text = _INVITATION in invitation
        text = invitation if is_text else app.enrolling.read_file(Path(invitation))
        invited = app.enrolling.open(text)
        called = learner or (None if app.profiles.learners() else name)
        person = find_or_add_learner(app, called) if called else find_learner(app, None)
        line = app.enrolling.enrol(invited, person.id, name or person.name)
        if out is not None:
            app.enrolling.write_file(out, line)
    click.echo(line if out is None else f"Wrote {out}. Send it to your trainer.")
    click.echo(f"The trainer's key in words: {invited.fingerprint}", err=True)


def _member(view: RosterView, called: str) -> RosterEntry:
    """Return the one member of that reference, of that name, or of that id.

    Raises:
        UserError: there is none, or several.
    """
    wanted = called.casefold()
    entries = [line.entry for line in view.lines]
    found = [one for one in entries if wanted in (one.reference.casefold(), one.id)] or [
        one for one in entries if one.name.casefold() == wanted
    ]
    if len(found) == 1:
        return found[0]
    if found:
        references = ", ".join(one.reference or "none" for one in found)
        raise UserError(
            f"{len(found)} learners are called {called}; their references: {references}.",
            "Name one by reference, or by what `quizapp roster list --json` calls `learner`.",
        )
    raise UserError(f"There is nobody called {called} in {view.cohort.name}.")
