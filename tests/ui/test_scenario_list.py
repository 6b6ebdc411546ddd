"""The tab of scenarios: states, ways in, and the runs that were finished."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.application.scenario_views import HarmfulAct
from quizapp.bootstrap import Application
from quizapp.ui.background import Background
from quizapp.ui.components.cards import EmptyState
from quizapp.ui.components.tables import TONE_ROLE
from quizapp.ui.pages.practise.critical_record import HarmLine, RecordCard, RecordTable
from quizapp.ui.pages.practise.scenarios import HistoryCard, ScenarioCardView, ScenariosTab
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Desk
from tests.conftest import Clock
from tests.ui.scenario_steps import shown
from tests.ui.session_steps import Answers, part, settle
from tests.unit.domain.scenario_factory import HARMFUL, PERFECT

pytest_plugins = ("tests.ui.scenario_fixtures",)


@pytest.fixture
def tab(qtbot: QtBot, qapp: QApplication, scenario_world: Application, player: str) -> ScenariosTab:
    look = Look(qapp, scenario_world.preferences)
    made = ScenariosTab(Desk(scenario_world, player, Background(scenario_world.reopened), look))
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.refresh()
    made.show()
    settle()
    return made


def play(tab: ScenariosTab, *actions: str) -> str:
    """Play the small scenario, show what is so now, and return the id of the run."""
    scenarios = tab.desk.application.scenarios
    run_id = scenarios.start(tab.desk.learner_id, "T01")
    session = scenarios.open(run_id)
    for action in actions:
        session.act(action, 0)
    tab.refresh()
    settle()
    return run_id


def words(tab: ScenariosTab) -> str:
    return shown(tab.findChild(ScenarioCardView))


def test_a_scenario_shows_what_one_is_told_and_starts(qtbot: QtBot, tab: ScenariosTab) -> None:
    assert "In the kitchen\nA housemate lies on the floor." in words(tab)
    assert "Not tried yet" in words(tab)
    assert "For learning only." in shown(tab)
    with qtbot.waitSignal(tab.scenario_started) as started:
        qtbot.keyClick(part(tab, "go-T01"), Qt.Key.Key_Space)
    session = tab.desk.application.scenarios.open(started.args[0])
    assert session.scene().text == "He does not move."


def test_one_under_way_is_gone_on_with_or_begun_anew(qtbot: QtBot, tab: ScenariosTab) -> None:
    run_id = play(tab, "shout")
    assert "Under way, 1 action taken" in words(tab)
    go = part(tab, "go-T01")
    assert (go.text(), go.accessibleName()) == ("Go on", "Go on: In the kitchen")
    with qtbot.waitSignal(tab.scenario_started) as started:
        go.click()
    assert started.args == [run_id]
    with qtbot.waitSignal(tab.scenario_started) as started:
        part(tab, "anew-T01").click()
    assert started.args != [run_id]


@pytest.mark.parametrize(
    ("path", "state", "best"),
    [
        (PERFECT, "Passed", "Best: 100% of the critical steps. Last time: saved."),
        (
            HARMFUL,
            "Tried once",
            "Best: 80% of the critical steps. Last time: worse off than need be.",
        ),
    ],
)
def test_one_that_was_tried_shows_its_best_result(
    tab: ScenariosTab, path: tuple[str, ...], state: str, best: str
) -> None:
    play(tab, *path)
    assert state in words(tab)
    assert best in words(tab)
    assert part(tab, "go-T01").text() == "Try again"
    assert not tab.findChild(QPushButton, "anew-T01").isVisible()


def test_finished_runs_are_listed_newest_first_and_can_be_opened(
    qtbot: QtBot, tab: ScenariosTab
) -> None:
    assert not tab.findChild(HistoryCard).isVisible()
    first = play(tab, *HARMFUL)
    play(tab, *PERFECT)
    seen = shown(tab.findChild(HistoryCard))
    assert "2 March · Saved · 100% of the critical steps" in seen
    line = "2 March · Worse off than need be · 80% of the critical steps · 2 harmful actions"
    assert seen.index("Saved") < seen.index(line)
    with qtbot.waitSignal(tab.scenario_started) as started:
        part(tab, f"run-{first}").click()
    assert started.args == [first]


def test_a_second_try_is_named_as_such_in_the_history(tab: ScenariosTab) -> None:
    scenarios = tab.desk.application.scenarios
    first = scenarios.open(play(tab, *HARMFUL))
    again = scenarios.open(first.retry_from_first_mistake())
    for action in ("spray", "breathe", "stay-with"):
        again.act(action, 0)
    tab.refresh()
    assert "second try from a mistake" in shown(tab.findChild(HistoryCard))


def test_a_long_history_is_shown_whole_on_request(tab: ScenariosTab) -> None:
    for _run in range(8):
        play(tab, *HARMFUL)
    history = tab.findChild(HistoryCard)
    assert shown(history).count("In the kitchen") == 6
    button = part(tab, "all-runs")
    assert button.text() == "Show all 8 runs"
    button.click()
    settle()
    assert shown(history).count("In the kitchen") == 8
    assert not button.isVisible()
    assert tab.focusWidget() is history.tab_stops()[6]


def test_without_a_run_there_is_no_record(tab: ScenariosTab) -> None:
    assert not tab.findChild(RecordCard).isVisible()
    play(tab, "shout")
    assert not tab.findChild(RecordCard).isVisible()


def test_the_record_tells_how_often_each_critical_step_was_done_and_missed(
    tab: ScenariosTab,
) -> None:
    play(tab, *HARMFUL)
    play(tab, *PERFECT)
    model = tab.findChild(RecordTable).model()
    rows = [[model.index(line, place).data() for place in range(3)] for line in range(5)]
    assert rows[0] == ["Call for help", "2", "0"]
    assert rows[4] == ["Stay until help takes over", "1", "1"]
    assert [model.index(line, 2).data(TONE_ROLE) for line in (0, 4)] == ["text3", "bad"]


def test_the_record_can_be_read_aloud(tab: ScenariosTab) -> None:
    play(tab, *HARMFUL)
    table = QAccessible.queryAccessibleInterface(tab.findChild(RecordTable))
    assert table.role() == QAccessible.Role.Table
    assert "how often each was done and missed" in table.text(QAccessible.Text.Name)
    (first, *_others) = tab.findChildren(HarmLine)
    assert first.accessibleName() == "Do wait. In the kitchen · once, on 2 March. Still open."


def test_harmful_actions_are_told_with_how_often_and_whether_they_are_open(
    tab: ScenariosTab, clock: Clock
) -> None:
    play(tab, *PERFECT)
    assert "Nothing that you did would have harmed." in shown(tab.findChild(RecordCard))
    play(tab, *HARMFUL)
    play(tab, *HARMFUL)
    seen = shown(tab.findChild(RecordCard))
    assert "2 actions are still open. One is put right when you pass its scenario" in seen
    assert "Do wait\nIn the kitchen · twice, the last time on 2 March\nStill open" in seen
    clock.advance(days=1)
    play(tab, *PERFECT)
    seen = shown(tab.findChild(RecordCard))
    assert "All of them are put right." in seen
    assert "Still open" not in seen


def test_harm_in_a_run_that_was_left_stands_there_without_a_table(tab: ScenariosTab) -> None:
    play(tab, "shout", "wait")
    seen = shown(tab.findChild(RecordCard))
    assert "1 action is still open." in seen
    assert "Critical steps so far" not in seen


def test_many_harmful_actions_are_shown_whole_on_request(tab: ScenariosTab) -> None:
    play(tab, *PERFECT)
    harm = HarmfulAct(title="A", action="B", times=1, day=date(2026, 3, 2), is_open=True)
    record = tab.findChild(RecordCard)
    record.show_acts([replace(harm, action=f"Act {number}") for number in range(8)])
    assert shown(record).count("Still open") == 6
    button = part(tab, "all-harms")
    assert button.text() == "Show all 8 harmful actions"
    button.click()
    settle()
    assert shown(record).count("Still open") == 8
    assert not button.isVisible()
    assert tab.focusWidget() is record.tab_stops()[0]


def test_tab_goes_from_the_scenarios_to_the_runs(qtbot: QtBot, tab: ScenariosTab) -> None:
    for _run in range(7):
        play(tab, *HARMFUL)
    tab.activateWindow()
    part(tab, "go-T01").setFocus()
    runs = tab.desk.application.scenarios.history(tab.desk.learner_id)
    for expected in ["critical-record", *(f"run-{run.run_id}" for run in runs[:6]), "all-runs"]:
        qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Tab)
        assert tab.focusWidget().objectName() == expected


def test_what_cannot_be_started_is_said_in_a_dialog(
    qtbot: QtBot, tab: ScenariosTab, scenario_world: Application
) -> None:
    scenario_world.database.execute("UPDATE scenario SET active = 0")
    said = Answers("Close")
    with qtbot.assertNotEmitted(tab.scenario_started):
        part(tab, "go-T01").click()
    assert said.title == "That did not work"


def test_without_any_scenario_it_says_so(tab: ScenariosTab, scenario_world: Application) -> None:
    scenario_world.database.execute("UPDATE scenario SET active = 0")
    tab.refresh()
    assert tab.findChild(EmptyState).isVisible()
    assert "No scenarios yet" in shown(tab)
    assert "For learning only." not in shown(tab)
