"""How far long commands are, on a terminal."""

from __future__ import annotations

import io
import sys

import pytest

from quizapp.cli import progress
from quizapp.cli.progress import progress_line, say_lacking


class Terminal(io.StringIO):
    """A terminal that keeps all that was ever written to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_FIRST_AFTER_S", 0)
    monkeypatch.setattr(progress, "_EVERY_S", 0)


def test_a_line_is_written_over_and_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_line("Comparing answers") as tell:
        tell(1, 3)
        tell(7, 0)
    lines = terminal.getvalue().split("\r\x1b[K")
    assert lines == ["", "Comparing answers: 1 of 3", "Comparing answers: 7 s", ""]


def test_what_goes_to_a_file_has_no_such_line(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_line("Comparing answers") as tell:
        tell(1, 3)
    say_lacking("")
    assert capsys.readouterr() == ("", "")
    say_lacking("李明")
    assert capsys.readouterr().err.startswith("2 signs (CJK) have no font on this computer")
