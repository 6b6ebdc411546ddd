"""A focus ring for the keyboard: drawn outside the widget, absent while the mouse is used."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from quizapp.ui.components.painting import draw_box, painter_on
from quizapp.ui.theme import theme

_REACH: Final = 4
_WIDTH: Final = 2
_DEFAULT_RADIUS: Final = 6
_KEYBOARD_REASONS: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
_KEYBOARD_EVENTS: Final = frozenset({QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride})
_PLACE_EVENTS: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
)


class FocusRing(QWidget):
    """The ring itself: it lies over the page, around one widget, and lets the mouse through."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._radius = _DEFAULT_RADIUS
        self.hide()

    def surround(self, widget: QWidget, ground: QWidget) -> None:
        """Lie around a widget, as a child of `ground`."""
        if self.parentWidget() is not ground:
            self.setParent(ground)
        self._radius = getattr(widget, "focus_radius", _DEFAULT_RADIUS) + _REACH
        place = QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
        self.setGeometry(place.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.setVisible(widget.isVisible())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        draw_box(
            painter_on(self),
            QRectF(self.rect()),
            fill=None,
            edge=theme.color("focus"),
            width=_WIDTH,
            radius=self._radius,
        )


class FocusVisible(QObject):
    """Shows the ring when the focus was moved with the keyboard, as browsers do.

    Only the widget that has the focus is watched: a filter on the whole application would cost
    time in every event. Keep a reference to it as long as the application runs.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._ring: FocusRing | None = None
        self._watched: list[QWidget] = []
        self._focused: QWidget | None = None
        self._by_keyboard = False
        self._revealer = Revealer(self)
        app.focusChanged.connect(self._on_focus_changed)
        # It begins its work when the window has long had the focus.
        self._on_focus_changed(None, app.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._release()
        if new is None:
            return
        self._focused = new
        self._watch(new)
        if self._by_keyboard:
            self._revealer.reveal(new)
            if takes_ring(new):
                self._surround()

    def _watch(self, widget: QWidget) -> None:
        widget.installEventFilter(self)
        widget.destroyed.connect(self._on_destroyed)
        self._watched.append(widget)

    @Slot()
    def _on_destroyed(self) -> None:
        # The widget and what it lay in may be half gone: touch none of them.
        self._watched.clear()
        self._focused = None

    @Slot()
    def _on_ring_destroyed(self) -> None:
        # The ring goes with the page that it lay on; the next page gets a new one.
        self._ring = None

    def _release(self) -> None:
        for widget in self._watched:
            widget.removeEventFilter(self)
            widget.destroyed.disconnect(self._on_destroyed)
        self._watched.clear()
        self._focused = None
        if self._ring is not None:
            self._ring.hide()

    def _surround(self) -> None:
        if self._focused is None:
            return
        ground = _ground_of(self._focused)
        if self._ring is None:
            self._ring = FocusRing()
            self._ring.destroyed.connect(self._on_ring_destroyed)
        parent: QWidget | None = self._focused.parentWidget()
        while parent is not None and parent is not ground and parent not in self._watched:
            self._watch(parent)
            parent = parent.parentWidget()
        self._ring.surround(self._focused, ground)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Learn from the focused widget whether keys or the mouse are in use; keep the ring on."""
        kind = event.type()
        if kind in _KEYBOARD_EVENTS:
            self._by_keyboard = True
        elif kind == QEvent.Type.MouseButtonPress:
            self._by_keyboard = False
            if self._ring is not None:
                self._ring.hide()
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._by_keyboard = self._moved_by_keyboard(event.reason())
        elif kind in _PLACE_EVENTS and self._is_ring_wanted(kind):
            self._surround()
        return False

    def _is_ring_wanted(self, kind: QEvent.Type) -> bool:
        if self._ring is None or self._focused is None or not takes_ring(self._focused):
            return False
        # A page may get the focus before it is shown; the ring comes with it.
        return self._ring.isVisible() or (kind == QEvent.Type.Show and self._by_keyboard)

    def _moved_by_keyboard(self, reason: Qt.FocusReason) -> bool:
        if reason in _KEYBOARD_REASONS:
            return True
        return self._by_keyboard and reason != Qt.FocusReason.MouseFocusReason


class Revealer(QObject):
    """Scrolls to a widget of which nothing is seen, once it is laid out.

    Qt does so only when Tab goes from one widget of a scrolling page to another.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: QWidget | None = None

    def reveal(self, widget: QWidget) -> None:
        """Bring a widget into sight before anything else happens; the last one asked for counts."""
        if self._wanted is None:
            QTimer.singleShot(0, self._scroll)
        self._wanted = widget

    @Slot()
    def _scroll(self) -> None:
        widget, self._wanted = self._wanted, None
        # Meanwhile its page may have been taken down.
        if widget is None or not isValid(widget):
            return
        parent = widget.parentWidget()
        while parent is not None and widget.isVisible() and widget.visibleRegion().isEmpty():
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(widget, 0, 2 * _REACH)
            parent = parent.parentWidget()


def takes_ring(widget: QWidget) -> bool:
    """Return whether a widget gets the ring; inputs and tables show the focus themselves."""
    return isinstance(widget, QAbstractButton) or hasattr(widget, "focus_radius")


def _ground_of(widget: QWidget) -> QWidget:
    """Return the ancestor to draw the ring on: what scrolls along with the widget, or the window."""
    ground = widget
    while (parent := ground.parentWidget()) is not None and not ground.isWindow():
        above = parent.parentWidget()
        ground_is_content = isinstance(above, QAbstractScrollArea) and above.viewport() is parent
        if ground_is_content and ground is not widget:
            return ground
        ground = parent
    return ground
