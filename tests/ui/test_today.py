"""Today: what to do now, the goal, the streak and the topics."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.application.bank_library import BankLibrary
from quizapp.application.today_views import BankProblem, OpenRun, StreakView, TodayView, TopicView
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Include, Mode, QuizSpec
from quizapp.domain.mastery import Mastery
from quizapp.ui.components.labels import Label
from quizapp.ui.components.meters import Ring
from quizapp.ui.components.toast import Toast
from quizapp.ui.pages.today import TodayPage, words
from quizapp.ui.pages.today.words import Act
from quizapp.ui.shell.page import Desk
from tests.conftest import Clock
from tests.unit.application.belief_steps import BELIEF, OTHER, revealing

NOW = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
UP_TO_DATE = TodayView(
    now=NOW,
    ready=0,
    ready_minutes=0,
    ready_mostly="",
    urgent=0,
    new=0,
    next_due=(date(2026, 11, 22), 6),
    answered=22,
    goal=20,
    answered_ever=400,
    streak=None,
    topics=(TopicView("receptors", "Receptors", 0, Mastery(0.9, 38, 38, 24)),),
    open_run=None,
    open_scenario=None,
    follow_ups=(),
    has_sets=False,
)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.refresh()
    made.show()
    return made


def texts(page: TodayPage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def press(qtbot: QtBot, page: TodayPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(3, "Good evening"), (4, "Good morning"), (12, "Good afternoon"), (18, "Good evening")],
)
def test_the_greeting_fits_the_hour(hour: int, greeting: str) -> None:
    assert words.greeting(NOW.replace(hour=hour), "Amira") == f"{greeting}, Amira"


def test_the_date_is_written_out() -> None:
    assert words.long_date(NOW) == "Saturday 21 November"


def test_what_is_due_comes_with_its_time_and_its_main_topic() -> None:
    hero = words.hero(
        UP_TO_DATE._replace(ready=12, ready_minutes=9, ready_mostly="Overdose response")
    )
    assert hero.title == "12 questions are ready to review"
    assert hero.text == "About 9 minutes. Most of them are on overdose response."
    assert (hero.first[1], hero.second) == (Act.REVIEW, ("Quick 5", Act.QUICK))


def test_one_question_is_not_called_most_of_them() -> None:
    hero = words.hero(
        UP_TO_DATE._replace(ready=1, ready_minutes=1, ready_mostly="Overdose response")
    )
    assert hero.title == "1 question is ready to review"
    assert hero.text == "About 1 minute."
    assert hero.second is None


def test_with_nothing_due_the_next_review_is_named() -> None:
    hero = words.hero(UP_TO_DATE)
    assert hero.title == "You are up to date"
    assert hero.text == "Next review tomorrow, 6 questions."
    assert hero.first == ("Practise anyway", Act.PRACTISE)


def test_without_any_question_it_leads_to_the_banks() -> None:
    hero = words.hero(UP_TO_DATE._replace(topics=(), answered_ever=0))
    assert hero.title == "No questions yet"
    assert hero.first[1] is Act.BANKS


def test_a_run_that_was_left_comes_before_what_is_due() -> None:
    left = OpenRun("a1", 7, 12, Mode.LEARN)
    hero = words.hero(UP_TO_DATE._replace(ready=3, open_run=left))
    assert hero.title == "Continue where you left off (7 of 12)"
    assert "5 questions left" in hero.text
    assert "3 questions are ready to review after that" in hero.text


@pytest.mark.parametrize(
    ("days", "best", "text"),
    [
        (0, 4, "One answer begins a new streak."),
        (6, 7, "2 more days beat your best."),
        (7, 7, "This is your longest so far."),
    ],
)
def test_a_streak_never_scolds(days: int, best: int, text: str) -> None:
    assert words.streak_text(StreakView(days, best, ())) == text


def test_questions_that_come_first_say_why() -> None:
    assert words.urgent_line(0) == ""
    assert words.urgent_line(1).startswith("1 comes first")
    assert words.urgent_line(2).startswith("2 come first")


def test_a_new_learner_is_offered_five_questions(qtbot: QtBot, page: TodayPage) -> None:
    assert "Good morning, Maya" in texts(page)
    assert "Try 5 questions" in texts(page)
    with qtbot.waitSignal(page.run_started) as started:
        press(qtbot, page, "hero-first")
    session = page.desk.application.sessions.open(started.args[0])
    assert session.total == 5


def test_a_new_learner_may_choose_a_topic_instead(qtbot: QtBot, page: TodayPage) -> None:
    with qtbot.waitSignal(page.place_requested) as asked:
        press(qtbot, page, "hero-second")
    assert asked.args[0].page == "practise"


def test_a_topic_card_goes_on_to_practise_that_topic(qtbot: QtBot, page: TodayPage) -> None:
    with qtbot.waitSignal(page.place_requested) as asked:
        press(qtbot, page, "topic-overdose-response")
    assert (asked.args[0].page, asked.args[0].topic) == ("practise", "overdose-response")


def test_a_left_run_is_gone_on_with(
    qtbot: QtBot, page: TodayPage, study: Callable[..., str]
) -> None:
    attempt_id = study(True, True, spec=QuizSpec(length=5))
    page.refresh()
    assert "Continue where you left off (2 of 5)" in texts(page)
    with qtbot.waitSignal(page.run_started) as started:
        press(qtbot, page, "hero-first")
    assert started.args == [attempt_id]


def test_a_left_run_can_be_ended_and_its_answers_stay(
    qtbot: QtBot, page: TodayPage, study: Callable[..., str]
) -> None:
    study(True, True, spec=QuizSpec(length=5))
    page.refresh()
    press(qtbot, page, "hero-second")
    assert not any("Continue" in text for text in texts(page))
    ring = page.findChild(Ring)
    assert ring is not None
    assert ring.accessibleName() == "Answers today 2 of 20"


def undo(page: TodayPage) -> QAbstractButton:
    found = page.window().findChildren(Toast)[-1].action_button
    assert found is not None
    return found


def test_ending_a_left_run_can_be_undone(
    qtbot: QtBot, page: TodayPage, study: Callable[..., str]
) -> None:
    study(True, True, spec=QuizSpec(length=5))
    page.refresh()
    press(qtbot, page, "hero-second")
    undo(page).click()
    assert "Continue where you left off (2 of 5)" in texts(page)


def test_a_run_that_was_ended_is_not_taken_up_beside_another(
    qtbot: QtBot,
    page: TodayPage,
    study: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    study(True, True, spec=QuizSpec(length=5))
    page.refresh()
    press(qtbot, page, "hero-second")
    study(True, spec=QuizSpec(length=4))
    said: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.show_error", lambda _page, *words: said.extend(words))
    undo(page).click()
    assert said[0] == "This run cannot be gone on with: another one has begun."
    assert "Continue where you left off (1 of 4)" in texts(page)


def test_what_is_due_is_reviewed(
    qtbot: QtBot, page: TodayPage, study: Callable[..., str], clock: Any
) -> None:
    study(True, False, True, False, True, False, True)
    page.desk.application.practice.end_open_run(page.desk.learner_id)
    clock.advance(days=30)
    page.refresh()
    assert "7 questions are ready to review" in texts(page)
    with qtbot.waitSignal(page.run_started) as started:
        press(qtbot, page, "hero-first")
    assert page.desk.application.sessions.open(started.args[0]).total == 7


def test_up_to_date_offers_something_new(
    qtbot: QtBot, page: TodayPage, study: Callable[..., str]
) -> None:
    study(True, True)
    page.desk.application.practice.end_open_run(page.desk.learner_id)
    page.refresh()
    assert "You are up to date" in texts(page)
    with qtbot.waitSignal(page.run_started) as started:
        press(qtbot, page, "hero-first")
    spec = QuizSpec(include=(Include.NEW,))
    assert started.args
    assert page.desk.application.practice.count(page.desk.learner_id, spec) > 0


def test_the_streak_can_be_hidden(page: TodayPage, app: Application) -> None:
    learner = app.profiles.get(page.desk.learner_id)
    assert "Your week" in texts(page)
    app.profiles.save_settings(learner.id, replace(learner.settings, shows_streak=False))
    page.refresh()
    assert "Your week" not in texts(page)


def test_banks_that_were_left_out_are_named_in_settings(
    qtbot: QtBot, page: TodayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = BankProblem("banks/broken.yaml", "Line 3 is not YAML.", serves_older=True)
    monkeypatch.setattr(BankLibrary, "problems", lambda _self: (problem,))
    assert not any("left out" in text for text in texts(page))
    page.refresh()
    assert "1 question bank has a mistake and was left out." in texts(page)
    with qtbot.waitSignal(page.place_requested) as asked:
        press(qtbot, page, "see-banks")
    assert (asked.args[0].page, asked.args[0].part) == ("settings", "data")


def test_without_banks_the_first_card_leads_to_settings(
    qtbot: QtBot, desk: Desk, app: Application
) -> None:
    app.database.execute("UPDATE item SET active = 0")
    app.database.execute("DELETE FROM topic")
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    assert "No questions yet" in texts(page)
    with qtbot.waitSignal(page.place_requested) as asked:
        press(qtbot, page, "hero-first")
    assert (asked.args[0].page, asked.args[0].part) == ("settings", "data")


def test_a_run_that_cannot_begin_is_said_and_the_page_refreshed(
    qtbot: QtBot, page: TodayPage, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("quizapp.ui.dialogs.show_error", lambda _p, text, _hint: said.append(text))
    app.database.execute("UPDATE item SET active = 0")
    with qtbot.assertNotEmitted(page.run_started):
        press(qtbot, page, "hero-first")
    assert said == ["No question fits what you chose."]


def test_a_belief_worked_on_days_ago_is_offered_again(
    qtbot: QtBot, page: TodayPage, app: Application, clock: Clock
) -> None:
    learner_id = page.desk.learner_id
    revealing(app, 6)
    for belief in (BELIEF, OTHER):
        app.practice.start_work(learner_id, belief)
        app.practice.end_open_run(learner_id)
        clock.advance(hours=1)
    page.refresh()
    assert page.findChild(QPushButton, "look-again") is None
    clock.advance(days=3)
    page.refresh()
    again = page.findChild(QPushButton, "look-again")
    assert again.isVisible()
    assert again.accessibleName() == "Look again: Strong painkiller means opioid"
    shown = [label.text() for label in page.findChildren(Label) if label.isVisible()]
    assert any(text.endswith("1 more belief waits after it.") for text in shown)
    with qtbot.waitSignal(page.run_started) as started:
        again.click()
    assert app.sessions.open(started.args[0]).introduction() is not None
    page.refresh()
    assert not again.isVisible()
