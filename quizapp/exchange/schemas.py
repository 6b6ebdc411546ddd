"""JSON Schemas of the native format and of reports, made from the structs that hold them."""

from __future__ import annotations

import json
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import msgspec

from quizapp.exchange.native_registers import REGISTERS
from quizapp.exchange.wire import BankFile
from quizapp.exchange.wire_comparisons import ComparisonFile
from quizapp.exchange.wire_plans import AssignmentFile, BlueprintFile, SetFile
from quizapp.exchange.wire_reports import ReportFile
from quizapp.exchange.wire_scenarios import ScenarioFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, str]:
    """Return the text of each schema by file name, such as `bank.json`."""
    shapes: dict[str, type[Any]] = {
        "assignment": AssignmentFile,
        "bank": BankFile,
        "blueprint": BlueprintFile,
        "comparison": ComparisonFile,
        "report": ReportFile,
        "scenario": ScenarioFile,
        "set": SetFile,
    }
    shapes |= {name: register.shape for name, register in REGISTERS.items()}
    return {f"{name}.json": _schema(name, shape) for name, shape in shapes.items()}


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write the schemas into `folder` and give the paths; files of other names stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        yield path


def _schema(name: str, shape: type[Any]) -> str:
    made = {"$schema": DIALECT, "title": name, **_unindented(msgspec.json.schema(shape))}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def _unindented(part: Any) -> Any:
    """Return a part of a schema with its descriptions as Python 3.13 keeps them: not indented."""
    if isinstance(part, list):
        return [_unindented(one) for one in part]
    if not isinstance(part, dict):
        return part
    return {
        key: cleandoc(value)
        if key == "description" and isinstance(value, str)
        else _unindented(value)
        for key, value in part.items()
    }
