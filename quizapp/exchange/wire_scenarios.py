"""Scenario files as they are written: one struct a shape, as in `wire`.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType

from quizapp.domain.items import Area, Grounding, Level
from quizapp.domain.scenarios import Effect, Outcome
from quizapp.exchange.wire import (
    Count,
    Id,
    Offset,
    Strict,
    Text,
    WireCitation,
    WireReview,
    WireRevision,
)


class WireSigns(Strict):
    """What is seen in a scene."""

    responds: bool
    breaths_per_minute: Offset
    colour: Text
    pupils: Text
    oxygen: Annotated[int, Meta(ge=0, le=100)] | UnsetType = UNSET


class WireAction(Strict):
    """Something the learner can do."""

    id: Id
    text: Text
    cost_s: Count
    effect: Effect
    feedback: Text
    does: tuple[Id, ...] = ()
    to: Id | UnsetType = UNSET
    misconception: Id | UnsetType = UNSET


class WireUntil(Strict):
    """The scene ends when all of these steps are done."""

    done: Annotated[tuple[Id, ...], Meta(min_length=1)]
    to: Id


class WireLate(Strict):
    """The scene ends when this much simulated time has been spent in it."""

    after_s: Count
    to: Id


class WireScene(Strict):
    """A scene, or an end."""

    text: Text
    signs: WireSigns | UnsetType = UNSET
    actions: tuple[WireAction, ...] = ()
    until: WireUntil | UnsetType = UNSET
    late: WireLate | UnsetType = UNSET
    end: Outcome | UnsetType = UNSET


class ScenarioFile(Strict):
    """A scenario."""

    format: Literal["scenario/1"]
    id: Id
    title: Text
    rev: WireRevision
    level: Level
    area: Area
    stem: Text
    learner_knows: Text
    truth: Text
    critical: Annotated[tuple[Id, ...], Meta(min_length=1)]
    reference_path: Annotated[tuple[Id, ...], Meta(min_length=1)]
    start: Id
    scenes: dict[Id, WireScene]
    explanation: Text
    safety: Annotated[tuple[Id, ...], Meta(min_length=1)]
    citations: Annotated[tuple[WireCitation, ...], Meta(min_length=1)]
    references: Annotated[tuple[Id, ...], Meta(min_length=1)]
    grounding: Grounding
    review: WireReview
