"""How the app looks, and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.preferences import APPEARANCES
from quizapp.domain.errors import UserError
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import Segmented, Select, Switch
from quizapp.ui.components.layouts import column
from quizapp.ui.pages.settings.rows import setting, settings_card
from quizapp.ui.shell.look import TEXT_SCALES
from quizapp.ui.shortcuts import show_sheet

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk

_SWITCHES: Final = (
    ("more_contrast", "More contrast", "Stronger edges, and darker small text."),
    ("reduce_motion", "Reduce motion", "Nothing fades or moves."),
    ("shows_timer", "Show the time", "The time on a question, in the top bar of a run."),
)
_SINGLE_KEYS: Final = (
    "single_keys",
    "Single-key shortcuts",
    "A digit or letter chooses an option. Switch this off if you dictate or press keys by accident.",
)


class LookPart(QWidget):
    """Settings of this computer account."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self._appearance = Segmented(("System", "Light", "Dark"), name="Appearance")
        self._appearance.setObjectName("appearance")
        self._appearance.chosen.connect(self._on_appearance)
        self._text = Select([f"{scale:.0%}" for scale in TEXT_SCALES], name="Text size")
        self._text.setObjectName("text-size")
        self._text.activated.connect(self._on_text)
        self._switches: dict[str, Switch] = {}
        look_rows = [self._switch_row(*spec) for spec in _SWITCHES]
        keys = Button("Show all keys", icon="keyboard")
        keys.clicked.connect(partial(show_sheet, self))
        self.setLayout(
            column(
                settings_card(
                    "Look",
                    setting("Appearance", "System follows your desktop.", self._appearance),
                    setting(
                        "Text size", "Ctrl+Plus and Ctrl+Minus change it anywhere.", self._text
                    ),
                    *look_rows,
                ),
                settings_card(
                    "Keys",
                    self._switch_row(*_SINGLE_KEYS),
                    setting("All keys", "F1 shows them anywhere.", keys),
                ),
                None,
                spacing=16,
            )
        )
        self._look.changed.connect(self.refresh)

    def _switch_row(self, field: str, title: str, text: str) -> QWidget:
        switch = Switch(title)
        switch.setObjectName(field)
        switch.clicked.connect(partial(self._on_switch, field))
        self._switches[field] = switch
        return setting(title, text, switch)

    @Slot()
    def refresh(self) -> None:
        """Show what is in force."""
        preferences = self._look.preferences
        self._appearance.set_current(APPEARANCES.index(preferences.appearance))
        nearest = min(TEXT_SCALES, key=lambda scale: abs(scale - preferences.text_scale))
        self._text.setCurrentIndex(TEXT_SCALES.index(nearest))
        for field, switch in self._switches.items():
            switch.setChecked(getattr(preferences, field))

    @Slot(int)
    def _on_appearance(self, index: int) -> None:
        self._change(appearance=APPEARANCES[index])

    @Slot(int)
    def _on_text(self, index: int) -> None:
        self._change(text_scale=TEXT_SCALES[index])

    def _on_switch(self, field: str) -> None:
        self._change(**{field: self._switches[field].isChecked()})

    def _change(self, **fields: Any) -> None:
        try:
            self._look.change(**fields)
        except UserError as error:
            from quizapp.ui.dialogs import show_error

            show_error(self, error.message, error.hint)
