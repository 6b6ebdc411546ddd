"""One file for a whole cohort: whoever has enrolled answers it in their own name and order."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from quizapp.delivery.envelope import SET_KIND, unpack
from quizapp.delivery.set_files import read_set
from quizapp.domain.errors import UserError
from quizapp.storage.assignment_store import AssignmentStore
from tests.delivery.cohort_steps import (
    assign_one_file,
    enrol,
    enrolled,
    let_in,
    outcomes,
    seat,
    sit,
    take,
)
from tests.delivery.world import BODIES, World, name_in

# The honest way ----------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_two_learners_answer_one_file_and_each_is_marked(world: World, mode: str) -> None:
    both = enrolled(world, "maya", "jonas")
    path = assign_one_file(world, mode, more="shuffle_questions: true\n")
    assert sorted(one.name for one in path.parent.iterdir()) == [
        "week-3-cohort.quizset",
        "week-3-send-list.csv",
    ]
    for (app, learner), name, wrong in zip(both, ("m", "j"), ((), ("vignette",)), strict=True):
        sit(world, take(path, app, learner), name, wrong)
    rows = world.collect()
    assert {name_in(row): row.result and row.result.right for row in rows} == {
        "Jonas": 7,
        "Maya": 8,
    }
    kept = AssignmentStore(world.trainer.database).results("week-3")
    assert set(kept) == {row.result for row in rows}
    assert [row.outcome.value for row in world.collect()] == ["already there"] * 2


def test_two_learners_of_one_computer_answer_the_same_file(world: World) -> None:
    app, maya = enrol(world, "maya")
    jonas = app.profiles.create("Jonas").id
    for learner in (maya, jonas):
        let_in(world, app, learner)
    path = assign_one_file(world)
    for learner in (maya, jonas):
        sit(world, take(path, app, learner), learner)
    assert sorted(outcomes(world)) == [("Jonas", "taken in", ""), ("Maya", "taken in", "")]


def test_each_learner_has_an_order_of_their_own_which_the_file_does_not_show(world: World) -> None:
    both = enrolled(world, "maya", "jonas")
    path = assign_one_file(world, more="shuffle_questions: true\n")
    sheets = [seat(path, *one).sheet for one in both]
    assert sheets[0].questions != sheets[1].questions
    stems = [[one.stem for one in sheet.questions] for sheet in sheets]
    assert sorted(stems[0]) == sorted(stems[1])
    assert stems[0] != stems[1]
    parts = [{one.kind: one.parts for one in sheet.questions} for sheet in sheets]
    assert parts[0] != parts[1]
    assert parts[0]["ordering"] == parts[1]["ordering"] != (("Elm", "Fir", "Gorse"),)
    assert seat(path, *both[0]).sheet == sheets[0]


def test_questions_stay_in_order_where_nobody_asked_for_chance(world: World) -> None:
    (maya,) = enrolled(world, "maya")
    path = assign_one_file(world)
    kinds = [one.kind for one in read_set(path.read_bytes()).sheet.questions]
    assert [one.kind for one in seat(path, *maya).sheet.questions] == kinds


def test_an_exam_for_a_cohort_holds_no_key_and_nothing_about_anybody(world: World) -> None:
    enrolled(world, "maya")
    path = assign_one_file(
        world, more="minutes: 10\noverrides: [{learner: Jonas, time_factor: 1.5}]\n"
    )
    text = json.dumps(unpack(path.read_bytes(), SET_KIND).fields)
    telling = ("UNSAID", "correct", "right", "harm", "MC01", "7312", "precedence", "own-1", "1.5")
    assert [word for word in (*telling, "Maya", "Jonas", "seat", "first") if word in text] == []


# Who gets a file of their own ----------------------------------------------------------------


def test_who_has_not_enrolled_or_has_conditions_gets_a_file_of_their_own(world: World) -> None:
    maya, _ = enrolled(world, "maya", "ada")
    world.trainer.rosters.add(world.trainer.cohorts.find("class").id, [("Ben", "")])
    more = "minutes: 10\noverrides: [{learner: Ada, time_factor: 2}]\n"
    done = world.assign(due=f"one_file: true\n{more}due")
    assert done.shared == "week-3-cohort.quizset"
    own = dict(zip([one.name for one in done.members], done.files, strict=True))
    assert [name for name, file in own.items() if file == done.shared] == ["Maya"]
    assert (done.new, done.together, done.written) == (4, 1, 4)
    assert [member.name for member, _file in done.apart] == ["Jonas", "Ada", "Ben"]
    plans = [done.plan_for(number) for number in range(4)]
    assert [(one.shares_file, one.time_limit_s) for one in plans] == [
        (True, 600),
        (False, 600),
        (False, 1200),
        (False, 600),
    ]
    ada = read_set((world.folder / "sets" / own["Ada"]).read_bytes()).sheet
    assert (ada.plan.time_limit_s, ada.shared) == (1200, None)
    assert seat(world.folder / "sets" / done.shared, *maya).sheet.plan.time_limit_s == 600


@pytest.mark.parametrize("more", ["minutes: 10\n{}1}}]\n", "{}2}}]\n"])
def test_conditions_that_make_no_difference_are_none(world: World, more: str) -> None:
    enrolled(world, "maya")
    override = "overrides: [{learner: Maya, time_factor: "
    done = world.assign(due=f"one_file: true\n{more.format(override)}due")
    assert (done.plan.overrides, done.together) == ((), 1)


def test_who_gets_what_is_said_by_name_before_anything_is_written(world: World) -> None:
    enrolled(world, "maya", "ada")
    cohort = world.trainer.cohorts.find("class").id
    world.trainer.rosters.add(cohort, [(f"Learner {number}", "") for number in range(10)])
    path = world.spec(due="minutes: 10\noverrides: [{learner: Ada, time_factor: 2}]\ndue")
    plan = world.trainer.assigning.assign(path, "class", world.folder / "x", world.key).plan
    first, second, third = world.trainer.assigning.recipients(plan, cohort).sentences
    assert first == "1 learner has enrolled and can answer the one file for the cohort."
    assert "Jonas, Learner 0, " in second
    assert second.endswith("Learner 6 and 3 more.")
    assert "extra time or a later due date" in third
    assert third.endswith(": Ada.")
    (world.folder / "class.csv").write_text("name\nOne\n", encoding="utf-8")
    world.trainer.cohorts.import_roster(world.folder / "class.csv", "other")
    other = world.trainer.cohorts.find("other").id
    plain = replace(plan, overrides=())
    first, second = world.trainer.assigning.recipients(plain, other).sentences
    assert first.startswith("Nobody has enrolled and can answer")
    assert second.endswith(": One.")


def test_where_all_have_enrolled_there_is_nobody_to_name(world: World) -> None:
    enrolled(world, "maya", "jonas")
    plan = world.assign(due="one_file: true\ndue").plan
    cohort = world.trainer.cohorts.find("class").id
    assert world.trainer.assigning.recipients(plan, cohort).sentences == (
        "2 learners have enrolled and can answer the one file for the cohort.",
    )


def test_a_learner_with_a_file_of_their_own_is_told_so(world: World) -> None:
    ((app, maya),) = enrolled(world, "maya")
    path = assign_one_file(
        world, more="minutes: 10\noverrides: [{learner: Maya, time_factor: 2}]\n"
    )
    with pytest.raises(UserError, match="a file of your own"):
        take(path, app, maya)
    sit(world, take(world.sets()[0], app, maya), "maya")
    assert outcomes(world) == [("Maya", "taken in", "")]


def test_doing_it_again_writes_the_same_bytes_and_adds_who_joined(world: World) -> None:
    enrolled(world, "maya")
    path = assign_one_file(world)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    assert len(before) == 3
    enrolled(world, "ada")
    done = world.assign(due="one_file: true\ndue")
    assert (done.new, done.together, done.written) == (1, 2, 2)
    del before["week-3-send-list.csv"]
    assert {name: (path.parent / name).read_bytes() for name in before} == before
    with pytest.raises(UserError, match="with other content"):
        world.assign()


def test_the_option_of_the_command_asks_for_one_file_as_the_field_does(world: World) -> None:
    assigning, folder = world.trainer.assigning, world.folder / "sets"
    done = assigning.assign(world.spec(), "class", folder, world.key, one_file=True)
    assert done.shared
    again = world.assign(due="one_file: true\ndue")
    assert again.new == 0


# Who may answer it ---------------------------------------------------------------------------


def test_who_has_not_enrolled_is_told_how_to(world: World) -> None:
    path = assign_one_file(world)
    app = world.learner("kim")
    kim = app.profiles.create("Kim").id
    with pytest.raises(UserError, match="you have not enrolled in it") as caught:
        take(path, app, kim)
    assert "or ask for a file of your own" in caught.value.hint
    with pytest.raises(UserError, match="you have not enrolled in it"):
        app.handing_in.sheet(path)


def test_who_enrols_after_it_went_out_answers_the_same_file(world: World) -> None:
    path = assign_one_file(world)
    app, kim = enrol(world, "kim")
    sit(world, take(path, app, kim), "kim")
    (row,) = world.collect()
    assert (row.outcome, row.reason, row.set_aside) == ("refused", "not enrolled yet", None)
    assert row.message.endswith(
        "Let in who enrolled, then take the file in again. It was left where it is."
    )
    let_in(world, app, kim)
    assert outcomes(world) == [("Kim", "taken in", "")]
    assert [one.name for one in AssignmentStore(world.trainer.database).members("week-3")] == [
        "Maya",
        "Jonas",
        "Kim",
    ]


def test_who_had_a_file_of_their_own_and_enrolled_later_may_answer_either(world: World) -> None:
    path = assign_one_file(world, attempts=2, more="shuffle_questions: true\n")
    own = world.sets()[0]
    app, maya = enrol(world, "maya")
    let_in(world, app, maya)
    sit(world, take(path, app, maya), "shared", ("matching",))
    sit(world, take(own, app, maya), "own", ("matching",))
    rows = world.collect()
    assert [(name_in(row), row.outcome.value) for row in rows] == [("Maya", "taken in")] * 2
    assert [row.result.number for row in rows if row.result] == [1, 2]
    one, other = AssignmentStore(world.trainer.database).results("week-3")
    assert (one, other) == tuple(row.result for row in rows)
    assert one.answers == other.answers
    assert one.grades == other.grades
    assert one.right == 7
    assert one.answers[6] is None
    # Each question took a second, and as many milliseconds more as its place among the others.
    places = [each.kind for each in seat(path, app, maya).sheet.questions]
    times = [1000 + places.index(kind) for kind in BODIES]
    assert list(other.times_ms) == [
        0 if kind == "matching" else ms for kind, ms in zip(BODIES, times, strict=True)
    ]
    assert one.times_ms != other.times_ms


def test_who_was_sent_the_set_while_results_are_watched_for_is_known_by_name(
    world: World,
) -> None:
    (maya,) = enrolled(world, "maya")
    path = assign_one_file(world)
    intake = world.trainer.intake
    sit(world, take(path, *maya), "maya")
    first = [name_in(row) for row in intake.collect(world.inbox, world.key)]
    (kim,) = enrolled(world, "kim")
    world.assign(due="one_file: true\ndue")
    sit(world, take(path, *kim), "kim")
    second = [name_in(row) for row in intake.collect(world.inbox, world.key)]
    assert (first, second) == (["Maya"], ["Kim", "Maya"])


def test_an_enrolment_of_an_older_version_gets_its_key_by_enrolling_again(world: World) -> None:
    app, maya = enrol(world, "maya")
    let_in(world, app, maya)
    world.trainer.database.execute("UPDATE cohort_member SET enrolled_key = NULL")
    assert world.assign(due="one_file: true\ndue").together == 0
    row = let_in(world, app, maya)
    assert "can now answer sets for the whole cohort" in row.message
    cohort = world.trainer.cohorts.find("class").id
    plan = AssignmentStore(world.trainer.database).summaries()[0].plan
    assert [one.name for one in world.trainer.assigning.recipients(plan, cohort).together] == [
        "Maya"
    ]
