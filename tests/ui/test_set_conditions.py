"""Conditions of a set for single topics and for single learners."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.domain.assignments import Member, Override
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.condition_dialogs import OverridesDialog
from quizapp.ui.trainer.set_fields import ValueSelect
from tests.ui.session_steps import Answers
from tests.ui.set_world import SetWorld, press


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    return SetWorld(qtbot, desk)


class _Chooses(Answers):
    """Chooses 90% for the first topic before the dialog is closed."""

    def _on_timeout(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and not self.title:
            dialog.findChildren(ValueSelect)[0].set_value(0.9)
        super()._on_timeout()


def test_a_topic_gets_a_condition_of_its_own(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    answers = _Chooses("Use these")
    press(builder.panel, "Topics to pass…")
    assert answers.title == "What must be right in single topics?"
    plan = builder.editing.draft.plan
    assert plan.passes is not None
    ((_topic, share),) = plan.passes.topics
    assert share == 0.9
    Answers("Cancel")
    press(builder.panel, "Topics to pass: 1")
    assert builder.editing.draft.plan == plan


def dialog_for(world: SetWorld, **plan: object) -> OverridesDialog:
    draft = world.draft().with_plan(time_limit_s=600, **plan)
    members = world.app.cohorts.members(world.cohort)
    dialog = OverridesDialog(world.page, draft.plan, members, world.app.environment.zone)
    world.qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_learner_gets_extra_time_and_a_later_date_and_loses_them_again(world: SetWorld) -> None:
    dialog = dialog_for(world)
    first, *_others = world.app.cohorts.members(world.cohort)
    dialog._factor.set_value(1.5)
    dialog._due.editor.setText("2026-12-24 18:00")
    dialog._due.editor.editingFinished.emit()
    press(dialog, "Set for this learner")
    one = dialog.overrides[first.id]
    assert one.time_factor == 1.5
    assert one.due_at is not None
    cells = [dialog._model.index(0, column).data() for column in range(3)]
    assert cells == ["Learner 0001", "1.5 times the time", "2026-12-24 18:00"]
    press(dialog, "Take away")
    assert dialog.overrides == {}
    assert not dialog._drop.isEnabled()
    assert dialog.focusWidget() is dialog._member


def test_learners_of_one_name_are_told_apart_by_reference(world: SetWorld) -> None:
    draft = world.draft().with_plan(time_limit_s=600)
    namesakes = [Member(f"m{n}", "Maya Lind", str(n)) for n in (1, 2)]
    dialog = OverridesDialog(world.page, draft.plan, namesakes, world.app.environment.zone)
    world.qtbot.addWidget(dialog)
    chooser = dialog._member
    names = [chooser.itemText(at) for at in range(chooser.count())]
    assert names == ["Maya Lind (1)", "Maya Lind (2)"]


def test_a_date_that_is_no_later_is_said_and_not_taken(world: SetWorld) -> None:
    dialog = dialog_for(world)
    dialog._due.editor.setText("2026-11-24 18:00")
    dialog._due.editor.editingFinished.emit()
    press(dialog, "Set for this learner")
    assert dialog._due.editor.accessibleDescription().startswith("It must be later than")
    assert dialog.overrides == {}


def test_what_is_no_date_is_said_and_nothing_is_set(world: SetWorld) -> None:
    dialog = dialog_for(world)
    dialog._factor.set_value(1.5)
    dialog._due.editor.setText("tomorrow")
    dialog._due.editor.editingFinished.emit()
    said = dialog._due.editor.accessibleDescription()
    press(dialog, "Set for this learner")
    press(dialog, "Use these")
    assert dialog.overrides == {}
    assert dialog._due.editor.accessibleDescription() == said
    assert dialog.isVisible()


def test_a_row_brings_its_learner_back_to_be_changed_and_taken_away(world: SetWorld) -> None:
    _first, second, third, *_ = world.app.cohorts.members(world.cohort)
    dialog = dialog_for(world, overrides=(Override(second.id, 1.5), Override(third.id, 2.0)))
    assert not dialog._drop.isEnabled()
    dialog._table.choose_row(1)
    assert (dialog._member.value(), dialog._factor.value()) == (third.id, 2.0)
    press(dialog, "Take away")
    assert list(dialog.overrides) == [second.id]


def test_what_the_fields_say_is_used_without_setting_it_first(world: SetWorld) -> None:
    dialog = dialog_for(world)
    first, *_others = world.app.cohorts.members(world.cohort)
    dialog._factor.set_value(2.0)
    press(dialog, "Use these")
    assert dialog.overrides == {first.id: Override(first.id, 2.0)}
    assert not dialog.isVisible()


def test_the_usual_conditions_are_no_override(world: SetWorld) -> None:
    first, *_others = world.app.cohorts.members(world.cohort)
    dialog = dialog_for(world, overrides=(Override(first.id, 2.0),))
    assert dialog._factor.value() == 2.0
    dialog._factor.set_value(1.0)
    press(dialog, "Set for this learner")
    assert dialog.overrides == {}


def test_without_limit_and_date_there_is_nothing_to_set(world: SetWorld) -> None:
    draft = world.draft().with_plan(due_at=None)
    dialog = OverridesDialog(world.page, draft.plan, (), world.app.environment.zone)
    world.qtbot.addWidget(dialog)
    assert not dialog._factor.isEnabled()
    assert not dialog._due.isEnabled()
    assert not dialog._put.isEnabled()


def test_conditions_for_a_learner_are_part_of_the_draft(
    world: SetWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = world.edit(world.draft())
    first, *_others = world.app.cohorts.members(world.cohort)
    due = builder.editing.draft.plan.due_at
    assert due is not None
    one = Override(first.id, 1.0, due + timedelta(days=1))

    def choose(self: OverridesDialog) -> bool:
        self.overrides[first.id] = one
        return True

    monkeypatch.setattr(OverridesDialog, "ask", choose)
    press(builder.panel, "Single learners…")
    assert builder.editing.draft.plan.overrides == (one,)
    monkeypatch.setattr(OverridesDialog, "ask", lambda _self: False)
    press(builder.panel, "Single learners: 1")
    assert builder.editing.draft.plan.overrides == (one,)
