"""The list of documents, and of the headings of the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.choices import Select
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.painting import RADIUS_CONTROL, draw_box, draw_icon
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QPainter, QResizeEvent

    from quizapp.application.views import DocumentView

_ICON = Qt.ItemDataRole.UserRole + 1
_SIDE = 10


class Line(NamedTuple):
    """A line of a list: its text, an icon if any, and what is said instead of the text."""

    text: str
    icon: str = ""
    spoken: str = ""


class _LineDelegate(QStyledItemDelegate):
    """Draws a line of a list: an icon where there is one, and text that wraps."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        painter.save()
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            draw_box(painter, area, fill=theme.color("accent_soft"), radius=RADIUS_CONTROL)
        elif state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, area, fill=theme.color("sunken"), radius=RADIUS_CONTROL)
        role = "on_accent_soft" if chosen else "text2"
        icon = index.data(_ICON)
        start = theme.px(_SIDE)
        if icon:
            edge_px = theme.px(18)
            place = QRectF(area.x() + start, area.y(), edge_px, area.height())
            if option.direction == Qt.LayoutDirection.RightToLeft:
                place.moveRight(area.right() - start)
            draw_icon(painter, option.widget, place, str(icon), role, 18)
            start += edge_px + theme.px(8)
        self._draw_text(painter, option, index, start, role)
        painter.restore()

    @staticmethod
    def _draw_text(
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        start: float,
        role: str,
    ) -> None:
        block = _block(index)
        wide = option.rect.width() - start - theme.px(_SIDE)
        block.lay_out(wide)
        turned = option.direction == Qt.LayoutDirection.RightToLeft
        x = option.rect.x() + (theme.px(_SIDE) if turned else start)
        y = option.rect.y() + (option.rect.height() - block.height) / 2
        painter.setPen(theme.color(role))
        side = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        block.draw(painter, x, y, side | Qt.AlignmentFlag.AlignAbsolute)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size that the wrapped text needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListWidget) else theme.px(200)
        start = theme.px(_SIDE) + (theme.px(26) if index.data(_ICON) else 0)
        block = _block(index)
        block.lay_out(max(theme.px(60), width - start - theme.px(_SIDE)))
        return QSize(width, round(block.height) + theme.px(12))


def _block(index: QModelIndex | QPersistentModelIndex) -> TextBlock:
    weight = 600 if index.data(_ICON) else 500
    text = str(index.data(Qt.ItemDataRole.DisplayRole))
    return TextBlock(text, theme.font("label", weight), theme.line_height("label"))


class LineList(QListWidget):
    """A list of lines, of which one is chosen; one tab stop, arrows move."""

    #: Corner radius that the focus ring follows, in pixels.
    focus_radius = RADIUS_CONTROL

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_LineDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show lines, without a signal; none is chosen then."""
        with QSignalBlocker(self):
            self.clear()
            for line in lines:
                item = QListWidgetItem(line.text)
                item.setData(_ICON, line.icon)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken or line.text)
                self.addItem(item)

    def choose(self, row: int) -> None:
        """Choose a line without a signal."""
        with QSignalBlocker(self):
            self.setCurrentRow(row)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keys, and choose nothing by that: Qt would choose the first line."""
        chosen = self.currentRow()
        with QSignalBlocker(self):
            super().focusInEvent(event)
            self.setCurrentRow(chosen)

    def sizeHint(self) -> QSize:
        """Return a size that shows all lines."""
        total = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(theme.px(200), total + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the lines scroll."""
        return QSize(theme.px(120), min(self.sizeHint().height(), theme.px(80)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()


class Contents(Card):
    """The documents, and the headings of the open one."""

    document_chosen = Signal(int)
    heading_chosen = Signal(int)

    def __init__(self) -> None:
        self._documents = LineList("Documents")
        self._documents.setObjectName("documents")
        self._documents.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._headings = LineList("In this document")
        self._headings.setObjectName("headings")
        self._inside = Label("In this document", "caption", "text3", weight=600)
        self.add = Button("Add a document…", icon="plus")
        self.add.setObjectName("add")
        super().__init__(
            column(
                row(6, Label("Documents", "heading"), None, spacing=0),
                self._documents,
                6,
                row(10, self._inside, None, spacing=0),
                (self._headings, 1),
                self.add,
                spacing=6,
            ),
            padding=10,
        )
        self._documents.currentRowChanged.connect(self._on_document)
        self._headings.currentRowChanged.connect(self._on_heading)

    def show_documents(self, documents: Sequence[DocumentView], current: int) -> None:
        """Show all documents, one of them open."""
        lines = []
        for view in documents:
            is_here = view.text is not None
            spoken = f"{view.document.title}, {'added' if is_here else 'not added'}"
            lines.append(Line(view.document.title, "book-open" if is_here else "file", spoken))
        self._documents.show_lines(lines)
        self._documents.choose(current)
        self._documents.updateGeometry()
        headings = documents[current].document.headings
        self._headings.show_lines([Line(heading.text) for heading in headings])
        self._inside.setVisible(bool(headings))

    @Slot(int)
    def choose_heading(self, index: int) -> None:
        """Mark the heading that is being read, without a signal; -1 for none."""
        self._headings.choose(index)

    @Slot(int)
    def _on_document(self, row: int) -> None:
        if row >= 0:
            self.document_chosen.emit(row)

    @Slot(int)
    def _on_heading(self, row: int) -> None:
        if row >= 0:
            self.heading_chosen.emit(row)


class NarrowContents(QWidget):
    """The same in one line, where there is no room for a list beside the text."""

    document_chosen = Signal(int)
    heading_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._documents = Select(name="Document")
        self._headings = Select(name="Heading")
        self.add = Button(icon="plus", name="Add a document", tip="Add a document")
        for select in (self._documents, self._headings):
            select.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setLayout(row((self._documents, 1), (self._headings, 1), self.add, spacing=8))
        self._documents.activated.connect(self.document_chosen)
        self._headings.activated.connect(self.heading_chosen)

    def show_documents(self, documents: Sequence[DocumentView], current: int) -> None:
        """Offer all documents, one of them open."""
        self._documents.clear()
        self._documents.addItems([view.document.title for view in documents])
        self._documents.setCurrentIndex(current)
        self._headings.clear()
        self._headings.addItems([h.text for h in documents[current].document.headings])

    @Slot(int)
    def choose_heading(self, index: int) -> None:
        """Show the heading that is being read."""
        self._headings.setCurrentIndex(max(0, index))
