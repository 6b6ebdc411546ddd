"""The simulated clock: actions alone move it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy

from quizapp.application.scenario_words import clock_words
from quizapp.ui.components.motion import Transition
from quizapp.ui.components.painting import draw_icon, leading, mirrored, painter_on
from quizapp.ui.components.text_block import text_width
from quizapp.ui.scenario.words import TAKE_YOUR_TIME
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_MOVE_MS: Final = 900
_ICON: Final = 18
_GAP: Final = 8


class SimulatedClock(QLabel):
    """Minutes and seconds since the scenario began; they run on quickly to the time after it."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = Transition(self, _MOVE_MS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(TAKE_YOUR_TIME)
        self.set_time(0)
        theme.changed.connect(self._restyle)

    @property
    def shown(self) -> str:
        """What the clock shows."""
        return clock_words(round(self._seconds.value))

    def set_time(self, seconds: int) -> None:
        """Show a time at once, in simulated seconds."""
        self._seconds.value = float(seconds)
        self._say(seconds)

    def run_to(self, seconds: int) -> None:
        """Run on to a time, where motion is wanted."""
        self._seconds.go_to(float(seconds))
        self._say(seconds)

    def _say(self, seconds: int) -> None:
        self.setAccessibleName(f"Clock of the scenario: {clock_words(seconds)}")
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the icon and the widest time in use."""
        widest = text_width(
            "0" * max(len(self.shown), len("00:00")), theme.font("heading", tabular=True)
        )
        return QSize(widest + theme.px(_ICON + _GAP), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a clock is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the clock."""
        painter = painter_on(self)
        icon = mirrored(self, QRect(0, 0, theme.px(_ICON), self.height()))
        draw_icon(painter, self, QRectF(icon), "clock", "text2", _ICON)
        start = theme.px(_ICON + _GAP)
        painter.setFont(theme.font("heading", tabular=True))
        painter.setPen(theme.color("text"))
        place = mirrored(self, QRect(start, 0, self.width() - start, self.height()))
        painter.drawText(place, leading(self), self.shown)
