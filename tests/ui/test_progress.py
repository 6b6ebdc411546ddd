"""Progress: figures, judgement and misconceptions, in pictures and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.judgement import judge
from quizapp.domain.passing import TopicPass
from quizapp.ui.charts.forecast import ForecastChart, ForecastData
from quizapp.ui.components.cards import StatTile
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.pages.progress import ProgressPage, words
from quizapp.ui.shell.page import Desk
from quizapp.ui.theme import theme


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> ProgressPage:
    made = ProgressPage(desk)
    qtbot.addWidget(made)
    made.resize(1060, 840)
    made.refresh()
    made.show()
    return made


def tab(page: ProgressPage, index: int) -> ProgressPage:
    page.refresh()
    page.findChild(Segmented, "tabs").button(index).click()
    return page


def texts(page: ProgressPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def figures(page: ProgressPage) -> list[str]:
    return [tile.accessibleName() for tile in page.findChildren(StatTile)]


def test_without_answers_it_shows_no_figures_but_a_beginning(
    qtbot: QtBot, page: ProgressPage
) -> None:
    assert "Nothing to show yet" in texts(page)
    assert not page.findChild(Segmented, "tabs").isVisible()
    with qtbot.waitSignal(page.run_started):
        page.findChild(QAbstractButton, "start").click()


def test_the_four_figures_say_what_they_count(
    page: ProgressPage, study: Callable[..., str]
) -> None:
    study(True, True, True, False)
    page.refresh()
    known, right, due, confidence = figures(page)
    topics = page.desk.application.practice.topics(page.desk.learner_id)
    share = 3 / sum(topic.mastery.items for topic in topics)
    assert known == f"Known today: {share:.0%}. chance of recall, all questions"
    assert right == "Answers right: 75%. last 30 days, 4 answers"
    ready = page.desk.application.practice.today(page.desk.learner_id).ready
    assert due == f"To review today: {ready}. 4 this week"
    assert confidence == "Confidence: –. after 6 more answers with how sure you are"


def test_the_range_limits_the_answers_that_are_counted(
    page: ProgressPage, study: Callable[..., str], clock: Any
) -> None:
    study(True, False)
    clock.advance(days=20)
    page.refresh()
    assert figures(page)[1] == "Answers right: 50%. last 30 days, 2 answers"
    ranges = {action.text(): action for action in page._range.menu().actions()}
    ranges["Last 7 days"].trigger()
    assert page._range.text() == "Last 7 days"
    assert figures(page)[1] == "Answers right: –. last 7 days, 0 answers"
    ranges["From the beginning"].trigger()
    assert figures(page)[1] == "Answers right: 50%. from the beginning, 2 answers"


def test_mastery_tells_how_long_it_holds(
    qtbot: QtBot, page: ProgressPage, study: Callable[..., str]
) -> None:
    study(*[True] * 12)
    page.refresh()
    qtbot.waitUntil(lambda: any(text.startswith("holds about") for text in texts(page)))


def test_the_curve_may_be_of_one_topic(page: ProgressPage, study: Callable[..., str]) -> None:
    study(*[True] * 12)
    page.refresh()
    topics = page.findChild(QComboBox, "forecast-topic")
    assert topics.itemText(0) == "All topics"
    topics.activated.emit(topics.findText("Overdose response"))
    assert page._topic == "overdose-response"


def test_weakest_items_are_practised_as_a_run(
    qtbot: QtBot, page: ProgressPage, study: Callable[..., str], app: Application
) -> None:
    study(False, False, False)
    study(*[True] * 5)
    page.refresh()
    weak = app.progress.view(page.desk.learner_id).weakest
    with qtbot.waitSignal(page.run_started) as started:
        page.findChild(QAbstractButton, "practise-weakest").click()
    assert app.sessions.open(started.args[0]).total >= len(weak) > 0


def test_judgement_is_told_in_words(page: ProgressPage, study: Callable[..., str]) -> None:
    study(*[True] * 12, says="certain")
    tab(page, 1)
    shown = " ".join(texts(page))
    assert "You judge yourself well" in shown
    assert "When you say “Certain” you are right 100% of the time (12 of 12)." in shown


def counts(said: str, answers: int, right: int) -> dict[Confidence, tuple[int, int]]:
    return {Confidence(said): (answers, right)}


@pytest.mark.parametrize(
    ("said", "right", "title", "figure"),
    [
        ("certain", 10, "You are surer than you are right", "Too sure"),
        ("certain", 19, "You judge yourself well", "Well set"),
        ("guess", 18, "You know more than you say", "Too modest"),
    ],
)
def test_confidence_is_held_against_results(said: str, right: int, title: str, figure: str) -> None:
    judgement = judge(counts(said, 20, right))
    assert words.judgement_verdict(judgement)[0] == title
    assert words.confidence_figure(judgement).value == figure


def test_ten_answers_with_a_confidence_are_needed_for_a_verdict() -> None:
    judgement = judge(counts("certain", 9, 0))
    assert words.judgement_verdict(judgement)[0] == "Not enough to tell yet"


@pytest.mark.parametrize(
    ("brier", "word"),
    [(0.05, "very good"), (0.15, "good"), (0.2, "fair"), (0.3, "no better than a coin")],
)
def test_a_brier_score_is_said_in_words(brier: float, word: str) -> None:
    assert words.brier_sentence(brier).startswith(f"Brier score {brier:.2f}: {word}.")


def test_problem_reports_are_listed_and_copied(
    qtbot: QtBot, page: ProgressPage, study: Callable[..., str], app: Application
) -> None:
    session = app.sessions.open(study(True))
    item_id = session.feedback(0).question.item.id
    session.marks.report_problem(item_id, "The second option is right, too.")
    page.refresh()
    qtbot.waitUntil(lambda: "The second option is right, too." in texts(page))
    page.findChild(QAbstractButton, "copy-reports").click()
    copied = QGuiApplication.clipboard().text()
    assert copied == f"{item_id}, revision 1.1, 2 March 2026\nThe second option is right, too."


@pytest.mark.parametrize("name", ["mine.csv", "mine"])
def test_problem_reports_are_saved_to_a_file(
    page: ProgressPage,
    study: Callable[..., str],
    app: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    session = app.sessions.open(study(True))
    session.marks.report_problem(session.feedback(0).question.item.id, "Unclear.")
    page.refresh()
    targets = iter([None, tmp_path / "missing" / "mine.csv", tmp_path / name])
    asked: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.save_file", lambda *_args: next(targets))
    monkeypatch.setattr(
        "quizapp.ui.dialogs.confirm", lambda _p, _t, text, _a: bool(asked.append(text)) or True
    )
    save = page.findChild(QAbstractButton, "save-reports")
    save.click()
    assert (list(tmp_path.rglob("mine*")), asked) == ([], [])
    save.click()
    assert asked[0].startswith("mine.csv could not be written")
    assert "Unclear." in (tmp_path / "mine.csv").read_text(encoding="utf-8")
    assert "Saved as mine.csv" in texts(page)


# The chart of what is forgotten ---------------------------------------------------------------


def test_the_forecast_says_when_it_falls_below_the_target() -> None:
    assert ForecastData(20, (0.95, 0.92, 0.89), 0.9).falls_on == 2
    assert ForecastData(20, (0.95, 0.93, 0.92), 0.9).falls_on is None
    assert words.forecast_note(1).endswith("falls below the target in 1 day.")
    assert "below the target today" in words.forecast_note(0)


def test_the_forecast_has_a_sentence_and_a_table(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(ForecastData(20, tuple(1 - day / 100 for day in range(11)), 0.9))
    assert chart.accessibleName() == (
        "Retention if nothing is reviewed: today 100%, in 10 days 90%, target 90%"
    )
    assert chart.table().rows == (("today", "100%"), ("in 5 days", "95%"), ("in 10 days", "90%"))


def test_the_forecast_waits_for_ten_answers(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.set_data(ForecastData(9, (1.0, 0.9)))
    assert chart.accessibleName() == "Retention. Your curve appears after 10 answers"
    chart.set_data(ForecastData(10, ()))
    assert chart.notice() == "Your curve appears after the first right answer"
    chart.resize(300, 200)
    assert not chart.grab().isNull()


def test_the_forecast_falls_from_left_to_right(qtbot: QtBot) -> None:
    chart = ForecastChart()
    qtbot.addWidget(chart)
    chart.resize(400, 240)
    chart.set_data(ForecastData(20, tuple(1.0 - day * 0.01 for day in range(61)), 0.9))
    chart.setAutoFillBackground(True)
    picture = chart.grab().toImage()
    accent = theme.color("accent")

    def line_at(x: int) -> int:
        """Return the height at which the line is drawn."""
        near = [
            abs(picture.pixelColor(x, y).red() - accent.red())
            + abs(picture.pixelColor(x, y).blue() - accent.blue())
            for y in range(picture.height())
        ]
        return near.index(min(near))

    heights = [line_at(x) for x in (60, 140, 220, 300)]
    assert heights == sorted(heights)
    assert heights[-1] - heights[0] > 60


@pytest.mark.parametrize(
    ("right", "errors", "text"),
    [
        (8, 0, "Passed: 8 of 10 right the last time, and no critical error open."),
        (7, 0, "Not passed yet: 7 of 10 right the last time (8 needed)."),
        (
            9,
            1,
            (
                "Not passed yet: 9 of 10 right the last time, 1 critical error open. One closes"
                " when, on a later day, you answer its question rightly and not by a guess, or"
                " pass its scenario."
            ),
        ),
    ],
)
def test_whether_a_topic_is_passed_is_said_apart_from_mastery(
    right: int, errors: int, text: str
) -> None:
    assert words.standing_sentence(TopicPass("overdose-response", 10, right, errors)) == text


def test_overdose_response_shows_where_the_learner_stands(
    qtbot: QtBot, page: ProgressPage, study: Callable[..., str]
) -> None:
    study(True)
    page.refresh()
    qtbot.waitUntil(lambda: any(text.startswith("Not passed yet: ") for text in texts(page)))
