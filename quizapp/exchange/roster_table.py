"""Reads a roster: a table of learners, one a row, from a spreadsheet saved as CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_BYTES = 2 * 2**20
LONGEST_CELL = 120
_MOST_NAMED = 10
_NAMES = ("name", "full name", "learner")
_REFERENCES = ("reference", "id", "number", "student id")


class RosterRow(NamedTuple):
    """A learner of a roster; `reference` may be empty."""

    line: int
    name: str
    reference: str


def read_roster(
    path: Path, name_column: str | None = None, reference_column: str | None = None
) -> tuple[RosterRow, ...]:
    """Read a roster. Commas, semicolons and tabs may stand between its columns.

    Args:
        path: the file, UTF-8, with a line of headings.
        name_column: heading of the column with names; without it, "name" and the like.
        reference_column: heading of the column by which the trainer's lists know a learner;
            without it, "reference" or "id" and the like, if there is one.

    Raises:
        UserError: the file cannot be read, or rows are bad, which are all named: none is taken.
    """
    text = _text(path)
    delimiter = _delimiter(text)
    reader = csv.reader(text.splitlines(), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, [" ".join(cell.split()) for cell in row]) for row in reader]
    except csv.Error as error:
        raise UserError(
            f"{path.name}:{reader.line_num}: this row cannot be read: {error}.",
            "Save the table anew as CSV.",
        ) from error
    rows = [(line, row) for line, row in rows if any(row)]
    if not rows:
        raise UserError(f"{path.name} is empty.", "The first line holds the headings.")
    headings = [cell.casefold() for cell in rows[0][1]]
    name = _column(path, headings, name_column, _NAMES)
    reference = _column(path, headings, reference_column, _REFERENCES)
    if name is None:
        raise UserError(
            f"{path.name} has no column called name; it has: {', '.join(rows[0][1])}.",
            "Name the column with --name-column.",
        )
    found = [
        RosterRow(line, row[name] if name < len(row) else "", _cell(row, reference))
        for line, row in rows[1:]
    ]
    problems = list(_problems(found, [_width(row) for _, row in rows[1:]], len(headings)))
    if problems:
        more = len(problems) - _MOST_NAMED
        listed = " ".join(problems[:_MOST_NAMED]) + (f" And {more} more." if more > 0 else "")
        raise UserError(
            f"{path.name}: nothing was taken, because of these rows: {listed}", "Mend them."
        )
    if not found:
        raise UserError(f"{path.name} has headings and no learner.", "Add a row for each.")
    return tuple(found)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UserError(f"{path.name} is larger than 2 MB, which no roster is.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserError(
            f"{path.name} is not UTF-8.", "Save the table as “CSV UTF-8” in your spreadsheet."
        ) from error


def _delimiter(text: str) -> str:
    first = text.lstrip().split("\n", maxsplit=1)[0]
    return max(",;\t", key=first.count)


def _column(
    path: Path, headings: list[str], wanted: str | None, usual: tuple[str, ...]
) -> int | None:
    names = usual if wanted is None else (" ".join(wanted.split()).casefold(),)
    for name in names:
        if headings.count(name) > 1:
            raise UserError(f"{path.name} has several columns called {name}.", "Rename one.")
        if name in headings:
            return headings.index(name)
    if wanted is not None:
        raise UserError(f"{path.name} has no column called {wanted}.", "Look at its first line.")
    return None


def _cell(row: list[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def _width(row: list[str]) -> int:
    """Return how many cells there are up to the last one that is not empty."""
    return max((number for number, cell in enumerate(row, 1) if cell), default=0)


def _problems(rows: list[RosterRow], widths: list[int], width: int) -> Iterator[str]:
    seen: dict[tuple[str, str], int] = {}
    references: dict[str, int] = {}
    for row, cells in zip(rows, widths, strict=True):
        same = (row.name.casefold(), row.reference)
        if cells > width:
            yield f"row {row.line} has more cells than there are headings."
        elif not row.name:
            yield f"row {row.line} has no name."
        elif max(len(row.name), len(row.reference)) > LONGEST_CELL:
            yield f"row {row.line} holds more than {LONGEST_CELL} characters in a cell."
        elif not (row.name + row.reference).isprintable():
            yield f"row {row.line} holds characters that cannot be shown."
        elif same in seen:
            yield f"row {row.line} is the same as row {seen[same]}; tell them apart by reference."
        elif row.reference and row.reference in references:
            yield f"row {row.line} has the reference of row {references[row.reference]}."
        seen.setdefault(same, row.line)
        references.setdefault(row.reference, row.line)
