"""Buttons, and cards that are one button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from quizapp.ui.components.motion import Transition
from quizapp.ui.components.painting import (
    RADIUS_CARD,
    RADIUS_CONTROL,
    draw_box,
    draw_icon,
    leading,
    mirrored,
    mix,
    painter_on,
)
from quizapp.ui.components.text_block import text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent
    from PySide6.QtWidgets import QLayout

Kind = Literal["primary", "default", "ghost", "nav", "danger"]


class _Look(NamedTuple):
    """The colour roles of a kind of button: at rest, under the pointer and held down."""

    fill: str | None
    hover: str
    press: str
    text: str
    edge: str | None
    weight: int


_LOOKS: Final[dict[str, _Look]] = {
    "primary": _Look("accent", "accent_hover", "accent_press", "on_accent", None, 600),
    "default": _Look("surface", "sunken", "border", "text", "border", 600),
    "ghost": _Look(None, "sunken", "border", "text2", None, 500),
    "nav": _Look(None, "sunken", "border", "text2", None, 500),
    "danger": _Look("bad", "on_bad_soft", "on_bad_soft", "surface", None, 600),
}
_CHOSEN: Final = _Look("accent_soft", "accent_soft", "accent_soft", "on_accent_soft", None, 600)
_ICON = 18
_GAP = 8


class HoverButton(QPushButton):
    """A push button that paints itself and whose hover colour comes and goes softly."""

    #: Corner radius that the focus ring follows, in pixels.
    focus_radius = RADIUS_CONTROL

    def __init__(self) -> None:
        super().__init__()
        self._hover = Transition(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Begin to show that the pointer is here."""
        if self.isEnabled():
            self._hover.go_to(1.0)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Stop showing it."""
        self._hover.go_to(0.0)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as well as with Space: outside a dialog Qt knows only Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def setEnabled(self, is_enabled: bool) -> None:
        """Let the button be pressed or not, and the pointer say so."""
        super().setEnabled(is_enabled)
        shape = Qt.CursorShape
        self.setCursor(shape.PointingHandCursor if is_enabled else shape.ArrowCursor)
        if not is_enabled:
            self._hover.go_to(0.0)


class Button(HoverButton):
    """A button of one of the five kinds, with text, an icon or both."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "default",
        *,
        icon: str | None = None,
        name: str | None = None,
        tip: str = "",
        trailing_icon: bool = False,
        large: bool = False,
    ) -> None:
        """Make a button.

        Args:
            text: what it does, as a verb; empty for an icon alone, which then needs `name`.
            kind: primary, default, ghost, nav (side bar) or danger.
            icon: an icon's name.
            name: what assistive technology says instead of the text.
            tip: a tooltip.
            trailing_icon: whether the icon stands after the text.
            large: whether it is as high as the buttons of a bottom bar.
        """
        super().__init__()
        self._label, self._kind, self._icon = text, kind, icon
        self._name, self._trailing, self._large = name, trailing_icon, large
        self._busy: str | None = None
        self._was_enabled = True
        self._focus_went_to: QWidget | None = None
        self._width: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        if kind == "nav":
            self.setCheckable(True)
            self.setAutoExclusive(True)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if tip:
            self.setToolTip(tip)
        self._rename()
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """Return the text as it was given."""
        return self._label

    def setText(self, text: str) -> None:
        """Show another text."""
        if text != self._label:
            self._label = text
            self._rename()
            self._restyle()

    def set_name(self, name: str) -> None:
        """Give assistive technology another name for the button."""
        if name != self._name:
            self._name = name
            self._rename()

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        if name != self._icon:
            self._icon = name
            self._restyle()

    def set_kind(self, kind: Kind) -> None:
        """Show the button as another kind."""
        if kind != self._kind:
            self._kind = kind
            self._restyle()

    def set_busy(self, text: str | None) -> None:
        """Show that work is under way, or with None that it is over.

        While busy the button cannot be pressed and keeps its width. The keyboard comes back to it
        afterwards, unless it has gone elsewhere meanwhile.
        """
        if (text is None) == (self._busy is None):
            return
        if text is not None:
            self._was_enabled = self.isEnabled()
            had_focus = self.window().focusWidget() is self
            self.setMinimumWidth(self.width())
            self.setEnabled(False)
            # What cannot be pressed cannot have the focus: Qt gives it to whatever comes next.
            self._focus_went_to = self.window().focusWidget() if had_focus else None
        else:
            self.setMinimumWidth(0)
            self.setEnabled(self._was_enabled)
            went_to, self._focus_went_to = self._focus_went_to, None
            if went_to is not None and went_to is self.window().focusWidget():
                self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._busy = text
        self._rename()
        self._restyle()

    def _rename(self) -> None:
        shown = self._shown()
        super().setText(shown.replace("&", "&&"))
        self.setAccessibleName(self._busy or self._name or shown)

    def _shown(self) -> str:
        return self._label if self._busy is None else self._busy

    @Slot()
    def _restyle(self) -> None:
        self._width = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that text and icon need."""
        if self._width is None:
            self._width = self._needed_width()
        return QSize(self._width, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button is never cut."""
        return self.sizeHint()

    def _height(self) -> int:
        return theme.px(42 if self._large else 36)

    def _needed_width(self) -> int:
        if not self._shown():
            return self._height()
        width = text_width(self._shown(), theme.font("body", 600)) + 2 * self._padding()
        if self._icon:
            width += theme.px(_ICON + _GAP)
        if self.menu() is not None:
            width += theme.px(16 + 4)
        return width

    def _padding(self) -> int:
        return theme.px(12 if self._kind in {"nav", "ghost"} else 20 if self._large else 16)

    def _look(self) -> _Look:
        if self.isChecked():
            return _CHOSEN
        return _LOOKS[self._kind]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon and text."""
        painter = painter_on(self)
        look = self._look()
        area = QRectF(self.rect())
        if self.isEnabled():
            edge = theme.color(look.edge) if look.edge else None
            draw_box(painter, area, fill=self._ground(look), edge=edge, radius=RADIUS_CONTROL)
            role = look.text
            if look.fill is None and self._hover.value > 0.5:
                role = "text"
        else:
            # Still to be read, and plainly fainter than any text, also with more contrast.
            role = "border_strong"
            if look.fill is not None:
                draw_box(
                    painter,
                    area,
                    fill=theme.color("sunken"),
                    edge=theme.color("border"),
                    radius=RADIUS_CONTROL,
                )
        self._draw_content(painter, role, look.weight)

    def _ground(self, look: _Look) -> QColor | None:
        if self.isDown():
            return theme.color(look.press)
        if look.fill is None:
            if self._hover.value == 0.0:
                return None
            ground = theme.color(look.hover)
            ground.setAlphaF(self._hover.value)
            return ground
        return mix(theme.color(look.fill), theme.color(look.hover), self._hover.value)

    def _draw_content(self, painter: QPainter, role: str, weight: int) -> None:
        text = self._shown()
        icon = theme.px(_ICON)
        if not text:
            if self._icon:
                draw_icon(painter, self, QRectF(self.rect()), self._icon, role, _ICON)
            return
        font = theme.font("body", weight)
        gap = theme.px(_GAP)
        beside = icon + gap if self._icon else 0
        menu = theme.px(16 + 4) if self.menu() is not None else 0
        room = self.width() - 2 * self._padding() - beside - menu
        wide = text_width(text, font)
        if wide > room:
            text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room + 1)
            wide = room
        x = self._padding()
        if self._kind != "nav":
            x = (self.width() - wide - beside - menu) // 2
        text_x = x if self._trailing else x + beside
        if self._icon:
            icon_x = x + wide + gap if self._trailing else x
            place = mirrored(self, QRect(icon_x, 0, icon, self.height()))
            draw_icon(painter, self, QRectF(place), self._icon, role, _ICON)
        painter.setFont(font)
        painter.setPen(theme.color(role))
        place = mirrored(self, QRect(text_x, 0, wide + 1, self.height()))
        painter.drawText(place, leading(self), text)
        if menu:
            place = mirrored(self, QRect(x + wide + beside + theme.px(4), 0, icon, self.height()))
            draw_icon(painter, self, QRectF(place), "chevron-down", role, 16)


class FoldButton(Button):
    """Unfolds something below it, and folds it away again."""

    def __init__(self, text: str, held: QWidget) -> None:
        """Make a button; `held` is folded away from the start."""
        super().__init__(text, "ghost", icon="chevron-down")
        self._held = held
        held.hide()
        self.setCheckable(True)
        self.toggled.connect(self._on_toggled)

    @Slot(bool)
    def _on_toggled(self, is_open: bool) -> None:
        self._held.setVisible(is_open)
        self.set_icon("chevron-up" if is_open else "chevron-down")


class CardButton(HoverButton):
    """A card that is one button as a whole; its parts only show something."""

    focus_radius = RADIUS_CARD

    def __init__(
        self, content: QLayout, name: str, *, padding: int = 20, description: str = ""
    ) -> None:
        super().__init__()
        content.setContentsMargins(padding, padding, padding, padding)
        self.setLayout(content)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_name(name, description)
        theme.changed.connect(self.update)

    def set_name(self, name: str, description: str = "") -> None:
        """Say what the card is and does, for assistive technology."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def hasHeightForWidth(self) -> bool:
        """Return whether text in the card wraps."""
        layout = self.layout()
        return layout is not None and layout.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the content takes at a width, in pixels."""
        layout = self.layout()
        if layout is None:
            return -1
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return layout.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        """Return the size of the content."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the content."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Return whether the whole card holds the point."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card; its edge answers the pointer."""
        edge = mix(theme.color("border"), theme.color("border_strong"), self._hover.value)
        fill = theme.color("sunken" if self.isDown() else "surface")
        draw_box(painter_on(self), QRectF(self.rect()), fill=fill, edge=edge)
