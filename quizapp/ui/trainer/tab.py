"""What every tab of the trainer's page has: what it is given, and what it asks of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk, Place


class TrainerTab(QWidget):
    """The content of a tab.

    Attributes:
        scrolls: whether the page scrolls it; one that does not has the room below the tabs and
            scrolls what it likes in itself.
    """

    scrolls: ClassVar[bool] = True

    place_requested = Signal(object)
    """The user wants to go elsewhere; a `Place`."""

    room_changed = Signal()
    """`wants_room` is another one."""

    moved = Signal()
    """Other content has come in the place of what was there; it is read from the top."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        #: Whether the tab is to have all of the page, without its title and tabs.
        self.wants_room = False

    def refresh(self) -> None:
        """Show what is so now; called whenever the tab comes to the front."""
        raise NotImplementedError

    def open_at(self, place: Place) -> None:
        """Show a part of the tab; called after `refresh`. Most tabs have none."""
