"""A short word at the bottom of the window about what was just done, with a way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.components.painting import draw_box, painter_on
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QPaintEvent

SHOWN_MS = 6000
_ABOVE_BOTTOM = 24
_NAME = "toast"
_OWN_CHILDREN = Qt.FindChildOption.FindDirectChildrenOnly


class Toast(QFrame):
    """A message that goes by itself after six seconds, unless someone is reading or using it."""

    def __init__(
        self,
        window: QWidget,
        text: str,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(window)
        self.setObjectName(_NAME)
        self._on_action = on_action
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close)
        self._left_ms = SHOWN_MS
        self._label = Label(text, "body", elide=True)
        parts: list[QWidget] = [self._label]
        self.action_button: Button | None = None
        if action:
            self.action_button = Button(action, "ghost")
            self.action_button.clicked.connect(self._on_clicked)
            parts.append(self.action_button)
        dismiss = Button(kind="ghost", icon="x", name="Close this message")
        dismiss.clicked.connect(self.close)
        parts.append(dismiss)
        # Qt does not mirror margins: the text has more room before it than the cross behind it.
        left, right = (8, 18) if window.isRightToLeft() else (18, 8)
        self.setLayout(row(*parts, spacing=8, margins=(left, 6, right, 6)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(text)
        for widget in (self.action_button, dismiss):
            if widget is not None:
                widget.installEventFilter(self)
        window.installEventFilter(self)

    @property
    def is_paused(self) -> bool:
        """Whether the time stands still because someone is at the message."""
        return not self._timer.isActive()

    def open(self) -> None:
        """Show the message, tell it to assistive technology and start the time."""
        self._place()
        self.show()
        self.raise_()
        self._timer.start(self._left_ms)
        announce(self, self._label.text())

    def _place(self) -> None:
        hint = self.sizeHint()
        width = min(hint.width(), self.window().width() - 2 * _ABOVE_BOTTOM)
        x = (self.window().width() - width) // 2
        # Clear of the bottom bar of a session, where the next button waits.
        y = self.window().height() - hint.height() - _ABOVE_BOTTOM - theme.px(56)
        self.setGeometry(x, y, width, hint.height())

    def _pause(self) -> None:
        if self._timer.isActive():
            self._left_ms = max(1000, self._timer.remainingTime())
            self._timer.stop()

    def _go_on(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start(self._left_ms)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stand still under the pointer."""
        self._pause()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go on when the pointer has left."""
        self._go_on()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stand still while a button of the message has the focus; follow the window's size."""
        kind = event.type()
        if watched is self.parent():
            if kind == QEvent.Type.Resize:
                self._place()
        elif kind == QEvent.Type.FocusIn:
            self._pause()
        elif kind == QEvent.Type.FocusOut:
            self._go_on()
        return False

    @Slot()
    def _on_clicked(self) -> None:
        if self._on_action is not None:
            self._on_action()
        self.close()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        draw_box(
            painter_on(self),
            QRectF(self.rect()),
            fill=theme.color("raised"),
            edge=theme.color("border_strong"),
            radius=10,
        )


def show_toast(
    window: QWidget,
    text: str,
    *,
    action: str = "",
    on_action: Callable[[], None] | None = None,
) -> Toast:
    """Show a message at the bottom of a window, in the place of the one that is there.

    Args:
        window: any widget of the window.
        text: one sentence.
        action: a verb for a button, such as "Undo"; none when empty.
        on_action: what the button does.
    """
    close_toast(window)
    top = window.window()
    toast = Toast(top, text, action=action, on_action=on_action)
    toast.open()
    return toast


def close_toast(window: QWidget) -> None:
    """Take away the message at the bottom of a window, once it is of no use any more.

    Args:
        window: any widget of the window.
    """
    for toast in window.window().findChildren(Toast, options=_OWN_CHILDREN):
        toast.close()


def announce(widget: QWidget, text: str) -> None:
    """Have assistive technology say a sentence, without moving the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
