"""Shares of a whole: rings, bars, segments and the days of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy

from quizapp.application.phrases import whole_percent
from quizapp.ui.components.motion import Transition
from quizapp.ui.components.painting import (
    draw_box,
    draw_icon,
    is_mirrored,
    mirrored,
    mirrored_f,
    painter_on,
)
from quizapp.ui.components.text_block import text_width
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QShowEvent

_SEGMENTS: Final = {
    "right": "ok",
    "wrong": "bad",
    "now": "accent",
    "done": "text2",
    "open": "h0",
}
_SEGMENT_WORDS: Final = {"right": "right", "wrong": "wrong", "done": "answered", "open": "open"}


class _Meter(QProgressBar):
    """A share between 0 and 1 that fills up when it is first seen."""

    def __init__(self, value: float, color: str) -> None:
        super().__init__()
        self._share, self._color = 0.0, color
        self._drawn = Transition(self, 400)
        self._was_shown = False
        self.setRange(0, 100)
        self.setTextVisible(False)
        self._take(value)

    @property
    def share(self) -> float:
        """The share shown, 0 to 1."""
        return self._share

    def _take(self, value: float) -> None:
        self._share = min(1.0, max(0.0, value))
        self.setValue(whole_percent(self._share))
        self._drawn.go_to(self._share)

    def set_color(self, role: str) -> None:
        """Draw the share in the colour of another role."""
        self._color = role
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill up, the first time."""
        super().showEvent(event)
        if not self._was_shown and theme.duration(400):
            self._drawn.value = 0.0
            self._drawn.go_to(self._share)
        self._was_shown = True


class Ring(_Meter):
    """A share as a ring, with the number in the middle."""

    def __init__(
        self,
        value: float = 0.0,
        size: int = 68,
        color: str = "accent",
        *,
        text: str | None = None,
        thickness: float = 6,
        name: str = "Mastery",
    ) -> None:
        """Make a ring.

        Args:
            value: the share, 0 to 1.
            size: diameter in pixels at 100 %.
            color: colour role of the filled part.
            text: what stands in the middle; the percentage when left out.
            thickness: of the ring, in pixels at 100 %.
            name: what the share is of, for assistive technology.
        """
        self._size, self._thickness, self._name = size, thickness, name
        self._text = text
        super().__init__(value, color)
        self._say()
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_value(self, value: float, text: str | None = None) -> None:
        """Show another share, and another text if one is given."""
        self._text = text
        self._take(value)
        self._say()

    def set_name(self, name: str) -> None:
        """Say what the share is of, for assistive technology."""
        self._name = name
        self._say()

    def _say(self) -> None:
        said = self._text.replace("/", " of ") if self._text else f"{self.value()} percent"
        self.setAccessibleName(f"{self._name} {said}".strip())

    @Slot()
    def _restyle(self) -> None:
        edge = theme.px(self._size)
        self.setFixedSize(edge, edge)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring and its number."""
        painter = painter_on(self)
        wide = self._thickness * theme.scale
        area = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.setPen(QPen(theme.color("h0"), wide))
        painter.drawEllipse(area)
        if self._drawn.value > 0:
            pen = QPen(theme.color(self._color), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            turn = 1 if is_mirrored(self) else -1
            painter.drawArc(area, 90 * 16, turn * round(360 * 16 * self._drawn.value))
        painter.setPen(theme.color("text"))
        text = self._text if self._text is not None else f"{self.value()}%"
        inner = theme.px(self._size) - 2 * wide - theme.px(4)
        for role in ("title", "heading", "label", "caption"):
            font = theme.font(role, 700 if role == "title" else 600)
            roomy = role != "title" or self._size >= 110
            if roomy and text_width(text, font) <= inner:
                break
        painter.setFont(font)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class Bar(_Meter):
    """A share as a bar."""

    def __init__(
        self, value: float = 0.0, color: str = "accent", *, height: int = 8, name: str = ""
    ) -> None:
        super().__init__(value, color)
        self._high = height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_value(self, value: float) -> None:
        """Show another share."""
        self._take(value)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(self._high))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a modest width."""
        return QSize(theme.px(120), theme.px(self._high))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(40), theme.px(self._high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track and what is filled of it."""
        painter = painter_on(self)
        area = QRectF(self.rect())
        radius = area.height() / 2
        draw_box(painter, area, fill=theme.color("h0"), radius=radius)
        if self._drawn.value > 0:
            filled = QRectF(area)
            filled.setWidth(max(area.height(), area.width() * self._drawn.value))
            draw_box(
                painter, mirrored_f(self, filled), fill=theme.color(self._color), radius=radius
            )


class SegmentBar(QLabel):
    """One segment for each question of a run: right, wrong, now, done or open.

    One that is wrong is half as high as the others: red alone does not tell everybody.
    """

    def __init__(self, states: Sequence[str] = (), *, height: int = 6) -> None:
        super().__init__()
        self._high = height
        self._states: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        self.set_states(states)
        theme.changed.connect(self._restyle)

    def set_states(self, states: Sequence[str]) -> None:
        """Show another run; "done" is for runs that tell right from wrong at their end only."""
        before, self._states = self._states, tuple(states)
        parts = []
        if "now" in self._states:
            parts.append(f"Question {self._states.index('now') + 1} of {len(self._states)}")
        for state, word in _SEGMENT_WORDS.items():
            if count := self._states.count(state):
                parts.append(f"{count} {word}")
        self.setAccessibleName(", ".join(parts))
        if len(before) != len(self._states):
            self.update()
            return
        # From one question to the next two of what may be hundreds of segments change.
        wide, gap = self._segment()
        for index, (old, new) in enumerate(zip(before, self._states, strict=True)):
            if old != new:
                self.update(self._place(index, wide, gap).toAlignedRect())

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(self._high))
        self.update()

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(80), theme.px(self._high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments of which something has to be drawn anew."""
        if not self._states:
            return
        painter = painter_on(self)
        wide, gap = self._segment()
        wanted = mirrored(self, event.rect())
        first = max(0, int(wanted.left() / (wide + gap)))
        last = int((wanted.right() + 1) / (wide + gap)) + 1
        radius = min(wide, self.height()) / 2
        for index, state in enumerate(self._states[first:last], first):
            place = self._place(index, wide, gap)
            if state == "wrong":
                place.setTop(place.center().y())
            draw_box(painter, place, fill=theme.color(_SEGMENTS[state]), radius=radius)

    def _segment(self) -> tuple[float, float]:
        """Return the width of a segment and of the gap after it, in pixels."""
        count = max(1, len(self._states))
        # Long runs get narrower gaps, then none, so that every question keeps a visible segment.
        gap = min(4.0, self.width() / count / 4)
        return (self.width() - gap * (count - 1)) / count, gap

    def _place(self, index: int, wide: float, gap: float) -> QRectF:
        return mirrored_f(self, QRectF(index * (wide + gap), 0, wide, self.height()))


class WeekDots(QLabel):
    """The last seven days: a disc with a check for a day with reviews, else an empty ring."""

    def __init__(self, days: Sequence[tuple[str, bool]] = ()) -> None:
        super().__init__()
        self._days: tuple[tuple[str, bool], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()
        self.set_days(days)
        theme.changed.connect(self._restyle)

    def set_days(self, days: Sequence[tuple[str, bool]]) -> None:
        """Show other days: letter and whether there were reviews; the last is today."""
        self._days = tuple(days)
        done = sum(1 for _letter, was_done in self._days if was_done)
        self.setAccessibleName(f"Reviewed on {done} of the last {len(self._days)} days")
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.px(46))
        self.setMinimumWidth(theme.px(7 * 20))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the days."""
        if not self._days:
            return
        painter = painter_on(self)
        wide = self.width() / len(self._days)
        disc = min(theme.px(22), int(wide) - 3)
        for index, (letter, done) in enumerate(self._days):
            cell = mirrored_f(self, QRectF(index * wide, 0, wide, self.height()))
            place = QRectF(cell.center().x() - disc / 2, 1, disc, disc)
            if done:
                draw_box(painter, place, fill=theme.color("accent"), radius=disc / 2)
                draw_icon(painter, self, place, "check", "on_accent", 14)
            else:
                edge = theme.color("border_strong")
                draw_box(painter, place, fill=None, edge=edge, width=1.5, radius=disc / 2)
            today = index == len(self._days) - 1
            painter.setFont(theme.font("caption", 700 if today else 400))
            painter.setPen(theme.color("text" if today else "text3"))
            below = QRectF(cell.x(), theme.px(27), wide, theme.px(18))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, letter)
