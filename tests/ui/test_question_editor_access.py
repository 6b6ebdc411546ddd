"""The editor by keyboard and assistive technology, in every size and direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.domain.kinds import KINDS
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.editor.fields import EditArea
from tests.ui.editor_steps import Hands
from tests.ui.looking import LOOKS, beyond, cut, walk

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover

Text = QAccessible.Text


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk) -> Iterator[Callable[..., Hands]]:
    """Opens a shipped question of a kind in the editor."""
    pages: list[QWidget] = []

    def open_one(kind: str, size: tuple[int, int] = (1240, 860)) -> Hands:
        hands = Hands(qtbot, desk, size)
        row = desk.application.database.row(
            "SELECT id FROM item WHERE kind = ? ORDER BY id", (kind,)
        )
        assert row is not None
        pages.append(hands.page)
        hands.copy(row[0])
        qtbot.wait(250)
        return hands

    yield open_one
    for page in pages:
        page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    opened: Callable[..., Hands], kind: str
) -> None:
    hands = opened(kind)
    root = QAccessible.queryAccessibleInterface(hands.page)
    focusable = [one for one in walk(root) if one.state().focusable]
    assert len(focusable) > 20
    assert [one.object() for one in focusable if not one.text(Text.Name).strip()] == []
    assert [one.object() for one in focusable if one.role() == QAccessible.Role.NoRole] == []


@pytest.mark.parametrize("look_name", LOOKS)
@pytest.mark.parametrize("kind", ["two_tier", "matching", "hotspot", "numeric"])
def test_nothing_is_cut_in_the_smallest_window(
    opened: Callable[..., Hands], look: Callable[..., None], kind: str, look_name: str
) -> None:
    look(**LOOKS[look_name])
    hands = opened(kind, (872, 640))
    assert cut(hands.editor.form) == []
    assert beyond(hands.page) == []


def test_the_form_is_mirrored_for_languages_read_from_the_right(
    mirrored: None, opened: Callable[..., Hands]
) -> None:
    hands = opened("single_best")
    assert hands.editor.form.geometry().x() > hands.editor.preview.geometry().x()
    assert beyond(hands.page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_tab_goes_down_the_form_as_it_is_laid_out(opened: Callable[..., Hands], kind: str) -> None:
    hands = opened(kind)
    form = hands.editor.form
    stops: list[QWidget] = []
    widget = form.nextInFocusChain()
    while widget is not form:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(form):
            stops += [widget] if form.isAncestorOf(widget) else []
        widget = widget.nextInFocusChain()
    tops = [stop.mapTo(form, QPoint(0, 0)).y() for stop in stops]
    bottoms = [top + stop.height() for top, stop in zip(tops, stops, strict=True)]
    assert len(stops) > 15
    assert all(later > top for top, later in zip(tops, bottoms[1:], strict=False))


def test_tab_goes_through_the_whole_form_and_leaves_every_field(
    qtbot: QtBot, opened: Callable[..., Hands]
) -> None:
    hands = opened("single_best")
    hands.editor.begin()
    passed: list[QWidget] = []
    for _press in range(200):
        widget = hands.page.focusWidget()
        if widget in passed:
            break
        passed.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    else:
        raise AssertionError("Tab never comes round")
    names = [widget.objectName() for widget in passed]
    areas = [one for one in hands.editor.form.findChildren(EditArea) if one.isVisible()]
    assert set(areas) <= set(passed)
    assert {"add-options", "add-citations", "mark-passage", "reader", "publish", "why"} <= set(
        names
    )
