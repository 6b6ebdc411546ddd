"""The table of rules for scenarios, and checking a scenario by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.banks import Severity
from quizapp.domain.item_rules import (
    scenario_proofs,
    scenario_safety,
    scenario_texts,
    wording_rules,
)
from quizapp.domain.item_rules.scenario_view import ScenarioView

if TYPE_CHECKING:
    from quizapp.domain.item_rules.rule import RuleContext
    from quizapp.domain.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class ScenarioRule:
    """One rule.

    Attributes:
        id: `S` and a number, or the id of the rule for items that it applies to scenarios.
        reason: why the rule is there, in one sentence.
        check: gives one sentence, without its full stop, for each breach; it starts with its
            place, which is a scene, or scene and action, and a colon, where there is one.
        level: error or warning.
    """

    id: str
    reason: str
    check: Callable[[ScenarioView], Iterable[str]]
    level: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class ScenarioBreach:
    """A breach of a rule; `place` is a scene, scene.action or nothing; `message` a sentence."""

    rule: str
    level: Severity
    place: str
    message: str


def check_scenario(scenario: Scenario, context: RuleContext) -> Iterator[ScenarioBreach]:
    """Give every breach of the rules by a scenario."""
    view = ScenarioView(scenario, context)
    yield from _breaches(view, TEXT_RULES)
    links = list(_breaches(view, LINK_RULES))
    yield from links
    if not links:
        # Through dead links or endless states nothing can be proved.
        yield from _breaches(view, PROOFS if view.states.are_all else (TOO_MANY_STATES,))


def _breaches(view: ScenarioView, rules: Iterable[ScenarioRule]) -> Iterator[ScenarioBreach]:
    for rule in rules:
        for message in dict.fromkeys(rule.check(view)):
            place = message.split(": ", 1)[0]
            is_place = place.split(".")[0] in view.scenario.scenes
            yield ScenarioBreach(rule.id, rule.level, place if is_place else "", f"{message}.")


TEXT_RULES: tuple[ScenarioRule, ...] = (
    ScenarioRule(
        "S13",
        "Who sees a bad end must learn from it what to do.",
        scenario_texts.ends_without_right_action,
    ),
    ScenarioRule(
        "S14",
        "A long search for a pulse costs breaths.",
        scenario_texts.long_pulse_checks,
    ),
    ScenarioRule(
        "S15",
        "Too little oxygen looks different on dark and on light skin.",
        scenario_texts.colours_of_one_skin,
    ),
    ScenarioRule(
        "S16", "Signs that cannot be teach something wrong.", scenario_texts.impossible_signs
    ),
    ScenarioRule(
        "L14",
        "Who has to act fast reads short sentences in plain words.",
        scenario_texts.hard_to_read,
    ),
    ScenarioRule("L15", "Long stems test patience.", scenario_texts.stem_too_long),
    ScenarioRule(
        "L16",
        "A belief that an action gives away must be one that can be refuted.",
        scenario_texts.beliefs_unknown,
    ),
    ScenarioRule(
        "L17",
        "A scenario says where it comes from, and uses claims as their judgement allows.",
        scenario_texts.citations_misused,
    ),
    ScenarioRule(
        "L18",
        "Half a safety message is dangerous; the whole one stands at every end.",
        scenario_safety.wording_missing,
    ),
    ScenarioRule(
        "L20", "The app must not be read as a guide to doses.", wording_rules.states_a_dose
    ),
    ScenarioRule(
        "L21",
        "A scenario rests on an authority that somebody has read.",
        scenario_texts.references_missing,
    ),
    ScenarioRule("L24", "Words that shame people keep them from help.", wording_rules.stigmatising),
    ScenarioRule("L25", "The app advertises nobody.", wording_rules.names_a_facility),
    ScenarioRule(
        "text",
        "Text is shown as it stands, so marks for bold or links would be read out.",
        wording_rules.marked_up,
    ),
    ScenarioRule(
        "review", "Nobody sees the flaws of their own scenario.", scenario_texts.review_unsound
    ),
    ScenarioRule(
        "L26",
        "An explanation is long enough to teach and short enough to be read.",
        scenario_texts.explanation_length,
    ),
)
"""Rules about what stands in a scenario."""

LINK_RULES: tuple[ScenarioRule, ...] = (
    ScenarioRule("S01", "Nobody may be led to nowhere.", scenario_proofs.dead_links),
    ScenarioRule(
        "S02",
        "In every scene there is something to see and something good to do, or it is an end.",
        scenario_proofs.unplayable_scenes,
    ),
)
"""Rules about scenes; what can be proved is proved once they are kept."""

TOO_MANY_STATES = ScenarioRule(
    "S03", "What cannot be looked through cannot be proved.", scenario_proofs.too_many_states
)

PROOFS: tuple[ScenarioRule, ...] = (
    ScenarioRule(
        "S04", "A scene that nobody reaches teaches nobody.", scenario_proofs.unreached_scenes
    ),
    ScenarioRule(
        "S05", "Whatever was done, the story comes to an end.", scenario_proofs.endless_scenes
    ),
    ScenarioRule(
        "S06",
        "Runs are compared with a path that does all that matters and saves the person.",
        scenario_proofs.broken_reference_path,
    ),
    ScenarioRule(
        "S07", "The path to compare with holds no mistake.", scenario_proofs.reference_path_errs
    ),
    ScenarioRule(
        "S08",
        "Nobody may learn to hold naloxone back from somebody who does not breathe.",
        scenario_proofs.naloxone_misjudged,
    ),
    ScenarioRule(
        "S09",
        "Naloxone is for breathing, not for waking.",
        scenario_proofs.needless_naloxone_praised,
    ),
    ScenarioRule(
        "S10", "Breathing can slow again, so somebody stays.", scenario_proofs.leaving_praised
    ),
    ScenarioRule(
        "S11",
        "A minute without breaths costs the brain oxygen.",
        scenario_proofs.left_without_breaths,
    ),
    ScenarioRule(
        "S12",
        "Rescue breaths and CPR with breaths both bring oxygen; the call handler decides.",
        scenario_proofs.breaths_misjudged,
    ),
    ScenarioRule(
        "S17",
        "A clock that cannot run out promises an end that nobody meets.",
        scenario_proofs.idle_clocks,
        Severity.WARNING,
    ),
    ScenarioRule(
        "S18",
        "Nobody may be told that they did well by what made it end badly.",
        scenario_proofs.bad_ends_praised,
    ),
)
"""Rules that hold in every state that a run can reach."""
