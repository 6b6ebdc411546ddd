"""The way Tab takes: through what is laid out in its order, also where it was made later."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def tab_through(stops: Iterable[QWidget]) -> None:
    """Let Tab pass widgets in this order."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def tab_as_laid_out(widget: QWidget) -> None:
    """Let Tab go through what is in `widget` in the order of its layouts.

    Qt puts whatever is made later at the end. What comes first keeps its place in the window, so
    this is for widgets whose first stop is made with them.
    """
    tab_through(_stops(widget))


def _stops(part: QWidget | QLayout) -> Iterator[QWidget]:
    """Give what Tab stops at, hidden widgets as well: they may be shown later."""
    if isinstance(part, QWidget) and part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part
        return
    for inside in _insides(part):
        yield from _stops(inside)


def _insides(part: QWidget | QLayout) -> list[QWidget | QLayout]:
    """Return what a part holds, in order; what has no layout has put it in order by itself."""
    if isinstance(part, QScrollArea):
        return [part.widget() or part.viewport()]
    if isinstance(part, QWidget):
        layout = part.layout()
        return [layout] if layout else [one for one in part.children() if isinstance(one, QWidget)]
    items = [part.itemAt(place) for place in range(part.count())]
    held = [item.widget() or item.layout() for item in items if item is not None]
    return [one for one in held if one is not None]
