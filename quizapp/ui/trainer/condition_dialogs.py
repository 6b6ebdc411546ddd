"""Conditions of a set for single topics and for single learners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.local_times import LAST_MINUTE, local_text
from quizapp.application.member_words import told_apart
from quizapp.domain.assignments import TIME_FACTORS, Override
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import row
from quizapp.ui.components.tables import RowModel, Table
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme
from quizapp.ui.trainer.set_fields import MomentField, ValueSelect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from quizapp.domain.assignments import AssignmentPlan, Member

_HEAD, _ROW, _ROWS = 36, 32, 3
_SHARES = (None, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0)


def ask_topics(
    parent: QWidget, topics: Mapping[str, str], known: Mapping[str, float]
) -> tuple[tuple[str, float], ...] | None:
    """Ask what single topics take to pass; None when it was called off.

    Args:
        parent: the widget that asks.
        topics: titles by id, those of the set and those that have a condition.
        known: the shares so far, by topic.
    """
    dialog = Dialog(parent, "What must be right in single topics?")
    dialog.add_text("To pass, each of these must be reached as well as the pass mark of the set.")
    selects = {}
    for topic, title in topics.items():
        select = ValueSelect(_SHARES, _share_words, name=title)
        select.set_value(known.get(topic))
        selects[topic] = select
        dialog.body.addLayout(row((Label(title, "body", elide=True), 1), select))
    dialog.add_action("Cancel", accept=False)
    dialog.add_action("Use these", "primary", accept=True).setDefault(True)
    if not dialog.ask():
        return None
    return tuple(
        (topic, select.value()) for topic, select in selects.items() if select.value() is not None
    )


class OverridesDialog(Dialog):
    """Extra time and later due dates for single learners.

    Attributes:
        overrides: as they are now.
    """

    def __init__(
        self,
        parent: QWidget,
        plan: AssignmentPlan,
        members: Sequence[Member],
        zone: tzinfo | None,
    ) -> None:
        super().__init__(parent, "Conditions for single learners")
        self._plan, self._zone = plan, zone
        self._names = told_apart(members)
        self.overrides = {
            one.member_id: one for one in plan.overrides if one.member_id in self._names
        }
        self._member = ValueSelect(list(self._names), self._name, name="Learner")
        self._member.value_chosen.connect(self._on_member)
        self._factor = ValueSelect(TIME_FACTORS, _factor_words, name="Time")
        self._due = MomentField("Due", zone, LAST_MINUTE, name="Due for this learner")
        self._put = Button("Set for this learner", icon="plus")
        self._put.clicked.connect(self._on_put)
        self._model = RowModel(("Learner", "Time", "Due"))
        self._table = Table(
            self._model,
            widths={1: 132, 2: 132},
            row_height=_ROW,
            name="Learners with conditions of their own",
        )
        self._table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._table.setFixedHeight(theme.px(_HEAD + _ROWS * _ROW))
        self._drop = Button("Take away", "ghost", icon="trash")
        self._drop.clicked.connect(self._on_drop)
        self.body.addWidget(Field("Learner", self._member))
        self.body.addLayout(row((Field("Time", self._factor), 1), (self._due, 1), spacing=12))
        self.body.addLayout(row(self._put, None, self._drop))
        self.body.addWidget(self._table)
        # Only a row that is chosen can be taken away, so the keyboard comes to the rows first.
        self.setTabOrder(self._put, self._table)
        self.setTabOrder(self._table, self._drop)
        self.add_action("Cancel", accept=False)
        self.add_action("Use these", "primary", accept=True).setDefault(True)
        self._say_what_cannot_be_set()
        self._on_member()
        self._show_rows()
        self._table.selectionModel().currentRowChanged.connect(self._on_row)

    def _say_what_cannot_be_set(self) -> None:
        if self._plan.time_limit_s is None:
            self._factor.setEnabled(False)
            self._factor.setToolTip("This set has no time limit.")
        due = self._plan.due_at
        self._due.setEnabled(due is not None)
        self._due.set_help(
            "This set has no due date."
            if due is None
            else f"Empty: as for all, {local_text(due, self._zone)}."
        )

    def _name(self, member_id: str) -> str:
        return self._names[member_id]

    def _show_rows(self) -> None:
        self._model.set_rows(
            [
                (self._names[member_id], _factor_words(one.time_factor), self._due_words(one))
                for member_id, one in self.overrides.items()
            ]
        )
        self._choose(self._member.value() if self._names else "")

    def _choose(self, member_id: str) -> None:
        """Choose the row of a learner; without one nothing is chosen."""
        if member_id in self.overrides:
            self._table.choose_row(list(self.overrides).index(member_id))
        else:
            self._table.setCurrentIndex(QModelIndex())
        self._drop.setEnabled(self._table.currentIndex().isValid())

    def _due_words(self, one: Override) -> str:
        return "As for all" if one.due_at is None else local_text(one.due_at, self._zone)

    @Slot()
    def _on_member(self) -> None:
        if not self._names:
            self._put.setEnabled(False)
            return
        known = self.overrides.get(self._member.value())
        self._factor.set_value(known.time_factor if known else 1.0)
        self._due.set_moment(known.due_at if known else None)
        self._choose(self._member.value())

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        """Offer the conditions of the learner in the row to be changed."""
        if now.isValid() and (one := list(self.overrides)[now.row()]) != self._member.value():
            self._member.set_value(one)
            self._on_member()

    @Slot()
    def _on_put(self) -> None:
        self._take()

    def _take(self) -> bool:
        """Set what the fields say for their learner; False when the date cannot be."""
        if not self._due.is_taken:
            return False
        member_id, due_at = self._member.value(), self._due.moment()
        problem = self._due_problem(due_at)
        self._due.set_error(problem)
        if problem:
            return False
        one = Override(member_id, self._factor.value(), due_at)
        if one == Override(member_id):
            self.overrides.pop(member_id, None)
        else:
            self.overrides[member_id] = one
        self._show_rows()
        return True

    def _due_problem(self, due_at: datetime | None) -> str:
        if due_at is None or self._plan.due_at is None or due_at > self._plan.due_at:
            return ""
        return f"It must be later than {local_text(self._plan.due_at, self._zone)}."

    @Slot()
    def _on_drop(self) -> None:
        del self.overrides[list(self.overrides)[self._table.currentIndex().row()]]
        self._on_member()
        self._show_rows()
        self._member.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Close with what the fields say, too: nobody sets a learner and means it not."""
        if not self._names or self._take():
            super().accept()


def ask_overrides(
    parent: QWidget, plan: AssignmentPlan, members: Sequence[Member], zone: tzinfo | None
) -> tuple[Override, ...] | None:
    """Ask for the conditions of single learners; None when it was called off."""
    dialog = OverridesDialog(parent, plan, members, zone)
    if not dialog.ask():
        return None
    return tuple(dialog.overrides.values())


def _share_words(share: float | None) -> str:
    return "No condition" if share is None else f"{share:.0%} right"


def _factor_words(factor: float) -> str:
    return "Usual time" if factor == 1 else f"{factor:g} times the time"
