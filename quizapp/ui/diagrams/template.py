"""Reads the templates of diagrams and fills in the colours of the theme."""

from __future__ import annotations

import logging
import re
from functools import cache
from string import Template
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtSvg import QSvgRenderer

from quizapp.resources import asset
from quizapp.ui.theme import TOKENS, theme

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QRectF

_log = logging.getLogger(__name__)

#: Size of every drawing, in its own units.
DRAWING: Final = QSize(560, 360)
#: Groups that say what is to be found out.
_TELLING: Final = ("labels", "answer")
_GROUP_TAG: Final = re.compile(r"<g\b[^>]*?(/?)>|</g>")


@cache
def _template(file: str) -> str:
    return asset(f"diagrams/{file}").read_text(encoding="utf-8")


def without_group(svg: str, group: str) -> str:
    """Return a drawing without the group of an id, and all that is in it."""
    start = svg.find(f'<g id="{group}"')
    if start < 0:
        return svg
    depth = 0
    for tag in _GROUP_TAG.finditer(svg, start):
        if tag.group() == "</g>":
            depth -= 1
        elif not tag.group(1):
            depth += 1
        if depth == 0:
            return svg[:start] + svg[tag.end() :]
    return svg


def drawing(file: str, *, is_question: bool, is_fixed: bool = False) -> str:
    """Return a diagram as SVG in the present colours.

    Args:
        file: name of the template in `assets/diagrams/`.
        is_question: whether labels and the answer are left out.
        is_fixed: whether it has the colours of the light look whatever look is in force.
    """
    svg = _template(file)
    if is_question:
        for group in _TELLING:
            svg = without_group(svg, group)
    light = TOKENS["light"]
    return Template(svg).substitute(
        light if is_fixed else {role: theme.hex(role) for role in light}
    )


def renderer(
    file: str, *, is_question: bool, is_fixed: bool = False, parent: QObject | None = None
) -> QSvgRenderer:
    """Return what draws a diagram, in the colours that `drawing` gives it.

    It is not valid when the file is missing or damaged, which is logged.
    """
    drawn = QSvgRenderer()
    drawn.setParent(parent)
    try:
        svg = drawing(file, is_question=is_question, is_fixed=is_fixed)
    except (OSError, UnicodeDecodeError, ValueError, KeyError) as error:
        # As text: a record that is kept would keep the frames of a painter alive with the error.
        _log.error("The diagram %s cannot be read: %s", file, str(error))
        return drawn
    if not drawn.load(QByteArray(svg.encode())):
        _log.error("The diagram %s is no SVG drawing", file)
    return drawn


def part_bounds(drawn: QSvgRenderer, part: str) -> QRectF:
    """Return where a part lies, in the units of the drawing; empty for an unknown part."""
    return drawn.transformForElement(part).mapRect(drawn.boundsOnElement(part))
