"""Rules that hold in every scene and every state of a scenario: what can be proved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quizapp.domain.item_rules.scenario_states import MOST_STATES, gives_naloxone
from quizapp.domain.scenarios import Effect, Outcome, act, begin

if TYPE_CHECKING:
    from quizapp.domain.item_rules.scenario_view import ScenarioView
    from quizapp.domain.scenarios import Signs

_TOO_SLOW = 10
"""Breaths a minute below which an adult does not breathe normally."""
_MINUTE_S = 60
_BREATHES_FOR = ("breaths", "cpr", "compressions")
_WITH_BREATHS = ("breaths", "cpr")
_LEAVES = re.compile(
    r"\bleav(?:e|es|ing)\b(?! (?:the )?(?:(?:phone|line|door|call|light)s?\b|open\b|on\b))"
    r"|\b(?:walk|drive|run|slip|sneak|head|go|hurry|ride|cycle) (?:away|home|off|out)\b"
    r"|\b(?:go|return|head) (?:back )?to (?:bed|work|sleep|the (?:party|others|club|bar))\b",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:stay|help (?:has|is here|takes over)|hand over)\b", re.IGNORECASE)


def dead_links(view: ScenarioView) -> Iterator[str]:
    """S01."""
    scenario = view.scenario
    if scenario.start not in scenario.scenes:
        yield f"start leads to {scenario.start}, which is no scene"
    for scene in scenario.scenes.values():
        named = [(f"{scene.id}.{action.id}", action.to) for action in scene.actions if action.to]
        if scene.until:
            named.append((f"{scene.id}.until", scene.until.to))
        if scene.late:
            named.append((f"{scene.id}.late", scene.late.to))
        for place, target in named:
            if target not in scenario.scenes:
                yield f"{place}: this leads to {target}, which is no scene"


def unplayable_scenes(view: ScenarioView) -> Iterator[str]:
    """S02."""
    for scene in view.scenario.scenes.values():
        if scene.end is not None and (scene.actions or scene.until or scene.late):
            yield f"{scene.id}: the scene is an end, so nothing can be done in it"
        elif scene.end is None and not scene.actions:
            yield f"{scene.id}: the scene has neither actions nor an end"
        elif scene.end is None and scene.signs is None:
            yield f"{scene.id}: the scene does not say what is seen (`signs`)"
        elif scene.end is None and all(a.effect is not Effect.GOOD for a in scene.actions):
            yield f"{scene.id}: the scene has no good action"


def too_many_states(_view: ScenarioView) -> Iterator[str]:
    """S03."""
    yield f"There are more than {MOST_STATES} states, too many to prove anything; simplify"


def unreached_scenes(view: ScenarioView) -> Iterator[str]:
    """S04; what only a clock leads to, S17 looks at."""
    by_links = _linked(view)
    for scene in view.scenario.scenes:
        if scene not in by_links:
            yield f"{scene}: the scene is never reached"


def idle_clocks(view: ScenarioView) -> Iterator[str]:
    """S17."""
    for scene in sorted(_linked(view) - view.states.scenes()):
        yield f"{scene}: no run gets here, as actions take too little time for `late` to come"


def _linked(view: ScenarioView) -> frozenset[str]:
    """Return the scenes that are reached, or would be if every `late` could come."""
    scenes = view.scenario.scenes
    found = set(view.states.scenes())
    queue = list(found)
    while queue:
        scene = scenes[queue.pop()]
        targets = {scene.late.to} if scene.late else set()
        if scene.id not in view.states.scenes():
            targets |= {action.to for action in scene.actions if action.to}
            targets |= {scene.until.to} if scene.until else set()
        queue += targets - found
        found |= targets
    return frozenset(found)


def bad_ends_praised(view: ScenarioView) -> Iterator[str]:
    """S18."""
    scenes = view.scenario.scenes
    for scene, action in view.actions():
        end = scenes[action.to].end if action.to else None
        if end not in {None, Outcome.SAVED} and action.effect is Effect.GOOD:
            yield f"{scene.id}.{action.id}: an action that leads straight to a bad end is never good"


def endless_scenes(view: ScenarioView) -> Iterator[str]:
    """S05."""
    for scene in view.states.scenes_without_end():
        yield f"{scene}: from here, no end may be reached any more"


def broken_reference_path(view: ScenarioView) -> Iterator[str]:
    """S06."""
    scenario = view.scenario
    moment = begin(scenario)
    for action_id in scenario.reference_path:
        try:
            moment = act(scenario, moment, action_id)
        except (KeyError, ValueError):
            yield f"{moment.scene}: `reference_path` cannot do {action_id} in this scene"
            return
    missing = [step for step in scenario.critical if step not in moment.done]
    if missing:
        yield f"`reference_path` leaves out critical steps: {', '.join(missing)}"
    if scenario.scenes[moment.scene].end is not Outcome.SAVED:
        yield f"{moment.scene}: `reference_path` ends in this scene, which is not `end: saved`"


def reference_path_errs(view: ScenarioView) -> Iterator[str]:
    """S07."""
    for scene, action in view.actions():
        if action.id in view.scenario.reference_path and action.effect is not Effect.GOOD:
            yield f"{scene.id}.{action.id}: `reference_path` takes this action, which is not good"


def naloxone_misjudged(view: ScenarioView) -> Iterator[str]:
    """S08."""
    for scene, signs, action, _moment in view.situations():
        if not gives_naloxone(action.does):
            continue
        if action.effect is Effect.HARM:
            yield f"{scene.id}.{action.id}: giving naloxone is never harm"
        elif not breathes_normally(signs) and action.effect is Effect.DELAY:
            yield f"{scene.id}.{action.id}: naloxone is never a delay while breathing is not normal"


def needless_naloxone_praised(view: ScenarioView) -> Iterator[str]:
    """S09."""
    for scene, signs, action, moment in view.situations():
        sleeps_on = breathes_normally(signs) and not signs.responds and gives_naloxone(moment.done)
        if sleeps_on and gives_naloxone(action.does) and action.effect is Effect.GOOD:
            yield (
                f"{scene.id}.{action.id}: more naloxone for somebody who sleeps and breathes"
                " normally is a delay"
            )


def leaving_praised(view: ScenarioView) -> Iterator[str]:
    """S10."""
    for scene, action in view.actions():
        leaves = _LEAVES.search(action.text) and not _STAYS.search(action.text)
        if leaves and action.effect is Effect.GOOD:
            yield f"{scene.id}.{action.id}: leaving before help is there is never good"


def left_without_breaths(view: ScenarioView) -> Iterator[str]:
    """S11."""
    checks = any("check" in action.does for _scene, action in view.actions())
    for scene, signs, action, moment in view.situations():
        # Before anybody has checked, nobody can know that the person does not respond.
        is_known = "check" in moment.done or not checks
        in_danger = is_known and not signs.responds and not breathes_normally(signs)
        is_left = action.cost_s >= _MINUTE_S and not _does(action.does, _BREATHES_FOR)
        if in_danger and is_left and action.effect is not Effect.HARM:
            yield (
                f"{scene.id}.{action.id}: it leaves somebody who is not breathing normally without"
                " breaths for a minute or more, which is harm"
            )


def breaths_misjudged(view: ScenarioView) -> Iterator[str]:
    """S12."""
    for scene, signs, action, _moment in view.situations():
        needed = not signs.responds and not breathes_normally(signs)
        if needed and _does(action.does, _WITH_BREATHS) and action.effect is not Effect.GOOD:
            yield (
                f"{scene.id}.{action.id}: breaths, and CPR with breaths, are both good while"
                " breathing is not normal"
            )


def breathes_normally(signs: Signs) -> bool:
    """Return whether an adult with these signs breathes often enough."""
    return signs.breaths_per_minute >= _TOO_SLOW


def _does(steps: Iterable[str], wanted: tuple[str, ...]) -> bool:
    """Return whether one of the steps is wanted, or a further one of its sort: breaths-2."""
    return any(step.split("-")[0] in wanted for step in steps)
