"""What stands in the place of a picture that cannot be drawn: what it shows, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

from quizapp.ui.components.painting import draw_box, leading, painter_on
from quizapp.ui.components.text_block import TextBlock
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PADDING: Final = 20
_MISSING: Final = "The picture is missing from this installation. This is what it shows:"


def _laid_out(shows: str, width: float) -> TextBlock:
    text = f"{_MISSING}\n\n{shows}"
    block = TextBlock(text, theme.font("body"), theme.line_height("body"))
    block.lay_out(max(1.0, width - 2 * theme.px(_PADDING)))
    return block


def words_height(shows: str, width: int) -> int:
    """Return the height of a card with the words for a picture, at a width in pixels."""
    return math.ceil(_laid_out(shows, width).height) + 2 * theme.px(_PADDING)


def draw_words(widget: QWidget, shows: str, place: QRectF) -> None:
    """Draw that card; `place` says where it begins and how wide it is."""
    painter = painter_on(widget)
    high = words_height(shows, int(place.width()))
    area = QRectF(place.x(), place.y(), place.width(), high)
    draw_box(painter, area, fill=theme.color("surface"), edge=theme.color("border"))
    padding = theme.px(_PADDING)
    painter.setPen(theme.color("text2"))
    block = _laid_out(shows, place.width())
    block.draw(painter, area.x() + padding, area.y() + padding, leading(widget))
