"""Tables: on which side numbers stand, and how heads read in mirrored windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.theme import theme

Make = Callable[..., Table]
LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    """Show a table with one head, one cell, and room beside both."""
    theme.apply(qapp)

    def shown(head: str, cell: str, *, side: Qt.LayoutDirection = LTR, number: bool) -> Table:
        model = RowModel((head,), [(cell,)], (0,) if number else ())
        table = Table(model, name="Table")
        qtbot.addWidget(table)
        table.setLayoutDirection(side)
        table.resize(300, 120)
        table.show()
        return table

    return shown


def inked(image: QImage) -> tuple[int, int]:
    """The first and the last column of a picture in which the upper part is not of one colour."""
    columns = [
        x
        for x in range(image.width())
        if len({image.pixel(x, y) for y in range(4, image.height() - 4)}) > 1
    ]
    return columns[0], columns[-1]


def written(image: QImage) -> QImage:
    """What is written in a picture, wherever it stands."""
    first, last = inked(image)
    return image.copy(first, 0, last - first + 1, image.height())


def head_of(table: Table) -> QImage:
    return table.horizontalHeader().viewport().grab().toImage()


def cell_of(table: Table) -> QImage:
    return table.viewport().grab(table.visualRect(table.model().index(0, 0))).toImage()


@pytest.mark.parametrize("side", [LTR, RTL])
@pytest.mark.parametrize("number", [True, False])
def test_numbers_and_their_heads_stand_where_reading_ends(
    make: Make, side: Qt.LayoutDirection, number: bool
) -> None:
    table = make("n", "7", side=side, number=number)
    is_at_left = number == (side == RTL)

    for image in (head_of(table), cell_of(table)):
        first, last = inked(image)
        assert (first < image.width() - last) == is_at_left


@pytest.mark.parametrize("side", [LTR, RTL])
@pytest.mark.parametrize("number", [True, False])
def test_the_sign_of_sorting_stands_beside_the_words_of_a_head(
    make: Make, side: Qt.LayoutDirection, number: bool
) -> None:
    table = make("Critical", "7", side=side, number=number)
    plain = head_of(table)
    first, last = inked(plain)
    table.horizontalHeader().setSortIndicatorShown(True)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    rising = head_of(table)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    falling = head_of(table)

    assert rising != plain
    assert falling not in (plain, rising)
    place = (first, 0, last - first + 1, plain.height())
    assert rising.copy(*place) == falling.copy(*place) == plain.copy(*place)


@pytest.mark.parametrize("head", ["No.", "57% (39 to 73%)"])
@pytest.mark.parametrize("is_at_left", [True, False])
def test_a_head_reads_in_a_mirrored_window_as_it_does_in_any_other(
    make: Make, head: str, is_at_left: bool
) -> None:
    plain = make(head, "7", number=not is_at_left)
    mirrored = make(head, "7", side=RTL, number=is_at_left)

    assert written(head_of(mirrored)) == written(head_of(plain))
