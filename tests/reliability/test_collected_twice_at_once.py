"""Two processes that collect one folder at once take every file in once, and set it aside once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from tests.delivery.world import World

pytestmark = [pytest.mark.usefixtures("unmeasured"), pytest.mark.no_cover]

TOP = Path(__file__).parents[2]
BAD, GOOD, ROUNDS = 150, 20, 3


@pytest.fixture
def world(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    made = World.make(tmp_path, open_app, environment)
    made.assign(attempts=GOOD)
    for number in range(GOOD):
        raw = made.forged(made.sets()[0], attempt=f"a{number}")
        made.put(raw, f"{number:03}-good.quizresult")
    made.trainer.close()
    return made


def collected_at_once(world: World) -> list[dict[str, str]]:
    """Let two processes collect the inbox, and return the rows of both."""
    call = [sys.executable, "-m", "quizapp", "--data-dir", str(world.trainer.data_dir)]
    both = [
        subprocess.Popen(
            [*call, "collect", str(world.inbox), "--json"],
            cwd=TOP,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [one.communicate() for one in both]
    assert [error for _, error in said] == [b"", b""]
    return [row for out, _ in said for row in json.loads(out)["files"]]


def test_two_at_once_leave_every_file_once_and_every_reason_with_its_file(world: World) -> None:
    taken: Counter[str] = Counter()
    for turn in range(ROUNDS):
        for number in range(BAD):
            world.put(b"junk", f"{number:03}-{turn}.quizresult")
        rows = collected_at_once(world)
        taken.update(row["outcome"] for row in rows if row["file"].endswith("good.quizresult"))
    # They are due long before the clock of these processes.
    assert taken["late"] == GOOD
    aside = {path.name for path in (world.inbox / "set-aside").iterdir()}
    files = {name for name in aside if name.endswith(".quizresult")}
    assert aside - files == {f"{name}.txt" for name in files}
    assert len(files) == BAD * ROUNDS
    assert len(list(world.inbox.glob("*.quizresult"))) == GOOD
