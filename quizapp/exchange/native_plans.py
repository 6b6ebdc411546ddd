"""Reads the blueprint of a collection and its ready-made sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType, structs

from quizapp.domain.attempts import PassRule
from quizapp.domain.coverage import BeliefPlan, Blueprint, TopicPlan
from quizapp.domain.items import Level
from quizapp.domain.question_sets import QuestionSet
from quizapp.exchange import entries, findings, wire_plans
from quizapp.exchange.findings import Findings

if TYPE_CHECKING:
    from pathlib import Path

    from quizapp.domain.banks import Finding

BLUEPRINT_FORMAT = "blueprint/1"
SET_FORMAT = "set/1"


@dataclass(frozen=True, slots=True)
class LoadedBlueprint:
    """A blueprint as read; None when it does not fit, which the findings say.

    Attributes:
        lines: the line of each topic.
    """

    name: str
    blueprint: Blueprint | None
    lines: dict[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A ready-made set as read; None when it does not fit, which the findings say.

    Attributes:
        line: where its items are listed.
    """

    name: str
    sha256: str
    chosen: QuestionSet | None
    line: int
    findings: tuple[Finding, ...]


def load_blueprint(path: Path, name: str) -> LoadedBlueprint:
    """Read a blueprint. Nothing is raised: all that is wrong is in the findings."""
    found = Findings(name)
    _, data = entries.read_fields(path, found)
    written = None
    lines: dict[str, int] = {}
    if data is not None:
        written = entries.read_heading(data, wire_plans.BlueprintFile, BLUEPRINT_FORMAT, (), found)
        for line, topic, _ in entries.each_entry(data, "topics", found):
            if topic in lines:
                message = f"The topic {topic} is planned in line {lines[topic]} already."
                found.error(line, findings.ID_RULE, message, topic)
            lines.setdefault(topic, line)
    blueprint = None if written is None else _blueprint(written)
    return LoadedBlueprint(name, blueprint, lines, found.in_order())


def _blueprint(written: wire_plans.BlueprintFile) -> Blueprint:
    beliefs = written.misconceptions
    recall = written.most_recall
    return Blueprint(
        topics=tuple(_topic_plan(plan) for plan in written.topics),
        most_recall=None if isinstance(recall, UnsetType) else recall,
        beyond_recall=written.beyond_recall,
        beliefs=None if beliefs is UNSET else BeliefPlan(**structs.asdict(beliefs)),
        in_cases=written.in_cases,
        without_question=written.without_question,
        covers_claims=written.every_claim,
    )


def _topic_plan(written: wire_plans.WireTopicPlan) -> TopicPlan:
    levels = structs.asdict(written.levels)
    return TopicPlan(
        topic=written.id,
        kinds=structs.asdict(written.kinds),
        levels={Level(level): count for level, count in levels.items()},
    )


def load_set(path: Path, name: str) -> LoadedSet:
    """Read a ready-made set. Nothing is raised: all that is wrong is in the findings."""
    found = Findings(name)
    sha256, data = entries.read_fields(path, found)
    written = None
    line = 0
    if data is not None:
        written = entries.read_heading(data, wire_plans.SetFile, SET_FORMAT, (), found)
        line = data.lines.get("items", data.line)
        if written is not None and written.id != path.stem:
            found.error(
                data.lines["id"],
                findings.FIELD_RULE,
                f"id: this must be the name of the file, '{path.stem}', and it is '{written.id}'.",
            )
    chosen = None
    if written is not None:
        passes = PassRule(written.passes.score, written.passes.no_critical_error)
        chosen = QuestionSet(written.id, written.title.strip(), written.items, passes)
    return LoadedSet(name, sha256, chosen, line, found.in_order())
