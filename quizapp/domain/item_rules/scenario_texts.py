"""Rules about what stands in a scenario: its words, its signs, and what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.domain.item_rules import ground_rules, stem_rules, text
from quizapp.domain.scenarios import Effect, Outcome

if TYPE_CHECKING:
    from quizapp.domain.item_rules.scenario_view import ScenarioView

_FASTEST = 40
_LONGEST_PULSE_CHECK_S = 10
_HIGHEST_GRADE = 9.0
_NAMES_RIGHT = re.compile(r"\b(?:right|best)\b", re.IGNORECASE)
_PULSE = re.compile(r"\b(?:pulse|heartbeat)\b", re.IGNORECASE)
_BLUE = re.compile(r"\b(?:blue|purple|pale)\b", re.IGNORECASE)
_ON_ANY_SKIN = re.compile(r"\b(?:lips?|nails?|ashen|gr[ea]y)\b", re.IGNORECASE)


def ends_without_right_action(view: ScenarioView) -> Iterator[str]:
    """S13."""
    for scene in view.scenario.scenes.values():
        is_bad = scene.end is not None and scene.end is not Outcome.SAVED
        if is_bad and not _NAMES_RIGHT.search(scene.text):
            yield f"{scene.id}: an end that is not `saved` says what would have been right"


def long_pulse_checks(view: ScenarioView) -> Iterator[str]:
    """S14."""
    for scene, action in view.actions():
        is_long = action.cost_s > _LONGEST_PULSE_CHECK_S
        if _PULSE.search(action.text) and is_long and action.effect is Effect.GOOD:
            yield (
                f"{scene.id}.{action.id}: looking for a pulse for more than"
                f" {_LONGEST_PULSE_CHECK_S} seconds is never good"
            )


def colours_of_one_skin(view: ScenarioView) -> Iterator[str]:
    """S15."""
    for scene in view.scenario.scenes.values():
        colour = "" if scene.signs is None else scene.signs.colour
        if _BLUE.search(colour) and not _ON_ANY_SKIN.search(colour):
            yield (
                f"{scene.id}: `colour` says '{colour}', which is not seen on every skin; name lips"
                " or nails, or say grey or ashen"
            )


def impossible_signs(view: ScenarioView) -> Iterator[str]:
    """S16."""
    for scene in view.scenario.scenes.values():
        signs = scene.signs
        if signs is None:
            continue
        if signs.breaths_per_minute > _FASTEST:
            yield f"{scene.id}: nobody breathes {signs.breaths_per_minute} times a minute here"
        if signs.responds and not signs.breaths_per_minute:
            yield f"{scene.id}: somebody who responds breathes"


def hard_to_read(view: ScenarioView) -> Iterator[str]:
    """L14."""
    scenario = view.scenario
    texts = [("stem", scenario.stem), ("explanation", scenario.explanation)]
    texts += [(f"{scene.id}: `text`", scene.text) for scene in scenario.scenes.values()]
    texts += [
        (f"{scene.id}.{action.id}: `feedback`", action.feedback) for scene, action in view.actions()
    ]
    for place, written in texts:
        grade = text.reading_grade(written)
        if grade > _HIGHEST_GRADE:
            yield (
                f"{place} reads at grade {grade:.1f}, above {_HIGHEST_GRADE:.0f}; use shorter"
                " sentences and plainer words"
            )


def stem_too_long(view: ScenarioView) -> Iterator[str]:
    """L15."""
    return stem_rules.too_long(view.scenario.stem, stem_rules.MOST_WORDS_WITH_CASE)


def explanation_length(view: ScenarioView) -> Iterator[str]:
    """L26."""
    return stem_rules.uneven_length(view.scenario.explanation)


def beliefs_unknown(view: ScenarioView) -> Iterator[str]:
    """L16."""
    known = view.context.registers.misconceptions
    for scene, action in view.actions():
        belief = action.misconception
        if belief is not None and belief not in known:
            yield f"{scene.id}.{action.id}: the misconception {belief} is not known"
        elif belief is not None and action.effect is Effect.GOOD:
            yield f"{scene.id}.{action.id}: a good action does not stand for a misconception"


def citations_misused(view: ScenarioView) -> Iterator[str]:
    """L17."""
    for citation in view.scenario.citations:
        problem = ground_rules.citation_problem(
            citation, view.context.registers, is_contested=False
        )
        if problem:
            yield problem


def review_unsound(view: ScenarioView) -> Iterator[str]:
    """Give what is wrong with the record of who read a scenario."""
    return ground_rules.review_problems(view.scenario.review)


def references_missing(view: ScenarioView) -> Iterator[str]:
    """L21."""
    return ground_rules.reference_problems(view.scenario.references, view.context.registers)
