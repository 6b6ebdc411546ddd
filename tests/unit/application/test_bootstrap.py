"""Where everything is put together: the data folder, and what a start loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import (
    Application,
    Environment,
    StartProblem,
    closed_backups,
    data_dir,
    open_application,
)
from quizapp.storage.problems import ProblemKind

HEAVY = {"sqlite_utils", "yaml", "msgspec", "fsrs", "click", "PySide6", "platformdirs", "numpy"}
A_START = """
import json, sys
from pathlib import Path
from quizapp.bootstrap import open_application
app = open_application(Path(sys.argv[1]))
(learner,) = app.profiles.learners()
app.practice.today(learner.id)
app.preferences.read()
app.banks.needs_sync()
app.close()
print(json.dumps(sorted(sys.modules)))
"""


def test_the_folder_named_on_the_line_wins_over_that_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATA_DIR", str(tmp_path / "environment"))
    assert data_dir(tmp_path / "line") == tmp_path / "line"
    assert data_dir() == tmp_path / "environment"


def test_otherwise_the_system_s_usual_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUIZAPP_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_dir() == tmp_path / "quizapp"


def test_a_folder_is_taken_from_home_and_made_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert data_dir(Path("~/mine")) == tmp_path / "mine"
    assert data_dir(Path("here")) == tmp_path / "here"


def test_a_new_data_folder_is_made(tmp_path: Path) -> None:
    app = open_application(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "quizapp.db").exists()
    assert app.profiles.learners() == ()
    app.close()


def test_a_data_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartProblem) as caught:
        open_application(tmp_path / "file" / "folder")
    assert caught.value.kind is ProblemKind.UNREACHABLE
    assert caught.value.message == "The data folder cannot be reached."
    assert closed_backups(tmp_path / "file").list() == ()


def test_the_world_gives_time_ids_and_seeds() -> None:
    world = Environment()
    assert world.now().tzinfo is not None
    assert world.new_id() != world.new_id()
    assert 0 <= world.new_seed() < 2**32


def test_another_thread_gets_an_application_of_its_own(app: Application, learner_id: str) -> None:
    other = app.reopened()
    assert other.database is not app.database
    assert other.environment is app.environment
    assert [learner.id for learner in other.profiles.learners()] == [learner_id]
    other.close()


def test_questions_may_lie_elsewhere(
    open_app: Callable[..., Application], environment: Environment, tmp_path: Path
) -> None:
    nowhere = environment._replace(questions=tmp_path / "nowhere")
    app = open_app(tmp_path / "fresh", nowhere)
    assert app.banks.sync() == ()
    assert app.practice.topics(app.profiles.create("Maya").id) == ()


def test_showing_today_loads_nothing_heavy(app: Application, learner_id: str) -> None:
    app.close()
    done = subprocess.run(
        [sys.executable, "-c", A_START, str(app.data_dir)],
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    loaded = {name.partition(".")[0] for name in json.loads(done.stdout)}
    assert "sqlite3" in loaded
    assert not loaded & HEAVY
