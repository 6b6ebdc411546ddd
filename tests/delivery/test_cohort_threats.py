"""Every attack that is known ends as promised, also where a cohort has one file."""

from __future__ import annotations

import pytest

from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.problems import Reason, RefusedFile
from quizapp.delivery.trainer_keys import TrainerKey
from tests.conftest import Clock
from tests.delivery.cohort_steps import (
    assign_one_file,
    code,
    enrol,
    enrolled,
    let_in,
    outcomes,
    seat,
    take,
)
from tests.delivery.world import OTHER_ROOT, World, forged


def test_more_attempts_than_allowed_are_refused_for_each_learner(world: World) -> None:
    both = enrolled(world, "maya", "jonas")
    path = assign_one_file(world, attempts=1)
    for number, one in enumerate(both):
        opened = seat(path, *one)
        for attempt in ("a", "b"):
            world.put(forged(opened, world, attempt=attempt), f"{number}{attempt}.quizresult")
    assert outcomes(world) == [
        ("Maya", "taken in", ""),
        ("Maya", "refused", "too many attempts"),
        ("Jonas", "taken in", ""),
        ("Jonas", "refused", "too many attempts"),
    ]


def test_a_result_signed_as_somebody_else_is_refused(world: World) -> None:
    maya, jonas = enrolled(world, "maya", "jonas")
    path = assign_one_file(world)
    one, other = seat(path, *maya), seat(path, *jonas)
    world.put(forged(one, world, other.sheet.seat_seed))
    assert outcomes(world) == [("", "refused", "tampered")]
    world.put(forged(one, world, member_id=other.sheet.member_id))
    assert outcomes(world) == [("", "refused", "tampered")]
    world.put(forged(one, world, other.sheet.seat_seed, member_id=other.sheet.member_id))
    assert outcomes(world) == [("", "refused", "wrong set")]


def test_an_older_revision_after_a_newer_and_two_of_one_number_are_refused(world: World) -> None:
    (maya,) = enrolled(world, "maya")
    opened = seat(assign_one_file(world), *maya)
    for name, revision, previous in (("1", 3, "x"), ("2", 2, "y"), ("3", 3, "z")):
        raw = forged(opened, world, revision=revision, previous=previous)
        world.put(raw, f"{name}.quizresult")
    assert outcomes(world) == [
        ("Maya", "taken in", ""),
        ("Maya", "refused", "older revision"),
        ("Maya", "refused", "tampered"),
    ]


def test_a_set_signed_again_by_somebody_else_is_refused_by_app_and_intake(world: World) -> None:
    ((app, maya),) = enrolled(world, "maya")
    path = assign_one_file(world)
    honest = seat(path, app, maya)
    fields = unpack(path.read_bytes(), SET_KIND).fields | {"due": "2030-01-01T00:00:00+00:00"}
    thief = TrainerKey(OTHER_ROOT)
    path.write_bytes(pack(SET_KIND, fields, thief.signing_seed))
    with pytest.raises(RefusedFile, match="another key than the invitation") as caught:
        take(path, app, maya)
    assert caught.value.reason is Reason.TAMPERED
    # An app that takes it all the same gets no further than the trainer's intake.
    world.put(forged(seat(path, app, maya), world))
    world.put(forged(honest, world, set_sha256="0" * 64), "y.quizresult")
    assert outcomes(world) == [("", "refused", "wrong set")] * 2


def test_a_practice_set_is_not_taken_for_an_exam(world: World) -> None:
    (maya,) = enrolled(world, "maya")
    exam = seat(assign_one_file(world), *maya)
    world.assign("practice", due="one_file: true\ndue", week_3="week-4")
    other = seat(world.folder / "sets" / "week-4-cohort.quizset", *maya)
    world.put(forged(other, world, assignment_id=exam.sheet.plan.id))
    assert outcomes(world) == [("", "refused", "wrong set")]


def test_a_learner_of_another_cohort_or_of_a_set_each_is_unknown(world: World) -> None:
    (maya,) = enrolled(world, "maya")
    opened = seat(assign_one_file(world), *maya)
    world.assign(week_3="week-4")
    world.put(forged(opened, world, assignment_id="week-4"))
    world.put(forged(opened, world, member_id="0" * 32), "y.quizresult")
    assert outcomes(world) == [
        ("", "refused", "unknown learner"),
        ("", "refused", "not enrolled yet"),
    ]


def test_who_left_the_roster_before_answering_is_unknown_and_after_it_is_not(
    world: World,
) -> None:
    maya, jonas = enrolled(world, "maya", "jonas")
    world.trainer.rosters.add(cohort := world.trainer.cohorts.find("class").id, [("Ben", "")])
    path = assign_one_file(world)
    kim = enrol(world, "kim")
    let_in(world, *kim)
    people = {one.entry.name: one.entry.id for one in world.trainer.rosters.view(cohort).lines}
    world.trainer.rosters.remove([people["Kim"], people["Maya"]], cohort)
    for name, one in (("1", maya), ("2", kim)):
        world.put(forged(seat(path, *one), world), f"{name}.quizresult")
    assert outcomes(world) == [("Maya", "taken in", ""), ("", "refused", "not enrolled yet")]
    assert jonas


def test_a_second_key_for_one_learner_is_not_taken(world: World) -> None:
    ((app, maya),) = enrolled(world, "maya")
    app.database.execute("DELETE FROM enrolment")
    row = let_in(world, app, maya)
    assert (row.fate.value, "with another key" in row.message) == ("refused", True)
    assert code(world, app, maya) != code(world, app, maya)


def test_lateness_is_judged_by_receipt(world: World, clock: Clock) -> None:
    (maya,) = enrolled(world, "maya")
    world.put(forged(seat(assign_one_file(world), *maya), world))
    clock.advance(days=30)
    assert outcomes(world) == [("Maya", "late", "")]
