"""Scenarios to JSON and back, and the fingerprint of their text."""

from __future__ import annotations

import json
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
from quizapp.domain.scenarios import (
    Action,
    Effect,
    Late,
    Outcome,
    Scenario,
    Scene,
    Signs,
    Until,
)
from quizapp.storage.texts import dump

_VERSION_DIGITS = 16


def scenario_to_json(scenario: Scenario) -> str:
    """Return a scenario as JSON."""
    return dump(scenario)


def version_of(body: str) -> str:
    """Return the fingerprint of a scenario written as JSON: the same text has the same one."""
    # The library behind it takes 3 MB, which the many runs that are only read can do without.
    import hashlib

    return hashlib.sha256(body.encode("utf-8")).hexdigest()[:_VERSION_DIGITS]


def scenario_from_json(text: str) -> Scenario:
    """Read a scenario back."""
    return scenario_from_fields(json.loads(text))


def scenario_from_fields(stored: dict[str, Any]) -> Scenario:
    """Read a scenario back from what its JSON holds; takes `stored` apart."""
    review = stored.pop("review")
    return Scenario(
        rev=Revision(**stored.pop("rev")),
        level=Level(stored.pop("level")),
        critical=tuple(stored.pop("critical")),
        reference_path=tuple(stored.pop("reference_path")),
        scenes={scene_id: _scene(scene) for scene_id, scene in stored.pop("scenes").items()},
        safety=tuple(stored.pop("safety")),
        citations=tuple(
            Citation(made["claim"], CitationUse(made["use"])) for made in stored.pop("citations")
        ),
        references=tuple(stored.pop("references")),
        grounding=Grounding(stored.pop("grounding")),
        review=Review(**{**review, "status": ReviewStatus(review["status"])}),
        area=Area(stored.pop("area")),
        **stored,
    )


def _scene(stored: dict[str, Any]) -> Scene:
    signs, until, late, end = (stored.pop(name) for name in ("signs", "until", "late", "end"))
    return Scene(
        signs=None if signs is None else Signs(**signs),
        actions=tuple(_action(action) for action in stored.pop("actions")),
        until=None if until is None else Until(tuple(until["done"]), until["to"]),
        late=None if late is None else Late(**late),
        end=None if end is None else Outcome(end),
        **stored,
    )


def _action(stored: dict[str, Any]) -> Action:
    return Action(effect=Effect(stored.pop("effect")), does=tuple(stored.pop("does")), **stored)
