"""How well confidence and right answers go together, as a reliability diagram."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from quizapp.ui.charts.base import MINIMUM_ANSWERS, Chart, ChartTable, Plot
from quizapp.ui.theme import theme

_GRID = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """One level of confidence.

    Attributes:
        label: what the learner said, such as "Certain".
        said: the chance of being right that this stands for, 0 to 1.
        right: how many of the answers were right.
        count: how many answers there were.
    """

    label: str
    said: float
    right: int
    count: int

    @property
    def share(self) -> float:
        """The share of right answers, 0 to 1; 0 without answers."""
        return self.right / self.count if self.count else 0.0


class CalibrationChart(Chart):
    """Chance said on one axis, share right on the other; on the line both are the same.

    Above the line one knows more than one says, below it less. The size of a point grows with
    the number of answers.
    """

    least = QSize(260, 230)

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[CalibrationPoint, ...] = ()
        self.refresh()

    def set_data(self, points: tuple[CalibrationPoint, ...]) -> None:
        """Show other levels; those without answers are left out."""
        self._points = tuple(point for point in points if point.count)
        self.refresh()

    def sentence(self) -> str:
        """Return the share right of each level in words."""
        if notice := self.notice():
            return f"Judgement. {notice}"
        parts = (
            f"{p.label.lower()} {p.share:.0%} right of {p.count}, said {p.said:.0%}"
            for p in self._points
        )
        return "Judgement: " + "; ".join(parts)

    def table(self) -> ChartTable:
        """Return one row a level."""
        rows = tuple(
            (p.label, f"{p.said:.0%}", f"{p.share:.0%}", str(p.count)) for p in self._points
        )
        return ChartTable(("You said", "Stands for", "Right", "Answers"), rows)

    def notice(self) -> str:
        """Return what is missing for a picture."""
        if sum(point.count for point in self._points) < MINIMUM_ANSWERS:
            return f"Your picture appears after {MINIMUM_ANSWERS} answers with a confidence"
        return ""

    def _plot(self) -> Plot:
        return Plot(self, (0.0, 1.0), (0.0, 1.0), (44, 14, 26, 44))

    def draw_frame(self, painter: QPainter) -> None:
        """Draw the axes."""
        self._plot().draw_y_lines(painter, _GRID)

    def draw(self, painter: QPainter) -> None:
        """Draw axes, the line of good judgement and the points."""
        plot = self._plot()
        plot.draw_y_lines(painter, _GRID)
        for value in _GRID:
            plot.draw_below(painter, value, f"{value:.0%}")
        painter.setPen(theme.color("text3"))
        low = plot.area.bottom() + theme.px(24)
        place = self.rect()
        place.setTop(round(low))
        painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, "how sure you said you were")
        pen = QPen(theme.color("text3"), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        painter.drawLine(plot.point(0.0, 0.0), plot.point(1.0, 1.0))
        painter.setPen(QPen(theme.color("accent"), 2))
        places = [plot.point(p.said, p.share) for p in self._points]
        painter.drawPolyline(places)
        most = max(point.count for point in self._points)
        for point, where in zip(self._points, places, strict=True):
            radius = theme.px(5 + 4 * (point.count / most) ** 0.5)
            painter.setPen(QPen(theme.color("surface"), 2))
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(where, radius, radius)
            self._draw_label(painter, point, where, radius)

    def _draw_label(
        self, painter: QPainter, point: CalibrationPoint, where: QPointF, radius: float
    ) -> None:
        text = f"{point.label} {point.share:.0%}"
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text)
        x = min(max(0.0, where.x() - wide / 2), self.width() - wide - 1.0)
        above = where.y() - radius - theme.px(6)
        below = where.y() + radius + theme.px(4) + metrics.ascent()
        # Away from the dashed line, and never out of the picture.
        y = above if point.share >= point.said and above > metrics.ascent() else below
        painter.setPen(theme.color("text2"))
        painter.drawText(QPointF(x, y), text)
