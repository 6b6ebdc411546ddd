"""Tables of marks are read strictly: what is wrong is one sentence with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.errors import UserError
from quizapp.domain.statistics.marks import AttemptKey, MarkTable
from quizapp.exchange.mark_files import read_marks

HEADER = "learner,attempt,item,mark,max_mark"
WITH_SLOTS = f"{HEADER},slot,drawn"
COLUMNS = (
    "The columns are learner, attempt, item, mark, max_mark, and if need be option, slot, drawn."
)
SIZES = "Keep below 1000000000 and within 40 decimals."
NUMBERS = "Write numbers like 0.5, and 0 for a question left unanswered."
ONE_ROW = "Mend or take out one of the rows."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "marks.csv"


def read(file: Path, *lines: str) -> MarkTable:
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return read_marks(file).table


def test_marks_are_read_for_exactly_what_they_say(file: Path) -> None:
    table = read(file, HEADER, "ann,1,q1,0.1,1", "ann,1,q2,-0.25,0.5", "bob,2,q1,1,1.0")
    assert table.attempts == (AttemptKey("ann", 1), AttemptKey("bob", 2))
    assert table.scale == 20
    assert [(one.item, one.max_mark, one.marks) for one in table.columns] == [
        ("q1", 20, (2, 20)),
        ("q2", 10, (-5,)),
    ]
    assert [(one.slot, one.items, one.options) for one in table.columns] == [(None, (), ())] * 2


def test_columns_stand_in_any_order_and_slots_hold_what_was_met(file: Path) -> None:
    table = read(
        file,
        "option,drawn,slot,max_mark,mark,item,attempt,learner",
        "A,yes,1,1,1,frog,1,ann",
        ",Yes,1,1,0,toad,1,bob",
        "B,no,2,1,1,sum,1,bob",
        "B,,3,1,1,sum,1,bob",
    )
    assert [(one.slot, one.item, one.is_drawn) for one in table.columns] == [
        ("1", None, True),
        ("2", None, False),
        ("3", None, False),
    ]
    assert table.columns[0].items == ("frog", "toad")
    assert table.columns[0].options == ("A", "")


def test_blanks_and_empty_rows_do_not_count(file: Path) -> None:
    table = read(
        file, "", HEADER.replace(",", " , "), " ann  lee ,1, q1 , 1 ,1", "", "ann lee,2,q1,0,1"
    )
    assert [key.learner for key in table.attempts] == ["ann lee", "ann lee"]


def test_a_byte_order_mark_and_line_ends_of_another_system_are_fine(file: Path) -> None:
    file.write_bytes(f"\ufeff{HEADER}\r\nann,1,q1,1,1\r\n".encode())
    assert read_marks(file).table.totals() == [1]


def test_cells_may_stand_in_quotation_marks(file: Path) -> None:
    table = read(file, f"{HEADER},option", '"Lee, Ann",1,q1,1,1,"one', 'two ""three"""')
    assert table.attempts[0].learner == "Lee, Ann"
    assert table.columns[0].options == ('one two "three"',)


@pytest.mark.parametrize(
    ("line", "lines", "problem", "remedy"),
    [
        (1, [], "the file is empty", COLUMNS),
        (1, ["", ",,", ""], "the file is empty", COLUMNS),
        (1, ["learner,attempt,item,mark"], 'the column "max_mark" is missing', COLUMNS),
        (1, [f"{HEADER},points"], 'the column "points" is not known', COLUMNS),
        (1, [f"{HEADER},mark"], 'the column "mark" is there twice', COLUMNS),
        (
            1,
            [f"{HEADER},drawn"],
            'the column "drawn" says nothing without the column "slot"',
            COLUMNS,
        ),
        (1, [HEADER], "no marks follow the names of the columns", "Add a row a mark."),
    ],
)
def test_a_table_without_the_right_columns_or_marks_is_refused(
    file: Path, line: int, lines: list[str], problem: str, remedy: str
) -> None:
    with pytest.raises(UserError) as refused:
        read(file, *lines)
    assert str(refused.value) == f"marks.csv, line {line}: {problem}. {remedy}"


@pytest.mark.parametrize(
    ("row", "problem", "remedy"),
    [
        (
            "ann,1,q1,1",
            "there are 4 cells for 5 columns",
            "Fill each column, and put cells that hold a separator in quotation marks.",
        ),
        (",1,q1,1,1", "the learner is empty", "Fill it in."),
        ("ann,1, ,1,1", "the item is empty", "Fill it in."),
        (
            "ann,0,q1,1,1",
            'the attempt "0" is no whole number from 1',
            "Number the attempts of each learner 1, 2, 3.",
        ),
        ("ann,1,q1,,1", '"" is no number', NUMBERS),
        ('ann,1,q1,"0,5",1', '"0,5" is no number', NUMBERS),
        ("ann,1,q1,nan,1", '"nan" is no number', NUMBERS),
        ("ann,1,q1,1e,1", '"1e" is no number', NUMBERS),
        ("ann,1,q1,.,1", '"." is no number', NUMBERS),
        ("ann,1,q1,1e9,1", '"1e9" is no mark', SIZES),
        ("ann,1,q1,1e-41,1", '"1e-41" is no mark', SIZES),
        ("ann,1,q1,1e3,1", "the mark 1000 is above max_mark 1", "Mend the mark or max_mark."),
        ("ann,1,q1,٣,3", '"٣" is no number', NUMBERS),
        (f"ann,1,q1,{'9' * 99},1", f'"{"9" * 59}…" is no number', NUMBERS),
        ("ann,1,q1,2,1", "the mark 2 is above max_mark 1", "Mend the mark or max_mark."),
        ("ann,1,q1,-2,-1", "max_mark is below 0", "Mend the mark or max_mark."),
        ("bob,1,q1,1,1", 'item "q1" has a mark in this attempt already', ONE_ROW),
        ("ann,1,q1,1,2", 'item "q1" has the greatest mark 2 here and 1 further up', ONE_ROW),
        ("an\x1b[2Jn,1,q1,1,1", "\"'an\\x1b[2Jn'\" holds a control character", "Take it out."),
    ],
)
def test_a_row_that_is_not_as_it_should_be_is_refused(
    file: Path, row: str, problem: str, remedy: str
) -> None:
    with pytest.raises(UserError) as refused:
        read(file, HEADER, "bob,1,q1,0,1", "", row)
    assert str(refused.value) == f"marks.csv, line 4: {problem}. {remedy}"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("ann,1,x,1,1,,no", "the slot is empty"),
        ("ann,1,x,1,1,1,perhaps", 'drawn is "perhaps"'),
        ("bob,1,y,1,1,1,no", 'slot "1" has a mark in this attempt already'),
        ("ann,1,y,1,1,1,yes", 'slot "1" is drawn at random here and not further up, or the other'),
    ],
)
def test_a_slot_that_contradicts_itself_is_refused(file: Path, row: str, problem: str) -> None:
    with pytest.raises(UserError, match="line 3") as refused:
        read(file, WITH_SLOTS, "bob,1,x,1,1,1,no", row)
    assert problem in refused.value.message


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_bring_the_decimal_comma_along(file: Path, separator: str) -> None:
    table = read(
        file, HEADER.replace(",", separator), separator.join(["ann", "1", "q1", "0,5", "1"])
    )
    assert (table.scale, table.totals()) == (2, [1])


def test_a_file_that_is_not_there_is_one_sentence(file: Path) -> None:
    with pytest.raises(UserError, match=r"marks\.csv cannot be read: No such file or directory"):
        read_marks(file)
    with pytest.raises(UserError, match="cannot be read: Is a directory"):
        read_marks(file.parent)


@pytest.mark.parametrize("mark", ["0.00001", "1e-05", "1E-5", "+.00001", "0.01e-3", "1.e-5"])
def test_numbers_are_read_as_other_programs_write_them(file: Path, mark: str) -> None:
    table = read(file, HEADER, f"ann,1,q1,{mark},1")
    assert (table.scale, table.columns[0].marks) == (100000, (1,))
