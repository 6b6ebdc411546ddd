"""Passages are looked up in the documents themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.registers import Claim, Document, Heading, Registers
from quizapp.exchange.native_registers import load_registers
from quizapp.exchange.source_passages import document_texts, misplaced
from quizapp.resources import questions_dir
from tests.exchange.bank_files import write_collection, write_documents

SOURCES = os.environ.get("QUIZAPP_SOURCES", "")


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    return document_texts(write_documents(tmp_path / "documents"))


@pytest.fixture
def registers(tmp_path: Path) -> Registers:
    return load_registers(write_collection(tmp_path / "collection")).registers


def test_a_document_is_known_by_its_text_whatever_its_name_and_line_ends(
    registers: Registers, texts: dict[str, str]
) -> None:
    assert list(misplaced(registers, texts)) == []


def test_other_files_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "documents")
    (folder / "picture.png").write_bytes(b"\x89PNG\xff\xff")
    (folder / "inner").mkdir()
    assert len(document_texts(folder)) == 1


def test_a_missing_document_is_named_once(registers: Registers) -> None:
    ((own_id, message),) = misplaced(registers, {})
    assert own_id == "D1"
    assert "'A page about channels'" in message


def document(**changes: Any) -> Callable[[Registers], None]:
    def spoil(registers: Registers) -> None:
        spoilt: Document = replace(registers.documents["D1"], **changes)
        registers.documents["D1"] = spoilt

    return spoil


def claim(claim_id: str, **changes: Any) -> Callable[[Registers], None]:
    def spoil(registers: Registers) -> None:
        spoilt: Claim = replace(registers.claims[claim_id], **changes)
        registers.claims[claim_id] = spoilt

    return spoil


@pytest.mark.parametrize(
    ("spoil", "entry", "part"),
    [
        (document(length=7), "D1", "`length` is 7"),
        (document(headings=(Heading(3, "A page"),)), "D1", "does not stand at 3"),
        (document(headings=(Heading(0, "A pile"),)), "D1", "does not stand at 0"),
        (claim("C1", at=(22, 5000)), "C1", "another hash"),
        (claim("C1", at=(23, 103)), "C1", "another hash"),
        (claim("C1", starts="A drug works"), "C1", "does not start with"),
        (claim("C1", starts="The drug"), "C1", "does not start with"),
        (claim("C1", ends="between three cells."), "C1", "does not end with"),
        (claim("C1", ends=None), "C1", "does not end with"),
        (claim("C2", ends="say more."), "C2", "leave `ends` out"),
    ],
)
def test_a_wrong_place_is_named(
    registers: Registers,
    texts: dict[str, str],
    spoil: Callable[[Registers], None],
    entry: str,
    part: str,
) -> None:
    spoil(registers)
    assert any(own_id == entry and part in text for own_id, text in misplaced(registers, texts))


@pytest.mark.skipif(not SOURCES, reason="QUIZAPP_SOURCES names no folder of source documents")
def test_every_passage_of_the_bundled_claims_is_in_its_document() -> None:
    registers = load_registers(questions_dir()).registers
    assert registers.claims
    assert list(misplaced(registers, document_texts(Path(SOURCES)))) == []
