"""Reads a scenario file into the domain's scenario, and says what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain import items as domain
from quizapp.domain.banks import Finding, Severity
from quizapp.domain.scenarios import Action, Late, Scenario, Scene, Signs, Until
from quizapp.exchange import decoding, entries, findings
from quizapp.exchange import wire_scenarios as wire
from quizapp.exchange.findings import Findings
from quizapp.exchange.native_items import given, read_review, trimmed
from quizapp.exchange.yaml_subset import YamlList, YamlMap

if TYPE_CHECKING:
    from pathlib import Path

SCENARIO_FORMAT = "scenario/1"

_INNER = ("scenes",)


@dataclass(frozen=True, slots=True)
class LoadedScenario:
    """What reading a scenario file gave.

    Attributes:
        path: where the file is.
        name: the file as the user knows it; findings carry it.
        sha256: hash of the file; empty when it could not be read at all.
        scenario: None when the file is no scenario.
        lines: the line of each scene, by id, and of each action, as scene.action.
        findings: what did not fit, by line.
    """

    path: Path
    name: str
    sha256: str
    scenario: Scenario | None
    lines: dict[str, int]
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something in the file could not be read."""
        return any(finding.level is Severity.ERROR for finding in self.findings)


def load_scenario(path: Path, name: str) -> LoadedScenario:
    """Read a scenario. Nothing is raised: all that is wrong is in the findings.

    Args:
        path: the file.
        name: the file as the user knows it.
    """
    found = Findings(name)
    sha256, data = entries.read_fields(path, found)
    scenario = None
    lines: dict[str, int] = {}
    if data is not None:
        written = entries.read_heading(data, wire.ScenarioFile, SCENARIO_FORMAT, _INNER, found)
        scenes = _read_scenes(data, found)
        if written is not None and scenes is not None:
            lines = _lines(data)
            _check_ids(written.id, scenes, path.stem, data, lines, found)
            scenario = _scenario(written, scenes)
    own_id = "" if data is None else str(data.get("id", ""))
    item = own_id if entries.is_id(own_id) else ""
    named = tuple(replace(finding, item=item) for finding in found.in_order())
    return LoadedScenario(path, name, sha256, scenario, lines, named)


def _read_scenes(data: YamlMap, found: Findings) -> dict[str, wire.WireScene] | None:
    """Return the scenes by id, or None when one of them does not fit, which is reported."""
    fields = data.get("scenes")
    if not isinstance(fields, YamlMap):
        return None
    scenes: dict[str, wire.WireScene] = {}
    for scene_id, scene in fields.items():
        line = fields.lines[scene_id]
        if not entries.is_id(scene_id):
            message = f"scenes: '{decoding.shown(scene_id)}' is not an id."
            found.error(line, findings.FIELD_RULE, message)
            continue
        try:
            scenes[scene_id] = decoding.convert(
                scene, wire.WireScene, line, within=f"scenes.{scene_id}"
            )
        except decoding.FieldProblem as problem:
            found.error(problem.line, findings.FIELD_RULE, str(problem))
    return scenes if len(scenes) == len(fields) else None


def _lines(data: YamlMap) -> dict[str, int]:
    """Return the lines of scenes and actions."""
    scenes = data["scenes"]
    lines = dict(scenes.lines)
    for scene_id, scene in scenes.items():
        actions = scene.get("actions")
        if isinstance(actions, YamlList):
            for line, action in zip(actions.lines, actions, strict=True):
                lines[f"{scene_id}.{action['id']}"] = line
    return lines


def _check_ids(
    own_id: str,
    scenes: dict[str, wire.WireScene],
    file_name: str,
    data: YamlMap,
    lines: dict[str, int],
    found: Findings,
) -> None:
    """Report an id that is not the file's name, and ids of actions that stand twice."""
    if own_id != file_name:
        found.warning(
            data.lines["id"],
            findings.FIELD_RULE,
            f"id: files are found more easily when they are named after their scenario; this one"
            f" is '{file_name}', and its id is '{decoding.shown(own_id)}'.",
        )
    taken: dict[str, str] = {}
    for scene_id, scene in scenes.items():
        for action in scene.actions:
            if action.id in taken:
                found.error(
                    lines[f"{scene_id}.{action.id}"],
                    findings.ID_RULE,
                    f"scenes.{scene_id}: the action {action.id} stands in"
                    f" {taken[action.id]} already; ids of actions are unique in a scenario.",
                )
            taken.setdefault(action.id, scene_id)


def _scenario(written: wire.ScenarioFile, scenes: dict[str, wire.WireScene]) -> Scenario:
    return Scenario(
        id=written.id,
        title=trimmed(written.title),
        rev=domain.Revision(written.rev.scoring, written.rev.text),
        level=written.level,
        stem=trimmed(written.stem),
        learner_knows=trimmed(written.learner_knows),
        truth=trimmed(written.truth),
        critical=written.critical,
        reference_path=written.reference_path,
        start=written.start,
        scenes={scene_id: _scene(scene_id, scene) for scene_id, scene in scenes.items()},
        explanation=trimmed(written.explanation),
        safety=written.safety,
        citations=tuple(domain.Citation(made.claim, made.use) for made in written.citations),
        references=written.references,
        grounding=written.grounding,
        review=read_review(written.review),
        area=written.area,
    )


def _scene(scene_id: str, written: wire.WireScene) -> Scene:
    signs, until, late = given(written.signs), given(written.until), given(written.late)
    return Scene(
        id=scene_id,
        text=trimmed(written.text),
        signs=None if signs is None else _signs(signs),
        actions=tuple(_action(action) for action in written.actions),
        until=None if until is None else Until(until.done, until.to),
        late=None if late is None else Late(late.after_s, late.to),
        end=given(written.end),
    )


def _signs(written: wire.WireSigns) -> Signs:
    return Signs(
        responds=written.responds,
        breaths_per_minute=written.breaths_per_minute,
        colour=trimmed(written.colour),
        pupils=trimmed(written.pupils),
        oxygen=given(written.oxygen),
    )


def _action(written: wire.WireAction) -> Action:
    return Action(
        id=written.id,
        text=trimmed(written.text),
        cost_s=written.cost_s,
        effect=written.effect,
        feedback=trimmed(written.feedback),
        does=written.does,
        to=given(written.to),
        misconception=given(written.misconception),
    )
