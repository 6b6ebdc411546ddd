"""New terms go to another computer with all data, and are looked at there as if from anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizapp.delivery.terms_files import write_notice
from quizapp.domain.errors import UserError
from tests.conftest import Clock
from tests.delivery.cohort_steps import assign_one_file, enrolled, take
from tests.delivery.sitting_steps import Pupil
from tests.delivery.terms_steps import (
    FRIDAY,
    SUNDAY,
    change,
    new_file,
    notice_in,
    open_file,
    row,
    timed,
)
from tests.delivery.test_set_transfer import exported, table, there
from tests.delivery.world import OTHER_ROOT, World


def carried(pupil: Pupil, world: World, name: str = "elsewhere") -> Pupil:
    """Take all data of a learner over to another computer."""
    app = world.learner(name)
    app.transfer.import_json(exported(pupil.app, pupil.id, world.folder))
    return there(pupil, app)


def test_new_terms_arrive_and_hold_there_too(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    new = new_file(world, "Maya", due=FRIDAY)
    newer = new_file(world, "Maya", 2, due=SUNDAY)
    open_file(pupil, newer)
    open_file(pupil, new)
    elsewhere = carried(pupil, world)
    assert row(elsewhere) == row(pupil)
    assert row(elsewhere).plan.due_at == SUNDAY
    assert open_file(elsewhere, new) == "older"
    assert carried(elsewhere, world).sets.rows(pupil.id) == pupil.sets.rows(pupil.id)


def test_newer_terms_that_are_there_already_stay(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world, new_file(world, "Maya", due=FRIDAY))
    elsewhere = carried(pupil, world)
    open_file(elsewhere, new_file(world, "Maya", due=SUNDAY))
    carried(pupil, world)
    assert row(elsewhere).plan.due_at == SUNDAY


def test_terms_of_a_seat_at_the_cohorts_file_arrive(world: World) -> None:
    (maya,) = enrolled(world, "maya")
    pupil = take(assign_one_file(world), *maya)
    given = change(world, "", due=FRIDAY)
    open_file(pupil, world.folder / "new" / given.sent.shared)
    assert row(carried(pupil, world)).plan.due_at == FRIDAY


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text, _world: text.replace('"sig":"', '"sig":"A'),
        lambda text, _world: text[:-1],
        lambda _text, world: write_notice(
            notice_in(world, new_file(world, "Maya", 2)), OTHER_ROOT
        ).decode(),
        lambda _text, world: write_notice(
            notice_in(world, new_file(world, "Jonas", 2)), world.key.signing_seed
        ).decode(),
        lambda _text, _world: 5,
    ],
    ids=["altered", "cut", "forged", "another learner", "no text"],
)
def test_terms_that_are_not_those_of_the_set_are_refused(
    world: World, spoil: Callable[[str, World], Any]
) -> None:
    timed(world)
    pupil = Pupil.make(world, new_file(world, "Maya", due=FRIDAY))
    path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    (one,) = stored["sets"]
    one["terms"] = [spoil(one["terms"][0], world)]
    path.write_text(json.dumps(stored), encoding="utf-8")
    app = world.learner("elsewhere")
    with pytest.raises(UserError):
        app.transfer.import_json(path)
    assert app.profiles.learners() == ()


def test_an_export_from_before_terms_could_change_is_taken_in(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    path: Path = exported(pupil.app, pupil.id, world.folder)
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["sets"][0]["terms"]
    path.write_text(json.dumps(stored), encoding="utf-8")
    app = world.learner("elsewhere")
    app.transfer.import_json(path)
    assert row(there(pupil, app)) == row(pupil)


def test_the_table_of_answers_has_marks_once_the_new_due_date_is_over(
    world: World, clock: Clock
) -> None:
    world.assign("practice", due="feedback: after_due\ndue")
    pupil = Pupil.make(world, new_file(world, "Maya", due=FRIDAY))
    run = pupil.begin()
    answered = Pupil(pupil.app, pupil.id, world.sets()[0], pupil.sha256)
    answered.answer(run, 1)
    run.hand_in()
    for days, points in ((9, ""), (3, "1.0")):
        clock.set_by(days=days)
        (found,) = table(pupil.app, pupil.id, world.folder)
        assert found["points"] == points
