"""Banks and registers are written so that reading them gives the same values."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.banks import Bank, Retired
from quizapp.domain.draft_items import cleaned
from quizapp.domain.drafts import blank, draft_of
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.domain.kinds import KINDS
from quizapp.domain.part_items import NumberRange
from quizapp.exchange.draft_files import draft_text, read_draft, write_draft
from quizapp.exchange.native_bank import load_bank, read_bank
from quizapp.exchange.native_registers import load_registers, register_problem
from quizapp.exchange.native_writer import (
    bank_text,
    claims_text,
    misconceptions_text,
    references_text,
)
from quizapp.exchange.own_folder import MARK, OwnFolder
from quizapp.resources import questions_dir
from tests.unit.domain import samples

BANKS = sorted((questions_dir() / "banks").glob("*.yaml"))


@pytest.mark.parametrize("path", BANKS, ids=lambda path: path.stem)
def test_every_shipped_bank_is_read_the_same_after_it_was_written(path: Path) -> None:
    bank = load_bank(path, path.name).bank
    assert bank is not None
    again, findings = read_bank(bank_text(bank).encode("utf-8"), path.stem)
    assert findings == ()
    assert again == bank


def test_the_shipped_registers_are_read_the_same_after_they_were_written(tmp_path: Path) -> None:
    known = load_registers(questions_dir()).registers
    for name, text in (
        ("claims", claims_text(known.claims.values())),
        ("references", references_text(known.references.values())),
        ("misconceptions", misconceptions_text(known.misconceptions.values())),
    ):
        assert register_problem(name, text.encode("utf-8")) == ""
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    again = load_registers(tmp_path)
    assert again.findings == ()
    assert again.registers.claims == known.claims
    assert again.registers.references == known.references
    assert again.registers.misconceptions == known.misconceptions


def written(bank: Bank) -> Bank | None:
    return read_bank(bank_text(bank).encode("utf-8"), bank.id)[0]


def bank(*items: SingleBest) -> Bank:
    return Bank("receptor-mechanisms", "Title", "receptor-mechanisms", "en", items)


@pytest.mark.no_cover
@given(st.text(min_size=1, max_size=200).filter(lambda text: bool(cleaned(text))))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_typed_is_read_the_same(typed: str) -> None:
    text = cleaned(typed)
    options = tuple(replace(one, text=text, rationale=text) for one in samples.OPTIONS)
    made = bank(replace(samples.single(stem=text, explanation=text), options=options))
    assert written(made) == made


@pytest.mark.parametrize(
    "text",
    ["yes", "null", "12", "1:30", "2026-11-21", "- a", "# b", "a: b", "{c}", "'d'", '"', "~", "<<"],
)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    made = bank(samples.single(stem=text))
    assert written(replace(made, retired=(Retired("x-009", "2026-01-02", text),))) is not None
    assert written(made) == made


@pytest.mark.parametrize("number", [0.1, 1e-7, 120.0, 0.00025, -3.5])
def test_numbers_are_written_without_exponents(number: float) -> None:
    item = replace(samples.numeric(), answer=NumberRange(number, number, "units"))
    assert written(bank(item)) == bank(item)  # type: ignore[arg-type]


def test_an_imported_question_keeps_where_it_comes_from() -> None:
    origin = '{"dropped": [], "format": "gift", "place": "line 3", "sha256": "' + "0" * 64 + '"}'
    made = bank(samples.single(origin=origin))
    assert written(made) == made


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_of_each_kind_is_read_the_same(tmp_path: Path, kind: str) -> None:
    draft = blank(kind, "q-1", "bank", "topic")
    write_draft(tmp_path / "q-1.json", draft)
    assert read_draft(tmp_path / "q-1.json") == draft


def test_a_draft_of_a_whole_question_is_read_the_same(tmp_path: Path) -> None:
    for item in (samples.matching(), samples.ordering(), samples.numeric(), samples.vignette()):
        write_draft(tmp_path / "x-001.json", draft_of(item))
        assert read_draft(tmp_path / "x-001.json") == draft_of(item)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("draft/1", "draft/2"),
        ('"kind": "numeric"', '"kind": "essay"'),
        ('"id": "q-1"', '"id": "q-2"'),
        ('"level": "recall"', '"level": "dream"'),
        ("{", "["),
    ],
)
def test_a_damaged_draft_is_named_and_never_guessed(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "q-1.json"
    text = draft_text(blank("numeric", "q-1", "bank", "topic"))
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UserError, match=r"q-1\.json"):
        read_draft(path)


def test_a_draft_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"q-1\.json"):
        read_draft(tmp_path / "q-1.json")
    (tmp_path / "q-1.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UserError, match=r"q-1\.json"):
        read_draft(tmp_path / "q-1.json")


def test_a_bank_of_the_editor_begins_with_its_mark(tmp_path: Path) -> None:
    folder = OwnFolder(tmp_path)
    made = bank(samples.single())
    folder.write_bank(made)
    path = tmp_path / "banks" / f"{made.id}.yaml"
    assert path.read_text(encoding="utf-8").startswith(MARK)
    loaded = folder.bank(made.id)
    assert loaded is not None
    assert loaded.bank == made
    assert folder.owns(made.id)


def test_a_bank_that_would_not_be_read_alike_is_not_written(tmp_path: Path) -> None:
    folder = OwnFolder(tmp_path)
    with pytest.raises(UserError, match="the text is empty"):
        folder.write_bank(bank(samples.single(stem=" ")))
    huge = NumberRange(1.0, 123456789012345678901234.0, "units")
    numeric = bank(replace(samples.numeric(), answer=huge))  # type: ignore[arg-type]
    with pytest.raises(UserError, match="digits"):
        folder.write_bank(numeric)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder = OwnFolder(tmp_path)
    (tmp_path / "drafts" / "q-1.json").mkdir(parents=True)
    with pytest.raises(UserError, match="could not be written"):
        folder.drafts.keep(blank("numeric", "q-1", "bank", "topic"))
    with pytest.raises(UserError, match="could not be deleted"):
        folder.drafts.drop("q-1")


def test_what_is_no_file_is_not_the_editors(tmp_path: Path) -> None:
    (tmp_path / "banks" / "receptor-mechanisms.yaml").mkdir(parents=True)
    assert not OwnFolder(tmp_path).owns("receptor-mechanisms")


def test_a_bank_that_is_no_yaml_has_one_finding() -> None:
    found, findings = read_bank(b"format: [", "x")
    assert found is None
    assert len(findings) == 1
