"""Wrapped text with an even line distance, for widgets that paint their own text."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPainter, QTextLine

_LINE_SEPARATOR = "\u2028"
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
#: The gap between paragraphs, in lines.
_PARAGRAPH_GAP = 0.5


def reads_right_to_left(text: str) -> bool:
    """Return whether the first letter with a direction is read from right to left."""
    if text.isascii():
        return False
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def text_width(text: str, font: QFont) -> int:
    """Return the width of one line of text in whole pixels, rounded up."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text))


class TextBlock:
    """Plain text in paragraphs, wrapped to a width.

    Its lines stand at the side that is asked for, as single lines do: in a mirrored window all at
    the right. Text that reads from right to left stands at the right of its block in any window.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        line_height: float,
        underlined: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Take a text.

        Args:
            text: paragraphs stand apart by a blank line.
            font: of all of it.
            line_height: distance of base lines, in pixels.
            underlined: start and end of what is to have a dotted line under it, in code points.
        """
        self._line_height = line_height
        parts = [part.strip() for part in _BLANK_LINE.split(text.strip("\n"))]
        self._layouts = [_paragraph(part, font) for part in parts]
        self._underlined = _by_paragraph(text, parts, underlined) if underlined else {}
        self._spots: list[tuple[QRectF, int]] = []
        self._right_to_left = reads_right_to_left(text)
        metrics = QFontMetricsF(font)
        self._rise = (line_height - metrics.height()) / 2
        self._laid_out_for = -1.0
        self._placed = 0.0
        self.height = 0.0
        self.width = 0.0

    @property
    def first_line_height(self) -> float:
        """The height of one line, in pixels."""
        return self._line_height

    @property
    def line_count(self) -> int:
        """The number of lines at the present width."""
        return sum(layout.lineCount() for layout in self._layouts)

    def lay_out_about(self, width: float) -> float:
        """Wrap to a width in pixels, or leave it wrapped to one less; return the width it has."""
        if self._laid_out_for != width - 1:
            self.lay_out(width)
        return self._laid_out_for

    def lay_out(self, width: float) -> float:
        """Wrap to a width in pixels and return the height that this takes."""
        width = max(width, 24.0)
        if width == self._laid_out_for:
            return self.height
        self._laid_out_for, self._placed = width, 0.0
        y = widest = 0.0
        for layout in self._layouts:
            if y:
                y += self._line_height * _PARAGRAPH_GAP
            layout.beginLayout()
            while (line := layout.createLine()).isValid():
                line.setLineWidth(width)
                line.setPosition(QPointF(0.0, y + self._rise))
                widest = max(widest, line.naturalTextWidth())
                y += self._line_height
            layout.endLayout()
        self.height, self.width = y, min(widest, width)
        return self.height

    def draw(
        self,
        painter: QPainter,
        x: float,
        y: float,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Draw the block with its column's top left at (x, y).

        Args:
            painter: its pen gives the colour.
            x: left end of the column, in pixels.
            y: top of the first line.
            side: AlignLeft, AlignRight or AlignHCenter: where the block stands in its column.
        """
        spare = self._laid_out_for - self.width
        if side & Qt.AlignmentFlag.AlignRight:
            x += spare
        elif side & Qt.AlignmentFlag.AlignHCenter:
            x += spare / 2
        self._spots.clear()
        self._place_lines(side)
        for number, layout in enumerate(self._layouts):
            layout.draw(painter, QPointF(x, y))
            for start, end, index in self._underlined.get(number, ()):
                self._underline(painter, layout, QPointF(x, y), (start, end, index))

    def underlined_at(self, point: QPointF) -> int | None:
        """Return which of the underlined parts a point is on, or None.

        Args:
            point: in the coordinates in which the block was drawn last.
        """
        return next((index for spot, index in self._spots if spot.contains(point)), None)

    def _underline(
        self, painter: QPainter, layout: QTextLayout, at: QPointF, part: tuple[int, int, int]
    ) -> None:
        """Draw the dotted line under a part, which may go on in the next line."""
        start, end, index = part
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                spot = self._spot(line, first, last).translated(at)
                self._spots.append((spot, index))
                base = at.y() + line.y() + line.ascent()
                _dot(painter, spot, base + 0.7 * line.descent())

    def _spot(self, line: QTextLine, first: int, last: int) -> QRectF:
        ends = sorted((_x_of(line, first), _x_of(line, last)))
        return QRectF(ends[0], line.y() - self._rise, ends[1] - ends[0], self._line_height)

    def _place_lines(self, side: Qt.AlignmentFlag) -> None:
        """Put each line at its place within the width of the widest, unless it stands there."""
        share = 0.0
        if side & Qt.AlignmentFlag.AlignHCenter:
            share = 0.5
        elif side & Qt.AlignmentFlag.AlignRight or self._right_to_left:
            share = 1.0
        if share == self._placed:
            return
        self._placed = share
        for layout in self._layouts:
            for index in range(layout.lineCount()):
                line = layout.lineAt(index)
                spare = self.width - line.naturalTextWidth()
                line.setPosition(QPointF(share * spare, line.y()))


def _x_of(line: QTextLine, position: int) -> float:
    # PySide also hands back the position, which Qt may move.
    x, _position = cast("tuple[float, int]", line.cursorToX(position))
    return x


def _dot(painter: QPainter, spot: QRectF, y: float) -> None:
    """Draw a fine dotted line at a height, on whole pixels and in the colour of the text."""
    before = painter.pen()
    painter.setPen(QPen(before.color(), 1.0, Qt.PenStyle.DotLine))
    y = math.floor(y) + 0.5
    painter.drawLine(QLineF(spot.left(), y, spot.right(), y))
    painter.setPen(before)


def _by_paragraph(
    text: str, parts: Sequence[str], ranges: Sequence[tuple[int, int]]
) -> dict[int, list[tuple[int, int, int]]]:
    """Return, for each paragraph that has any, the ranges within it and their numbers.

    Qt counts in units of UTF-16, of which letters beyond the usual planes take two.
    """
    found: dict[int, list[tuple[int, int, int]]] = {}
    at = 0
    for number, part in enumerate(parts):
        at = text.index(part, at)
        for index, (start, end) in enumerate(ranges):
            if at <= start and end <= at + len(part):
                units = (_units(part[: start - at]), _units(part[: end - at]))
                found.setdefault(number, []).append((*units, index))
        at += len(part)
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _paragraph(text: str, font: QFont) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    return layout
