"""What is in the wheel: the program, its questions and its drawings, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel made by way of the source package, as a packager would."""
    folder = tmp_path_factory.mktemp("dist")
    # Making a wheel runs none of our own code, of which coverage could be measured.
    environ = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        env=environ,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    return Parser().parsestr(wheel.read(name).decode())


def files_of(folder: str) -> set[str]:
    paths = (ROOT / folder).rglob("*")
    return {
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_module_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    modules = files_of("quizapp")

    assert "quizapp/py.typed" in modules
    assert modules <= set(wheel.namelist())


@pytest.mark.parametrize("folder", ["questions", "assets"])
def test_questions_and_assets_are_in_the_wheel_byte_for_byte(
    wheel: zipfile.ZipFile, folder: str
) -> None:
    files = files_of(folder)

    assert files
    for name in files:
        assert wheel.read(f"quizapp/_data/{name}") == (ROOT / name).read_bytes()


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    data = {f"quizapp/_data/{name}" for name in files_of("questions") | files_of("assets")}
    others = set(wheel.namelist()) - data - files_of("quizapp")

    assert {name.split("/")[0] for name in others} == {"quizapp-0.1.0.dist-info"}


def test_the_licence_and_both_ways_to_start_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    info = "quizapp-0.1.0.dist-info"

    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert wheel.read(f"{info}/entry_points.txt").decode().split("\n\n") == [
        "[console_scripts]\nquizapp = quizapp.__main__:main",
        "[gui_scripts]\nquizapp-gui = quizapp.__main__:main\n",
    ]


def test_the_wheel_says_which_python_it_needs_and_shows_the_readme(metadata: Message) -> None:
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_payload() == (ROOT / "README.md").read_text(encoding="utf-8")
