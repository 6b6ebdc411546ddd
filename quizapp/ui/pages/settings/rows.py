"""A setting: what it is called, what it does, and the control that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, Label
from quizapp.ui.components.layouts import box, column, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.ui.components.layouts import Part


def setting(title: str, help: str, control: QWidget) -> QWidget:  # noqa: A002 - as in Field
    """Return a row with words at its beginning and the control at its end."""
    if not control.accessibleName():
        control.setAccessibleName(title)
    control.setAccessibleDescription(help)
    words = column(None, Label(title, "body", weight=500, wrap=True), spacing=2)
    if help:
        words.addWidget(Label(help, "label", "text3", weight=400, wrap=True))
    words.addStretch(1)
    return box(row((words, 1), control, spacing=20, margins=(0, 12, 0, 12)))


def settings_card(title: str, *rows: QWidget, intro: str = "") -> Card:
    """Return settings that belong together, with lines between them."""
    parts: list[Part] = []
    if title:
        parts.append(Label(title, "heading"))
    if intro:
        parts.append(Label(intro, "label", "text3", weight=400, wrap=True))
    for index, line in enumerate(rows):
        if index:
            parts.append(Divider())
        parts.append(line)
    return Card(column(*parts, spacing=2), padding=20)
