"""The end of a scenario: how it ended, what was missed, what harmed, and the ways on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.scenario_session import ScenarioSession
from quizapp.bootstrap import Application
from quizapp.domain.scenarios import Outcome
from quizapp.ui.components.callouts import SafetyCard
from quizapp.ui.components.tables import TONE_ROLE
from quizapp.ui.components.toast import Toast
from quizapp.ui.scenario import words
from quizapp.ui.scenario.end_parts import StepsTable
from quizapp.ui.scenario.page import ScenarioPage
from tests.ui.scenario_steps import Play, act, shown
from tests.ui.session_steps import part, press
from tests.ui.session_world import DOCUMENT_TEXT, REGISTERS
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

pytest_plugins = ("tests.ui.scenario_fixtures",)

Key = Qt.Key


def rows(scenario_page: ScenarioPage) -> list[list[str]]:
    model = scenario_page.findChild(StepsTable).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_last_consequence_leads_to_the_end(scenario_page: ScenarioPage, play: Play) -> None:
    play(*PERFECT[:-1])
    act(scenario_page, PERFECT[-1])
    assert part(scenario_page, "next").text() == "See how it ended"
    part(scenario_page, "next").click()
    assert part(scenario_page, "done").hasFocus()


def test_a_good_end_says_that_it_passed(scenario_page: ScenarioPage, play: Play) -> None:
    play(*PERFECT)
    seen = shown(scenario_page)
    for expected in (
        "Saved",
        "Help takes over.",
        "Passed",
        "Passed: every critical step was done, and nothing that harms.",
        "The clock shows 6:15. In a good run it shows 6:15 at the end.",
        "Played on 2 March.",
    ):
        assert expected in seen
    for unwanted in (words.COMFORT, "What harmed or cost time", "A common belief"):
        assert unwanted not in seen
    assert not scenario_page.findChild(QWidget, "retry").isVisible()


def test_a_death_is_told_plainly_kindly_and_without_alarm(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play("shout", "wait", "look-out")
    seen = shown(scenario_page)
    for expected in (
        "Died",
        "He dies. Breaths would have been right.",
        "Not passed yet: 4 critical steps were missed and 2 actions did harm.",
        words.COMFORT,
    ):
        assert expected in seen
    assert words.OUTCOME_LOOKS[Outcome.DIED][0] == "text2"


def test_critical_steps_have_the_learners_time_beside_that_of_a_good_run(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play("look", "shout", "look-out", "wait")
    assert rows(scenario_page) == [
        ["Check for a response", "Done", "0:15", "0:10"],
        ["Call for help", "Missed", "–", "0:30"],
        ["Give naloxone", "Missed", "–", "0:45"],
        ["Give breaths", "Missed", "–", "1:15"],
        ["Stay until help takes over", "Missed", "–", "6:15"],
    ]
    model = scenario_page.findChild(StepsTable).model()
    assert [model.index(row, 1).data(TONE_ROLE) for row in (0, 1)] == ["ok", "bad"]


def test_the_critical_steps_can_be_read_aloud(scenario_page: ScenarioPage, play: Play) -> None:
    play(*PERFECT)
    table = QAccessible.queryAccessibleInterface(scenario_page.findChild(StepsTable))
    assert table.role() == QAccessible.Role.Table
    assert "Critical steps" in table.text(QAccessible.Text.Name)
    cells = [table.child(number) for number in range(table.childCount())]
    said = [cell.text(QAccessible.Text.Name) for cell in cells]
    place = said.index("Check for a response")
    assert said[place : place + 4] == ["Check for a response", "Done", "0:10", "0:10"]


def test_harmful_acts_and_delays_are_told_with_what_would_be_right(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play("read-label", *HARMFUL)
    seen = shown(scenario_page)
    start = seen.index("What harmed or cost time")
    for expected in ("This costs time", "1 minute, until 1:00", "What read-label brings.",
                     "This harms", "Do wait", "What wait brings.", "Do cancel"):  # fmt: skip
        assert seen.index(expected, start) > start


def test_the_end_teaches_as_answers_do(scenario_page: ScenarioPage, play: Play) -> None:
    play(*HARMFUL)
    seen = shown(scenario_page)
    wording = REGISTERS.wordings["saf"].wording
    for expected in (
        "Fentanyl.",
        wording,
        "Naloxone wakes everybody",
        "Ketamine plugs the NMDA receptor channel.",
        "World Health Organization, 2014",
        "Outside sources",
    ):
        assert expected in seen
    assert wording in shown(scenario_page.findChild(SafetyCard))
    assert seen.count("For learning only. In an emergency call") == 1


def test_the_whole_run_is_there_with_what_came_of_each_action(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play(*HARMFUL)
    seen = shown(scenario_page)
    start = seen.index("All that you did")
    places = [seen.index(f"What {action} brings.", start) for action in HARMFUL]
    assert places == sorted(places)


def test_the_end_can_be_read_with_the_keyboard(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot
) -> None:
    play(*HARMFUL)
    table = scenario_page.findChild(StepsTable)
    before = table.mapTo(scenario_page, table.pos()).y()
    press(qtbot, scenario_page, Key.Key_PageDown)
    assert table.mapTo(scenario_page, table.pos()).y() < before - 200
    assert part(scenario_page, "done").hasFocus()


def test_how_it_ended_is_said_with_the_button_that_has_the_focus(
    scenario_page: ScenarioPage, play: Play
) -> None:
    play(*HARMFUL)
    said = part(scenario_page, "done").accessibleDescription()
    assert said.startswith("Worse off than need be. It comes back. To stay was right.")


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_Space])
def test_done_closes_the_scenario(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, key: Qt.Key
) -> None:
    play(*PERFECT)
    with qtbot.waitSignal(scenario_page.closed):
        press(qtbot, scenario_page, key)


@pytest.mark.parametrize(
    ("button", "signal"), [("retry", "retry_requested"), ("anew", "anew_requested")]
)
def test_it_can_be_played_again(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, button: str, signal: str
) -> None:
    play(*HARMFUL)
    part(scenario_page, button).setFocus()
    with qtbot.waitSignal(getattr(scenario_page, signal)):
        press(qtbot, scenario_page, Key.Key_Return)


def test_what_a_second_try_took_over_is_marked(
    scenario_page: ScenarioPage, play: Play, scenario_world: Application
) -> None:
    first = play("shout", "phone", "wait", "spray", "breathe", "cancel")
    scenario_page.start(scenario_world.scenarios.open(first.retry_from_first_mistake()))
    assert "He does not answer." in shown(scenario_page)
    assert "Taken over from your earlier run. This helps" in shown(scenario_page)
    finish(
        scenario_world.scenarios.open(
            scenario_world.practice.open_scenario(first.learner_id).run_id
        ),
        scenario_page,
    )
    assert "Second try from a mistake on 2 March." in shown(scenario_page)


def finish(session: ScenarioSession, scenario_page: ScenarioPage) -> None:
    """Take the right actions from here, and show the end."""
    for action in ("spray", "breathe", "stay-with"):
        session.act(action, 0)
    scenario_page.start(session)


def test_the_source_is_shown_once_the_document_was_added(
    scenario_page: ScenarioPage, play: Play, qtbot: QtBot, scenario_world: Application
) -> None:
    session = play(*PERFECT)
    press(qtbot, scenario_page, Key.Key_S)
    assert "Add the document under Sources" in shown(scenario_page.findChild(Toast))
    path = scenario_world.data_dir / "two-receptors.txt"
    path.write_text(DOCUMENT_TEXT, encoding="utf-8")
    scenario_world.sources.add(path)
    scenario_page.start(session)
    with qtbot.waitSignal(scenario_page.show_source_requested) as asked:
        press(qtbot, scenario_page, Key.Key_S)
    assert asked.args == ["doc", "c-ketamine"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (90, "1 minute 30 seconds")],
)
def test_times_are_said_as_people_say_them(seconds: int, said: str) -> None:
    assert words.time_words(seconds) == said
