"""Compiling a bank against the bare YAML parser on the same text."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import yaml

from benchmarks.data import cache
from benchmarks.figures import heading, line, repeated
from quizapp.bootstrap import Environment, open_application
from quizapp.exchange.native_bank import load_bank
from quizapp.resources import questions_dir

TIMES = 25
ROUNDS = 3
GOAL = 1.25


def measure() -> None:
    with tempfile.TemporaryDirectory(dir=cache()) as scratch:
        questions = Path(scratch) / "questions"
        shutil.copytree(questions_dir(), questions)
        bank = questions / "banks" / "receptor-mechanisms.yaml"
        text = _repeated(bank.read_text("utf-8"))
        bank.write_text(text, "utf-8")
        count = len(load_bank(bank, bank.name).bank.items)
        heading(f"A bank of {count:,} items, {len(text) / 1e6:.1f} MB of YAML")
        bare = repeated(lambda: yaml.load(text, Loader=yaml.CSafeLoader), ROUNDS)
        line("Bare parser (PyYAML, C)", f"{bare:.0f} ms", ratio=1.0)
        read = repeated(lambda: load_bank(bank, bank.name), ROUNDS)
        line(
            "Read strictly, with the line of every entry",
            f"{read:.0f} ms",
            ratio=read / bare,
            goal=GOAL,
        )
        took = repeated(lambda: _compile(questions, Path(scratch)), 1)
        line(
            "All banks read, checked and compiled, a first start",
            f"{took:.0f} ms",
            ratio=took / bare,
        )


def _repeated(text: str) -> str:
    """Return the bank with its items over and over, each time with other ids."""
    head, items = re.split(r"(?m)^items:\n", text)
    copies = [
        re.sub(r"(?m)^(\s*- id: )([a-z0-9-]+)$", rf"\g<1>\g<2>-x{number}", items)
        for number in range(TIMES)
    ]
    return f"{head}items:\n{''.join(copies)}"


def _compile(questions: Path, scratch: Path) -> None:
    folder = scratch / "data"
    environment = Environment(questions=questions)
    with closing(open_application(folder, environment=environment)) as app:
        app.banks.sync()
