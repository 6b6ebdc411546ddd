"""Banks of the question editor of which a few questions have changed."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.banks import Bank, Retired
from quizapp.exchange import native_writer
from quizapp.exchange.native_bank import load_bank
from quizapp.exchange.own_folder import OwnFolder
from tests.unit.domain import samples

Change = Callable[[Bank], Bank]


def bank(count: int = 4) -> Bank:
    item = samples.single()
    items = tuple(
        replace(item, id=f"own-{n}", bank="own", topic="own", stem=f"Which one, the {n}th?")
        for n in range(count)
    )
    return Bank("own", "Own", "own", "en", items)


def with_items(made: Bank, *items: object) -> Bank:
    return replace(made, items=items)


CHANGES: dict[str, Change] = {
    "one reworded": lambda made: with_items(
        made, made.items[0], replace(made.items[1], stem="- id: which?"), *made.items[2:]
    ),
    "one more": lambda made: with_items(made, *made.items, replace(made.items[0], id="own-99")),
    "one retired": lambda made: replace(
        with_items(made, replace(made.items[0], stem="What now?"), *made.items[1:3]),
        retired=(Retired("own-3", "2026-03-02", "It was no good."),),
    ),
    "another title": lambda made: replace(
        with_items(made, replace(made.items[0], stem="What now?"), *made.items[1:]), title="Mine"
    ),
    "another order": lambda made: with_items(
        made, *made.items[::-1], replace(made.items[0], id="own-99")
    ),
    "a case": lambda made: with_items(
        made, *made.items, replace(samples.vignette(), id="own-99", bank="own", topic="own")
    ),
    "nothing": lambda made: made,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_bank_is_known_just_as_its_file_reads(tmp_path: Path, change: str) -> None:
    folder = OwnFolder(tmp_path)
    folder.write_bank(bank())
    folder.banks()
    wanted = CHANGES[change](bank())
    folder.write_bank(wanted)
    known = folder.bank("own")

    assert known == load_bank(tmp_path / "banks" / "own.yaml", "own.yaml")
    assert known is not None
    assert known.bank == wanted


def test_a_bank_that_another_editor_saved_with_a_byte_order_mark_goes_on_being_kept(
    tmp_path: Path,
) -> None:
    OwnFolder(tmp_path).write_bank(bank())
    path = tmp_path / "banks" / "own.yaml"
    path.write_bytes(BOM_UTF8 + path.read_bytes())
    folder = OwnFolder(tmp_path)
    folder.banks()
    wanted = CHANGES["one reworded"](bank())
    folder.write_bank(wanted)
    assert folder.bank("own") == load_bank(path, "own.yaml")
    assert not path.read_bytes().startswith(BOM_UTF8)


def test_questions_that_stay_are_not_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = OwnFolder(tmp_path)
    folder.write_bank(bank(30))
    folder.banks()
    written: list[int] = []
    whole = native_writer.bank_text

    def counted(made: Bank) -> str:
        written.append(len(made.items))
        return whole(made)

    monkeypatch.setattr(native_writer, "bank_text", counted)
    folder.write_bank(CHANGES["one reworded"](bank(30)))
    folder.write_bank(CHANGES["one more"](bank(30)))
    assert written == [1, 2]


def test_a_file_that_was_changed_by_hand_meanwhile_is_written_as_a_whole(tmp_path: Path) -> None:
    folder = OwnFolder(tmp_path)
    folder.write_bank(bank())
    folder.banks()
    path = tmp_path / "banks" / "own.yaml"
    text = path.read_text(encoding="utf-8").replace("the 2th", "the second")
    path.write_text(text, encoding="utf-8")
    wanted = CHANGES["one more"](bank())
    folder.write_bank(wanted)

    loaded = folder.bank("own")
    assert loaded is not None
    assert loaded.bank == wanted
