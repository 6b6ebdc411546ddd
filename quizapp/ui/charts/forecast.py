"""How much of what is known today will still be known, day by day, if nothing is reviewed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from quizapp.ui.charts.base import MINIMUM_ANSWERS, Chart, ChartTable, Plot
from quizapp.ui.theme import theme

#: The axis begins here, not at nought: it is labelled, and memories rarely fall lower.
_LOWEST = 0.4
_GRID = (0.4, 0.6, 0.8, 1.0)
_STEPS = 4
#: Closer together than this, in pixels, the days between the ends are left out.
_LEAST_STEP = 44
_TABLE_STEP = 5


@dataclass(frozen=True, slots=True)
class ForecastData:
    """What the chart shows.

    Attributes:
        answers: how many answers the curve rests on.
        recall: mean chance of recall, 0 to 1, today and on each day after it.
        target: the recall that reviews aim at, 0 to 1.
    """

    answers: int
    recall: tuple[float, ...]
    target: float = 0.9

    @property
    def falls_on(self) -> int | None:
        """In how many days recall falls below the target, or None if it does not."""
        for day, recall in enumerate(self.recall):
            if recall < self.target:
                return day
        return None


class ForecastChart(Chart):
    """A falling line of recall, and the target that reviews keep it above."""

    def __init__(self) -> None:
        super().__init__()
        self._data = ForecastData(0, ())
        self.refresh()

    def set_data(self, data: ForecastData) -> None:
        """Show other numbers."""
        self._data = data
        self.refresh()

    def sentence(self) -> str:
        """Return recall today and at the end in words."""
        if notice := self.notice():
            return f"Retention. {notice}"
        recall = self._data.recall
        return (
            f"Retention if nothing is reviewed: today {recall[0]:.0%},"
            f" in {len(recall) - 1} days {recall[-1]:.0%}, target {self._data.target:.0%}"
        )

    def table(self) -> ChartTable:
        """Return recall every five days."""
        rows = tuple(
            ("today" if day == 0 else f"in {day} days", f"{recall:.0%}")
            for day, recall in enumerate(self._data.recall)
            if day % _TABLE_STEP == 0
        )
        return ChartTable(("When", "Recall"), rows)

    def notice(self) -> str:
        """Return what is missing for a curve."""
        if self._data.answers < MINIMUM_ANSWERS:
            return f"Your curve appears after {MINIMUM_ANSWERS} answers"
        if not self._data.recall:
            return "Your curve appears after the first right answer"
        return ""

    def _plot(self) -> Plot:
        last = max(1.0, len(self._data.recall) - 1.0)
        return Plot(self, (0.0, last), (_LOWEST, 1.0), (44, 12, 62, 26))

    def draw_frame(self, painter: QPainter) -> None:
        """Draw the axes."""
        self._plot().draw_y_lines(painter, _GRID)

    def draw(self, painter: QPainter) -> None:
        """Draw axes, line and target."""
        plot = self._plot()
        plot.draw_y_lines(painter, _GRID)
        last = len(self._data.recall) - 1
        has_room = plot.area.width() / _STEPS >= theme.px(_LEAST_STEP)
        for step in range(_STEPS + 1) if has_room else (0, _STEPS):
            day = last * step / _STEPS
            text = "today" if step == 0 else f"{day:.0f} days" if step == _STEPS else f"{day:.0f}"
            plot.draw_below(painter, day, text)
        line = self._line(plot)
        self._draw_fill(painter, plot, line)
        y = plot.y(self._clipped(self._data.target))
        painter.setPen(QPen(theme.color("warn"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.x(0), y), QPointF(plot.x(last), y))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPath(line)
        self._draw_ends(painter, plot)

    @staticmethod
    def _clipped(recall: float) -> float:
        return min(1.0, max(_LOWEST, recall))

    def _line(self, plot: Plot) -> QPainterPath:
        path = QPainterPath(plot.point(0, self._clipped(self._data.recall[0])))
        for day, recall in enumerate(self._data.recall):
            path.lineTo(plot.point(day, self._clipped(recall)))
        return path

    def _draw_fill(self, painter: QPainter, plot: Plot, line: QPainterPath) -> None:
        area = QPainterPath(line)
        area.lineTo(plot.point(len(self._data.recall) - 1, _LOWEST))
        area.lineTo(plot.point(0, _LOWEST))
        area.closeSubpath()
        fade = QLinearGradient(QPointF(0, plot.area.top()), QPointF(0, plot.area.bottom()))
        for position, alpha in ((0.0, 0.20), (1.0, 0.0)):
            color = theme.color("accent")
            color.setAlphaF(alpha)
            fade.setColorAt(position, color)
        painter.fillPath(area, fade)

    def _draw_ends(self, painter: QPainter, plot: Plot) -> None:
        """Write the last value and the word "target", one clear of the other."""
        target = plot.y(self._clipped(self._data.target))
        end = plot.y(self._clipped(self._data.recall[-1]))
        apart = theme.px(17)
        if abs(end - target) < apart:
            end = target - apart if end <= target else target + apart
        painter.setPen(theme.color("warn"))
        plot.draw_after(painter, target, "target")
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("label", 700))
        plot.draw_after(painter, end, f"{self._data.recall[-1]:.0%}")
