"""The share of right answers at each level of confidence, as bars: the short form of a run."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.base import MINIMUM_POINTS, Chart, ChartTable
from quizapp.ui.components.painting import draw_box, mirrored_f
from quizapp.ui.theme import theme


@dataclass(frozen=True, slots=True)
class JudgementLevel:
    """One level of confidence: what was said, how many were right and how many there were."""

    label: str
    right: int
    count: int

    @property
    def share(self) -> float:
        """The share of right answers, 0 to 1; 0 without answers."""
        return self.right / self.count if self.count else 0.0


class JudgementBars(Chart):
    """A bar for each level, filled to the share that was right, with the number over it."""

    least = QSize(220, 130)

    def __init__(self) -> None:
        super().__init__()
        self._levels: tuple[JudgementLevel, ...] = ()
        self.refresh()

    def set_data(self, levels: tuple[JudgementLevel, ...]) -> None:
        """Show other levels."""
        self._levels = levels
        self.refresh()

    def sentence(self) -> str:
        """Return the numbers of each level in words."""
        if not self._answered():
            return f"Judgement. {self.notice()}"
        return "Judgement: " + ", ".join(
            f"{level.label.lower()} {level.right} of {level.count} right"
            for level in self._answered()
        )

    def table(self) -> ChartTable:
        """Return one row a level."""
        rows = tuple(
            (
                level.label,
                f"{level.share:.0%}" if level.count else "–",
                f"{level.right} of {level.count}",
            )
            for level in self._levels
        )
        return ChartTable(("You said", "Right", "Answers"), rows)

    def notice(self) -> str:
        """Return the numbers in lines while there are too few for bars."""
        answered = self._answered()
        if not answered:
            return "Say how sure you are, and this shows how well you judge yourself"
        if sum(level.count for level in answered) < MINIMUM_POINTS:
            return "\n".join(
                f"{level.label}: {level.right} of {level.count} right" for level in answered
            )
        return ""

    def _answered(self) -> list[JudgementLevel]:
        return [level for level in self._levels if level.count]

    def draw(self, painter: QPainter) -> None:
        """Draw the bars."""
        cell = self.width() / len(self._levels)
        wide = min(theme.px(40), cell * 0.6)
        top, bottom = theme.px(20), theme.px(24)
        high = self.height() - top - bottom
        for index, level in enumerate(self._levels):
            column = mirrored_f(self, QRectF(index * cell, 0, cell, self.height()))
            track = QRectF(column.center().x() - wide / 2, top, wide, high)
            draw_box(painter, track, fill=theme.color("h0"), radius=6)
            if level.right:
                filled = QRectF(track)
                filled.setTop(track.bottom() - max(12.0, high * level.share))
                draw_box(painter, filled, fill=theme.color("accent"), radius=6)
            said = f"{level.share:.0%}" if level.count else "–"
            above = QRectF(column.x(), 0, cell, theme.px(18))
            painter.setPen(theme.color("text2"))
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, said)
            below = QRectF(column.x(), self.height() - theme.px(20), cell, theme.px(20))
            painter.setPen(theme.color("text3"))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, level.label)
