"""Tables as a spreadsheet; the one place where the writer of workbooks is spoken to."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

Value = str | int | float | bool | None
"""What a cell holds; `None` leaves it empty."""

SHARE = "share"
"""The form of a column whose numbers are shares of 1, to be shown in percent."""

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LEAST_WIDTH, _MOST_WIDTH = 8, 60
_MEASURED_ROWS = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table for a spreadsheet.

    Attributes:
        name: of the sheet, and the end of a file name: small letters and hyphens.
        title: as people read it.
        headers: one a column, in one word each.
        rows: each as long as `headers`.
        shares: the headers of columns that hold shares from 0 to 1.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    shares: frozenset[str] = frozenset()


def workbook(sheets: Sequence[Sheet], title: str, made_at: datetime) -> bytes:
    """Return a workbook (XLSX): a sheet a table, with heads that stay in sight.

    Texts are written as texts, whatever they look like, so that none becomes a formula or a link.

    Args:
        sheets: at least one.
        title: of the workbook as a whole.
        made_at: when the workbook was made.
    """
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        book.set_properties({"title": title, "created": made_at.replace(tzinfo=None)})
        bold = book.add_format({"bold": True, "bottom": 1})
        percent = book.add_format({"num_format": "0%"})
        for sheet in sheets:
            page = book.add_worksheet(_NOT_IN_NAMES.sub(" ", sheet.title)[:_LONGEST_NAME])
            _fill(page, sheet, bold, percent)
    return raw.getvalue()


def _fill(page: Any, sheet: Sheet, bold: Any, percent: Any) -> None:
    for column, head in enumerate(sheet.headers):
        width = _width(head, (row[column] for row in sheet.rows[:_MEASURED_ROWS]))
        page.set_column(column, column, width, percent if head in sheet.shares else None)
        page.write_string(0, column, head, bold)
    page.freeze_panes(1, 1)
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            _write(page, number, column, value)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.headers) - 1)


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
