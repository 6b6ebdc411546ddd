"""Answers to practice sets count in the learner's own progress, once, where the questions are known."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from quizapp.application.sitting_run import SittingRun
from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item
from quizapp.storage.bank_store import BankCompiler
from quizapp.storage.scenario_store import ScenarioStore
from tests.conftest import Clock
from tests.delivery.sitting_steps import Pupil
from tests.delivery.test_set_transfer import carry, table, there
from tests.delivery.world import World
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

KNOWN, OTHER, UNKNOWN, SCENARIO = range(4)
"""Where they stand in the set: two questions that learners have, one of the trainer's, a scenario."""


@pytest.fixture(autouse=True)
def _learners_have_the_banks(world: World, compiled_folder: Path) -> None:
    for name in ("maya", "other"):
        shutil.copytree(compiled_folder, world.folder / f"{name}-data")


def shipped(app: Application, count: int) -> list[Item]:
    """Questions with one right answer that every copy of Quizapp holds."""
    items = BankCompiler(app.database).active_items()
    return [one for one in items if one.kind == "single_best"][:count]


def assign(world: World, feedback: str, mode: str = "practice") -> Pupil:
    served_scenario(world.trainer)
    ids = [one.id for one in shipped(world.trainer, 2)]
    told = [*ids, "own-1", *(["T01"] if mode == "practice" else [])]
    items = {"own-1, own-2, own-3, own-4, own-5, own-6, own-7, own-8": ", ".join(told)}
    world.assign(mode, **items, **{"due: ": f"feedback: {feedback}\ndue: "})
    pupil = Pupil.make(world)
    served_scenario(pupil.app)
    return pupil


def answer_all(run: SittingRun, actions: tuple[str, ...] = PERFECT) -> None:
    """Answer everything; the first two with what stands first."""
    for position in (KNOWN, OTHER, UNKNOWN):
        run.answer(position, OptionAnswer("a"), Confidence.CERTAIN, 4000)
    path = run.scenario(SCENARIO)
    for action in actions:
        path.act(action, 1000)


def log(pupil: Pupil) -> list[Any]:
    return pupil.app.database.rows(
        "SELECT item_id, position, elapsed_ms, confidence, day FROM response ORDER BY id"
    )


def derived(app: Application) -> list[Any]:
    tables = ("memory", "item_total", "day_total")
    return [app.database.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3") for table in tables]


def runs(pupil: Pupil) -> list[tuple[str, int]]:
    stored = ScenarioStore(pupil.app.database).runs(pupil.id)
    return [(run.state.value, len(run.steps)) for run in stored]


def test_with_feedback_at_once_an_answer_counts_when_it_is_given(world: World) -> None:
    pupil = assign(world, "at_once")
    run = pupil.begin()
    run.answer(KNOWN, OptionAnswer("a"), Confidence.CERTAIN, 4000)
    first = shipped(pupil.app, 1)[0].id
    assert log(pupil) == [(first, 0, 4000, "certain", "2026-03-02")]
    run.answer(UNKNOWN, OptionAnswer("a"), None, 4000)
    assert len(log(pupil)) == 1
    assert pupil.app.database.rows("SELECT id FROM attempt WHERE state = 'open'") == []


def test_a_grade_is_that_of_the_learners_own_question(world: World) -> None:
    pupil = assign(world, "at_once")
    run = pupil.begin()
    run.answer(KNOWN, OptionAnswer("a"), None, 4000)
    ((points,),) = pupil.app.database.rows("SELECT points FROM response")
    assert points == run.feedback(KNOWN).grade.points


def test_with_feedback_at_the_end_all_count_on_handing_in(world: World) -> None:
    pupil = assign(world, "at_end")
    run = pupil.begin()
    answer_all(run)
    assert (log(pupil), runs(pupil)) == ([], [])
    run.hand_in()
    assert [row[1] for row in log(pupil)] == [0, 1]
    assert runs(pupil) == [("finished", len(PERFECT))]
    end = run.end()
    assert (end.counted, end.given) == (3, 4)


def test_after_the_due_date_they_count_when_they_are_first_shown(
    world: World, clock: Clock
) -> None:
    pupil = assign(world, "after_due")
    run = pupil.begin()
    answer_all(run)
    run.hand_in()
    assert run.end().counted is None
    assert log(pupil) == []
    clock.advance(days=30)
    assert pupil.sets.look_back(pupil.sha256).end().counted == 3
    assert {row[-1] for row in log(pupil)} == {"2026-03-02"}


@pytest.mark.parametrize(("mode", "feedback"), [("practice", "never"), ("exam", "never")])
def test_what_is_never_shown_and_exams_never_count(world: World, mode: str, feedback: str) -> None:
    pupil = assign(world, feedback, mode)
    run = pupil.begin()
    run.answer(KNOWN, OptionAnswer("a"), None, 4000)
    run.hand_in()
    assert run.end().counted is None
    assert log(pupil) == []


def test_nothing_counts_twice_however_often_it_is_looked_at(world: World) -> None:
    pupil = assign(world, "at_once")
    answer_all(pupil.begin())
    before = log(pupil), derived(pupil.app), runs(pupil)
    run = pupil.begin()
    run.hand_in()
    run.end()
    pupil.sets.look_back(pupil.sha256).end()
    assert (log(pupil), derived(pupil.app), runs(pupil)) == before


def test_the_table_of_answers_names_each_answer_once(world: World) -> None:
    pupil = assign(world, "at_end")
    run = pupil.begin()
    answer_all(run)
    before = table(pupil.app, pupil.id, world.folder)
    assert [row["item"] for row in before] == [f"week-3#{number}" for number in (1, 2, 3, 4)]
    run.hand_in()
    first, second = (one.id for one in shipped(pupil.app, 2))
    after = table(pupil.app, pupil.id, world.folder)
    assert [row["item"] for row in after] == [first, second, *["T01"] * len(PERFECT), "week-3#3"]
    assert {row["attempt"].partition("-own")[0] for row in after} == {before[0]["attempt"]}


def test_a_rebuild_gives_the_same(world: World, clock: Clock) -> None:
    pupil = assign(world, "after_due")
    run = pupil.begin()
    answer_all(run, HARMFUL)
    run.hand_in()
    clock.advance(days=30)
    pupil.sets.look_back(pupil.sha256).end()
    before = derived(pupil.app)
    assert pupil.app.rebuilding.rebuild() == 2
    assert derived(pupil.app) == before
    assert pupil.app.scenarios.critical_record(pupil.id).open_harms == 2


def test_a_set_that_goes_on_elsewhere_is_counted_once_by_an_import(world: World) -> None:
    pupil = assign(world, "at_once")
    pupil.begin().answer(KNOWN, OptionAnswer("a"), None, 4000)
    app = world.learner("other")
    served_scenario(app)
    carry(pupil, app, world)
    other = there(pupil, app)
    answer_first = other.begin()
    answer_first.answer(OTHER, OptionAnswer("a"), None, 4000)
    assert [row[1] for row in log(other)] == [0, 1]
    carry(other, pupil.app, world)
    assert [row[1] for row in log(pupil)] == [0, 1]


def test_a_question_of_another_revision_does_not_count(world: World) -> None:
    pupil = assign(world, "at_once")
    first = shipped(pupil.app, 1)[0]
    pupil.app.database.execute(
        "UPDATE item SET body = replace(body, ?, ?) WHERE id = ?",
        (f'"text":{first.rev.text}}}', '"text":99}', first.id),
    )
    pupil.begin().answer(KNOWN, OptionAnswer("a"), None, 4000)
    assert log(pupil) == []


def test_a_retired_question_and_another_text_of_a_scenario_do_not_count(world: World) -> None:
    pupil = assign(world, "at_end")
    first = shipped(pupil.app, 1)[0]
    pupil.app.database.execute("UPDATE item SET active = 0 WHERE id = ?", (first.id,))
    served_scenario(pupil.app, title="Another")
    run = pupil.begin()
    answer_all(run)
    run.hand_in()
    assert (len(log(pupil)), runs(pupil)) == (1, [])
    assert run.end().counted == 1


def test_what_was_not_answered_does_not_count(world: World) -> None:
    pupil = assign(world, "at_end")
    run = pupil.begin()
    run.hand_in()
    assert (log(pupil), runs(pupil), run.end().counted) == ([], [], 0)


def test_a_run_that_was_left_counts_as_left_and_one_of_the_learners_own_goes_on(
    world: World,
) -> None:
    pupil = assign(world, "at_end")
    own = pupil.app.scenarios.start(pupil.id, "T01")
    run = pupil.begin()
    run.scenario(SCENARIO).act("shout", 3000)
    run.hand_in()
    assert runs(pupil) == [("open", 0), ("left", 1)]
    assert pupil.app.scenarios.open(own).act("shout", 1).path
