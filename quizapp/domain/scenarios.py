"""Scenarios: scenes in which the learner acts, on a clock that only actions move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from quizapp.domain.items import Area, Citation, Grounding, Level, Review, ReviewStatus, Revision


class Effect(StrEnum):
    """What an action does: harm is a critical error."""

    GOOD = "good"
    DELAY = "delay"
    HARM = "harm"


class Outcome(StrEnum):
    """How a scenario ends."""

    SAVED = "saved"
    WORSE = "worse"
    DIED = "died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is seen: breaths a minute, colour of lips and nails, pupils; oxygen where measured, %."""

    responds: bool
    breaths_per_minute: int
    colour: str
    pupils: str
    oxygen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something the learner can do.

    Attributes:
        cost_s: simulated seconds that it takes.
        does: steps that are done by it, such as call, naloxone, breaths.
        to: the scene that it leads to; without one it stays in the scene and can be done once.
    """

    id: str
    text: str
    cost_s: int
    effect: Effect
    feedback: str
    does: tuple[str, ...] = ()
    to: str | None = None
    misconception: str | None = None


@dataclass(frozen=True, slots=True)
class Until:
    """The scene gives way to `to` when all steps of `done` have been done, in any order."""

    done: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class Late:
    """The scene gives way to `to` when this many simulated seconds have been spent in it."""

    after_s: int
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A place in the story: something to see and to do, or, with `end`, its end."""

    id: str
    text: str
    signs: Signs | None = None
    actions: tuple[Action, ...] = ()
    until: Until | None = None
    late: Late | None = None
    end: Outcome | None = None

    def action(self, action_id: str) -> Action:
        """Return an action of the scene.

        Raises:
            KeyError: it has none of this id.
        """
        for action in self.actions:
            if action.id == action_id:
                return action
        raise KeyError(action_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A branching story in which somebody needs help.

    Attributes:
        critical: the steps that a good run contains.
        reference_path: ids of the actions of a good run; its times are what a run is compared with.
        learner_knows: what the learner is told; truth: what has been taken.
    """

    kind: ClassVar[str] = "scenario"
    topic: ClassVar[str] = "overdose-response"

    id: str
    title: str
    rev: Revision
    level: Level
    area: Area
    stem: str
    learner_knows: str
    truth: str
    critical: tuple[str, ...]
    reference_path: tuple[str, ...]
    start: str
    scenes: dict[str, Scene]
    explanation: str
    safety: tuple[str, ...]
    citations: tuple[Citation, ...]
    references: tuple[str, ...]
    grounding: Grounding
    review: Review

    @property
    def is_served(self) -> bool:
        """Whether learners are shown this scenario: drafts are not."""
        return self.review.status is not ReviewStatus.DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where a run stands.

    Attributes:
        scene: id of the scene.
        done: ids of actions and steps done so far, over all scenes.
        at_s: simulated seconds since the beginning; in_scene_s: since the scene was entered.
    """

    scene: str
    done: frozenset[str] = frozenset()
    at_s: int = 0
    in_scene_s: int = 0


def begin(scenario: Scenario) -> Moment:
    """Return the first moment."""
    return Moment(scene=scenario.start)


def open_actions(scenario: Scenario, moment: Moment) -> tuple[Action, ...]:
    """Return what can be done now: actions that stay in the scene can be done once."""
    actions = scenario.scenes[moment.scene].actions
    return tuple(action for action in actions if action.to or action.id not in moment.done)


def act(scenario: Scenario, moment: Moment, action_id: str) -> Moment:
    """Return the moment after an action.

    An action that leads on does so; else the scene ends when all that it waits for is done, or
    when its time has run out.

    Raises:
        KeyError: the action is not of this scene.
        ValueError: it has been done already, or the scenario has ended.
    """
    scene = scenario.scenes[moment.scene]
    action = scene.action(action_id)
    if action not in open_actions(scenario, moment):
        raise ValueError(f"{action_id} has been done already")
    done = moment.done | {action.id, *action.does}
    at_s, in_scene_s = moment.at_s + action.cost_s, moment.in_scene_s + action.cost_s
    goes_to = action.to
    if goes_to is None and scene.until is not None and done.issuperset(scene.until.done):
        goes_to = scene.until.to
    if goes_to is None and scene.late is not None and in_scene_s >= scene.late.after_s:
        goes_to = scene.late.to
    if goes_to is None:
        return Moment(scene=scene.id, done=done, at_s=at_s, in_scene_s=in_scene_s)
    return Moment(scene=goes_to, done=done, at_s=at_s)


@dataclass(frozen=True, slots=True)
class PathStep:
    """One action of a run: where, what, the simulated time after it, and how long it took to pick.

    `ms` is real time, for statistics alone: the simulated clock does not know it.
    """

    scene: str
    action: str
    at_s: int
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioGrade:
    """What a finished run is worth.

    Attributes:
        points: share of the critical steps done, 0 to 1.
        passed: all of them done, the person saved, and nothing done that harms.
        done_at_s: for each critical step the simulated time at which it was done, if it was.
        harmful: ids of the harmful actions taken, in order.
        misconceptions: beliefs that the actions gave away.
    """

    points: float
    passed: bool
    done_at_s: dict[str, int | None]
    harmful: tuple[str, ...]
    misconceptions: tuple[str, ...]
    outcome: Outcome | None


def replay(scenario: Scenario, actions: tuple[str, ...]) -> tuple[Moment, ...]:
    """Return the moments of a run, the first one included. Raises what `act` raises."""
    moments = [begin(scenario)]
    for action_id in actions:
        moments.append(act(scenario, moments[-1], action_id))
    return tuple(moments)


def steps_done(scenario: Scenario, actions: tuple[str, ...]) -> frozenset[str]:
    """Return the actions, and the steps done by them, of a run. Raises what `act` raises."""
    return replay(scenario, actions)[-1].done


def grade_run(scenario: Scenario, actions: tuple[str, ...]) -> ScenarioGrade:
    """Grade a run by its actions. Raises what `act` raises."""
    moments = replay(scenario, actions)
    taken = [
        scenario.scenes[moment.scene].action(action_id)
        for moment, action_id in zip(moments, actions, strict=False)
    ]
    done_at_s: dict[str, int | None] = dict.fromkeys(scenario.critical)
    for action, after in zip(taken, moments[1:], strict=True):
        for step in action.does:
            if step in done_at_s and done_at_s[step] is None:
                done_at_s[step] = after.at_s
    done = sum(moment is not None for moment in done_at_s.values())
    harmful = tuple(action.id for action in taken if action.effect is Effect.HARM)
    beliefs = dict.fromkeys(action.misconception for action in taken if action.misconception)
    outcome = scenario.scenes[moments[-1].scene].end
    return ScenarioGrade(
        points=done / len(scenario.critical) if scenario.critical else 0.0,
        passed=done == len(scenario.critical) and outcome is Outcome.SAVED and not harmful,
        done_at_s=done_at_s,
        harmful=harmful,
        misconceptions=tuple(beliefs),
        outcome=outcome,
    )


def first_mistake(scenario: Scenario, actions: tuple[str, ...]) -> int | None:
    """Return the place of the first action that was harmful or lost time, or `None`."""
    for place, moment in enumerate(replay(scenario, actions)[:-1]):
        action = scenario.scenes[moment.scene].action(actions[place])
        if action.effect is not Effect.GOOD:
            return place
    return None


@dataclass(frozen=True, slots=True)
class BeliefMeeting:
    """An action of a run at which a belief showed, or could have shown for the last time.

    Attributes:
        position: of the action, from 0.
        chosen: the action that the belief stands behind was taken; else its scene was left
            without it.
    """

    position: int
    misconception: str
    chosen: bool


def belief_meetings(scenario: Scenario, actions: tuple[str, ...]) -> tuple[BeliefMeeting, ...]:
    """Return the beliefs that a run met, each once a visit to a scene, in the order of the run.

    A belief counts as met and not held when the scene that offered its action was left without
    it: while the scene goes on, the action may still be picked. Raises what `act` raises.
    """
    moments = replay(scenario, actions)
    found: list[BeliefMeeting] = []
    picked: set[str] = set()
    for position, action_id in enumerate(actions):
        scene = scenario.scenes[moments[position].scene]
        belief = scene.action(action_id).misconception
        if belief is not None and belief not in picked:
            picked.add(belief)
            found.append(BeliefMeeting(position, belief, chosen=True))
        # A new visit starts the time in the scene anew, also where it leads to itself.
        after = moments[position + 1]
        if after.scene != scene.id or after.in_scene_s == 0:
            offered = dict.fromkeys(other.misconception for other in scene.actions)
            found += [
                BeliefMeeting(position, other, chosen=False)
                for other in offered
                if other is not None and other not in picked
            ]
            picked = set()
    return tuple(found)
