"""What every tab of Practise has: what it is given, and what it asks of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from quizapp.ui.session.bottom_bars import BottomBar
    from quizapp.ui.shell.page import Desk, Place


class PractiseTab(QWidget):
    """The content of a tab. It stands in a page that scrolls, and need not scroll itself.

    Attributes:
        bar: what stands below the page and never scrolls away, if anything. The page shows it with
            the tab; `refresh` may hide it again.
    """

    run_requested = Signal(object)
    """A run is wanted; carries what makes it and returns its attempt id."""

    scenario_started = Signal(str)
    """A run of a scenario is to be shown, where it stands or at its end; its id."""

    moved = Signal()
    """Other content has come in the place of what was there; it is read from the top."""

    reveal_requested = Signal(object)
    """A widget of the tab should be scrolled into view; carries it."""

    bar: BottomBar | None = None

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self) -> None:
        """Show what is so now; called whenever the tab comes to the front."""
        raise NotImplementedError

    def open_at(self, place: Place) -> None:
        """Show a part of the tab; called after `refresh`. Most tabs have none."""
