"""The diagram of a question comes with its feedback, folded until it is wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.items import Item
from quizapp.domain.registers import DiagramPart, DiagramRow
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.diagrams.table import DiagramTable
from quizapp.ui.diagrams.view import DiagramView
from quizapp.ui.session.diagram_fold import DiagramFold
from quizapp.ui.session.page import SessionPage
from tests.ui.part_world import DIAGRAM, NUMBER, SPOT, add_part_items
from tests.ui.session_steps import Begin, part, press, settle, texts, tile

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key


@pytest.fixture
def pictured(world: Application) -> Item:
    """A question with a diagram that is not asked about."""
    add_part_items(world)
    item = replace(NUMBER, diagram=DIAGRAM.id)
    BankCompiler(world.database).save_item(item, 0)
    return item


def answer(page: SessionPage, qtbot: QtBot) -> None:
    field = next(one for one in page.findChildren(QLineEdit) if one.isVisible())
    qtbot.keyClicks(field, "1")
    press(qtbot, page, Key.Key_Return)


def pictures(page: SessionPage) -> list[DiagramView]:
    return [view for view in page.findChildren(DiagramView) if view.isVisible()]


def test_it_is_folded_until_it_is_asked_for(
    page: SessionPage, begin: Begin, qtbot: QtBot, pictured: Item
) -> None:
    begin(pictured)
    assert DIAGRAM.title not in texts(page)
    answer(page, qtbot)
    assert DIAGRAM.title in texts(page)
    assert pictures(page) == []
    button = part(page, "toggle-diagram")
    button.setFocus()
    press(qtbot, page, Key.Key_Space)
    (picture,) = pictures(page)
    assert picture.accessibleName() == DIAGRAM.alt
    assert picture.height() > 200
    assert button.text() == "Hide the diagram"
    button.click()
    assert pictures(page) == []


def test_opened_once_it_is_open_for_the_questions_after(
    page: SessionPage, begin: Begin, qtbot: QtBot, pictured: Item, world: Application
) -> None:
    another = replace(pictured, id="another")
    BankCompiler(world.database).save_item(another, 1)
    begin(pictured, another)
    answer(page, qtbot)
    part(page, "toggle-diagram").click()
    press(qtbot, page, Key.Key_Return)
    assert pictures(page) == []
    answer(page, qtbot)
    assert len(pictures(page)) == 1


def test_it_is_there_again_when_an_answer_is_looked_at_from_the_summary(
    page: SessionPage, begin: Begin, qtbot: QtBot, pictured: Item
) -> None:
    begin(pictured)
    answer(page, qtbot)
    press(qtbot, page, Key.Key_Return)
    buttons = page.findChildren(QPushButton)
    next(one for one in buttons if one.accessibleName() == "Review question 1").click()
    settle()
    assert part(page, "toggle-diagram").text() == "Show the diagram"


def test_it_is_explored_elsewhere(
    page: SessionPage, begin: Begin, qtbot: QtBot, pictured: Item
) -> None:
    begin(pictured)
    answer(page, qtbot)
    with qtbot.waitSignal(page.diagram_requested) as wanted:
        part(page, "explore-diagram").click()
    assert wanted.args == [DIAGRAM.id]


def test_a_diagram_that_was_answered_in_is_not_shown_twice(
    page: SessionPage, begin: Begin, qtbot: QtBot, pictured: Item
) -> None:
    begin(SPOT)
    tile(page, DIAGRAM.parts[0].label).click()
    press(qtbot, page, Key.Key_Return)
    assert len(pictures(page)) == 1
    assert not page.findChild(DiagramFold).isVisible()


def test_a_diagram_that_is_a_table_is_shown_as_one(qtbot: QtBot) -> None:
    table = replace(
        DIAGRAM,
        file=None,
        parts=(DiagramPart("class", "Class", "A class by action."),),
        columns=("Ketamine", "Opioids"),
        rows=(DiagramRow("class", ("An anesthetic", "Pain relief"), ()),),
    )
    fold = DiagramFold()
    qtbot.addWidget(fold)
    fold.resize(480, 400)
    fold.show_diagram(table)
    fold.show()
    part(fold, "toggle-diagram").click()
    shown = fold.findChild(DiagramTable)
    assert shown.isVisible()
    assert shown.model().index(0, 2).data() == "Pain relief"
    fold.show_diagram(DIAGRAM)
    assert not shown.isVisible()
