"""Ordering, matching, numeric and hotspot items are read from the native form."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import Item
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering
from quizapp.exchange.native_bank import LoadedBank, load_bank

COMMON = """
  rev: {scoring: 1, text: 1}
  level: apply
  explanation: Because it is so.
  citations: [{claim: S0-080, use: qualified}]
  references: [R19]
  grounding: outside
  review: {status: draft, writer: w1}
"""
ITEMS = f"""format: bank/1
bank: parts
title: Parts
topic: parts
language: en
items:
- id: p-1
  kind: ordering
  stem: Put these in a safe order.
  steps:
  - {{id: check, text: Check}}
  - {{id: call, text: Call, rationale: Help has to be on its way.}}
  - {{id: stay, text: Stay}}
  precedence: [[check, call], [call, stay]]{COMMON}
- id: p-2
  kind: matching
  stem: Match each drug with what it does.
  left: [{{id: m, text: Morphine}}, {{id: k, text: Ketamine}}]
  right: [{{id: ago, text: Activates}}, {{id: pore, text: Plugs}}, {{id: gaba, text: Left over}}]
  key: {{k: pore, m: ago}}
  wrong_pairs: [{{left: k, right: ago, misconception: MC01}}]{COMMON}
- id: p-3
  kind: numeric
  stem: After how many minutes?
  answer: {{min: 2, max: 3.5, unit: minutes}}
  below: Too soon.
  above: Too late.{COMMON}
- id: p-4
  kind: hotspot
  stem: Mark the place.
  diagram: DG02
  regions:
  - {{id: glu, part: glutamate-site, rationale: Not here.}}
  - {{id: gly, part: glycine-site, rationale: Nor here.}}
  - {{id: pore, part: ketamine-site, correct: true, rationale: Here.}}{COMMON}
"""


def load(folder: Path, text: str = ITEMS) -> LoadedBank:
    path = folder / "parts.yaml"
    path.write_text(text, encoding="utf-8")
    return load_bank(path, path.name)


@pytest.fixture
def items(tmp_path: Path) -> tuple[Item, ...]:
    loaded = load(tmp_path)
    assert loaded.findings == ()
    assert loaded.bank is not None
    return loaded.bank.items


def test_steps_and_their_precedence_are_read(items: tuple[Item, ...]) -> None:
    ordering = items[0]
    assert isinstance(ordering, Ordering)
    assert ordering.precedence == (("check", "call"), ("call", "stay"))
    assert ordering.steps[1].rationale == "Help has to be on its way."


def test_the_key_of_a_matching_item_follows_its_left_terms(items: tuple[Item, ...]) -> None:
    matching = items[1]
    assert isinstance(matching, Matching)
    assert matching.key == (("m", "ago"), ("k", "pore"))
    assert matching.wrong_pairs[0].misconception == "MC01"


def test_a_range_and_what_lies_outside_it_are_read(items: tuple[Item, ...]) -> None:
    numeric = items[2]
    assert isinstance(numeric, Numeric)
    assert (numeric.answer.min, numeric.answer.max, numeric.answer.unit) == (2, 3.5, "minutes")
    assert (numeric.below, numeric.above) == ("Too soon.", "Too late.")


def test_regions_name_parts_of_the_diagram(items: tuple[Item, ...]) -> None:
    hotspot = items[3]
    assert isinstance(hotspot, Hotspot)
    assert hotspot.diagram == "DG02"
    assert [region.part for region in hotspot.regions if region.correct] == ["ketamine-site"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "part"),
    [
        ("[call, stay]]", "[call, check]]", "L28", "in a circle"),
        ("{id: call, text", "{id: check, text", "id", "stands twice"),
        ("key: {k: pore, m: ago}", "key: {k: pore}", "L28", "each left term once"),
        ("min: 2, max: 3.5", "min: 4, max: 3.5", "L28", "ends before it begins"),
        ("min: 2,", "min: soon,", "field", "min"),
        ("correct: true, rationale: Here", "rationale: Here", "L01", "exactly one"),
        ("  diagram: DG02\n", "", "field", "diagram"),
    ],
)
def test_what_does_not_hang_together_is_named(
    tmp_path: Path, old: str, new: str, rule: str, part: str
) -> None:
    assert old in ITEMS
    found = load(tmp_path, ITEMS.replace(old, new)).findings
    assert any(finding.rule == rule and part in finding.message for finding in found), found


@pytest.mark.parametrize(("said", "rules"), [("", ["L19"]), (", harm: true", [])])
def test_a_wrong_pair_with_a_dangerous_belief_says_whether_it_harms(
    tmp_path: Path, said: str, rules: list[str]
) -> None:
    text = ITEMS.replace("topic: parts", "topic: overdose-response")
    text = text.replace("level: apply", "level: apply\n  area: naloxone")
    text = text.replace("misconception: MC01", f"misconception: MC09{said}")
    loaded = load(tmp_path, text)
    assert [one.rule for one in loaded.findings] == rules
    for found in loaded.findings:
        assert found.message == (
            "wrong_pairs[k, ago]: with MC09 it must say `harm: true` or `harm: false`."
        )
