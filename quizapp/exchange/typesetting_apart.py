"""Sets many pages in a process of its own, because the typesetter cannot be stopped in the middle.

Run as a module it is that process: a request comes in, pages go out, and it ends. Whoever asked can
end it at any time; and when whoever asked is gone, it has nobody to write to and ends as well.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from quizapp.domain.errors import UserError
from quizapp.exchange.typesetting import Pages, Typesetter

if TYPE_CHECKING:
    from quizapp.exchange.typesetting import Wait

_PATIENCE_S = 0.1


class _Request(msgspec.Struct, array_like=True):
    template: str
    text: str
    made_at: datetime


class _Answer(msgspec.Struct, array_like=True):
    """What came of it; `problem` and `hint` are empty where pages were set."""

    pdf: bytes
    lacking: str = ""
    problem: str = ""
    hint: str = ""


def set_apart(template: str, text: str, made_at: datetime, wait: Wait) -> Pages:
    """Set pages elsewhere.

    Args:
        template: its name without `.typ`.
        text: the data of the pages as JSON.
        made_at: what the PDF says of when it was made; with a time zone.
        wait: called ten times a second; what it raises ends the other process.

    Raises:
        UserError: the pages cannot be set.
    """
    here = {"PYTHONPATH": str(Path(__file__).parents[2])}
    with tempfile.TemporaryFile() as request:
        request.write(msgspec.msgpack.encode(_Request(template, text, made_at)))
        request.seek(0)
        with subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=request,
            stdout=subprocess.PIPE,
            env=os.environ | here,
        ) as process:
            try:
                raw = _heard(process, wait)
            finally:
                # Half-set pages are of no use to anybody; a process that has ended does not mind.
                process.kill()
    if not raw:
        raise UserError(
            "The PDF could not be made: setting so many pages was broken off.",
            "Choose another format, such as HTML, or a file for each learner.",
        )
    answer = msgspec.msgpack.decode(raw, type=_Answer)
    if answer.problem:
        raise UserError(answer.problem, answer.hint)
    return Pages(answer.pdf, answer.lacking)


def _heard(process: subprocess.Popen[bytes], wait: Wait) -> bytes:
    started = time.monotonic()
    while True:
        wait(int(time.monotonic() - started))
        try:
            raw, _ = process.communicate(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            continue
        return raw if process.returncode == 0 else b""


def main() -> None:
    """Answer one request."""
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Request)
    try:
        found = Typesetter(request.template).set_text(request.text, request.made_at)
        answer = _Answer(found.pdf, found.lacking)
    except UserError as error:
        answer = _Answer(b"", problem=error.message, hint=error.hint)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
