"""Reads a roster: a table of learners, one a row, from a spreadsheet saved as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizapp.domain.errors import UserError
from quizapp.domain.rosters import LONGEST_CELL, roster_key
from quizapp.exchange.table_texts import opened_table, problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from quizapp.domain.rosters import RosterKey

    TableRow = tuple[int, tuple[str, ...]]
    """A row with its line in the file."""

MAX_BYTES = 2 * 2**20
_MOST_NAMED = 10
_LOST = "\ufffd"
#: Usual headings, without case, spaces and signs.
_NAMES = ("name", "fullname", "learner")
_FIRST_NAMES = ("firstname", "firstnames", "givenname", "givennames", "forename", "forenames")
_SURNAMES = ("lastname", "lastnames", "surname", "surnames", "familyname", "familynames")
_REFERENCES = (
    "reference",
    "id",
    "number",
    "studentid",
    "idnumber",
    "studentnumber",
    "matriculationnumber",
)


class RosterRow(NamedTuple):
    """A learner of a roster.

    Attributes:
        line: where in the file the row stands, from 1.
        reference: may be empty.
        problem: what is wrong with the row, or empty.
    """

    line: int
    name: str
    reference: str
    problem: str = ""


class Roster(NamedTuple):
    """The learners of a table; `note` is a sentence where its encoding was assumed."""

    rows: tuple[RosterRow, ...]
    note: str


class RosterColumns(NamedTuple):
    """Which columns of a table hold what, counted from 0; `None` stands for no column.

    Attributes:
        name: whole names, or first names where surnames stand in a column of their own.
        surname: what is put behind the name, parted from it by a space.
    """

    name: int | None = None
    surname: int | None = None
    reference: int | None = None


class RosterHeadings(NamedTuple):
    """The headings of the columns as somebody named them; `None` stands for the usual ones.

    Attributes:
        surname: where a heading of names is given, `None` stands for no column.
    """

    name: str | None = None
    surname: str | None = None
    reference: str | None = None


USUAL_HEADINGS: Final = RosterHeadings()


class RosterTable(NamedTuple):
    """A table as it was read, before anybody has said which column holds what.

    Attributes:
        rows: each with its line in the file and its cells; empty rows are left out.
        columns: what the columns look as if they held.
        heading_line: where in the file the headings stand.
        note: a sentence where the encoding was assumed, with names to check it by; else empty.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[TableRow, ...]
    columns: RosterColumns
    heading_line: int
    note: str

    def without_headings(self) -> RosterTable:
        """Return the table with its first line taken for a learner."""
        rows = ((self.heading_line, self.headings), *self.rows)
        width = max(_width(row) for _line, row in rows)
        numbered = tuple(f"Column {number}" for number in range(1, width + 1))
        only = RosterColumns(0 if width == 1 else None)
        return self._replace(headings=numbered, rows=rows, columns=only)


def read_table(path: Path) -> RosterTable:
    """Read a table in one of the encodings and with one of the separators of `table_texts`.

    Args:
        path: the file, with a line of headings.

    Raises:
        UserError: the file cannot be read, or has no rows.
    """
    _refuse_large(path)
    with opened_table(path) as opened:
        rows = [
            (row.line, tuple(" ".join(cell.split()) for cell in row.cells)) for row in opened.rows
        ]
        note = opened.note
    if not rows:
        raise UserError(f"{path.name} is empty.", "The first line holds the headings.")
    line, headings = rows[0]
    if len(rows) == 1:
        raise UserError(
            f"{path.name}, line {line}: there are headings and no learner.", "Add a row for each."
        )
    return RosterTable(
        path.name,
        headings,
        tuple(rows[1:]),
        _usual_columns(headings, rows[1:]),
        line,
        note,
    )


def rows_of(table: RosterTable, columns: RosterColumns) -> tuple[RosterRow, ...]:
    """Return the learners of a table, bad rows included."""
    found = [
        RosterRow(line, _name(row, columns), _cell(row, columns.reference))
        for line, row in table.rows
    ]
    widths = [_width(row) for _line, row in table.rows]
    problems = _problems(found, widths, len(table.headings))
    return tuple(
        row._replace(problem=problem) for row, problem in zip(found, problems, strict=True)
    )


def read_roster(path: Path, headings: RosterHeadings = USUAL_HEADINGS) -> Roster:
    """Read a roster, whole or not at all.

    Args:
        path: the file, as `read_table` takes it.
        headings: of the columns; usual ones are "name", "first name" with "last name",
            "reference", "ID number" and the like.

    Raises:
        UserError: the file cannot be read, or rows are bad, which are all named: none is taken.
    """
    table = read_table(path)
    columns = _named_columns(table, headings)
    if columns.name is None:
        raise UserError(
            f"{table.file}, line {table.heading_line}: no column is called name, or first name"
            f" beside last name; there are: {', '.join(table.headings)}.",
            "Name the column with --name-column, and one with surnames with --surname-column.",
        )
    rows = rows_of(table, columns)
    problems = [f"row {row.line} {row.problem}" for row in rows if row.problem]
    if problems:
        more = len(problems) - _MOST_NAMED
        listed = " ".join(problems[:_MOST_NAMED]) + (f" And {more} more." if more > 0 else "")
        raise UserError(
            f"{table.file}: nothing was taken, because of these rows: {listed}", "Mend them."
        )
    return Roster(rows, table.note)


def _refuse_large(path: Path) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    if size > MAX_BYTES:
        raise UserError(
            f"{path.name} is larger than 2 MB, which no roster is.", "Keep only the learners in it."
        )


def _plain(heading: str) -> str:
    return "".join(sign for sign in heading.casefold() if sign.isalnum())


def _usual(headings: tuple[str, ...], usual: tuple[str, ...]) -> int | None:
    """Return the column whose heading is a usual one, if there is exactly one of it."""
    plain = [_plain(heading) for heading in headings]
    for name in usual:
        if plain.count(name) == 1:
            return plain.index(name)
    return None


def _usual_columns(headings: tuple[str, ...], rows: Sequence[TableRow]) -> RosterColumns:
    whole, first = _usual(headings, _NAMES), _usual(headings, _FIRST_NAMES)
    surname, reference = _usual(headings, _SURNAMES), _usual(headings, _REFERENCES)
    says_whole = whole is not None and _plain(headings[whole]) != _NAMES[0]
    if whole is not None and (first is not None or says_whole):
        if surname is None and not says_whole and _are_parted(rows, first, whole):
            return RosterColumns(first, whole, reference)
        return RosterColumns(whole, None, reference)
    name = first if whole is None else whole
    if name is None or (whole is None and surname is None):
        # First names or surnames alone tell nobody apart.
        return RosterColumns(None, None, reference)
    return RosterColumns(name, surname, reference)


def _are_parted(rows: Sequence[TableRow], first: int | None, name: int) -> bool:
    """Return whether a column called name holds what stands behind the first names.

    So it is where most first names are not found in it: many registers call surnames so.
    """
    cells = [(_cell(row, first).casefold(), _cell(row, name).casefold()) for _line, row in rows]
    known = [one in other for one, other in cells if one]
    return sum(known) * 2 < len(known)


def _named_columns(table: RosterTable, headings: RosterHeadings) -> RosterColumns:
    """Return the columns that somebody named, and the usual ones for the others."""
    name, surname, reference = table.columns
    if headings.name is not None:
        name, surname = _column(table, headings.name), None
    elif name is None:
        _refuse_doubles(table, _NAMES + _FIRST_NAMES + _SURNAMES)
    if headings.surname is not None:
        surname = _column(table, headings.surname)
        if name is None:
            name = _usual(table.headings, _FIRST_NAMES)
    if headings.reference is not None:
        reference = _column(table, headings.reference)
    elif reference is None:
        _refuse_doubles(table, _REFERENCES)
    return RosterColumns(name, surname, reference)


def _refuse_doubles(table: RosterTable, usual: tuple[str, ...]) -> None:
    """Refuse a table in which a usual heading stands twice, so that none of them was taken."""
    plain = [_plain(heading) for heading in table.headings]
    for name in usual:
        if plain.count(name) > 1:
            heading = table.headings[plain.index(name)]
            raise _several(table, heading)


def _column(table: RosterTable, wanted: str) -> int:
    plain = [heading.casefold() for heading in table.headings]
    name = " ".join(wanted.split()).casefold()
    if plain.count(name) > 1:
        raise _several(table, wanted)
    if name not in plain:
        raise problem_at(
            table.file,
            table.heading_line,
            f"no column is called {wanted}",
            f"There are: {', '.join(table.headings)}.",
        )
    return plain.index(name)


def _several(table: RosterTable, heading: str) -> UserError:
    return problem_at(
        table.file, table.heading_line, f"several columns are called {heading}", "Rename one."
    )


def _name(row: tuple[str, ...], columns: RosterColumns) -> str:
    parts = dict.fromkeys((columns.name, columns.surname))
    return " ".join(filter(None, (_cell(row, column) for column in parts)))


def _cell(row: tuple[str, ...], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _width(row: tuple[str, ...]) -> int:
    """Return how many cells there are up to the last one that is not empty."""
    return max((number for number, cell in enumerate(row, 1) if cell), default=0)


def _problems(rows: list[RosterRow], widths: list[int], width: int) -> Iterator[str]:
    """Yield what is wrong with each row, or nothing."""
    seen: dict[RosterKey, int] = {}
    for row, cells in zip(rows, widths, strict=True):
        key = roster_key(row.name, row.reference)
        problem = ""
        if cells > width:
            problem = "has more cells than there are headings."
        elif not row.name:
            problem = "has no name."
        elif max(len(row.name), len(row.reference)) > LONGEST_CELL:
            problem = f"holds a name or a reference of more than {LONGEST_CELL} characters."
        elif not (row.name + row.reference).isprintable():
            problem = "holds characters that cannot be shown."
        elif _LOST in row.name + row.reference:
            problem = "holds characters that were lost when the table was saved; write them anew."
        elif key in seen and row.reference:
            problem = f"has the reference of row {seen[key]}."
        elif key in seen:
            problem = f"is the same as row {seen[key]}; tell them apart by reference."
        seen.setdefault(key, row.line)
        yield problem
