"""The scenario that was left in the middle, as a row of Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from quizapp.application.phrases import plural
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row

if TYPE_CHECKING:
    from quizapp.application.today_views import OpenScenario


class ScenarioRow(Card):
    """Says which scenario waits, and goes on with it.

    Attributes:
        go: the button that goes on.
        go_on_requested: carries the id of the run.
    """

    go_on_requested = Signal(str)

    def __init__(self) -> None:
        self._run: OpenScenario | None = None
        self._title = Label("", "body", weight=600, wrap=True)
        self._text = Label("", "label", "text2", weight=400, wrap=True)
        self.go = Button("Go on", icon="play")
        self.go.setObjectName("go-on-scenario")
        self.go.clicked.connect(self._on_go)
        words = column(self._title, self._text, spacing=1)
        sign = IconView("heart-pulse", "accent", 20, tile="accent_soft")
        super().__init__(row(sign, (words, 1), self.go, spacing=16), padding=16)

    def show_run(self, run: OpenScenario | None) -> None:
        """Show the run that waits; with None there is no row."""
        self._run = run
        self.setVisible(run is not None)
        if run is not None:
            self._title.setText(f"Scenario: {run.title}")
            taken = plural(run.steps_taken, "action") if run.steps_taken else "No action"
            self._text.setText(f"{taken} taken. The clock stands still until you go on.")
            self.go.set_name(f"Go on with the scenario {run.title}")

    @Slot()
    def _on_go(self) -> None:
        assert self._run is not None
        self.go_on_requested.emit(self._run.run_id)
