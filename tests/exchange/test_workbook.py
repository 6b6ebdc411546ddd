"""Workbooks, read back by another library than the one that wrote them."""

from __future__ import annotations

import errno
import gc
import io
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from quizapp.exchange.workbook import Sheet, Value, write_workbook

MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def written(*sheets: Sheet) -> openpyxl.Workbook:
    raw = io.BytesIO()
    write_workbook(raw, sheets, "Week 3", MADE, lambda _done, _total: None)
    return openpyxl.load_workbook(raw)


def sheet(*rows: tuple[Value, ...]) -> Sheet:
    return Sheet("scores", "Scores", ("name", "share"), rows, frozenset({"share"}))


def test_a_table_is_a_sheet_with_numbers_as_numbers_and_heads_that_stay() -> None:
    book = written(sheet(("Maya", 0.75), ("Jonas", None)), Sheet("more", "More", ("name",), ()))

    assert book.sheetnames == ["Scores", "More"]
    page = book["Scores"]
    assert list(page.iter_rows(values_only=True)) == [
        ("name", "share"),
        ("Maya", 0.75),
        ("Jonas", None),
    ]
    assert page.freeze_panes == "B2"
    assert page["B2"].number_format == "0%"
    assert page.column_dimensions["B"].width > 0


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "http://a.example", "\t=1", "7"])
def test_texts_stay_texts_whatever_they_look_like(name: str) -> None:
    cell = written(sheet((name, 1)))["Scores"]["A2"]

    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.hyperlink is None


def test_yes_and_no_are_written_as_such_and_nothing_leaves_a_cell_empty() -> None:
    page = written(sheet((True, False), ("", None)))["Scores"]

    assert [page["A2"].value, page["B2"].value] == [True, False]
    assert [page["A3"].value, page["B3"].value] == [None, None]


def test_titles_that_no_sheet_can_have_are_mended() -> None:
    assert written(Sheet("a", "What: of [it]? " * 4, ("name",), ())).sheetnames == [
        "What  of  it   What  of  it   W"
    ]


@pytest.mark.no_cover
class FullDisk(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, _raw: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_one_error_and_nothing_else_fails_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", later.append)
    with FullDisk() as file, pytest.raises(OSError, match="No space left"):
        write_workbook(file, [sheet(("Maya", 0.75))], "Week 3", MADE, lambda _done, _total: None)
    gc.collect()
    assert later == []


def test_a_workbook_can_be_stopped_at_any_time_and_leaves_nothing_lying_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    told: list[tuple[int, int]] = []
    large = sheet(*((f"Learner {number}", 0.5) for number in range(100)))
    write_workbook(io.BytesIO(), [large], "", MADE, lambda *one: told.append(one))
    assert len(told) > 5
    assert told[-1] == (100, 100)
    for place in range(len(told)):
        ask = iter(range(len(told)))

        def stop(_done: int, _total: int, ask: Iterator[int] = ask, place: int = place) -> None:
            if next(ask) == place:
                raise InterruptedError

        with pytest.raises(InterruptedError):
            write_workbook(io.BytesIO(), [large], "", MADE, stop)
    assert list(tmp_path.iterdir()) == []
