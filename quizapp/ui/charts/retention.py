"""How much is remembered over time, and what it would be without reviews."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen

from quizapp.ui.charts.base import MINIMUM_ANSWERS, MINIMUM_POINTS, Chart, ChartTable, Plot
from quizapp.ui.theme import theme

#: The axis begins here, not at nought: it is labelled, and memories rarely fall lower.
_LOWEST = 0.4
_GRID = (0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The chance of recall, 0 to 1, some days ago; 0 days ago is today."""

    days_ago: float
    recall: float


@dataclass(frozen=True, slots=True)
class RetentionData:
    """What the chart shows.

    Attributes:
        answers: how many answers the curve rests on.
        curve: the chance of recall over time, in any order.
        without_review: the same if nothing had been reviewed since the first day.
        reviews: days ago of the reviews to mark.
        target: the recall that reviews aim at, 0 to 1.
    """

    answers: int
    curve: tuple[CurvePoint, ...]
    without_review: tuple[CurvePoint, ...] = ()
    reviews: tuple[float, ...] = ()
    target: float = 0.9


class RetentionChart(Chart):
    """A line of recall with its reviews, the target and the line without reviews."""

    def __init__(self) -> None:
        super().__init__()
        self._data = RetentionData(0, ())
        self._curve: list[CurvePoint] = []
        self.refresh()

    def set_data(self, data: RetentionData) -> None:
        """Show other numbers."""
        self._data = data
        self._curve = sorted(data.curve, key=lambda point: -point.days_ago)
        self.refresh()

    def sentence(self) -> str:
        """Return recall now and the target in words."""
        if notice := self.notice():
            return f"Retention. {notice}"
        span = round(self._curve[0].days_ago)
        now = f"{self._curve[-1].recall:.0%}"
        return f"Retention over {span} days: now {now}, target {self._data.target:.0%}"

    def table(self) -> ChartTable:
        """Return recall and recall without reviews, one row a point."""
        bare = {round(point.days_ago, 2): point.recall for point in self._data.without_review}
        rows = []
        for point in self._curve:
            other = bare.get(round(point.days_ago, 2))
            rows.append(
                (
                    _days_ago(point.days_ago),
                    f"{point.recall:.0%}",
                    "" if other is None else f"{other:.0%}",
                )
            )
        return ChartTable(("When", "Recall", "Without review"), tuple(rows))

    def notice(self) -> str:
        """Return what is missing for a curve, or the few numbers there are."""
        if self._data.answers < MINIMUM_ANSWERS or not self._curve:
            return f"Your curve appears after {MINIMUM_ANSWERS} answers"
        if len(self._curve) < MINIMUM_POINTS:
            return "\n".join(f"{_days_ago(p.days_ago)}: {p.recall:.0%}" for p in self._curve)
        return ""

    def _plot(self) -> Plot:
        span = max(1.0, self._curve[0].days_ago) if self._curve else 30.0
        return Plot(self, (span, 0.0), (_LOWEST, 1.0), (44, 12, 62, 26))

    def draw_frame(self, painter: QPainter) -> None:
        """Draw the axes."""
        self._plot().draw_y_lines(painter, _GRID)

    def draw(self, painter: QPainter) -> None:
        """Draw axes, target and lines."""
        plot = self._plot()
        plot.draw_y_lines(painter, _GRID)
        span = self._curve[0].days_ago
        between = [(span * share, f"{span * share:.0f}") for share in (0.75, 0.5, 0.25)]
        labels = [(span, f"{span:.0f} days ago"), *between, (0.0, "today")]
        plot.draw_x_labels(painter, labels)
        self._draw_fill(painter, plot)
        self._draw_bare_line(painter, plot)
        self._draw_target(painter, plot)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPath(self._line(plot, self._curve))
        self._draw_reviews(painter, plot)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("label", 700))
        y = plot.y(self._clipped(self._curve[-1].recall))
        plot.draw_after(painter, self._clear_of_target(plot, y), f"{self._curve[-1].recall:.0%}")

    @staticmethod
    def _clipped(recall: float) -> float:
        return min(1.0, max(_LOWEST, recall))

    def _clear_of_target(self, plot: Plot, y: float) -> float:
        """Return where to write the last value so that it does not cover the word "target"."""
        target = plot.y(self._clipped(self._data.target))
        apart = theme.px(17)
        if abs(y - target) >= apart:
            return y
        return target - apart if y <= target else target + apart

    def _line(self, plot: Plot, points: list[CurvePoint]) -> QPainterPath:
        path = QPainterPath()
        for index, point in enumerate(points):
            place = plot.point(point.days_ago, self._clipped(point.recall))
            if index:
                path.lineTo(place)
            else:
                path.moveTo(place)
        return path

    def _draw_fill(self, painter: QPainter, plot: Plot) -> None:
        path = self._line(plot, self._curve)
        path.lineTo(plot.point(self._curve[-1].days_ago, _LOWEST))
        path.lineTo(plot.point(self._curve[0].days_ago, _LOWEST))
        path.closeSubpath()
        fade = QLinearGradient(QPointF(0, plot.area.top()), QPointF(0, plot.area.bottom()))
        for position, alpha in ((0.0, 0.20), (1.0, 0.0)):
            color = theme.color("accent")
            color.setAlphaF(alpha)
            fade.setColorAt(position, color)
        painter.fillPath(path, fade)

    def _draw_bare_line(self, painter: QPainter, plot: Plot) -> None:
        points = sorted(self._data.without_review, key=lambda point: -point.days_ago)
        if len(points) < MINIMUM_POINTS:
            return
        pen = QPen(theme.color("text3"), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._line(plot, points))
        middle = points[len(points) * 3 // 5]
        place = plot.point(middle.days_ago, self._clipped(middle.recall))
        text = "without review"
        wide = painter.fontMetrics().horizontalAdvance(text)
        x = place.x() - wide - theme.px(4) if plot.turned else place.x() + theme.px(4)
        painter.setPen(theme.color("text3"))
        painter.drawText(QPointF(x, place.y() - theme.px(8)), text)

    def _draw_target(self, painter: QPainter, plot: Plot) -> None:
        y = plot.y(self._clipped(self._data.target))
        painter.setPen(QPen(theme.color("warn"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(plot.x(self._curve[0].days_ago), y), QPointF(plot.x(0.0), y))
        painter.setPen(theme.color("warn"))
        plot.draw_after(painter, y, "target")

    def _draw_reviews(self, painter: QPainter, plot: Plot) -> None:
        for days_ago in self._data.reviews:
            after = [p for p in self._curve if p.days_ago <= days_ago]
            if not after or days_ago > self._curve[0].days_ago:
                continue
            near = [p.recall for p in self._curve if abs(p.days_ago - after[0].days_ago) < 1e-6]
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.setBrush(theme.color("accent"))
            place = plot.point(after[0].days_ago, self._clipped(max(near)))
            radius = theme.px(4.5)
            painter.drawEllipse(place, radius, radius)


def _days_ago(days: float) -> str:
    whole = round(days)
    if whole == 0:
        return "today"
    return "1 day ago" if whole == 1 else f"{whole} days ago"
