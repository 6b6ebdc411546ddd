"""Controls for choosing: segments, check boxes, switches and drop-down lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from quizapp.ui.components.buttons import HoverButton
from quizapp.ui.components.motion import Transition
from quizapp.ui.components.painting import (
    RADIUS_CONTROL,
    draw_box,
    draw_icon,
    leading,
    mirrored,
    mirrored_f,
    painter_on,
)
from quizapp.ui.components.text_block import text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent

_TRACK_MARGIN = 4


class Segment(HoverButton):
    """One choice of a `Segmented`."""

    focus_radius = 7

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        # The main button of a dialog stays what Enter presses.
        self.setAutoDefault(False)
        self.set_label(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_label(self, text: str) -> None:
        """Offer the choice in other words."""
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter as well; in a dialog Enter then presses its main button, too."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(not isinstance(self.window(), QDialog))

    def sizeHint(self) -> QSize:
        """Return the size of the text at its boldest, so that choosing moves nothing."""
        width = text_width(self._label, theme.font("label", 600)) + 2 * theme.px(14)
        return QSize(width, theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: less room at the sides."""
        width = text_width(self._label, theme.font("label", 600)) + 2 * theme.px(6)
        return QSize(width, theme.px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segment; the chosen one stands out by edge and weight, too."""
        painter = painter_on(self)
        chosen = self.isChecked()
        if chosen:
            fill = theme.color("raised" if theme.dark else "surface")
            edge = theme.color("border_strong")
            draw_box(painter, QRectF(self.rect()), fill=fill, edge=edge, width=2, radius=7)
        strong = chosen or self._hover.value > 0.5
        role = "text" if strong else "text2"
        painter.setPen(theme.color(role if self.isEnabled() else "text3"))
        painter.setFont(theme.font("label", 600 if chosen else 500))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._label)


class Segmented(QWidget):
    """One choice out of a few in a track; also used for tabs and for "how sure are you"."""

    chosen = Signal(int)

    def __init__(self, labels: Sequence[str] = (), current: int = -1, *, name: str = "") -> None:
        """Take the labels and the index of the chosen one, -1 for none."""
        super().__init__()
        self._segments: list[Segment] = []
        self._row = QHBoxLayout(self)
        self._row.setSpacing(4)
        margin = _TRACK_MARGIN
        self._row.setContentsMargins(margin, margin, margin, margin)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.set_labels(labels)
        self.set_current(current)
        theme.changed.connect(self._restyle)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer other choices; none is chosen then."""
        for segment in self._segments:
            self._row.removeWidget(segment)
            segment.hide()
            segment.deleteLater()
        self._segments = [Segment(label) for label in labels]
        for segment in self._segments:
            self._row.addWidget(segment)
            segment.clicked.connect(self._on_clicked)
        self._set_tab_stop(0)

    def current(self) -> int:
        """Return the index of the chosen segment, -1 when none is."""
        for index, segment in enumerate(self._segments):
            if segment.isChecked():
                return index
        return -1

    def set_current(self, index: int) -> None:
        """Choose a segment without a signal; -1 chooses none."""
        if index < 0:
            self.clear()
        else:
            self._segments[index].setChecked(True)
            self._set_tab_stop(index)

    def clear(self) -> None:
        """Choose none."""
        for segment in self._segments:
            # An exclusive button cannot be unchecked otherwise.
            segment.setAutoExclusive(False)
            segment.setChecked(False)
            segment.setAutoExclusive(True)
        self._set_tab_stop(0)

    def button(self, index: int) -> Segment:
        """Return one of the segments."""
        return self._segments[index]

    def _set_tab_stop(self, index: int) -> None:
        for position, segment in enumerate(self._segments):
            stop = position == index
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus
            segment.setFocusPolicy(policy)

    @Slot()
    def _on_clicked(self) -> None:
        self._set_tab_stop(self.current())
        self.chosen.emit(self.current())

    @Slot()
    def _restyle(self) -> None:
        for segment in self._segments:
            segment.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track."""
        area = QRectF(self.rect())
        draw_box(painter_on(self), area, fill=theme.color("sunken"), radius=10)


class CheckBox(QCheckBox):
    """A tick box with its text."""

    focus_radius = 6

    def __init__(self, text: str = "", *, checked: bool = False) -> None:
        super().__init__()
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setChecked(checked)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of box and text."""
        width = theme.px(18 + 8) + text_width(self._label, theme.font("body"))
        return QSize(width + 2, theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the text may be shortened."""
        return QSize(min(self.sizeHint().width(), theme.px(120)), theme.px(36))

    def hitButton(self, pos: QPoint) -> bool:
        """Return whether the box or its text holds the point."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and text."""
        painter = painter_on(self)
        edge = theme.px(18)
        place = mirrored_f(self, QRectF(1, (self.height() - edge) / 2, edge, edge))
        if self.isChecked():
            fill = theme.color("accent" if self.isEnabled() else "border_strong")
            draw_box(painter, place, fill=fill, radius=5)
            draw_icon(painter, self, place, "check", "on_accent", 14)
        else:
            strong = theme.color("border_strong")
            fill = theme.color("surface" if self.isEnabled() else "sunken")
            draw_box(painter, place, fill=fill, edge=strong, width=theme.edge + 0.5, radius=5)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        x = theme.px(18 + 8) + 1
        room = mirrored(self, QRect(x, 0, self.width() - x, self.height()))
        text = painter.fontMetrics().elidedText(
            self._label, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, leading(self), text)


class Switch(QCheckBox):
    """An on-off switch; the words that name it stand beside it."""

    focus_radius = 12

    def __init__(self, name: str, *, checked: bool = False) -> None:
        """Take the accessible name, which repeats the words beside the switch."""
        super().__init__()
        self.setAccessibleName(name)
        self.setChecked(checked)
        self._knob = Transition(self, value=float(checked))
        self.toggled.connect(self._on_toggled)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot(bool)
    def _on_toggled(self, checked: bool) -> None:
        self._knob.go_to(float(checked))

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the switch with room to hit it."""
        return QSize(theme.px(44), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Return whether the switch holds the point."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and knob."""
        painter = painter_on(self)
        high = theme.px(24)
        track = QRectF(0, (self.height() - high) / 2, self.width(), high)
        on = self.isChecked()
        role = "accent" if on else "border_strong"
        fill = theme.color(role) if on else theme.color("surface")
        draw_box(painter, track, fill=fill, edge=theme.color(role), width=1.5, radius=high / 2)
        inset = theme.px(4)
        knob = high - 2 * inset
        x = inset + (self.width() - 2 * inset - knob) * self._knob.value
        place = mirrored_f(self, QRectF(x, track.y() + inset, knob, knob))
        draw_box(painter, place, fill=theme.color("on_accent" if on else "text3"), radius=knob / 2)


class Select(QComboBox):
    """A drop-down list."""

    def __init__(self, items: Sequence[str] = (), *, name: str = "") -> None:
        super().__init__()
        self.addItems(list(items))
        # The list's own delegate does not follow the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Other policies resize the list behind the layout's back shortly after it is filled.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._restyle()
        self.model().rowsInserted.connect(self._restyle)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme.font("body"))
        self.view().setFont(theme.font("body"))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of the widest item."""
        font = theme.font("body")
        widest = max((text_width(self.itemText(i), font) for i in range(self.count())), default=0)
        return QSize(widest + theme.px(12 + 8 + 16 + 10), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the text may be shortened."""
        return QSize(min(self.sizeHint().width(), theme.px(110)), theme.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chosen item and the arrow."""
        painter = painter_on(self)
        focused = self.hasFocus()
        draw_box(
            painter,
            QRectF(self.rect()),
            fill=theme.color("surface" if self.isEnabled() else "sunken"),
            edge=theme.color("focus" if focused else "border_strong"),
            width=2 if focused else theme.edge,
            radius=RADIUS_CONTROL,
        )
        inset, arrow = theme.px(12), theme.px(16)
        room = QRect(inset, 0, self.width() - inset - arrow - theme.px(14), self.height())
        painter.setFont(self.font())
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        text = painter.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(mirrored(self, room), leading(self), text)
        x = self.width() - arrow - theme.px(10)
        place = mirrored_f(self, QRectF(x, 0, arrow, self.height()))
        draw_icon(painter, self, place, "chevron-down", "text2", 16)
