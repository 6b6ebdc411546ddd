"""Terms of a set that went out are changed, and nothing that was done is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.application.assigning import Outgoing
from quizapp.application.changing_terms import TermsWish
from quizapp.application.sitting_views import SetState, TermsNews
from quizapp.delivery.terms_files import parted
from quizapp.domain.errors import UserError
from tests.conftest import START, Clock
from tests.delivery.cohort_steps import (
    answer,
    assign_one_file,
    enrolled,
    sit,
    take,
)
from tests.delivery.sitting_steps import Pupil
from tests.delivery.terms_steps import (
    DUE,
    FRIDAY,
    SUNDAY,
    change,
    member_id,
    new_file,
    notice_in,
    open_file,
    row,
    shown,
    timed,
)
from tests.delivery.world import World, name_in


def handed_in(world: World, pupil: Pupil) -> Path:
    """Answer everything rightly and hand in."""
    return sit(world, pupil, "one")


def standing_late(world: World) -> list[bool]:
    results = world.trainer.score_reporting.report("week-3").scores
    return [one.best.is_late for one in results if one.best]


# One file each ------------------------------------------------------------------------------


def test_the_new_file_is_the_old_one_after_a_line_with_the_new_terms(world: World) -> None:
    timed(world)
    path = new_file(world, "Maya", 1.5, due=FRIDAY)
    assert path.name == world.sets()[0].name
    assert parted(path.read_bytes()).sheet == world.sets()[0].read_bytes()
    terms = notice_in(world, path).terms
    assert (terms.due_at, terms.time_limit_s, terms.opens_at) == (FRIDAY, 900, None)


def test_whoever_has_not_opened_the_set_takes_set_and_terms_at_once(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world, new_file(world, "Maya", 2, due=FRIDAY))
    found = row(pupil)
    assert (found.plan.due_at, found.plan.time_limit_s) == (FRIDAY, 1200)
    assert found.state is SetState.NEW
    assert shown(pupil).terms is not None


def test_answers_stay_and_the_clock_of_an_attempt_goes_on(world: World, clock: Clock) -> None:
    timed(world)
    pupil = Pupil.make(world)
    run = pupil.begin()
    pupil.answer(run, 1, 2)
    clock.advance(minutes=9)
    run.watch.keep()
    assert open_file(pupil, new_file(world, "Maya", 1.5)) is TermsNews.NEW
    again = pupil.begin()
    assert again.watch.sitting.id == run.watch.sitting.id
    assert [again.place(at).is_answered for at in range(3)] == [True, True, False]
    assert again.watch.remaining_ms() == timedelta(minutes=6) // timedelta(milliseconds=1)


def test_the_result_is_one_of_the_same_set_and_is_taken_in(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    pupil.begin()
    open_file(pupil, new_file(world, "Maya", 1.5))
    answer(run := pupil.begin())
    run.hand_in()
    pupil.sets.export(pupil.sha256, run.end().hand_in.sha256, world.inbox / "a.quizresult")
    (taken,) = world.collect()
    assert (taken.outcome, name_in(taken)) == ("taken in", "Maya")


def test_a_set_can_open_later_for_one_learner(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world, new_file(world, "Maya", opens=START + timedelta(days=1)))
    assert row(pupil).state is SetState.NOT_OPEN
    assert shown(pupil).refusal == "This set opens on 3 March, 10:00."


def test_a_trainer_is_told_that_the_due_date_is_over(world: World) -> None:
    timed(world)
    assert not change(world, "Maya", 2).is_over
    assert not change(world, "", due=FRIDAY, opens=None).is_over
    assert change(world, "", due=START - timedelta(days=1)).is_over


def test_an_attempt_that_was_handed_in_stays_as_it_was(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world)
    handed_in(world, pupil)
    assert open_file(pupil, new_file(world, "Maya", 2, due=FRIDAY)) is TermsNews.NEW
    found = row(pupil)
    assert (found.state, found.attempts_left) == (SetState.HANDED_IN, 0)
    assert found.plan.due_at == FRIDAY
    with pytest.raises(UserError, match="All attempts"):
        pupil.begin()


def test_new_terms_hold_for_the_attempts_that_are_left(world: World) -> None:
    timed(world, attempts=2)
    pupil = Pupil.make(world)
    handed_in(world, pupil)
    open_file(pupil, new_file(world, "Maya", 2))
    assert pupil.begin().watch.remaining_ms() == 1_200_000


def test_nobody_else_sees_anothers_terms(world: World) -> None:
    timed(world)
    change(world, "Maya", 2, due=FRIDAY)
    plan = world.trainer.changing_terms.standing("week-3").plan
    other = plan.for_member(member_id(world, "Jonas"))
    assert (other.due_at, other.time_limit_s) == (DUE, 600)


def test_terms_are_taken_back_by_giving_others(world: World) -> None:
    timed(world)
    pupil = Pupil.make(world, new_file(world, "Maya", 2, due=FRIDAY))
    assert open_file(pupil, new_file(world, "Maya")) is TermsNews.NEW
    assert (row(pupil).plan.due_at, row(pupil).plan.time_limit_s) == (DUE, 600)
    assert world.trainer.changing_terms.standing("week-3").plan.overrides == ()


# Late ---------------------------------------------------------------------------------------


def test_a_result_is_late_by_the_terms_that_the_trainer_gave(world: World, clock: Clock) -> None:
    timed(world)
    change(world, "Maya", due=FRIDAY)
    for number, path in enumerate(world.sets()):
        world.put(world.forged(path), f"{number}.quizresult")
    clock.set_by(days=10)
    assert [one.outcome for one in world.collect()] == ["taken in", "late"]


def test_a_result_that_came_late_is_in_time_by_terms_that_are_given_later(
    world: World, clock: Clock
) -> None:
    timed(world)
    world.put(world.forged(world.sets()[0]))
    clock.set_by(days=10)
    world.collect()
    assert standing_late(world) == [True]
    given = change(world, "Maya", due=FRIDAY)
    assert (given.in_time, given.late, standing_late(world)) == (1, 0, [False])
    (kept,) = world.trainer.database.rows("SELECT late FROM received_result")
    assert kept == (1,)
    back = change(world, "Maya")
    assert (back.in_time, back.late, standing_late(world)) == (0, 1, [True])


def test_an_intake_that_goes_on_judges_by_the_terms_of_each_moment(
    world: World, clock: Clock
) -> None:
    timed(world)
    intake = world.trainer.intake
    outcomes = []
    clock.set_by(days=10)
    for path, name in zip(world.sets(), ("Maya", "Jonas"), strict=True):
        world.put(world.forged(path), f"{name}.quizresult")
        (taken,) = intake.take([world.inbox / f"{name}.quizresult"], world.key)
        outcomes.append(taken.outcome.value)
        change(world, "", due=FRIDAY)
    assert outcomes == ["late", "taken in"]


def test_what_came_in_time_stays_in_time_whatever_is_typed_later(
    world: World, clock: Clock
) -> None:
    timed(world)
    world.put(world.forged(world.sets()[0]))
    clock.set_by(days=3)
    world.collect()
    given = change(world, "", due=START + timedelta(days=1))
    assert (given.late, standing_late(world)) == (0, [False])


def test_terms_of_an_entry_that_was_merged_hold_for_the_person(world: World, clock: Clock) -> None:
    timed(world)
    world.put(world.forged(world.sets()[0]))
    keep, double = member_id(world, "Jonas"), member_id(world, "Maya")
    change(world, "Maya", due=FRIDAY)
    world.trainer.rosters.merge(keep, [double], world.trainer.cohorts.find("class").id)
    clock.set_by(days=10)
    (taken,) = world.collect()
    assert (taken.outcome, name_in(taken), standing_late(world)) == ("taken in", "Jonas", [False])


# A cohort's one file ------------------------------------------------------------------------


def test_a_seat_at_the_cohorts_file_gets_a_file_of_its_own_and_keeps_its_answers(
    world: World, clock: Clock
) -> None:
    (maya, _jonas) = enrolled(world, "maya", "jonas")
    pupil = take(assign_one_file(world, more="minutes: 10\n"), *maya)
    run = pupil.begin()
    answer(run)
    clock.advance(minutes=9)
    run.watch.keep()
    path = new_file(world, "Maya", 2, due=FRIDAY)
    assert path.name != "week-3-cohort.quizset"
    before = pupil.sha256
    assert open_file(pupil, path) is TermsNews.NEW
    again = pupil.begin()
    assert (pupil.sha256, again.watch.remaining_ms()) == (before, 660_000)
    again.hand_in()
    pupil.sets.export(before, again.end().hand_in.sha256, world.inbox / "a.quizresult")
    assert [one.outcome for one in world.collect()] == ["taken in"]


def test_everybody_gets_another_due_date_in_the_cohorts_file(world: World) -> None:
    maya, jonas = enrolled(world, "maya", "jonas")
    pupils = [take(assign_one_file(world, more="minutes: 10\n"), *one) for one in (maya, jonas)]
    own = new_file(world, "Maya", 2)
    open_file(pupils[0], own)
    given = change(world, "", due=FRIDAY)
    both = world.folder / "new" / given.sent.shared
    assert open_file(pupils[1], both) is TermsNews.NEW
    assert (row(pupils[1]).plan.due_at, row(pupils[1]).plan.time_limit_s) == (FRIDAY, 600)
    with pytest.raises(UserError, match="terms of your own"):
        open_file(pupils[0], both)
    mine = given.sent.files[[one.name for one in given.sent.members].index("Maya")]
    assert open_file(pupils[0], world.folder / "new" / mine) is TermsNews.NEW
    assert (row(pupils[0]).plan.due_at, row(pupils[0]).plan.time_limit_s) == (FRIDAY, 1200)


def test_whoever_enrols_later_takes_the_cohorts_file_with_its_new_terms(world: World) -> None:
    enrolled(world, "maya")
    assign_one_file(world)
    given = change(world, "", due=FRIDAY)
    (ada,) = enrolled(world, "ada")
    pupil = take(world.folder / "new" / given.sent.shared, *ada)
    assert row(pupil).plan.due_at == FRIDAY


def test_new_terms_change_the_set_that_was_answered_where_there_are_two(world: World) -> None:
    enrolled(world, "maya")
    path = assign_one_file(world)
    (jonas,) = enrolled(world, "jonas")
    pupil = take(path, *jonas)
    pupil.begin()
    open_file(pupil, new_file(world, "Jonas", due=FRIDAY))
    assert row(pupil).plan.due_at == FRIDAY


# Everybody ----------------------------------------------------------------------------------


def test_everybodys_due_date_moves_and_later_ones_of_single_learners_stay(world: World) -> None:
    timed(world)
    change(world, "Maya", due=SUNDAY)
    given = change(world, "", due=FRIDAY)
    assert len(given.sent.files) == 2
    plan = world.trainer.changing_terms.standing("week-3").plan
    dues = [plan.for_member(member_id(world, name)).due_at for name in ("Maya", "Jonas")]
    assert dues == [SUNDAY, FRIDAY]
    pupil = Pupil.make(world, world.folder / "new" / given.sent.files[1], name="jonas")
    assert row(pupil).plan.due_at == FRIDAY
    (assigned,) = world.trainer.set_drafts.list().assigned
    (summary,) = world.trainer.score_reporting.assignments()
    assert (assigned.plan.due_at, summary.plan.due_at) == (FRIDAY, FRIDAY)


def test_a_due_date_of_ones_own_comes_back_when_that_of_the_others_does(world: World) -> None:
    timed(world)
    change(world, "Maya", due=FRIDAY)
    change(world, "", due=SUNDAY)
    plan = world.trainer.changing_terms.standing("week-3").plan
    assert plan.for_member(member_id(world, "Maya")).due_at == SUNDAY
    change(world, "", due=DUE)
    plan = world.trainer.changing_terms.standing("week-3").plan
    assert plan.for_member(member_id(world, "Maya")).due_at == FRIDAY


# Sending again ------------------------------------------------------------------------------


def test_send_again_writes_the_new_terms_byte_for_byte(world: World) -> None:
    timed(world)
    path = new_file(world, "Maya", 2)
    again = Outgoing(world.folder / "again", world.key)
    done = world.trainer.assigning.send_again("week-3", again)
    written = [(world.folder / "again" / name).read_bytes() for name in done.files]
    assert written == [path.read_bytes(), world.sets()[1].read_bytes()]


def test_asking_for_the_same_terms_writes_the_same_file(world: World) -> None:
    timed(world)
    path = new_file(world, "Maya", 2)
    given = change(world, "Maya", 2)
    assert given.is_again
    assert (world.folder / "new" / given.sent.files[0]).read_bytes() == path.read_bytes()
    assert len(world.trainer.changing_terms.standing("week-3").changes) == 1


def test_what_was_recorded_before_the_file_was_in_place_is_made_good_by_doing_it_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    timed(world)

    def fail(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", fail)
        with pytest.raises(UserError, match="could not be written"):
            change(world, "Maya", 2)
    assert not (world.folder / "new").exists()
    assert change(world, "Maya", 2).is_again
    pupil = Pupil.make(world, world.folder / "new" / world.sets()[0].name)
    assert row(pupil).plan.time_limit_s == 1200


def test_stopping_on_the_way_changes_and_writes_nothing(world: World) -> None:
    timed(world)

    def stop(done: int, _steps: int) -> None:
        if done:
            raise UserError("Stopped.")

    going = Outgoing(world.folder / "new", world.key, stop)
    with pytest.raises(UserError, match="Stopped"):
        world.trainer.changing_terms.change("week-3", TermsWish("", due_at=FRIDAY), going)
    assert world.trainer.changing_terms.standing("week-3").changes == ()
    assert not (world.folder / "new").exists()


def test_whoever_joins_later_gets_a_set_by_the_terms_of_then(world: World) -> None:
    timed(world)
    change(world, "", due=FRIDAY)
    (world.folder / "class.csv").write_text("name\nMaya\nJonas\nZoe\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(world.folder / "class.csv")
    done = world.trainer.assigning.send_again("week-3", Outgoing(world.folder / "z", world.key))
    zoe = Pupil.make(world, world.folder / "z" / done.files[2], name="zoe")
    assert (row(zoe).plan.due_at, shown(zoe).terms) == (FRIDAY, None)
