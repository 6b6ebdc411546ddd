"""L28 for scenarios: proofs over all states, and the invariants that keep them safe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.scenarios import Effect, Outcome, act, begin, open_actions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.domain.scenarios import Action, Moment, Scenario, Signs

MOST_STATES = 200_000
_TOO_SLOW = 10
"""Breaths a minute below which an adult does not breathe normally."""
_MINUTE_S = 60
_BREATHES_FOR = {"breaths", "cpr", "compressions"}
_LEAVES = re.compile(r"\b(?:leave|walk away|go home|drive off)\b", re.IGNORECASE)
_STAYS = re.compile(r"\b(?:stay|help (?:has|is here|takes over)|hand over)\b", re.IGNORECASE)


class State(NamedTuple):
    """What decides what can happen next: the scene, and what is done.

    Time is not part of it: where a scene can end by time, the proofs take it that it may.
    """

    scene: str
    done: frozenset[str]


def check_scenario(scenario: Scenario) -> Iterator[str]:
    """Give one sentence for each way in which a scenario breaks a rule."""
    dead = list(_dead_links(scenario))
    yield from dead
    if dead:
        return
    yield from _empty_scenes(scenario)
    yield from _reference_path(scenario)
    states = _States(scenario)
    if not states.are_all:
        yield f"There are more than {MOST_STATES} states, too many to prove anything; simplify"
        return
    yield from states.unreached()
    yield from states.without_end()
    yield from dict.fromkeys(_unsafe_actions(scenario, states))


def _dead_links(scenario: Scenario) -> Iterator[str]:
    named = [("start", scenario.start)]
    for scene in scenario.scenes.values():
        named += [(f"{scene.id}.{action.id}", action.to) for action in scene.actions if action.to]
        if scene.until:
            named.append((f"{scene.id}.until", scene.until.to))
        if scene.late:
            named.append((f"{scene.id}.late", scene.late.to))
    for place, target in named:
        if target not in scenario.scenes:
            yield f"{place} leads to {target}, which is no scene"


def _empty_scenes(scenario: Scenario) -> Iterator[str]:
    for scene in scenario.scenes.values():
        if scene.end is None and not scene.actions:
            yield f"The scene {scene.id} has neither actions nor an end"
        elif scene.end is not None and (scene.actions or scene.until or scene.late):
            yield f"The scene {scene.id} is an end, so nothing can be done in it"
        elif scene.end is None and scene.signs is None:
            yield f"The scene {scene.id} does not say what is seen (signs)"
        elif scene.end is None and all(a.effect is not Effect.GOOD for a in scene.actions):
            yield f"The scene {scene.id} has no good action"


def _state(moment: Moment) -> State:
    return State(moment.scene, moment.done)


class _States:
    """All states of a scenario, each with the moment that first reached it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        first = begin(scenario)
        self.moments: dict[State, Moment] = {_state(first): first}
        self._before: dict[State, set[State]] = {}
        queue = list(self.moments)
        while queue and self.are_all:
            state = queue.pop()
            for reached, moment in self._after(state):
                self._before.setdefault(reached, set()).add(state)
                if reached not in self.moments:
                    self.moments[reached] = moment
                    queue.append(reached)

    @property
    def are_all(self) -> bool:
        """Whether the search went through all states."""
        return len(self.moments) <= MOST_STATES

    def unreached(self) -> Iterator[str]:
        """Give the scenes that no state is in."""
        seen = {state.scene for state in self.moments}
        for scene in self._scenario.scenes:
            if scene not in seen:
                yield f"The scene {scene} is never reached"

    def without_end(self) -> Iterator[str]:
        """Give the scenes from which, in some state, no end can be reached any more."""
        scenes = self._scenario.scenes
        queue = [state for state in self.moments if scenes[state.scene].end is not None]
        can_end = set(queue)
        while queue:
            for earlier in self._before.get(queue.pop(), set()) - can_end:
                can_end.add(earlier)
                queue.append(earlier)
        for scene in sorted({state.scene for state in set(self.moments) - can_end}):
            yield f"From the scene {scene} no end may be reached any more"

    def _after(self, state: State) -> Iterator[tuple[State, Moment]]:
        moment = self.moments[state]
        for action in open_actions(self._scenario, moment):
            after = act(self._scenario, moment, action.id)
            yield _state(after), after
        late = self._scenario.scenes[moment.scene].late
        if late is not None:
            after = replace(moment, scene=late.to, in_scene_s=0)
            yield _state(after), after


def _reference_path(scenario: Scenario) -> Iterator[str]:
    moment = begin(scenario)
    for action_id in scenario.reference_path:
        try:
            moment = act(scenario, moment, action_id)
        except (KeyError, ValueError):
            yield f"The reference path cannot do {action_id} in the scene {moment.scene}"
            return
    missing = sorted(set(scenario.critical) - moment.done)
    if missing:
        yield f"The reference path leaves out critical steps: {', '.join(missing)}"
    if scenario.scenes[moment.scene].end is not Outcome.SAVED:
        yield f"The reference path ends in {moment.scene}, which is not 'saved'"


def _unsafe_actions(scenario: Scenario, states: _States) -> Iterator[str]:
    """Give what is wrong with the effect of an action in any state in which it can be taken."""
    checks = any(
        "check" in action.does for scene in scenario.scenes.values() for action in scene.actions
    )
    for state, moment in states.moments.items():
        scene = scenario.scenes[state.scene]
        if scene.signs is None:
            continue
        for action in open_actions(scenario, moment):
            # Before anybody has checked, nobody can know that the person does not respond.
            is_known = "check" in moment.done or not checks
            for problem in _effect_problems(scene.signs, action, moment, is_known=is_known):
                yield f"{scene.id}.{action.id}: {problem}"


def _effect_problems(
    signs: Signs, action: Action, moment: Moment, *, is_known: bool
) -> Iterator[str]:
    breathes = signs.breaths_per_minute >= _TOO_SLOW
    effect = action.effect
    if _gives_naloxone(action.does):
        yield from _naloxone_problems(signs, action, moment, breathes=breathes)
    leaves = _LEAVES.search(action.text) and not _STAYS.search(action.text)
    if leaves and effect is Effect.GOOD:
        yield "leaving before help is never good"
    is_left = action.cost_s >= _MINUTE_S and not _BREATHES_FOR.intersection(action.does)
    in_danger = is_known and not signs.responds and not breathes
    if is_left and in_danger and effect is not Effect.HARM:
        yield (
            "it leaves somebody who is not breathing normally without breaths for a minute or"
            " more, which is harm"
        )


def _gives_naloxone(steps: Iterable[str]) -> bool:
    return any(step.startswith("naloxone") for step in steps)


def _naloxone_problems(
    signs: Signs, action: Action, moment: Moment, *, breathes: bool
) -> Iterator[str]:
    if action.effect is Effect.HARM:
        yield "giving naloxone is never harm"
    elif not breathes and action.effect is Effect.DELAY:
        yield "naloxone while breathing is not normal is never a delay"
    sleeps_on = breathes and not signs.responds and _gives_naloxone(moment.done)
    if sleeps_on and action.effect is Effect.GOOD:
        yield "more naloxone for somebody who sleeps and breathes normally is a delay"
