"""A diagram that is a table: its cells wrap, and each row is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate

from quizapp.ui.components.painting import draw_box, leading, prepare
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.components.text_block import TextBlock, text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from quizapp.domain.registers import Diagram
    from quizapp.ui.components.tables import Index

_SIDE: Final = 10
_ABOVE: Final = 8
_HEAD_SHARE: Final = 0.24


def _block(index: Index, width: int) -> TextBlock:
    """Return the text of a cell, laid out for a width of the cell; the first column is a head."""
    font = theme.font("label", 600 if index.column() == 0 else 400)
    text = TextBlock(str(index.data() or ""), font, theme.line_height("label"))
    text.lay_out(max(1, width - 2 * theme.px(_SIDE)))
    return text


class _WrappingDelegate(QStyledItemDelegate):
    """Draws a cell with all of its text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the cell over a line between rows."""
        painter.save()
        prepare(painter)
        area = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.color("accent_soft"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.color("sunken"))
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, theme.color("border"))
        text = _block(index, area.width())
        painter.setPen(theme.color("text"))
        side = leading(option.widget)
        text.draw(painter, area.x() + theme.px(_SIDE), area.y() + theme.px(_ABOVE), side)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(area).adjusted(2, 2, -2, -3)
            draw_box(painter, ring, fill=None, edge=theme.color("focus"), width=2, radius=6)
        painter.restore()


class DiagramTable(Table):
    """The rows of a diagram; arrows move through the cells, and the row is the part.

    Attributes:
        part_chosen: carries the id of the part whose row is chosen.
    """

    part_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(stretch=None)
        self._parts: tuple[str, ...] = ()
        self.setItemDelegate(_WrappingDelegate(self))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self._arrange)

    def show_diagram(self, diagram: Diagram) -> None:
        """Show a diagram that has rows, with the first of them chosen."""
        labels = {part.id: part.label for part in diagram.parts}
        self._parts = tuple(line.part for line in diagram.rows)
        rows = [(labels[line.part], *line.cells) for line in diagram.rows]
        self.setAccessibleName(diagram.title)
        self.setAccessibleDescription(diagram.alt)
        self.setModel(RowModel(("About", *diagram.columns), rows))
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self._arrange()
        self.choose_part(self._parts[0])

    def choose_part(self, part: str) -> None:
        """Choose the row of a part."""
        if part in self._parts:
            column = max(0, self.currentIndex().column())
            self.setCurrentIndex(self.model().index(self._parts.index(part), column))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the text anew."""
        super().resizeEvent(event)
        self._arrange()

    def _longest_word(self) -> int:
        """Return the width of the longest word of the first column, in pixels."""
        heads = (str(self.model().index(line, 0).data()) for line in range(len(self._parts)))
        font = theme.font("label", 600)
        return max(text_width(word, font) for head in heads for word in head.split())

    @Slot()
    def _arrange(self) -> None:
        model, head = self.model(), self.horizontalHeader()
        if not self._parts:
            return
        room = self.viewport().width()
        first = max(round(room * _HEAD_SHARE), self._longest_word() + 2 * theme.px(_SIDE))
        others = model.columnCount() - 1
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, first)
        for column in range(1, others + 1):
            self.setColumnWidth(column, (room - first) // others)
        total = 0
        for line in range(model.rowCount()):
            cells = (model.index(line, column) for column in range(model.columnCount()))
            high = max(_block(cell, self.columnWidth(cell.column())).height for cell in cells)
            total += round(high) + 2 * theme.px(_ABOVE)
            self.setRowHeight(line, round(high) + 2 * theme.px(_ABOVE))
        head.ensurePolished()
        self.setFixedHeight(head.sizeHint().height() + total + 2)

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.part_chosen.emit(self._parts[current.row()])
