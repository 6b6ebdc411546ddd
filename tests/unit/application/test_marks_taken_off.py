"""What is put on questions on two computers agrees with the last change, whoever exports first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.item_marks import ItemMarks
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from tests.conftest import Clock
from tests.unit.application.steps import begin
from tests.unit.application.transfers import exported, tables

Items = list[SingleBest]
Act = Callable[[ItemMarks, str], Any]
PARTS = ("flag", "wish", "note", "problem_report", "mark_taken_off")
PUT_ON: dict[str, Act] = {
    "flag": lambda marks, item: marks.set_flag(item, on=True),
    "wish": lambda marks, item: marks.ask_sooner(item, on=True),
    "note": lambda marks, item: marks.save_note(item, "Look it up."),
}
TAKE_OFF: dict[str, Act] = {
    "flag": lambda marks, item: marks.set_flag(item, on=False),
    "wish": lambda marks, item: marks.ask_sooner(item, on=False),
    "note": lambda marks, item: marks.save_note(item, ""),
}


class Pair:
    """Two computers of one learner, whose clocks agree."""

    def __init__(self, here: Application, there: Application, learner: str, folder: Path) -> None:
        self.here, self.there = here, there
        self.learner, self.folder = learner, folder
        self.carry(here, there)

    def carry(self, source: Application, target: Application) -> None:
        target.transfer.import_json(exported(source, self.learner, self.folder))

    def marks(self, app: Application, item: SingleBest) -> ItemMarks:
        return begin(app, self.learner, [item]).marks

    def kept(self, app: Application) -> dict[str, list[tuple[Any, ...]]]:
        found = tables(app, self.learner)
        return {part: found[part] for part in PARTS}


@pytest.fixture
def pair(app: Application, history: str, other_computer: Application, tmp_path: Path) -> Pair:
    for table in PARTS[:-1]:
        app.database.execute(f"DELETE FROM {table}")
    return Pair(app, other_computer, history, tmp_path)


def put_on_both_and_take_off_here(pair: Pair, items: Items, clock: Clock, sort: str) -> None:
    """Put a mark on, carry it over, and an hour later take it off on one computer."""
    clock.advance(hours=1)
    PUT_ON[sort](pair.marks(pair.here, items[-1]), items[-1].id)
    pair.carry(pair.here, pair.there)
    clock.advance(hours=1)
    TAKE_OFF[sort](pair.marks(pair.here, items[-1]), items[-1].id)


def carry_both_ways(pair: Pair, first: str) -> None:
    """Export and import each way, from one computer first."""
    ways = [(pair.here, pair.there), (pair.there, pair.here)]
    for source, target in ways if first == "here" else ways[::-1]:
        pair.carry(source, target)


@pytest.mark.parametrize("sort", PUT_ON)
@pytest.mark.parametrize("first", ["here", "there"])
def test_what_was_taken_off_last_stays_off_on_both(
    pair: Pair, items: Items, clock: Clock, sort: str, first: str
) -> None:
    put_on_both_and_take_off_here(pair, items, clock, sort)
    carry_both_ways(pair, first)
    assert pair.kept(pair.here)[sort] == pair.kept(pair.there)[sort] == []
    assert pair.kept(pair.here) == pair.kept(pair.there)


@pytest.mark.parametrize("sort", PUT_ON)
@pytest.mark.parametrize("first", ["here", "there"])
def test_what_was_put_on_again_last_is_on_on_both(
    pair: Pair, items: Items, clock: Clock, sort: str, first: str
) -> None:
    put_on_both_and_take_off_here(pair, items, clock, sort)
    clock.advance(hours=1)
    PUT_ON[sort](pair.marks(pair.there, items[-1]), items[-1].id)
    carry_both_ways(pair, first)
    assert len(pair.kept(pair.here)[sort]) == 1
    assert pair.kept(pair.here) == pair.kept(pair.there)


def test_a_report_that_was_withdrawn_does_not_come_back(
    pair: Pair, items: Items, clock: Clock
) -> None:
    report = pair.marks(pair.here, items[-1]).report_problem(items[-1].id, "Two are right.")
    pair.carry(pair.here, pair.there)
    clock.advance(hours=1)
    pair.marks(pair.here, items[-1]).withdraw_report(report)
    pair.carry(pair.there, pair.here)
    pair.carry(pair.here, pair.there)
    assert pair.kept(pair.here)["problem_report"] == []
    assert pair.kept(pair.here) == pair.kept(pair.there)


def test_the_last_change_counts_even_where_the_clock_went_back_in_between(
    pair: Pair, items: Items, clock: Clock
) -> None:
    item = items[-1]
    pair.marks(pair.here, item).set_flag(item.id, on=True)
    pair.carry(pair.here, pair.there)
    clock.set_by(days=-400)
    pair.marks(pair.here, item).set_flag(item.id, on=False)
    pair.carry(pair.here, pair.there)
    assert pair.kept(pair.there)["flag"] == []
    pair.marks(pair.there, item).set_flag(item.id, on=True)
    pair.carry(pair.there, pair.here)
    assert len(pair.kept(pair.here)["flag"]) == 1


def test_an_older_export_that_tells_of_nothing_taken_off_is_taken_in(
    pair: Pair, items: Items
) -> None:
    pair.marks(pair.here, items[-1]).set_flag(items[-1].id, on=True)
    path = exported(pair.here, pair.learner, pair.folder)
    stored = json.loads(path.read_text())
    del stored["taken_off"]
    path.write_text(json.dumps(stored))
    pair.there.transfer.import_json(path)
    assert len(pair.kept(pair.there)["flag"]) == 1


def test_of_marks_taken_off_only_those_that_can_be_are_taken_in(pair: Pair) -> None:
    path = exported(pair.here, pair.learner, pair.folder)
    stored = json.loads(path.read_text())
    one = {"part": "stars", "key": "x", "at": "2026-03-02T09:00:00+00:00"}
    for taken_off, is_fine in (([one], True), ([{**one, "at": "soon"}], False), ([{}], False)):
        path.write_text(json.dumps(stored | {"taken_off": taken_off}))
        if is_fine:
            pair.there.transfer.import_json(path)
            assert pair.kept(pair.there)["mark_taken_off"] == []
        else:
            with pytest.raises(UserError, match="is not a whole export"):
                pair.there.transfer.import_json(path)
