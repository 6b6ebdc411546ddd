"""A chart says its numbers, shows them as a table, and does not draw what it does not know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from quizapp.ui.charts.base import Chart, ChartCard, Plot
from quizapp.ui.charts.calibration import CalibrationChart, CalibrationPoint
from quizapp.ui.charts.heat_map import (
    HeatLegend,
    HeatMapData,
    ReviewHeatMap,
    short_date,
    step_for,
)
from quizapp.ui.charts.judgement import JudgementBars, JudgementLevel
from quizapp.ui.charts.retention import CurvePoint, RetentionChart, RetentionData
from quizapp.ui.components.tables import Table
from quizapp.ui.theme import theme

CURVE = tuple(CurvePoint(float(days), 0.96 - days / 400) for days in range(61))
RETENTION = RetentionData(
    answers=120,
    curve=CURVE,
    without_review=tuple(CurvePoint(float(days), 0.5 + days / 150) for days in range(61)),
    reviews=(30.0, 90.0),
    target=0.9,
)
LEVELS = (
    CalibrationPoint("Guess", 0.25, 8, 20),
    CalibrationPoint("Unsure", 0.5, 0, 0),
    CalibrationPoint("Certain", 0.95, 84, 100),
)
SATURDAY = date(2026, 11, 21)
HALF_YEAR = HeatMapData(SATURDAY, (0,) * 181 + (14,))


def drawn(chart: Chart, width: int = 420, height: int = 220) -> QImage:
    chart.resize(width, height)
    return chart.grab().toImage()


def has(image: QImage, role: str, within: tuple[int, int, int, int] | None = None) -> bool:
    """Return whether a colour is in a picture, or in (left, top, right, bottom) of it."""
    left, top, right, bottom = within or (0, 0, image.width(), image.height())
    wanted: QColor = theme.color(role)
    return any(
        image.pixelColor(x, y) == wanted for x in range(left, right) for y in range(top, bottom)
    )


@pytest.fixture
def retention(qtbot: QtBot) -> RetentionChart:
    chart = RetentionChart()
    qtbot.addWidget(chart)
    chart.set_data(RETENTION)
    return chart


def test_retention_says_where_it_stands(retention: RetentionChart) -> None:
    assert retention.accessibleName() == "Retention over 60 days: now 96%, target 90%"


def test_retention_is_a_line_with_a_dashed_target(retention: RetentionChart) -> None:
    image = drawn(retention)
    # The line ends at 96 %: 6.7 % below the top of an area from 12 to 194 high.
    assert has(image, "accent", (340, 20, 358, 32))
    # The target is at 90 %, and its word stands after the line.
    row = [image.pixelColor(x, 42) == theme.color("warn") for x in range(44, 358)]
    assert True in row
    assert False in row
    assert has(image, "warn", (362, 34, 420, 60))


def test_retention_runs_the_other_way_when_mirrored(
    mirrored: None, retention: RetentionChart
) -> None:
    image = drawn(retention)
    assert has(image, "accent", (62, 20, 80, 32))
    assert has(image, "warn", (0, 34, 58, 60))


def test_there_is_no_curve_before_ten_answers(qtbot: QtBot) -> None:
    chart = RetentionChart()
    qtbot.addWidget(chart)
    chart.set_data(RetentionData(9, CURVE))
    assert chart.accessibleName() == "Retention. Your curve appears after 10 answers"
    image = drawn(chart)
    assert not has(image, "accent")
    assert has(image, "border"), "the axes are there already"


def test_a_few_points_are_printed_not_drawn(qtbot: QtBot) -> None:
    chart = RetentionChart()
    qtbot.addWidget(chart)
    chart.set_data(
        RetentionData(10, (CurvePoint(0, 0.9), CurvePoint(1, 0.95), CurvePoint(3, 0.99)))
    )
    assert chart.notice().splitlines() == ["3 days ago: 99%", "1 day ago: 95%", "today: 90%"]
    assert not has(drawn(chart), "accent")


def test_every_point_of_retention_is_in_its_table(retention: RetentionChart) -> None:
    table = retention.table()
    assert table.headers == ("When", "Recall", "Without review")
    assert len(table.rows) == 61
    assert table.rows[-1] == ("today", "96%", "50%")


def test_a_curve_without_the_line_of_no_review_is_drawn_too(qtbot: QtBot) -> None:
    chart = RetentionChart()
    qtbot.addWidget(chart)
    chart.set_data(RetentionData(50, CURVE, target=0.965))
    assert has(drawn(chart), "accent")
    assert chart.table().rows[0][2] == ""


@pytest.fixture
def heat(qtbot: QtBot) -> ReviewHeatMap:
    chart = ReviewHeatMap()
    qtbot.addWidget(chart)
    chart.set_data(HALF_YEAR)
    return chart


def test_the_calendar_says_its_total(heat: ReviewHeatMap) -> None:
    expected = "Reviews per day, last 26 weeks: 14 in total, on 1 days"
    assert heat.accessibleName() == expected
    assert heat.table().rows == (("21 Nov", "14"),)


def test_the_last_day_stands_in_the_row_of_its_weekday(heat: ReviewHeatMap) -> None:
    image = drawn(heat, 560, 160)
    saturday = 20 + 5 * 20 + 8
    assert has(image, "h3", (530, saturday - 2, 560, saturday + 2))
    assert not has(image, "h3", (530, saturday + 12, 560, 160))


def test_the_calendar_is_mirrored(mirrored: None, heat: ReviewHeatMap) -> None:
    image = drawn(heat, 560, 160)
    assert has(image, "h3", (0, 126, 30, 130))


def test_a_day_says_its_reviews_under_the_pointer(
    heat: ReviewHeatMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(heat, 560, 160)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: said.append(text))
    for spot in (QPoint(545, 128), QPoint(545, 108), QPoint(2, 2)):
        QApplication.sendEvent(heat, QHelpEvent(QEvent.Type.ToolTip, spot, spot))
    assert said == ["21 Nov: 14 reviews", "20 Nov: 0 reviews", ""]


def test_a_narrow_calendar_keeps_the_latest_weeks(heat: ReviewHeatMap) -> None:
    image = drawn(heat, 200, 160)
    assert has(image, "h3", (170, 120, 200, 140))
    assert heat.tip_at(198 - 4, 128) == "21 Nov: 14 reviews"


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (5, 1), (6, 2), (12, 3), (18, 4), (400, 4)]
)
def test_more_reviews_give_a_stronger_colour(count: int, step: int) -> None:
    assert step_for(count) == step


def test_an_empty_calendar_says_when_it_fills(qtbot: QtBot) -> None:
    chart = ReviewHeatMap()
    qtbot.addWidget(chart)
    assert chart.notice()
    assert has(drawn(chart), "text2")
    assert chart.sizeHint().width() > 0
    assert short_date(date(2026, 5, 3)) == "3 May"


def test_the_legend_runs_from_less_to_more(qtbot: QtBot, look: Callable[..., None]) -> None:
    legend = HeatLegend()
    qtbot.addWidget(legend)
    legend.resize(legend.sizeHint())
    image = legend.grab().toImage()
    assert all(has(image, f"h{step}") for step in range(5))
    width = legend.minimumSizeHint().width()
    look(scale=1.5)
    assert legend.minimumSizeHint().width() > width


@pytest.fixture
def calibration(qtbot: QtBot) -> CalibrationChart:
    chart = CalibrationChart()
    qtbot.addWidget(chart)
    chart.set_data(LEVELS)
    return chart


def test_judgement_says_what_was_said_and_what_was_right(calibration: CalibrationChart) -> None:
    expected = "Judgement: guess 40% right of 20, said 25%; certain 84% right of 100, said 95%"
    assert calibration.accessibleName() == expected
    assert calibration.table().rows == (
        ("Guess", "25%", "40%", "20"),
        ("Certain", "95%", "84%", "100"),
    )


@pytest.mark.parametrize("turned", [False, True])
def test_a_level_stands_at_its_two_shares(
    calibration: CalibrationChart, turned: bool, request: pytest.FixtureRequest
) -> None:
    if turned:
        request.getfixturevalue("mirrored")
    image = drawn(calibration, 370, 258)
    # The area is 300 wide from 44 on, and 200 high from 14 on.
    x, y = 44 + 0.95 * 300, 14 + (1 - 0.84) * 200
    assert image.pixelColor(round(370 - x if turned else x), round(y)) == theme.color("accent")


def test_judgement_needs_ten_answers(qtbot: QtBot) -> None:
    chart = CalibrationChart()
    qtbot.addWidget(chart)
    chart.set_data((CalibrationPoint("Certain", 0.95, 9, 9),))
    assert "after 10 answers" in chart.accessibleName()
    assert not has(drawn(chart), "accent")
    assert CalibrationPoint("Guess", 0.25, 0, 0).share == 0.0


@pytest.fixture
def bars(qtbot: QtBot) -> JudgementBars:
    chart = JudgementBars()
    qtbot.addWidget(chart)
    chart.set_data(
        (
            JudgementLevel("Guess", 1, 2),
            JudgementLevel("Unsure", 0, 0),
            JudgementLevel("Certain", 3, 3),
        )
    )
    return chart


def test_bars_begin_at_nought_and_end_at_the_share(bars: JudgementBars) -> None:
    image = drawn(bars, 300, 144)
    # The tracks are 100 high from 20 on, in cells 100 wide.
    assert image.pixelColor(50, 110) == theme.color("accent")
    assert image.pixelColor(50, 60) == theme.color("h0")
    assert image.pixelColor(150, 110) == theme.color("h0")
    assert image.pixelColor(250, 30) == theme.color("accent")


def test_bars_say_their_numbers(bars: JudgementBars) -> None:
    assert bars.accessibleName() == "Judgement: guess 1 of 2 right, certain 3 of 3 right"
    assert bars.table().rows[1] == ("Unsure", "–", "0 of 0")


def test_few_answers_are_printed_in_place_of_bars(qtbot: QtBot) -> None:
    chart = JudgementBars()
    qtbot.addWidget(chart)
    assert "how sure you are" in chart.notice()
    chart.set_data((JudgementLevel("Guess", 1, 2), JudgementLevel("Certain", 2, 2)))
    assert chart.notice().splitlines() == ["Guess: 1 of 2 right", "Certain: 2 of 2 right"]
    assert not has(drawn(chart), "accent")


def test_a_chart_shows_its_numbers_as_a_table_and_goes_back(qtbot: QtBot) -> None:
    card = ChartCard("Retention", RetentionChart())
    card.chart.set_data(RETENTION)
    qtbot.addWidget(card)
    card.set_note("Receptor mechanisms")
    card.show_chart()
    card._toggle.click()
    table = card.findChild(Table)
    assert card.shows_table
    assert table.model().rowCount() == 61
    assert card._toggle.accessibleName() == "Show as picture: Retention"
    card.show_chart()
    assert not card.shows_table
    assert card._toggle.accessibleName() == "Show as table: Retention"


def test_charts_grow_with_the_text(retention: RetentionChart, look: Callable[..., None]) -> None:
    before = retention.minimumSizeHint()
    look(scale=1.5)
    assert retention.minimumSizeHint() == before * 1.5
    assert retention.sizeHint().height() == before.height() * 1.5


def test_labels_of_an_axis_never_run_into_each_other(qtbot: QtBot) -> None:
    chart = RetentionChart()
    qtbot.addWidget(chart)
    chart.set_data(RETENTION)
    said: list[str] = []

    def labels(width: int) -> list[str]:
        said.clear()
        drawn(chart, width)
        return sorted(said)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plot, "draw_below", lambda _plot, _painter, _value, text: said.append(text))
        assert labels(500) == ["15", "30", "45", "60 days ago", "today"]
        assert labels(240) == ["60 days ago", "today"]
