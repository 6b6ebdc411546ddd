"""Which misconceptions of the ledger are shown: all, or those in one state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from quizapp.application.belief_words import STATES
from quizapp.domain.ledger import BeliefState
from quizapp.ui.components.choices import Segment
from quizapp.ui.session.flow import Flow
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Sequence


class BeliefFilter(Flow):
    """One choice out of the states that there are, each with its number.

    Attributes:
        chosen: another state was chosen.
    """

    chosen = Signal()

    def __init__(self) -> None:
        self._segments: dict[BeliefState | None, Segment] = {
            state: Segment("") for state in (None, *STATES)
        }
        super().__init__(*self._segments.values(), spacing=4, line_spacing=4)
        self.setAccessibleName("Show")
        for state, segment in self._segments.items():
            segment.setObjectName(f"show-{'all' if state is None else state.value}")
            segment.setChecked(state is None)
            segment.toggled.connect(self._on_toggled)
        self._set_tab_stop()
        theme.changed.connect(self._restyle)

    def current(self) -> BeliefState | None:
        """Return the state to show, or None for all."""
        return next(
            (state for state, segment in self._segments.items() if segment.isChecked()), None
        )

    def show_counts(self, states: Sequence[BeliefState]) -> None:
        """Offer the states that occur; where the chosen one does not any more, show all."""
        for state, segment in self._segments.items():
            count = len(states) if state is None else states.count(state)
            segment.set_label(f"{'All' if state is None else STATES[state]} {count}")
            segment.setVisible(count > 0 or state is None)
        current = self.current()
        if current is not None and current not in states:
            self._segments[None].setChecked(True)

    @Slot(bool)
    def _on_toggled(self, is_on: bool) -> None:
        if is_on:
            self._set_tab_stop()
            self.chosen.emit()

    @Slot()
    def _restyle(self) -> None:
        for segment in self._segments.values():
            segment.updateGeometry()

    def _set_tab_stop(self) -> None:
        """Let Tab stop at the chosen one only; arrows go to the others."""
        for segment in self._segments.values():
            policy = (
                Qt.FocusPolicy.StrongFocus if segment.isChecked() else Qt.FocusPolicy.ClickFocus
            )
            segment.setFocusPolicy(policy)
