"""Blueprints and ready-made sets as they are written.

Annotations are evaluated here (msgspec reads them), so this module does not postpone them.
"""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, UnsetType, field

from quizapp.domain.assignments import (
    LONGEST_LIMIT_S,
    MOST_ATTEMPTS,
    MOST_QUESTIONS,
    AssignmentMode,
    Feedback,
)
from quizapp.domain.items import Level
from quizapp.exchange.wire import Id, Offset, Strict, Text

Share = Annotated[float, Meta(ge=0, le=1)]


class WireKindCounts(Strict):
    """How many questions of each kind are wanted, at least; a kind left out wants none."""

    single_best: Offset = 0
    multiple_response: Offset = 0
    true_false_reason: Offset = 0
    ordering: Offset = 0
    matching: Offset = 0
    numeric: Offset = 0
    hotspot: Offset = 0
    vignette: Offset = 0
    two_tier: Offset = 0
    scenario: Offset = 0


class WireLevelCounts(Strict):
    """How many questions of each level are wanted, at least."""

    recall: Offset = 0
    apply: Offset = 0
    analyse: Offset = 0


class WireTopicPlan(Strict):
    """What a topic wants; the id is that of the topic."""

    id: Id
    kinds: WireKindCounts
    levels: WireLevelCounts


class WireBeliefPlan(Strict):
    """What every misconception wants."""

    distractors: Offset
    kinds: Offset
    two_tier: Offset


class BlueprintFile(Strict):
    """What a collection of banks promises to cover."""

    format: Literal["blueprint/1"]
    topics: tuple[WireTopicPlan, ...] = ()
    most_recall: Share | UnsetType = UNSET
    beyond_recall: dict[Id, Share] = field(default_factory=dict)
    misconceptions: WireBeliefPlan | UnsetType = UNSET
    every_claim: bool = False
    in_cases: tuple[Id, ...] = ()
    without_question: tuple[Id, ...] = ()


class WirePass(Strict):
    """What it takes to pass a set."""

    score: Share
    no_critical_error: bool


class SetFile(Strict, rename={"passes": "pass"}):
    """A ready-made set of questions."""

    format: Literal["set/1"]
    id: Id
    title: Text
    items: Annotated[tuple[Id, ...], Meta(min_length=1)]
    passes: WirePass


class WireAssignmentPass(WirePass):
    """What it takes to pass an assignment: also, by topic, what the topic takes alone."""

    topics: dict[Id, Share] = field(default_factory=dict)


class WireOverride(Strict):
    """What one learner has other than the rest; named by reference, name or id."""

    learner: Text
    time_factor: float = 1.0
    due: Text | UnsetType = UNSET


class WireFillLine(Strict):
    """So many questions of a topic, drawn when it is assigned; of one level or kind, if named."""

    topic: Id
    count: Annotated[int, Meta(ge=1, le=MOST_QUESTIONS)]
    level: Level | UnsetType = UNSET
    kind: Text | UnsetType = UNSET


class AssignmentFile(Strict, rename={"passes": "pass"}):
    """What a trainer asks for: one of `items`, `set` and `fill` says which questions."""

    format: Literal["assignment/1"]
    id: Id
    title: Annotated[Text, Meta(max_length=200)]
    mode: AssignmentMode
    items: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MOST_QUESTIONS)] | UnsetType = (
        UNSET
    )
    set: Id | UnsetType = UNSET
    fill: Annotated[tuple[WireFillLine, ...], Meta(min_length=1, max_length=100)] | UnsetType = (
        UNSET
    )
    leave_out_seen: bool = False
    banks: tuple[Text, ...] = ()
    shuffle_questions: bool = False
    one_file: bool = False
    opens: Text | UnsetType = UNSET
    due: Text | UnsetType = UNSET
    minutes: Annotated[int, Meta(ge=1, le=LONGEST_LIMIT_S // 60)] | UnsetType = UNSET
    attempts: Annotated[int, Meta(ge=1, le=MOST_ATTEMPTS)] = 1
    feedback: Feedback | UnsetType = UNSET
    passes: WireAssignmentPass | UnsetType = UNSET
    overrides: tuple[WireOverride, ...] = ()
