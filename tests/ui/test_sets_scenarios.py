"""A scenario among the questions of a set: it is played in the window, and goes on where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from quizapp.domain.answers import PathAnswer
from quizapp.domain.errors import UserError
from quizapp.storage.sitting_store import SittingStore
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.sitting.asking import Step
from quizapp.ui.sitting.page import SittingPage
from tests.delivery.sitting_steps import Pupil
from tests.delivery.world import World
from tests.ui.looking import LOOKS, assert_in_sight, walk
from tests.ui.session_steps import part, press, settle, texts
from tests.unit.application.scenario_steps import served_scenario
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

if TYPE_CHECKING:
    from tests.ui.set_fixtures import Show

pytest_plugins = ("tests.ui.set_fixtures",)

Key = Qt.Key
Play = Callable[..., tuple[SittingPage, Pupil]]


@pytest.fixture
def playing(show: Show, assigned_world: World) -> Play:
    """Assigns a question and a scenario, lets Maya take them, and asks her the scenario."""

    def make(feedback: str = "at_once") -> tuple[SittingPage, Pupil]:
        served_scenario(assigned_world.trainer)
        items = {"own-2, own-3, own-4, own-5, own-6, own-7, own-8]": "T01]"}
        assigned_world.assign("practice", **items, **{"due: ": f"feedback: {feedback}\ndue: "})
        pupil = Pupil.make(assigned_world)
        page = show(pupil)
        part(page, "go").click()
        page.asking.ask(1)
        settle()
        return page, pupil

    return make


def player(page: SittingPage) -> ScenarioPage:
    shown = page.asking.scenarios.page
    assert shown is not None
    return shown


def choose(page: SittingPage, text: str) -> None:
    """Choose an action by what it says, and do it."""
    actions = player(page).frame.scene.actions_pane.actions_list
    texts_shown = [one.text() for one in actions.tiles if one.isVisibleTo(actions)]
    actions.choose(texts_shown.index(text))
    player(page).frame.action_bar.do.click()
    settle()


def play(page: SittingPage, *actions: str) -> None:
    for action in actions:
        choose(page, f"Do {action}")
        player(page).frame.action_bar.next.click()
        settle()


def test_a_scenario_is_played_between_the_questions_and_goes_on_to_all_of_them(
    playing: Play,
) -> None:
    page, _pupil = playing()
    assert page.asking.step is Step.SCENARIO
    assert "2 of 2" in texts(page)
    play(page, *PERFECT)
    assert "Passed" in texts(page)
    done = player(page).frame.end_bar.done
    assert done.text() == "See all questions"
    done.click()
    settle()
    assert page.asking.step is Step.OVERVIEW
    assert "1 question without an answer." in texts(page)


def test_a_run_stands_where_it_was_when_the_set_is_opened_again(playing: Play, show: Show) -> None:
    page, pupil = playing()
    play(page, "shout", "phone")
    choose(page, "Do spray")
    # The process ends here: what was done is on the disk before it is shown.
    again = show(pupil)
    part(again, "go").click()
    again.asking.ask(1)
    settle()
    assert [one.action for one in pupil.begin().scenario(1).scene().path] == [
        "Do shout",
        "Do phone",
        "Do spray",
    ]
    assert "He does not answer." in texts(again)
    play(again, "breathe", "stay-with")
    assert "Passed" in texts(again)


def test_an_action_that_cannot_be_saved_stays_chosen(
    playing: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, pupil = playing()

    def fail(*_args: object) -> None:
        raise UserError("The disk is full.", "Make room.")

    monkeypatch.setattr(SittingStore, "put", fail)
    choose(page, "Do shout")
    assert "The disk is full." in texts(page)
    assert pupil.begin().place(1).answer is None
    monkeypatch.undo()
    player(page).frame.action_bar.do.click()
    settle()
    assert pupil.begin().place(1).answer == PathAnswer(("shout",))


def test_it_can_be_played_with_the_keyboard_alone(playing: Play, qtbot: QtBot) -> None:
    page, pupil = playing()
    actions = [one.id for one in pupil.begin().scenario(1).scene().actions]
    press(qtbot, page, (Key.Key_1, Key.Key_2, Key.Key_3)[actions.index("shout")])
    press(qtbot, page, Key.Key_Return)
    assert pupil.begin().place(1).answer == PathAnswer(("shout",))
    press(qtbot, page, Key.Key_Return)
    assert "He does not answer." in texts(page)
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)


def test_without_feedback_a_run_says_how_it_ended_and_not_what_it_is_worth(
    playing: Play,
) -> None:
    page, _pupil = playing("never")
    play(page, *HARMFUL)
    said = texts(page)
    assert "What this run is worth is not shown here now." in said
    assert "Critical steps" not in said
    assert not player(page).frame.end_bar.retry.isVisible()


def test_a_second_try_says_that_it_is_not_handed_in(playing: Play) -> None:
    page, pupil = playing()
    play(page, *HARMFUL)
    player(page).frame.end_bar.retry.click()
    settle()
    play(page, "spray", "breathe", "stay-with")
    assert "Passed" in texts(page)
    assert pupil.begin().place(1).answer == PathAnswer(HARMFUL, ended=True)


def test_after_handing_in_a_run_can_be_looked_at_from_the_end(playing: Play) -> None:
    page, _pupil = playing("at_end")
    play(page, *HARMFUL)
    page.asking.see_all()
    part(page, "go").click()
    settle()
    assert "Worse off than need be: 4 of 5 critical steps done, 2 actions that harmed" in texts(
        page
    )
    page.frame.end.review_requested.emit(1)
    settle()
    assert "Critical steps" in texts(page)
    done = player(page).frame.end_bar.done
    assert done.text() == "Back to the result"
    done.click()
    settle()
    assert page.frame.end.isVisible()


def test_time_that_runs_out_hands_in_the_path_as_far_as_it_goes(playing: Play) -> None:
    page, pupil = playing()
    play(page, "shout")
    page.asking.watching.ran_out.emit()
    settle()
    run = pupil.sets.look_back(pupil.sha256)
    assert run.place(1).answer == PathAnswer(("shout",))
    assert page.asking.step is Step.NONE


def screens(page: SittingPage) -> Iterator[str]:
    """Stop at each screen of the scenario."""
    yield "scene"
    choose(page, "Do shout")
    yield "consequence"
    player(page).frame.action_bar.next.click()
    settle()
    play(page, "phone", "wait", "spray", "breathe", "cancel")
    yield "end"


def test_every_control_has_a_name_and_a_role(playing: Play) -> None:
    page, _pupil = playing()
    for screen in screens(page):
        for node in walk(QAccessible.queryAccessibleInterface(page)):
            if node.state().focusable and node.object() is not page:
                name = node.text(QAccessible.Text.Name)
                assert name.strip(), f"{screen}: {node.object()} has no name"
                assert node.role() != QAccessible.Role.NoRole, f"{screen}: {name} has no role"


@pytest.mark.no_cover
@pytest.mark.parametrize("feedback", ["at_once", "never"])
@pytest.mark.parametrize("name", ["usual", "large"])
def test_nothing_is_cut_in_a_small_window(
    playing: Play, look: Callable[..., None], name: str, feedback: str
) -> None:
    look(**LOOKS[name])
    page, _pupil = playing(feedback)
    page.resize(960, 640)
    settle()
    assert_in_sight(page, screens(page))


def test_a_mirrored_scenario_stays_whole(mirrored: None, playing: Play) -> None:
    page, _pupil = playing()
    assert_in_sight(page, screens(page))


def test_a_scenario_can_be_flagged_in_the_middle(playing: Play) -> None:
    page, pupil = playing()
    play(page, "shout")
    page.frame.top.flag.click()
    place = pupil.begin().place(1)
    assert (place.is_flagged, place.answer) == (True, PathAnswer(("shout",)))
