"""Locking a collection: only after a clean check, and without forgetting an id."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application import locking
from quizapp.application.checking import check
from quizapp.application.locking import lock
from quizapp.domain.errors import UserError
from tests.exchange.bank_files import BANK, spoil, write_bank, write_collection


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "collection")


def lines(folder: Path) -> list[list[str]]:
    text = (folder / "ids.lock").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def test_a_new_lock_holds_every_id_sorted(folder: Path) -> None:
    report = lock(folder, None, with_schemas=False)
    assert report.written == (folder / "ids.lock",)
    assert lines(folder) == sorted(lines(folder))
    assert {(kind, own_id, state) for kind, own_id, _, _, state in lines(folder)} >= {
        ("item", "q-0", "retired"),
        ("item", "q-5", "active"),
        ("case", "party", "active"),
        ("claim", "C2", "active"),
        ("wording", "SAF-01", "active"),
    }
    assert check([folder], None).findings == ()


def test_nothing_is_written_after_an_error(folder: Path) -> None:
    spoil(folder / "banks" / "pharmacology.yaml", "references: [R1]", "references: [R9]")
    report = lock(folder, None, with_schemas=True)
    assert report.written == ()
    assert not report.check.is_clean
    assert not (folder / "ids.lock").exists()
    assert not (folder / "schema").exists()


def test_schemas_are_written_when_asked_for(folder: Path) -> None:
    report = lock(folder, None, with_schemas=True)
    assert folder / "schema" / "bank.json" in report.written


def test_a_retired_item_keeps_its_hash_and_can_never_come_back(folder: Path) -> None:
    lock(folder, None, with_schemas=False)
    bank = folder / "banks" / "pharmacology.yaml"
    start, end = BANK.index("- id: q-2"), BANK.index("- id: q-3")
    retired = "retired:\n- {id: q-2, since: 2026-11-22, reason: Too easy.}\n"
    spoil(bank, BANK[start:end], "")
    spoil(bank, "retired:\n", retired)
    lock(folder, None, with_schemas=False)
    (line,) = [line for line in lines(folder) if line[1] == "q-2"]
    assert (line[2], len(line[3]), line[4]) == ("1", 16, "retired")
    write_bank(folder / "banks")
    assert lock(folder, None, with_schemas=False).written == ()


def test_only_a_collection_can_be_locked(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no collection"):
        lock(folder / "banks", None, with_schemas=False)
    assert not list(folder.rglob("ids.lock"))


def test_a_folder_that_cannot_be_written_is_said_plainly(folder: Path) -> None:
    (folder / "ids.lock.new").mkdir()
    with pytest.raises(UserError, match="cannot be written"):
        lock(folder, None, with_schemas=False)


def test_without_a_folder_the_bundled_questions_are_locked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("application.locking", "application.bank_collections"):
        monkeypatch.setattr(f"quizapp.{module}.questions_dir", lambda: folder)
    assert locking.lock(None, None, with_schemas=False).written == (folder / "ids.lock",)
