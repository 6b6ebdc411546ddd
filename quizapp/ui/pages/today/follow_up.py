"""The card of Today that offers a belief again, some days after it was worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row

if TYPE_CHECKING:
    from quizapp.application.today_views import FollowUp


class FollowUpCard(Card):
    """Names the beliefs that want another look, and starts on the one worked on longest ago.

    Attributes:
        work_requested: carries the id of a misconception.
    """

    work_requested = Signal(str)

    def __init__(self) -> None:
        self._first = ""
        self._title = Label("", "heading", wrap=True)
        self._text = Label("", "label", "text2", weight=400, wrap=True)
        self._work = Button("Look again", icon="play")
        self._work.setObjectName("look-again")
        self._work.clicked.connect(self._on_work)
        words = column(self._title, self._text, spacing=1)
        super().__init__(
            row(IconView("lightbulb", "warn", 20), (words, 1), self._work, spacing=14), padding=16
        )

    def show_follow_ups(self, follow_ups: tuple[FollowUp, ...]) -> None:
        """Offer beliefs again, the one worked on longest ago first."""
        if not follow_ups:
            return
        first = follow_ups[0]
        self._first = first.misconception_id
        self._title.setText(f"Another look at: {first.name}")
        text = "You worked on this belief some days ago. A few questions show where you stand with it now."
        if len(follow_ups) > 1:
            count = len(follow_ups) - 1
            verb = "waits" if count == 1 else "wait"
            text += f" {plural(count, 'more belief')} {verb} after it."
        self._text.setText(text)
        self._work.set_name(f"Look again: {first.name}")

    @Slot()
    def _on_work(self) -> None:
        self.work_requested.emit(self._first)
