"""New terms for sets that went out, in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.data_commands import opened
from quizapp.cli.trainer_commands import moment_of
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.application.changing_terms import TermsStanding, TermsWish
    from quizapp.bootstrap import Application

_NONE = "none"


@click.command()
@click.argument("assignment")
@click.argument("learner", required=False)
@click.option("--everybody", is_flag=True, help="Change opening and due date for everybody.")
@click.option(
    "--extra-time",
    type=click.Choice(["1", "1.25", "1.5", "2"]),
    help="So many times the time limit, for LEARNER.",
)
@click.option("--opens", metavar="TIME", help="When it opens, such as 2026-12-01T08:00+01:00.")
@click.option(
    "--due",
    metavar="TIME",
    help="When it is due; `none` for that of the others, or for no due date of everybody.",
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write.")
@click.pass_obj
def terms(
    data_dir: Path | None,
    assignment: str,
    learner: str | None,
    extra_time: str | None,
    opens: str | None,
    due: str | None,
    out: Path | None,
    *,
    everybody: bool,
) -> None:
    """Change the terms of ASSIGNMENT for LEARNER, by name or reference, after it went out.

    What is not named stays as it is. The file that is written takes the place of the one that the
    learner has: answers stay, and the time goes on. Without OUT it only tells what was changed.
    """
    with opened(data_dir) as app:
        standing = app.changing_terms.standing(assignment)
        if out is None:
            if learner or everybody or extra_time or opens or due:
                raise UserError("Nothing was changed.", "Say where to write the file: --out DIR.")
            _tell(app, standing)
            return
        wish = _wish(standing, learner, everybody=everybody)
        wish = wish._replace(
            time_factor=float(extra_time) if extra_time else wish.time_factor,
            opens_at=_moment(opens, wish.opens_at),
            due_at=_moment(due, wish.due_at),
        )
        if everybody and extra_time:
            raise UserError("Extra time is for single learners.", "Name one, or leave it out.")
        _change(app, assignment, wish, out)


def _wish(standing: TermsStanding, learner: str | None, *, everybody: bool) -> TermsWish:
    """Return the terms that hold for whom they are to be changed."""
    if everybody != (learner is None):
        raise UserError("For whom are the new terms?", "Name one learner, or say --everybody.")
    if learner is None:
        return standing.wish("")
    named = [one for one in standing.members if learner in (one.id, one.reference, one.name)]
    if len(named) != 1:
        are = "are" if named else "is"
        raise UserError(
            f"{len(named) or 'Nobody'} of those who were sent {standing.plan.id} {are} called"
            f" {learner}.",
            "Name one learner, by the reference of the roster or by the full name; those who share"
            " a name and have no reference by what `quizapp roster list --json` calls `learner`.",
        )
    return standing.wish(named[0].id)


def _moment(text: str | None, known: datetime | None) -> datetime | None:
    if text is None:
        return known
    return None if text == _NONE else moment_of(text)


def _change(app: Application, assignment: str, wish: TermsWish, out: Path) -> None:
    from quizapp.application.assigning import Outgoing
    from quizapp.application.set_messages import terms_message
    from quizapp.application.shared_sets import named
    from quizapp.application.terms_words import WHAT_LEARNERS_DO, given_sentences

    key = app.trainer.key()
    given = app.changing_terms.change(assignment, wish, Outgoing(out, key))
    sent, zone = given.sent, app.environment.zone
    for file in sorted({*sent.files, sent.shared} - {""}):
        click.echo(f"Wrote {out / file}.")
    for sentence in (*given_sentences(given), WHAT_LEARNERS_DO):
        click.echo(sentence)
    if sent.send_list:
        click.echo(f"{sent.send_list} says whose is which; it holds names, so keep it to yourself.")
    click.echo("\nTo paste into your message:")
    if wish.member_id:
        (member,), (file,) = sent.members, sent.files
        plan = sent.plan_for(0)
        click.echo(terms_message(plan, key.fingerprint, zone, name=member.name, file=file))
        return
    click.echo(terms_message(sent.plan, key.fingerprint, zone, file=sent.shared))
    special = {one.member_id for one in sent.plan.overrides}
    own = [member for member in sent.members if member.id in special]
    if own:
        click.echo(f"\nWith terms of their own, which their files say: {named(own, sent.members)}.")


def _tell(app: Application, standing: TermsStanding) -> None:
    from quizapp.application.set_messages import terms_sentence
    from quizapp.application.terms_words import change_words

    zone = app.environment.zone
    click.echo(f"{standing.plan.title}: {terms_sentence(standing.plan, zone)}")
    for change in standing.changes:
        click.echo(change_words(change, standing, zone))
    if not standing.changes:
        click.echo("Nothing was changed since it went out.")
