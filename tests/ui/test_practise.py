"""Practise: putting a run together."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from quizapp.application.demo_data import made_up_answer
from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode, QuizSpec
from quizapp.ui.components.choices import Segmented, Select
from quizapp.ui.components.labels import Label
from quizapp.ui.components.pills import Pill
from quizapp.ui.pages.practise import PractisePage
from quizapp.ui.pages.practise.diagrams import DiagramsTab
from quizapp.ui.pages.practise.questions import QuestionsTab
from quizapp.ui.pages.practise.ready_sets import ReadySetsCard
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.theme import theme


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> PractisePage:
    made = PractisePage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.refresh()
    made.show()
    return made


def button(page: PractisePage, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None
    return found


def questions(page: PractisePage) -> QuestionsTab:
    found = page.findChild(QuestionsTab)
    assert found is not None
    return found


def choose(page: PractisePage, group: str, text: str) -> None:
    for segments in page.findChildren(Segmented):
        if segments.accessibleName() == group:
            for index in range(10):
                if segments.button(index).text() == text:
                    segments.button(index).click()
                    return


def count(page: PractisePage) -> str:
    label = page.findChild(Label, "count")
    assert label is not None
    return label.text()


def run(qtbot: QtBot, page: PractisePage) -> QuizSession:
    with qtbot.waitSignal(page.run_started) as started:
        qtbot.mouseClick(button(page, "start"), Qt.MouseButton.LeftButton)
    return page.desk.application.sessions.open(started.args[0])


def test_each_tab_is_built_when_it_is_first_shown_and_stays_open(
    qtbot: QtBot, page: PractisePage
) -> None:
    tabs = page.findChild(Segmented, "tabs")
    assert page.findChild(DiagramsTab) is None
    tabs.button(1).click()
    tabs.button(1).setFocus()
    qtbot.keyClick(tabs.button(1), Qt.Key.Key_Right)
    assert page.findChild(DiagramsTab).isVisible()
    assert not questions(page).isVisible()
    assert not button(page, "start").isVisible()
    page.refresh()
    page.open_at(Place(page="practise"))
    assert tabs.current() == 2
    page.open_at(Place(page="practise", topic="misconceptions"))
    assert tabs.current() == 0
    assert button(page, "start").isVisible()


def test_everything_fits_when_nothing_is_ticked(page: PractisePage, app: Application) -> None:
    total = sum(topic.mastery.items for topic in app.practice.topics(page.desk.learner_id))
    assert count(page) == f"{total} questions fit"


@pytest.mark.parametrize("size", [(1600, 700), (1280, 2000), (960, 640)])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_bar_stands_below_the_page_at_every_width(
    page: PractisePage, size: tuple[int, int], direction: Qt.LayoutDirection
) -> None:
    page.setLayoutDirection(direction)
    page.resize(*size)
    QTest.qWait(10)
    tab, start, said = questions(page), button(page, "start"), page.findChild(Label, "count")
    left, right = tab.mapTo(page, QPoint(0, 0)).x(), tab.mapTo(page, QPoint(tab.width(), 0)).x()
    parts = [(one.mapTo(page, QPoint(0, 0)).x(), one.width()) for one in (start, said)]
    assert min(x for x, _width in parts) == left
    assert max(x + width for x, width in parts) == right


def test_the_bar_grows_with_what_it_says(page: PractisePage) -> None:
    theme.apply(QApplication.instance(), scale=1.5)
    try:
        page.resize(840, 640)
        QTest.qWait(10)
        bar, note = questions(page).bar, questions(page)._note
        low = bar.height()
        note.setText("You have 30 minutes. This ends the run you left; its answers are kept. " * 2)
        note.show()
        QTest.qWait(10)
        assert bar.height() > low
        assert note.height() >= note.heightForWidth(note.width())
        assert bar.rect().contains(QRect(note.mapTo(bar, QPoint(0, 0)), note.size()))
    finally:
        theme.apply(QApplication.instance())


def test_the_count_follows_every_tick(page: PractisePage, app: Application) -> None:
    learner_id = page.desk.learner_id
    button(page, "topic-overdose-response").click()
    spec = QuizSpec(topics=("overdose-response",))
    assert count(page) == f"{app.practice.count(learner_id, spec)} questions fit"
    button(page, "include-due").click()
    assert count(page) == "No question fits"


def test_when_nothing_fits_it_cannot_start_and_offers_a_way_out(
    qtbot: QtBot, page: PractisePage
) -> None:
    button(page, "include-flagged").click()
    assert not button(page, "start").isEnabled()
    qtbot.mouseClick(questions(page)._clear, Qt.MouseButton.LeftButton)
    assert button(page, "start").isEnabled()
    assert not questions(page)._clear.isVisible()


def test_a_run_has_the_length_and_the_topics_that_were_chosen(
    qtbot: QtBot, page: PractisePage
) -> None:
    button(page, "topic-misconceptions").click()
    choose(page, "How many", "5")
    session = run(qtbot, page)
    question = session.question()
    assert question is not None
    # A case is never cut in two, so a run may be a little longer.
    assert 5 <= session.total <= 8
    assert question.item.topic == "misconceptions"
    assert session.mode is Mode.LEARN


def test_a_test_may_have_a_time_limit_and_extra_time(qtbot: QtBot, page: PractisePage) -> None:
    limit = next(s for s in page.findChildren(Select) if s.accessibleName() == "Time limit")
    assert not limit.isVisible()
    choose(page, "Answers", "At the end")
    limit.setCurrentIndex(limit.findText("15 minutes"))
    choose(page, "Extra time", "×1.5")
    assert questions(page)._note.text() == "You have 22:30 minutes."
    session = run(qtbot, page)
    assert session.mode is Mode.TEST
    assert session.allowed_ms == 22.5 * 60_000


def test_a_limit_is_forgotten_outside_of_tests(qtbot: QtBot, page: PractisePage) -> None:
    choose(page, "Answers", "At the end")
    questions(page)._run._limit.setCurrentIndex(2)
    choose(page, "Answers", "After each question")
    assert run(qtbot, page).allowed_ms is None


def test_extra_time_begins_at_the_learners_own_factor(qtbot: QtBot, desk: Desk) -> None:
    learner = desk.application.profiles.get(desk.learner_id)
    wanted = replace(learner.settings, extra_time=2.0)
    desk.application.profiles.save_settings(learner.id, wanted)
    page = PractisePage(desk)
    qtbot.addWidget(page)
    page.refresh()
    assert questions(page)._run._extra.current() == 3


def test_a_topic_from_today_is_ticked_alone(page: PractisePage) -> None:
    button(page, "topic-misconceptions").click()
    page.refresh()
    page.open_at(Place(page="practise", topic="receptor-mechanisms"))
    assert questions(page)._topics.chosen() == ("receptor-mechanisms",)


def test_ticks_stay_when_the_page_is_shown_again(page: PractisePage) -> None:
    button(page, "topic-misconceptions").click()
    page.refresh()
    assert questions(page)._topics.chosen() == ("misconceptions",)


def test_it_says_that_a_left_run_would_end(page: PractisePage, study: Callable[..., str]) -> None:
    assert questions(page)._note.text() == ""
    study(True, spec=QuizSpec(length=5))
    page.refresh()
    assert questions(page)._note.text() == "This ends the run you left; its answers are kept."


def test_ready_made_sets_say_what_it_takes_to_pass(page: PractisePage) -> None:
    start = button(page, "start-overdose-before")
    assert start.accessibleName() == "Start Overdose response: before training"
    assert start.accessibleDescription() == (
        "20 questions. To pass: 16 right and no answer that could harm somebody."
    )


def test_a_ready_made_set_starts_as_a_test(qtbot: QtBot, page: PractisePage) -> None:
    with qtbot.waitSignal(page.run_started) as started:
        qtbot.mouseClick(button(page, "start-overdose-after"), Qt.MouseButton.LeftButton)
    session = page.desk.application.sessions.open(started.args[0])
    assert (session.mode, session.total) == (Mode.TEST, 20)


def test_the_last_run_through_a_set_is_shown_with_it(page: PractisePage, app: Application) -> None:
    session = app.sessions.open(app.ready_sets.start(page.desk.learner_id, "overdose-before"))
    while (question := session.question()) is not None:
        answer = made_up_answer(question.item, random.Random(1), is_right=True)
        session.answer(answer, None, 1000)
    session.summary()
    page.refresh()
    card = page.findChild(ReadySetsCard)
    assert card is not None
    assert [pill.text() for pill in card.findChildren(Pill)] == ["Passed"]
    assert any("20 of 20 right." in label.text() for label in card.findChildren(Label))


def test_without_any_bank_it_says_so(qtbot: QtBot, desk: Desk) -> None:
    desk.application.database.execute("UPDATE item SET active = 0")
    page = PractisePage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert "No questions yet" in shown
    assert not button(page, "start").isVisible()
    assert "Ready-made sets" not in shown
