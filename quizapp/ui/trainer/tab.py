"""What every tab of the trainer's page has: what it is given, and what it asks of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QWidget

from quizapp.ui.components.layouts import PAGE_WIDTH, box, page_side, row
from quizapp.ui.shell.page import Place
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QAbstractButton

    from quizapp.ui.shell.page import Desk


def back_with_escape(page: QWidget, back: QAbstractButton) -> None:
    """Let Escape do what the button back of a page does, wherever on it the keyboard is."""
    shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(back.click)


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

    news_changed = Signal(int)
    """So many things have come in that were not looked at yet."""

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

    @Slot()
    def ask_for_sets(self) -> None:
        """Ask for the tab in which sets are made."""
        self.place_requested.emit(Place("trainer", part="sets"))

    @Slot()
    def ask_for_intake(self) -> None:
        """Ask for the tab in which results are taken in."""
        self.place_requested.emit(Place("trainer", part="intake"))

    def begin_watching(self) -> None:
        """Go on with what is done while the tab is not shown. Most tabs do nothing then."""


class Pane(QWidget):
    """Content that does not scroll as a whole, with the margins of the pages that do."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self._inner = box(content)
        self._frame = row(None, (self._inner, 10_000), None, spacing=0)
        self.setLayout(self._frame)
        self._restyle()
        theme.changed.connect(self._restyle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep narrower margins in a narrow window."""
        self._restyle()
        super().resizeEvent(event)

    @Slot()
    def _restyle(self) -> None:
        side = page_side(self)
        self._frame.setContentsMargins(side, 16, side, 20)
        self._inner.setMaximumWidth(theme.px(PAGE_WIDTH))
