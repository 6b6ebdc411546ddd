"""What all charts have in common: a frame to draw in, words for it, and the numbers as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.painting import is_mirrored, painter_on
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter, QPaintEvent

#: With fewer points than this the numbers are printed instead of a picture.
MINIMUM_POINTS: Final = 5
#: Answers that a curve needs before it says anything.
MINIMUM_ANSWERS: Final = 10

_UPRIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart: heads of the columns, and rows of words."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(QLabel):
    """A picture of some numbers.

    Assistive technology hears `sentence`, and `table` has every number. Where there are too few
    of them `notice` says so and stands in the place of the picture.
    """

    #: Least size of the picture in pixels at 100 %.
    least = QSize(240, 190)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)

    def sentence(self) -> str:
        """Return the main numbers in a sentence."""
        raise NotImplementedError  # each chart says its own; Qt's classes cannot be abstract

    def table(self) -> ChartTable:
        """Return all numbers."""
        raise NotImplementedError  # each chart says its own; Qt's classes cannot be abstract

    def notice(self) -> str:
        """Return what stands in the place of the picture, empty when it can be drawn."""
        raise NotImplementedError  # each chart says its own; Qt's classes cannot be abstract

    def draw(self, painter: QPainter) -> None:
        """Draw the picture."""
        raise NotImplementedError  # each chart says its own; Qt's classes cannot be abstract

    def draw_frame(self, painter: QPainter) -> None:
        """Draw what is there before there are numbers, such as the axes; nothing by default."""

    def refresh(self) -> None:
        """Say and draw the present numbers."""
        self.setAccessibleName(self.sentence())
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(theme.px(self.least.width() + 120), theme.px(self.least.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(theme.px(self.least.width()), theme.px(self.least.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, or say why there is none."""
        painter = painter_on(self)
        painter.setFont(theme.font("caption"))
        notice = self.notice()
        if notice:
            self.draw_frame(painter)
            self._draw_notice(painter, notice)
        else:
            self.draw(painter)

    def _draw_notice(self, painter: QPainter, notice: str) -> None:
        block = TextBlock(notice, theme.font("body"), theme.line_height("body"))
        margin = theme.px(24)
        block.lay_out(self.width() - 2 * margin)
        painter.setPen(theme.color("text2"))
        y = max(0.0, (self.height() - block.height) / 2)
        block.draw(painter, margin, y, Qt.AlignmentFlag.AlignHCenter)


class Plot:
    """The area of a chart within its axes: turns numbers into pixels, mirrored where needed."""

    def __init__(
        self,
        chart: Chart,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        margins: tuple[int, int, int, int],
    ) -> None:
        """Place the area.

        Args:
            chart: the chart to draw in.
            x_range: the numbers at the start and the end of the x axis.
            y_range: the numbers at the bottom and the top of the y axis.
            margins: room before, above, after and below the area, in pixels at 100 %.
        """
        before, top, after, bottom = (theme.px(margin) for margin in margins)
        width = chart.width() - before - after
        self.area = QRectF(before, top, width, chart.height() - top - bottom)
        self._chart = chart
        self._x_range, self._y_range = x_range, y_range
        self.turned = is_mirrored(chart)

    def x(self, value: float) -> float:
        """Return the pixel of a number on the x axis."""
        first, last = self._x_range
        x = self.area.x() + self.area.width() * (value - first) / (last - first)
        return self._chart.width() - x if self.turned else x

    def y(self, value: float) -> float:
        """Return the pixel of a number on the y axis."""
        low, high = self._y_range
        return self.area.bottom() - self.area.height() * (value - low) / (high - low)

    def point(self, x: float, y: float) -> QPointF:
        """Return the pixel of two numbers."""
        return QPointF(self.x(x), self.y(y))

    def draw_y_lines(self, painter: QPainter, values: tuple[float, ...]) -> None:
        """Draw a line across at each share, with its percentage where the axis begins."""
        left = min(self.x(self._x_range[0]), self.x(self._x_range[1]))
        right = left + self.area.width()
        gap = theme.px(8)
        for value in values:
            y = round(self.y(value)) + 0.5
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QPointF(left, y), QPointF(right, y))
            painter.setPen(theme.color("text3"))
            wide = self.area.x() - gap
            place = QRectF(right + gap if self.turned else 0, y - 10, wide, 20)
            side = Qt.AlignmentFlag.AlignLeft if self.turned else Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | _UPRIGHT, f"{value:.0%}")

    def draw_below(self, painter: QPainter, value: float, text: str) -> None:
        """Write under the area, centred on a number of the x axis, clear of the y axis."""
        painter.setPen(theme.color("text3"))
        wide = painter.fontMetrics().horizontalAdvance(text) + 2
        before, after = self.area.x(), self._chart.width() - self.area.right()
        first, last = (after, before) if self.turned else (before, after)
        least = first - theme.px(10)
        most = self._chart.width() - last + theme.px(10) - wide
        x = min(max(least, self.x(value) - wide / 2), most)
        place = QRectF(x, self.area.bottom() + theme.px(5), wide, theme.px(18))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def draw_x_labels(self, painter: QPainter, labels: Sequence[tuple[float, str]]) -> None:
        """Write several labels under the area: the ends, and of the others what has room."""
        ends = [labels[0], labels[-1]]
        taken: list[tuple[float, float]] = []
        for value, text in [*ends, *labels[1:-1]]:
            wide = painter.fontMetrics().horizontalAdvance(text)
            # The labels at the ends are pushed inwards, so they reach further.
            reach = wide - theme.px(2) if (value, text) in ends else wide / 2 + theme.px(4)
            low, high = self.x(value) - reach, self.x(value) + reach
            if all(high < left or low > right for left, right in taken):
                taken.append((low, high))
                self.draw_below(painter, value, text)

    def draw_after(self, painter: QPainter, y: float, text: str) -> None:
        """Write after the end of the area, at a height in pixels."""
        gap = theme.px(7)
        wide = painter.fontMetrics().horizontalAdvance(text) + 4
        x = self.area.right() + gap
        place = QRectF(x, y - theme.px(10), wide, theme.px(20))
        if self.turned:
            place.moveLeft(self._chart.width() - x - wide)
        side = Qt.AlignmentFlag.AlignRight if self.turned else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | _UPRIGHT, text)


class ChartCard(Card):
    """A chart with its title, a remark, and a button that shows its numbers as a table."""

    def __init__(
        self, title: str, chart: Chart, *, note: str = "", control: QWidget | None = None
    ) -> None:
        """Take the chart, a remark beside the title, and something that belongs to the chart."""
        self.chart = chart
        self._name = title
        self._note = Label(note, "label", "text2", elide=True, align="trailing")
        self._note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._toggle = Button("Show as table", "ghost", name=f"Show as table: {title}")
        self._toggle.clicked.connect(self._on_toggled)
        self._stack = QStackedWidget()
        self._stack.addWidget(chart)
        head = row(Label(title, "heading"), (self._note, 1), spacing=12)
        if control is not None:
            head.addWidget(control)
        head.addWidget(self._toggle)
        content = column(head, (self._stack, 1), spacing=8)
        super().__init__(content)
        # The button is higher than a title: with less above it all titles stand on one line.
        content.setContentsMargins(20, 11, 20, 20)

    def set_note(self, text: str) -> None:
        """Show another remark beside the title."""
        self._note.setText(text)

    @property
    def shows_table(self) -> bool:
        """Whether the numbers are shown in place of the picture."""
        return self._stack.currentIndex() == 1

    def show_chart(self) -> None:
        """Show the picture."""
        if self.shows_table:
            self._on_toggled()

    @Slot()
    def _on_toggled(self) -> None:
        old = self._stack.widget(1)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
            text = "Show as table"
        else:
            numbers = self.chart.table()
            columns = range(1, len(numbers.headers))
            model = RowModel(numbers.headers, numbers.rows, columns)
            table = Table(model, stretch=None, row_height=32, name=self._name)
            self._stack.addWidget(table)
            self._stack.setCurrentWidget(table)
            text = "Show as picture"
        self._toggle.setText(text)
        self._toggle.set_name(f"{text}: {self._name}")
