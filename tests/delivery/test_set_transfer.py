"""Sets, attempts and results go to another computer with all data: nothing lost or doubled."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.sitting_views import SetState, Trust
from quizapp.bootstrap import Application
from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.domain.errors import UserError
from quizapp.domain.sittings import STRETCH_MS
from quizapp.storage.set_transfer import TakenSets
from tests.conftest import Clock
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World

Change = Callable[[dict[str, Any]], object]
ALL = range(1, 9)


def exported(app: Application, learner_id: str, folder: Path) -> Path:
    path = folder / "all.json"
    app.transfer.export_json(learner_id, path)
    return path


def carry(pupil: Pupil, app: Application, world: World) -> TakenSets:
    """Take all data of a learner over to another computer; return what came of the sets."""
    return app.transfer.import_json(exported(pupil.app, pupil.id, world.folder)).sets


def there(pupil: Pupil, app: Application) -> Pupil:
    return Pupil(app, pupil.id, pupil.path, pupil.sha256)


def rows(app: Application) -> dict[str, list[Any]]:
    """All that is kept of sets, without what the steady clock of one computer said."""
    tables = {
        "assigned_set": "*",
        "sitting": "id, set_sha256, number, started_at, used_ms, seen_at, jumps, focus_losses,"
        " away_ms, ended_at",
        "sitting_answer": "*",
        "hand_in": "*",
        "known_trainer": "*",
    }
    return {
        table: app.database.rows(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
        for table, columns in tables.items()
    }


@pytest.fixture
def pupil(world: World) -> Pupil:
    """Maya, who handed in one attempt of three and has begun another."""
    world.assign(attempts=3)
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, *ALL)
    run.flag(2, is_on=True)
    run.hand_in()
    pupil.answer(pupil.begin(), 1, 2)
    return pupil


def test_sets_attempts_and_results_arrive_byte_for_byte(world: World, pupil: Pupil) -> None:
    other = world.learner("elsewhere")
    assert carry(pupil, other, world) == TakenSets(sets=1, hand_ins=1)
    assert rows(other) == rows(pupil.app)
    moved = there(pupil, other)
    assert moved.sets.rows(pupil.id) == pupil.sets.rows(pupil.id)
    assert moved.begin().places() == pupil.begin().places()
    assert moved.sets.look(pupil.path, pupil.id).trust is Trust.KNOWN


def test_taking_them_in_twice_doubles_nothing(world: World, pupil: Pupil) -> None:
    other = world.learner("elsewhere")
    carry(pupil, other, world)
    before = rows(pupil.app)
    assert carry(pupil, other, world) == TakenSets()
    assert carry(pupil, pupil.app, world) == TakenSets()
    assert rows(other) == rows(pupil.app) == before


def test_what_is_saved_on_one_computer_is_not_asked_for_on_the_other(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    pupil.begin().hand_in()
    other = world.learner("elsewhere")
    carry(pupil, other, world)
    moved = there(pupil, other)
    assert not moved.sets.rows(pupil.id)[0].is_saved
    (kept,) = pupil.sets.view(pupil.sha256).hand_ins
    pupil.sets.export(pupil.sha256, kept.sha256, world.inbox / "maya.quizresult")
    carry(pupil, other, world)
    assert moved.sets.rows(pupil.id)[0].is_saved
    carry(pupil, third := world.learner("third"), world)
    assert there(pupil, third).sets.rows(pupil.id)[0].is_saved


def test_an_export_that_does_not_say_what_was_saved_asks_for_nothing(
    world: World, pupil: Pupil
) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    told = json.loads(path.read_text())
    for one in told["sets"][0]["hand_ins"]:
        del one["is_saved"]
    path.write_text(json.dumps(told))
    other = world.learner("elsewhere")
    other.transfer.import_json(path)
    assert not other.database.rows("SELECT 1 FROM hand_in WHERE sha256 NOT IN saved_result")


def test_a_result_of_the_other_computer_is_taken_in_by_the_trainer(
    world: World, pupil: Pupil
) -> None:
    moved = there(pupil, world.learner("elsewhere"))
    carry(pupil, moved.app, world)
    run = moved.begin()
    pupil.answer(run, *ALL)
    run.hand_in()
    for number, hand_in in enumerate(moved.sets.view(pupil.sha256).hand_ins):
        moved.sets.export(pupil.sha256, hand_in.sha256, world.inbox / f"{number}.quizresult")
    assert [row.outcome for row in world.collect()] == ["taken in", "taken in"]
    assert carry(moved, pupil.app, world) == TakenSets(hand_ins=1)
    assert rows(pupil.app) == rows(moved.app)


def test_time_goes_on_on_the_other_computer_whatever_its_steady_clock_says(
    world: World, pupil: Pupil, clock: Clock
) -> None:
    used = pupil.begin().watch.sitting.time.used_ms
    carry(pupil, other := world.learner("elsewhere"), world)
    clock.advance(minutes=4)
    clock.steady_ms = 5 * STRETCH_MS + 10**7
    time = there(pupil, other).begin().watch.sitting.time
    assert (time.used_ms - used, time.jumps) == (240_000, ())


def test_answers_of_two_computers_are_put_together_and_the_later_one_counts(
    world: World, pupil: Pupil, clock: Clock
) -> None:
    other = there(pupil, world.learner("elsewhere"))
    carry(pupil, other.app, world)
    clock.advance(minutes=1)
    other.answer(other.begin(), 1, 3, given={"1": {"option": "Birch"}})
    clock.advance(minutes=1)
    pupil.answer(pupil.begin(), 2, 4, given={"2": {"options": ["Birch"]}})
    carry(other, pupil.app, world)
    carry(pupil, other.app, world)
    assert rows(pupil.app)["sitting_answer"] == rows(other.app)["sitting_answer"]
    run = pupil.begin()
    assert [place.is_answered for place in run.places()] == [True] * 4 + [False] * 4


def test_what_was_handed_in_elsewhere_ends_the_attempt_here(
    world: World, pupil: Pupil, clock: Clock
) -> None:
    other = there(pupil, world.learner("elsewhere"))
    carry(pupil, other.app, world)
    run = other.begin()
    other.answer(run, 3)
    run.hand_in()
    clock.advance(minutes=1)
    pupil.answer(pupil.begin(), 5)
    carry(other, pupil.app, world)
    assert rows(pupil.app) == rows(other.app)
    assert pupil.sets.rows(pupil.id)[0].state is SetState.HANDED_IN


def test_one_attempt_handed_in_on_both_computers_is_kept_twice(
    world: World, pupil: Pupil, clock: Clock
) -> None:
    other = there(pupil, world.learner("elsewhere"))
    carry(pupil, other.app, world)
    for one in (pupil, other):
        clock.advance(minutes=1)
        one.begin().hand_in()
    assert carry(other, pupil.app, world) == TakenSets(hand_ins=1)
    assert carry(pupil, other.app, world) == TakenSets(hand_ins=1)
    assert carry(pupil, other.app, world) == TakenSets()
    files = [sorted(row[6] for row in rows(one.app)["hand_in"]) for one in (pupil, other)]
    assert files[0] == files[1]
    assert [one.number for one in pupil.sets.view(pupil.sha256).hand_ins] == [1, 2, 3]


def test_attempts_begun_apart_stand_one_after_the_other(world: World) -> None:
    world.assign(attempts=2)
    pupil = Pupil.make(world)
    carry(pupil, world.learner("elsewhere"), world)
    other = there(pupil, world.learner("elsewhere"))
    here, away = pupil.begin().watch.sitting.id, other.begin().watch.sitting.id
    carry(other, pupil.app, world)
    assert len(pupil.sets.rows(pupil.id)) == 1
    run = pupil.begin()
    assert run.watch.sitting.id == here
    run.hand_in()
    run = pupil.begin()
    assert (run.watch.sitting.id, run.watch.sitting.number) == (away, 2)
    run.hand_in()
    assert pupil.sets.rows(pupil.id)[0].attempts_left == 0


def test_an_attempt_beyond_those_allowed_does_not_wait_for_ever(world: World) -> None:
    world.assign()
    pupil = Pupil.make(world)
    other = there(pupil, world.learner("elsewhere"))
    carry(pupil, other.app, world)
    other.begin().hand_in()
    pupil.begin()
    carry(other, pupil.app, world)
    assert pupil.sets.rows(pupil.id)[0].state is SetState.HANDED_IN
    assert "All attempts" in pupil.sets.view(pupil.sha256).refusal


def test_a_set_of_another_learner_here_stays_with_them(world: World, pupil: Pupil) -> None:
    jonas = Pupil.make(world, pupil.path, name="jonas")
    before = rows(jonas.app)
    result = jonas.app.transfer.import_json(exported(pupil.app, pupil.id, world.folder))
    assert result.sets == TakenSets(left_out=1)
    assert result.beside_answers == ("1 set stayed out: another learner here has it.",)
    assert rows(jonas.app) == before


def test_an_export_from_before_there_were_sets_is_taken_in(world: World, pupil: Pupil) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["sets"]
    path.write_text(json.dumps(stored), encoding="utf-8")
    result = world.learner("elsewhere").transfer.import_json(path)
    assert (result.learner_name, result.sets) == ("Maya", TakenSets())


def test_results_outlive_their_learner_and_come_back_with_the_set(
    world: World, pupil: Pupil
) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    kept = rows(pupil.app)
    pupil.app.profiles.delete(pupil.id)
    left = rows(pupil.app)
    assert (left["assigned_set"], left["sitting"], left["hand_in"]) == ([], [], kept["hand_in"])
    result = pupil.app.transfer.import_json(path)
    assert result.beside_answers == ("1 set from a trainer came along.",)
    assert rows(pupil.app) == kept


def test_what_came_along_is_said(world: World, pupil: Pupil) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    assert world.learner("elsewhere").transfer.import_json(path).beside_answers == (
        "1 set from a trainer came along.",
        "1 result handed in came along.",
    )


# What the terminal handed in -------------------------------------------------------------------


def test_what_the_terminal_handed_in_of_a_set_never_opened_comes_along_once(world: World) -> None:
    world.assign(attempts=3)
    world.hand_in(world.sets()[0])
    world.hand_in(world.sets()[0], {"1": {"option": "Birch"}})
    here = world.learner()
    maya = here.profiles.create("Maya").id
    other = world.learner("elsewhere")
    path = exported(here, maya, world.folder)
    assert other.transfer.import_json(path).sets == TakenSets(hand_ins=2)
    assert rows(other)["hand_in"] == rows(here)["hand_in"]
    assert other.transfer.import_json(path).sets == TakenSets()
    assert here.transfer.import_json(exported(other, maya, world.folder)).sets == TakenSets()


def handed_in_unopened(world: World) -> tuple[Application, Pupil]:
    """Hand in from a terminal; return where, and who opened the set on another computer."""
    world.assign(attempts=3)
    world.hand_in(world.sets()[0])
    return world.learner(), Pupil.make(world, name="elsewhere")


def test_it_stands_under_its_set_once_that_is_opened_and_is_not_doubled_then(world: World) -> None:
    here, pupil = handed_in_unopened(world)
    before = exported(here, here.profiles.create("Maya").id, world.folder)
    stored = json.loads(before.read_text()) | {
        "learner": json.loads(exported(pupil.app, pupil.id, world.folder).read_text())["learner"]
    }
    before.write_text(json.dumps(stored))
    assert pupil.app.transfer.import_json(before).sets == TakenSets(hand_ins=1)
    assert len(pupil.sets.view(pupil.sha256).hand_ins) == 1
    assert carry(pupil, here, world) == TakenSets(sets=1)
    assert len(rows(here)["hand_in"]) == 1


def test_it_stays_out_where_another_learner_has_the_set(world: World) -> None:
    here, pupil = handed_in_unopened(world)
    path = exported(here, here.profiles.create("Maya").id, world.folder)
    assert pupil.app.transfer.import_json(path).sets == TakenSets(left_out=1)
    assert rows(pupil.app)["hand_in"] == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"file": "x"}, "altered or damaged"),
        ({"answers": 7}, "not a list of answers"),
        ({"answers": ["b"]}, "not a list of answers"),
        ({"set_sha256": ""}, "text is due"),
    ],
)
def test_a_result_of_a_set_never_opened_that_cannot_be_is_refused(
    world: World, change: dict[str, Any], why: str
) -> None:
    world.assign()
    world.hand_in(world.sets()[0])
    here = world.learner()
    path = exported(here, here.profiles.create("Maya").id, world.folder)
    stored = json.loads(path.read_text())
    stored["unopened_hand_ins"][0] |= change
    path.write_text(json.dumps(stored))
    with pytest.raises(UserError, match=why):
        world.learner("elsewhere").transfer.import_json(path)


def test_an_export_made_before_such_results_were_in_it_is_taken_in(
    world: World, pupil: Pupil
) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text())
    del stored["unopened_hand_ins"]
    path.write_text(json.dumps(stored))
    assert world.learner("elsewhere").transfer.import_json(path).sets == TakenSets(1, 1)


# The table -------------------------------------------------------------------------------------


def table(app: Application, learner_id: str, folder: Path) -> list[dict[str, str]]:
    path = folder / "answers.csv"
    app.transfer.export_csv(learner_id, path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_answers_tells_what_was_answered_in_an_exam_without_marks(
    world: World, pupil: Pupil
) -> None:
    found = table(pupil.app, pupil.id, world.folder)
    assert [row["item"] for row in found] == [
        *(f"week-3#{number}" for number in ALL),
        "week-3#1",
        "week-3#2",
    ]
    assert {(row["points"], row["critical_error"]) for row in found} == {("", "")}
    assert (found[0]["kind"], found[0]["seconds"]) == ("single_best", "1.0")
    assert found[0]["answered_at"].startswith("2026-03-")


def test_the_table_has_marks_of_practice_once_they_may_be_shown(world: World) -> None:
    world.assign("practice", attempts=3)
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, 1, 2, given={"1": {"option": "Cedar"}})
    assert {row["points"] for row in table(pupil.app, pupil.id, world.folder)} == {""}
    run.hand_in()
    first, second = table(pupil.app, pupil.id, world.folder)
    assert (first["points"], first["critical_error"]) == ("0.0", "yes")
    assert (second["points"], second["critical_error"]) == ("1.0", "no")


def test_the_table_tells_the_last_word_of_what_the_terminal_handed_in(world: World) -> None:
    world.assign("practice", attempts=3)
    pupil = Pupil.make(world)
    for given in ({"1": {"option": "Birch"}}, {"1": {"option": "Amber"}}):
        answers = world.answers(pupil.path, given)
        pupil.app.handing_in.hand_in(pupil.path, answers, world.inbox)
    (row,) = table(pupil.app, pupil.id, world.folder)
    assert (row["item"], row["points"], row["confidence"]) == ("week-3#1", "1.0", "")


def _break(text: str) -> str:
    return text.replace("A", "B", 1)


def _first(stored: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = stored["sets"][0]
    return found


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda one: one.update(file=_break(one["file"])), "altered or damaged"),
        (lambda one: one.update(file="é"), "ascii"),
        (lambda one: one.pop("trainer_met_at"), "is missing"),
        (lambda one: one["hand_ins"][0].update(file=one["file"]), "altered or damaged"),
        (lambda one: one["hand_ins"][0].update(file=_break(one["file"])), "altered or damaged"),
        (lambda one: one["hand_ins"][0]["answers"].pop(), "shorter"),
        (lambda one: one["hand_ins"][0].update(revision=0), "a number from 1 on"),
        (lambda one: one["sittings"][0].update(id=""), "text is due"),
        (lambda one: one["sittings"][0].update(used_ms=2**60), "milliseconds are due"),
        (lambda one: one["sittings"][0].update(seen_at="2026-03-02T09:00:00"), "no time zone"),
        (lambda one: one["sittings"][0].update(jumps=["x"]), "a number from"),
        (lambda one: one["sittings"][0]["places"][0].update(position=8), "out of range"),
        (lambda one: one["sittings"][0]["places"][0].update(answer={"option": "Z"}), "is due"),
        (lambda one: one["sittings"][0]["places"][0].update(confidence="much"), "much"),
    ],
)
def test_a_set_that_cannot_be_is_refused_and_nothing_is_taken_in(
    world: World, pupil: Pupil, spoil: Change, why: str
) -> None:
    path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    spoil(_first(stored))
    path.write_text(json.dumps(stored), encoding="utf-8")
    other = world.learner("elsewhere")
    with pytest.raises(UserError, match=r"all\.json is not a whole export") as caught:
        other.transfer.import_json(path)
    assert why in caught.value.message
    assert "\n" not in caught.value.message
    assert other.profiles.learners() == ()


def test_an_attempt_at_one_set_is_not_taken_for_one_at_another(world: World, pupil: Pupil) -> None:
    fields = unpack(pupil.path.read_bytes(), SET_KIND).fields | {"title": "Another"}
    path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    packed = pack(SET_KIND, fields, world.key.signing_seed)
    _first(stored)["file"] = packed.decode("ascii")
    path.write_text(json.dumps(stored), encoding="utf-8")
    with pytest.raises(UserError, match="is here as one at another set"):
        pupil.app.transfer.import_json(path)
