"""A diagram in a pane: fitted to it, or larger and scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from quizapp.ui.diagrams.template import DRAWING
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.ui.diagrams.view import DiagramView

#: Widest picture that is fitted to its room, in pixels at 100 %.
_WIDEST: Final = 840
_ROOM_AROUND_PART: Final = 40


class ZoomPane(QScrollArea):
    """Shows a diagram; its height is that of the fitted picture, whatever the zoom."""

    #: Corner radius that the focus ring follows, in pixels.
    focus_radius = 12

    def __init__(self, view: DiagramView) -> None:
        super().__init__()
        self._view = view
        self._zoom: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # The picture is never mirrored, and so neither is the way through it.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # As in a page: Qt's own viewport would fill the ground.
        ground = QWidget()
        self.setViewport(ground)
        self.setWidget(view)
        ground.setAutoFillBackground(False)
        # Between two scroll bars Qt would draw a corner in colours of its own.
        self.setCornerWidget(QWidget())
        self._fit()
        theme.changed.connect(self.refit)

    def set_zoom(self, zoom: float | None) -> None:
        """Show the picture at a share of its own size, 1.0 being all of it; None fits the pane."""
        self._zoom = zoom
        self._fit()

    @Slot()
    def refit(self) -> None:
        """Measure again: there is another picture, or other text."""
        self._fit()

    def reveal(self, part: str) -> None:
        """Scroll a part into view; parts are named by their ids."""
        place = self._view.part_rect(part).toRect()
        reach = theme.px(_ROOM_AROUND_PART)
        centre = place.center()
        self.ensureVisible(
            centre.x(), centre.y(), place.width() // 2 + reach, place.height() // 2 + reach
        )

    def sizeHint(self) -> QSize:
        """Return the size at which the picture has its own size."""
        return QSize(theme.px(DRAWING.width()), self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which parts can still be told apart."""
        return QSize(DRAWING.width() // 2, DRAWING.height() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the new room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width(), self.minimumSizeHint().width())
        fitted = min(room, theme.px(_WIDEST))
        high = self._view.heightForWidth(fitted)
        wide = fitted
        if self._zoom is not None and not self._view.is_missing:
            wide = round(theme.px(DRAWING.width()) * self._zoom)
        middle = self._middle()
        is_larger = wide > room
        policy = Qt.ScrollBarPolicy
        bars = policy.ScrollBarAsNeeded if is_larger else policy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(bars)
        self.setVerticalScrollBarPolicy(bars)
        # With nothing to scroll it would be a stop for Tab at which nothing can be done.
        focus = Qt.FocusPolicy
        self.setFocusPolicy(focus.StrongFocus if is_larger else focus.NoFocus)
        self.setFixedHeight(high)
        self._view.setFixedSize(wide, self._view.heightForWidth(wide))
        self._scroll_to(middle)

    def _middle(self) -> QPointF:
        """Return what is in the middle of the pane, as shares of the picture."""
        size = self._view.size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        view = self.viewport().size()
        return QPointF(
            (across.value() + view.width() / 2) / max(1, size.width()),
            (down.value() + view.height() / 2) / max(1, size.height()),
        )

    def _scroll_to(self, middle: QPointF) -> None:
        size, view = self._view.size(), self.viewport().size()
        self.horizontalScrollBar().setValue(round(middle.x() * size.width() - view.width() / 2))
        self.verticalScrollBar().setValue(round(middle.y() * size.height() - view.height() / 2))
