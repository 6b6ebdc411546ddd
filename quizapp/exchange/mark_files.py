"""Reads a plain table of marks, as other programs export them, and says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.statistics.marks import MarkTable, TableMaker
from quizapp.exchange.table_texts import opened_table, problem_at

NEEDED = ("learner", "attempt", "item", "mark", "max_mark")
OPTIONAL = ("option", "slot", "drawn")

SHOWN_LENGTH = 60
"""How many characters of a cell stand in a message."""

_NUMBER = re.compile(r"[+-]?(?=\.?[0-9])[0-9]{0,30}(\.[0-9]{0,30})?([eE][+-]?[0-9]{1,2})?")
_ABOVE_ALL = 10**9
_MOST_DECIMALS = 40
"""Marks are added without rounding, so that each must fit into so many decimals."""

_ATTEMPT = re.compile(r"0*[1-9][0-9]{0,8}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRAWN = {"yes": True, "no": False, "": False}
_COLUMNS_ARE = f"The columns are {', '.join(NEEDED)}, and if need be {', '.join(OPTIONAL)}."


class MarkFile(NamedTuple):
    """A table of marks that was read; `note` is a sentence where its encoding was assumed."""

    table: MarkTable
    note: str


def read_marks(path: Path) -> MarkFile:
    """Read a table in one of the encodings and with one of the separators of `table_texts`.

    The first row names the columns, in whatever order. Blanks around cells do not count, and
    several in a row count as one; rows that are wholly empty are passed over. Numbers have a
    decimal point, or a decimal comma where no commas stand between the cells.

    Raises:
        UserError: the file cannot be read, or a line is not as it should be; the message names the
            file, the line and the remedy. Nothing is left out.
    """
    with opened_table(path) as opened:
        header = next(opened.rows, None)
        if header is None:
            raise problem_at(path.name, 1, "the file is empty", _COLUMNS_ARE)
        columns = _columns(path, header.line, header.cells)
        reader = _RowReader(path, columns, decimal_comma=opened.separator != ",")
        for row in opened.rows:
            reader.take_in(row.cells, row.line)
        if not reader.count:
            problem = "no marks follow the names of the columns"
            raise problem_at(path.name, header.line, problem, "Add a row a mark.")
        return MarkFile(reader.maker.made(), opened.note)


def _columns(path: Path, line: int, header: Sequence[str]) -> list[str]:
    """Return the names of the columns, once they are found to be right."""
    names = [cell.strip() for cell in header]
    for problem in _column_problems(names):
        raise problem_at(path.name, line, problem, _COLUMNS_ARE)
    return names


def _column_problems(names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name not in NEEDED + OPTIONAL:
            yield f"the column {_shown(name)} is not known"
        if names.count(name) > 1:
            yield f"the column {_shown(name)} is there twice"
    for name in NEEDED:
        if name not in names:
            yield f"the column {_shown(name)} is missing"
    if "drawn" in names and "slot" not in names:
        yield f"the column {_shown('drawn')} says nothing without the column {_shown('slot')}"


def _shown(cell: str) -> str:
    text = " ".join(cell.split())
    return f'"{text if len(text) <= SHOWN_LENGTH else f"{text[: SHOWN_LENGTH - 1]}…"}"'


@dataclass(slots=True)
class _RowReader:
    """Takes the rows of one table in."""

    path: Path
    names: list[str]
    decimal_comma: bool
    maker: TableMaker = field(init=False)
    count: int = 0
    numbers: dict[str, Decimal] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.maker = TableMaker(
            with_slots="slot" in self.names, with_options="option" in self.names
        )

    def take_in(self, row: Sequence[str], line: int) -> None:
        """Take a row in, or raise what is wrong with it."""
        if len(row) != len(self.names):
            self._refuse(
                line,
                f"there are {len(row)} cells for {len(self.names)} columns",
                "Fill each column, and put cells that hold a separator in quotation marks.",
            )
        cells = {name: self._word(cell, line) for name, cell in zip(self.names, row, strict=True)}
        learner, item, slot = cells["learner"], cells["item"], cells.get("slot")
        if not learner or not item or slot == "":
            empty = next(name for name in ("learner", "item", "slot") if cells.get(name) == "")
            self._refuse(line, f"the {empty} is empty", "Fill it in.")
        if not _ATTEMPT.fullmatch(cells["attempt"]):
            self._refuse(
                line,
                f"the attempt {_shown(cells['attempt'])} is no whole number from 1",
                "Number the attempts of each learner 1, 2, 3.",
            )
        mark, most = self._number(cells["mark"], line), self._number(cells["max_mark"], line)
        if most < 0 or mark > most:
            self._refuse(
                line,
                f"the mark {mark:f} is above max_mark {most:f}"
                if most >= 0
                else "max_mark is below 0",
                "Mend the mark or max_mark.",
            )
        against = self.maker.add(
            (learner, int(cells["attempt"])),
            item,
            (mark, most),
            slot or "",
            cells.get("option", ""),
            is_drawn=self._is_drawn(cells.get("drawn", ""), line),
        )
        if against:
            name = f"item {_shown(item)}" if slot is None else f"slot {_shown(slot)}"
            self._refuse(line, f"{name} {against}", "Mend or take out one of the rows.")
        self.count += 1

    def _word(self, text: str, line: int) -> str:
        """Return a cell with single blanks; the same object for the same text, to save memory."""
        word = self.words.get(text)
        if word is None:
            word = self.words[text] = " ".join(text.split())
            if _CONTROL.search(word):
                self._refuse(
                    line, f"{_shown(ascii(word))} holds a control character", "Take it out."
                )
        return word

    def _number(self, text: str, line: int) -> Decimal:
        number = self.numbers.get(text)
        if number is None:
            plain = text.replace(",", ".") if self.decimal_comma else text
            if not _NUMBER.fullmatch(plain):
                remedy = "Write numbers like 0.5, and 0 for a question left unanswered."
                self._refuse(line, f"{_shown(text)} is no number", remedy)
            number = self.numbers[text] = Decimal(plain)
            if abs(number) >= _ABOVE_ALL or -int(number.as_tuple().exponent) > _MOST_DECIMALS:
                remedy = f"Keep below {_ABOVE_ALL} and within {_MOST_DECIMALS} decimals."
                self._refuse(line, f"{_shown(text)} is no mark", remedy)
        return number

    def _is_drawn(self, text: str, line: int) -> bool:
        is_drawn = _DRAWN.get(text.casefold())
        if is_drawn is None:
            remedy = "Write yes for an item drawn at random into its slot, otherwise no."
            self._refuse(line, f"drawn is {_shown(text)}", remedy)
        return bool(is_drawn)

    def _refuse(self, line: int, problem: str, remedy: str) -> None:
        raise problem_at(self.path.name, line, problem, remedy)
