"""What to look for on every screen of a run: names and roles, text that is cut, parts outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAccessibleInterface
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from quizapp.ui.components.labels import Label
from quizapp.ui.components.text_block import text_width

#: Those that differ in the room that things take; dark ones differ in colours alone.
LOOKS = {
    "usual": {},
    "large": {"scale": 1.5},
    "contrast": {"more_contrast": True},
}


def walk(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for index in range(node.childCount()):
        child = node.child(index)
        if child is not None and not child.state().invisible:
            yield from walk(child)


def cut(page: QWidget) -> list[str]:
    """Return the labels and buttons in sight that show less than their text."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, Label) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()) - 1:
                found.append(widget.text())
        elif isinstance(widget, Label):
            elides = widget.toolTip() == widget.text()
            if not elides and widget.width() < text_width(widget.text(), widget.font()) - 1:
                found.append(widget.text())
        elif isinstance(widget, QPushButton):
            needed = widget.heightForWidth(widget.width())
            if widget.width() < widget.minimumSizeHint().width() or widget.height() < needed:
                found.append(widget.accessibleName())
    return found


def beyond(page: QWidget) -> list[str]:
    """Return what stands outside the window at a side."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and isinstance(widget, QLabel | QPushButton)
        and not 0
        <= widget.mapTo(page, widget.rect().topLeft()).x()
        <= page.width() - widget.width()
    ]


def assert_in_sight(page: QWidget, screens: Iterable[object]) -> None:
    """Look at screens one after the other: nothing is cut, stands outside or takes more room."""
    size = page.size()
    for screen in screens:
        assert page.size() == size, screen
        assert cut(page) == [], screen
        assert beyond(page) == [], screen
