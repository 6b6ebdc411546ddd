"""A scenario in a practice set: sent, played, left, gone on with, handed in, marked and reported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.intake import IntakeRow
from quizapp.application.scenario_paths import ScenarioPath
from quizapp.application.scenario_views import SceneView
from quizapp.application.set_review import no_exam_sentence, review_set
from quizapp.application.sitting_run import SittingRun
from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.problems import RefusedFile
from quizapp.delivery.set_files import read_set
from quizapp.domain.answers import PathAnswer
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan
from quizapp.domain.errors import UserError
from quizapp.domain.set_drafts import SetDraft
from quizapp.domain.sheets import MOST_ACTIONS
from tests.delivery.cohort_steps import enrolled, take
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

AT = 1
"""Where the scenario stands in the set, from 0."""
TWO = {"own-2, own-3, own-4, own-5, own-6, own-7, own-8]": "T01]"}


def assign(world: World, feedback: str = "at_once", mode: str = "practice") -> Pupil:
    """Send a set of one question and one scenario; learners have no such scenario."""
    served_scenario(world.trainer)
    changes = {**TWO, "due: ": f"feedback: {feedback}\ndue: "}
    world.assign(mode, **changes)
    return Pupil.make(world)


def play(run: SittingRun, *actions: str) -> SceneView:
    path = run.scenario(AT)
    for action in actions:
        path.act(action, 1000)
    return path.scene()


def collected(world: World, pupil: Pupil, run: SittingRun) -> IntakeRow:
    run.hand_in()
    end = run.end().hand_in
    pupil.sets.export(pupil.sha256, end.sha256, world.inbox / end.name)
    (row,) = world.collect()
    return row


# Sending -----------------------------------------------------------------------------------


def test_an_exam_with_a_scenario_is_refused_with_file_and_line(world: World) -> None:
    served_scenario(world.trainer)
    with pytest.raises(UserError, match=r"spec\.yaml:6: T01 is a scenario"):
        world.assign("exam", **TWO)


def test_an_exam_that_asks_for_scenarios_by_kind_is_refused_with_file_and_line(
    world: World,
) -> None:
    fill = "fill:\n- {topic: overdose-response, count: 1, kind: scenario}"
    changes = {"items: [own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8]": fill}
    with pytest.raises(UserError, match=r"spec\.yaml:\d+: kind: an exam cannot ask scenarios"):
        world.assign("exam", **changes)


def test_scenarios_are_drawn_where_a_line_asks_for_them(world: World) -> None:
    served_scenario(world.trainer)
    fill = "fill:\n- {topic: overdose-response, count: 1, kind: scenario}"
    changes = {"items: [own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8]": fill}
    world.assign("practice", **changes)
    sheet = read_set(world.sets()[0].read_bytes()).sheet
    assert [question.kind for question in sheet.questions] == ["scenario"]


def test_a_trainers_own_scenario_is_found_in_the_files_named(world: World) -> None:
    from tests.exchange.scenario_files import BUNDLED_SCENARIO

    (world.folder / "T77.yaml").write_text(BUNDLED_SCENARIO.replace("T01", "T77"))
    banks = {"banks: [own.yaml]": "banks: [own.yaml, T77.yaml]"}
    world.assign("practice", **banks, **dict.fromkeys(TWO, "T77]"))
    assert read_set(world.sets()[0].read_bytes()).sheet.questions[AT].kind == "scenario"


def test_a_draft_that_is_an_exam_says_that_its_scenario_has_to_go(world: World) -> None:
    app = world.trainer
    served_scenario(app)
    pool = app.question_pool.load()
    exam = AssignmentPlan(id="x", title="X", mode=AssignmentMode.EXAM)
    items = app.question_pool.items(["T01"], pool)
    found = review_set(SetDraft(plan=exam, items=("T01",)), pool, items, 2, world.environment.now())
    assert found.hindrances[-1] == no_exam_sentence(1)
    assert "take them out first" in no_exam_sentence(2)


# Playing -----------------------------------------------------------------------------------


def test_a_scenario_is_played_to_its_end_and_says_what_it_came_to(world: World) -> None:
    run = assign(world).begin()
    assert [run.is_scenario(at) for at in range(2)] == [False, True]
    assert run.question(AT).item.kind == "scenario"
    scene = play(run, *PERFECT)
    assert scene.is_end
    end = run.scenario(AT).summary()
    assert (end.passed, end.points, end.is_bare, end.is_retry) == (True, 1.0, False, False)
    assert run.places()[AT].is_answered
    with pytest.raises(UserError, match="cannot be done now"):
        run.scenario(AT).act("shout", 0)


def test_a_run_that_goes_on_has_no_summary(world: World) -> None:
    run = assign(world).begin()
    with pytest.raises(UserError, match="has not ended yet"):
        run.scenario(AT).summary()


def test_a_run_is_left_at_any_scene_and_gone_on_with_there(world: World) -> None:
    pupil = assign(world)
    before = play(pupil.begin(), "shout", "phone")
    again = pupil.begin()
    assert again.scenario(AT).scene() == before
    assert (again.first_open, again.places()[AT].is_answered) == (0, False)
    assert again.place(AT).elapsed_ms == 2000
    assert pupil.sets.rows(pupil.id)[0].answered == 0
    play(again, "spray", "breathe", "stay-with")
    assert pupil.sets.rows(pupil.id)[0].answered == 1


def test_what_two_windows_do_in_one_scenario_is_one_run(world: World) -> None:
    pupil = assign(world)
    here, there = pupil.begin(), pupil.begin()
    late = there.scenario(AT)
    play(here, "shout", "phone")
    assert len(late.act("look", 5).path) == 2
    assert there.place(AT).answer == here.place(AT).answer
    play(here, "spray")
    there.flag(AT, is_on=True)
    assert there.place(AT).is_flagged
    assert len(pupil.begin().scenario(AT).scene().path) == 3


@pytest.mark.parametrize("feedback", ["at_end", "never"])
def test_what_a_run_is_worth_waits_for_the_other_answers(world: World, feedback: str) -> None:
    pupil = assign(world, feedback)
    run = pupil.begin()
    assert play(run, *HARMFUL).path[2].feedback
    assert run.scenario(AT).summary().is_bare
    with pytest.raises(UserError, match="no mistake to go back to"):
        run.scenario(AT).retry_from_first_mistake()
    run.hand_in()
    assert run.scenario(AT).summary().is_bare == (feedback == "never")


def test_a_second_try_begins_at_the_first_mistake_and_is_not_handed_in(world: World) -> None:
    pupil = assign(world)
    run = pupil.begin()
    play(run, *HARMFUL)
    again: ScenarioPath = run.scenario(AT).retry_from_first_mistake()
    assert [step.is_replayed for step in again.scene().path] == [True, True]
    for action in ("spray", "breathe", "stay-with"):
        again.act(action, 1000)
    assert (again.summary().passed, again.summary().is_retry) == (True, True)
    assert run.place(AT).answer == PathAnswer(HARMFUL, ended=True)
    with pytest.raises(UserError, match="no mistake"):
        again.retry_from_first_mistake()


def test_a_run_that_goes_in_circles_comes_to_an_end(world: World) -> None:
    from tests.unit.domain.scenario_factory import action, with_scene

    circle = with_scene("floor", actions=(action("turn", to="floor"), action("go", to="saved")))
    served_scenario(world.trainer, scenes=circle.scenes, reference_path=("go",))
    world.assign("practice", **TWO)
    run = Pupil.make(world).begin()
    path = run.scenario(AT)
    for _ in range(MOST_ACTIONS):
        path.act("turn", 0)
    with pytest.raises(UserError, match="so many were taken"):
        path.act("turn", 0)


# Handing in and marking --------------------------------------------------------------------


def test_the_trainer_marks_the_path_again_and_sees_harm_as_a_critical_error(world: World) -> None:
    pupil = assign(world)
    run = pupil.begin()
    play(run, *HARMFUL)
    row = collected(world, pupil, run)
    assert row.result is not None
    grade = row.result.grades[AT]
    assert (round(grade.points, 3), grade.critical_error) == (0.667, True)
    assert grade.misconceptions == ("MC01",)
    assert row.result.answers[AT] == PathAnswer(HARMFUL, ended=True)
    assert row.result.passed(world.trainer.assigning.get("week-3").plan.passes) is False


def test_a_run_that_was_not_ended_is_handed_in_as_far_as_it_was_played(world: World) -> None:
    pupil = assign(world)
    run = pupil.begin()
    play(run, "shout", "phone")
    row = collected(world, pupil, run)
    assert run.end().answered == 0
    assert row.result is not None
    assert row.result.grades[AT].points == pytest.approx(2 / 6)
    # After that it can be played on, and nothing of it is kept.
    run.scenario(AT).act("spray", 0)
    assert run.place(AT).answer == PathAnswer(("shout", "phone"))


@pytest.mark.parametrize(
    "forged",
    [
        {"actions": ["fly"], "ended": True},
        {"actions": ["shout", "shout"], "ended": True},
        {"actions": ["shout"], "points": 1},
        {"option": "a"},
    ],
)
def test_a_path_that_cannot_be_walked_is_refused_whoever_signed_it(
    world: World, forged: dict[str, Any]
) -> None:
    assign(world)
    world.put(world.forged(world.sets()[0], answers=(None, forged)))
    (row,) = world.collect()
    assert (row.outcome, row.reason) == ("refused", "tampered")


def test_an_end_that_was_not_reached_cannot_be_claimed(world: World) -> None:
    assign(world)
    claimed = {"actions": ["shout"], "ended": True}
    world.put(world.forged(world.sets()[0], answers=(None, claimed)))
    (row,) = world.collect()
    assert row.result is not None
    assert row.result.answers[AT] == PathAnswer(("shout",))


def test_answers_from_a_file_are_followed_before_they_are_handed_in(world: World) -> None:
    assign(world)
    path = world.folder / "given.json"
    path.write_text(json.dumps({"2": {"actions": list(PERFECT)}}))
    handing_in = world.learner().handing_in
    done = handing_in.hand_in(world.sets()[0], path, world.inbox)
    assert done.grades is not None
    assert done.grades[AT].is_right
    path.write_text(json.dumps({"2": {"actions": ["fly"]}}))
    with pytest.raises(UserError, match=r"given\.json: question 2: there is no action 'fly'"):
        handing_in.hand_in(world.sets()[0], path, world.inbox)


# Files -------------------------------------------------------------------------------------


def altered(world: World, **changes: Any) -> Path:
    """Return Maya's set as another version of Quizapp could write it."""
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    fields["answers"][AT]["item"]["scenario"] |= changes
    path = world.folder / "odd.quizset"
    path.write_bytes(pack(SET_KIND, fields, world.key.signing_seed))
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "nowhere"},
        {"title": "Another"},
        {"scenes": {}},
        {"level": "none"},
        {"reference_path": ["shout"]},
    ],
)
def test_a_scenario_that_could_not_be_played_is_refused_before_it_begins(
    world: World, changes: dict[str, Any]
) -> None:
    pupil = assign(world)
    with pytest.raises(RefusedFile, match="do not fit its questions"):
        pupil.sets.look(altered(world, **changes), pupil.id)


def test_an_exam_file_that_asks_a_scenario_is_refused(world: World) -> None:
    assign(world)
    fields = unpack(world.sets()[0].read_bytes(), SET_KIND).fields
    fields |= {"mode": "exam", "feedback": "never", "answers": None}
    with pytest.raises(RefusedFile, match="not what Quizapp writes"):
        read_set(pack(SET_KIND, fields, world.key.signing_seed))


def test_one_file_for_a_cohort_asks_the_scenario_at_each_learners_own_place(world: World) -> None:
    learners = enrolled(world, "maya", "ada", "olu")
    served_scenario(world.trainer)
    more = "one_file: true\nshuffle_questions: true\nfeedback: at_once\ndue"
    world.assign("practice", **TWO, due=more)
    path = world.folder / "sets" / "week-3-cohort.quizset"
    for name, (app, learner_id) in zip(("maya", "ada", "olu"), learners, strict=True):
        pupil = take(path, app, learner_id)
        run = pupil.begin()
        (place,) = (at for at in range(run.total) if run.is_scenario(at))
        for action_id in PERFECT:
            run.scenario(place).act(action_id, 100)
        run.hand_in()
        hand_in = run.end().hand_in
        pupil.sets.export(pupil.sha256, hand_in.sha256, world.inbox / f"{name}.quizresult")
    results = [row.result for row in world.collect()]
    assert [one and one.answers[AT] for one in results] == [PathAnswer(PERFECT, ended=True)] * 3
