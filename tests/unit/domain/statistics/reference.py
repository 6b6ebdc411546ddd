"""Reference data of other programs, which are not part of the project, and how they are read."""

from __future__ import annotations

import ast
import csv
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.statistics.marks import MarkTable, TableMaker

FOLDER = Path(os.environ.get("QUIZAPP_STATISTICS", ""))

needs_reference = pytest.mark.skipif(
    "QUIZAPP_STATISTICS" not in os.environ,
    reason="QUIZAPP_STATISTICS names no folder of reference data",
)

SLOTS = range(1, 8)
DRAWN_SLOT, VARIANT_SLOT, MATCHING_SLOT = 1, 2, 3
PARTS = ("frog", "cat", "newt")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / "moodle_fixtures" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected(name: str) -> Any:
    """Return what the script beside the data gives under a name, without running the script."""
    script = ast.parse((FOLDER / "check_moodle.py").read_text(encoding="utf-8"))
    (value,) = (
        statement.value
        for statement in script.body
        if isinstance(statement, ast.Assign)
        and [getattr(target, "id", "") for target in statement.targets] == [name]
    )
    return eval(compile(ast.Expression(value), name, "eval"), {"N": None, "dict": dict})


def met_in(slot: int, step: dict[str, str]) -> str:
    """Return what an attempt met in a slot: an item drawn at random, a variant, or its item."""
    return {DRAWN_SLOT: step["randqs.1"], VARIANT_SLOT: step["variants.2"]}.get(
        slot, f"item-{slot}"
    )


def lines_of_25() -> list[list[str]]:
    """Return the rows of the plain table for the set of 25 attempts."""
    attempts = zip(rows("results00.csv"), rows("steps00.csv"), strict=True)
    return [
        [
            result["quizattempt"],
            "1",
            met_in(slot, step),
            result[f"slots.{slot}.mark"],
            "1",
            step.get(f"responses.{slot}.answer", ""),
            str(slot),
            "yes" if slot == DRAWN_SLOT else "no",
        ]
        for result, step in attempts
        for slot in SLOTS
    ]


def lines_of_22() -> list[list[str]]:
    """Return the rows of the plain table for the set of 22 attempts, without slots."""
    most = {row["slot"]: row["maxmark"] for row in rows("mdl_question.csv")}
    lines, attempt = [], 0
    for row in rows("mdl_question_states.csv"):
        attempt += row["slot"] == "1"
        lines.append([str(attempt), "1", row["slot"], row["mark"], most[row["slot"]]])
    return lines


def table_of_25() -> MarkTable:
    maker = TableMaker(with_slots=True, with_options=True)
    for learner, number, item, mark, most, option, slot, drawn in lines_of_25():
        marks = (Decimal(mark), Decimal(most))
        key = (learner, int(number))
        assert maker.add(key, item, marks, slot, option, is_drawn=drawn == "yes") == ""
    return maker.made()


def table_of_22() -> MarkTable:
    maker = TableMaker()
    for learner, number, item, mark, most in lines_of_22():
        assert maker.add((learner, int(number)), item, (Decimal(mark), Decimal(most))) == ""
    return maker.made()
