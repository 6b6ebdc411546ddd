"""Rows, columns, cells that reflow, scrolling pages and the panels around them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.ui.components.painting import fill, is_mirrored, painter_on
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QPaintEvent, QResizeEvent

#: A widget, a layout, None for a stretch, a number for a gap in pixels, or (part, stretch).
Part = QWidget | QLayout | None | int | tuple[QWidget | QLayout, int]
Margins = tuple[int, int, int, int]
Edge = Literal["top", "bottom", "trailing"]

_NO_MARGINS: Margins = (0, 0, 0, 0)
_NARROW_WINDOW = 1100
#: Widest column of a page, in pixels at 100 %.
PAGE_WIDTH: Final = 1080
_CLEARANCE = 12


def column(*items: Part, spacing: int = 8, margins: Margins = _NO_MARGINS) -> QVBoxLayout:
    """Return parts one under the other; spacing and margins in pixels."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def row(*items: Part, spacing: int = 8, margins: Margins = _NO_MARGINS) -> QHBoxLayout:
    """Return parts side by side; spacing and margins in pixels.

    Parts and margins are given in reading direction: where it is from right to left, the first
    margin is the one at the right.
    """
    first, top, last, bottom = margins
    side = min(first, last)
    # Qt mirrors gaps in a layout but not its margins.
    before, after = (
        ((first - side,) if first > side else ()),
        ((last - side,) if last > side else ()),
    )
    layout = QHBoxLayout()
    _fill(layout, (*before, *items, *after), spacing, (side, top, side, bottom))
    return layout


def _fill(layout: QBoxLayout, items: tuple[Part, ...], spacing: int, margins: Margins) -> None:
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            part, stretch = item if isinstance(item, tuple) else (item, 0)
            if isinstance(part, QLayout):
                layout.addLayout(part, stretch)
            else:
                layout.addWidget(part, stretch)


def stack_of(*widgets: QWidget) -> QStackedWidget:
    """Return widgets of which one at a time is shown, the first one to begin with."""
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack


def box(layout: QLayout) -> QWidget:
    """Return a plain widget that carries a layout."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


def clear_layout(layout: QLayout, *, keep: Collection[QWidget] = ()) -> None:
    """Take everything out of a layout, and out of the layouts in it.

    Widgets in `keep` are only taken out; the others are hidden and deleted.
    """
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None and widget not in keep:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner, keep=keep)
            inner.deleteLater()


def page_side(widget: QWidget) -> int:
    """Return how far pages stand off the sides in the window of a widget, in pixels."""
    return 24 if widget.window().width() < _NARROW_WINDOW else 32


def reveal(part: QWidget) -> None:
    """Scroll the page of a part until all of it is seen, or its beginning where it is long.

    What was just put into the page has a place only when control is back in Qt, so this happens at
    the next turn.
    """
    QTimer.singleShot(0, part, partial(_scroll_to, part))


def _scroll_to(part: QWidget) -> None:
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    body = None if area is None else area.widget()
    if area is None or body is None or not part.isVisible():
        return
    # Each widget on the way to the page grows by a request of its own.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QCoreApplication.sendEvent(body, QEvent(QEvent.Type.LayoutRequest))
    top = part.mapTo(body, QPoint(0, 0)).y()
    room = area.viewport().height() - part.height()
    bar = area.verticalScrollBar()
    bar.setValue(max(bar.value(), min(top - _CLEARANCE, top + _CLEARANCE - room)))


class Wrapping(QWidget):
    """A widget with a layout whose height follows from its width.

    Qt works out the height at the width that such a widget would like, again and again and inside
    each other, though nobody asks for it: what counts is the height at the width that there is.
    """

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the width at which it reads well; the height is that of single lines."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least width; the height is that of single lines."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()


class EdgePanel(QFrame):
    """A surface at a side of the window, with a line of one pixel where the page begins."""

    def __init__(self, edge: Edge) -> None:
        super().__init__()
        self._edge = edge
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the surface and its edge."""
        painter = painter_on(self)
        fill(painter, self.rect(), "surface")
        width, height = self.width(), self.height()
        if self._edge == "trailing":
            line = QRect(0 if is_mirrored(self) else width - 1, 0, 1, height)
        else:
            line = QRect(0, 0 if self._edge == "top" else height - 1, width, 1)
        fill(painter, line, "border")


class ScrollPage(QScrollArea):
    """A page that scrolls: one column in the middle, no wider than reads well."""

    def __init__(
        self,
        content: QLayout | QWidget | None = None,
        *,
        max_width: int = PAGE_WIDTH,
        top: int = 28,
    ) -> None:
        super().__init__()
        self._max_width, self._top = max_width, top
        self._content = QWidget()
        self._frame = QHBoxLayout()
        self._frame.setSpacing(0)
        self._frame.addStretch(1)
        self._frame.addWidget(self._content, 10_000)
        self._frame.addStretch(1)
        self.body = box(self._frame)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A viewport of our own: asking Qt for its own one makes PySide look through every widget
        # class there is, which costs a tenth of the time until the first paint.
        ground = QWidget()
        self.setViewport(ground)
        self.setWidget(self.body)
        # The window's ground shows through.
        self.body.setAutoFillBackground(False)
        ground.setAutoFillBackground(False)
        if content is not None:
            self.set_content(content)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_content(self, content: QLayout | QWidget) -> None:
        """Put other content in the column; what was there is deleted."""
        fresh = QWidget() if isinstance(content, QLayout) else content
        if isinstance(content, QLayout):
            fresh.setLayout(content)
        self._frame.replaceWidget(self._content, fresh)
        self._content.hide()
        self._content.deleteLater()
        self._content = fresh
        self._restyle()

    @Slot()
    def scroll_to_top(self) -> None:
        """Show the beginning of the page."""
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _restyle(self) -> None:
        self._content.setMaximumWidth(theme.px(self._max_width))
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep narrower margins in a narrow window."""
        self._set_margins()
        super().resizeEvent(event)

    def _set_margins(self) -> None:
        side = page_side(self)
        self._frame.setContentsMargins(side, self._top, side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: a page scrolls down, but it is never cut at the side."""
        return QSize(self.body.minimumSizeHint().width(), theme.px(120))
