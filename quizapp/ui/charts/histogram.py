"""How many scores lie in each tenth, with the line of the pass mark."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from quizapp.application.phrases import plural
from quizapp.ui.charts.base import MINIMUM_POINTS, Chart, ChartTable
from quizapp.ui.components.painting import draw_box, is_mirrored, mirrored_f
from quizapp.ui.theme import theme

_HEAD = 44
_FOOT = 26
_STUB = 2


@dataclass(frozen=True, slots=True)
class ScoreBins:
    """Scores counted in bins of one width, the lowest first.

    Attributes:
        counts: how many scores lie in each bin.
        labels: which scores lie in each bin, in per cent: "70–79".
        pass_mark: the share from 0 to 1 from which scores pass; `None` where there is none.
    """

    counts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    pass_mark: float | None = None


class ScoreHistogram(Chart):
    """A bar a bin with its count over it; those below the pass mark are paler."""

    least = QSize(300, 190)

    def __init__(self) -> None:
        super().__init__()
        self._data = ScoreBins()
        self.refresh()

    def set_data(self, data: ScoreBins) -> None:
        """Show other scores."""
        self._data = data
        self.refresh()

    def sentence(self) -> str:
        """Return the counts in words."""
        total = sum(self._data.counts)
        if not total:
            return f"Scores. {self.notice()}"
        return f"Scores of {plural(total, 'learner')}: {self._told(', ')}{self._line_words('. ')}"

    def table(self) -> ChartTable:
        """Return one row a bin."""
        rows = zip(self._data.labels, map(str, self._data.counts), strict=True)
        return ChartTable(("Score", "Learners"), tuple(rows))

    def notice(self) -> str:
        """Return the scores in words while there are too few for bars."""
        total = sum(self._data.counts)
        if not total:
            return "Scores appear here once results are taken in"
        return self._told("\n") if total < MINIMUM_POINTS else ""

    def _told(self, between: str) -> str:
        pairs = zip(self._data.labels, self._data.counts, strict=True)
        return between.join(f"{label}%: {plural(n, 'learner')}" for label, n in pairs if n)

    def _line_words(self, before: str) -> str:
        mark = self._data.pass_mark
        return "" if mark is None else f"{before}Pass mark {mark:.0%}"

    def draw(self, painter: QPainter) -> None:
        """Draw the bars, then the line over them."""
        cell = self.width() / len(self._data.counts)
        for place, count in enumerate(self._data.counts):
            self._draw_bar(painter, place, count, cell)
        if self._data.pass_mark is not None:
            self._draw_line(painter, self._data.pass_mark)

    def _draw_bar(self, painter: QPainter, place: int, count: int, cell: float) -> None:
        top, bottom = theme.px(_HEAD), self.height() - theme.px(_FOOT)
        high = (bottom - top) * count / max(self._data.counts) if count else theme.px(_STUB)
        mark = self._data.pass_mark
        is_below = mark is not None and (place + 1) / len(self._data.counts) <= mark + 1e-9
        role = "border" if not count else "h2" if is_below else "accent"
        area = mirrored_f(self, QRectF(place * cell, 0, cell, self.height()))
        gap = min(theme.px(3), cell / 8)
        bar = QRectF(area.x() + gap, bottom - high, cell - 2 * gap, high)
        draw_box(painter, bar, fill=theme.color(role), radius=4 if count else 0)
        centre = Qt.AlignmentFlag.AlignCenter
        if count:
            painter.setPen(theme.color("text2"))
            above = QRectF(area.x(), bar.y() - theme.px(20), cell, theme.px(18))
            painter.drawText(above, centre, str(count))
        painter.setPen(theme.color("text3"))
        below = QRectF(area.x(), bottom + theme.px(4), cell, theme.px(20))
        painter.drawText(below, centre, self._data.labels[place])

    def _draw_line(self, painter: QPainter, mark: float) -> None:
        x = self.width() * (1 - mark if is_mirrored(self) else mark)
        pen = QPen(theme.color("warn"), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, theme.px(6)), QPointF(x, self.height() - theme.px(_FOOT)))
        text = self._line_words("").lower()
        wide = painter.fontMetrics().horizontalAdvance(text) + 4
        gap = theme.px(6)
        is_left = x > self.width() / 2
        place = QRectF(x - gap - wide if is_left else x + gap, 0, wide, theme.px(20))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
