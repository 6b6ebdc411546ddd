"""What commands print gets out, wherever it goes; where it cannot, one sentence says so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

TOP = Path(__file__).parents[2]
FULL = Path("/dev/full")


def stats(
    folder: Path, encoding: str = "", out: int | BinaryIO = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run `quizapp stats` on a table with a Japanese item, on a system that knows no UTF-8."""
    table = folder / "marks.csv"
    rows = "".join(f"{n},1,日本,{n % 2},1\n{n},1,other,{1 - n % 2},1\n" for n in range(4))
    table.write_text(f"learner,attempt,item,mark,max_mark\n{rows}", encoding="utf-8")
    asked = {"PYTHONIOENCODING": encoding} if encoding else {}
    known = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return subprocess.run(
        [sys.executable, "-m", "quizapp", "stats", str(table)],
        cwd=TOP,
        env=known | asked | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        stdout=out,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )


def test_what_is_redirected_is_written_in_utf_8(tmp_path: Path) -> None:
    done = stats(tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "日本" in done.stdout.decode()


def test_an_encoding_that_is_asked_for_holds_and_what_it_lacks_is_spelt_out(tmp_path: Path) -> None:
    done = stats(tmp_path, "cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    assert r"\u65e5\u672c" in done.stdout.decode("cp1252")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_in_one_sentence(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        done = stats(tmp_path, out=full)
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "quizapp: What there is to say cannot be read or written: No space left on device.\n"
    )
