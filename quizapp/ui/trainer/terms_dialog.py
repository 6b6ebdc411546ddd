"""New terms for a set that went out: for whom, and which."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot

from quizapp.application.changing_terms import TermsWish
from quizapp.application.local_times import LAST_MINUTE, local_text
from quizapp.application.terms_words import WHAT_LEARNERS_DO, change_cells, factor_words
from quizapp.domain.assignments import TIME_FACTORS
from quizapp.domain.errors import UserError
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.layouts import row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme
from quizapp.ui.trainer.set_fields import MomentField, ValueSelect

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

    from quizapp.application.changing_terms import TermsStanding
    from quizapp.bootstrap import Application

_EVERYBODY: Final = ""
_WIDTH: Final = 600
_HEADS: Final = ("Changed on", "For whom", "Terms since then")
_WIDTHS: Final = {0: 136, 1: 130}
_RECORD_HEIGHT: Final = 132
_ROW_HEIGHT: Final = 32


class TermsDialog(Dialog):
    """Extra time, opening and due date of a learner, or opening and due date of everybody."""

    def __init__(self, parent: QWidget, application: Application, standing: TermsStanding) -> None:
        super().__init__(parent, f"New terms for “{standing.plan.title}”", width=_WIDTH)
        self._application, self._standing = application, standing
        self._zone = application.environment.zone
        self._names = {one.id: one.called for one in standing.members}
        people = [*self._names, _EVERYBODY]
        self._whom = ValueSelect(people, self._name_of, name="For whom")
        self._whom.value_chosen.connect(self._on_whom)
        self._factor = ValueSelect(TIME_FACTORS, _factor_words, name="Time")
        self._opens = MomentField("Opens", self._zone, time(0))
        self._due = MomentField("Due", self._zone, LAST_MINUTE)
        self._time = Field("Time", self._factor)
        self.body.addLayout(row((Field("For whom", self._whom), 1), (self._time, 1), spacing=12))
        self.body.addLayout(row((self._opens, 1), (self._due, 1), spacing=12))
        if standing.changes:
            self.body.addWidget(Field("Changed so far", self._record()))
        self.add_text(WHAT_LEARNERS_DO)
        self.add_action("Cancel", accept=False)
        self.add_action("Choose a folder", "primary", accept=True).setDefault(True)
        self._on_whom()
        self._whom.setFocus()

    @property
    def wish(self) -> TermsWish:
        """What is asked for."""
        return TermsWish(
            self._whom.value(), self._factor.value(), self._opens.moment(), self._due.moment()
        )

    def accept(self) -> None:
        """Close the dialog, unless the terms cannot be."""
        if not (self._opens.is_taken and self._due.is_taken):
            (self._due if self._opens.is_taken else self._opens).editor.setFocus()
            return
        try:
            self._application.changing_terms.check(self._standing.plan.id, self.wish)
        except UserError as error:
            self._due.set_error(f"{error.message} {error.hint}")
            self._due.editor.setFocus()
            return
        super().accept()

    def _record(self) -> Table:
        """Return what was changed so far, the last change first."""
        rows = [
            change_cells(change, self._standing, self._zone)
            for change in reversed(self._standing.changes)
        ]
        record = Table(
            RowModel(_HEADS, rows),
            stretch=2,
            widths=_WIDTHS,
            row_height=_ROW_HEIGHT,
            name="Changed so far",
        )
        record.setFixedHeight(theme.px(_RECORD_HEIGHT))
        return record

    def _name_of(self, member_id: str) -> str:
        return self._names.get(member_id, "Everybody")

    @Slot()
    def _on_whom(self) -> None:
        """Show the terms of somebody as they are."""
        plan = self._standing.plan
        known = self._standing.wish(self._whom.value())
        is_one = bool(known.member_id)
        self._factor.set_value(known.time_factor)
        self._factor.setEnabled(is_one and plan.time_limit_s is not None)
        no_limit = "This set has no time limit."
        for_one = "Extra time is for single learners."
        self._time.set_help("" if self._factor.isEnabled() else no_limit if is_one else for_one)
        self._opens.set_moment(known.opens_at)
        self._due.set_moment(known.due_at)
        self._due.editor.setEnabled(not is_one or plan.due_at is not None)
        self._opens.set_help(self._help(plan.opens_at, "at once", is_one=is_one))
        self._due.set_help(self._help(plan.due_at, "no due date", is_one=is_one))

    def _help(self, others: datetime | None, none: str, *, is_one: bool) -> str:
        """Return what an empty field stands for."""
        usual = (local_text(others, self._zone) or none) if is_one else none
        return f"Empty: as for all, {usual}." if is_one else f"Empty: {usual}."


def ask_terms(
    parent: QWidget, application: Application, standing: TermsStanding
) -> TermsWish | None:
    """Ask for new terms; `None` when it was called off."""
    dialog = TermsDialog(parent, application, standing)
    return dialog.wish if dialog.ask() else None


def _factor_words(factor: float) -> str:
    return factor_words(factor).capitalize()
