"""The Trainer page: a tab for each part of a trainer's work, built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import PAGE_WIDTH, ScrollPage, box, column, page_side, row
from quizapp.ui.shell.page import Page, Place
from quizapp.ui.theme import theme
from quizapp.ui.trainer.tabs import TABS, build_tab

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.ui.shell.page import Desk
    from quizapp.ui.trainer.tab import TrainerTab

_KEYS: Final = [entry.key for entry in TABS]


class TrainerPage(Page):
    """What a trainer does; the tab that was open last stays open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._parts: dict[str, TrainerTab] = {}
        self._frames: dict[str, QWidget] = {}
        self._tabs = Segmented([entry.title for entry in TABS], 0, name="What a trainer does")
        self._tabs.setObjectName("tabs")
        self._tabs.chosen.connect(self._on_tab)
        self._head = box(
            column(Label("Trainer", "display", wrap=True), row(self._tabs, None), spacing=16)
        )
        self._beside = row(None, (self._head, 10_000), None, spacing=0)
        self._stack = QStackedWidget()
        self.setLayout(column(self._beside, (self._stack, 1), spacing=0))
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def tab(self) -> TrainerTab:
        """The tab that is open."""
        return self._tab(_KEYS[self._tabs.current()])

    def refresh(self) -> None:
        """Show the tab that is open as it is now."""
        self._show(_KEYS[self._tabs.current()])

    def open_at(self, place: Place) -> None:
        """Open the tab that was asked for."""
        if place.part:
            index = _KEYS.index(place.part)
            self._tabs.set_current(index)
            self._show(place.part)
            self._tabs.button(index).setFocus()
            self.tab.open_at(place)

    def begin_watching(self) -> None:
        """Go on watching the folder for results, without the tab being opened."""
        self._tab("intake").begin_watching()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep narrower margins in a narrow window, as pages that scroll do."""
        self._restyle()
        super().resizeEvent(event)

    def _tab(self, key: str) -> TrainerTab:
        tab = self._parts.get(key)
        if tab is None:
            tab = self._parts[key] = build_tab(TABS[_KEYS.index(key)], self.desk)
            tab.place_requested.connect(self.place_requested)
            tab.moved.connect(self._on_moved)
            tab.room_changed.connect(self._restyle)
            tab.news_changed.connect(self.news_changed)
            frame = ScrollPage(tab, top=16) if tab.scrolls else tab
            self._frames[key] = frame
            self._stack.addWidget(frame)
        return tab

    def _show(self, key: str) -> None:
        tab = self._tab(key)
        tab.refresh()
        self._stack.setCurrentWidget(self._frames[key])
        self._restyle()

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        self._show(_KEYS[index])
        self._on_moved()

    @Slot()
    def _on_moved(self) -> None:
        frame = self._stack.currentWidget()
        if isinstance(frame, ScrollPage):
            frame.scroll_to_top()

    @Slot()
    def _restyle(self) -> None:
        side = page_side(self)
        shown = self._parts.get(_KEYS[self._tabs.current()])
        is_roomy = shown is not None and shown.wants_room
        self._head.setHidden(is_roomy)
        self._beside.setContentsMargins(side, 0 if is_roomy else 28, side, 0)
        self._head.setMaximumWidth(theme.px(PAGE_WIDTH))
