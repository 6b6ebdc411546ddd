"""Cohorts: all of them, and the roster of the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from quizapp.domain.errors import UserError
from quizapp.ui.components.layouts import ScrollPage, column
from quizapp.ui.dialogs import ask_text, show_error
from quizapp.ui.trainer.cohort_list import CohortList
from quizapp.ui.trainer.roster_pane import RosterPane
from quizapp.ui.trainer.tab import Pane, TrainerTab

if TYPE_CHECKING:
    from quizapp.ui.shell.page import Desk, Place


class CohortsPage(TrainerTab):
    """The cohorts; the roster that was open stays open until all cohorts are asked for."""

    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._opened = ""
        self._list = CohortList()
        self._list.opened.connect(self.open_cohort)
        self._list.new_requested.connect(self._on_new)
        self._roster = RosterPane(desk)
        self._roster.left.connect(self._on_left)
        self._all = ScrollPage(column(self._list, spacing=0), top=16)
        self._one = Pane(column(self._roster, spacing=0))
        self._stack = QStackedWidget()
        for part in (self._all, self._one):
            self._stack.addWidget(part)
        self.setLayout(column(self._stack, spacing=0))

    def refresh(self) -> None:
        """Show what is open as it is now."""
        if self._stack.currentWidget() is self._one:
            try:
                self._roster.refresh()
            except UserError:
                # The data were put back to an earlier state, in which there was no such cohort.
                self._stack.setCurrentWidget(self._all)
        self._list.show_cohorts(self.desk.application.cohorts.overview())

    def open_at(self, place: Place) -> None:
        """Open the cohort that was asked for."""
        if place.subject:
            self.open_cohort(place.subject)

    @Slot(str)
    def open_cohort(self, cohort_id: str) -> None:
        """Show the roster of a cohort."""
        try:
            self._roster.open(cohort_id)
        except UserError as error:
            show_error(self, error.message, error.hint)
            self.refresh()
            return
        self._opened = cohort_id
        self._stack.setCurrentWidget(self._one)

    @Slot()
    def _on_left(self) -> None:
        self._stack.setCurrentWidget(self._all)
        self.refresh()
        self._list.focus_card(self._opened)

    @Slot()
    def _on_new(self) -> None:
        name = ""
        while True:
            wanted = ask_text(self, "What is the new cohort called?", "Name", "Make", text=name)
            if wanted is None:
                return
            try:
                made = self.desk.application.cohorts.new(wanted)
            except UserError as error:
                show_error(self, error.message, error.hint)
                name = wanted
                continue
            self.refresh()
            self.open_cohort(made.id)
            return
