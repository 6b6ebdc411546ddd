"""Upkeep of the data folder: rebuild, export, import, back-ups, demo data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.bootstrap import Application
    from quizapp.domain.learners import Learner


@contextmanager
def opened(data_dir: Path | None) -> Iterator[Application]:
    """Open the application for the length of a command."""
    from quizapp.bootstrap import open_application

    app = open_application(data_dir)
    try:
        yield app
    finally:
        app.close()


def find_learner(app: Application, name: str | None) -> Learner:
    """Return the learner with a name; without one, the only learner.

    Raises:
        UserError: there is none of that name, or several to choose from.
    """
    learners = app.profiles.learners()
    if not learners:
        raise UserError(
            "There is no learner in this data folder.",
            "Start Quizapp once, or add one by name: quizapp enrol and quizapp practise take"
            " --learner NAME.",
        )
    names = ", ".join(learner.name for learner in learners)
    if name is None:
        if len(learners) > 1:
            raise UserError("There are several learners.", f"Choose one with --learner: {names}.")
        return learners[0]
    for learner in learners:
        if learner.name.casefold() == name.casefold():
            return learner
    raise UserError(f"There is no learner called {name}.", f"There are: {names}.")


def find_or_add_learner(app: Application, name: str) -> Learner:
    """Return the learner with a name, added if there is none.

    Raises:
        UserError: the name is not right.
    """
    by_name = {learner.name.casefold(): learner for learner in app.profiles.learners()}
    return by_name.get(name.casefold()) or app.profiles.create(name)


@click.command()
@click.pass_obj
def rebuild(data_dir: Path | None) -> None:
    """Make memories and totals anew from the log of answers."""
    with opened(data_dir) as app:
        app.backups.make("rebuild")
        count = app.rebuilding.rebuild()
    click.echo(f"Rebuilt from {count} answers.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--learner", help="Name of the learner; needed when there are several.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json")
@click.pass_obj
def export(data_dir: Path | None, file: Path, learner: str | None, form: str) -> None:
    """Write all data of a learner to FILE (JSON), or the answers as a table (CSV)."""
    with opened(data_dir) as app:
        found = find_learner(app, learner)
        if form == "csv":
            app.transfer.export_csv(found.id, file)
        else:
            app.transfer.export_json(found.id, file)
    click.echo(f"Wrote {file}.")


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def import_(data_dir: Path | None, file: Path) -> None:
    """Take in FILE, which `quizapp export` wrote; answers already there are left alone."""
    with opened(data_dir) as app:
        app.backups.make("import")
        result = app.transfer.import_json(file)
    click.echo(
        f"{result.learner_name}: {result.added} answers taken in,"
        f" {result.already_there} were there already."
    )
    for sentence in result.beside_answers:
        click.echo(sentence)


@click.command("backup")
@click.pass_obj
def back_up(data_dir: Path | None) -> None:
    """Make a checked back-up of all learners' progress and of your own questions."""
    with opened(data_dir) as app:
        click.echo(f"Wrote {app.backups.make()}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def restore(data_dir: Path | None, file: Path | None) -> None:
    """Put back-up FILE in the place of the data; without FILE, list the back-ups."""
    from quizapp.application.backing_up import kept_words
    from quizapp.bootstrap import closed_backups

    backups = closed_backups(data_dir)
    if file is None:
        for backup in backups.list():
            state = "whole" if backup.is_ok else "damaged"
            click.echo(
                f"{backup.made_at:%Y-%m-%d %H:%M} UTC  {backup.reason:10} {state:8} {backup.path}"
            )
        return
    kept = backups.restore(file)
    click.echo(f"Restored {file}. What was there before is kept in {backups.folder}.")
    if kept is not None:
        click.echo(kept_words(kept))


@click.command("demo-data")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--items", type=click.IntRange(min=0), help="Add made-up items up to this many.")
@click.option("--responses", type=click.IntRange(min=0), default=600, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def demo_data(folder: Path, items: int | None, responses: int, seed: int) -> None:
    """Make a data folder with a demo learner, of any size."""
    with opened(folder) as app:
        made = app.demo.make(items=items, responses=responses, seed=seed)
    click.echo(f"{made.items} items and {made.responses} answers in {folder}.")
