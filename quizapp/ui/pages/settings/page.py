"""The settings page: six tabs, each built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.components.choices import Segmented
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import ScrollPage, column, row
from quizapp.ui.shell.page import Page, Place

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk

_TABS: Final = (
    ("look", "Look and keys"),
    ("study", "Study"),
    ("profile", "Profile"),
    ("data", "Data"),
    ("trainer", "Trainer"),
    ("about", "About"),
)
_KEYS: Final = [key for key, _title in _TABS]


class SettingsPage(Page):
    """Settings of the learner and of the computer account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._parts: dict[str, QWidget] = {}
        self._tabs = Segmented([title for _key, title in _TABS], 0, name="Settings")
        self._tabs.setObjectName("tabs")
        self._tabs.chosen.connect(self._on_tab)
        self._content = column(
            Label("Settings", "display", wrap=True), row(self._tabs, None), None, spacing=16
        )
        self._scroll = ScrollPage(self._content, max_width=800)
        self.setLayout(column(self._scroll, spacing=0))

    def refresh(self) -> None:
        """Show the tab that is open as it is now."""
        self._show(_KEYS[self._tabs.current()])

    def open_at(self, place: Place) -> None:
        """Open the tab that was asked for."""
        if place.part:
            self._tabs.set_current(_KEYS.index(place.part))
            self._show(place.part)

    def _show(self, key: str) -> None:
        part = self._parts.get(key)
        if part is None:
            part = self._parts[key] = self._build(key)
            self._content.insertWidget(self._content.count() - 1, part)
        for other in self._parts.values():
            other.setVisible(other is part)
        refresh = getattr(part, "refresh", None)
        if refresh is not None:
            refresh()

    def _build(self, key: str) -> QWidget:
        if key == "look":
            from quizapp.ui.pages.settings.look_part import LookPart

            return LookPart(self.desk)
        if key == "study":
            from quizapp.ui.pages.settings.study_part import StudyPart

            return StudyPart(self.desk)
        if key == "profile":
            from quizapp.ui.pages.settings.profile_part import ProfilePart

            profile = ProfilePart(self.desk)
            profile.renamed.connect(self.learner_changed)
            profile.deleted.connect(self.restart_requested)
            return profile
        if key == "data":
            from quizapp.ui.pages.settings.data_part import DataPart

            data = DataPart(self.desk)
            data.restored.connect(self.restart_requested)
            return data
        if key == "trainer":
            from quizapp.ui.pages.settings.trainer_part import TrainerPart

            trainer = TrainerPart(self.desk)
            trainer.key_changed.connect(self.key_changed)
            trainer.place_requested.connect(self.place_requested)
            return trainer
        from quizapp.ui.pages.about import AboutPart

        return AboutPart()

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        self._show(_KEYS[index])
        self._scroll.scroll_to_top()
