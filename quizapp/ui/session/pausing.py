"""Fills widgets that have a layout without laying out more often than it takes."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused(*layouts: QLayout) -> Iterator[None]:
    """Keep layouts still for a while; Qt lays out once when it gets its turn again.

    Showing a part otherwise lays out all that is around it, at once and each time, which for a
    page of parts costs more than everything else.
    """
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)


def forget_sizes(widget: QWidget) -> None:
    """Have the sizes of a widget and of what is in it worked out anew.

    Inner ones are forgotten first: Qt itself would lay out with the old ones, find out, and begin
    again from the inside.
    """
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden() and child.layout() is not None:
            forget_sizes(child)
    layout = widget.layout()
    if layout is not None:
        for inner in layout.findChildren(QLayout):
            inner.invalidate()
        layout.invalidate()
    widget.updateGeometry()
