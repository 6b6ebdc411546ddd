"""The published schemas are those that the code makes."""

from __future__ import annotations

import json
from pathlib import Path

from quizapp.domain.kinds import KINDS
from quizapp.exchange.schemas import schemas, write_schemas
from quizapp.resources import questions_dir


def test_there_is_a_schema_for_every_format() -> None:
    assert sorted(schemas()) == [
        "assignment.json",
        "bank.json",
        "blueprint.json",
        "claims.json",
        "comparison.json",
        "contradictions.json",
        "diagrams.json",
        "glossary.json",
        "misconceptions.json",
        "references.json",
        "report.json",
        "safety.json",
        "scenario.json",
        "set.json",
        "sources.json",
    ]


def test_the_schema_of_banks_knows_every_kind_and_refuses_unknown_fields() -> None:
    schema = json.loads(schemas()["bank.json"])
    kinds = schema["$defs"]["BankFile"]["properties"]["items"]["items"]["discriminator"]["mapping"]
    assert set(kinds) == set(KINDS)
    objects = [shape for shape in schema["$defs"].values() if shape.get("type") == "object"]
    assert all(shape["additionalProperties"] is False for shape in objects)


def test_the_published_schemas_are_up_to_date() -> None:
    folder = questions_dir() / "schema"
    published = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert published == schemas(), "run `quizapp lock --schema`"


def test_schemas_are_written_beside_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "mine.json").touch()
    written = list(write_schemas(tmp_path / "schema"))
    assert {path.name for path in written} == set(schemas())
    assert (tmp_path / "schema" / "mine.json").exists()
