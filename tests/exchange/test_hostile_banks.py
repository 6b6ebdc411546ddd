"""Whatever a file holds, reading it gives findings and never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from quizapp.application.checking import check_loaded_bank
from quizapp.exchange.native_bank import load_bank
from quizapp.exchange.native_registers import load_registers
from tests.exchange.bank_files import BANK, REGISTERS

TOKENS = (
    *("{", "}", "[", "]", ":", ": ", "- ", ",", "#", "|", ">-", "&a ", "*a", "!x ", "<<: ", "? "),
    *("'", '"', "\\", "\n", "\n  ", "\t", "---\n", "...\n", "%", "@", "`", "null", "true", "5"),
    *("1.5", "\u0000", "\u202e", "\ufeff", "\ud7ff", "é", "😀", "id: q-1", "kind: ordering"),
)


def mutated(text: str, chance: random.Random) -> bytes:
    """Cut, double, swap or insert a few pieces of a text."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randint(0, 60))
        piece = text[start:end]
        new = chance.choice(["", piece * 2, piece[::-1], chance.choice(TOKENS), piece.upper()])
        text = text[:start] + new + text[end:]
    raw = text.encode("utf-8", "replace")
    if chance.random() < 0.1:
        place = chance.randrange(len(raw) + 1)
        raw = raw[:place] + bytes([chance.randrange(256)]) + raw[place:]
    return raw


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(4))
def test_a_mutated_bank_gives_findings_or_a_bank(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "pharmacology.yaml"
    registers = load_registers(tmp_path).registers
    refused = 0
    for _ in range(150):
        path.write_bytes(mutated(BANK, chance))
        loaded = load_bank(path, path.name)
        refused += loaded.has_errors
        assert loaded.bank is not None or loaded.findings
        found = check_loaded_bank(loaded, registers)
        assert all(one.message.endswith(".") and "\n" not in one.message for one in found)
        assert all(0 <= one.line <= 400 for one in found)
    assert 50 < refused < 150


@pytest.mark.parametrize("seed", range(4))
def test_mutated_registers_give_findings_or_registers(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    refused = 0
    for _ in range(40):
        for name, text in REGISTERS.items():
            (tmp_path / f"{name}.yaml").write_bytes(mutated(text, chance))
        refused += load_registers(tmp_path).has_errors
    assert refused > 20


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n",
        b"null\n",
        b"[]\n",
        b"{}\n",
        b"format: bank/1\n",
        b"format: [bank/1]\n",
        b"format: bank/1\nitems: 5\n",
        b"{" * 5000,
        b"- " * 5000,
        b"a: |\n" + b" x\n" * 5000,
        b"? " * 5000,
        b"\x00" * 5000,
        b"\xff" * 5000,
        b'a: "' + b"x" * 5000,
    ],
)
def test_a_file_that_is_no_bank_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "pharmacology.yaml"
    path.write_bytes(raw)
    loaded = load_bank(path, path.name)
    assert loaded.bank is None
    assert len(loaded.findings) == 1
