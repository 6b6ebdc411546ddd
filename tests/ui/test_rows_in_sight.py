"""Keys that move through a table, or sort it, keep the current row in sight."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, column
from quizapp.ui.components.tables import Table
from quizapp.ui.trainer.report_tables import Line, SortableRows, SortableTable

RISING, FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def page(qtbot: QtBot) -> ScrollPage:
    """A page on which a dozen rows can be seen."""
    made = ScrollPage()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    return made


@pytest.fixture
def table(page: ScrollPage) -> SortableTable:
    """A table of forty rows on the page."""
    made = SortableTable(SortableRows(("No.", "Name")), {0: 60}, "People", stretch=1)
    page.set_content(column(Label("People", "title"), made, None))
    made.show_lines([Line(at, (str(at), f"P{at:02}"), (at, at)) for at in range(40)], 0, RISING)
    made.setFocus()
    QTest.qWait(1)
    return made


def is_seen(table: Table) -> bool:
    """Whether all of the current row is seen."""
    row = table.visualRect(table.currentIndex())
    return table.viewport().visibleRegion().boundingRect().contains(row)


def test_the_page_goes_along_with_the_arrow_keys(qtbot: QtBot, table: SortableTable) -> None:
    table.choose_row(0)
    for _step in range(30):
        qtbot.keyClick(table, Qt.Key.Key_Down)
        assert is_seen(table)
    qtbot.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert is_seen(table)
    assert not table.horizontalHeader().visibleRegion().isEmpty()


# What the offscreen platform says of every menu.
@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_sorting_by_a_key_shows_the_row_that_is_chosen(qtbot: QtBot, table: SortableTable) -> None:
    table.choose_row(1)
    assert is_seen(table)
    qtbot.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    menu = table.findChild(QMenu, "sort-menu")
    menu.setActiveAction(menu.actions()[-1])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert table.currentIndex().row() == 38
    assert is_seen(table)


def test_a_table_to_which_the_focus_goes_in_passing_does_not_move_the_page(
    page: ScrollPage, table: SortableTable
) -> None:
    table.clearFocus()
    table.setCurrentIndex(QModelIndex())
    page.body.layout().setContentsMargins(24, 600, 24, 24)
    QTest.qWait(1)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.currentIndex().row() == 0
    assert page.verticalScrollBar().value() == 0


def test_a_click_on_a_head_does_not_move_the_page(qtbot: QtBot, table: SortableTable) -> None:
    table.choose_row(1)
    head = table.horizontalHeader()
    place = head.viewport().rect().center()
    for _way in (RISING, FALLING):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.currentIndex().row() == 38
    assert not head.visibleRegion().isEmpty()


def test_a_table_that_scrolls_by_itself_shows_the_chosen_row_after_sorting(
    table: SortableTable,
) -> None:
    table.setMinimumHeight(0)
    table.setFixedHeight(200)
    table.choose_row(1)
    table.sortByColumn(0, FALLING)
    assert table.currentIndex().row() == 38
    assert is_seen(table)
