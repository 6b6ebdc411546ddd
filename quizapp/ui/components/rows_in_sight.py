"""Rows of tables that keys move away from what is seen."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QTableView


def show_current_row(table: QTableView) -> None:
    """Scroll a table, and every page that it stands in, to its current row, if it has one."""
    index = table.currentIndex()
    if not index.isValid():
        return
    table.scrollTo(index)
    view, at = table.viewport(), index.row()
    row = QRect(0, table.rowViewportPosition(at), view.width(), table.rowHeight(at))
    parent = table.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and (content := parent.widget()) is not None:
            place = view.mapTo(content, row.center())
            # So far that the head comes into sight with the first row.
            parent.ensureVisible(place.x(), place.y(), 0, 2 * row.height())
        parent = parent.parentWidget()
