"""All data of a learner to a file, and back in on another computer: nothing lost or doubled."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.application.transfer import ImportResult
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.storage.bank_store import BankCompiler
from tests.conftest import Clock
from tests.unit.application.steps import begin, finish, harmful, reply, right
from tests.unit.application.transfers import exported, tables

Items = list[SingleBest]
Open = Callable[..., Application]


def test_everything_arrives_on_another_computer(
    app: Application, history: str, other_computer: Application, tmp_path: Path
) -> None:
    result = other_computer.transfer.import_json(exported(app, history, tmp_path))
    assert result == ImportResult("Maya", added=8, already_there=0)
    assert tables(other_computer, history) == tables(app, history)
    assert other_computer.profiles.get(history) == app.profiles.get(history)
    assert other_computer.progress.view(history) == app.progress.view(history)
    assert other_computer.practice.today(history) == app.practice.today(history)


def test_taking_the_same_in_twice_doubles_nothing(
    app: Application, history: str, other_computer: Application, tmp_path: Path
) -> None:
    path = exported(app, history, tmp_path)
    other_computer.transfer.import_json(path)
    before = tables(other_computer, history)
    assert other_computer.transfer.import_json(path) == ImportResult("Maya", 0, 8)
    assert app.transfer.import_json(path) == ImportResult("Maya", 0, 8)
    assert tables(other_computer, history) == before == tables(app, history)


def test_answers_given_on_two_computers_are_put_together(
    app: Application, history: str, other_computer: Application, items: Items, tmp_path: Path
) -> None:
    other_computer.transfer.import_json(exported(app, history, tmp_path))
    finish(begin(app, history, items[:2]))
    finish(begin(other_computer, history, items[9:12]))
    other_computer.transfer.import_json(exported(app, history, tmp_path))
    app.transfer.import_json(exported(other_computer, history, tmp_path))
    assert app.progress.view(history).answers_ever == 13
    assert tables(app, history) == tables(other_computer, history)


def test_of_two_notes_on_a_question_the_newer_one_stays(
    app: Application,
    history: str,
    other_computer: Application,
    items: Items,
    clock: Clock,
    tmp_path: Path,
) -> None:
    older = exported(app, history, tmp_path).rename(tmp_path / "older.json")
    clock.advance(hours=100)
    here = begin(app, history, items[:1])
    here.marks.save_note(items[1].id, "Looked it up again.")
    newer = exported(app, history, tmp_path)
    for path in (older, newer, older):
        other_computer.transfer.import_json(path)
    there = begin(other_computer, history, items[1:2]).question()
    assert there is not None
    assert there.note == "Looked it up again."


def test_an_open_run_is_gone_on_with_on_the_other_computer(
    app: Application, history: str, other_computer: Application, tmp_path: Path
) -> None:
    other_computer.transfer.import_json(exported(app, history, tmp_path))
    left = other_computer.practice.today(history).open_run
    assert left == app.practice.today(history).open_run
    assert left is not None
    session = other_computer.sessions.open(left.attempt_id)
    assert session.question() == app.sessions.open(left.attempt_id).question()
    finish(session)
    session.summary()
    app.transfer.import_json(exported(other_computer, history, tmp_path))
    assert app.practice.today(history).open_run is None
    assert tables(app, history) == tables(other_computer, history)


def test_a_fulfilled_wish_does_not_come_back_with_an_old_export(
    app: Application, history: str, items: Items, tmp_path: Path
) -> None:
    path = exported(app, history, tmp_path)
    finish(begin(app, history, [items[8]]))
    app.transfer.import_json(path)
    assert not begin(app, history, [items[0]]).marks.is_asked_sooner(items[8].id)


def test_another_learner_of_the_same_name_gets_a_number(
    app: Application, history: str, other_computer: Application, tmp_path: Path
) -> None:
    for name in ("Jonas", "maya", "Maya 2"):
        other_computer.profiles.create(name)
    result = other_computer.transfer.import_json(exported(app, history, tmp_path))
    assert result.learner_name == "Maya 3"
    assert len(other_computer.profiles.learners()) == 4


def test_a_pin_does_not_travel(
    app: Application, history: str, other_computer: Application, tmp_path: Path
) -> None:
    app.profiles.set_pin(history, "2718")
    path = exported(app, history, tmp_path)
    assert "pin" not in path.read_text(encoding="utf-8")
    other_computer.transfer.import_json(path)
    assert not other_computer.profiles.get(history).has_pin


def test_weeks_of_answers_arrive_whole(
    open_app: Open, other_computer: Application, compiled_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    shutil.copytree(compiled_folder, folder)
    demo = open_app(folder)
    made = demo.demo.make(responses=200)
    learner = demo.profiles.learners()[0].id
    path = tmp_path / "demo.json"
    demo.transfer.export_json(learner, path)
    assert other_computer.transfer.import_json(path).added == made.responses
    assert tables(other_computer, learner) == tables(demo, learner)


# Files that cannot be written, tables --------------------------------------------------------


def test_an_export_that_cannot_be_written_leaves_what_was_there(
    app: Application, history: str, tmp_path: Path
) -> None:
    path = exported(app, history, tmp_path)
    whole = path.read_bytes()
    path.with_name("maya.json.part").mkdir()
    with pytest.raises(UserError, match=r"maya\.json could not be written") as caught:
        app.transfer.export_json(history, path)
    assert caught.value.hint == "Choose another folder, or free some space."
    assert path.read_bytes() == whole
    with pytest.raises(UserError, match="could not be written"):
        app.transfer.export_csv(history, path / "inside-a-file.csv")


def test_someone_who_is_gone_cannot_be_exported(app: Application, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not on this computer any more"):
        app.transfer.export_json("nobody", tmp_path / "x.json")
    assert not list(tmp_path.glob("x.json*"))


def test_the_table_of_answers_has_one_row_an_answer(
    app: Application, learner_id: str, items: Items, tmp_path: Path
) -> None:
    session = begin(app, learner_id, items[:3])
    given = reply(session, harmful, None, elapsed_ms=12_340)
    reply(session, right)
    session.time_out()
    path = tmp_path / "answers.csv"
    app.transfer.export_csv(learner_id, path)
    with path.open(encoding="utf-8", newline="") as file:
        first, second, third = csv.DictReader(file)
    assert first["item"] == given.question.item.id
    assert (first["points"], first["critical_error"], first["confidence"]) == ("0.0", "yes", "")
    assert (first["seconds"], first["day"], first["position"]) == ("12.3", "2026-03-02", "0")
    assert (second["points"], second["critical_error"]) == ("1.0", "no")
    assert second["confidence"] == "fairly"
    assert third["answer"] == ""


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20"])
def test_a_table_never_holds_a_formula(
    app: Application, learner_id: str, items: Items, tmp_path: Path, start: str
) -> None:
    trap = replace(items[0], id=f"{start}cmd|' /C calc'!A0", topic=f"{start}1+1")
    BankCompiler(app.database).save_item(trap, 0)
    finish(begin(app, learner_id, [trap]))
    path = tmp_path / "answers.csv"
    app.transfer.export_csv(learner_id, path)
    with path.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["item"] == f"'{trap.id}"
    assert row["topic"] == f"'{trap.topic}"
    assert not any(cell.startswith(start) for cell in row.values())
