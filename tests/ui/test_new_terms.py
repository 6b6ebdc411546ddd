"""A learner opens a file with new terms: before a set is begun, in the middle of it, and after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from quizapp.application.sitting_views import SetState
from quizapp.bootstrap import Application, Environment
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.confidence import Confidence
from quizapp.storage.sitting_store import SittingStore
from quizapp.ui.main_window import MainWindow
from quizapp.ui.sitting.asking import Step
from tests.conftest import Clock
from tests.delivery.terms_steps import FRIDAY, new_file, timed
from tests.delivery.world import World
from tests.ui.session_steps import Answers, part, press, settle, texts, tiles

Open = Callable[..., MainWindow]


AT_ONCE = pytest.mark.parametrize(
    "world", [("practice", 1, "feedback: at_once\n")], indirect=True, ids=["at once"]
)
"""With feedback after each answer."""


@pytest.fixture
def world(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    open_app: Callable[..., Application],
    environment: Environment,
) -> World:
    made = World.make(tmp_path, open_app, environment)
    timed(made, *getattr(request, "param", ()))
    return made


@pytest.fixture
def maya(world: World, open_window: Open) -> MainWindow:
    """Maya's window, with the set on its start page."""
    app = world.learner()
    learner = app.profiles.create("Maya").id
    sets = app.assigned_sets
    sha256 = sets.take(sets.look(world.sets()[0], learner), learner)
    window = open_window(app.data_dir)
    assert window.workplace is not None
    window.workplace.show_set(sha256)
    settle()
    return window


def open_file(window: MainWindow, path: Path) -> Answers:
    assert window.workplace is not None
    answers = Answers("Close")
    window.workplace.take_set(path)
    settle()
    return answers


def test_the_start_page_says_that_terms_were_changed_and_which_hold(
    maya: MainWindow, world: World
) -> None:
    assert "Your trainer changed the terms" not in texts(maya)
    answers = open_file(maya, new_file(world, "Maya", 1.5, due=FRIDAY))
    assert answers.title == "New terms"
    said = texts(maya)
    assert "Your trainer changed the terms" in said
    assert "These hold since 2 March, 10:00. The set is due on 13 March, 18:00." in said
    assert "15 minutes from the start." in said
    assert maya.workplace is not None
    maya.workplace.sitting().left.emit()
    settle()
    assert "Due 13 March, 18:00" in texts(maya)


def test_a_question_in_front_stays_with_what_is_chosen_and_has_more_time(
    maya: MainWindow, world: World, clock: Clock
) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    settle()
    tiles(maya)[1].click()
    clock.advance(minutes=9)
    page = maya.workplace.sitting().page
    page.asking.watching.look()
    assert "1:00" in texts(maya)
    open_file(maya, new_file(world, "Maya", 2))
    assert "11:00" in texts(maya)
    assert "1 of 8" in texts(maya)
    assert [one.isChecked() for one in tiles(maya)] == [False, True, False]
    assert page._run is not None
    assert page._run.watch.sitting.focus_losses == 0


@AT_ONCE
def test_a_choice_that_was_not_checked_stays_and_is_not_yet_an_answer(
    maya: MainWindow, world: World, qtbot: QtBot, clock: Clock
) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    settle()
    page = maya.workplace.sitting().page
    tiles(maya)[1].click()
    press(qtbot, page, Qt.Key.Key_4, modifier=Qt.KeyboardModifier.AltModifier)
    clock.advance(minutes=9)
    open_file(maya, new_file(world, "Maya", 2))
    assert "11:00" in texts(maya)
    assert [one.isChecked() for one in tiles(maya)] == [False, True, False]
    assert page._run is not None
    assert not page._run.place(0).is_answered
    part(maya, "check").click()
    settle()
    assert page.asking.step is Step.FEEDBACK
    assert page._run.place(0).confidence is Confidence.CERTAIN


def test_half_an_answer_stays_as_well(maya: MainWindow, world: World) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    page = maya.workplace.sitting().page
    page.asking.ask(3)  # A question of two steps.
    settle()
    tiles(maya)[1].click()
    assert page.frame.run.pane.answer() is None
    open_file(maya, new_file(world, "Maya", 2))
    assert tiles(maya)[1].isChecked()


@AT_ONCE
def test_a_question_that_another_window_answered_meanwhile_shows_what_is_right(
    maya: MainWindow, world: World
) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    settle()
    page = maya.workplace.sitting().page
    other = world.learner().assigned_sets.begin(page.sha256)
    other.answer(0, OptionAnswer("a"), None, 1)
    open_file(maya, new_file(world, "Maya", 2))
    assert page.asking.step is Step.FEEDBACK


def test_the_list_of_questions_stays_in_front(maya: MainWindow, world: World) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    settle()
    page = maya.workplace.sitting().page
    page.asking.see_all()
    open_file(maya, new_file(world, "Maya", 2))
    assert page.asking.step is Step.OVERVIEW
    page.asking.hand_in()
    answers = open_file(maya, new_file(world, "Maya", 1.5))
    assert answers.title == "New terms"
    assert page.asking.step is Step.NONE
    assert "One step is left: Week 3" in texts(maya)


def test_an_older_file_changes_nothing_and_says_so(maya: MainWindow, world: World) -> None:
    open_file(maya, new_file(world, "Maya", 2))
    assert open_file(maya, world.sets()[0]).title == "Nothing was changed"
    assert "20 minutes from the start." in texts(maya)


def test_an_attempt_that_another_window_ended_is_shown_as_handed_in(
    maya: MainWindow, world: World
) -> None:
    assert maya.workplace is not None
    part(maya, "go").click()
    settle()
    page = maya.workplace.sitting().page
    app = world.learner()
    app.assigned_sets.begin(page.sha256).hand_in()
    open_file(maya, new_file(world, "Maya", 2))
    assert "One step is left: Week 3" in texts(maya)
    learner = SittingStore(app.database).owner(page.sha256)
    assert [one.state for one in app.assigned_sets.rows(learner)] == [SetState.HANDED_IN]
