"""The words of a question that are explained, in a list for those who use no pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from quizapp.ui.components.painting import RADIUS_CONTROL, draw_box, prepare
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from quizapp.domain.registers import Term

TITLE: Final = "Words in this question"
_TEXT: Final = Qt.ItemDataRole.UserRole + 1
_SPOKEN: Final = Qt.ItemDataRole.AccessibleTextRole
_SIDE: Final = 12
_ABOVE: Final = 8
_HIGHEST: Final = 420
_WIDE: Final = 480

Index = QModelIndex | QPersistentModelIndex


class _Entry(NamedTuple):
    """A word and its explanation, wrapped to a width."""

    word: TextBlock
    text: TextBlock

    @property
    def height(self) -> float:
        """The height of both, in pixels."""
        return self.word.height + self.text.height


def _laid_out(index: Index, width: float) -> _Entry:
    word = TextBlock(
        str(index.data(Qt.ItemDataRole.DisplayRole)),
        theme.font("body", 600),
        theme.line_height("body"),
    )
    text = TextBlock(str(index.data(_TEXT)), theme.font("body"), theme.line_height("body"))
    room = width - 2 * theme.px(_SIDE)
    word.lay_out(room)
    text.lay_out(room)
    return _Entry(word, text)


class _WordDelegate(QStyledItemDelegate):
    """Draws a word, and below it what it means."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one word."""
        painter.save()
        prepare(painter)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_box(painter, area, fill=theme.color("sunken"), radius=RADIUS_CONTROL)
        entry = _laid_out(index, _room(option))
        turned = option.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if turned else Qt.AlignmentFlag.AlignLeft
        spare = area.width() - _room(option) if turned else 0
        x, y = area.x() + spare + theme.px(_SIDE), option.rect.y() + theme.px(_ABOVE)
        painter.setPen(theme.color("text"))
        entry.word.draw(painter, x, y, side)
        painter.setPen(theme.color("text2"))
        entry.text.draw(painter, x, y + entry.word.height, side)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size that word and explanation need."""
        width = _room(option)
        return QSize(width, round(_laid_out(index, width).height) + 2 * theme.px(_ABOVE))


def _room(option: QStyleOptionViewItem) -> int:
    """Return the width of a line, the same with and without the scroll bar, in pixels."""
    view = option.widget
    assert isinstance(view, QListWidget)
    return view.width() - view.verticalScrollBar().sizeHint().width()


class WordList(QListWidget):
    """The words, each with its explanation; arrows move, each is read out as a whole."""

    #: Corner radius that the focus ring follows, in pixels.
    focus_radius = RADIUS_CONTROL

    def __init__(self, terms: Sequence[Term]) -> None:
        super().__init__()
        self.setAccessibleName(TITLE)
        self.setItemDelegate(_WordDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        for term in terms:
            line = QListWidgetItem(term.term[:1].upper() + term.term[1:])
            line.setData(_TEXT, term.text)
            line.setData(_SPOKEN, f"{term.term}: {term.text}")
            self.addItem(line)
        self.setCurrentRow(0)
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the explanations anew, and take the height that they need."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        needed = sum(self.sizeHintForRow(row) for row in range(self.count()))
        highest = min(theme.px(_HIGHEST), self.window().screen().availableSize().height() // 2)
        self.setFixedHeight(min(needed + 2, highest))


def show_words(parent: QWidget, terms: Sequence[Term]) -> None:
    """Show words and what they mean in a dialog."""
    dialog = Dialog(parent, TITLE, width=_WIDE)
    words = WordList(terms)
    dialog.body.addWidget(words)
    dialog.add_action("Close", accept=True)
    words.setFocus()
    dialog.ask()
