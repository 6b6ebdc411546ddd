"""What became of one file, in full, and the way to what it belongs to: cohort and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.intake import Outcome
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.shell.page import Place
from quizapp.ui.trainer.intake_table import remark

if TYPE_CHECKING:
    from quizapp.application.intake import IntakeRow


class FileDetail(QWidget):
    """Says what the table has no room for."""

    place_requested = Signal(object)
    """The cohort or the results are wanted; a `Place`."""

    def __init__(self) -> None:
        super().__init__()
        self._cohort_id = self._assignment_id = ""
        self._says = Label("", "label", "text2", wrap=True)
        self._cohort = Button("Show the cohort", "ghost", icon="users")
        self._cohort.setObjectName("show-cohort")
        self._cohort.clicked.connect(self._on_cohort)
        self._results = Button("Show the results", "ghost", icon="chart-line")
        self._results.setObjectName("show-results")
        self._results.clicked.connect(self._on_results)
        self.setLayout(row((self._says, 1), self._cohort, self._results, spacing=8))

    def text(self) -> str:
        """Return what is said."""
        return self._says.text()

    def show_row(self, one: IntakeRow | None) -> None:
        """Show another file, or none."""
        self._cohort_id = "" if one is None else one.cohort_id
        is_kept = one is not None and one.outcome is not Outcome.REFUSED
        self._assignment_id = one.assignment_id if one is not None and is_kept else ""
        self._results.setVisible(bool(self._assignment_id))
        self._says.setText("" if one is None else _in_full(one))
        self._cohort.setVisible(bool(self._cohort_id))
        self.setVisible(one is not None)

    @Slot()
    def _on_results(self) -> None:
        where = Place(page="trainer", part="results", subject=self._assignment_id)
        self.place_requested.emit(where)

    @Slot()
    def _on_cohort(self) -> None:
        self.place_requested.emit(Place(page="trainer", part="cohorts", subject=self._cohort_id))


def _in_full(one: IntakeRow) -> str:
    who = f", {one.learner.called}" if one.learner is not None else ""
    aside = f" It was moved into {one.set_aside}." if one.set_aside is not None else ""
    return f"{one.file}{who}: {one.outcome.value}. {remark(one)}{aside}"
