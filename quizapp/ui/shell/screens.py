"""The screens of the window, one in front of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Screens(QStackedWidget):
    """Lasting screens stay built behind the one in front; passing ones are deleted when they go."""

    def __init__(self) -> None:
        super().__init__()
        self._passing: QWidget | None = None

    def add(self, screen: QWidget) -> None:
        """Keep a lasting screen ready behind the others."""
        if self.indexOf(screen) < 0:
            self.addWidget(screen)

    def show_lasting(self, screen: QWidget) -> None:
        """Show a screen that is kept until it is dropped."""
        self.add(screen)
        self.setCurrentWidget(screen)
        self._delete_passing()

    def show_passing(self, screen: QWidget) -> None:
        """Show a screen that is deleted when another one comes."""
        self.addWidget(screen)
        self.setCurrentWidget(screen)
        self._delete_passing()
        self._passing = screen

    def drop(self, screen: QWidget) -> None:
        """Take a lasting screen away."""
        self.removeWidget(screen)
        screen.hide()
        screen.deleteLater()

    def _delete_passing(self) -> None:
        if self._passing is not None:
            self.drop(self._passing)
            self._passing = None
