"""A part of a diagram is marked in the picture or in the list, and every part is reviewed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.answers import RegionAnswer
from quizapp.ui.diagrams.view import DiagramView
from tests.ui.part_world import DIAGRAM, SPOT, Show, add_part_items
from tests.ui.session_steps import Begin, press, settle, texts, tiles

pytest_plugins = ("tests.ui.session_fixtures", "tests.ui.part_fixtures")


def picture(view: QWidget) -> DiagramView:
    found = view.findChild(DiagramView)
    assert found is not None
    return found


def test_the_parts_are_lettered_radio_buttons_in_the_order_of_the_item(shown: Show) -> None:
    view, _session = shown(SPOT)
    assert [one.accessibleName() for one in tiles(view)] == [
        "Part A: Square site on GluN2",
        "Part B: Round site on GluN1",
        "Part C: Cavity between gate and filter",
        "Part D: GluN1 subunit",
    ]
    role = QAccessible.queryAccessibleInterface(tiles(view)[0]).role()
    assert role == QAccessible.Role.RadioButton
    assert view.answer() is None


def test_nothing_that_is_said_gives_the_answer_away(shown: Show) -> None:
    view, _session = shown(SPOT)
    said = texts(view) + picture(view).accessibleName()
    said += " ".join(one.accessibleName() + one.accessibleDescription() for one in tiles(view))
    assert "etamine" not in said
    assert picture(view).accessibleName().startswith("Diagram with 4 lettered parts")


def test_a_click_on_a_part_chooses_it_in_the_list_too(shown: Show, qtbot: QtBot) -> None:
    view, _session = shown(SPOT)
    spot = picture(view).badge_rect("ketamine-site").center().toPoint()
    qtbot.mouseClick(picture(view), Qt.MouseButton.LeftButton, pos=spot)
    assert view.answer() == RegionAnswer("pore")
    assert [one.isChecked() for one in tiles(view)] == [False, False, True, False]


def test_a_letter_chooses_a_part(
    page: QWidget, begin: Begin, world: Application, qtbot: QtBot
) -> None:
    add_part_items(world)
    begin(SPOT)
    press(qtbot, page, Qt.Key.Key_C)
    assert page.frame.run.pane.answer() == RegionAnswer("pore")
    press(qtbot, page, Qt.Key.Key_Return)
    assert tiles(page)[2].accessibleName().startswith("Your answer, correct. C. Cavity")


def test_review_says_of_each_part_whether_and_why(shown: Show) -> None:
    view, session = shown(SPOT)
    view.review(session.answer(RegionAnswer("gly"), None, 1000))
    assert [one.review_state for one in tiles(view)] == ["dim", "wrong", "right", "dim"]
    assert [one.accessibleDescription() for one in tiles(view)] == [
        region.rationale for region in SPOT.regions
    ]
    assert tiles(view)[1].accessibleName().startswith("Critical error.")
    assert picture(view).accessibleName() == DIAGRAM.alt


def test_a_reviewed_picture_can_no_longer_be_answered(shown: Show, qtbot: QtBot) -> None:
    view, session = shown(SPOT)
    view.choose(0)
    view.review(session.answer(RegionAnswer("gly"), None, 1000))
    settle()
    with qtbot.assertNotEmitted(view.changed):
        spot = picture(view).badge_rect("ketamine-site").center().toPoint()
        qtbot.mouseClick(picture(view), Qt.MouseButton.LeftButton, pos=spot)


def test_without_an_answer_only_the_right_part_is_marked(shown: Show) -> None:
    view, session = shown(SPOT)
    session.time_out()
    view.review(session.feedback(0))
    assert [one.review_state for one in tiles(view)] == ["dim", "dim", "right", "dim"]
