"""A small sound scenario, to be spoilt one field at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.items import (
    Area,
    Citation,
    CitationUse,
    Grounding,
    Level,
    Review,
    ReviewStatus,
    Revision,
)
from quizapp.domain.scenarios import Action, Effect, Late, Outcome, Scenario, Scene, Signs, Until
from tests.unit.domain.item_factory import EXPLANATION

PERFECT = ("shout", "phone", "spray", "breathe", "stay-with")
"""The actions of a run without a mistake."""
HARMFUL = ("shout", "phone", "wait", "spray", "breathe", "cancel")
"""A run with two harmful actions, and a bad end."""

FAINT = Signs(responds=False, breaths_per_minute=4, colour="lips and nails grey", pupils="tiny")
AWAKE = Signs(responds=True, breaths_per_minute=14, colour="usual", pupils="small")


def action(action_id: str, effect: Effect = Effect.GOOD, **changes: Any) -> Action:
    fields = {"text": f"Do {action_id}", "cost_s": 10, "feedback": f"What {action_id} brings."}
    return Action(**{"id": action_id, "effect": effect, **fields, **changes})


def _scenes() -> tuple[Scene, ...]:
    delay, harm = Effect.DELAY, Effect.HARM
    return (
        Scene(
            id="floor",
            text="He does not move.",
            signs=FAINT,
            actions=(
                action("look", cost_s=5),
                action("shout", does=("check",), to="flat"),
                action("read-label", delay, cost_s=60),
            ),
        ),
        Scene(
            id="flat",
            text="He does not answer.",
            signs=replace(FAINT, oxygen=84),
            actions=(
                action("phone", cost_s=20, does=("call",)),
                action("spray", cost_s=15, does=("naloxone",)),
                action("breathe", cost_s=30, does=("breaths",)),
                action("wait", harm, cost_s=60, misconception="MC01"),
                action("look-out", harm, cost_s=240),
            ),
            until=Until(("call", "naloxone", "breaths"), "awake"),
            late=Late(300, "died"),
        ),
        Scene(
            id="awake",
            text="He opens his eyes.",
            signs=AWAKE,
            actions=(
                action("stay-with", cost_s=300, does=("stay",), to="saved"),
                action("cancel", harm, misconception="MC01", to="worse"),
            ),
        ),
        Scene(id="saved", text="Help takes over.", end=Outcome.SAVED),
        Scene(id="worse", text="It comes back. To stay was right.", end=Outcome.WORSE),
        Scene(id="died", text="He dies. Breaths would have been right.", end=Outcome.DIED),
    )


def scenario(**changes: Any) -> Scenario:
    """The sound scenario with some of its fields changed."""
    fields: dict[str, Any] = {
        "id": "T01",
        "title": "In the kitchen",
        "rev": Revision(1, 1),
        "level": Level.ANALYSE,
        "area": Area.ACTIONS,
        "stem": "A housemate lies on the floor.",
        "learner_knows": "He took something.",
        "truth": "Fentanyl.",
        "critical": ("check", "call", "naloxone", "breaths", "stay"),
        "reference_path": PERFECT,
        "start": "floor",
        "scenes": {scene.id: scene for scene in _scenes()},
        "explanation": EXPLANATION,
        "safety": ("SAF-01",),
        "citations": (Citation("C-sound", CitationUse.SUPPORTS),),
        "references": ("R-read",),
        "grounding": Grounding.OUTSIDE,
        "review": Review(ReviewStatus.SECOND_READ, "writer", "reader", "2026-11-21", True),
    }
    return Scenario(**{**fields, **changes})


def with_scene(scene_id: str, **changes: Any) -> Scenario:
    """The sound scenario with one scene changed, or added where there is none of this id."""
    sound = scenario()
    scene = sound.scenes.get(scene_id) or Scene(id=scene_id, text="More.")
    return replace(sound, scenes={**sound.scenes, scene_id: replace(scene, **changes)})


def with_action(scene_id: str, action_id: str, **changes: Any) -> Scenario:
    """The sound scenario with one action changed, or added where there is none of this id."""
    actions = {one.id: one for one in scenario().scenes[scene_id].actions}
    actions[action_id] = replace(actions.get(action_id) or action(action_id), **changes)
    return with_scene(scene_id, actions=tuple(actions.values()))
