"""Scenario files: every field is read, and what does not fit is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import Area, Grounding, Level, ReviewStatus
from quizapp.domain.scenarios import Effect, Late, Outcome, Signs, Until
from quizapp.exchange.native_scenarios import LoadedScenario, load_scenario
from tests.exchange.scenario_files import SCENARIO, write_scenario


def loaded(folder: Path, old: str = "", new: str = "") -> LoadedScenario:
    assert old in SCENARIO
    return load_scenario(write_scenario(folder, SCENARIO.replace(old, new, 1)), "T01.yaml")


def test_every_field_of_a_scenario_is_read(tmp_path: Path) -> None:
    scenario = loaded(tmp_path).scenario
    assert scenario is not None
    assert (scenario.id, scenario.level, scenario.area) == ("T01", Level.ANALYSE, Area.ACTIONS)
    assert (scenario.critical, scenario.start) == (("check", "breaths"), "floor")
    assert (scenario.learner_knows, scenario.truth) == ("He took something.", "Fentanyl.")
    assert scenario.grounding is Grounding.OUTSIDE
    assert scenario.review.status is ReviewStatus.SECOND_READ
    floor = scenario.scenes["floor"]
    assert floor.signs == Signs(
        responds=False, breaths_per_minute=4, colour="lips grey", pupils="tiny"
    )
    assert (floor.until, floor.late) == (
        Until(("check", "breaths"), "saved"),
        Late(300, "died"),
    )
    wait = floor.action("wait")
    assert (wait.effect, wait.cost_s, wait.misconception) == (Effect.HARM, 300, "MC01")
    assert scenario.scenes["died"].end is Outcome.DIED


def test_oxygen_is_there_where_there_is_a_monitor(tmp_path: Path) -> None:
    scenario = loaded(tmp_path, "pupils: tiny}", "pupils: tiny, oxygen: 84}").scenario
    assert scenario is not None
    signs = scenario.scenes["floor"].signs
    assert signs is not None
    assert signs.oxygen == 84


def test_lines_of_scenes_and_actions_are_known(tmp_path: Path) -> None:
    lines = loaded(tmp_path).lines
    assert (lines["floor"], lines["floor.breathe"], lines["died"]) == (14, 19, 24)


@pytest.mark.parametrize(
    ("old", "new", "line", "part"),
    [
        ("scenario/1", "scenario/2", 1, "format: this file must say 'scenario/1'"),
        ("id: wait", "id: shout", 20, "scenes.floor: the action shout stands in floor already"),
        ("effect: harm", "effect: bad", 20, "'bad' is not known here; it is one of: good, delay"),
        ("end: died", "end: lost", 24, "it is one of: saved, worse, died"),
        ("cost_s: 300", "cost_s: 0", 20, "scenes.floor.actions[wait].cost_s: the number must be 1"),
        ("text: Wait", "text: ''", 20, "scenes.floor.actions[wait].text: the text is empty"),
        ("area: actions\n", "", 1, "The field `area` is missing"),
        ("truth:", "Truth:", 9, "Truth: this field is not known here"),
        ("[SAF-01]", "[]", 26, "safety: at least 1 is needed in this list"),
        ("  died: {", "  d_ed: {", 24, "scenes: 'd_ed' is not an id."),
        ("title: In the", "title: In: the", 3, "Put quotes around text that holds a colon"),
    ],
)
def test_what_does_not_fit_is_named_with_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, part: str
) -> None:
    found = loaded(tmp_path, old, new)
    (finding,) = found.findings
    assert found.has_errors
    assert (finding.file, finding.line) == ("T01.yaml", line)
    assert part in finding.message


def test_several_scenes_that_do_not_fit_are_all_named(tmp_path: Path) -> None:
    text = SCENARIO.replace("effect: harm", "effect: bad").replace("end: died", "end: lost")
    found = load_scenario(write_scenario(tmp_path, text), "T01.yaml")
    assert [finding.line for finding in found.findings] == [20, 24]
    assert found.scenario is None


def test_scenes_that_are_no_fields_are_named(tmp_path: Path) -> None:
    start, end = SCENARIO.index("scenes:"), SCENARIO.index("explanation:")
    text = f"{SCENARIO[:start]}scenes: [floor]\n{SCENARIO[end:]}"
    (finding,) = load_scenario(write_scenario(tmp_path, text), "T01.yaml").findings
    assert (finding.line, finding.message) == (13, "scenes: a set of fields is due here.")


def test_a_file_that_is_not_named_after_its_scenario_is_read_with_a_warning(tmp_path: Path) -> None:
    found = loaded(tmp_path, "id: T01", "id: T02")
    assert found.scenario is not None
    assert not found.has_errors
    assert "this one is 'T01', and its id is 'T02'" in found.findings[0].message


def test_a_finding_names_its_scenario_where_that_can_be_read(tmp_path: Path) -> None:
    (finding,) = loaded(tmp_path, "effect: harm", "effect: bad").findings
    assert finding.item == "T01"
    (finding,) = loaded(tmp_path, "id: T01", "id: [T01]").findings
    assert finding.item == ""
