"""Keeps the look of the app as the preferences and the desktop ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal, Slot

from quizapp.ui.theme import system_is_dark, system_wants_contrast, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from quizapp.application.preferences import Preferences, PreferencesFile

TEXT_SCALES: Final = (0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5)


class Look(QObject):
    """The preferences of this computer account, and the theme that follows them.

    `changed` comes after each change, whoever made it.
    """

    changed = Signal()

    def __init__(self, app: QApplication, file: PreferencesFile) -> None:
        super().__init__(app)
        self._app = app
        self._file = file
        self._preferences = file.read()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_desktop_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_desktop_changed)
        self._apply()

    @property
    def preferences(self) -> Preferences:
        """The preferences in force."""
        return self._preferences

    def change(self, **fields: Any) -> None:
        """Change some preferences, keep them, and restyle the app where that follows.

        Raises:
            UserError: they could not be written; they are in force all the same.
        """
        self._preferences = replace(self._preferences, **fields)
        self._apply()
        self._file.write(self._preferences)
        self.changed.emit()

    def step_text(self, steps: int) -> None:
        """Make the text larger (or smaller) by some steps of ten percent; 0 is back to 100 %."""
        if steps == 0:
            self.change(text_scale=1.0)
            return
        now = min(TEXT_SCALES, key=lambda scale: abs(scale - self._preferences.text_scale))
        place = TEXT_SCALES.index(now) + steps
        self.change(text_scale=TEXT_SCALES[max(0, min(place, len(TEXT_SCALES) - 1))])

    @Slot()
    def _on_desktop_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        wanted = self._preferences
        dark = wanted.appearance == "dark" or (
            wanted.appearance == "system" and system_is_dark(self._app)
        )
        contrast = wanted.more_contrast or system_wants_contrast(self._app)
        look = (dark, wanted.text_scale, contrast, wanted.reduce_motion)
        in_force = (theme.dark, theme.scale, theme.more_contrast, theme.reduce_motion)
        if look == in_force and self._app.styleSheet():
            return
        theme.apply(
            self._app,
            dark=dark,
            scale=wanted.text_scale,
            more_contrast=contrast,
            reduce_motion=wanted.reduce_motion,
        )
