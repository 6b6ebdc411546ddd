"""Entries of a roster that were one person for a while keep the terms that each of them was told."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.conftest import START
from tests.delivery.terms_steps import DUE, FRIDAY, SUNDAY, change, member_id, notice_in, timed
from tests.delivery.world import World


def terms_of(world: World, name: str) -> tuple[float, datetime | None]:
    """The extra time and the due date that the trainer's plan has for somebody."""
    wish = world.trainer.changing_terms.standing("week-3").wish(member_id(world, name))
    return wish.time_factor, wish.due_at


def test_what_both_entries_were_told_while_they_were_one_stays_with_both(world: World) -> None:
    timed(world)
    cohort = world.trainer.cohorts.find("class").id
    keep, double = member_id(world, "Jonas"), member_id(world, "Maya")
    world.trainer.rosters.merge(keep, [double], cohort)
    change(world, "Jonas", 1.5, due=FRIDAY)
    told = world.trainer.changing_terms.standing("week-3").changes
    world.trainer.rosters.separate(double, cohort)
    assert (terms_of(world, "Jonas"), terms_of(world, "Maya")) == ((1.5, FRIDAY),) * 2
    assert [one.member_id for one in told] == [keep]
    world.trainer.set_sending.send_again("week-3", world.folder / "again", world.key, print)
    for path in world.sets():
        terms = notice_in(world, world.folder / "again" / path.name).terms
        assert (terms.time_limit_s, terms.due_at) == (900, FRIDAY)


def test_terms_of_ones_own_that_went_to_both_with_those_of_everybody_stay_with_both(
    world: World,
) -> None:
    timed(world)
    cohort = world.trainer.cohorts.find("class").id
    keep, double = member_id(world, "Jonas"), member_id(world, "Maya")
    change(world, "Maya", due=SUNDAY)
    world.trainer.rosters.merge(keep, [double], cohort)
    assert terms_of(world, "Jonas") == (1.0, SUNDAY)
    change(world, "", opens=START + timedelta(days=1), due=DUE)
    standing = world.trainer.changing_terms.standing("week-3")
    assert [one.is_for_all for one in standing.changes] == [False, True]
    world.trainer.rosters.separate(double, cohort)
    assert (terms_of(world, "Jonas"), terms_of(world, "Maya")) == ((1.0, SUNDAY),) * 2


def test_what_was_one_entrys_alone_goes_with_it_when_it_is_separated(world: World) -> None:
    timed(world)
    cohort = world.trainer.cohorts.find("class").id
    keep, double = member_id(world, "Jonas"), member_id(world, "Maya")
    change(world, "Maya", 2)
    world.trainer.rosters.merge(keep, [double], cohort)
    world.trainer.rosters.separate(double, cohort)
    assert (terms_of(world, "Jonas"), terms_of(world, "Maya")) == ((1.0, None), (2.0, None))
