"""Steps in a column that can be moved up and down, with the mouse or the keyboard."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from quizapp.ui.components.buttons import Button, HoverButton
from quizapp.ui.components.painting import (
    RADIUS_CARD,
    draw_box,
    draw_icon,
    is_mirrored,
    leading,
    mirrored_f,
    mix,
    painter_on,
)
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.components.toast import announce
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from quizapp.domain.part_items import Step

_GAP: Final = 8
_SIDE: Final = 10
_GRIP: Final = 20
_BADGE: Final = 28
_BUTTON: Final = 36
_HELP: Final = "Alt with the up or down arrow moves it."


class _Frame(NamedTuple):
    """Where things stand at one width, from left to right, in pixels."""

    grip: QRectF
    badge: QRectF
    column: QRectF
    text: TextBlock
    text_y: float
    height: float


def _laid_out(words: str, width: int) -> _Frame:
    side, top, edge = theme.px(_SIDE), theme.px(12), theme.px(_BADGE)
    grip = QRectF(side, top, theme.px(_GRIP), edge)
    badge = QRectF(grip.right() + theme.px(8), top, edge, edge)
    start = badge.right() + theme.px(14)
    room = width - start - 2 * theme.px(_BUTTON) - theme.px(14)
    line = theme.line_height("option") * 0.97
    text = TextBlock(words, theme.font("option"), line)
    text.lay_out(room)
    above = (edge - line) / 2
    height = max(top + above + text.height, top + edge) + top
    return _Frame(grip, badge, QRectF(start, 0, room, height), text, top + above, height)


class StepRow(HoverButton):
    """A step with its grip and its place; it asks to be moved and does not move by itself."""

    focus_radius = RADIUS_CARD

    #: An arrow key without Alt: carries 1 for down or -1 for up.
    left_for = Signal(int)
    #: It is to be moved: carries 1 for down or -1 for up.
    shifted = Signal(int)
    #: The mouse drags it: carries where the pointer is on the screen, as a QPoint.
    dragged = Signal(object)
    dropped = Signal()
    focused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._step_text = ""
        self._place = self._total = 0
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self._frames: dict[int, _Frame] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.up = Button(kind="ghost", icon="arrow-up", name="Move up")
        self.down = Button(kind="ghost", icon="arrow-down", name="Move down")
        for button in (self.up, self.down):
            button.setParent(self)
            # With the keyboard the row itself is moved, so these need not be stops.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """Return the text of the step."""
        return self._step_text

    @property
    def is_dragged(self) -> bool:
        """Whether it is shown as held by the mouse."""
        return self._is_dragged

    def set_step(self, text: str, place: int, total: int) -> None:
        """Show a step.

        Args:
            text: what it says.
            place: from 0.
            total: how many steps there are.
        """
        self._step_text, self._place, self._total = text, place, total
        self.setAccessibleName(f"Step {place + 1} of {total}: {text}")
        self.setAccessibleDescription(_HELP)
        self.up.set_name(f"Move up: {text}")
        self.down.set_name(f"Move down: {text}")
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < total - 1)
        self._restyle()

    def set_dragged(self, is_dragged: bool) -> None:
        """Show whether the mouse holds the step."""
        self._is_dragged = is_dragged
        self.update()

    @Slot()
    def _on_up(self) -> None:
        self.shifted.emit(-1)

    @Slot()
    def _on_down(self) -> None:
        self.shifted.emit(1)

    @Slot()
    def _restyle(self) -> None:
        self._frames.clear()
        self._place_buttons()
        self.updateGeometry()
        self.update()

    # Input ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with an arrow key, move with Alt and an arrow key; the rest is for the page."""
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and modifiers == Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(step)
        elif step and modifiers == Qt.KeyboardModifier.NoModifier:
            self.left_for.emit(step)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ask to be moved along with the pointer, once it has clearly left its place."""
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._is_dragged or way >= QApplication.startDragDistance():
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        super().mouseReleaseEvent(event)
        if self._pressed_at is not None:
            self._pressed_at = None
            self.dropped.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the list that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()

    # Size and looks ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return a comfortable width; the height follows from the width that there is."""
        return QSize(theme.px(480), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the least size, one line high."""
        return QSize(theme.px(260), theme.px(52))

    def heightForWidth(self, width: int) -> int:
        """Return the height that the step takes at a width, both in pixels."""
        return math.ceil(self._frame(width).height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the buttons at the end."""
        super().resizeEvent(event)
        self._place_buttons()

    def _place_buttons(self) -> None:
        edge = theme.px(_BUTTON)
        y = (self.height() - edge) // 2
        for place, button in enumerate((self.down, self.up), start=1):
            x = self.width() - theme.px(6) - place * edge
            turned = self.width() - x - edge
            button.setGeometry(turned if is_mirrored(self) else x, y, edge, edge)

    def _frame(self, width: int) -> _Frame:
        known = self._frames.get(width)
        if known is None:
            known = self._frames[width] = _laid_out(self._step_text, width)
        return known

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = painter_on(self)
        frame = self._frame(self.width())
        edge = mix(theme.color("border"), theme.color("border_strong"), self._hover.value)
        fill, width = theme.color("surface"), float(theme.edge)
        if self._is_dragged:
            fill, edge, width = theme.color("accent_soft"), theme.color("accent"), 2.0
        draw_box(painter, QRectF(self.rect()), fill=fill, edge=edge, width=width)
        draw_icon(painter, self, mirrored_f(self, frame.grip), "grip", "text3", _GRIP)
        badge = mirrored_f(self, frame.badge)
        draw_box(painter, badge, fill=theme.color("sunken"), edge=theme.color("border"), radius=8)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font("label", 600))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(self._place + 1))
        painter.setPen(theme.color("text"))
        x = mirrored_f(self, frame.column).x()
        frame.text.draw(painter, x, frame.text_y, leading(self))


class StepRows(QWidget):
    """Steps to put in order; it keeps its rows and fills them anew.

    The rows keep their places and pass the steps on, so that the keyboard comes to a row with
    another place, which assistive technology then reads.
    """

    #: The order is another one.
    changed = Signal()
    #: The keyboard, or a step that is dragged, came to one of the rows; carries it.
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[Step] = []
        self._rows: list[StepRow] = []
        self._held: int | None = None
        self._column = QVBoxLayout()
        self._column.setSpacing(_GAP)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._column)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # The first row holds the place of all in the order in which Tab goes.
        self._add_row()

    @property
    def rows(self) -> tuple[StepRow, ...]:
        """The rows in use, from the first step to the last."""
        return tuple(self._rows[: len(self._steps)])

    @property
    def tab_stop(self) -> StepRow:
        """The first row, which is there even before there are steps."""
        return self._rows[0]

    @property
    def order(self) -> tuple[str, ...]:
        """Ids of the steps in the order shown."""
        return tuple(step.id for step in self._steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show steps in an order to begin with."""
        while len(self._rows) < len(steps):
            self._add_row()
        self._steps = list(steps)
        self._held = None
        for place, row in enumerate(self._rows):
            row.set_dragged(False)
            if place < len(steps):
                row.set_step(steps[place].text, place, len(steps))
            row.setVisible(place < len(steps))
        self._make_tab_stop(self._rows[0])

    def arrange(self, order: Sequence[str]) -> None:
        """Put the steps in another order, by their ids."""
        steps = {step.id: step for step in self._steps}
        self.show_steps([steps[step] for step in order])
        self.changed.emit()

    def focus(self, place: int, reason: Qt.FocusReason) -> bool:
        """Give the keyboard to a row by its place, from 0; return whether there is one."""
        if not 0 <= place < len(self._steps):
            return False
        row = self._rows[place]
        self._make_tab_stop(row)
        row.setFocus(reason)
        self.entered.emit(row)
        return True

    def shift(self, place: int, step: int) -> bool:
        """Let a step change places with a neighbour, and the keyboard follow it.

        Args:
            place: of the step, from 0.
            step: 1 for down, -1 for up.

        Returns:
            Whether there is a neighbour.
        """
        there = place + step
        if not (0 <= place < len(self._steps) and 0 <= there < len(self._steps)):
            return False
        steps = self._steps
        steps[place], steps[there] = steps[there], steps[place]
        for changed in (place, there):
            self._rows[changed].set_step(steps[changed].text, changed, len(steps))
        self._column.activate()
        self.focus(there, Qt.FocusReason.OtherFocusReason)
        announce(self, f"Step {there + 1} of {len(steps)}")
        self.changed.emit()
        return True

    def _add_row(self) -> None:
        row = StepRow()
        if self._rows:
            row.hide()
        self._rows.append(row)
        self._column.addWidget(row)
        row.left_for.connect(self._on_left_for)
        row.shifted.connect(self._on_shifted)
        row.dragged.connect(self._on_dragged)
        row.dropped.connect(self._on_dropped)
        row.focused.connect(self._on_focused)

    def _place_of_sender(self) -> int:
        sender = self.sender()
        return next((place for place, row in enumerate(self._rows) if row is sender), 0)

    @Slot(int)
    def _on_left_for(self, step: int) -> None:
        there = min(max(self._place_of_sender() + step, 0), len(self._steps) - 1)
        self.focus(there, Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _on_shifted(self, step: int) -> None:
        self.shift(self._place_of_sender(), step)

    @Slot(object)
    def _on_dragged(self, point: QPoint) -> None:
        if self._held is None:
            self._held = self._place_of_sender()
        y = self.mapFromGlobal(point).y()
        while self._held > 0 and y < self._middle(self._held - 1):
            self.shift(self._held, -1)
            self._held -= 1
        while self._held < len(self._steps) - 1 and y > self._middle(self._held + 1):
            self.shift(self._held, 1)
            self._held += 1
        for place, row in enumerate(self._rows):
            row.set_dragged(place == self._held)

    @Slot()
    def _on_dropped(self) -> None:
        self._held = None
        for row in self._rows:
            row.set_dragged(False)

    @Slot()
    def _on_focused(self) -> None:
        for row in self.rows:
            if row.hasFocus():
                self._make_tab_stop(row)
                self.entered.emit(row)

    def _middle(self, place: int) -> int:
        return self._rows[place].geometry().center().y()

    def _make_tab_stop(self, stop: StepRow) -> None:
        for row in self._rows:
            wanted = Qt.FocusPolicy.StrongFocus if row is stop else Qt.FocusPolicy.ClickFocus
            if row.focusPolicy() != wanted:
                row.setFocusPolicy(wanted)
