"""Finds the place for the letters of a labelled picture where they cover the least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtSvg import QSvgRenderer

#: Ink is looked for on this grid, in the units of the drawing: half the size of the drawing is
#: enough to find every letter of a label, and takes a few milliseconds.
_GRID: Final = QSize(280, 180)
#: How much a covered point of a label counts against one of the drawing; a letter already there
#: and a part that it might be taken for count once, however much of them is covered.
_LABEL: Final = 6
_LETTER: Final = 40
_OTHER: Final = 12
_STRONG: Final = 70


def place_letters(
    drawn: QSvgRenderer, picture: QRectF, parts: Mapping[str, QRectF], edge: int
) -> dict[str, QRectF]:
    """Return where the letter of each part goes.

    A drawing can say so itself, by an element whose id is that of the part after "letter-".

    Args:
        drawn: the drawing, with its labels.
        picture: where it lies in the widget, in pixels.
        parts: where each part lies in the widget.
        edge: height and width of a letter's ground, in pixels.
    """
    ink = _Ink(drawn)
    scale = _GRID.width() / max(1.0, picture.width())
    placed: dict[str, QRectF] = {}
    for part, place in parts.items():
        hint = f"letter-{part}"
        if drawn.elementExists(hint):
            share = picture.width() / drawn.defaultSize().width()
            spot = drawn.boundsOnElement(hint).center() * share + picture.topLeft()
            placed[part] = _around(spot, edge)
            continue
        others = [rect for name, rect in parts.items() if name != part and not rect.contains(place)]
        costs = []
        for order, badge in enumerate(_candidates(place, edge)):
            if picture.contains(badge):
                covered = ink.under(badge.translated(-picture.topLeft()), scale)
                over = sum(_LETTER for other in placed.values() if other.intersects(badge))
                over += sum(_OTHER for other in others if other.intersects(badge))
                costs.append((covered + over + order / 4, order, badge))
        placed[part] = min(costs)[2] if costs else _around(place.center(), edge)
    return placed


def _candidates(place: QRectF, edge: int) -> Iterator[QRectF]:
    """Yield the grounds of a letter: on the corners of a part, its sides, in its corners, its middle."""
    left, right, top, bottom = place.left(), place.right(), place.top(), place.bottom()
    middle = place.center()
    reach = edge / 2 + 3
    spots = [
        QPointF(left, top),
        QPointF(right, top),
        QPointF(left, bottom),
        QPointF(right, bottom),
        QPointF(middle.x(), top),
        QPointF(middle.x(), bottom),
        QPointF(left, middle.y()),
        QPointF(right, middle.y()),
        QPointF(left + reach, top + reach),
        QPointF(right - reach, top + reach),
        QPointF(left + reach, bottom - reach),
        QPointF(right - reach, bottom - reach),
        middle,
    ]
    for spot in spots:
        yield _around(spot, edge)


def _around(centre: QPointF, edge: int) -> QRectF:
    badge = QRectF(0, 0, edge, edge)
    badge.moveCenter(centre)
    return badge


class _Ink:
    """Where a drawing has labels and strong lines, on the grid."""

    def __init__(self, drawn: QSvgRenderer) -> None:
        formats = QImage.Format
        self._labels = _bytes(_rendered(drawn, "labels"), formats.Format_Alpha8)
        self._whole = _bytes(_rendered(drawn, ""), formats.Format_Grayscale8)
        self._ground = self._whole[_GRID.width() * _GRID.height() // 2 + 2]

    def under(self, badge: QRectF, scale: float) -> int:
        """Return how much lies under a letter; `scale` is of the grid to the badge's pixels."""
        cost = 0
        for y in range(int(badge.top() * scale), int(badge.bottom() * scale) + 1):
            for x in range(int(badge.left() * scale), int(badge.right() * scale) + 1):
                place = y * _GRID.width() + x
                if place >= len(self._whole):
                    continue
                if self._labels[place] > _STRONG:
                    cost += _LABEL
                elif abs(self._whole[place] - self._ground) > _STRONG:
                    cost += 1
        return cost


def _bytes(image: QImage, kind: QImage.Format) -> bytes:
    # The width of the grid is a multiple of four: the lines of the image lie without gaps.
    return bytes(image.convertToFormat(kind).constBits())


def _rendered(drawn: QSvgRenderer, element: str) -> QImage:
    image = QImage(_GRID, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    if not element:
        drawn.render(painter, QRectF(image.rect()))
    elif drawn.elementExists(element):
        scale = _GRID.width() / drawn.defaultSize().width()
        bounds = drawn.boundsOnElement(element)
        area = QRectF(bounds.topLeft() * scale, bounds.size() * scale)
        drawn.render(painter, element, area)
    painter.end()
    return image
