"""Reading blueprints and ready-made sets."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.attempts import PassRule
from quizapp.domain.coverage import BeliefPlan
from quizapp.domain.items import Level
from quizapp.exchange.native_plans import LoadedBlueprint, load_blueprint, load_set

BLUEPRINT = """\
format: blueprint/1
most_recall: 0.35
beyond_recall: {pharmacology: 0.75}
misconceptions: {distractors: 3, kinds: 2, two_tier: 1}
every_claim: true
in_cases: [C1]
without_question: [X18]
topics:
- id: pharmacology
  kinds: {single_best: 2, scenario: 1}
  levels: {recall: 1}
"""
SET = """\
format: set/1
id: before
title: Before training
items: [q-1, q-2]
pass: {score: 0.8, no_critical_error: true}
"""


def blueprint(tmp_path: Path, text: str) -> LoadedBlueprint:
    path = tmp_path / "blueprint.yaml"
    path.write_text(text, encoding="utf-8")
    return load_blueprint(path, "blueprint.yaml")


def set_messages(tmp_path: Path, old: str, new: str) -> list[tuple[int, str]]:
    path = tmp_path / "before.yaml"
    assert old in SET
    path.write_text(SET.replace(old, new), encoding="utf-8")
    return [(finding.line, finding.message) for finding in load_set(path, "before.yaml").findings]


def test_a_blueprint_is_read_with_every_kind_and_level(tmp_path: Path) -> None:
    loaded = blueprint(tmp_path, BLUEPRINT)
    plan = loaded.blueprint
    assert loaded.findings == ()
    assert plan is not None
    assert (plan.most_recall, plan.beyond_recall) == (0.35, {"pharmacology": 0.75})
    assert plan.beliefs == BeliefPlan(3, 2, 1)
    assert (plan.in_cases, plan.without_question, plan.covers_claims) == (("C1",), ("X18",), True)
    (topic,) = plan.topics
    assert {kind: want for kind, want in topic.kinds.items() if want} == {
        "single_best": 2,
        "scenario": 1,
    }
    assert len(topic.kinds) == 10
    assert topic.levels == {Level.RECALL: 1, Level.APPLY: 0, Level.ANALYSE: 0}
    assert loaded.lines == {"pharmacology": 9}


def test_a_blueprint_may_want_nothing(tmp_path: Path) -> None:
    plan = blueprint(tmp_path, "format: blueprint/1\n").blueprint
    assert plan is not None
    assert (plan.topics, plan.most_recall, plan.beliefs, plan.covers_claims) == (
        (),
        None,
        None,
        False,
    )


def test_a_kind_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    loaded = blueprint(tmp_path, BLUEPRINT.replace("scenario: 1", "branching: 1"))
    (finding,) = loaded.findings
    assert loaded.blueprint is None
    assert finding.line == 10
    assert finding.message.startswith("topics[pharmacology].kinds.branching: this field")


def test_a_share_lies_between_0_and_1(tmp_path: Path) -> None:
    (finding,) = blueprint(tmp_path, BLUEPRINT.replace("0.35", "35")).findings
    assert finding.message == "most_recall: the number must be 1 or less, and this is 35."
    (finding,) = blueprint(tmp_path, BLUEPRINT.replace("0.35", "-0.1")).findings
    assert finding.message == "most_recall: the number must be 0 or more, and this is -0.1."


def test_a_topic_is_planned_once(tmp_path: Path) -> None:
    again = BLUEPRINT[BLUEPRINT.index("- id:") :]
    (finding,) = blueprint(tmp_path, BLUEPRINT + again).findings
    assert finding.message == "The topic pharmacology is planned in line 9 already."


def test_a_blueprint_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    loaded = load_blueprint(tmp_path / "nowhere.yaml", "nowhere.yaml")
    assert (loaded.blueprint, len(loaded.findings)) == (None, 1)


def test_a_set_is_read(tmp_path: Path) -> None:
    path = tmp_path / "before.yaml"
    path.write_text(SET, encoding="utf-8")
    loaded = load_set(path, "sets/before.yaml")
    assert loaded.findings == ()
    assert loaded.chosen is not None
    assert (loaded.chosen.id, loaded.chosen.title) == ("before", "Before training")
    assert loaded.chosen.items == ("q-1", "q-2")
    assert loaded.chosen.passes == PassRule(0.8, no_critical_error=True)
    assert loaded.line == 4


def test_what_does_not_fit_in_a_set_is_named_with_its_line(tmp_path: Path) -> None:
    assert set_messages(tmp_path, "id: before", "id: after") == [
        (2, "id: this must be the name of the file, 'before', and it is 'after'.")
    ]
    assert set_messages(tmp_path, "[q-1, q-2]", "[]") == [
        (4, "items: at least 1 is needed in this list.")
    ]
    assert set_messages(tmp_path, "score: 0.8", "score: 80") == [
        (5, "pass.score: the number must be 1 or less, and this is 80.")
    ]
    assert set_messages(tmp_path, "title:", "name:") == [
        (
            3,
            (
                "name: this field is not known here; mend its name, or put quotes around text with"
                " a comma in one-line {…}."
            ),
        )
    ]


def test_a_set_that_cannot_be_read_is_said_so(tmp_path: Path) -> None:
    loaded = load_set(tmp_path / "nowhere.yaml", "nowhere.yaml")
    assert (loaded.chosen, len(loaded.findings)) == (None, 1)
