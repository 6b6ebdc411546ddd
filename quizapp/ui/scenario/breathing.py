"""How somebody breathes, as a slow line."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPainterPath, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from quizapp.application.phrases import plural
from quizapp.ui.components.painting import (
    RADIUS_CONTROL,
    draw_box,
    is_mirrored,
    painter_on,
    trailing,
)
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent

#: Seconds from one end of the line to the other.
SPAN_S: Final = 30.0
#: A breath in and out takes no longer than this, or most of the time that there is for it.
_BREATH_S: Final = 3.0
_MOST_OF_IT: Final = 0.8
#: The share of a breath that goes in.
_IN: Final = 0.4
_FRAME_MS: Final = 50
_STEP: Final = 2


def chest(at_s: float, breaths_per_minute: int) -> float:
    """Return how far the chest has risen at a time, 0 to 1; the breaths are evenly spaced."""
    if breaths_per_minute <= 0:
        return 0.0
    period = 60.0 / breaths_per_minute
    breath = min(_BREATH_S, period * _MOST_OF_IT)
    share = ((at_s - (period - breath) / 2) % period) / breath
    if share >= 1.0:
        return 0.0
    along = share / _IN if share < _IN else (1.0 - share) / (1.0 - _IN)
    return 0.5 - 0.5 * math.cos(math.pi * along)


class BreathingLine(QLabel):
    """The breaths of half a minute; the newest is where reading ends.

    It moves as slowly as the person breathes, and stands still where motion is not wanted.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rate = 0
        self._began = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @property
    def is_moving(self) -> bool:
        """Whether the line moves."""
        return self._timer.isActive()

    def set_rate(self, breaths_per_minute: int) -> None:
        """Show this many breaths a minute; 0 is a flat line."""
        self._rate = breaths_per_minute
        self._began = time.monotonic()
        drawn = plural(breaths_per_minute, "breath") + " a minute"
        self.setAccessibleName(
            f"A line of breathing: {drawn}" if breaths_per_minute else "A flat line: no breathing"
        )
        self._move_or_rest()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(theme.px(280), theme.px(72))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(140), theme.px(72))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to move."""
        super().showEvent(event)
        self._move_or_rest()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while nobody looks."""
        super().hideEvent(event)
        self._timer.stop()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self._move_or_rest()

    def _move_or_rest(self) -> None:
        if self._rate and self.isVisible() and theme.duration(_FRAME_MS):
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        draw_box(painter, area, fill=theme.color("sunken"), radius=RADIUS_CONTROL)
        margin = theme.px(12)
        caption = QRectF(0, area.height() - theme.px(20), area.width(), theme.px(18))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        sides = caption.adjusted(margin, 0, -margin, 0)
        painter.drawText(sides, trailing(self), f"{SPAN_S:.0f} seconds")
        room = area.adjusted(margin, theme.px(12), -margin, -theme.px(24))
        if is_mirrored(self):
            painter.translate(area.width(), 0)
            painter.scale(-1, 1)
        self._draw_line(painter, room)

    def _draw_line(self, painter: QPainter, room: QRectF) -> None:
        now = SPAN_S + (time.monotonic() - self._began if self.is_moving else 0.0)
        path = QPainterPath()
        points = [
            QPointF(
                room.left() + x,
                room.bottom()
                - room.height() * chest(now - SPAN_S * (1 - x / room.width()), self._rate),
            )
            for x in range(0, max(1, int(room.width())) + 1, _STEP)
        ]
        path.moveTo(points[0])
        for point in points[1:]:
            path.lineTo(point)
        pen = QPen(theme.color("accent"), theme.px(2))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if not self.is_moving:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawEllipse(points[-1], theme.px(4), theme.px(4))
