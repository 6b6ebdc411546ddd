"""Critical steps and harmful actions over all runs of scenarios: a card below the scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.components.pills import Pill
from quizapp.ui.components.tables import TONE_ROLE, Index, RowModel, Table
from quizapp.ui.scenario.words import harm_words, open_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.scenario_views import CriticalRecord, HarmfulAct, StepRecord

#: Harmful actions that are shown before all of them are asked for.
_SHOWN_AT_FIRST: Final = 6
_NONE: Final = "0"
_MISSED_COLUMN: Final = 2
_NO_HARM: Final = "Nothing that you did would have harmed."


class _RecordModel(RowModel):
    """Critical steps with counts; a step that was ever missed has its own colour."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if role == TONE_ROLE and index.column() == _MISSED_COLUMN:
            return "text3" if super().data(index) == _NONE else "bad"
        return super().data(index, role)


class RecordTable(Table):
    """Each critical step with how often it was done and missed."""

    def __init__(self) -> None:
        self._model = _RecordModel(("Critical step", "Done", "Missed"), numbers=(1, 2))
        super().__init__(
            self._model,
            widths={1: 84, 2: 84},
            name="Critical steps, with how often each was done and missed",
        )
        self.setObjectName("critical-record")
        self.fit_height()

    def show_steps(self, steps: Sequence[StepRecord]) -> None:
        """Show other steps."""
        self._model.set_rows([(step.name, str(step.done), str(step.missed)) for step in steps])
        self.fit_height()


class HarmLine(QWidget):
    """A harmful action, how often it was taken, and whether it is put right."""

    def __init__(self, *, is_first: bool) -> None:
        super().__init__()
        self._icon = IconView("shield-alert", "bad", 18)
        self._action = Label("", "body", weight=500, wrap=True)
        self._text = Label("", "label", "text3", weight=400, wrap=True)
        self._state = Pill()
        words = column(self._action, self._text, spacing=1)
        sign = column(2, self._icon, None)
        line = row(sign, (words, 1), self._state, spacing=12, margins=(0, 8, 0, 8))
        self.setLayout(line if is_first else column(Divider(), line, spacing=0))

    def show_act(self, act: HarmfulAct) -> None:
        """Show another action."""
        self._icon.set_icon("shield-alert", "bad" if act.is_open else "text3")
        self._action.setText(act.action)
        self._text.setText(harm_words(act))
        if act.is_open:
            self._state.set_content("Still open", "warn")
        else:
            self._state.set_content("Put right", "ok", "check")
        self.setAccessibleName(f"{act.action}. {harm_words(act)}. {self._state.text()}.")


class RecordCard(Card):
    """What the runs come to together; it is not there while nothing was played."""

    def __init__(self) -> None:
        self._acts: tuple[HarmfulAct, ...] = ()
        self._shows_all = False
        self._lines: list[HarmLine] = []
        self._table = RecordTable()
        self._steps = QWidget()
        self._steps.setLayout(
            column(
                Label("Critical steps so far", "heading"),
                Label("Over all runs that came to an end.", "label", "text3", weight=400),
                6,
                self._table,
                spacing=2,
            )
        )
        self._open = Label("", "label", "text2", weight=400, wrap=True)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)
        self._all = Button("", "ghost")
        self._all.setObjectName("all-harms")
        self._all.clicked.connect(self._on_all)
        super().__init__(
            column(
                self._steps,
                column(
                    Label("Harmful actions", "heading"),
                    self._open,
                    4,
                    self._place,
                    row(self._all, None),
                    spacing=2,
                ),
                spacing=16,
            )
        )

    def show_record(self, record: CriticalRecord) -> None:
        """Show the steps and the actions of a learner."""
        self.setVisible(bool(record.steps or record.harms))
        self._table.show_steps(record.steps)
        self._steps.setVisible(bool(record.steps))
        self.show_acts(record.acts)

    def show_acts(self, acts: Sequence[HarmfulAct]) -> None:
        """Show these harmful actions."""
        self._acts = tuple(acts)
        still_open = sum(act.is_open for act in acts)
        self._open.setText(open_words(still_open) if acts else _NO_HARM)
        self._show_lines()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what Tab passes, in order."""
        return self._table, self._all

    def _show_lines(self) -> None:
        shown = self._acts if self._shows_all else self._acts[:_SHOWN_AT_FIRST]
        while len(self._lines) < len(shown):
            line = HarmLine(is_first=not self._lines)
            self._lines.append(line)
            self._place.addWidget(line)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        for line, act in zip(self._lines, shown, strict=False):
            line.show_act(act)
        self._all.setText(f"Show all {len(self._acts)} harmful actions")
        self._all.setVisible(len(shown) < len(self._acts))

    @Slot()
    def _on_all(self) -> None:
        self._shows_all = True
        # The button goes: the keyboard stays in the card.
        self._table.setFocus()
        self._show_lines()
