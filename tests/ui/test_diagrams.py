"""Diagrams are drawn from one template in every look, and their parts can be pointed at."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.part_items import Hotspot
from quizapp.domain.registers import Registers
from quizapp.exchange.native_registers import load_registers
from quizapp.resources import asset, questions_dir
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.diagrams import template
from quizapp.ui.diagrams.parts_list import PartsList
from quizapp.ui.diagrams.template import drawing, part_bounds, renderer, without_group
from quizapp.ui.diagrams.view import DiagramView
from quizapp.ui.theme import theme
from tests.colour_vision import seen_without_green
from tests.ui.part_world import DIAGRAM
from tests.ui.session_steps import settle
from tests.ui.test_theme import contrast

FILES = sorted(path.name for path in asset("diagrams").glob("*.svg"))
PARTS = ("glutamate-site", "glycine-site", "ketamine-site", "glun1")


@pytest.fixture(scope="module")
def registers() -> Registers:
    loaded = load_registers(questions_dir())
    assert loaded.registers is not None
    return loaded.registers


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
    corners = (part.topLeft(), part.topRight(), part.bottomLeft(), part.bottomRight())
    assert badge.center() in corners


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


def test_where_there_are_labels_letters_cover_neither_them_nor_each_other(
    qtbot: QtBot, registers: Registers
) -> None:
    for diagram in registers.diagrams.values():
        view = DiagramView(max_width=None, is_quiet=True)
        qtbot.addWidget(view)
        view.resize(560, 360)
        view.show_diagram(diagram, [part.id for part in diagram.parts])
        badges = [view.badge_rect(part.id) for part in diagram.parts] if diagram.file else []
        for number, badge in enumerate(badges):
            assert view.picture_rect().contains(badge)
            inner = badge.adjusted(3, 3, -3, -3)
            assert not any(inner.intersects(other) for other in badges[number + 1 :]), diagram.id


def test_letters_stand_in_the_same_places_in_the_dark(
    qtbot: QtBot, registers: Registers, look: Callable[..., None]
) -> None:
    for diagram in registers.diagrams.values():
        view = DiagramView(max_width=None, is_quiet=True)
        qtbot.addWidget(view)
        view.resize(560, 360)
        places = []
        for dark in (False, True):
            look(dark=dark)
            view.show_diagram(diagram, [part.id for part in diagram.parts])
            places.append([view.badge_rect(part.id) for part in diagram.parts if diagram.file])
        assert places[0] == places[1], diagram.id


def test_a_drawing_can_say_where_a_letter_goes(qtbot: QtBot, registers: Registers) -> None:
    view = DiagramView(max_width=None)
    qtbot.addWidget(view)
    view.resize(1120, 720)
    view.show_diagram(registers.diagrams["DG04"], ["full-agonist"])
    assert view.badge_rect("full-agonist").center() == QPointF(448, 194)


def test_in_a_quiet_picture_only_the_chosen_part_is_outlined(
    view: DiagramView, qtbot: QtBot
) -> None:
    around = view.part_rect("ketamine-site").toRect().adjusted(-6, -6, 6, 6)
    loud = view.grab(around).toImage()
    quiet_view = DiagramView(is_quiet=True)
    qtbot.addWidget(quiet_view)
    quiet_view.resize(560, 360)
    quiet_view.show_diagram(DIAGRAM, PARTS, is_question=True, name="A diagram")
    quiet = quiet_view.grab(around).toImage()
    assert quiet != loud
    quiet_view.set_marks({"ketamine-site": "chosen"})
    assert quiet_view.grab(around).toImage() != quiet


def test_a_drawing_that_is_none_is_told_in_words(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "dg02.svg").write_text("no drawing at all", encoding="utf-8")
    monkeypatch.setattr(template, "asset", lambda name: tmp_path / name)
    template._template.cache_clear()
    view = DiagramView()
    qtbot.addWidget(view)
    with qtbot.captureExceptions() as raised, caplog.at_level(logging.ERROR):
        view.show_diagram(DIAGRAM, PARTS)
    view.show()
    settle()
    assert raised == []
    assert "dg02.svg is no SVG drawing" in caplog.text
    assert view.is_missing
    assert view.heightForWidth(300) > view.heightForWidth(560)
    template._template.cache_clear()


def test_the_letters_of_a_question_do_not_cover_each_other(
    qtbot: QtBot, registers: Registers, app: Application
) -> None:
    spots = [i for i in BankCompiler(app.database).active_items() if isinstance(i, Hotspot)]
    assert spots
    for item in spots:
        view = DiagramView()
        qtbot.addWidget(view)
        view.resize(560, 360)
        parts = [region.part for region in item.regions]
        view.show_diagram(registers.diagrams[item.diagram or ""], parts, is_question=True, name="x")
        badges = [view.badge_rect(part) for part in parts]
        for number, badge in enumerate(badges):
            assert not any(badge.intersects(other) for other in badges[number + 1 :]), item.id


def test_all_places_of_the_nmda_receptor_are_marked_in_the_open_drawing() -> None:
    drawn = renderer("dg01.svg", is_question=True)
    places = ("glycine-site", "glutamate-site", "gate", "magnesium-site", "pore", "ion-flow")
    assert min(part_bounds(drawn, place).left() for place in places) > 280


def test_every_part_of_every_diagram_is_in_its_drawing(registers: Registers) -> None:
    for diagram in registers.diagrams.values():
        if diagram.file is None:
            continue
        drawn = renderer(diagram.file, is_question=True)
        for part in diagram.parts:
            assert part_bounds(drawn, part.id).width() > 8, f"{diagram.id} {part.id}"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_marks_stand_out_for_those_who_cannot_tell_red_from_green(
    look: Callable[..., None], dark: bool
) -> None:
    look(dark=dark)
    for ground in ("sunken", "surface"):
        for mark in ("ok", "bad", "warn", "t1", "t4", "text2", "text3"):
            pair = QImage(2, 1, QImage.Format.Format_RGB32)
            pair.setPixelColor(0, 0, theme.color(ground))
            pair.setPixelColor(1, 0, theme.color(mark))
            seen = seen_without_green(pair)
            assert contrast(*(seen.pixelColor(x, 0).name() for x in (0, 1))) >= 3, (mark, ground)


def test_a_grey_is_seen_as_the_same_grey_and_red_and_green_alike() -> None:
    picture = QImage(4, 1, QImage.Format.Format_RGB32)
    for x, color in enumerate(("#808080", "#b05020", "#6c7a20", "#2040c0")):
        picture.setPixelColor(x, 0, QColor(color))
    seen = seen_without_green(picture)
    grey, red, green, blue = (seen.pixelColor(x, 0) for x in range(4))
    assert abs(grey.red() - 128) + abs(grey.blue() - 128) < 6
    assert abs(red.hue() - green.hue()) < 15
    assert abs(red.hue() - blue.hue()) > 100
