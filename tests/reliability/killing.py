"""Programs that are killed in the middle of their work.

Each is a process of its own, but a copy of one that has loaded the modules already: what is looked
at is where a kill hits the work, not how a process starts.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

_LOADED = (
    "fsrs",
    "quizapp.application.assigning",
    "quizapp.application.demo_data",
    "quizapp.application.quiz_session",
    "quizapp.application.reports.writing",
    "quizapp.bootstrap",
    "quizapp.delivery.result_files",
    "quizapp.delivery.set_files",
    "quizapp.domain.scheduling",
    "quizapp.exchange.native_assignments",
    "quizapp.exchange.native_bank",
    "quizapp.exchange.native_scenarios",
    "quizapp.exchange.native_writer",
    "quizapp.exchange.typesetting",
    "quizapp.exchange.workbook",
    "quizapp.storage.codec",
    "quizapp.storage.migrations",
    "quizapp.storage.scenario_codec",
)
_COPIED = multiprocessing.get_context("forkserver")


def killed(
    folder: Path,
    learner_id: str,
    seed: int,
    after_s: float,
    program: str = "answering",
    lines: int = 1,
) -> list[str]:
    """Let a process say so many lines, kill it a moment later, and return all that it had said."""
    _COPIED.set_forkserver_preload(list(_LOADED))
    words = [program, str(folder), learner_id, str(seed)]
    said, says = _COPIED.Pipe(duplex=False)
    complaint, complains = _COPIED.Pipe(duplex=False)
    process = _COPIED.Process(target=_work, args=(words, dict(os.environ), says, complains))
    process.start()
    says.close()
    complains.close()
    # What a buffer holds after the first line would be lost.
    with os.fdopen(os.dup(said.fileno()), "rb", buffering=0) as output:
        first = b"".join(output.readline() for _ in range(lines))
        time.sleep(after_s)
        process.kill()
        process.join()
        rest = output.read()
    with os.fdopen(os.dup(complaint.fileno()), "rb") as output:
        errors = output.read()
    said.close()
    complaint.close()
    assert (process.exitcode, errors) == (-9, b"")
    # A line cut off by the kill was not said to the end.
    return [line for line in (first + rest).decode().split("\n")[:-1] if line]


def _work(
    words: list[str], environment: dict[str, str], says: Connection, complains: Connection
) -> None:
    """Run a program of this folder as `python -m` does."""
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(says.fileno(), sys.stdout.fileno())
    os.dup2(complains.fileno(), sys.stderr.fileno())
    sys.argv = words
    runpy.run_module(f"tests.reliability.{words[0]}", run_name="__main__")
