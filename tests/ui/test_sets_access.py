"""A set can be used with the keyboard and assistive technology, in every size and direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible

from quizapp.ui.sitting.page import SittingPage
from tests.ui.looking import LOOKS, assert_in_sight, walk
from tests.ui.session_steps import part, settle, tile

# What is shown here is shown, and measured, in the tests of what it is part of as well.
pytestmark = pytest.mark.no_cover

if TYPE_CHECKING:
    from tests.ui.set_fixtures import Sit

pytest_plugins = ("tests.ui.set_fixtures",)


def screens(page: SittingPage) -> Iterator[str]:
    """Walk through a practice set and stop at each of its screens."""
    yield "start"
    part(page, "go").click()
    tile(page, "Cedar").click()
    settle()
    yield "question"
    part(page, "check").click()
    part(page, "flag").click()
    settle()
    yield "second question"
    part(page, "overview").click()
    settle()
    yield "overview"
    part(page, "go").click()
    settle()
    yield "end"
    part(page, "review_0").click()
    settle()
    yield "review"


def test_everything_that_takes_the_focus_has_a_name_and_a_role(sit: Sit) -> None:
    page, _ = sit("practice", 2, "minutes: 10")
    for screen in screens(page):
        for node in walk(QAccessible.queryAccessibleInterface(page)):
            if node.state().focusable and node.object() is not page:
                name = node.text(QAccessible.Text.Name)
                assert name.strip(), f"{screen}: {node.object()} has no name"
                assert node.role() != QAccessible.Role.NoRole, f"{screen}: {name} has no role"


@pytest.mark.parametrize("name", LOOKS)
@pytest.mark.parametrize("size", [(1280, 840), (960, 640)], ids=["usual", "small"])
def test_nothing_is_cut_at_any_look_and_size(
    sit: Sit, look: Callable[..., None], name: str, size: tuple[int, int]
) -> None:
    look(**LOOKS[name])
    page, _ = sit("practice", 2, "minutes: 10")
    page.resize(*size)
    settle()
    assert_in_sight(page, screens(page))
    assert (page.width(), page.height()) == size


def test_a_mirrored_set_has_its_way_on_at_the_left(mirrored: None, sit: Sit) -> None:
    page, _ = sit("practice", 2, "minutes: 10")
    for screen in screens(page):
        assert_in_sight(page, [screen])
        if screen == "question":
            check = part(page, "check")
            assert check.mapTo(page, check.rect().center()).x() < page.width() / 2
