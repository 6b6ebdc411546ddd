"""An answer can be chosen with mouse and keys, grows with its text, and says what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components.layouts import column
from quizapp.ui.components.option_tile import OptionTile
from quizapp.ui.theme import theme

SHORT = "It is a receptor"
LONG = "Naloxone moves opioids off their receptors and does nothing at those of other drugs. " * 2


def role_of(tile: OptionTile) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(tile).role()


def name_of(tile: OptionTile) -> str:
    return QAccessible.queryAccessibleInterface(tile).text(QAccessible.Text.Name)


def painted(tile: OptionTile, width: int = 500) -> QImage:
    tile.resize(width, tile.heightForWidth(width))
    return tile.grab().toImage()


@pytest.fixture
def tile(qtbot: QtBot) -> OptionTile:
    tile = OptionTile("B", SHORT)
    qtbot.addWidget(tile)
    return tile


def test_a_tile_wraps_its_text_and_grows(tile: OptionTile) -> None:
    one_line = tile.heightForWidth(700)
    tile.set_content("B", LONG)
    assert one_line == 52
    assert tile.heightForWidth(700) > one_line
    assert tile.heightForWidth(300) > tile.heightForWidth(700)


def test_a_tile_grows_with_the_text_scale(tile: OptionTile, look: Callable[..., None]) -> None:
    before = tile.heightForWidth(700)
    look(scale=1.5)
    assert tile.heightForWidth(700) == pytest.approx(before * 1.5, abs=2)


def test_a_tile_is_a_radio_button_or_a_check_box(tile: OptionTile) -> None:
    assert role_of(tile) == QAccessible.Role.RadioButton
    tile.set_multiple(True)
    assert role_of(tile) == QAccessible.Role.CheckBox


def test_a_tile_says_its_key_and_text(tile: OptionTile) -> None:
    assert name_of(tile) == f"Option B: {SHORT}"
    assert tile.text() == SHORT


@pytest.mark.parametrize(
    ("state", "spoken"),
    [
        ("right", "Correct answer. "),
        ("wrong", "Your answer, not correct. "),
        ("missed", "Correct answer that you missed. "),
        ("dim", "Not chosen. "),
        ("idle", ""),
    ],
)
def test_a_tile_under_review_says_what_it_was(tile: OptionTile, state: str, spoken: str) -> None:
    tile.set_review(state, "Because it is so.")  # type: ignore[arg-type]
    assert name_of(tile) == f"{spoken}Option B: {SHORT}"
    assert tile.accessibleDescription() == "Because it is so."
    assert tile.review_state == state


def test_a_harmful_choice_is_named_a_critical_error(tile: OptionTile) -> None:
    tile.set_review("wrong", "It would do harm.", harm=True)
    assert name_of(tile).startswith("Critical error. Your answer")


def test_a_rationale_makes_room_for_itself(tile: OptionTile) -> None:
    tile.set_review("dim")
    bare = tile.heightForWidth(500)
    tile.set_review("dim", LONG)
    assert tile.heightForWidth(500) > bare + theme.line_height("label")


@pytest.mark.parametrize(
    ("state", "ground", "disc"),
    [("right", "ok_soft", "ok"), ("wrong", "bad_soft", "bad"), ("dim", "surface", "sunken")],
)
def test_a_tile_under_review_has_the_colours_of_its_state(
    tile: OptionTile, state: str, ground: str, disc: str
) -> None:
    tile.set_review(state)  # type: ignore[arg-type]
    image = painted(tile)
    assert image.pixelColor(400, 8) == theme.color(ground)
    assert image.pixelColor(18, 26) == theme.color(disc)


def test_a_missed_answer_has_a_dashed_edge(tile: OptionTile) -> None:
    tile.set_review("missed")
    image = painted(tile)
    edge = {image.pixelColor(x, 0).name() for x in range(60, 400)}
    assert len(edge) > 1, "dashes and gaps differ"


def test_a_chosen_tile_stands_out(tile: OptionTile) -> None:
    plain = painted(tile)
    tile.setChecked(True)
    chosen = painted(tile)
    assert chosen.pixelColor(400, 8) == theme.color("accent_soft")
    assert chosen.pixelColor(250, 0) == theme.color("accent")
    assert plain != chosen


def test_the_badge_stands_at_the_other_side_when_mirrored(
    qtbot: QtBot, mirrored: None, tile: OptionTile
) -> None:
    tile.setChecked(True)
    image = painted(tile)
    assert image.pixelColor(500 - 18, 26) == theme.color("accent")
    assert image.pixelColor(18, 26) == theme.color("accent_soft")


def test_a_press_anywhere_on_a_tile_chooses_it(qtbot: QtBot, tile: OptionTile) -> None:
    painted(tile)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(490, 45))
    assert tile.isChecked()


def test_a_tile_under_review_cannot_be_chosen(qtbot: QtBot, tile: OptionTile) -> None:
    tile.set_review("dim")
    painted(tile)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert not tile.isChecked()


def test_a_new_answer_is_chosen_by_nobody_and_has_no_review(tile: OptionTile) -> None:
    tile.set_review("wrong", "No.", "Yours")
    tile.set_content("C", "Another answer")
    assert tile.review_state == "idle"
    assert name_of(tile) == "Option C: Another answer"
    assert tile.accessibleDescription() == ""


def test_one_answer_takes_the_place_of_the_other(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    tiles = [OptionTile(key, SHORT) for key in "AB"]
    host.setLayout(column(*tiles))
    for tile in tiles:
        tile.click()
    assert [tile.isChecked() for tile in tiles] == [False, True]
    for tile in tiles:
        tile.set_multiple(True)
    tiles[0].click()
    assert [tile.isChecked() for tile in tiles] == [True, True]


def test_a_tile_under_review_can_be_reached_with_tab(tile: OptionTile) -> None:
    tile.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    tile.set_review("dim")
    assert tile.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_compact_tile_takes_less_room(tile: OptionTile) -> None:
    roomy = tile.heightForWidth(500)
    tile.set_compact(True)
    assert tile.heightForWidth(500) < roomy
