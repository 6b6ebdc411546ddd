"""Reviews per day over half a year, as a calendar of coloured squares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip

from quizapp.application.phrases import MONTHS
from quizapp.ui.charts.base import MINIMUM_POINTS, Chart, ChartTable
from quizapp.ui.components.painting import draw_box, is_mirrored, mirrored_f, painter_on
from quizapp.ui.components.text_block import text_width
from quizapp.ui.theme import theme

_WEEK = 7
_ROW = 20
_SQUARE = 16
_HEAD = 20
#: The most reviews of a day that still have the first, second and third of the four colours.
_STEPS = (5, 11, 17)


@dataclass(frozen=True, slots=True)
class HeatMapData:
    """Reviews of each day, oldest first; the last number is that of `last_day`."""

    last_day: date
    counts: tuple[int, ...]

    def day(self, index: int) -> date:
        """Return the day of a count."""
        return self.last_day - timedelta(days=len(self.counts) - 1 - index)


def step_for(count: int) -> int:
    """Return the colour step of a day, 0 for none to 4 for most."""
    if count == 0:
        return 0
    return 1 + sum(count > most for most in _STEPS)


def short_date(day: date) -> str:
    """Return a day as "3 Nov"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


class ReviewHeatMap(Chart):
    """A column a week, Monday at the top; the darker a square, the more reviews that day."""

    least = QSize(240, _HEAD + _WEEK * _ROW)

    def __init__(self) -> None:
        super().__init__()
        self._data = HeatMapData(date.min, ())
        self.refresh()

    def set_data(self, data: HeatMapData) -> None:
        """Show other days."""
        self._data = data
        self.refresh()

    def sentence(self) -> str:
        """Return the total and the days in words."""
        total = sum(self._data.counts)
        days = sum(1 for count in self._data.counts if count)
        weeks = round(len(self._data.counts) / _WEEK)
        return f"Reviews per day, last {weeks} weeks: {total} in total, on {days} days"

    def table(self) -> ChartTable:
        """Return the days that had reviews, the latest first."""
        rows = tuple(
            (short_date(self._data.day(index)), str(count))
            for index, count in reversed(list(enumerate(self._data.counts)))
            if count
        )
        return ChartTable(("Day", "Reviews"), rows)

    def notice(self) -> str:
        """Return nothing once there are a few days to show: empty squares say enough."""
        if len(self._data.counts) < MINIMUM_POINTS:
            return "Your days appear here with the first answer"
        return ""

    def sizeHint(self) -> QSize:
        """Return the size at which squares are square."""
        weeks = max(1, len(self._data.counts) // _WEEK + 1)
        return QSize(self._side() + weeks * theme.px(_ROW), theme.px(self.least.height()))

    @staticmethod
    def _side() -> int:
        return text_width("Wed", theme.font("caption")) + theme.px(8)

    def _weeks(self) -> int:
        """Return how many whole columns fit: where room is short the oldest weeks are left out."""
        there = (len(self._data.counts) + self._first_row() + _WEEK - 1) // _WEEK
        fit = int((self.width() - self._side()) // theme.px(11))
        return max(1, min(there, fit))

    def _first_row(self) -> int:
        return self._data.day(0).weekday()

    def _square(self, week: int, weekday: int, weeks: int) -> QRectF:
        wide = min((self.width() - self._side()) / weeks, theme.px(_ROW) * 1.4)
        high = theme.px(_ROW)
        gap = min(theme.px(_ROW - _SQUARE), wide / 4)
        x = self._side() + week * wide
        y = theme.px(_HEAD) + weekday * high
        return mirrored_f(self, QRectF(x, y, wide - gap, high - theme.px(_ROW - _SQUARE)))

    def _squares(self) -> list[tuple[int, QRectF]]:
        """Return the index of each day that is shown, and its square."""
        weeks = self._weeks()
        first = self._first_row()
        all_weeks = (len(self._data.counts) + first + _WEEK - 1) // _WEEK
        found = []
        for index in range(len(self._data.counts)):
            week, weekday = divmod(index + first, _WEEK)
            week -= all_weeks - weeks
            if week >= 0:
                found.append((index, self._square(week, weekday, weeks)))
        return found

    def draw(self, painter: QPainter) -> None:
        """Draw weekdays, months and squares."""
        painter.setPen(theme.color("text3"))
        high, head = theme.px(_ROW), theme.px(_HEAD)
        for row, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
            place = QRectF(0, head + row * high, self._side(), theme.px(_SQUARE))
            side = Qt.AlignmentFlag.AlignRight if is_mirrored(self) else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(mirrored_f(self, place), flags, name)
        squares = self._squares()
        self._draw_months(painter, squares)
        for index, place in squares:
            fill = theme.color(f"h{step_for(self._data.counts[index])}")
            draw_box(painter, place, fill=fill, radius=3.5)

    def _draw_months(self, painter: QPainter, squares: list[tuple[int, QRectF]]) -> None:
        painter.setPen(theme.color("text3"))
        free_from = -1.0
        for index, place in squares:
            day = self._data.day(index)
            # A month is named over the first week that begins in it.
            if day.weekday() != 0 or day.day > _WEEK:
                continue
            name = MONTHS[day.month - 1][:3]
            wide = painter.fontMetrics().horizontalAdvance(name)
            left = place.right() - wide if is_mirrored(self) else place.left()
            distance = self.width() - left - wide if is_mirrored(self) else left
            if distance < free_from or distance + wide > self.width():
                continue
            painter.drawText(QPointF(left, theme.px(_HEAD) - theme.px(7)), name)
            free_from = distance + wide + theme.px(6)

    def tip_at(self, x: float, y: float) -> str:
        """Return what to say about the square at a pixel, empty between squares."""
        for index, place in self._squares():
            if place.contains(x, y):
                count = self._data.counts[index]
                word = "review" if count == 1 else "reviews"
                return f"{short_date(self._data.day(index))}: {count} {word}"
        return ""

    def event(self, event: QEvent) -> bool:
        """Show day and number under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(event.x(), event.y()), self)
            return True
        return super().event(event)


class HeatLegend(QLabel):
    """The five colours of the heat map, from less to more."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Colours from less to more")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    @staticmethod
    def _widths() -> tuple[int, int]:
        font = theme.font("caption")
        return text_width("less", font), text_width("more", font)

    def sizeHint(self) -> QSize:
        """Return the size of words and colours."""
        less, more = self._widths()
        return QSize(less + more + theme.px(8 + 5 * 18 + 4), theme.px(18))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and colours."""
        painter = painter_on(self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        less, more = self._widths()
        high = self.height()
        for x, wide, word in ((0, less, "less"), (self.width() - more, more, "more")):
            place = mirrored_f(self, QRectF(x, 0, wide, high))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, word)
        edge = theme.px(14)
        for step in range(5):
            x = less + theme.px(8 + step * 18)
            place = mirrored_f(self, QRectF(x, (high - edge) / 2, edge, edge))
            draw_box(painter, place, fill=theme.color(f"h{step}"), radius=3.5)
