"""Reading registers: documents, claims, references, misconceptions and safety wordings."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import CitationUse
from quizapp.domain.registers import Judgement, Seen, Teach
from quizapp.exchange.native_registers import REGISTERS, load_register_files, load_registers
from tests.exchange.bank_files import spoil, write_collection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "collection")


def test_sound_registers_are_read_whole(folder: Path) -> None:
    loaded = load_registers(folder)
    assert (loaded.findings, loaded.has_errors) == ((), False)
    registers = loaded.registers
    assert registers.documents["D1"].heading_at(30) == "A page about channels"
    claim = registers.claims["C2"]
    assert (claim.judgement, claim.teach) == (Judgement.CONTESTED, Teach.WITH_QUALIFICATION)
    assert (claim.ends, claim.note, claim.references) == (None, "Nobody knows.", ())
    assert registers.claims["C1"].ends == "between two cells."
    assert registers.references["R1"].seen is Seen.ORIGINAL
    assert registers.misconceptions["MC01"].citations[0].use is CitationUse.SUPPORTS
    assert registers.wordings["SAF-01"].harm == "Help comes late."


def test_each_entry_knows_its_file_and_line(folder: Path) -> None:
    loaded = load_registers(folder)
    assert (loaded.files["C2"], loaded.lines["C2"]) == ("claims.yaml", 14)


def test_a_register_that_is_not_there_is_empty(folder: Path) -> None:
    (folder / "safety.yaml").unlink()
    loaded = load_registers(folder)
    assert (loaded.findings, loaded.registers.wordings) == ((), {})


def test_the_hash_changes_with_any_file(folder: Path) -> None:
    before = load_registers(folder).sha256
    assert load_registers(folder).sha256 == before
    spoil(folder / "safety.yaml", "Help comes late.", "Help comes too late.")
    assert load_registers(folder).sha256 != before


@pytest.mark.parametrize(
    ("register", "old", "new", "line", "part"),
    [
        ("sources", "length: ", "lenght: ", 8, "this field is not known"),
        ("sources", "sha256: ", "sha256: x", 7, "64 digits"),
        ("claims", "at: [22", "at: [a", 5, "at[1]: a whole number is due"),
        ("claims", "judgement: supported", "judgement: true", 11, "put quotes around it"),
        ("claims", "at: [", "at: [1, ", 5, "the list has 3 entries and needs 2"),
        ("references", "seen: original", "seen: twice", 8, "original, copy, part, memory"),
        ("references", "https://", "ftp://", 7, "starts with https://"),
        ("references", "format: references/1", "format: claims/1", 1, "it is 'claims/1'"),
        ("misconceptions", "use: supports", "use: proves", 8, "supports, refuted, qualified"),
        ("safety", "id: SAF-01", "id: SAF_01", 3, "an id is made of letters"),
        ("safety", "id: SAF-01", "id: R1", 3, "taken in references.yaml, line 3"),
        ("safety", "wordings:\n", "wordings:\n- text\n", 3, "a set of fields is due"),
        ("safety", "wording: Call", "wording: Call: now", 6, "Put quotes around text"),
    ],
)
def test_an_entry_that_does_not_fit_is_named_with_its_line(
    folder: Path, register: str, old: str, new: str, line: int, part: str
) -> None:
    spoil(folder / f"{register}.yaml", old, new)
    loaded = load_registers(folder)
    assert loaded.has_errors
    (found,) = [one for one in loaded.findings if one.file == f"{register}.yaml"]
    assert found.line == line
    assert part in found.message


def test_registers_may_lie_in_several_folders(folder: Path, tmp_path: Path) -> None:
    moved = (folder / "claims.yaml").rename(tmp_path / "mine.yaml")
    loaded = load_register_files(
        {"claims": (moved, "mine"), "sources": (folder / "sources.yaml", "theirs")}
    )
    assert (loaded.files["C1"], loaded.files["D1"]) == ("mine", "theirs")


def test_every_register_has_a_file_of_its_own_name() -> None:
    assert all(register.format == f"{name}/1" for name, register in REGISTERS.items())
