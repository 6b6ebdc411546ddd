"""Boxes with a term in them: one that can be dragged, and a place to put one in."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QSizePolicy

from quizapp.ui.components.buttons import HoverButton
from quizapp.ui.components.painting import (
    RADIUS_TILE,
    draw_box,
    draw_icon,
    leading,
    mirrored_f,
    mix,
    painter_on,
)
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPainter,
        QPaintEvent,
    )

#: What a dragged term is carried as: its id.
TERM_FORMAT: Final = "application/x-quizapp-term"
_SIDE: Final = 10
_BADGE: Final = 26
_ICON: Final = 18
_TOP: Final = 8


class TermBox(HoverButton):
    """A box with a letter and a term, which wraps, and an icon at its end."""

    focus_radius = RADIUS_TILE

    def __init__(self) -> None:
        super().__init__()
        self._key = self._term = self._hint = ""
        self._is_marked = False
        self._blocks: dict[int, TextBlock] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.restyle)

    def text(self) -> str:
        """Return the term, or what stands in its place."""
        return self._term or self._hint

    def fill(self, key: str, term: str, hint: str = "") -> None:
        """Show a term.

        Args:
            key: its letter.
            term: its text; empty while there is none.
            hint: what stands in the place of a term.
        """
        self._key, self._term, self._hint = key, term, hint
        self.restyle()

    def end_icon(self) -> str:
        """Return the name of the icon at the end; empty for none."""
        return ""

    def set_marked(self, is_marked: bool) -> None:
        """Show the box as the one that is meant."""
        self._is_marked = is_marked
        self.update()

    @Slot()
    def restyle(self) -> None:
        """Lay the text out anew."""
        self._blocks.clear()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width; the height follows from the width that there is."""
        return QSize(theme.px(320), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size, one line high."""
        return QSize(theme.px(160), theme.px(_BADGE + 2 * _TOP))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the term takes at a width, both in pixels."""
        block = self._block(width)
        return max(math.ceil(block.height) + 2 * theme.px(_TOP), self.minimumSizeHint().height())

    def _start(self) -> float:
        """Return where the text begins, in pixels."""
        return theme.px(_SIDE) + (theme.px(_BADGE + 10) if self._key else 0)

    def _block(self, width: int) -> TextBlock:
        known = self._blocks.get(width)
        if known is None:
            font = theme.font("body", 500 if self._term else 400)
            known = self._blocks[width] = TextBlock(self.text(), font, theme.line_height("body"))
            known.lay_out(width - self._start() - theme.px(_SIDE + _ICON + 8))
        return known

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = painter_on(self)
        fill, width = theme.color("surface"), float(theme.edge)
        # An empty place has nothing but its edge to be seen by.
        edge = theme.color("border" if self._term else "border_strong")
        edge = mix(edge, theme.color("border_strong"), self._hover.value)
        if self._is_marked:
            fill, width, edge = theme.color("accent_soft"), 2.0, theme.color("accent")
        area = QRectF(self.rect())
        dashed = not self._term
        draw_box(
            painter, area, fill=fill, edge=edge, width=width, radius=RADIUS_TILE, dashed=dashed
        )
        if self._key:
            self._draw_badge(painter)
        block = self._block(self.width())
        painter.setPen(theme.color("text" if self._term else "text3"))
        end = theme.px(_SIDE + _ICON + 8)
        room = QRectF(self._start(), 0, self.width() - self._start() - end, self.height())
        y = (self.height() - block.height) / 2
        block.draw(painter, mirrored_f(self, room).x(), y, leading(self))
        if self.end_icon():
            x = self.width() - theme.px(_SIDE + _ICON)
            place = mirrored_f(self, QRectF(x, 0, theme.px(_ICON), self.height()))
            draw_icon(painter, self, place, self.end_icon(), "text2", _ICON)

    def _draw_badge(self, painter: QPainter) -> None:
        edge = theme.px(_BADGE)
        place = QRectF(theme.px(_SIDE), (self.height() - edge) / 2, edge, edge)
        place = mirrored_f(self, place)
        draw_box(painter, place, fill=theme.color("sunken"), edge=theme.color("border"), radius=8)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("label", 600))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._key)


class TermChip(TermBox):
    """A term to drag to its place, or to click for the place that is meant."""

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._is_used = False
        self._pressed_at: QPoint | None = None
        # With the keyboard a term is chosen at its place, so the chips need not be stops.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_term(self, term_id: str, key: str, text: str) -> None:
        """Show a term that nobody has used yet."""
        self._id = term_id
        self.fill(key, text)
        self.set_used(False)

    def set_used(self, is_used: bool) -> None:
        """Show whether the term stands somewhere; it can be used again."""
        self._is_used = is_used
        self.setAccessibleName(f"{self._key}: {self._term}" + (", in use" if is_used else ""))
        self.update()

    def end_icon(self) -> str:
        """Return a tick once the term is used."""
        return "check" if self._is_used else "grip"

    def mime_data(self) -> QMimeData:
        """Return what is carried while it is dragged."""
        data = QMimeData()
        data.setData(TERM_FORMAT, self._id.encode())
        return data

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has clearly left its place."""
        way = event.position().toPoint() - (self._pressed_at or event.position().toPoint())
        if way.manhattanLength() < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        drag = QDrag(self)
        drag.setMimeData(self.mime_data())
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed_at or QPoint())
        self._pressed_at = None
        self.setDown(False)
        drag.exec(Qt.DropAction.CopyAction)


class TermSlot(TermBox):
    """The place of a left term's match: a list to choose from, and a place to drop a term on."""

    #: It was clicked, or Space pressed on it: its list is wanted.
    opened = Signal()
    #: A term was dropped, and carries its id; an empty id is to take the match away.
    matched = Signal(str)
    #: An arrow key: carries 1 for down or -1 for up.
    left_for = Signal(int)
    #: The keyboard, or a term that is dragged, came here.
    meant = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.clicked.connect(self.opened)

    def end_icon(self) -> str:
        """Return the sign of a list."""
        return "chevron-down"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Space or Alt+↓, go on with an arrow key, clear with Delete."""
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Down.value and modifiers == Qt.KeyboardModifier.AltModifier:
            self.opened.emit()
        elif modifiers:
            event.ignore()
        elif key in {Qt.Key.Key_Up.value, Qt.Key.Key_Down.value}:
            self.left_for.emit(1 if key == Qt.Key.Key_Down.value else -1)
        elif key in {Qt.Key.Key_Delete.value, Qt.Key.Key_Backspace.value}:
            self.matched.emit("")
        elif key == Qt.Key.Key_Space.value:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the list that this place is meant."""
        super().focusInEvent(event)
        self.meant.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome a term."""
        if event.mimeData().hasFormat(TERM_FORMAT):
            self.meant.emit()
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the term."""
        event.acceptProposedAction()
        self.matched.emit(bytes(event.mimeData().data(TERM_FORMAT).data()).decode())
