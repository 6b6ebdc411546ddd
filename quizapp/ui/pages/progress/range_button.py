"""The range of days that progress is shown for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from quizapp.ui.components.buttons import Button
from quizapp.ui.theme import theme

_RANGES: Final = (
    (7, "Last 7 days"),
    (30, "Last 30 days"),
    (90, "Last 90 days"),
    (None, "From the beginning"),
)
_USUAL: Final = 1


class RangeButton(Button):
    """Shows the range that is chosen, and offers the others in a menu.

    Attributes:
        days: how many days are shown; `None` for all.
    """

    changed = Signal()

    def __init__(self) -> None:
        self.days, text = _RANGES[_USUAL]
        super().__init__(text, icon="calendar")
        self.setObjectName("range")
        menu = QMenu(self)
        menu.setFont(theme.font("body"))
        group = QActionGroup(menu)
        for days, name in _RANGES:
            action = menu.addAction(name)
            action.setData(days)
            action.setCheckable(True)
            action.setChecked(days == self.days)
            group.addAction(action)
        group.triggered.connect(self._on_chosen)
        self.setMenu(menu)

    @Slot(QAction)
    def _on_chosen(self, action: QAction) -> None:
        self.days = action.data()
        self.setText(action.text())
        self.changed.emit()
