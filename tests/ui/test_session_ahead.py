"""The next question is made ready while the present one is read, and nobody can tell."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode
from quizapp.domain.items import Item
from quizapp.ui.session.page import SessionPage
from quizapp.ui.session.question_pane import QuestionPane
from tests.ui.part_world import MATCH, NUMBER, ORDER, add_part_items
from tests.ui.session_steps import Begin, part, press, settle, texts, tiles
from tests.ui.session_world import CASE_1, CASE_2, MULTI, SINGLE, TRUE_FALSE, TWO_TIER

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key


def answer(qtbot: QtBot, page: SessionPage) -> None:
    """Give a whole answer, whatever the question is, and see the feedback."""
    press(qtbot, page, Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_Return)


def spare(page: SessionPage) -> QuestionPane:
    """Return the pane that is out of sight."""
    panes = page.findChildren(QuestionPane)
    return next(one for one in panes if one is not page.frame.run.pane)


def test_the_next_question_is_ready_when_the_feedback_is_read(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI)
    answer(qtbot, page)
    ready = spare(page)
    assert not ready.isVisible()
    assert MULTI.stem not in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert page.frame.run.pane is ready
    assert MULTI.stem in texts(page)
    assert {one.text() for one in tiles(page)} == {option.text for option in MULTI.options}
    assert tiles(page)[0].hasFocus()
    assert not part(page, "check").isEnabled()


@pytest.mark.parametrize("width", [1280, 960])
@pytest.mark.parametrize("following", [MULTI, TRUE_FALSE, TWO_TIER, CASE_1, ORDER, MATCH, NUMBER])
def test_a_question_made_ready_looks_like_one_that_was_not(
    world: Application,
    page: SessionPage,
    begin: Begin,
    qtbot: QtBot,
    following: Item,
    width: int,
) -> None:
    add_part_items(world)
    page.resize(width, 640)
    session = begin(SINGLE, following)
    answer(qtbot, page)
    press(qtbot, page, Key.Key_Return)
    ready = page.frame.run.grab().toImage()
    page.start(world.sessions.open(session.attempt_id))
    settle()
    assert page.frame.run.grab().toImage() == ready


def test_what_was_made_ready_fits_a_window_that_has_changed(
    world: Application, page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE, CASE_1)
    answer(qtbot, page)
    page.resize(960, 640)
    settle()
    press(qtbot, page, Key.Key_Return)
    ready = page.frame.run.grab().toImage()
    page.start(world.sessions.open(session.attempt_id))
    settle()
    assert page.frame.run.grab().toImage() == ready


def test_in_a_test_it_is_ready_while_the_question_is_read(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI, TWO_TIER, mode=Mode.TEST)
    qtbot.waitUntil(lambda: len(page.findChildren(QuestionPane)) == 2)
    ready = spare(page)
    answer(qtbot, page)
    assert page.frame.run.pane is ready
    assert MULTI.stem in texts(page)


def test_going_on_at_once_waits_for_nothing(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    begin(SINGLE, MULTI)
    press(qtbot, page, Key.Key_1)
    for _ in range(2):
        QTest.keyClick(page.focusWidget() or page, Key.Key_Return)
    assert len(page.findChildren(QuestionPane)) == 1
    assert MULTI.stem in texts(page)


def test_keys_switched_off_meanwhile_are_off_in_the_next_question(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI)
    answer(qtbot, page)
    page._look.change(single_keys=False)
    press(qtbot, page, Key.Key_Return, Key.Key_2)
    assert "Space" in texts(page)
    assert not any(one.isChecked() for one in tiles(page))


def test_tab_passes_the_same_stops_in_every_question(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, CASE_1, CASE_2)
    met: list[list[str]] = []
    for _ in range(3):
        press(qtbot, page, Key.Key_1)
        met.append([])
        for _stop in range(5):
            press(qtbot, page, Key.Key_Tab)
            met[-1].append(page.focusWidget().accessibleName())
        tiles(page)[0].setFocus()
        press(qtbot, page, Key.Key_Return, Key.Key_Return)
    assert all(one == other for one, other in pairwise(met))


@pytest.mark.parametrize("late", [MULTI, TRUE_FALSE, TWO_TIER, CASE_1, ORDER, MATCH, NUMBER])
def test_options_of_a_kind_met_late_stand_before_how_sure_one_is(
    world: Application, page: SessionPage, begin: Begin, qtbot: QtBot, late: Item
) -> None:
    add_part_items(world)
    begin(SINGLE, late)
    answer(qtbot, page)
    press(qtbot, page, Key.Key_Return)
    sure = page.frame.question_bar.confidence.button(0)
    widget = page.frame.run.pane.view.tab_stops()[0]
    # Tab would go round to the same place in a window without a side bar.
    while widget is not sure:
        assert widget is not page, "Tab leaves the question before how sure one is"
        widget = widget.nextInFocusChain()
