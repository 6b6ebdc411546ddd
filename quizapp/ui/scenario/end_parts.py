"""The parts of the end of a scenario: the critical steps, and what harmed or cost time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.application.scenario_words import EFFECTS, clock_words
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.tables import TONE_ROLE, Index, RowModel, Table
from quizapp.ui.scenario.words import EFFECT_LOOKS, time_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.scenario_views import ConsequenceView, CriticalStepView

_DONE, _MISSED, _NONE = "Done", "Missed", "–"
_STATE_COLUMN = 1
_TONES = {_DONE: "ok", _MISSED: "bad"}


class _StepModel(RowModel):
    """Critical steps; what was done and what was missed have their own colours beside the words."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == TONE_ROLE and index.column() == _STATE_COLUMN:
            return _TONES[str(super().data(index))]
        return super().data(index, role)


class StepsTable(Table):
    """Each critical step with its time, beside that of a good run."""

    def __init__(self) -> None:
        self._model = _StepModel(
            ("Critical step", "You", "Your time", "In a good run"), numbers=(2, 3)
        )
        super().__init__(
            self._model,
            widths={1: 84, 2: 90, 3: 116},
            name="Critical steps, with your times and those of a good run",
        )
        self.fit_height()

    def show_steps(self, steps: Sequence[CriticalStepView]) -> None:
        """Show other steps."""
        self._model.set_rows(
            [
                (
                    step.name,
                    _MISSED if step.done_at_s is None else _DONE,
                    _time(step.done_at_s),
                    _time(step.reference_s),
                )
                for step in steps
            ]
        )
        self.fit_height()


class SlipRow(QWidget):
    """An action that harmed or cost time, and what would have been right."""

    def __init__(self, slip: ConsequenceView) -> None:
        super().__init__()
        tone, icon = EFFECT_LOOKS[slip.effect]
        effect = EFFECTS[slip.effect]
        words = column(
            row(
                Pill(effect, tone),
                (Label(f"{time_words(slip.cost_s)}, until {clock_words(slip.at_s)}", "label",
                       "text3", weight=400, wrap=True), 1),
                spacing=10,
            ),
            Label(slip.action, "body", weight=500, wrap=True),
            Label(slip.feedback, "body", "text2", wrap=True),
            spacing=4,
        )  # fmt: skip
        sign = column(3, IconView(icon, tone, 18), None)
        self.setLayout(row(sign, (words, 1), spacing=12, margins=(0, 8, 0, 8)))
        self.setAccessibleName(f"{effect}: {slip.action}. {slip.feedback}")


def _time(seconds: int | None) -> str:
    return _NONE if seconds is None else clock_words(seconds)
