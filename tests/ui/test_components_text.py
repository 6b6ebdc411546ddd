"""Text wraps and keeps its line distance; rows fold, pages scroll, and all of it mirrors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.components.cards import Card, EmptyState, Skeleton, StatTile
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import (
    EdgePanel,
    ScrollPage,
    box,
    clear_layout,
    column,
    row,
)
from quizapp.ui.components.painting import mirrored as mirrored_rect
from quizapp.ui.components.painting import mix
from quizapp.ui.components.pills import KeyHint, Pill
from quizapp.ui.components.reflow import Reflow, columns_for
from quizapp.ui.components.text_block import TextBlock, reads_right_to_left
from quizapp.ui.theme import theme

LONG = "Naloxone moves opioids off their receptors and does nothing at those of other drugs. " * 2


def ink_columns(image: QImage, ground: QColor) -> list[int]:
    """Return the x of every column of pixels that is not all ground."""
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) != ground for y in range(image.height()))
    ]


def painted(widget: QWidget, width: int) -> QImage:
    """Return what a wrapping widget paints at a width, at the height it asks for."""
    widget.resize(width, max(widget.heightForWidth(width), widget.sizeHint().height()))
    return widget.grab().toImage()


def test_a_wrapping_label_takes_more_height_when_it_gets_narrower(qtbot: QtBot) -> None:
    label = Label(LONG, wrap=True)
    qtbot.addWidget(label)
    line = theme.line_height("body")
    assert label.heightForWidth(2000) == round(line)
    assert label.heightForWidth(300) >= 3 * line
    assert label.minimumSizeHint().width() <= 160


def test_a_wrapping_label_paints_its_text(qtbot: QtBot) -> None:
    label = Label(LONG, wrap=True)
    qtbot.addWidget(label)
    image = painted(label, 300)
    assert len(ink_columns(image, image.pixelColor(299, image.height() - 1))) > 200


def test_markup_in_a_label_is_only_text(qtbot: QtBot) -> None:
    for wrap in (False, True):
        label = Label("<b>5 < 6 & 7</b>", wrap=wrap)
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == "<b>5 < 6 & 7</b>"


def test_a_blank_line_makes_a_paragraph() -> None:
    line = 20.0
    one = TextBlock("First.\nSecond.", theme.font(), line)
    two = TextBlock("First.\n\nSecond.", theme.font(), line)
    assert (one.lay_out(400), two.lay_out(400)) == (2 * line, 2.5 * line)
    assert one.line_count == two.line_count == 2


def test_a_word_longer_than_its_room_is_broken() -> None:
    block = TextBlock("methyl" * 30, theme.font(), 20.0)
    block.lay_out(120)
    assert block.line_count > 3
    assert block.width <= 120


@pytest.mark.parametrize(
    ("text", "turned"),
    [("Naloxone", False), ("µ-opioid", False), ("نالوكسون", True), ("12%", False)],
)
def test_the_first_letter_says_in_which_direction_a_text_is_read(text: str, turned: bool) -> None:
    assert reads_right_to_left(text) is turned


@pytest.mark.parametrize("wrap", [False, True])
def test_a_short_label_stands_at_the_right_in_a_mirrored_window(
    qtbot: QtBot, mirrored: None, wrap: bool
) -> None:
    label = Label("Short", wrap=wrap)
    qtbot.addWidget(label)
    label.resize(300, 24)
    image = label.grab().toImage()
    spots = ink_columns(image, image.pixelColor(2, 2))
    assert min(spots) > 200
    assert max(spots) >= 294


def test_every_line_of_a_wrapped_label_stands_at_the_right_in_a_mirrored_window(
    qtbot: QtBot, mirrored: None
) -> None:
    label = Label("One line that is long.\nShort.", wrap=True)
    qtbot.addWidget(label)
    label.resize(300, 48)
    image = label.grab().toImage()
    for lines in (image.copy(0, 0, 300, 24), image.copy(0, 24, 300, 24)):
        assert max(ink_columns(lines, image.pixelColor(2, 2))) >= 290


def test_a_label_turns_round_with_its_window(qtbot: QtBot) -> None:
    label = Label("Short")
    qtbot.addWidget(label)
    label.resize(300, 24)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    image = label.grab().toImage()
    assert min(ink_columns(image, image.pixelColor(2, 2))) > 200


def test_text_in_the_other_direction_begins_at_its_own_side(qtbot: QtBot) -> None:
    label = Label("نالوكسون", wrap=True)
    qtbot.addWidget(label)
    image = painted(label, 300)
    assert ink_columns(image, image.pixelColor(299, 1))


def test_a_label_that_elides_says_all_of_itself_in_its_tooltip(qtbot: QtBot) -> None:
    label = Label(LONG, elide=True)
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.grab()
    assert label.toolTip() == LONG
    assert label.minimumSizeHint().width() < 100
    label.setText("Short")
    assert label.toolTip() == ""


def test_a_label_can_change_role_and_colour(qtbot: QtBot) -> None:
    label = Label("Due", "label")
    qtbot.addWidget(label)
    label.set_color("warn")
    label.set_role("title")
    assert label.font().pixelSize() == 22
    assert label.palette().color(label.foregroundRole()) == theme.color("warn")


def test_a_rectangle_is_mirrored_in_its_widget(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(100, 50)
    assert mirrored_rect(widget, QRect(10, 0, 20, 50)) == QRect(10, 0, 20, 50)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert mirrored_rect(widget, QRect(10, 0, 20, 50)) == QRect(70, 0, 20, 50)


def test_a_mixed_colour_lies_between_two() -> None:
    assert mix(QColor("black"), QColor("white"), 0.5).red() in {127, 128}


@pytest.mark.parametrize(
    ("width", "cells", "columns"),
    [(1080, 4, 4), (800, 4, 2), (300, 4, 1), (900, 3, 3), (700, 3, 1), (700, 6, 2), (50, 2, 1)],
)
def test_cells_fold_so_that_no_row_has_a_hole(width: int, cells: int, columns: int) -> None:
    assert columns_for(width, cells, 240, 16) == columns


def test_a_row_of_cells_folds_when_the_window_gets_narrower(qtbot: QtBot) -> None:
    cells = [Card(column(Label(f"Card {n}"))) for n in range(3)]
    reflow = Reflow(*cells, min_cell=200)
    qtbot.addWidget(reflow)
    reflow.resize(700, 200)
    reflow.show()
    assert reflow.columns == 3
    assert len({cell.y() for cell in cells}) == 1
    reflow.resize(350, 400)
    assert reflow.columns == 1
    assert len({cell.x() for cell in cells}) == 1
    assert reflow.heightForWidth(350) > reflow.heightForWidth(700)


def test_weights_share_the_width_of_a_row(qtbot: QtBot) -> None:
    wide, narrow = QWidget(), QWidget()
    reflow = Reflow(wide, narrow, min_cell=50, weights=[3, 1], spacing=0)
    qtbot.addWidget(reflow)
    reflow.resize(400, 100)
    reflow.show()
    assert (wide.width(), narrow.width()) == (300, 100)


def test_a_row_of_cells_runs_the_other_way_when_mirrored(qtbot: QtBot, mirrored: None) -> None:
    first, second = QWidget(), QWidget()
    reflow = Reflow(first, second, min_cell=50, spacing=0)
    qtbot.addWidget(reflow)
    reflow.resize(400, 100)
    reflow.show()
    assert (first.x(), second.x()) == (200, 0)


def test_hidden_cells_leave_no_gap(qtbot: QtBot) -> None:
    cells = [QWidget() for _ in range(3)]
    reflow = Reflow(*cells, min_cell=50, spacing=0)
    qtbot.addWidget(reflow)
    reflow.resize(300, 100)
    reflow.show()
    cells[1].hide()
    qtbot.waitUntil(lambda: cells[0].width() == 150)
    assert cells[2].x() == 150


def test_cells_can_be_replaced(qtbot: QtBot) -> None:
    old, kept, fresh = QWidget(), QWidget(), QWidget()
    reflow = Reflow(old, kept)
    qtbot.addWidget(reflow)
    with qtbot.waitSignal(old.destroyed):
        reflow.set_cells([kept, fresh])
    assert {kept.parent(), fresh.parent()} == {reflow}


def test_a_layout_can_be_emptied_but_for_what_is_kept(qtbot: QtBot) -> None:
    kept, gone = Label("kept"), Label("gone")
    layout = column(row(kept, 8, gone), None)
    holder = box(layout)
    qtbot.addWidget(holder)
    with qtbot.waitSignal(gone.destroyed):
        clear_layout(layout, keep=[kept])
    assert layout.count() == 0
    assert kept.parent() is holder


def test_a_page_keeps_its_column_in_the_middle_and_readable(qtbot: QtBot) -> None:
    content = QWidget()
    page = ScrollPage(content, max_width=700)
    qtbot.addWidget(page)
    page.resize(1280, 400)
    page.show()
    left = content.mapTo(page, content.rect().topLeft()).x()
    assert content.width() == 700
    assert abs(left - (page.viewport().width() - 700) / 2) <= 1


def test_a_page_in_a_narrow_window_has_narrower_margins(qtbot: QtBot) -> None:
    content = QWidget()
    page = ScrollPage(content)
    qtbot.addWidget(page)
    page.resize(960, 400)
    page.show()
    assert content.width() == 960 - 2 * 24
    page.resize(1104, 400)
    assert content.width() == 1104 - 2 * 32


def test_a_page_is_as_long_as_its_text_at_its_width(qtbot: QtBot) -> None:
    page = ScrollPage(column(*(Label(LONG, "stem", wrap=True) for _ in range(12))), max_width=500)
    qtbot.addWidget(page)
    page.resize(560, 300)
    page.show()
    bar = page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 300)
    bar.setValue(200)
    page.scroll_to_top()
    assert bar.value() == 0
    page.set_content(column(Label("Short"), None))
    qtbot.waitUntil(lambda: bar.maximum() == 0)


@pytest.mark.parametrize(("edge", "spot"), [("top", (50, 0)), ("bottom", (50, 39))])
def test_a_panel_draws_its_line_where_the_page_begins(
    qtbot: QtBot, edge: str, spot: tuple[int, int]
) -> None:
    panel = EdgePanel(edge)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.resize(100, 40)
    image = panel.grab().toImage()
    assert image.pixelColor(*spot) == theme.color("border")
    assert image.pixelColor(50, 20) == theme.color("surface")


def test_a_side_bar_draws_its_line_at_the_other_side_when_mirrored(
    qtbot: QtBot, mirrored: None
) -> None:
    panel = EdgePanel("trailing")
    qtbot.addWidget(panel)
    panel.resize(100, 40)
    image = panel.grab().toImage()
    assert image.pixelColor(0, 20) == theme.color("border")
    assert image.pixelColor(99, 20) == theme.color("surface")


def test_the_bar_of_a_card_stands_where_reading_begins(qtbot: QtBot, mirrored: None) -> None:
    card = Card(bar="warn")
    qtbot.addWidget(card)
    card.resize(100, 60)
    image = card.grab().toImage()
    assert image.pixelColor(98, 30) == theme.color("warn")
    assert image.pixelColor(3, 30) == theme.color("surface")


def test_a_figure_says_its_name_value_and_remark(qtbot: QtBot) -> None:
    tile = StatTile("Due today", "12", "31 due this week", "warn")
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "Due today: 12. 31 due this week"
    tile.set_content("Due today", "0")
    assert "0" in tile.accessibleName()


def test_an_empty_place_says_why(qtbot: QtBot) -> None:
    empty = EmptyState("inbox", "No sets yet", "They show up here.")
    qtbot.addWidget(empty)
    empty.set_content("search", "Nothing found", "Try fewer filters.")
    texts = [label.text() for label in empty.findChildren(Label)]
    assert texts == ["Nothing found", "Try fewer filters."]


def test_loading_shows_nothing_for_the_first_moment(qtbot: QtBot) -> None:
    skeleton = Skeleton(2, delay_ms=60)
    qtbot.addWidget(skeleton)
    skeleton.resize(100, 52)
    ground = skeleton.grab().toImage().pixelColor(20, 8)
    qtbot.waitUntil(
        lambda: skeleton.grab().toImage().pixelColor(20, 8) == theme.color("h0") != ground
    )
    assert skeleton.accessibleName() == "Loading"


def test_small_parts_grow_with_the_text(qtbot: QtBot, look: Callable[..., None]) -> None:
    parts = [IconView("flag", tile="accent_soft"), Pill("3 due", "warn"), KeyHint("Enter", "check")]
    for part in parts:
        qtbot.addWidget(part)
    before = [max(part.sizeHint().height(), part.height()) for part in parts[:1]]
    heights = [part.sizeHint().height() for part in parts[1:]]
    look(scale=1.5)
    assert parts[0].height() == before[0] * 1.5
    assert [part.sizeHint().height() for part in parts[1:]] == [h * 1.5 for h in heights]


def test_a_pill_has_words_and_the_ground_of_its_tone(qtbot: QtBot) -> None:
    pill = Pill("3 due", "warn")
    qtbot.addWidget(pill)
    narrow = pill.sizeHint().width()
    pill.set_content("Up to date", "ok", icon="check")
    pill.resize(pill.sizeHint())
    assert pill.sizeHint().width() > narrow
    assert pill.text() == "Up to date"
    assert pill.grab().toImage().pixelColor(5, 12) == theme.color("ok_soft")


def test_a_key_hint_reads_as_key_and_deed(qtbot: QtBot) -> None:
    hint = KeyHint("Enter", "check")
    qtbot.addWidget(hint)
    hint.resize(hint.sizeHint())
    hint.grab()
    assert hint.text() == "Enter check"


def test_rows_are_parted_by_a_line_and_icons_can_change(qtbot: QtBot) -> None:
    line, sign = Divider(), IconView("flag")
    qtbot.addWidget(line)
    qtbot.addWidget(sign)
    line.resize(50, 1)
    assert line.grab().toImage().pixelColor(25, 0) == theme.color("border")
    before = sign.grab().toImage()
    sign.set_icon("check", "ok")
    assert sign.grab().toImage() != before


def test_a_label_keeps_room_for_a_row_that_comes_out_a_pixel_less(qtbot: QtBot) -> None:
    label = Label("/home/somebody/a/folder/whose/name/just/fits", wrap=True)
    qtbot.addWidget(label)
    fits = next(w for w in range(100, 600) if label.heightForWidth(w) < label.heightForWidth(99))
    assert label.heightForWidth(fits) >= label._laid_out().lay_out(fits - 1)
    assert label.heightForWidth(fits - 1) >= label._laid_out().lay_out(fits - 1)
