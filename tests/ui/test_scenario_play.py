"""Playing a scenario: scenes, actions and what comes of them, leaving and going on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.ui.components.toast import Toast
from quizapp.ui.scenario import page as page_module
from quizapp.ui.scenario.breathing import SPAN_S, BreathingLine, chest
from quizapp.ui.scenario.clock import SimulatedClock
from quizapp.ui.scenario.page import ScenarioPage
from quizapp.ui.scenario.words import TAKE_YOUR_TIME
from quizapp.ui.theme import Theme
from tests.ui.scenario_steps import Play, act, card, choose, do, shown, tile
from tests.ui.session_steps import Answers, part, press, settle, tiles

pytest_plugins = ("tests.ui.scenario_fixtures",)

Key = Qt.Key


def clock(scenario_page: ScenarioPage) -> str:
    return scenario_page.findChild(SimulatedClock).shown


def test_the_first_scene_says_what_one_is_told_and_what_is_seen(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play()
    words = shown(scenario_page)
    for expected in (
        "In the kitchen",
        "A housemate lies on the floor.",
        "What you know: He took something.",
        "He does not move.",
        "Does not respond",
        "4 breaths a minute",
        "Lips and nails grey",
        "Tiny",
        TAKE_YOUR_TIME,
        "For learning only. In an emergency call your local emergency number.",
    ):
        assert expected in words
    assert "Oxygen" not in words
    assert len(tiles(scenario_page)) == 3


def test_oxygen_is_seen_where_there_is_a_monitor(scenario_page: ScenarioPage, play: Play) -> None:
    play("shout")
    assert "Oxygen on the monitor" in shown(scenario_page)
    assert "84%" in shown(scenario_page)


def test_nothing_can_be_done_before_something_is_chosen(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot
) -> None:
    session = play()
    assert not part(scenario_page, "do").isEnabled()
    press(qtbot, scenario_page, Key.Key_Return)
    assert session.scene().path == ()
    choose(scenario_page, "shout")
    assert part(scenario_page, "do").isEnabled()


@pytest.mark.parametrize(
    ("path", "action", "effect", "cost"),
    [
        ((), "shout", "This helps", "It took 10 seconds: the clock went from 0:00 to 0:10."),
        ((), "read-label", "This costs time", "It took 1 minute: the clock went from 0:00 to 1:00."),
        (
            ("shout",),
            "look-out",
            "This harms",
            "It took 4 minutes: the clock went from 0:10 to 4:10.",
        ),
    ],
)  # fmt: skip
def test_what_came_of_an_action_is_said_with_its_effect_and_its_time(
    scenario_page: ScenarioPage,
    play: Play,
    path: tuple[str, ...],
    action: str,
    effect: str,
    cost: str,
) -> None:
    play(*path)
    act(scenario_page, action)
    words = shown(card(scenario_page, "consequence"))
    assert effect in words
    assert f"Do {action}" in words
    assert f"What {action} brings." in words
    assert cost in words
    assert part(scenario_page, "next").hasFocus()
    assert (
        part(scenario_page, "next").accessibleDescription().startswith(f"{effect}. What {action}")
    )


def test_an_action_is_on_disk_before_its_consequence_is_seen(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application
) -> None:
    session = play()
    act(scenario_page, "shout")
    again = scenario_world.scenarios.open(session.run_id)
    assert [step.action for step in again.scene().path] == ["Do shout"]


def test_only_actions_move_the_clock(scenario_page: ScenarioPage, play: Play, qtbot: QtBot) -> None:
    play()
    qtbot.wait(50)
    assert clock(scenario_page) == "0:00"
    act(scenario_page, "look")
    assert clock(scenario_page) == "0:05"
    part(scenario_page, "next").click()
    assert clock(scenario_page) == "0:05"


def test_an_action_that_stays_in_the_scene_is_offered_once(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play("look")
    assert "He does not move." in shown(scenario_page)
    assert {one.text() for one in tiles(scenario_page)} == {"Do shout", "Do read-label"}


def test_what_was_done_is_listed_with_its_times(scenario_page: ScenarioPage, play: Play) -> None:
    play("look", "shout")
    words = shown(scenario_page)
    assert words.index("So far") < words.index("Do look") < words.index("Do shout")
    assert "0:05" in words
    assert "0:15" in words
    assert "What shout brings." in words


def test_escape_leaves_and_the_run_goes_on_exactly_there(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, scenario_world: Application
) -> None:
    session = play("look")
    order = [one.text() for one in tiles(scenario_page)]
    with qtbot.waitSignal(scenario_page.closed):
        press(qtbot, scenario_page, Key.Key_Escape)
    scenario_page.start(scenario_world.scenarios.open(session.run_id))
    settle()
    assert clock(scenario_page) == "0:05"
    assert [one.text() for one in tiles(scenario_page)] == order
    assert "What look brings." in shown(scenario_page)


def test_leaving_at_a_consequence_goes_on_after_it(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, scenario_world: Application
) -> None:
    session = play()
    act(scenario_page, "shout")
    press(qtbot, scenario_page, Key.Key_Escape)
    scenario_page.start(scenario_world.scenarios.open(session.run_id))
    assert "He does not answer." in shown(scenario_page)
    assert "What shout brings." in shown(scenario_page)


def test_a_choice_that_could_not_be_saved_is_kept_and_can_be_tried_again(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application
) -> None:
    play()
    scenario_world.database.execute("PRAGMA query_only = ON")
    act(scenario_page, "shout")
    assert "This could not be saved; your choice is kept" in shown(scenario_page)
    assert tile(scenario_page, "Do shout").isChecked()
    assert part(scenario_page, "do").text() == "Try again"
    assert clock(scenario_page) == "0:00"
    scenario_world.database.execute("PRAGMA query_only = OFF")
    part(scenario_page, "do").click()
    assert "What shout brings." in shown(scenario_page)


def test_a_problem_is_announced(
    scenario_page: ScenarioPage,
    play: Play,
    scenario_world: Application,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(page_module, "announce", lambda _widget, text: said.append(text))
    play()
    scenario_world.database.execute("PRAGMA query_only = ON")
    act(scenario_page, "shout")
    assert said[-1].startswith("This could not be saved; your choice is kept. ")


def test_the_problem_is_gone_with_the_next_scene(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application
) -> None:
    play()
    scenario_world.database.execute("PRAGMA query_only = ON")
    act(scenario_page, "shout")
    scenario_world.database.execute("PRAGMA query_only = OFF")
    do(scenario_page, "shout")
    assert "could not be saved" not in shown(scenario_page)
    choose(scenario_page, "phone")
    assert part(scenario_page, "do").text() == "Do this"


def test_a_run_that_another_window_went_on_with_is_shown_where_it_stands(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application
) -> None:
    session = play()
    scenario_world.scenarios.open(session.run_id).act("shout", 0)
    act(scenario_page, "look")
    assert "He does not answer." in shown(scenario_page)
    assert clock(scenario_page) == "0:10"
    assert "Another window went on" in shown(scenario_page.findChild(Toast))


def test_a_run_that_was_left_for_a_new_one_says_so(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application, player: str
) -> None:
    play()
    scenario_world.scenarios.start(player, "T01")
    act(scenario_page, "look")
    assert "left for a new one of the same scenario" in shown(scenario_page)


def test_the_line_of_breathing_has_as_many_breaths_as_are_taken() -> None:
    for rate in (4, 12, 20):
        steps = [chest(at / 20, rate) for at in range(60 * 20)]
        tops = [
            at
            for at in range(1, len(steps) - 1)
            if steps[at] > 0.9 and steps[at - 1] < steps[at] >= steps[at + 1]
        ]
        assert len(tops) == rate
    assert {chest(at, 0) for at in range(60)} == {0.0}


def test_somebody_who_does_not_breathe_has_a_flat_line(qtbot: QtBot) -> None:
    line = BreathingLine()
    qtbot.addWidget(line)
    line.resize(300, 72)
    line.set_rate(0)
    line.show()
    assert line.accessibleName() == "A flat line: no breathing"
    flat = line.grab().toImage()
    line.set_rate(6)
    assert line.accessibleName() == "A line of breathing: 6 breaths a minute"
    assert line.grab().toImage() != flat
    line.set_rate(0)
    assert line.grab().toImage() == flat


def test_the_line_moves_only_where_motion_is_wanted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, look: Callable[..., None]
) -> None:
    line = BreathingLine()
    qtbot.addWidget(line)
    line.set_rate(6)
    line.show()
    assert not line.is_moving
    monkeypatch.setattr(Theme, "duration", lambda theme, ms: 0 if theme.reduce_motion else ms)
    line.set_rate(6)
    assert line.is_moving
    before = line.grab().toImage()
    qtbot.waitUntil(lambda: line.grab().toImage() != before, timeout=int(SPAN_S * 1000))
    look(reduce_motion=True)
    assert not line.is_moving
    look()
    assert line.is_moving
    line.hide()
    assert not line.is_moving


def test_the_clock_runs_on_where_motion_is_wanted(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    play()
    monkeypatch.setattr(Theme, "duration", lambda _theme, ms: ms)
    act(scenario_page, "read-label")
    assert clock(scenario_page) != "1:00"
    assert scenario_page.findChild(SimulatedClock).accessibleName() == "Clock of the scenario: 1:00"
    qtbot.waitUntil(lambda: clock(scenario_page) == "1:00")


def test_single_keys_can_be_switched_off(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot
) -> None:
    scenario_page._look.change(single_keys=False)
    play()
    press(qtbot, scenario_page, Key.Key_1)
    assert not any(one.isChecked() for one in tiles(scenario_page))
    press(qtbot, scenario_page, Key.Key_Space)
    assert tiles(scenario_page)[0].isChecked()


def test_a_question_mark_shows_the_keys_of_a_scenario(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot
) -> None:
    play()
    said = Answers("Close")
    qtbot.keyClicks(scenario_page.focusWidget(), "?")
    assert said.title == "Keys"
    assert tiles(scenario_page)[0].isVisible()


def test_keys_that_mean_nothing_here_do_nothing(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot
) -> None:
    session = play()
    press(qtbot, scenario_page, Key.Key_M, Key.Key_9, Key.Key_S)
    assert session.scene().path == ()
    assert not any(one.isChecked() for one in tiles(scenario_page))
    assert scenario_page.findChildren(QPushButton, "flag") == []
