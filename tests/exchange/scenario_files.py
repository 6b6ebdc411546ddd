"""A small sound scenario as text, for the collection of `bank_files`."""

from __future__ import annotations

from pathlib import Path

SCENARIO = """\
format: scenario/1
id: T01
title: In the kitchen
rev: {scoring: 1, text: 1}
level: analyse
area: actions
stem: A housemate lies on the floor.
learner_knows: He took something.
truth: Fentanyl.
critical: [check, breaths]
reference_path: [shout, breathe]
start: floor
scenes:
  floor:
    text: He does not move.
    signs: {responds: false, breaths_per_minute: 4, colour: lips grey, pupils: tiny}
    actions:
    - {id: shout, text: Shout, cost_s: 10, effect: good, does: [check], feedback: He is silent.}
    - {id: breathe, text: Breathe, cost_s: 30, effect: good, does: [breaths], feedback: It helps.}
    - {id: wait, text: Wait, cost_s: 300, effect: harm, misconception: MC01, feedback: No air.}
    until: {done: [check, breaths], to: saved}
    late: {after_s: 300, to: died}
  saved: {end: saved, text: Help takes over.}
  died: {end: died, text: He dies. Breaths would have been right.}
explanation: The bag said one thing and the body said another. Go by what you see.
safety: [SAF-01]
citations: [{claim: C1, use: supports}]
references: [R1]
grounding: outside
review: {status: second_read, writer: w1, reader: r1, date: 2026-11-21, agreed: true}
"""

BUNDLED_SCENARIO = SCENARIO.replace(
    "{claim: C1, use: supports}", "{claim: S0-083, use: qualified}"
).replace("[R1]", "[R18]")
"""The same on the claims and references that ship with Quizapp."""


def write_scenario(folder: Path, text: str = SCENARIO, name: str = "T01.yaml") -> Path:
    """Write a scenario into the collection in `folder`."""
    path = folder / "scenarios" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
