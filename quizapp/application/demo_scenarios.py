"""Scenarios that the demo learner has played: one passed, one with a mistake, one left open."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.domain.scenario_runs import RunState, RunStep, ScenarioRun
from quizapp.domain.scenarios import Effect, act, begin, open_actions, replay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizapp.application.studying import StudyClock
    from quizapp.domain.scenarios import Moment, Scenario
    from quizapp.storage.scenario_store import ScenarioStore, ServedScenario

_LEFT_AFTER = 3
_DAYS_AGO = (12, 5, 1)
_HOUR = 11


def play_scenarios(
    store: ScenarioStore, clock: StudyClock, learner_id: str, rng: random.Random
) -> None:
    """Write the runs of the demo learner within a transaction that is under way.

    Each is of another scenario; where there are fewer than three, the last runs are left out.
    """
    plots = (_without_mistake, _with_a_mistake, _left_open)
    for served, plot, days in zip(store.served(), plots, _DAYS_AGO, strict=False):
        store.insert(_run(served, plot(served.scenario), learner_id, clock, days, rng))


def _without_mistake(scenario: Scenario) -> tuple[str, ...]:
    return scenario.reference_path


def _left_open(scenario: Scenario) -> tuple[str, ...]:
    return scenario.reference_path[:_LEFT_AFTER]


def _with_a_mistake(scenario: Scenario) -> tuple[str, ...]:
    """Return a run with one harmful action, the first that gives a belief away if there is one."""
    found = sorted(_mistakes(scenario), key=lambda one: one[0])
    return found[0][1] if found else scenario.reference_path


def _mistakes(scenario: Scenario) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Give runs with a harmful action that end, and whether no belief stands behind it."""
    path = scenario.reference_path
    for place, moment in enumerate(replay(scenario, path)[:-1]):
        for action in open_actions(scenario, moment):
            if action.effect is Effect.HARM:
                taken = (*path[:place], action.id)
                run = _played_on(scenario, taken, act(scenario, moment, action.id))
                if run is not None:
                    yield action.misconception is None, run


def _played_on(
    scenario: Scenario, taken: tuple[str, ...], moment: Moment
) -> tuple[str, ...] | None:
    """Return a run gone on with by good actions, each once, or None where they reach no end."""
    while scenario.scenes[moment.scene].end is None:
        good = [
            action.id
            for action in open_actions(scenario, moment)
            if action.effect is Effect.GOOD and action.id not in taken
        ]
        if not good:
            return None
        chosen = next((one for one in scenario.reference_path if one in good), good[0])
        moment = act(scenario, moment, chosen)
        taken = (*taken, chosen)
    return taken


def _run(
    served: ServedScenario,
    actions: tuple[str, ...],
    learner_id: str,
    clock: StudyClock,
    days_ago: int,
    rng: random.Random,
) -> ScenarioRun:
    scenario = served.scenario
    day = clock.today() - timedelta(days=days_ago)
    started_at = moment_at = clock.calendar.start_of(day) + timedelta(hours=_HOUR)
    steps = []
    moment = begin(scenario)
    for position, action_id in enumerate(actions):
        after = act(scenario, moment, action_id)
        ms = rng.randint(4_000, 25_000)
        moment_at += timedelta(milliseconds=ms)
        steps.append(
            RunStep(
                position=position,
                scene=moment.scene,
                action=action_id,
                at_s=after.at_s,
                ms=ms,
                acted_at=moment_at,
                day=day.isoformat(),
            )
        )
        moment = after
    has_ended = scenario.scenes[moment.scene].end is not None
    return ScenarioRun(
        id=f"{rng.getrandbits(128):032x}",
        learner_id=learner_id,
        scenario_id=scenario.id,
        version=served.version,
        seed=rng.getrandbits(32),
        state=RunState.FINISHED if has_ended else RunState.OPEN,
        started_at=started_at,
        ended_at=moment_at if has_ended else None,
        steps=tuple(steps),
    )
