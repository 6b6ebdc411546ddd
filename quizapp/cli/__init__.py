"""Commands for the terminal: the same practice on the same database, checks, and upkeep."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp import __version__
from quizapp.cli.certificate_command import certificate
from quizapp.cli.check_commands import check, lock
from quizapp.cli.compare_commands import compare, similar
from quizapp.cli.data_commands import (
    back_up,
    demo_data,
    export,
    import_,
    rebuild,
    restore,
)
from quizapp.cli.hand_in_command import hand_in
from quizapp.cli.practise_command import practise
from quizapp.cli.regrade_command import regrade
from quizapp.cli.roster_commands import enrol, roster
from quizapp.cli.stats_command import stats
from quizapp.cli.terms_command import terms
from quizapp.cli.trainer_commands import assign, collect, report, trainer
from quizapp.domain.errors import UserError
from quizapp.storage.problems import DatabaseProblem

if TYPE_CHECKING:
    from typing import TextIO


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizapp")
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="QUIZAPP_DATA_DIR",
    help="Folder that holds the progress (usual: the system's folder for application data).",
)
@click.pass_context
def group(context: click.Context, data_dir: Path | None) -> None:
    """Quizapp: learn drug pharmacology and overdose response by being asked.

    Without a command the window opens.
    """
    context.obj = data_dir


for command in (
    check,
    lock,
    stats,
    practise,
    rebuild,
    export,
    import_,
    back_up,
    restore,
    demo_data,
    trainer,
    roster,
    enrol,
    assign,
    hand_in,
    terms,
    collect,
    report,
    regrade,
    similar,
    compare,
    certificate,
):
    group.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 1 when something went wrong, 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        _let_everything_through(stream)
    try:
        result = group.main(args=arguments, prog_name="quizapp", standalone_mode=False)
    except UserError as error:
        click.echo(f"quizapp: {error}", err=True)
        if isinstance(error, DatabaseProblem):
            click.echo(f"File: {error.path}", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("", err=True)
        return 130
    except UnicodeEncodeError:
        # Only what was typed can hold such signs: no file and no database lets them in.
        click.echo(
            "quizapp: What was typed holds signs that are not UTF-8. Type them again, or set the"
            " terminal to UTF-8.",
            err=True,
        )
        return 1
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough.
        sys.stderr.close()
        return 0
    except OSError as error:
        # What was not written is not tried again at the end.
        sys.stdout = io.StringIO()
        what = error.filename or "What there is to say"
        click.echo(f"quizapp: {what} cannot be read or written: {error.strerror}.", err=True)
        return 1
    return result if isinstance(result, int) else 0


def _let_everything_through(stream: TextIO) -> None:
    """Let a stream take any text: files and pipes in UTF-8, what an encoding lacks spelt out."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty() or "PYTHONIOENCODING" in os.environ:
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
