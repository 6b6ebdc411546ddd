"""Diagrams under Practise: all of them as cards, and one to be walked through part by part."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.diagram_library import DiagramEntry
from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage
from quizapp.ui.diagrams import template
from quizapp.ui.diagrams.table import DiagramTable
from quizapp.ui.diagrams.thumbnail import Thumbnail
from quizapp.ui.diagrams.view import DiagramView
from quizapp.ui.diagrams.zoom_pane import ZoomPane
from quizapp.ui.pages.practise import PractisePage
from quizapp.ui.pages.practise.diagrams import DiagramCard
from quizapp.ui.session.evidence import ReferenceRow
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.theme import theme
from tests.ui.session_steps import settle, texts, tiles

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> PractisePage:
    made = PractisePage(desk)
    qtbot.addWidget(made)
    made.resize(1060, 840)
    made.refresh()
    made.open_at(Place(page="practise", part="diagrams"))
    made.show()
    made.activateWindow()
    settle()
    return made


def explore(page: PractisePage, diagram: str) -> DiagramEntry:
    page.open_at(Place(page="practise", diagram=diagram))
    settle()
    entries = page.desk.application.diagrams.diagrams()
    return next(entry for entry in entries if entry.diagram.id == diagram)


def explore_parts(page: PractisePage) -> Iterator[str]:
    """Step through the parts of the second diagram, and yield the id of each in its turn."""
    for part in page.desk.application.diagrams.diagrams()[1].diagram.parts:
        yield part.id
        button(page, "next-part").click()
        settle()


def label(page: PractisePage, name: str) -> str:
    found = page.findChild(Label, name)
    assert found is not None
    return found.text()


def button(page: PractisePage, name: str) -> QAbstractButton:
    found = page.findChild(QPushButton, name)
    assert found is not None
    return found


def press(qtbot: QtBot, page: PractisePage, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page, key)
        settle()


def test_there_is_a_card_for_each_diagram(page: PractisePage) -> None:
    cards = page.findChildren(DiagramCard)
    entries = page.desk.application.diagrams.diagrams()
    assert [card.accessibleName() for card in cards] == [
        f"Explore {entry.diagram.title}" for entry in entries
    ]
    assert cards[1].accessibleDescription() == "9 parts · 2 questions"


def test_a_diagram_is_explored_with_the_keyboard_alone(qtbot: QtBot, page: PractisePage) -> None:
    card = page.findChild(DiagramCard, "diagram-DG02")
    card.setFocus()
    press(qtbot, page, Key.Key_Return)
    parts = page.desk.application.diagrams.diagrams()[1].diagram.parts
    assert tiles(page)[0].hasFocus()
    assert label(page, "part-label") == parts[0].label
    press(qtbot, page, Key.Key_Down, Key.Key_Down)
    assert label(page, "part-text") == parts[0].text
    press(qtbot, page, Key.Key_Return)
    assert label(page, "part-text") == parts[2].text
    assert tiles(page)[2].isChecked()
    press(qtbot, page, Key.Key_Escape)
    assert card.isVisible()
    assert card.hasFocus()


def test_in_a_low_window_the_page_follows_the_keyboard_and_then_shows_the_text(
    qtbot: QtBot, page: PractisePage
) -> None:
    page.resize(740, 500)
    explore(page, "DG02")
    ground = page.findChild(ScrollPage).viewport()

    def in_sight(widget: QWidget) -> bool:
        return ground.rect().contains(widget.mapTo(ground, widget.rect().center()))

    for _press in range(8):
        press(qtbot, page, Key.Key_Down)
    assert in_sight(tiles(page)[8])
    press(qtbot, page, Key.Key_Return)
    text = page.findChild(Label, "part-text")
    assert in_sight(text)
    assert text.text().startswith("No ions arrive here")


def test_next_and_previous_go_through_all_parts(page: PractisePage) -> None:
    parts = explore(page, "DG10").diagram.parts
    seen = [label(page, "part-label")]
    while button(page, "next-part").isEnabled():
        button(page, "next-part").click()
        seen.append(label(page, "part-label"))
    assert seen == [part.label for part in parts]
    assert f"Part D of {len(parts)}" in texts(page)
    button(page, "previous-part").click()
    assert label(page, "part-label") == parts[-2].label


def test_at_the_end_the_keyboard_goes_to_the_button_that_is_left(
    qtbot: QtBot, page: PractisePage
) -> None:
    explore(page, "DG10")
    button(page, "next-part").setFocus()
    press(qtbot, page, Key.Key_Space, Key.Key_Space, Key.Key_Space)
    assert not button(page, "next-part").isEnabled()
    assert button(page, "previous-part").hasFocus()


def test_a_click_in_the_picture_explains_the_part(qtbot: QtBot, page: PractisePage) -> None:
    explore(page, "DG02")
    view = page.findChild(DiagramView)
    spot = view.badge_rect("ketamine-site").center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
    assert label(page, "part-label") == "Cavity between gate and filter"


def test_caution_words_and_references_stand_with_the_picture(page: PractisePage) -> None:
    entry = explore(page, "DG09")
    shown = texts(page)
    assert entry.diagram.caution in shown
    assert entry.diagram.alt in shown
    rows = [row for row in page.findChildren(ReferenceRow) if row.isVisible()]
    assert len(rows) == len(entry.references)
    for reference in entry.references:
        assert f"{reference.org}, {reference.year}" in shown


def test_the_questions_on_a_diagram_are_practised(qtbot: QtBot, page: PractisePage) -> None:
    entry = explore(page, "DG04")
    assert f"{len(entry.item_ids)} questions use this diagram." in texts(page)
    with qtbot.waitSignal(page.run_started) as started:
        button(page, "practise-diagram").click()
    session = page.desk.application.sessions.open(started.args[0])
    assert session.total == len(entry.item_ids)


def test_without_questions_there_is_nothing_to_practise(page: PractisePage) -> None:
    explore(page, "DG05")
    assert "No question uses this diagram yet." in texts(page)
    assert not button(page, "practise-diagram").isVisible()


def test_at_200_percent_the_picture_is_scrolled_to_the_part(page: PractisePage) -> None:
    explore(page, "DG02")
    pane, view = page.findChild(ZoomPane), page.findChild(DiagramView)
    assert view.width() == pane.viewport().width()
    assert pane.focusPolicy() == Qt.FocusPolicy.NoFocus
    high = pane.height()
    page.findChild(Segmented, "zoom").button(2).click()
    settle()
    assert view.width() == 1120
    assert pane.height() == high
    assert pane.focusPolicy() == Qt.FocusPolicy.StrongFocus
    for part in explore_parts(page):
        place = view.part_rect(part).toRect().translated(view.pos())
        assert pane.viewport().rect().contains(place.center())


def test_the_comparison_is_a_table_that_is_read_cell_by_cell(
    qtbot: QtBot, page: PractisePage
) -> None:
    entry = explore(page, "DG05")
    table = page.findChild(DiagramTable)
    assert table.hasFocus()
    found = QAccessible.queryAccessibleInterface(table)
    assert found.role() == QAccessible.Role.Table
    inside = [found.child(index) for index in range(found.childCount())]
    said = [one.text(QAccessible.Text.Name) for one in inside]
    for row in entry.diagram.rows:
        assert set(row.cells) < set(said)
    assert {"Ketamine", "Opioids"} < set(said)
    press(qtbot, page, Key.Key_Down, Key.Key_Down)
    assert label(page, "part-label") == "Effect on breathing"
    assert "Row 3 of 8" in texts(page)
    assert "Rests on: FDA" in texts(page)
    button(page, "next-part").click()
    assert table.currentIndex().row() == 3


def test_no_cell_of_the_table_is_cut(page: PractisePage) -> None:
    explore(page, "DG05")
    table = page.findChild(DiagramTable)
    for line in range(8):
        for column in range(3):
            text = table.model().index(line, column).data()
            room = QRect(0, 0, table.columnWidth(column) - 20, 1000)
            needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text)
            assert needed.height() <= table.rowHeight(line)


def test_a_missing_picture_is_told_in_words_and_logged(
    page: PractisePage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    template._template.cache_clear()
    monkeypatch.setattr(template, "asset", lambda name: Path("nowhere") / name)
    with caplog.at_level(logging.ERROR):
        entry = explore(page, "DG03")
    view = page.findChild(DiagramView)
    assert view.is_missing
    assert view.accessibleName() == entry.diagram.alt
    assert view.height() > 60
    assert entry.diagram.alt not in texts(page)
    assert "The diagram dg03.svg cannot be read" in caplog.text
    assert not page.findChild(Segmented, "zoom").isEnabled()
    assert len(tiles(page)) == len(entry.diagram.parts)


def test_in_the_list_a_missing_picture_is_an_icon(
    qtbot: QtBot, page: PractisePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagram = page.desk.application.diagrams.diagrams()[0].diagram
    drawn, missing = Thumbnail(diagram), Thumbnail(replace(diagram, file="none.svg"))
    table = Thumbnail(replace(diagram, file=None))
    colours = []
    for small in (drawn, missing, table):
        qtbot.addWidget(small)
        small.resize(280, 180)
        image = small.grab().toImage()
        colours.append({image.pixel(x, y) for x in range(0, 280, 2) for y in range(0, 180, 2)})
    assert theme.color("t4").rgb() in colours[0]
    assert len(colours[1]) < len(colours[0]) / 2
    assert theme.color("text3").rgb() in colours[1]
    assert theme.color("accent").rgb() in colours[2]


def test_the_explored_diagram_stays_open_while_other_tabs_are_looked_at(
    page: PractisePage,
) -> None:
    explore(page, "DG06")
    page.open_at(Place(page="practise", topic="misconceptions"))
    page.open_at(Place(page="practise", part="diagrams"))
    assert label(page, "diagram-title") == "Overdose response steps"
    assert not any(card.isVisible() for card in page.findChildren(DiagramCard))


def test_without_banks_there_are_no_diagrams(page: PractisePage) -> None:
    page.desk.application.database.execute("DELETE FROM entry WHERE register = 'diagram'")
    page.refresh()
    settle()
    assert "No diagrams yet" in texts(page)
