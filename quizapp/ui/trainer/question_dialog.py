"""One question of a report: who chose which answer, and how marks rise with the total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPen

from quizapp.application.phrases import plural
from quizapp.application.reports.grids import shortened
from quizapp.application.reports.wording import figure_words, percent, share_words
from quizapp.ui.charts.base import Chart, ChartCard, ChartTable, Plot
from quizapp.ui.components.labels import Label
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.application.reports.values import ItemRow
    from quizapp.domain.statistics.items import CurvePoint

_FIFTHS = ("lowest fifth", "2nd", "3rd", "4th", "highest fifth")
_WIDTH = 840
_FEW = 10


class FifthsChart(Chart):
    """The share of marks in each fifth of the attempts by total, from the lowest."""

    least = QSize(280, 150)

    def __init__(self, curve: tuple[CurvePoint, ...]) -> None:
        super().__init__()
        self._curve = curve
        self.refresh()

    def sentence(self) -> str:
        """Return the shares in words."""
        pairs = zip(_FIFTHS, self._curve, strict=True)
        return "Share of marks: " + ", ".join(
            f"{name} {percent(point.facility)}" for name, point in pairs
        )

    def table(self) -> ChartTable:
        """Return one row a fifth."""
        rows = tuple(
            (name, percent(point.facility), str(point.n))
            for name, point in zip(_FIFTHS, self._curve, strict=True)
        )
        return ChartTable(("By total", "Marks", "Answers"), rows)

    def notice(self) -> str:
        """Return why there is no picture of few answers."""
        n = sum(point.n for point in self._curve)
        return "" if n >= _FEW else f"Too few for a curve: {plural(n, 'answer')}"

    def draw(self, painter: QPainter) -> None:
        """Draw the axis, then a dot a fifth, joined."""
        plot = Plot(self, (-0.3, 4.3), (0.0, 1.0), (44, 10, 16, 26))
        plot.draw_y_lines(painter, (0.0, 0.5, 1.0))
        known = [
            plot.point(place, max(0.0, point.facility))
            for place, point in enumerate(self._curve)
            if point.facility is not None
        ]
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPolyline(known)
        painter.setBrush(theme.color("accent"))
        for point in known:
            painter.drawEllipse(QPointF(point), 4, 4)
        painter.setPen(theme.color("text3"))
        plot.draw_x_labels(painter, list(enumerate(_FIFTHS)))


def show_question(parent: QWidget, row: ItemRow) -> None:
    """Show what is known of a question."""
    question_dialog(parent, row).ask()


def question_dialog(parent: QWidget, row: ItemRow) -> Dialog:
    """Return the window about a question."""
    dialog = Dialog(parent, f"Question {row.number}", width=_WIDTH)
    figures = row.figures
    dialog.body.addWidget(Label(shortened(row.item.stem, 400), "body", wrap=True))
    told = (
        f"Right {share_words(row.right)}, discrimination"
        f" {figure_words(figures.discrimination_index)}, efficiency"
        f" {figure_words(figures.discriminative_efficiency)}; {plural(figures.n, 'answer')},"
        f" {row.blanks} of them blank. {row.verdict.value.capitalize()}."
    )
    dialog.add_text(told)
    dialog.body.addWidget(ChartCard("Marks by fifths of the total", FifthsChart(figures.curve)))
    dialog.body.addWidget(_answers(row))
    close = dialog.add_action("Close", "primary", accept=True)
    close.setDefault(True)
    close.setFocus()
    return dialog


def _answers(row: ItemRow) -> Table:
    model = RowModel(
        ("Answer", "Key", "Chosen", "Point-biserial", "Top / middle / bottom"),
        [
            (
                shortened(one.text, 200),
                "right" if one.is_right else "harmful" if one.is_harmful else "",
                str(one.count),
                figure_words(one.point_biserial, 2),
                "–" if one.figures is None else " / ".join(map(str, one.figures.groups)),
            )
            for one in row.options
        ],
        numbers=(2, 3, 4),
    )
    widths = {1: 72, 2: 68, 3: 178, 4: 150}
    table = Table(model, widths=widths, row_height=32, name=f"Answers to question {row.number}")
    table.setFixedHeight(theme.px(min(8, len(row.options)) * 32 + 36))
    return table
