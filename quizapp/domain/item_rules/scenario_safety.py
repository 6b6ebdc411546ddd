"""Which safety wordings a scenario needs by what happens in it, whatever words it uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.item_rules import ground_rules
from quizapp.domain.item_rules.scenario_proofs import breathes_normally
from quizapp.domain.item_rules.scenario_states import gives_naloxone
from quizapp.domain.scenarios import Effect

if TYPE_CHECKING:
    from quizapp.domain.item_rules.scenario_view import ScenarioView

BELIEF_WORDINGS = {
    "MC09": ("SAF-01",),
    "MC10": ("SAF-02",),
    "MC11": ("SAF-03",),
    "MC12": ("SAF-04", "SAF-09"),
    "MC13": ("SAF-05", "SAF-04"),
    "MC20": ("SAF-06",),
    "MC24": ("SAF-07",),
    "MC27": ("SAF-10", "SAF-01", "SAF-02", "SAF-03"),
    "MC29": ("SAF-11", "SAF-01", "SAF-03", "SAF-04", "SAF-05"),
    "MC30": ("SAF-05", "SAF-04"),
    "MC31": ("SAF-04", "SAF-01", "SAF-11"),
}
"""The wordings that answer a belief when somebody acts upon it; one of them is enough."""

_FORCE = re.compile(r"\b(?:by force|by the arms|face down|hold (?:her|him|them) down|pin)\b")
_BREAK = re.compile(r"\b(?:detox|prison|without opioids|tolerance)\b")


class Need(NamedTuple):
    """Something that may happen in a scenario, and the wordings of which it then needs one."""

    about: str
    happens: Callable[[ScenarioView], bool]
    wordings: tuple[str, ...]


def _gives_naloxone(view: ScenarioView) -> bool:
    return any(gives_naloxone(action.does) for _, action in view.actions())


def _lacks_breath(view: ScenarioView) -> bool:
    seen = [scene.signs for scene in view.scenario.scenes.values() if scene.signs]
    return any(not signs.responds and not breathes_normally(signs) for signs in seen)


def _uses_force(view: ScenarioView) -> bool:
    return any(
        action.effect is Effect.HARM and _FORCE.search(action.text.lower())
        for _, action in view.actions()
    )


def _follows_a_break(view: ScenarioView) -> bool:
    return bool(_BREAK.search(view.asked))


NEEDS = (
    Need(
        "somebody who does not respond and does not breathe normally",
        _lacks_breath,
        ("SAF-01", "SAF-02", "SAF-03", "SAF-04", "SAF-05", "SAF-11"),
    ),
    Need("naloxone", _gives_naloxone, ("SAF-01", "SAF-04", "SAF-05")),
    Need("holding somebody by force", _uses_force, ("SAF-09", "SAF-18")),
    Need("a break from opioids", _follows_a_break, ("SAF-13",)),
)


def wording_missing(view: ScenarioView) -> Iterator[str]:
    """L18."""
    scenario = view.scenario
    yield from ground_rules.safety_problems(
        scenario.safety, view.asked, scenario.explanation, view.context, "scenario"
    )
    if not scenario.safety:
        yield "A safety wording stands at every end: name at least one in `safety`"
    for need in NEEDS:
        if need.happens(view) and not set(need.wordings) & set(scenario.safety):
            yield f"The scenario is about {need.about}: name {_any_of(need.wordings)} in `safety`"
    for scene, action in view.actions():
        wordings = BELIEF_WORDINGS.get(action.misconception or "", ())
        if wordings and not set(wordings) & set(scenario.safety):
            yield (
                f"{scene.id}.{action.id}: this acts upon {action.misconception}, which"
                f" {_any_of(wordings)} answers; name it in `safety`"
            )


def _any_of(wordings: tuple[str, ...]) -> str:
    return " or ".join(wordings)
