"""Short changes of one number, such as how far a hover colour has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Slot

from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Transition(QObject):
    """A number that moves to a target and repaints its widget on the way.

    Where motion is not wanted it is at its target at once.
    """

    def __init__(self, widget: QWidget, ms: int = 120, value: float = 0.0) -> None:
        super().__init__(widget)
        self._ms = ms
        self._animation: QVariantAnimation | None = None
        self.value = value

    def go_to(self, target: float) -> None:
        """Move to a number."""
        duration = theme.duration(self._ms)
        if self._animation is not None:
            self._animation.stop()
        if duration == 0 or not self._widget().isVisible():
            self.value = target
            self._widget().update()
            return
        if self._animation is None:
            self._animation = QVariantAnimation(self)
            self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
            self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.setDuration(duration)
        self._animation.setStartValue(self.value)
        self._animation.setEndValue(target)
        self._animation.start()

    @Slot("QVariant")
    def _on_value_changed(self, value: float) -> None:
        self.value = value
        self._widget().update()

    def _widget(self) -> QWidget:
        # A reference kept here would close a ring that the garbage collector has to break.
        return cast("QWidget", self.parent())
