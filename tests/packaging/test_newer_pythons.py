"""A guard against what newer versions of Python refuse and the one in use lets pass."""

from __future__ import annotations

import re
from pathlib import Path

import quizapp

NUMBERED = re.compile(r"\?[0-9]+\b")


def test_parameters_of_a_query_have_no_numbers() -> None:
    """Python 3.12 warns of `?1` with a sequence of values, and 3.14 refuses it."""
    storage = Path(quizapp.__file__).parent / "storage"
    numbered = [path.name for path in storage.rglob("*.py") if NUMBERED.search(path.read_text())]
    assert not numbered
