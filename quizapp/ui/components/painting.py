"""Small helpers for widgets that paint themselves, in both reading directions."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from quizapp.ui.icons import directed, icon_pixmap
from quizapp.ui.theme import theme

RADIUS_CARD = 12
RADIUS_CONTROL = 8
RADIUS_TILE = 10


def is_mirrored(widget: QWidget) -> bool:
    """Return whether the widget is laid out from right to left."""
    return widget.isRightToLeft()


def mirrored(widget: QWidget, rect: QRect) -> QRect:
    """Return a rectangle given from left to right where it belongs in the widget's direction."""
    if is_mirrored(widget):
        return QRect(
            widget.width() - rect.x() - rect.width(), rect.y(), rect.width(), rect.height()
        )
    return rect


def mirrored_f(widget: QWidget, rect: QRectF) -> QRectF:
    """Return what `mirrored` returns, for a rectangle with fractions of pixels."""
    if is_mirrored(widget):
        return QRectF(widget.width() - rect.right(), rect.y(), rect.width(), rect.height())
    return rect


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side where reading starts: left, or right when mirrored; vertically centred."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored(widget) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def trailing(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side where reading ends: right, or left when mirrored; vertically centred."""
    side = Qt.AlignmentFlag.AlignLeft if is_mirrored(widget) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return a colour between two; `share` is that of the second, 0 to 1."""
    rest = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * rest + second.redF() * share,
        first.greenF() * rest + second.greenF() * share,
        first.blueF() * rest + second.blueF() * share,
    )


def painter_on(widget: QWidget) -> QPainter:
    """Return a painter with smooth edges; end it, or let it go, before the paint event ends."""
    painter = QPainter(widget)
    prepare(painter)
    return painter


def prepare(painter: QPainter) -> None:
    """Have a painter draw smooth edges, and text in the direction of the text itself.

    In the direction of a mirrored window "2 days late" would come out as "days late 2".
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def fill(painter: QPainter, rect: QRect, role: str) -> None:
    """Fill a rectangle with the colour of a role.

    `QPainter.fillRect` would do, but the first call makes PySide build all that it could take
    besides a colour, 171 named gradients among it.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(role))
    painter.drawRect(rect)


_OPAQUE: Final = 255


def draw_box(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None,
    edge: QColor | None = None,
    width: float = 1.0,
    radius: float = RADIUS_CARD,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose edge lies wholly inside `rect`."""
    if fill is not None and edge is not None and fill.alpha() == _OPAQUE and not dashed:
        # Two filled boxes are the same picture at half the price of one with an outline.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setBrush(fill)
        inside = rect.adjusted(width, width, -width, -width)
        painter.drawRoundedRect(inside, radius - width, radius - width)
        return
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    pen = QPen(edge, width)
    if dashed:
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    half = width / 2
    inner = radius - half
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), inner, inner)


def rounded_path(rect: QRectF, radius: float) -> QPainterPath:
    """Return the outline of a rounded box, to clip to."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    return path


def draw_icon(
    painter: QPainter, widget: QWidget, rect: QRectF, name: str, role: str, size: float
) -> None:
    """Draw an icon in the middle of `rect`, on whole pixels; arrows follow the direction."""
    shown = directed(name, is_mirrored=widget.isRightToLeft())
    pixmap = icon_pixmap(shown, role, size, widget.devicePixelRatioF())
    edge = theme.px(size)
    x = round(rect.x() + (rect.width() - edge) / 2)
    y = round(rect.y() + (rect.height() - edge) / 2)
    painter.drawPixmap(x, y, pixmap)
