"""The Practise page: a tab for each way to practise, built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, column, row
from quizapp.ui.shell.page import Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from quizapp.ui.pages.practise.tab import PractiseTab
    from quizapp.ui.shell.page import Desk

_CLEARANCE: Final = 24

#: Key and title of each tab, in the order in which they stand.
_TABS: Final = (
    ("questions", "Questions"),
    ("scenarios", "Scenarios"),
    ("diagrams", "Diagrams"),
)
_KEYS: Final = [key for key, _title in _TABS]


def _build(key: str, desk: Desk) -> PractiseTab:
    """Import and build a tab."""
    if key == "questions":
        from quizapp.ui.pages.practise.questions import QuestionsTab

        return QuestionsTab(desk)
    if key == "scenarios":
        from quizapp.ui.pages.practise.scenarios import ScenariosTab

        return ScenariosTab(desk)
    from quizapp.ui.pages.practise.diagrams import DiagramsTab

    return DiagramsTab(desk)


class PractisePage(Page):
    """The ways to practise; the tab that was open last stays open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._parts: dict[str, PractiseTab] = {}
        self._tabs = Segmented([title for _key, title in _TABS], 0, name="What to practise")
        self._tabs.setObjectName("tabs")
        self._tabs.chosen.connect(self._on_tab)
        self._content = column(
            Label("Practise", "display", wrap=True), row(self._tabs, None), None, spacing=16
        )
        self._scroll = ScrollPage(self._content)
        self._whole = column((self._scroll, 1), spacing=0)
        self.setLayout(self._whole)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._line_up)

    def refresh(self) -> None:
        """Show the tab that is open as it is now."""
        self._show(_KEYS[self._tabs.current()])

    def open_at(self, place: Place) -> None:
        """Open the tab that was asked for, by its key or by what is to be shown in it."""
        wanted = place.part
        if place.topic:
            wanted = "questions"
        elif place.diagram:
            wanted = "diagrams"
        if wanted:
            self._tabs.set_current(_KEYS.index(wanted))
            self._show(wanted).open_at(place)

    def _show(self, key: str) -> PractiseTab:
        tab = self._parts.get(key)
        if tab is None:
            tab = self._parts[key] = self._add(key)
        for other in self._parts.values():
            other.setVisible(other is tab)
            if other.bar is not None:
                other.bar.setVisible(other is tab)
        tab.refresh()
        return tab

    def _add(self, key: str) -> PractiseTab:
        tab = _build(key, self.desk)
        tab.run_requested.connect(self._on_run_requested)
        tab.scenario_started.connect(self.scenario_started)
        tab.moved.connect(self._scroll.scroll_to_top)
        self._content.insertWidget(self._content.count() - 1, tab)
        tab.reveal_requested.connect(self._on_reveal_requested)
        if tab.bar is not None:
            self._whole.addWidget(tab.bar)
            self._line_up()
        return tab

    @Slot()
    def _line_up(self) -> None:
        """Let the bars stand below the page, whether it scrolls or not."""
        scrolls = self._scroll.verticalScrollBar()
        taken = scrolls.sizeHint().width() if scrolls.maximum() > 0 else 0
        for tab in self._parts.values():
            if tab.bar is not None:
                tab.bar.allow_for(taken)

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        self._show(_KEYS[index])
        self._scroll.scroll_to_top()

    @Slot(object)
    def _on_reveal_requested(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, _CLEARANCE)

    @Slot(object)
    def _on_run_requested(self, make: Callable[[], str]) -> None:
        self.start_run(make)
