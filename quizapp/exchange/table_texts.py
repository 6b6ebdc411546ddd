"""Reads tables as spreadsheets save them: in which encoding, with what between the cells, row by row.

UTF-8 and, by its mark, UTF-16 are certain. A table that is neither is taken for Windows-1252, which
is said together with the words that show whether it is: nothing is read wrongly in silence.
"""

from __future__ import annotations

import codecs
import csv
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

SAVE_ANEW: Final = "Save the table as “CSV UTF-8” in your spreadsheet."
LONGEST_LINE: Final = 2**20
"""Characters in a line, and in a cell: nobody writes so many, and a file of one line must not fill
the memory."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASSUMED: Final = "cp1252"
_SEPARATORS: Final = ",;\t"
_NAMED_SEPARATOR: Final = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)
_QUOTED: Final = re.compile('"[^"]*"')
_LINES_TO_TELL_BY: Final = 20
_CHUNK: Final = 2**20
_TELLING: Final = re.compile(r"[^,;\t\r\n\"]*[^\x00-\x7f,;\t\r\n\"][^,;\t\r\n\"]*")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_MOST_TELLING: Final = 5
_LONGEST_TELLING: Final = 40
# No western name has so many letters beyond a to z; Cyrillic read wrongly has nothing else.
_MOST_BEYOND_ASCII: Final = 0.4


class Row(NamedTuple):
    """A row with its cells as they stand; `line` is where it begins, from 1."""

    line: int
    cells: list[str]


class OpenTable(NamedTuple):
    """A table that is being read.

    Attributes:
        rows: without those that are wholly empty; reading on raises what `opened_table` raises.
        separator: what stands between the cells.
        note: a sentence when the encoding was assumed, with words to check it by; else empty.
    """

    rows: Iterator[Row]
    separator: str
    note: str


@contextmanager
def opened_table(path: Path) -> Iterator[OpenTable]:
    """Open a table whose cells are parted by commas, semicolons or tabs.

    Raises:
        UserError: the file cannot be read, its encoding is unknown, or a row is not as it should
            be; the message names file and line, the hint the remedy.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        # It is read more than once: first for its encoding, then for its rows.
        raise UserError(
            f"{path} is no file but a stream, which can be read only once.",
            "Write the table to a file first.",
        )
    try:
        encoding, note = _encoding(path)
        with path.open(encoding=encoding, newline="") as file:
            lines = _lines(path.name, file)
            head, separator = _head(lines)
            yield OpenTable(_rows(path.name, head, lines, separator), separator, note)
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read: {error.strerror}.", "Name a table in CSV form."
        ) from error


def problem_at(name: str, line: int, problem: str, remedy: str) -> UserError:
    """Return what is wrong with a line of a file, as an error to be raised."""
    return UserError(f"{name}, line {line}: {problem}.", remedy)


def _encoding(path: Path) -> tuple[str, str]:
    """Return the encoding of a file, and a sentence where it had to be assumed."""
    with path.open("rb") as file:
        start = file.read(4)
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
        raise problem_at(path.name, 1, "the text is written in UTF-32", SAVE_ANEW)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            _all_of(path, encoding)
            return encoding, ""
    broken = _broken(path, "utf-8")
    if not broken:
        return "utf-8", ""
    if _broken(path, _ASSUMED):
        _refuse_encoding(path.name, broken)
    return _ASSUMED, _assumed(path, broken)


def _all_of(path: Path, encoding: str) -> None:
    broken = _broken(path, encoding)
    if broken:
        name = encoding.removesuffix("-sig").upper()
        problem = f"the text is marked as {name}, and this line is not written in it"
        raise problem_at(path.name, broken, problem, SAVE_ANEW)


def _refuse_encoding(name: str, line: int) -> NoReturn:
    problem = "the text is written neither in UTF-8 nor in Windows-1252"
    raise problem_at(name, line, problem, SAVE_ANEW)


def _chunks(path: Path, encoding: str) -> Iterator[str]:
    """Give a file decoded, piece by piece; raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)


def _broken(path: Path, encoding: str) -> int:
    """Return the first line that is not written in an encoding; 0 where all are."""
    line = 1
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                line += decoder.decode(chunk, final=not chunk).count("\n")
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            if not chunk:
                return 0


def _assumed(path: Path, line: int) -> str:
    """Return the sentence that says what was assumed, unless the text speaks against it."""
    telling: list[str] = []
    letters = beyond = 0
    for chunk in _chunks(path, _ASSUMED):
        cells = _TELLING.findall(chunk)
        found = _LETTERS.findall("".join(cells))
        letters += len(found)
        beyond += sum(not letter.isascii() for letter in found)
        words = (" ".join(cell.split())[:_LONGEST_TELLING] for cell in cells[:_MOST_TELLING])
        telling = list(dict.fromkeys([*telling, *words]))[:_MOST_TELLING]
    if beyond > letters * _MOST_BEYOND_ASCII:
        _refuse_encoding(path.name, line)
    return (
        f"{path.name} is not UTF-8 and was read as Windows-1252, as spreadsheets in western Europe"
        f" save it. Check whether these are right: {'; '.join(telling)}. If they are not, {SAVE_ANEW[0].lower()}{SAVE_ANEW[1:]}"
    )


def _lines(name: str, file: TextIO) -> Iterator[str]:
    """Give the lines of a file, none of which is endless."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            problem = f"the line is longer than {LONGEST_LINE} characters"
            raise problem_at(name, number, problem, "Start a new line for each row.")
        if "\0" in line:
            problem = "the line holds characters of no text (NUL)"
            raise problem_at(name, number, problem, SAVE_ANEW)
        yield line


def _head(lines: Iterator[str]) -> tuple[list[str], str]:
    """Return the first lines, and what parts cells: that which every one of them has most of."""
    head: list[str] = []
    telling: list[str] = []
    for line in lines:
        named = None if telling else _NAMED_SEPARATOR.fullmatch(line)
        if named is not None:
            # Spreadsheets write such a line for each other; it still counts as one.
            return [*head, "\n"], named[1]
        head.append(line)
        if line.strip():
            telling.append(_QUOTED.sub("", line))
        if len(telling) == _LINES_TO_TELL_BY:
            break
    if not telling:
        return head, ","
    return head, max(
        _SEPARATORS,
        key=lambda one: (min(line.count(one) for line in telling), telling[0].count(one)),
    )


def _rows(name: str, head: list[str], lines: Iterator[str], separator: str) -> Iterator[Row]:
    """Give the rows; nothing is raised before the first is asked for."""

    def all_lines() -> Iterator[str]:
        yield from head
        yield from lines

    reader = csv.reader(all_lines(), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield Row(begins, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise problem_at(name, begins, *_said(str(error))) from error


def _said(error: str) -> tuple[str, str]:
    """Return what is wrong with a row that cannot be taken apart, and what to do."""
    if "limit" in error:
        return "a cell is too long", "Put less into the cell, or close its quotation mark."
    if "unexpected end" in error:
        return (
            "a quotation mark is opened here and never closed",
            "Close it, or take it away.",
        )
    return (
        "a quotation mark stands in the wrong place",
        "Put quotation marks around whole cells, and double those inside.",
    )
