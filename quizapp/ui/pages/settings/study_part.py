"""How the learner wants to study."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.components.choices import Segmented, Switch
from quizapp.ui.components.inputs import Stepper
from quizapp.ui.components.layouts import column
from quizapp.ui.pages.settings.rows import setting, settings_card

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk

_EXTRA: Final = (1.0, 1.25, 1.5, 2.0)


class StudyPart(QWidget):
    """Settings of one learner; each is kept as soon as it is changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._goal = Stepper(1, 500, value=20, name="Daily goal")
        self._goal.setObjectName("daily-goal")
        self._retention = Stepper(80, 97, value=90, suffix="%", name="Desired retention")
        self._retention.setObjectName("retention")
        self._new = Stepper(0, 200, value=10, name="New questions a day")
        self._new.setObjectName("new-per-day")
        self._streak = Switch("Show the streak")
        self._streak.setObjectName("streak")
        self._extra = Segmented(("×1", "×1.25", "×1.5", "×2"), name="Extra time")
        self._extra.setObjectName("extra-time")
        self.setLayout(
            column(
                settings_card(
                    "Every day",
                    setting("Daily goal", "Answers a day, shown as a ring on Today.", self._goal),
                    setting(
                        "New questions a day",
                        "How many Today offers. Practise is not bound by it.",
                        self._new,
                    ),
                    setting("Show the streak", "The last seven days, on Today.", self._streak),
                ),
                settings_card(
                    "Memory",
                    setting(
                        "Desired retention",
                        "A question comes back when your chance of knowing it has fallen to this."
                        " Higher means more reviews.",
                        self._retention,
                    ),
                ),
                settings_card(
                    "Tests",
                    setting(
                        "Extra time",
                        "Lengthens every time limit. You can change it for one test.",
                        self._extra,
                    ),
                ),
                None,
                spacing=16,
            )
        )
        self.refresh()
        self._goal.value_changed.connect(self._on_goal)
        self._retention.value_changed.connect(self._on_retention)
        self._new.value_changed.connect(self._on_new)
        self._streak.clicked.connect(self._on_streak)
        self._extra.chosen.connect(self._on_extra)

    def refresh(self) -> None:
        """Show what the learner has set."""
        settings = self._desk.application.profiles.get(self._desk.learner_id).settings
        for stepper, value in (
            (self._goal, settings.daily_goal),
            (self._retention, round(settings.desired_retention * 100)),
            (self._new, settings.new_per_day),
        ):
            with QSignalBlocker(stepper):
                stepper.set_value(value)
        self._streak.setChecked(settings.shows_streak)
        self._extra.set_current(_EXTRA.index(settings.extra_time))

    def _save(self, **fields: Any) -> None:
        profiles, learner_id = self._desk.application.profiles, self._desk.learner_id
        settings = profiles.get(learner_id).settings
        profiles.save_settings(learner_id, replace(settings, **fields))

    @Slot(int)
    def _on_goal(self, answers: int) -> None:
        self._save(daily_goal=answers)

    @Slot(int)
    def _on_retention(self, percent: int) -> None:
        self._save(desired_retention=percent / 100)

    @Slot(int)
    def _on_new(self, items: int) -> None:
        self._save(new_per_day=items)

    @Slot(bool)
    def _on_streak(self, is_shown: bool) -> None:
        self._save(shows_streak=is_shown)

    @Slot(int)
    def _on_extra(self, index: int) -> None:
        self._save(extra_time=_EXTRA[index])
