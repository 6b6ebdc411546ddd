"""Runs of scenarios go to another computer and back: nothing lost, nothing doubled."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.transfer import ImportResult
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.storage.scenario_codec import version_of
from tests.conftest import Clock
from tests.unit.application.scenario_steps import begin, play
from tests.unit.application.scenario_steps import served_scenario as serve
from tests.unit.application.transfers import exported, tables
from tests.unit.domain.scenario_factory import HARMFUL

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def maya(app: Application, learner_id: str, clock: Clock) -> str:
    """A learner with a finished run, one that was left, and an open second try."""
    serve(app)
    begin(app, learner_id, "look")
    first = begin(app, learner_id, *HARMFUL)
    clock.advance(hours=1)
    play(app.scenarios.open(first.retry_from_first_mistake()), "spray")
    return learner_id


def test_every_run_arrives_on_another_computer(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    result = other_computer.transfer.import_json(exported(app, maya, tmp_path))
    assert result == ImportResult("Maya", 0, 0, scenario_runs=3)
    assert tables(other_computer, maya) == tables(app, maya)
    assert other_computer.scenarios.history(maya) == app.scenarios.history(maya)
    assert other_computer.scenarios.critical_record(maya) == app.scenarios.critical_record(maya)


def test_taking_the_same_runs_in_twice_doubles_nothing(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    path = exported(app, maya, tmp_path)
    other_computer.transfer.import_json(path)
    assert other_computer.transfer.import_json(path).scenario_runs == 0
    assert app.transfer.import_json(path).scenario_runs == 0
    assert tables(other_computer, maya) == tables(app, maya)


def test_a_run_is_gone_on_with_on_the_other_computer_and_comes_back(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    other_computer.transfer.import_json(exported(app, maya, tmp_path))
    left = other_computer.practice.open_scenario(maya)
    assert left is not None
    play(other_computer.scenarios.open(left.run_id), "breathe", "stay-with")
    result = app.transfer.import_json(exported(other_computer, maya, tmp_path))
    assert result.scenario_runs == 1
    assert app.scenarios.open(left.run_id).summary().passed
    assert tables(app, maya) == tables(other_computer, maya)


def test_where_both_went_on_the_way_taken_here_stays(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    other_computer.transfer.import_json(exported(app, maya, tmp_path))
    left = app.practice.open_scenario(maya)
    assert left is not None
    play(app.scenarios.open(left.run_id), "wait")
    play(other_computer.scenarios.open(left.run_id), "breathe")
    before = tables(app, maya)
    result = app.transfer.import_json(exported(other_computer, maya, tmp_path))
    assert result.scenario_runs == 0
    assert tables(app, maya) == before


def test_a_run_that_was_left_elsewhere_is_left_here(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    other_computer.transfer.import_json(exported(app, maya, tmp_path))
    left = app.practice.open_scenario(maya)
    assert left is not None
    serve(other_computer)
    new = other_computer.scenarios.start(maya, "T01")
    app.transfer.import_json(exported(other_computer, maya, tmp_path))
    found = app.practice.open_scenario(maya)
    assert found is not None
    assert found.run_id == new


def test_of_two_open_runs_brought_together_the_last_begun_is_gone_on_with(
    app: Application, maya: str, other_computer: Application, tmp_path: Path, clock: Clock
) -> None:
    other_computer.transfer.import_json(exported(app, maya, tmp_path))
    serve(other_computer)
    clock.advance(hours=1)
    new = other_computer.scenarios.start(maya, "T01")
    other_computer.database.execute("UPDATE scenario_run SET state = 'open' WHERE state = 'left'")
    (card,) = other_computer.scenarios.list(maya)
    assert card.run_id == new
    other_computer.scenarios.start(maya, "T01")
    states = other_computer.database.rows("SELECT count(*) FROM scenario_run WHERE state = 'open'")
    assert states == [(1,)]


def test_an_export_from_before_there_were_scenarios_is_taken_in(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    path = exported(app, maya, tmp_path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["scenario_runs"], stored["scenario_texts"]
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert other_computer.transfer.import_json(path).scenario_runs == 0


def _run(stored: dict[str, Any]) -> dict[str, Any]:
    """The finished run of an export."""
    return next(run for run in stored["scenario_runs"] if run["state"] == "finished")


def _retext(stored: dict[str, Any], old: str, new: str) -> None:
    """Change the text of the scenario, and its fingerprint to fit."""
    (text,) = stored["scenario_texts"]
    assert old in text["body"]
    text["body"] = text["body"].replace(old, new)
    text["version"] = version_of(text["body"])


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda made: made["scenario_texts"].clear(), "is missing"),
        (lambda made: made["scenario_texts"][0].update(body="{}"), "was changed"),
        (lambda made: _retext(made, '"to":"worse"', '"to":"nowhere"'), "lacks a scene"),
        (lambda made: _run(made).update(scenario_id="T02"), "does not go through T02"),
        (lambda made: _run(made).update(state="open"), "does not go through"),
        (lambda made: _run(made)["steps"].pop(), "does not go through"),
        (lambda made: _run(made)["steps"][0].update(at_s=11), "does not go through"),
        (lambda made: _run(made)["steps"][0].update(action="fly"), "fly"),
        (lambda made: _run(made)["steps"][0].update(ms=-1), "a number from 0 on is due"),
        (lambda made: _run(made)["steps"][0].update(day="20260302"), "no proper day"),
        (lambda made: _run(made)["steps"][0].update(is_replayed=1), "no proper day"),
        (lambda made: _run(made)["steps"][0].update(acted_at="2026-03-02"), "no time zone"),
        (lambda made: _run(made).update(id=""), "stands where text is due"),
    ],
)
def test_a_run_that_cannot_be_is_refused_and_nothing_is_taken_in(
    app: Application,
    maya: str,
    other_computer: Application,
    tmp_path: Path,
    spoil: Change,
    why: str,
) -> None:
    path = exported(app, maya, tmp_path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    spoil(stored)
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(UserError, match=r"maya\.json is not a whole export") as caught:
        other_computer.transfer.import_json(path)
    assert why in caught.value.message
    assert other_computer.profiles.learners() == ()


def test_a_run_of_somebody_else_is_not_taken_over(
    app: Application, maya: str, other_computer: Application, tmp_path: Path
) -> None:
    path = exported(app, maya, tmp_path)
    other_computer.transfer.import_json(path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["learner"]["id"] = "somebody-else"
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(UserError, match="is here with another text or learner"):
        other_computer.transfer.import_json(path)


def test_the_table_has_one_row_an_action(app: Application, maya: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    app.transfer.export_csv(maya, path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # One in the run that was left, six in the first, one in the second try of its own.
    assert len(rows) == 8
    assert {(row["item"], row["kind"], row["topic"]) for row in rows} == {
        ("T01", "scenario", "overdose-response")
    }
    last = rows[6]
    assert json.loads(last["answer"]) == {"scene": "awake", "action": "cancel", "at_s": 145}
    assert (last["points"], last["critical_error"], last["seconds"]) == ("0.8", "yes", "2.0")
    assert (rows[7]["points"], rows[7]["position"]) == ("", "2")
