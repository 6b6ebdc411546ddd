"""Brings a window to a place in a scenario, for its pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from quizapp.domain.scenarios import Effect, Scenario, act, begin, open_actions
from quizapp.storage.scenario_store import ScenarioStore
from quizapp.ui.components.layouts import ScrollPage
from quizapp.ui.pages.practise.critical_record import HarmLine, RecordCard
from tests.picture_stage import SETTLE_MS, Stage


def _scenario_at(
    plot: Callable[[Scenario], tuple[str, ...]], *, stops_at_consequence: bool = False
) -> Callable[[Stage], None]:
    """Show the first scenario after the actions of a plot, or at what came of the last of them."""

    def prepare(stage: Stage) -> None:
        application = stage.enter()
        scenario = ScenarioStore(application.database).served()[0].scenario
        run = application.scenarios.start(application.profiles.learners()[0].id, scenario.id)
        session = application.scenarios.open(run)
        actions = plot(scenario)
        for action in actions[:-1] if stops_at_consequence else actions:
            session.act(action, 5_000)
        stage.window.workplace.shell.scenario_started.emit(run)
        QTest.qWait(SETTLE_MS)
        if stops_at_consequence:
            shown = [action.id for action in session.scene().actions]
            stage.press(Qt.Key(Qt.Key.Key_1 + shown.index(actions[-1])))
            stage.press(Qt.Key.Key_Return)

    return prepare


def _without_mistake(scenario: Scenario, steps: int | None = None) -> tuple[str, ...]:
    """Return the first actions of a good run, or all of them."""
    return scenario.reference_path[:steps]


def _worst(scenario: Scenario) -> tuple[str, ...]:
    """Return the actions of a run that harms wherever it can."""
    moment, taken = begin(scenario), []
    while scenario.scenes[moment.scene].end is None:
        offered = open_actions(scenario, moment)
        chosen = next((one for one in offered if one.effect is Effect.HARM), offered[0])
        taken.append(chosen.id)
        moment = act(scenario, moment, chosen.id)
    return tuple(taken)


def _record(stage: Stage, first: type[QWidget] = RecordCard) -> None:
    """Show what many runs come to: the first scenario done well, the others badly."""
    application = stage.enter()
    learner = application.profiles.learners()[0].id
    for place, served in enumerate(ScenarioStore(application.database).served()):
        run = application.scenarios.start(learner, served.scenario.id)
        session = application.scenarios.open(run)
        for action in _worst(served.scenario) if place else served.scenario.reference_path:
            session.act(action, 5_000)
    stage.show("practise", part="scenarios")
    card = stage.window.findChild(first)
    for scroll in stage.window.findChildren(ScrollPage):
        if scroll.isAncestorOf(card):
            bar = scroll.verticalScrollBar()
            bar.setValue(card.mapTo(scroll.widget(), card.rect().topLeft()).y() - 16)
    QTest.qWait(SETTLE_MS)


SCENARIO_PLACES: Final = {
    "first": _scenario_at(partial(_without_mistake, steps=0)),
    "scene": _scenario_at(partial(_without_mistake, steps=4)),
    "helps": _scenario_at(partial(_without_mistake, steps=4), stops_at_consequence=True),
    "harms": _scenario_at(lambda scenario: _worst(scenario)[:1], stops_at_consequence=True),
    "end-good": _scenario_at(_without_mistake),
    "end-bad": _scenario_at(_worst),
    "record": _record,
    "record-harms": partial(_record, first=HarmLine),
}
"""What is drawn of the first scenario, and how to get there."""
