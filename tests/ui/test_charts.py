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
from quizapp.ui.charts.forecast import ForecastChart, ForecastData
from quizapp.ui.charts.heat_map import (
    HeatLegend,
    HeatMapData,
    ReviewHeatMap,
    short_date,
    step_for,
)
from quizapp.ui.charts.judgement import JudgementBars, JudgementLevel
from quizapp.ui.components.tables import Table
from quizapp.ui.theme import theme

RECALL = tuple(0.96 - day / 400 for day in range(61))
FORECAST = ForecastData(answers=120, recall=RECALL, target=0.9)
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


def written(image: QImage, role: str, within: tuple[int, int, int, int] | None = None) -> bool:
    """Return whether letters of a colour are in a picture, or in a part of it.

    Thin strokes may nowhere have the colour in full: that depends on how a system draws text.
    """
    left, top, right, bottom = within or (0, 0, image.width(), image.height())
    wanted = theme.color(role)
    near = distance(wanted, theme.color("surface")) / 2
    return any(
        distance(image.pixelColor(x, y), wanted) < near
        for x in range(left, right)
        for y in range(top, bottom)
    )


def distance(one: QColor, other: QColor) -> int:
    """Return how far two colours are from each other, over red, green and blue."""
    return (
        abs(one.red() - other.red())
        + abs(one.green() - other.green())
        + abs(one.blue() - other.blue())
    )


@pytest.fixture
def forecast(qtbot: QtBot) -> ForecastChart:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(FORECAST)
    return chart


def test_the_forecast_says_where_it_begins_and_ends(forecast: ForecastChart) -> None:
    expected = "Retention if nothing is reviewed: today 96%, in 60 days 81%, target 90%"
    assert forecast.accessibleName() == expected


def test_the_forecast_is_a_line_with_a_dashed_target(forecast: ForecastChart) -> None:
    image = drawn(forecast)
    # The line begins at 96 %: 6.7 % below the top of an area from 12 to 194 high.
    assert has(image, "accent", (44, 20, 60, 32))
    # The target is at 90 %, and its word stands after the line.
    row = [image.pixelColor(x, 42) == theme.color("warn") for x in range(44, 358)]
    assert True in row
    assert False in row
    assert written(image, "warn", (362, 34, 420, 60))


def test_the_forecast_runs_the_other_way_when_mirrored(
    mirrored: None, forecast: ForecastChart
) -> None:
    image = drawn(forecast)
    assert has(image, "accent", (360, 20, 376, 32))
    assert written(image, "warn", (0, 34, 58, 60))


def test_there_is_no_curve_before_ten_answers(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(ForecastData(9, RECALL))
    assert chart.accessibleName() == "Retention. Your curve appears after 10 answers"
    image = drawn(chart)
    assert not has(image, "accent")
    assert has(image, "border"), "the axes are there already"


def test_there_is_no_curve_while_nothing_was_answered_rightly(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(ForecastData(12, ()))
    assert chart.notice() == "Your curve appears after the first right answer"


def test_every_fifth_day_of_the_forecast_is_in_its_table(forecast: ForecastChart) -> None:
    table = forecast.table()
    assert table.headers == ("When", "Recall")
    assert len(table.rows) == 13
    assert table.rows[0] == ("today", "96%")


def test_the_forecast_knows_when_it_falls_below_the_target() -> None:
    assert ForecastData(50, (0.95, 0.91, 0.89)).falls_on == 2
    assert ForecastData(50, (0.99, 0.98)).falls_on is None


def test_a_last_value_near_the_target_keeps_clear_of_its_word(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    for last in (0.905, 0.895):
        chart.set_data(ForecastData(50, (0.95, last), target=0.9))
        assert written(drawn(chart), "text", (362, 0, 420, 120))


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
    assert written(drawn(chart), "text2")
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
    card = ChartCard("Retention", ForecastChart())
    card.chart.set_data(FORECAST)
    qtbot.addWidget(card)
    card.set_note("Receptor mechanisms")
    card.show_chart()
    card._toggle.click()
    table = card.findChild(Table)
    assert card.shows_table
    assert table.model().rowCount() == 13
    assert card._toggle.accessibleName() == "Show as picture: Retention"
    card.show_chart()
    assert not card.shows_table
    assert card._toggle.accessibleName() == "Show as table: Retention"


def test_charts_grow_with_the_text(forecast: ForecastChart, look: Callable[..., None]) -> None:
    before = forecast.minimumSizeHint()
    look(scale=1.5)
    assert forecast.minimumSizeHint() == before * 1.5
    assert forecast.sizeHint().height() == before.height() * 1.5


def test_labels_of_an_axis_never_run_into_each_other(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(FORECAST)
    said: list[str] = []

    def labels(width: int) -> list[str]:
        said.clear()
        drawn(chart, width)
        return sorted(said)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Plot, "draw_below", lambda _plot, _painter, _value, text: said.append(text))
        assert labels(500) == ["15", "30", "45", "60 days", "today"]
        assert labels(240) == ["60 days", "today"]
