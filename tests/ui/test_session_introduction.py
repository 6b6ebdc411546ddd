"""A run that works on a belief: the refutation comes before the first question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.ui.components.labels import Label
from quizapp.ui.session.page import SessionPage
from tests.ui.session_steps import Begin, part, press, settle, texts
from tests.ui.session_world import REGISTERS, SINGLE

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key
BELIEF = REGISTERS.misconceptions["mc-all"]


@pytest.fixture
def work(page: SessionPage, world: Application, maya: str) -> QuizSession:
    """A run on a belief, just begun."""
    session = world.sessions.open(world.practice.start_work(maya, BELIEF.id))
    page.start(session)
    settle()
    return session


def test_the_refutation_is_read_before_the_first_question(
    page: SessionPage, work: QuizSession, qtbot: QtBot
) -> None:
    shown = texts(page)
    assert {BELIEF.name, BELIEF.statement, BELIEF.why, BELIEF.refutation} <= set(shown.split("\n"))
    question = work.question()
    assert question is not None
    assert question.item.stem not in shown
    assert page.focusWidget() is part(page, "begin")
    press(qtbot, page, Key.Key_Return)
    assert question.item.stem in texts(page)
    assert part(page, "check").isVisible()


def test_it_is_left_for_later_by_button_or_escape(
    page: SessionPage, work: QuizSession, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Escape)
    page.start(work)
    part(page, "later").setFocus()
    with qtbot.waitSignal(page.closed):
        press(qtbot, page, Key.Key_Return)
    assert work.introduction() is not None


def test_it_scrolls_with_the_keys(page: SessionPage, work: QuizSession, qtbot: QtBot) -> None:
    page.resize(700, 300)
    settle()
    introduction, _bar = page.frame._introduction
    bar = introduction._page.verticalScrollBar()
    press(qtbot, page, Key.Key_PageDown)
    assert bar.value() > 0
    press(qtbot, page, Key.Key_Home)
    assert bar.value() == 0


def test_a_run_that_is_gone_on_with_goes_on_with_its_question(
    page: SessionPage, work: QuizSession, qtbot: QtBot
) -> None:
    press(qtbot, page, Key.Key_Return, Key.Key_1, Key.Key_Return)
    page.start(work)
    settle()
    assert page.frame._middle.currentWidget() is not page.frame._introduction[0]


def test_other_runs_begin_with_their_question(page: SessionPage, begin: Begin) -> None:
    begin(SINGLE)
    assert SINGLE.stem in texts(page)
    assert page.frame._introduction is None


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_all_of_it_is_named_and_nothing_is_cut(
    page: SessionPage, work: QuizSession, look: Callable[..., None], scale: float
) -> None:
    look(scale=scale)
    page.resize(960, 640)
    settle()
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    assert {button.accessibleName() for button in buttons} == {"Not now", "Go to the questions"}
    shown = [one for one in page.findChildren(Label) if one.isVisible() and one.wordWrap()]
    assert len(shown) >= 4
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
