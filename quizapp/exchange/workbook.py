"""Tables as a spreadsheet; the one place where the writer of workbooks is spoken to."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    Tell = Callable[[int, int], None]
    """Hears how many of how many rows are written; what it raises stops the work."""

Value = str | int | float | bool | None
"""What a cell holds; `None` leaves it empty."""

SHARE = "share"
"""The form of a column whose numbers are shares of 1, to be shown in percent."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LEAST_WIDTH, _MOST_WIDTH = 8, 60
_MEASURED_ROWS = 200
_TOLD_ROWS = 50


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a spreadsheet.

    Attributes:
        name: of the sheet, and the end of a file name: small letters and hyphens.
        title: as people read it.
        headers: one a column, in one word each.
        rows: each as long as `headers`; they may be made when they are asked for.
        shares: the headers of columns that hold shares from 0 to 1.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]
    shares: frozenset[str] = frozenset()


def write_workbook(
    file: BinaryIO, sheets: Sequence[Sheet], title: str, made_at: datetime, tell: Tell
) -> None:
    """Write a workbook (XLSX): a sheet a table, with heads that stay in sight.

    Texts are written as texts, whatever they look like, so that none becomes a formula or a link.

    Args:
        file: open for writing; what is in it when this is stopped is of no use.
        sheets: at least one.
        title: of the workbook as a whole.
        made_at: when the workbook was made.
        tell: hears of the rows, and again and again while they are packed.

    Raises:
        OSError: the file, or one on the way to it, cannot be written.
    """
    told = _Told(tell, sum(len(one.rows) for one in sheets))
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Rows go to the disk one by one: a million cells do not have to be in memory together.
        options = {"constant_memory": True, "tmpdir": folder}
        target = _Stoppable(file, told.again)
        book = xlsxwriter.Workbook(target, options)
        try:
            _write_book(book, sheets, title, made_at, told)
        except FileCreateError as error:
            # It wraps what the system said of the file, such as that the disk is full.
            (reason,) = error.args
            raise reason from None
        finally:
            target.let_go()
            for page in book.worksheets():
                page.row_data_fh.close()


def _write_book(
    book: Any, sheets: Sequence[Sheet], title: str, made_at: datetime, told: _Told
) -> None:
    book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "bottom": 1})
    percent = book.add_format({"num_format": "0%"})
    for sheet in sheets:
        page = book.add_worksheet(_NOT_IN_NAMES.sub(" ", sheet.title)[:_LONGEST_NAME])
        _fill(page, sheet, (bold, percent), told)
    book.close()


class _Told:
    """Counts rows, and tells of them now and then."""

    def __init__(self, tell: Tell, total: int) -> None:
        self._tell, self._done, self._total = tell, 0, total

    def next_row(self) -> None:
        """Count a row."""
        if self._done % _TOLD_ROWS == 0:
            self.again()
        self._done += 1

    def again(self) -> None:
        """Tell the count as it is."""
        self._tell(self._done, self._total)


class _Stoppable:
    """A file whose writing can be stopped: packing a workbook asks nobody in between.

    What is written after that goes nowhere, so that the packer can close what it has open.
    """

    def __init__(self, file: BinaryIO, ask: Callable[[], None]) -> None:
        self._file, self._ask = file, ask

    def write(self, raw: bytes) -> int:
        """Write on, unless the work is stopped."""
        ask, self._ask = self._ask, _nothing
        kept, self._file = self._file, io.BytesIO()
        ask()
        self._ask, self._file = ask, kept
        return self._file.write(raw)

    def let_go(self) -> None:
        """Leave the file: after a failure the packer closes what it has open late, if at all."""
        self._file = io.BytesIO()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _nothing() -> None:
    """Let the rest go nowhere."""


def _fill(page: Any, sheet: Sheet, formats: tuple[Any, Any], told: _Told) -> None:
    bold, percent = formats
    measured = [*islice(sheet.rows, _MEASURED_ROWS)]
    for column, head in enumerate(sheet.headers):
        width = _width(head, (row[column] for row in measured))
        page.set_column(column, column, width, percent if head in sheet.shares else None)
        page.write_string(0, column, head, bold)
    page.freeze_panes(1, 1)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headers) - 1)
    for number, row in enumerate(sheet.rows, 1):
        told.next_row()
        for column, value in enumerate(row):
            _write(page, number, column, value)


def _write(page: Any, row: int, column: int, value: Value) -> None:
    if isinstance(value, str):
        if value:
            page.write_string(row, column, value)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif value is not None:
        page.write_number(row, column, value)


def _width(head: str, values: Iterable[Value]) -> int:
    longest = max((len(one) for one in values if isinstance(one, str)), default=0)
    return min(_MOST_WIDTH, max(_LEAST_WIDTH, len(head) + 2, longest + 1))
