"""Conditions of a set for single topics and for single learners."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from quizapp.application.local_times import LAST_MINUTE, local_text
from quizapp.domain.assignments import TIME_FACTORS, Override
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field
from quizapp.ui.components.labels import Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.dialogs import Dialog
from quizapp.ui.theme import theme
from quizapp.ui.trainer.set_fields import MomentField, ValueSelect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from quizapp.domain.assignments import AssignmentPlan, Member

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
        self._names = {member.id: member.name for member in members}
        self.overrides = {
            one.member_id: one for one in plan.overrides if one.member_id in self._names
        }
        self._member = ValueSelect(list(self._names), self._name, name="Learner")
        self._member.value_chosen.connect(self._on_member)
        self._factor = ValueSelect(TIME_FACTORS, _factor_words, name="Time")
        self._due = MomentField("Due", zone, LAST_MINUTE, name="Due for this learner")
        self._put = Button("Set for this learner", icon="plus")
        self._put.clicked.connect(self._on_put)
        self._list = QListWidget()
        self._list.setAccessibleName("Learners with conditions of their own")
        self._list.setFont(theme.font("body"))
        self._list.setFixedHeight(theme.px(132))
        self._drop = Button("Take away", "ghost", icon="trash")
        self._drop.clicked.connect(self._on_drop)
        self.body.addWidget(Field("Learner", self._member))
        self.body.addLayout(row((Field("Time", self._factor), 1), (self._due, 1), spacing=12))
        self.body.addLayout(row(self._put, None))
        self.body.addLayout(column(self._list, row(self._drop, None), spacing=6))
        self.add_action("Cancel", accept=False)
        self.add_action("Use these", "primary", accept=True)
        if plan.time_limit_s is None:
            self._factor.setEnabled(False)
            self._factor.setToolTip("This set has no time limit.")
        self._due.setEnabled(plan.due_at is not None)
        if plan.due_at is None:
            self._due.set_help("This set has no due date.")
        self._on_member()
        self._show_list()

    def _name(self, member_id: str) -> str:
        return self._names[member_id]

    def _show_list(self) -> None:
        self._list.clear()
        for member_id, one in self.overrides.items():
            text = f"{self._names[member_id]}: {self._words(one)}"
            entry = QListWidgetItem(text)
            entry.setData(Qt.ItemDataRole.UserRole, member_id)
            self._list.addItem(entry)
        self._drop.setEnabled(bool(self.overrides))

    def _words(self, one: Override) -> str:
        parts = []
        if one.time_factor != 1:
            parts.append(_factor_words(one.time_factor))
        if one.due_at is not None:
            parts.append(f"due {local_text(one.due_at, self._zone)}")
        return ", ".join(parts)

    @Slot()
    def _on_member(self) -> None:
        if not self._names:
            self._put.setEnabled(False)
            return
        known = self.overrides.get(self._member.value())
        self._factor.set_value(known.time_factor if known else 1.0)
        self._due.set_moment(known.due_at if known else None)

    @Slot()
    def _on_put(self) -> None:
        member_id, due_at = self._member.value(), self._due.moment()
        problem = self._due_problem(due_at)
        self._due.set_error(problem)
        if problem:
            return
        one = Override(member_id, self._factor.value(), due_at)
        if one == Override(member_id):
            self.overrides.pop(member_id, None)
        else:
            self.overrides[member_id] = one
        self._show_list()

    def _due_problem(self, due_at: datetime | None) -> str:
        if due_at is None or self._plan.due_at is None or due_at > self._plan.due_at:
            return ""
        return f"It must be later than {local_text(self._plan.due_at, self._zone)}."

    @Slot()
    def _on_drop(self) -> None:
        entry = self._list.currentItem() or self._list.item(0)
        if entry is not None:
            del self.overrides[entry.data(Qt.ItemDataRole.UserRole)]
            self._show_list()


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
