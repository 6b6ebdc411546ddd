"""Looking after the data in the terminal."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.items import SingleBest
from tests.e2e.conftest import Command
from tests.unit.application.authors import ready
from tests.unit.application.steps import begin, finish, tame

Items = list[SingleBest]
Open = Callable[..., Application]


@pytest.fixture
def answered(app: Application, learner_id: str) -> str:
    """A learner called Maya with three answers; the application is closed."""
    finish(begin(app, learner_id, tame(app)[:3]))
    app.close()
    return learner_id


def test_all_data_travel_to_another_data_folder(
    quizapp: Command, answered: str, open_app: Open, tmp_path: Path
) -> None:
    file, other = tmp_path / "maya.json", tmp_path / "other"
    done = quizapp("export", file)
    assert (done.status, done.out) == (0, f"Wrote {file}.\n")
    assert json.loads(file.read_text(encoding="utf-8"))["learner"]["name"] == "Maya"
    taken = quizapp("--data-dir", other, "import", file)
    assert taken.out == "Maya: 3 answers taken in, 0 were there already.\n"
    again = quizapp("--data-dir", other, "import", file)
    assert again.out == "Maya: 0 answers taken in, 3 were there already.\n"
    assert open_app(other).progress.view(answered).answers_ever == 3
    assert {backup.reason for backup in open_app(other).backups.list()} == {"import"}


def test_answers_can_be_written_as_a_table(quizapp: Command, answered: str, tmp_path: Path) -> None:
    file = tmp_path / "maya.csv"
    assert quizapp("export", file, "--format", "csv", "--learner", "MAYA").status == 0
    with file.open(encoding="utf-8", newline="") as table:
        assert len(list(csv.reader(table))) == 4


def test_a_file_that_is_no_export_is_refused_in_one_line(
    quizapp: Command, answered: str, tmp_path: Path
) -> None:
    file = tmp_path / "other.json"
    file.write_text("{}", encoding="utf-8")
    done = quizapp("import", file)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "quizapp: other.json is not an export of a learner's data. Choose a file that Quizapp"
        " wrote under Settings, Export all my data.\n"
    )


def test_which_learner_is_meant_has_to_be_clear(
    quizapp: Command, app: Application, tmp_path: Path
) -> None:
    file = tmp_path / "maya.json"
    assert "There is no learner in this data folder." in quizapp("export", file).err
    app.profiles.create("Maya")
    app.profiles.create("Jonas")
    assert "Choose one with --learner: Maya, Jonas." in quizapp("export", file).err
    assert "There is no learner called Ana." in quizapp("export", file, "--learner", "Ana").err
    assert quizapp("export", file, "--learner", "jonas").status == 0


def test_memories_can_be_made_anew(quizapp: Command, answered: str, open_app: Open) -> None:
    before = open_app().progress.view(answered)
    done = quizapp("rebuild")
    assert (done.status, done.out) == (0, "Rebuilt from 3 answers.\n")
    assert open_app().progress.view(answered).answers_ever == before.answers_ever
    assert [backup.reason for backup in open_app().backups.list()] == ["rebuild"]


def test_back_ups_are_made_listed_and_restored(
    quizapp: Command, answered: str, open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = quizapp("backup")
    path = Path(made.out.removeprefix("Wrote ").removesuffix(".\n"))
    assert path.exists()
    app = open_app()
    app.profiles.delete(answered)
    app.close()
    listed = quizapp("restore").out
    assert "manual" in listed
    assert "whole" in listed
    assert listed.endswith(f"{path}\n")
    monkeypatch.chdir(path.parent)
    done = quizapp("restore", path.name)
    assert done.out.startswith(f"Restored {path.name}. What was there before is kept in ")
    assert open_app().progress.view(answered).answers_ever == 3


def test_a_restore_tells_where_the_questions_of_now_are_kept(
    quizapp: Command, app: Application
) -> None:
    ready(app.authoring)
    path = Path(quizapp("backup").out.removeprefix("Wrote ").removesuffix(".\n"))
    ready(app.authoring)
    app.close()
    told = quizapp("restore", path).out.splitlines()[-1]
    (kept,) = app.data_dir.glob("banks-replaced-*")
    assert told == f"Your own questions as they were before are kept in {kept}."


def test_a_damaged_back_up_is_listed_as_such_and_not_restored(
    quizapp: Command, answered: str
) -> None:
    path = Path(quizapp("backup").out.removeprefix("Wrote ").removesuffix(".\n"))
    path.write_bytes(path.read_bytes()[:50_000])
    assert "damaged" in quizapp("restore").out
    done = quizapp("restore", path)
    assert done.status == 1
    assert "is damaged or of a newer version" in done.err


def test_a_back_up_that_is_not_there_is_named(quizapp: Command, answered: str) -> None:
    done = quizapp("restore", "yesterday.db")
    assert done.status == 1
    assert done.err == (
        "quizapp: There is no back-up called yesterday.db. Choose one that is in the list of"
        " back-ups.\n"
    )


def test_a_database_that_cannot_be_opened_is_said_so_with_its_place(
    quizapp: Command, data_folder: Path
) -> None:
    (data_folder / "quizapp.db").write_bytes(b"")
    done = quizapp("rebuild")
    assert done.status == 1
    assert done.err == (
        "quizapp: The file in the place of your progress is not one that Quizapp made."
        " Move it away, or restore a back-up.\n"
        f"File: {data_folder / 'quizapp.db'}\n"
    )


def test_demo_data_are_made_in_a_folder_of_their_own(
    quizapp: Command, open_app: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    done = quizapp("demo-data", folder, "--responses", 40, "--seed", 3)
    assert done.status == 0
    assert done.out.endswith(f"answers in {folder}.\n")
    learner = open_app(folder).profiles.learners()[0]
    assert 30 <= open_app(folder).progress.view(learner.id).answers_ever <= 50
    assert "has learners already" in quizapp("demo-data", folder).err


def test_help_and_version_are_there(quizapp: Command) -> None:
    assert "Without a command the window opens." in quizapp("--help").out
    assert quizapp("--version").out.startswith("quizapp, version ")


def test_wrong_usage_is_said_so(quizapp: Command) -> None:
    done = quizapp("export")
    assert done.status == 2
    assert "Missing argument" in done.err


def test_a_reader_who_has_seen_enough_is_no_error(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_arguments: object, **_named: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("sys.stderr", open("/dev/null", "w"))  # noqa: SIM115, PTH123
    monkeypatch.setattr("quizapp.cli.group.main", closed)
    assert quizapp("restore").status == 0
