"""Certificates in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from tests.delivery.world import World
from tests.e2e.conftest import Command


@pytest.fixture
def passed(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    """Maya has passed, Jonas has not handed in."""
    world = World.make(tmp_path, open_app, environment)
    world.assign()
    world.hand_in(world.sets()[0])
    world.collect()
    return world


def test_a_certificate_is_written_and_its_code_checked(
    quizapp: Command, passed: World, tmp_path: Path
) -> None:
    done = quizapp("certificate", "week-3", "--out", tmp_path / "out")
    first, last = done.out.splitlines()
    (path,) = (tmp_path / "out").iterdir()
    assert first.startswith(f"{path.name}: Maya, code ")
    assert last == f"Wrote 1 certificate into {tmp_path / 'out'}."
    said = quizapp("certificate", "--check", first.rsplit(" ", 1)[1])
    assert " to Maya: Week 3 (week-3), 8 of 8 questions right" in said.out
    assert "cannot show who sat at the computer" in said.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--check", "0123"), "has 16 letters and digits"),
        (("week-3", "--check", "0123"), "A code is checked by itself"),
        (("week-3",), "An assignment and a folder are needed"),
        (("--out", "x"), "An assignment and a folder are needed"),
        (("week-3", "--out", "x", "--learner", "Jonas"), "Jonas does not pass week-3"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    quizapp: Command, passed: World, words: tuple[str, ...], said: str
) -> None:
    done = quizapp("certificate", *words)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert said in done.err
