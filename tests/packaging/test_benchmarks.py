"""What is measured can be asked for by name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.mark.usefixtures("unmeasured")
def test_the_benchmarks_list_themselves_with_what_each_measures() -> None:
    call = [sys.executable, "-m", "benchmarks", "--help"]
    said = subprocess.run(call, cwd=TOP, capture_output=True, text=True, check=True).stdout
    first, *lines = said.splitlines()
    assert first.startswith("usage: python -m benchmarks")
    named = {line.split()[0] for line in lines}
    assert {"start", "memory", "statistics", "intake"} <= named
    with_measure = {
        path.stem
        for path in (TOP / "benchmarks").glob("*.py")
        if "def measure(" in path.read_text(encoding="utf-8")
    }
    assert named == with_measure
