"""Tables are read as spreadsheets save them; what is assumed is said, what is hostile is one sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizapp.domain.errors import UserError
from quizapp.exchange.table_texts import LONGEST_LINE, opened_table

SAVE = "Save the table as “CSV UTF-8” in your spreadsheet."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def read(file: Path, content: bytes) -> tuple[list[tuple[int, list[str]]], str]:
    file.write_bytes(content)
    with opened_table(file) as opened:
        return [(row.line, row.cells) for row in opened.rows], opened.note


def refusal(file: Path, content: bytes, line: int, problem: str) -> UserError:
    """Let a table be refused at a line, for a problem; return what is said."""
    with pytest.raises(UserError) as refused:
        read(file, content)
    assert refused.value.message.startswith(f"table.csv, line {line}: ")
    assert problem in refused.value.message
    return refused.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_read_without_a_word(
    file: Path, encoding: str, separator: str, end: str
) -> None:
    rows = [["name", "number"], ["Zoë Łukasz", "1"], ["Иван", "2"]]
    text = "".join(separator.join(row) + end for row in rows)
    assert read(file, text.encode(encoding)) == (list(enumerate(rows, 1)), "")


def test_the_byte_order_may_be_the_other_one(file: Path) -> None:
    content = b"\xfe\xff" + "name\nZoë\n".encode("utf-16-be")
    assert read(file, content) == ([(1, ["name"]), (2, ["Zoë"])], "")


def test_windows_1252_is_assumed_aloud_with_names_to_check_it_by(file: Path) -> None:
    content = "name;number\nJörg Müller;1\nAnn Lee;2\nZoë “Z” Šimek;3\n".encode("cp1252")
    rows, note = read(file, content)
    assert rows[1] == (2, ["Jörg Müller", "1"])
    assert note == (
        "table.csv is not UTF-8 and was read as Windows-1252, as spreadsheets in western Europe"
        f" save it. Check whether these are right: Jörg Müller; Zoë “Z” Šimek. If they are not, {SAVE.replace('Save', 'save')}"
    )


def test_of_many_names_five_are_shown(file: Path) -> None:
    names = [f"Ren{accent} {number}" for number, accent in enumerate("éèêëåäö")]
    _rows, note = read(file, "\n".join(["name", *names]).encode("cp1252"))
    assert [name in note for name in names] == [True] * 5 + [False] * 2


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("name\nИван Петров\n".encode("cp1251"), 2, "neither in UTF-8 nor in Windows-1252"),
        ("name,ward\nИван,surgery\n".encode("cp1251"), 2, "neither in UTF-8 nor in Windows-1252"),
        (b"name\nAnn\n\x81\x8d\n", 3, "neither in UTF-8 nor in Windows-1252"),
        (b"\xef\xbb\xbfname\nAnn\nJ\xf6rg\n", 3, "marked as UTF-8, and this line is not"),
        (b"\xff\xfen\x00a\x00\n\x00\x00\xdc", 2, "marked as UTF-16, and this line is not"),
        ("name\n".encode("utf-32"), 1, "written in UTF-32"),
    ],
)
def test_text_that_cannot_be_known_is_refused_with_its_line(
    file: Path, content: bytes, line: int, problem: str
) -> None:
    assert refusal(file, content, line, problem).hint == SAVE


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        (b"name\nA\0nn\n", 2, "holds characters of no text (NUL)"),
        ("name\nAnn\n".encode("utf-16-le"), 1, "holds characters of no text (NUL)"),
        (b"name\n" + b"x" * (LONGEST_LINE + 1), 2, f"longer than {LONGEST_LINE} characters"),
        (b"name\n" + b"x" * 140_000 + b"\n", 2, "a cell is too long"),
        (b'name\nAnn\n"Bo\nCy\nDi\n', 3, "a quotation mark is opened here and never closed"),
        (b'name\n"Ann"x\n', 2, "a quotation mark stands in the wrong place"),
        (b'name\n"' + b"x\n" * 100_000, 2, "a cell is too long"),
    ],
    ids=range(7),
)
def test_hostile_tables_are_one_sentence_with_line_and_remedy(
    file: Path, content: bytes, line: int, problem: str
) -> None:
    assert refusal(file, content, line, problem).hint


def test_a_cell_may_hold_several_lines_and_rows_keep_their_numbers(file: Path) -> None:
    rows, _note = read(file, b'\n\nname,id\n"Ann\nLee",1\n,,\nBo,2\n')
    assert rows == [(3, ["name", "id"]), (4, ["Ann\nLee", "1"]), (7, ["Bo", "2"])]


def test_a_line_that_names_the_separator_is_obeyed_and_counted(file: Path) -> None:
    rows, _note = read(file, b"sep=;\r\nname, first;id\r\nLee, Ann;1\r\n")
    assert rows == [(2, ["name, first", "id"]), (3, ["Lee, Ann", "1"])]


@pytest.mark.parametrize(
    "content",
    [b"last, first, middle;id\nLee;1\n", b'last;id\n"Lee, Ann, B";1\n', b"a,b;c\nLee;1\n"],
)
def test_what_parts_the_cells_is_told_by_all_lines(file: Path, content: bytes) -> None:
    rows, _note = read(file, content)
    assert [len(cells) for _line, cells in rows] == [2, 2]


@pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,,\n"])
def test_a_table_of_nothing_has_no_rows(file: Path, content: bytes) -> None:
    assert read(file, content) == ([], "")


def test_a_stream_is_refused_because_a_table_is_read_more_than_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "marks")
    with (
        pytest.raises(UserError, match="marks is no file but a stream"),
        opened_table(tmp_path / "marks"),
    ):
        pass
