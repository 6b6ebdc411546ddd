"""A run of a scenario: what is shown, saved and looked back on; it goes on where it was left."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from quizapp.application.scenario_views import ConsequenceView
from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.scenarios import Effect, Outcome
from tests.conftest import Clock
from tests.unit.application.scenario_steps import begin, compile_scenario, play, played
from tests.unit.application.scenario_steps import served_scenario as serve
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT, with_action

Open = Callable[..., Application]


@pytest.fixture(autouse=True)
def _served(app: Application) -> None:
    serve(app)


def test_a_run_begins_with_what_is_seen_and_what_can_be_done(
    app: Application, learner_id: str
) -> None:
    view = begin(app, learner_id).scene()
    assert (view.title, view.text, view.clock_s) == ("In the kitchen", "He does not move.", 0)
    assert (view.stem, view.learner_knows) == (
        "A housemate lies on the floor.",
        "He took something.",
    )
    assert (view.consequence, view.path, view.is_end) == (None, (), False)
    assert {action.id for action in view.actions} == {"look", "shout", "read-label"}
    assert [action.number for action in view.actions] == [1, 2, 3]
    assert view.signs is not None
    assert view.signs.sentences == (
        "Does not respond",
        "4 breaths a minute",
        "Colour: lips and nails grey",
        "Pupils: tiny",
    )


def test_an_action_moves_the_clock_and_tells_what_came_of_it(
    app: Application, learner_id: str
) -> None:
    session = begin(app, learner_id)
    view = session.act("read-label", 4000)
    assert view.consequence == ConsequenceView(
        position=0,
        scene_text="He does not move.",
        action="Do read-label",
        effect=Effect.DELAY,
        feedback="What read-label brings.",
        cost_s=60,
        at_s=60,
        leads_on=False,
        is_replayed=False,
    )
    assert view.clock_s == 60
    assert "read-label" not in {action.id for action in view.actions}
    led_on = session.act("shout", 4000).consequence
    assert led_on is not None
    assert led_on.leads_on


def test_actions_keep_the_order_that_the_run_has_settled_for_a_scene(
    app: Application, open_app: Open, learner_id: str
) -> None:
    session = begin(app, learner_id, "shout")
    order = [action.id for action in session.scene().actions]
    again = open_app(app.data_dir).scenarios.open(session.run_id)
    assert [action.id for action in again.scene().actions] == order
    order.remove("spray")
    left = again.act("spray", 0).actions
    assert [action.id for action in left] == order
    assert [action.number for action in left] == [1, 2, 3, 4]


def test_the_order_differs_from_run_to_run(app: Application, learner_id: str) -> None:
    orders = {
        tuple(action.id for action in begin(app, learner_id, "shout").scene().actions)
        for _run in range(8)
    }
    assert len(orders) > 3


def test_a_run_stands_where_it_was_left_after_a_restart(
    app: Application, open_app: Open, learner_id: str
) -> None:
    session = begin(app, learner_id, "look", "shout", "phone")
    before = session.scene()
    app.close()
    again = open_app(app.data_dir).scenarios.open(session.run_id)
    assert (again.run_id, again.learner_id) == (session.run_id, learner_id)
    assert again.scene() == before
    assert again.act("spray", 0).clock_s == 50


def test_an_action_that_is_not_open_changes_nothing(app: Application, learner_id: str) -> None:
    session = begin(app, learner_id, "look")
    before = session.scene()
    for action in ("look", "spray", "fly"):
        with pytest.raises(UserError, match="cannot be done now"):
            session.act(action, 0)
    assert session.scene() == before


def test_an_action_that_cannot_be_saved_changes_nothing(app: Application, learner_id: str) -> None:
    session = begin(app, learner_id, "shout")
    before = session.scene()
    app.database.execute("PRAGMA query_only = ON")
    with pytest.raises(UserError, match="cannot be written"):
        session.act("phone", 0)
    assert session.scene() == before
    app.database.execute("PRAGMA query_only = OFF")
    assert session.act("phone", 0).clock_s == 30


def test_two_windows_on_one_run_save_each_action_once(
    app: Application, open_app: Open, learner_id: str
) -> None:
    session = begin(app, learner_id)
    other = open_app(app.data_dir).scenarios.open(session.run_id)
    other.act("look", 0)
    view = session.act("look", 0)
    assert [step.action for step in view.path] == ["Do look"]
    assert session.act("shout", 0).clock_s == 15
    assert len(app.scenarios.open(session.run_id).scene().path) == 2


def test_a_run_that_was_left_for_a_new_one_takes_no_more_actions(
    app: Application, learner_id: str
) -> None:
    first = begin(app, learner_id, "look")
    begin(app, learner_id)
    with pytest.raises(UserError, match="left for a new one"):
        first.act("shout", 0)


def test_the_steps_of_a_run_cannot_be_changed(app: Application, learner_id: str) -> None:
    begin(app, learner_id, "look")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        app.database.execute("UPDATE scenario_step SET ms = 1")


def test_a_run_is_played_to_its_end_with_the_text_it_began_with(
    app: Application, learner_id: str
) -> None:
    session = begin(app, learner_id, "shout")
    changed = with_action("flat", "phone", text="Ring up")
    compile_scenario(app, changed)
    texts = {action.id: action.text for action in session.scene().actions}
    assert texts["phone"] == "Do phone"
    assert play(session, *PERFECT[1:]).outcome is Outcome.SAVED
    new = begin(app, learner_id, "shout")
    assert "Ring up" in {action.text for action in new.scene().actions}


# The end -----------------------------------------------------------------------------------------


def test_the_end_tells_how_it_went_and_what_it_stands_on(app: Application, learner_id: str) -> None:
    session = begin(app, learner_id, *PERFECT)
    scene, end = session.scene(), session.summary()
    assert (scene.is_end, scene.actions, scene.signs) == (True, (), None)
    assert (end.outcome, end.end_text) == (Outcome.SAVED, "Help takes over.")
    assert (end.points, end.passed, end.slips, end.first_mistake) == (1.0, True, (), None)
    assert (end.clock_s, end.reference_s, end.is_retry) == (375, 375, False)
    assert (end.truth, end.learner_knows) == ("Fentanyl.", "He took something.")
    assert [wording.id for wording in end.safety] == ["SAF-01", "SAF-04"]
    assert [citation.claim_id for citation in end.citations] == ["S0-083"]
    assert [reference.id for reference in end.references] == ["R18"]
    assert (end.misconceptions, len(end.path)) == ((), 5)
    assert end.explanation
    assert end.grounding == "outside"


def test_critical_steps_stand_against_the_reference_path(app: Application, learner_id: str) -> None:
    end = played(app, learner_id, *HARMFUL)
    assert [(step.name, step.done_at_s, step.reference_s) for step in end.steps] == [
        ("Check for a response", 10, 10),
        ("Call for help", 30, 30),
        ("Give naloxone", 105, 45),
        ("Give breaths", 135, 75),
        ("Stay until help takes over", None, 375),
    ]


def test_mistakes_are_named_with_what_would_be_right(app: Application, learner_id: str) -> None:
    end = played(app, learner_id, "read-label", *HARMFUL)
    assert [(slip.action, slip.effect) for slip in end.slips] == [
        ("Do read-label", Effect.DELAY),
        ("Do wait", Effect.HARM),
        ("Do cancel", Effect.HARM),
    ]
    assert (end.outcome, end.passed, end.points) == (Outcome.WORSE, False, 0.8)
    assert [belief.id for belief in end.misconceptions] == ["MC01"]
    assert end.first_mistake == 0


def test_a_run_that_goes_on_has_no_summary(app: Application, learner_id: str) -> None:
    with pytest.raises(UserError, match="has not ended"):
        begin(app, learner_id, "look").summary()


def test_an_unusual_step_is_called_like_the_action_that_does_it(
    app: Application, learner_id: str
) -> None:
    made = with_action("flat", "phone", does=("call", "shade"), text="Give him shade")
    serve(app, scenes=made.scenes, critical=("shade",))
    (step,) = played(app, learner_id, *PERFECT).steps
    assert (step.step, step.name) == ("shade", "Give him shade")


# Trying again ------------------------------------------------------------------------------------


def test_a_second_try_stands_where_the_first_mistake_was_made(
    app: Application, learner_id: str, clock: Clock
) -> None:
    first = begin(app, learner_id, *HARMFUL)
    clock.advance(days=1)
    retry = app.scenarios.open(first.retry_from_first_mistake())
    view = retry.scene()
    assert (view.clock_s, [step.is_replayed for step in view.path]) == (30, [True, True])
    assert "wait" in {action.id for action in view.actions}
    play(retry, "spray", "breathe", "stay-with")
    end = retry.summary()
    assert (end.passed, end.is_retry, end.points) == (True, True, 1.0)
    assert end.day.isoformat() == "2026-03-03"
    assert app.scenarios.open(first.run_id).summary().passed is False


def test_there_is_no_second_try_without_a_mistake_or_before_the_end(
    app: Application, learner_id: str
) -> None:
    for session in (begin(app, learner_id, *PERFECT), begin(app, learner_id, "read-label")):
        with pytest.raises(UserError, match="no mistake to go back to"):
            session.retry_from_first_mistake()
