"""A run can be used with the keyboard and assistive technology, in every size and direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.domain.attempts import Mode
from quizapp.domain.items import Item
from quizapp.ui.components.labels import Label
from quizapp.ui.components.text_block import text_width
from quizapp.ui.session.page import SessionPage
from quizapp.ui.theme import theme
from tests.ui.looking import LOOKS, assert_in_sight, cut, walk
from tests.ui.session_steps import Begin, part, press, settle, tiles
from tests.ui.session_world import CASE_1, ITEMS, MULTI, SINGLE, TWO_TIER

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key


def screens(page: SessionPage, begin: Begin, qtbot: QtBot, *items: Item) -> Iterator[str]:
    """Walk through a run and stop at each of its screens."""
    begin(*items)
    for item in items:
        yield f"question {item.id}"
        press(qtbot, page, Key.Key_1, Key.Key_1, Key.Key_2)
        yield f"chosen {item.id}"
        press(qtbot, page, Key.Key_Return)
        yield f"feedback {item.id}"
        press(qtbot, page, Key.Key_Return)
    yield "summary"


def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    for screen in screens(page, begin, qtbot, *ITEMS):
        for node in walk(QAccessible.queryAccessibleInterface(page)):
            if node.state().focusable and node.object() is not page:
                name = node.text(QAccessible.Text.Name)
                assert name.strip(), f"{screen}: {node.object()} has no name"
                assert node.role() != QAccessible.Role.NoRole, f"{screen}: {name} has no role"


def test_options_and_confidence_are_radio_buttons_or_check_boxes(
    page: SessionPage, begin: Begin
) -> None:
    def role(widget: QWidget) -> QAccessible.Role:
        return QAccessible.queryAccessibleInterface(widget).role()

    begin(SINGLE)
    assert role(tiles(page)[0]) == QAccessible.Role.RadioButton
    assert role(page.frame.question_bar.confidence.button(0)) == QAccessible.Role.RadioButton
    begin(MULTI)
    assert role(tiles(page)[0]) == QAccessible.Role.CheckBox


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("size", [(1280, 840), (960, 640)], ids=["usual", "small"])
def test_nothing_is_cut_at_any_look_and_size(
    page: SessionPage,
    begin: Begin,
    qtbot: QtBot,
    look: Callable[..., None],
    name: str,
    size: tuple[int, int],
) -> None:
    look(**LOOKS[name])
    page.resize(*size)
    assert_in_sight(page, screens(page, begin, qtbot, SINGLE, TWO_TIER, CASE_1))
    assert (page.width(), page.height()) == size


def test_a_mirrored_run_has_its_way_on_at_the_left(
    mirrored: None, page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    assert_in_sight(page, screens(page, begin, qtbot, SINGLE, CASE_1))
    begin(SINGLE)
    check, leave = part(page, "check"), part(page, "leave")
    assert check.mapTo(page, check.rect().center()).x() < page.width() / 2
    assert leave.mapTo(page, leave.rect().center()).x() > page.width() / 2


def test_the_text_can_grow_while_a_question_is_shown(
    page: SessionPage, begin: Begin, look: Callable[..., None]
) -> None:
    page.resize(960, 640)
    begin(SINGLE)
    before = tiles(page)[0].height()
    look(scale=1.5, dark=True)
    settle()
    assert tiles(page)[0].height() > before
    assert cut(page) == []


def test_a_long_question_can_be_used_in_a_small_window(
    page: SessionPage, begin: Begin, qtbot: QtBot, look: Callable[..., None]
) -> None:
    look(scale=1.5)
    page.resize(960, 640)
    begin(TWO_TIER, mode=Mode.TEST)
    press(qtbot, page, Key.Key_2, Key.Key_3)
    last = tiles(page)[-1]
    bottom = last.mapTo(page, last.rect().bottomLeft()).y()
    assert last.isChecked()
    assert bottom < page.frame.question_bar.mapTo(page, last.rect().topLeft()).y()


def test_a_run_can_be_done_with_the_keyboard_alone(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(*ITEMS)
    for _item in ITEMS:
        press(qtbot, page, Key.Key_A, Key.Key_A, Key.Key_B, Key.Key_Return, Key.Key_Return)
    assert session.question() is None
    with qtbot.waitSignal(page.finished):
        press(qtbot, page, Key.Key_Return)


@pytest.mark.parametrize("is_answered", [False, True])
def test_a_change_of_text_size_reaches_the_whole_top_bar_at_once(
    page: SessionPage,
    begin: Begin,
    qtbot: QtBot,
    look: Callable[..., None],
    is_answered: bool,
) -> None:
    begin(SINGLE)
    if is_answered:
        press(qtbot, page, Key.Key_1, Key.Key_Return)
    labels = [label for label in page.frame.top.findChildren(Label) if label.isVisible()]
    assert [label.text() for label in labels] == ["1 of 1", "0:00"]
    for scale in (1.5, 0.9, 1.0):
        look(scale=scale)
        settle()
        wanted = theme.font("label", tabular=True)
        for label in labels:
            assert label.font() == wanted
            assert label.width() >= text_width(label.text(), wanted)
            assert label.height() <= page.frame.top.height()
