"""The way in: which words open the window and which run a command, and what each loads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp import __version__
from quizapp.__main__ import WindowOptions, main, window_options

pytestmark = pytest.mark.usefixtures("unmeasured")

SMOKE = Path(__file__).parents[2] / ".ci" / "smoke.py"
HEAVY = ("PySide6", "click", "platformdirs", "sqlite_utils", "yaml", "msgspec", "fsrs", "nacl")


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def loaded_by(statement: str) -> set[str]:
    done = python("-c", f"{statement}\nimport sys\nprint(*sys.modules)")
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.split()} & set(HEAVY)


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("", WindowOptions()),
        ("--demo", WindowOptions(demo=True)),
        ("--version", WindowOptions(version=True)),
        ("--data-dir here", WindowOptions(data_dir=Path("here"))),
        ("--data-dir=here --demo", WindowOptions(data_dir=Path("here"), demo=True)),
        ("week.quizset", WindowOptions(set_file=Path("week.quizset").absolute())),
        (
            "--data-dir here /tmp/A.QUIZSET",
            WindowOptions(data_dir=Path("here"), set_file=Path("/tmp/A.QUIZSET")),
        ),
    ],
)
def test_the_windows_own_options_open_the_window(line: str, options: WindowOptions) -> None:
    assert window_options(line.split()) == options


@pytest.mark.parametrize(
    "line",
    [
        "practise",
        "check --json",
        "a.quizset b.quizset",
        "hand-in a.quizset",
        "--help",
        "--data-dir here practise",
        "--data-dir",
        "--dem",
    ],
)
def test_anything_else_is_for_the_terminal(line: str) -> None:
    assert window_options(line.split()) is None


def test_the_version_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["quizapp", "--version"])

    assert main() == 0
    assert capsys.readouterr().out == f"quizapp {__version__}\n"


def test_a_command_gives_its_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["quizapp", "juggle"])

    assert main() == 2
    assert "No such command" in capsys.readouterr().err


def test_deciding_between_command_and_window_loads_neither() -> None:
    assert loaded_by("import quizapp.__main__, quizapp.system_check") == set()


def test_commands_and_use_cases_know_no_qt() -> None:
    assert "PySide6" not in loaded_by("import quizapp.cli, quizapp.bootstrap")


def test_the_window_opens_and_closes_without_a_word(tmp_path: Path) -> None:
    done = python(str(SMOKE), "--data-dir", str(tmp_path / "data"))

    assert (done.returncode, done.stderr) == (0, "")
    assert list((tmp_path / "data").glob("*.db*"))


def test_the_demo_leaves_nothing_behind(tmp_path: Path) -> None:
    done = python(str(SMOKE), "--demo", TMPDIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
