"""The ways to the pictures of runs: questions, their feedback, and how a run ends."""

from __future__ import annotations

import random
from collections.abc import Callable
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from quizapp.application.demo_data import made_up_answer
from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Item
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.layouts import ScrollPage
from quizapp.ui.dialogs import Dialog
from quizapp.ui.pages.practise.ready_sets import ReadySetsCard
from quizapp.ui.shell.page import Place
from tests.picture_stage import SETTLE_MS, Stage


def _items(application: Application, kind: str) -> list[Item]:
    items = BankCompiler(application.database).active_items()
    return sorted((item for item in items if item.kind == kind), key=lambda item: item.id)


def _first(application: Application, kind: str, *, harmful: bool = False) -> Item:
    for item in _items(application, kind):
        if not harmful or any(o.harm for options in item.option_sets for o in options):
            return item
    raise LookupError(kind)


def question(kind: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        application = stage.enter()
        item = _first(application, kind)
        stage.ask(application, item, *_items(application, "single_best")[:5])
        stage.choose(*(options[0].id for options in item.option_sets[:1]))

    return prepare


def feedback(kind: str, outcome: str) -> Callable[[Stage], None]:
    def prepare(stage: Stage) -> None:
        application = stage.enter()
        item = _first(application, kind, harmful=outcome == "harm")
        stage.ask(application, item, *_items(application, "single_best")[:5])
        stage.choose(*_choice(item, outcome))
        stage.press(Qt.Key.Key_Return)

    return prepare


def _choice(item: Item, outcome: str) -> list[str]:
    wanted = {
        "right": lambda option: option.correct,
        "wrong": lambda option: not option.correct and not option.harm,
        "harm": lambda option: option.harm,
        "partly": lambda option: option.correct,
    }[outcome]
    picks = [next(o.id for o in options if wanted(o)) for options in item.option_sets]
    if outcome == "right" and item.kind == "multiple_response":
        return [option.id for option in item.option_sets[0] if option.correct]
    return picks


def words(stage: Stage) -> None:
    feedback("single_best", "right")(stage)
    # A dialog that waits for its answer would keep the picture waiting, too.
    with patch.object(Dialog, "ask", lambda dialog: bool(dialog.show())):
        stage.press(Qt.Key.Key_W)


def feedback_with_diagram(stage: Stage) -> None:
    application = stage.enter()
    item = next(item for item in _items(application, "numeric") if item.diagram)
    stage.ask(application, item, *_items(application, "single_best")[:5])
    field = stage.window.workplace.session().page.findChild(QLineEdit)
    QTest.keyClicks(field, "1")
    stage.press(Qt.Key.Key_Return)
    stage.window.findChild(QPushButton, "toggle-diagram").click()
    QTest.qWait(SETTLE_MS)


def summary(stage: Stage) -> None:
    application = stage.enter()
    items = [_first(application, kind) for kind in ("single_best", "two_tier")]
    items += _items(application, "multiple_response")[:4]
    stage.ask(application, *items)
    page = stage.window.workplace.session().page
    session = page._session
    words = list(Confidence)
    rng = random.Random(3)
    for number in range(session.total):
        question = session.question()
        assert question is not None
        answer = made_up_answer(question.item, rng, is_right=number not in {1, 4})
        session.answer(answer, words[number % 4], 20_000)
    page.start(session)
    QTest.qWait(SETTLE_MS)


def _answered_set(application: Application) -> QuizSession:
    learner = application.profiles.learners()[0].id
    session = application.sessions.open(application.ready_sets.start(learner, "overdose-before"))
    rng = random.Random(3)
    while (question := session.question()) is not None:
        answer = made_up_answer(question.item, rng, is_right=question.position not in {1, 12})
        session.answer(answer, Confidence.FAIRLY, 20_000)
    return session


def set_summary(stage: Stage) -> None:
    session = _answered_set(stage.enter())
    stage.window.workplace.shell.run_started.emit(session.attempt_id)
    QTest.qWait(SETTLE_MS)


def sets(stage: Stage) -> None:
    _answered_set(stage.enter()).summary()
    stage.window.show_place(Place(page="practise"))
    QTest.qWait(SETTLE_MS)
    card = stage.window.findChild(ReadySetsCard)
    for scroll in stage.window.findChildren(ScrollPage):
        if scroll.isAncestorOf(card):
            scroll.ensureWidgetVisible(card, 0, 40)
    QTest.qWait(SETTLE_MS)


def left(stage: Stage) -> None:
    application = stage.enter()
    stage.ask(application, *_items(application, "single_best")[:6])
    stage.choose(_items(application, "single_best")[0].option_sets[0][0].id)
    stage.press(Qt.Key.Key_Return)
    stage.press(Qt.Key.Key_Escape)


def introduction(stage: Stage) -> None:
    application = stage.enter()
    attempt = application.practice.start_work(application.profiles.learners()[0].id, "MC02")
    stage.window.workplace.shell.run_started.emit(attempt)
    QTest.qWait(SETTLE_MS)
