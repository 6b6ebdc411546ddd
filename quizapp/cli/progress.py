"""How far long work is, in a line of the terminal that is written over and over, and what is said at its end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from quizapp.application.reports.values import Tell

_EVERY_S = 0.2
_FIRST_AFTER_S = 0.5
_BACK_TO_START = "\r\x1b[K"


@contextmanager
def progress_line(doing: str) -> Iterator[Tell]:
    """Give what long work tells its progress to; the line is gone at the end.

    Nothing is written where the errors of a program do not go to a terminal, or to work that is
    over at once.

    Args:
        doing: what is being done, such as `Comparing answers`.
    """
    line = sys.stderr
    next_at = time.monotonic() + _FIRST_AFTER_S
    is_shown = False

    def tell(done: int, total: int) -> None:
        nonlocal next_at, is_shown
        if line.isatty() and time.monotonic() >= next_at:
            said = f"{done} of {total}" if total else f"{done} s"
            line.write(f"{_BACK_TO_START}{doing}: {said}")
            line.flush()
            next_at = time.monotonic() + _EVERY_S
            is_shown = True

    try:
        yield tell
    finally:
        if is_shown:
            line.write(_BACK_TO_START)
            line.flush()


def say_lacking(signs: str) -> None:
    """Say which signs could not be printed, if any, where errors are said."""
    if signs:
        from quizapp.application.reports.lacking import lacking_words

        click.echo(lacking_words(signs), err=True)
