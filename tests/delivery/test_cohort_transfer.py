"""A learner's key to a cohort goes to another computer together with its sets."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quizapp.domain.errors import UserError
from quizapp.storage.enrolment_store import EnrolmentStore
from tests.conftest import Clock
from tests.delivery.cohort_steps import (
    assign_one_file,
    code,
    enrol,
    enrolled,
    outcomes,
    sit,
    take,
)
from tests.delivery.world import World


def test_a_cohorts_set_goes_to_another_computer_with_the_key_to_it(world: World) -> None:
    ((app, maya),) = enrolled(world, "maya")
    pupil = take(assign_one_file(world, "practice", attempts=2), app, maya)
    sit(world, pupil, "first")
    everything = world.folder / "all.json"
    app.transfer.export_json(maya, everything)
    other = world.learner("elsewhere")
    assert other.transfer.import_json(everything).sets.sets == 1
    moved = replace(pupil, app=other)
    assert moved.sets.rows(maya) == pupil.sets.rows(maya)
    assert moved.sets.view(moved.sha256) == pupil.sets.view(pupil.sha256)
    sit(world, moved, "second")
    assert outcomes(world) == [("Maya", "taken in", "")] * 2
    table = world.folder / "all.csv"
    other.transfer.export_csv(maya, table)
    assert table.read_text(encoding="utf-8").count("week-3#") == 16


def test_of_two_keys_the_one_made_first_counts_on_either_computer(
    world: World, clock: Clock
) -> None:
    app, maya = enrol(world, "maya")
    early, late = world.folder / "early.json", world.folder / "late.json"
    app.transfer.export_json(maya, early)
    other = world.learner("elsewhere")
    other.transfer.import_json(early)
    (first,) = EnrolmentStore(app.database).of(maya)
    other.database.execute("DELETE FROM enrolment")
    clock.advance(days=1)
    code(world, other, maya)
    other.transfer.export_json(maya, late)
    other.transfer.import_json(early)
    app.transfer.import_json(late)
    assert EnrolmentStore(app.database).of(maya) == (first,)
    assert EnrolmentStore(other.database).of(maya) == (first,)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"enrolments": []}, "a cohort that the learner is not enrolled in"),
        ({"enrolments": [{"cohort": "c"}]}, "is missing"),
    ],
)
def test_an_export_without_the_key_to_a_set_is_not_taken_in(
    world: World, change: dict[str, object], said: str
) -> None:
    ((app, maya),) = enrolled(world, "maya")
    take(assign_one_file(world), app, maya)
    path = world.folder / "all.json"
    app.transfer.export_json(maya, path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    other = world.learner("elsewhere")
    with pytest.raises(UserError, match=said):
        other.transfer.import_json(path)
    assert other.profiles.learners() == ()


def test_a_key_of_another_length_is_no_key(world: World) -> None:
    app, maya = enrol(world, "maya")
    path = world.folder / "all.json"
    app.transfer.export_json(maya, path)
    stored = json.loads(path.read_text())
    stored["enrolments"][0]["seat"] = "00"
    path.write_text(json.dumps(stored))
    with pytest.raises(UserError, match="1 bytes stand where a key is due"):
        world.learner("elsewhere").transfer.import_json(path)


def test_deleting_a_learner_deletes_the_key_to_the_cohort(world: World) -> None:
    app, maya = enrol(world, "maya")
    app.profiles.create("Jonas")
    app.profiles.delete(maya)
    assert EnrolmentStore(app.database).of(maya) == ()
