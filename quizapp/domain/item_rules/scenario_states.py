"""All states that a scenario can be in: what the proofs over scenarios look through."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.scenarios import act, begin, open_actions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.domain.scenarios import Action, Moment, Scenario

MOST_STATES = 200_000


class State(NamedTuple):
    """What decides what can happen next, and what the rules ask about.

    Attributes:
        done: actions and steps done, without those that matter in no scene to come.
        in_scene_s: simulated seconds spent in the scene.
        is_checked, has_naloxone: what the rules want to know of the past.
    """

    scene: str
    done: frozenset[str]
    in_scene_s: int
    is_checked: bool
    has_naloxone: bool


def gives_naloxone(steps: Iterable[str]) -> bool:
    """Return whether one of the steps is a dose of naloxone, the first or a later one."""
    return any(step.split("-")[0] == "naloxone" for step in steps)


def _mattering(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Return for each scene the actions and steps that matter in it or in a later scene."""
    leads_to: dict[str, set[str]] = {}
    own: dict[str, set[str]] = {}
    for scene in scenario.scenes.values():
        leads_to[scene.id] = {action.to for action in scene.actions if action.to}
        own[scene.id] = {action.id for action in scene.actions if not action.to}
        if scene.until is not None:
            leads_to[scene.id].add(scene.until.to)
            own[scene.id].update(scene.until.done)
        if scene.late is not None:
            leads_to[scene.id].add(scene.late.to)
    found = {}
    for start in scenario.scenes:
        ahead, queue = {start}, [start]
        while queue:
            new = leads_to[queue.pop()] - ahead
            ahead |= new
            queue += new
        found[start] = frozenset().union(*(own[scene] for scene in ahead))
    return found


class ScenarioStates:
    """Every state that some run can reach.

    Args:
        scenario: one without dead links.
        most: stop after so many states.
    """

    def __init__(self, scenario: Scenario, most: int = MOST_STATES) -> None:
        self._scenario = scenario
        self._most = most
        self._mattering = _mattering(scenario)
        first = begin(scenario)
        self._moments: dict[State, Moment] = {self._state(first): first}
        self._before: dict[State, list[State]] = {}
        queue = list(self._moments)
        while queue and self.are_all:
            state = queue.pop()
            moment = self._moments[state]
            for action in open_actions(scenario, moment):
                after = act(scenario, moment, action.id)
                reached = self._state(after)
                self._before.setdefault(reached, []).append(state)
                if reached not in self._moments:
                    self._moments[reached] = after
                    queue.append(reached)

    def _state(self, moment: Moment) -> State:
        return State(
            scene=moment.scene,
            done=moment.done & self._mattering[moment.scene],
            in_scene_s=moment.in_scene_s,
            is_checked="check" in moment.done,
            has_naloxone=gives_naloxone(moment.done),
        )

    @property
    def are_all(self) -> bool:
        """Whether the search went through all states."""
        return len(self._moments) <= self._most

    def scenes(self) -> frozenset[str]:
        """Return the scenes that are reached."""
        return frozenset(state.scene for state in self._moments)

    def scenes_without_end(self) -> tuple[str, ...]:
        """Return the scenes in which, in some state, no end can be reached any more."""
        scenes = self._scenario.scenes
        queue = [state for state in self._moments if scenes[state.scene].end is not None]
        can_end = set(queue)
        while queue:
            for earlier in self._before.get(queue.pop(), ()):
                if earlier not in can_end:
                    can_end.add(earlier)
                    queue.append(earlier)
        return tuple(sorted({state.scene for state in set(self._moments) - can_end}))

    def choices(self) -> Iterator[tuple[Moment, Action]]:
        """Give every action in every moment in which it can be taken."""
        for moment in self._moments.values():
            for action in open_actions(self._scenario, moment):
                yield moment, action
