"""Diagrams are drawn from one template in every look, and their parts can be pointed at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from quizapp.resources import asset
from quizapp.ui.diagrams.parts_list import PartsList
from quizapp.ui.diagrams.template import drawing, part_bounds, renderer, without_group
from quizapp.ui.diagrams.view import DiagramView
from quizapp.ui.theme import theme
from tests.ui.part_world import DIAGRAM
from tests.ui.session_steps import settle

FILES = sorted(path.name for path in asset("diagrams").glob("*.svg"))
PARTS = ("glutamate-site", "glycine-site", "ketamine-site", "glun1")


@pytest.fixture
def view(qtbot: QtBot) -> DiagramView:
    view = DiagramView()
    qtbot.addWidget(view)
    view.resize(560, 360)
    view.show_diagram(DIAGRAM, PARTS, is_question=True, name="A diagram")
    view.show()
    settle()
    return view


def test_there_are_eleven_drawings() -> None:
    assert len(FILES) == 11


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_drawing_is_filled_with_the_colours_of_the_theme(
    look: Callable[..., None], file: str, dark: bool
) -> None:
    look(dark=dark)
    svg = drawing(file, is_question=False)
    assert "$" not in svg
    assert theme.hex("surface") in svg
    assert renderer(file, is_question=False).isValid()


@pytest.mark.parametrize("file", FILES)
def test_a_question_shows_neither_labels_nor_the_answer(file: str) -> None:
    svg = drawing(file, is_question=True)
    assert 'id="labels"' not in svg
    assert 'id="answer"' not in svg
    assert svg.count("<g") - svg.count("</g>") == 0
    assert renderer(file, is_question=True).isValid()


def test_a_group_is_left_out_with_the_groups_in_it_and_nothing_else() -> None:
    svg = '<svg><g id="a"><g/><g><path/></g></g><g id="b"><path/></g></svg>'
    assert without_group(svg, "a") == '<svg><g id="b"><path/></g></svg>'
    assert without_group(svg, "none") == svg


def test_parts_are_found_where_the_drawing_has_them(view: DiagramView) -> None:
    drawn = renderer("dg02.svg", is_question=True)
    for part in PARTS:
        assert part_bounds(drawn, part).width() > 10
        assert view.picture_rect().contains(view.part_rect(part))
    assert view.part_rect("glycine-site").x() < view.part_rect("glutamate-site").x()


def test_the_letter_of_a_small_part_is_in_its_middle(view: DiagramView) -> None:
    badge, part = view.badge_rect("ketamine-site"), view.part_rect("ketamine-site")
    assert (badge.center() - part.center()).manhattanLength() < 1


def test_the_letters_of_labelled_parts_are_at_their_corners(view: DiagramView) -> None:
    view.show_diagram(DIAGRAM, PARTS)
    badge, part = view.badge_rect("ketamine-site"), view.part_rect("ketamine-site")
    assert badge.center().x() < part.left()
    assert badge.center().y() < part.top()


def test_a_click_chooses_the_part_under_the_pointer(view: DiagramView, qtbot: QtBot) -> None:
    for part in PARTS:
        with qtbot.waitSignal(view.part_chosen) as chosen:
            spot = view.badge_rect(part).center().toPoint()
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot)
        assert chosen.args == [part]


def test_a_click_beside_all_parts_chooses_none(view: DiagramView, qtbot: QtBot) -> None:
    assert view.part_at(QPointF(5, 350)) == ""
    with qtbot.assertNotEmitted(view.part_chosen):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPointF(5, 350).toPoint())


def test_the_part_under_the_pointer_is_told(view: DiagramView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.part_hovered) as hovered:
        qtbot.mouseMove(view, view.badge_rect("glun1").center().toPoint())
    assert hovered.args == ["glun1"]
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor


@pytest.mark.parametrize("mark", ["chosen", "right", "wrong"])
def test_a_mark_is_seen(view: DiagramView, mark: str) -> None:
    around = view.part_rect("ketamine-site").toRect().adjusted(-6, -6, 6, 6)
    before = view.grab(around).toImage()
    view.set_marks({"ketamine-site": mark})
    assert view.grab(around).toImage() != before
    view.set_marks({})
    assert view.grab(around).toImage() == before


def test_right_and_wrong_differ_in_shape_and_not_only_in_colour(view: DiagramView) -> None:
    badge = view.badge_rect("ketamine-site").toRect()
    ink = {}
    for mark, role in (("right", "ok"), ("wrong", "bad")):
        view.set_marks({"ketamine-site": mark})
        image = view.grab(badge).toImage()
        ground = theme.color(role).rgb()
        points = [(x, y) for x in range(badge.width()) for y in range(badge.height())]
        ink[mark] = {point for point in points if image.pixel(*point) == ground}
    assert len(ink["right"] ^ ink["wrong"]) > 20


def test_the_picture_is_never_mirrored(view: DiagramView) -> None:
    before = view.part_rect("glycine-site")
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    assert view.part_rect("glycine-site") == before


def test_the_picture_grows_with_the_text_and_keeps_its_shape(
    view: DiagramView, look: Callable[..., None]
) -> None:
    assert view.heightForWidth(2000) == 360
    assert view.heightForWidth(280) == 180
    look(scale=2.0)
    assert view.heightForWidth(2000) == 720


def test_the_colours_follow_the_theme(view: DiagramView, look: Callable[..., None]) -> None:
    light = view.grab().toImage()
    look(dark=True)
    settle()
    assert view.grab().toImage().pixelColor(20, 340) != light.pixelColor(20, 340)


def test_the_list_of_parts_tells_what_is_chosen_and_where_the_keyboard_is(qtbot: QtBot) -> None:
    parts = PartsList()
    qtbot.addWidget(parts)
    parts.show_parts(DIAGRAM.parts[:3])
    parts.show()
    with qtbot.waitSignals([parts.part_chosen, parts.part_entered]):
        parts.choose(2)
    assert parts.chosen == "gate"
    assert parts.choose_part("glycine-site")
    assert parts.chosen == "glycine-site"
    assert not parts.choose_part("nothing")
