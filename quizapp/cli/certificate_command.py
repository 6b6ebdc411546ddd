"""Certificates in the terminal: written for those who pass, and checked by their codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.cli.data_commands import opened
from quizapp.cli.progress import progress_line, say_lacking
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from quizapp.application.certificates import Checked


@click.command()
@click.argument("assignment", required=False)
@click.option("--learner", default="", help="Only for this learner: name, reference or id.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Where to write.")
@click.option("--check", "code", metavar="CODE", help="Say what a check code stands for.")
@click.pass_obj
def certificate(
    data_dir: Path | None, assignment: str | None, learner: str, out: Path | None, code: str | None
) -> None:
    """Write a certificate (PDF) for each learner who passes ASSIGNMENT, or check a code."""
    if code is not None:
        if assignment is not None or out is not None or learner:
            raise UserError(
                "A code is checked by itself: nothing is written meanwhile.",
                "Leave all but --check CODE away.",
            )
        with opened(data_dir) as app:
            click.echo(_checked(app.certificates.check(code, app.trainer.key())))
        return
    if assignment is None or out is None:
        raise UserError(
            "An assignment and a folder are needed: `quizapp certificate ASSIGNMENT --out DIR`.",
            "A code is checked with `quizapp certificate --check CODE`.",
        )
    from quizapp.application.phrases import plural
    from quizapp.domain.certificates import shown_code

    with opened(data_dir) as app, progress_line("Writing certificates") as tell:
        issued = app.certificates.issue(assignment, out, app.trainer.key(), learner, tell)
    for one in issued:
        said = one.certificate.said
        click.echo(f"{one.path.name}: {said.name}, code {shown_code(one.certificate.code)}")
    click.echo(f"Wrote {plural(len(issued), 'certificate')} into {out}.")
    say_lacking("".join(sorted({sign for one in issued for sign in one.lacking})))


def _checked(checked: Checked) -> str:
    from quizapp.application.certificate_words import WHAT_IT_PROVES, checked_words

    return f"{checked_words(checked)}\n{WHAT_IT_PROVES}"
