"""Ready-made sets in the terminal: the list of them, and one begun or gone on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from quizapp.application.set_words import about_words, last_words
from quizapp.cli.prompts import say
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.application.ready_sets import ReadySet
    from quizapp.bootstrap import Application


def list_sets(app: Application, learner_id: str) -> None:
    """Print all ready-made sets with what each takes and how the last run through it went."""
    offered = app.ready_sets.offered(learner_id)
    if not offered:
        click.echo("There are no ready-made sets.")
        return
    for one in offered:
        click.echo(f"{one.id}  {one.title}")
        say(about_words(one), "  ", "  ")
        say(_last_time(one), "  ", "  ")
    click.echo("Start one with: quizapp practise --set ID")


def _last_time(offered: ReadySet) -> str:
    if offered.last is None:
        return "Not tried yet."
    result = "Passed" if offered.last.passed else "Not passed"
    return f"{result}, {last_words(offered.last)}"


def set_run(app: Application, learner_id: str, set_id: str, *, new_run: bool) -> str:
    """Return the run through a set: the one that was left, or else a new one.

    Raises:
        UserError: there is no such set.
    """
    offered = {one.id.casefold(): one for one in app.ready_sets.offered(learner_id)}
    chosen = offered.get(set_id.casefold())
    if chosen is None:
        known = ", ".join(one.id for one in offered.values())
        raise UserError(
            f"There is no ready-made set {set_id}.", f"There are: {known}." if known else ""
        )
    left = app.practice.today(learner_id).open_run
    if left is not None and left.set_id == chosen.id and not new_run:
        click.echo(f"Going on where you left off ({left.answered} of {left.total}).")
        return left.attempt_id
    if left is not None:
        click.echo(
            f"This ends the run you left ({left.answered} of {left.total}); its answers are kept."
        )
    click.echo(f"{chosen.title}. {about_words(chosen)}")
    return app.ready_sets.start(learner_id, chosen.id)
