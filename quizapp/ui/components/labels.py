"""Text and icons that only show something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from quizapp.ui.components.painting import (
    RADIUS_TILE,
    draw_box,
    draw_icon,
    fill,
    leading,
    painter_on,
    trailing,
)
from quizapp.ui.components.text_block import TextBlock, text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from quizapp.domain.glossary import TermMark
    from quizapp.ui.theme import Family

Align = Literal["leading", "center", "trailing"]

#: A wrapping label asks for at most this width; beyond it, it takes what its page gives.
_PREFERRED_WIDTH = 560


class Label(QLabel):
    """Plain text in one type role and colour.

    With `wrap` it takes as many lines as it needs; with `elide` it is shortened to the room there
    is and shows all of itself in a tooltip; otherwise it is one line that insists on its width.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        color: str = "text",
        *,
        weight: int | None = None,
        wrap: bool = False,
        elide: bool = False,
        family: Family | None = None,
        tabular: bool = False,
        align: Align = "leading",
    ) -> None:
        super().__init__()
        self._role, self._color, self._weight = role, color, weight
        self._family, self._tabular, self._align = family, tabular, align
        self._elide = elide
        self._terms: tuple[TermMark, ...] = ()
        self._block: TextBlock | None = None
        self._widths: dict[str, int] = {}
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        # Inside a button Qt would take the colour of button texts instead.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setWordWrap(wrap)
        # A single line never grows in height: spare room belongs to the stretches of a page.
        upright = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Maximum
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, upright)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._restyle()
        self.setText(text)
        theme.changed.connect(self._restyle)

    def setText(self, text: str) -> None:
        """Show another text."""
        if text == self.text():
            return
        self._forget_sizes()
        super().setText(text)
        if self._terms:
            self.set_terms(())
        if self._elide:
            self._set_elide_tip()

    def set_terms(self, marks: tuple[TermMark, ...]) -> None:
        """Underline the words of a text that wraps which are explained; the pointer shows how."""
        if marks == self._terms:
            return
        from quizapp.ui.components.term_tips import words_sentence

        self._terms, self._block = marks, None
        self.setToolTip("")
        self.setMouseTracking(bool(marks))
        self.setAccessibleDescription(words_sentence(marks))
        self.update()

    def set_color(self, role: str) -> None:
        """Show the text in the colour of another role."""
        if role != self._color:
            self._color = role
            self._recolor()

    def set_role(self, role: str, weight: int | None = None) -> None:
        """Show the text in another type role."""
        self._role, self._weight = role, weight
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._forget_sizes()
        self.setFont(theme.font(self._role, self._weight, self._family, tabular=self._tabular))
        self._recolor()
        self.updateGeometry()

    def _forget_sizes(self) -> None:
        self._block = None
        self._widths.clear()
        self._heights.clear()

    def _recolor(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.color(self._color))
        self.setPalette(palette)

    def _laid_out(self) -> TextBlock:
        if self._block is None:
            underlined = [(mark.start, mark.end) for mark in self._terms]
            height = theme.line_height(self._role)
            self._block = TextBlock(self.text(), self.font(), height, underlined)
        return self._block

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text takes at a width, both in pixels."""
        # Layouts ask for the same few widths again and again.
        known = self._heights.get(width)
        if known is None:
            known = self._heights[width] = self._height_at(width)
        return known

    def _height_at(self, width: int) -> int:
        if not self.wordWrap():
            return -1
        # Qt shares out the width of a row twice, and may come out a pixel less the second time.
        return round(self._laid_out().lay_out(width - 1))

    def sizeHint(self) -> QSize:
        """Return the size at which the text reads well."""
        if self.wordWrap():
            width = min(self._width_of(self.text()) + 1, theme.px(_PREFERRED_WIDTH))
            return QSize(width, self.heightForWidth(width))
        if self._elide:
            return QSize(self._width_of(self.text()) + 1, super().sizeHint().height())
        return super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size; a label that wraps or elides can be narrow."""
        if self.wordWrap():
            words = self.text().split() or [""]
            widest = self._width_of(max(words, key=len)) + 1
            return QSize(min(widest, theme.px(160)), round(theme.line_height(self._role)))
        if self._elide:
            return QSize(theme.px(48), super().minimumSizeHint().height())
        return super().minimumSizeHint()

    def _width_of(self, text: str) -> int:
        # Layouts ask again and again, and shaping a whole paragraph takes its time.
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = text_width(text, self.font())
        return known

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say in a tooltip what there is no room for."""
        super().resizeEvent(event)
        if self._elide:
            self._set_elide_tip()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Explain the word under the pointer."""
        super().mouseMoveEvent(event)
        if self._terms:
            from quizapp.ui.components.term_tips import follow_pointer

            follow_pointer(self, event.position(), self._block, self._terms)

    def _set_elide_tip(self) -> None:
        short = self._width_of(self.text()) <= self.width()
        self.setToolTip("" if short else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text at its side; Qt would go by the direction of the text, not the window's."""
        painter = painter_on(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        if self.wordWrap():
            block, side = self._laid_out(), self._side()
            # What was laid out to know the height, a pixel narrower, is drawn as it is.
            spare = self.width() - block.lay_out_about(self.width())
            y = max(0.0, (self.height() - block.height) / 2)
            block.draw(painter, spare if side & Qt.AlignmentFlag.AlignRight else 0.0, y, side)
            return
        shown = self.text()
        if self._elide:
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, self.width())
        painter.setFont(self.font())
        painter.drawText(self.rect(), self._side(), shown)

    def _side(self) -> Qt.AlignmentFlag:
        if self._align == "center":
            return Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        return leading(self) if self._align == "leading" else trailing(self)


class IconView(QWidget):
    """An icon, alone or on a tile; it says nothing to assistive technology: words do."""

    def __init__(
        self, name: str, role: str = "text2", size: float = 20, *, tile: str | None = None
    ) -> None:
        super().__init__()
        self._name, self._role, self._size, self._tile = name, role, size, tile
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_icon(self, name: str, role: str | None = None) -> None:
        """Show another icon, in another colour if one is given."""
        self._name, self._role = name, role or self._role
        self.update()

    @Slot()
    def _restyle(self) -> None:
        edge = theme.px(self._size + (16 if self._tile else 0))
        self.setFixedSize(edge, edge)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile and the icon."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        if self._tile:
            draw_box(painter, area, fill=theme.color(self._tile), radius=RADIUS_TILE)
        draw_icon(painter, self, area, self._name, self._role, self._size)


class Divider(QFrame):
    """A line of one pixel between rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        fill(painter_on(self), self.rect(), "border")
