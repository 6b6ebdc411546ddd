"""Icons are drawn by ourselves on one grid, take the colour of their role and turn with the page."""

from __future__ import annotations

import logging
import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from quizapp.resources import asset
from quizapp.ui.icons import app_icon, app_pixmap, directed, icon, icon_names, icon_pixmap
from quizapp.ui.shell.side_bar import Mark
from quizapp.ui.theme import theme

NAMES = icon_names()


def ink(image: QImage) -> list[tuple[int, int]]:
    """Return the pixels of a picture that are not see-through."""
    size = range(image.width())
    return [(x, y) for x in size for y in size if image.pixelColor(x, y).alpha() > 60]


def test_there_are_icons_for_every_place() -> None:
    assert len(NAMES) >= 45


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_keeps_to_the_grid(name: str) -> None:
    drawing = ET.fromstring((asset("icons") / f"{name}.svg").read_text("utf-8"))
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke") == "currentColor"
    assert (drawing.get("stroke-width"), drawing.get("stroke-linecap")) == ("2", "round")
    assert drawing.get("stroke-linejoin") == "round"
    assert not re.search(r"#[0-9a-f]{3}", ET.tostring(drawing, "unicode"), re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_ink_and_stays_within_its_square(name: str) -> None:
    image = icon_pixmap(name, "text", 48, 1.0).toImage()
    spots = ink(image)
    assert len(spots) > 40
    middle = sum(x for x, _y in spots) / len(spots), sum(y for _x, y in spots) / len(spots)
    assert all(13 < part < 34 for part in middle), "it stands near the middle"


def test_an_icon_has_the_colour_of_its_role() -> None:
    image = icon_pixmap("check", "ok", 48, 1.0).toImage()
    solid = [image.pixelColor(*spot) for spot in ink(image)]
    darkest = max(solid, key=QColor.alpha)
    assert darkest.name() == theme.color("ok").name()


def test_an_icon_is_sharp_on_a_screen_with_small_pixels() -> None:
    pixmap = icon_pixmap("flag", size=18, ratio=2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (36, 2.0)


def test_an_icon_is_drawn_once() -> None:
    first = icon_pixmap("house", "text2", 18, 1.0)
    assert icon_pixmap("house", "text2", 18, 1.0).cacheKey() == first.cacheKey()


def test_a_missing_icon_is_blank_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        pixmap = icon_pixmap("no-such-icon", size=18, ratio=1.0)
    assert pixmap.width() == 18
    assert ink(pixmap.toImage()) == []
    assert "no-such-icon" in caplog.text


def test_arrows_turn_round_when_the_page_does() -> None:
    assert directed("arrow-right", is_mirrored=True) == "arrow-left"
    assert directed("chevron-left", is_mirrored=True) == "chevron-right"
    assert directed("check", is_mirrored=True) == "check"
    assert directed("arrow-right", is_mirrored=False) == "arrow-right"


def test_menus_get_icons_too() -> None:
    assert not icon("download").isNull()


@pytest.mark.parametrize("size", [16, 32, 64, 256])
def test_the_icon_of_the_app_shows_a_key_in_a_receptor_at_every_size(size: int) -> None:
    image = app_pixmap(size).toImage()
    at = {
        "ground": image.pixelColor(size // 2, size - max(1, size // 24)),
        "receptor": image.pixelColor(size // 4, round(size * 0.7)),
        "key": image.pixelColor(round(size * 0.5), round(size * 0.47)),
    }
    assert at["ground"].blue() > at["ground"].red() + 60
    assert min(at["receptor"].getRgb()[:3]) > 220
    assert at["key"].red() > at["key"].blue() + 60


def test_the_app_has_its_icon_in_the_usual_sizes() -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 64, 256}


def test_the_mark_beside_the_name_shows_the_icon_of_the_app(qtbot: QtBot) -> None:
    mark = Mark(64)
    qtbot.addWidget(mark)
    mark.adjustSize()
    drawn, wanted = mark.grab().toImage(), app_pixmap(64).toImage()
    places = [(x, y) for x, y in ink(wanted) if wanted.pixelColor(x, y).alpha() == 255]
    assert len(places) > 1000
    assert all(drawn.pixelColor(x, y) == wanted.pixelColor(x, y) for x, y in places)
