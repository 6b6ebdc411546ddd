"""A small picture of a diagram, for a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui.components.painting import draw_box, draw_icon, mirrored_f, painter_on
from quizapp.ui.diagrams.template import DRAWING, renderer
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from quizapp.domain.registers import Diagram

_WIDTH: Final = 260
_RADIUS: Final = 8
_LINES: Final = 5
_MARGIN: Final = 6


class Thumbnail(QWidget):
    """The drawing without its words, which nobody could read; a table is drawn as one."""

    def __init__(self, diagram: Diagram) -> None:
        super().__init__()
        self._file = diagram.file
        self._picture: QPixmap | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        """Return the size at which the drawing can be told from the others."""
        return QSize(theme.px(_WIDTH), self.heightForWidth(theme.px(_WIDTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the picture anew at its new size."""
        super().resizeEvent(event)
        self._picture = None

    def heightForWidth(self, width: int) -> int:
        """Return the height of the drawing at a width, both in pixels."""
        return round(width * DRAWING.height() / DRAWING.width())

    @Slot()
    def _restyle(self) -> None:
        self._picture = None
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the picture, which is never mirrored."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        draw_box(painter, area, fill=theme.color("sunken"), radius=_RADIUS)
        if self._file is None:
            self._draw_table(painter, area)
            return
        if self._picture is None:
            self._picture = self._rendered(area)
        if self._picture.isNull():
            draw_icon(painter, self, area, "eye-off", "text3", 32)
        else:
            painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))

    def _rendered(self, area: QRectF) -> QPixmap:
        """Return the drawing at its size on the screen; nothing when it cannot be drawn."""
        assert self._file is not None
        drawn = renderer(self._file, is_question=True)
        if not drawn.isValid():
            return QPixmap()
        picture = QPixmap(area.size().toSize() * self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(picture)
        drawn.render(brush, QRectF(picture.rect()))
        brush.end()
        return picture

    def _draw_table(self, painter: QPainter, area: QRectF) -> None:
        inner = area.adjusted(area.width() / 8, area.height() / 7, -area.width() / 8, 0)
        high = inner.height() / (_LINES + 1)
        wide = inner.width() / 3
        for line in range(_LINES):
            for place in range(3):
                cell = QRectF(inner.x() + place * wide, inner.y() + line * high, wide, high)
                bar = cell.adjusted(_MARGIN / 2, _MARGIN / 2, -_MARGIN / 2, -_MARGIN / 2)
                role = "accent" if line == 0 and place else "h1" if place else "text3"
                draw_box(painter, mirrored_f(self, bar), fill=theme.color(role), radius=3)
