"""How the parts of a diagram are marked: outlines, letters, and the icons of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import Qt

from quizapp.ui.components.painting import draw_box, draw_icon
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

PartMark = Literal["idle", "chosen", "right", "wrong", "dim"]

_REACH: Final = 4


class _Look(NamedTuple):
    """Colour roles, width of the outline, its dashes, and the icon in place of the letter."""

    edge: str
    width: float
    badge: str
    text: str
    dashed: bool = False
    icon: str = ""


_LOOKS: Final[dict[PartMark, _Look]] = {
    "idle": _Look("text3", 1.5, "surface", "text", dashed=True),
    "chosen": _Look("accent", 3.0, "accent", "on_accent"),
    "right": _Look("ok", 3.0, "ok", "surface", icon="check"),
    "wrong": _Look("bad", 3.0, "bad", "surface", dashed=True, icon="x"),
    "dim": _Look("text3", 1.0, "surface", "text2", dashed=True),
}


def draw_outline(
    painter: QPainter, part: QRectF, mark: PartMark, *, is_hovered: bool, is_focused: bool
) -> None:
    """Draw the outline of a part, a little outside of it.

    Args:
        painter: on the widget of the picture.
        part: where the part lies, in pixels.
        mark: what there is to say about it.
        is_hovered: whether a press would choose it.
        is_focused: whether the keyboard is on it.
    """
    look = _LOOKS[mark]
    edge, width = look.edge, look.width
    if is_hovered and not look.icon:
        edge, width = "accent", max(width, 2.5)
    place = part.adjusted(-_REACH, -_REACH, _REACH, _REACH)
    if mark != "dim":
        # A second line in the colour of the ground keeps the outline visible on any part.
        ground = theme.color("surface")
        draw_box(painter, place, fill=None, edge=ground, width=width + 2, radius=8)
    inner = place.adjusted(1, 1, -1, -1)
    color = theme.color(edge)
    draw_box(painter, inner, fill=None, edge=color, width=width, radius=7, dashed=look.dashed)
    if is_focused and mark == "idle":
        ring = place.adjusted(-4, -4, 4, 4)
        draw_box(painter, ring, fill=None, edge=theme.color("focus"), width=2, radius=11)


def draw_badge(
    painter: QPainter, widget: QWidget, badge: QRectF, letter: str, mark: PartMark
) -> None:
    """Draw the letter of a part, or in a review its icon, on a disc that fills `badge`."""
    look = _LOOKS[mark]
    edge = theme.color(look.edge if look.badge == "surface" else "surface")
    fill = theme.color(look.badge)
    draw_box(painter, badge, fill=fill, edge=edge, width=1.5, radius=badge.height() / 2)
    if look.icon:
        draw_icon(painter, widget, badge, look.icon, look.text, 18)
        return
    painter.setPen(theme.color(look.text))
    painter.setFont(theme.font("label", 700))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, letter)
