"""A diagram with lettered parts that can be pointed at."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui.components.painting import painter_on
from quizapp.ui.diagrams.letters import place_letters
from quizapp.ui.diagrams.marks import draw_badge, draw_outline
from quizapp.ui.diagrams.missing import draw_words, words_height
from quizapp.ui.diagrams.template import DRAWING, part_bounds, renderer
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from quizapp.domain.registers import Diagram
    from quizapp.ui.diagrams.marks import PartMark

_BADGE, _LEAST_BADGE = 26, 20
_REACH: Final = 4
_LARGE: Final = QSize(80, 60)


def _badge_edge(picture: QRectF) -> int:
    """Return height and width of a letter's ground: labels of a small picture are small too."""
    share = picture.width() / theme.px(DRAWING.width())
    return max(theme.px(_LEAST_BADGE), round(theme.px(_BADGE) * min(1.0, share)))


class DiagramView(QWidget):
    """Draws a diagram and marks its parts; a list of the parts beside it is for the keyboard.

    The picture is never mirrored: left and right mean something in it.

    Attributes:
        part_chosen: carries the id of the part that was clicked.
        part_hovered: carries the id of the part under the pointer, or an empty text.
    """

    part_chosen = Signal(str)
    part_hovered = Signal(str)

    def __init__(self, *, max_width: int | None = 560, is_quiet: bool = False) -> None:
        """Make an empty view.

        Args:
            max_width: the width beyond which the picture does not grow, in pixels at 100 %; None
                when it takes all the room there is.
            is_quiet: whether parts that nothing is the matter with have a letter alone and no
                outline.
        """
        super().__init__()
        self._max_width, self._is_quiet = max_width, is_quiet
        self._file = ""
        self._is_question = False
        self._letters: dict[str, str] = {}
        self._marks: dict[str, PartMark] = {}
        self._focused = self._hovered = ""
        self._drawn = QSvgRenderer(self)
        self._picture = QPixmap()
        self._badges: dict[str, QRectF] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMouseTracking(True)
        theme.changed.connect(self._redraw)

    def show_diagram(
        self, diagram: Diagram, parts: Sequence[str], *, is_question: bool = False, name: str = ""
    ) -> None:
        """Show a diagram with nothing marked.

        Args:
            diagram: one with a file.
            parts: ids of the parts that can be chosen; they are lettered from A in this order.
            is_question: whether labels and the answer are left out of the picture.
            name: what assistive technology says; the diagram's alt text when left out. That text
                gives answers away, so that a question needs a name of its own.
        """
        self._file, self._is_question = diagram.file or "", is_question
        self._letters = {part: chr(ord("A") + place) for place, part in enumerate(parts)}
        self._marks = {}
        self._focused = self._hovered = ""
        self.setAccessibleName(name or diagram.alt)
        self._redraw()

    def set_marks(self, marks: Mapping[str, PartMark]) -> None:
        """Mark parts by their ids; the others are idle."""
        self._marks = dict(marks)
        self.update()

    @Slot(str)
    def set_focused(self, part: str) -> None:
        """Show on which part the keyboard is, or with an empty id on none."""
        self._focused = part
        self.update()

    @property
    def is_missing(self) -> bool:
        """Whether the picture cannot be drawn; its description stands in its place then."""
        return bool(self._file) and not self._drawn.isValid()

    def picture_rect(self) -> QRectF:
        """Return where the picture lies in the widget, in pixels."""
        wide = self._picture_width(self.width())
        high = wide * DRAWING.height() / DRAWING.width()
        return QRectF((self.width() - wide) / 2, 0, wide, high)

    def part_rect(self, part: str) -> QRectF:
        """Return where a part lies in the widget, in pixels."""
        place = self.picture_rect()
        share = place.width() / DRAWING.width()
        bounds = part_bounds(self._drawn, part)
        return QRectF(
            place.x() + bounds.x() * share,
            place.y() + bounds.y() * share,
            bounds.width() * share,
            bounds.height() * share,
        )

    def badge_rect(self, part: str) -> QRectF:
        """Return where the letter of a part lies.

        In a question that is its middle, or a corner of a large one; where there are labels it is
        beside its outline, where it covers the least of them.
        """
        if not self._is_question:
            if not self._badges:
                parts = {part: self.part_rect(part) for part in self._letters}
                picture, edge = self.picture_rect(), _badge_edge(self.picture_rect())
                # In one look as in the other a letter stands in the same place.
                drawn = renderer(self._file, is_question=False, is_fixed=True)
                self._badges = place_letters(drawn, picture, parts, edge)
            return self._badges[part]
        place, edge = self.part_rect(part), _badge_edge(self.picture_rect())
        share = self.picture_rect().width() / DRAWING.width()
        badge = QRectF(0, 0, edge, edge)
        if place.width() / share > _LARGE.width() and place.height() / share > _LARGE.height():
            badge.moveTopLeft(place.topLeft() + QPointF(_REACH, _REACH))
        else:
            badge.moveCenter(place.center())
        return badge

    def part_at(self, point: QPointF) -> str:
        """Return the part at a point: one whose letter is there, else the smallest; or nothing."""
        for part in self._letters:
            if self.badge_rect(part).contains(point):
                return part
        hit = [part for part in self._letters if self.part_rect(part).contains(point)]
        return min(hit, key=lambda part: _area(self.part_rect(part)), default="")

    # Input ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the part that is pressed."""
        part = self.part_at(event.position())
        if part and event.button() == Qt.MouseButton.LeftButton:
            self.part_chosen.emit(part)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which part a press would choose."""
        self._hover(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show none."""
        super().leaveEvent(event)
        self._hover("")

    def _hover(self, part: str) -> None:
        if part != self._hovered:
            self._hovered = part
            shape = Qt.CursorShape
            self.setCursor(shape.PointingHandCursor if part else shape.ArrowCursor)
            self.part_hovered.emit(part)
            self.update()

    # Size and looks ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return the size at which the picture's own text has its full size."""
        return QSize(theme.px(DRAWING.width()), theme.px(DRAWING.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which parts can still be told apart."""
        return QSize(DRAWING.width() // 2, DRAWING.height() // 2)

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width, of the picture or of the words in its place, in pixels."""
        wide = self._picture_width(width)
        if self.is_missing:
            return words_height(self.accessibleName(), wide)
        return math.ceil(wide * DRAWING.height() / DRAWING.width())

    def _picture_width(self, width: int) -> int:
        return width if self._max_width is None else min(width, theme.px(self._max_width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the letters anew."""
        super().resizeEvent(event)
        self._badges = {}

    @Slot()
    def _redraw(self) -> None:
        self._picture = QPixmap()
        self._badges = {}
        if self._file:
            self._drawn = renderer(self._file, is_question=self._is_question, parent=self)
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, and the parts over it: the large ones first."""
        place = self.picture_rect()
        if self.is_missing:
            draw_words(self, self.accessibleName(), place)
            return
        size = place.size().toSize() * self.devicePixelRatioF()
        if not self._file or size.isEmpty():
            return
        painter = painter_on(self)
        if self._picture.size() != size:
            # Hovering paints often; the picture itself stays the same.
            self._picture = QPixmap(size)
            self._picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(self._picture)
            self._drawn.render(brush, QRectF(QPointF(0, 0), size.toSizeF()))
            brush.end()
        painter.drawPixmap(place, self._picture, QRectF(self._picture.rect()))
        parts = sorted(self._letters, key=lambda part: _area(self.part_rect(part)), reverse=True)
        told = {*self._marks, self._hovered, self._focused}
        for part in parts:
            if part in told or not self._is_quiet:
                draw_outline(
                    painter,
                    self.part_rect(part),
                    self._marks.get(part, "idle"),
                    is_hovered=part == self._hovered,
                    is_focused=part == self._focused,
                )
        for part in parts:
            mark = self._marks.get(part, "idle")
            draw_badge(painter, self, self.badge_rect(part), self._letters[part], mark)


def _area(place: QRectF) -> float:
    return place.width() * place.height()
