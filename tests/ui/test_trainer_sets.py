"""The tab Sets: the list, the builder and its parts, by mouse and by keyboard."""

from __future__ import annotations

from time import process_time

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from quizapp.application.question_pool import PoolQuestion
from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.errors import UserError
from quizapp.domain.items import Level
from quizapp.domain.set_filling import Sort
from quizapp.storage.set_draft_store import SetDraftStore
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import builder_pane
from quizapp.ui.trainer.question_table import HIDDEN, QUESTION, QuestionTable
from tests.picture_builder import add_cohort
from tests.ui.session_steps import Answers
from tests.ui.set_world import SetWorld, go_to, press, toast

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    return SetWorld(qtbot, desk)


def stems(table: QuestionTable) -> list[str]:
    return [one.id for one in table.questions.rows]


# The list ------------------------------------------------------------------------------------


def test_without_sets_there_is_one_thing_to_do(world: SetWorld) -> None:
    builder = world.edit()
    assert builder.editing.draft.items == ()
    assert builder.card.isVisible()
    builder.editing.change_plan({"title": "Week 1"})
    press(builder, "Back to the sets")
    assert world.page.list.table.isVisible()
    assert world.page.list.table.model().rowCount() == 1


def test_a_draft_that_nothing_was_done_to_is_not_kept(world: SetWorld) -> None:
    press(world.edit(), "Back to the sets")
    assert world.app.set_drafts.list().drafts == ()
    assert not world.page.list.table.isVisible()
    assert world.page.focusWidget().accessibleName() == "New set"


def test_without_a_cohort_the_builder_leads_to_where_one_is_made(world: SetWorld) -> None:
    builder = world.edit()
    assert not builder.panel.make_cohort.isVisible()
    world.app.cohorts.archive(world.cohort)
    world.page.refresh()
    world.qtbot.waitUntil(builder.panel.make_cohort.isVisible)
    with world.qtbot.waitSignal(world.page.place_requested) as asked:
        press(builder, "Make a cohort first…")
    assert asked.args == [Place(page="trainer", part="cohorts")]


def test_a_draft_is_opened_with_enter_copied_deleted_and_put_back(world: SetWorld) -> None:
    draft = world.draft()
    world.page.refresh()
    press(world.page, "Duplicate")
    press(world.page, "Back to the sets")
    titles = {one.plan.title for one in world.app.set_drafts.list().drafts}
    assert titles == {draft.plan.title, f"{draft.plan.title} (copy)"}
    press(world.page, "Delete")
    assert len(world.app.set_drafts.list().drafts) == 1
    press(world.page, "Undo")
    assert len(world.app.set_drafts.list().drafts) == 2
    world.page.list.table.setFocus()
    QTest.keyClick(world.page.list.table, Qt.Key.Key_Return)
    assert world.page.builder is not None
    assert world.page.builder.isVisible()


def test_a_draft_that_went_in_another_window_is_said_to_be_gone(world: SetWorld) -> None:
    draft = world.draft()
    world.page.refresh()
    world.app.set_drafts.delete(draft.id)
    answers = Answers("Close")
    press(world.page, "Open")
    assert answers.title == "That did not work"
    assert world.page.list.isVisible()


# Picking -------------------------------------------------------------------------------------


def test_space_ticks_and_control_a_ticks_all_that_are_shown(world: SetWorld) -> None:
    builder = world.edit()
    table = builder.card.table
    go_to(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert builder.editing.draft.items == (stems(table)[0],)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert builder.editing.draft.items == ()
    builder.card.search.setText("fentanyl")
    shown = stems(table)
    assert 0 < len(shown) < 50
    QTest.keyClick(table, Qt.Key.Key_A, CTRL)
    assert set(shown) <= set(builder.editing.draft.items)
    assert world.app.set_drafts.get(builder.editing.draft.id) == builder.editing.draft


def test_the_first_question_that_was_found_is_ticked_from_the_keyboard(world: SetWorld) -> None:
    builder = world.edit()
    builder.card.search.setFocus()
    QTest.keyClicks(builder.card.search, "od-004")
    builder.card.table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(builder.card.table, Qt.Key.Key_Space)
    assert builder.editing.draft.items == ("od-004",)


def test_another_draft_begins_with_all_questions_on_offer(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    builder.card.search.setText("od-004")
    builder.card.show_picked()
    again = world.edit(world.draft())
    assert again.card.search.text() == ""
    assert len(stems(again.card.table)) > 200


def test_a_click_on_the_box_ticks_and_one_beside_it_does_not(world: SetWorld) -> None:
    builder = world.edit()
    table = builder.card.table
    area = table.visualRect(table.questions.index(1, QUESTION))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert builder.editing.draft.items == ()
    box = area.topLeft()
    box += type(box)(16, area.height() // 2)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert builder.editing.draft.items == (stems(table)[1],)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert builder.editing.draft.items == ()


def test_filters_narrow_the_list_and_are_cleared_where_nothing_fits(world: SetWorld) -> None:
    card = world.edit().card
    every = stems(card.table)
    card._topic.set_value("overdose-response")
    card._level.set_value(Level.ANALYSE)
    card._kind.set_value("vignette")
    card.search.setText(" ")
    sorts = {one.sort for one in card.table.questions.rows}
    assert sorts == {Sort("overdose-response", Level.ANALYSE, "vignette")}
    card.search.setText("no such words")
    assert not card.table.isVisible()
    press(card, "Clear filters")
    assert stems(card.table) == every
    card.search.setText("od-001")
    assert stems(card.table) == ["od-001"]


def test_a_case_comes_and_goes_whole(world: SetWorld) -> None:
    builder = world.edit()
    assert builder.editing.pool is not None
    case = [one.id for one in builder.editing.pool.questions if one.case_id == "kitchen"]
    builder.card.table.questions.ticked.emit((case[0],), True)
    assert set(builder.editing.draft.items) == set(case)
    assert toast(builder).startswith("1 more question of the same case")
    builder.card.table.questions.ticked.emit((case[1],), False)
    assert builder.editing.draft.items == ()


def test_the_order_is_changed_with_alt_and_arrows_with_buttons_and_by_shuffling(
    world: SetWorld,
) -> None:
    builder = world.edit(world.draft())
    builder.card.show_picked()
    table = builder.card.table
    first, second, *_rest = builder.editing.draft.items
    assert stems(table) == list(builder.editing.draft.items)
    go_to(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Down, ALT)
    assert builder.editing.draft.items[:2] == (second, first)
    assert table.current_id() == first
    press(builder.card, "Move up")
    assert builder.editing.draft.items[:2] == (first, second)
    press(builder.card, "Move down")
    before = builder.editing.draft.items
    press(builder.card, "Shuffle")
    assert sorted(builder.editing.draft.items) == sorted(before)
    assert builder.editing.draft.items != before
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(builder.editing.draft.items) == 14


def test_a_question_is_dragged_to_another_place(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    builder.card.show_picked()
    table = builder.card.table
    before = builder.editing.draft.items
    go_to(table, 0)
    for target, place in ((3, 2), (0, 0)):
        centre = table.visualRect(table.questions.index(target, QUESTION)).center()
        left = Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        move = Qt.DropAction.MoveAction
        table.dropEvent(QDropEvent(QPointF(centre), move, QMimeData(), left, none))
        assert builder.editing.draft.items.index(before[0]) == place
        assert table.current_id() == before[0]


def test_a_cohort_that_was_made_meanwhile_is_offered(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    add_cohort(world.app, "another class", 2)
    world.page.refresh()
    world.qtbot.waitUntil(lambda: len(builder.editing.cohorts) == 2)
    names = [builder.panel._cohort.itemText(n) for n in range(builder.panel._cohort.count())]
    assert "another class (2 learners)" in names


def test_what_is_gone_from_the_banks_is_taken_out(world: SetWorld) -> None:
    draft = world.app.set_drafts.save(world.draft().with_added(["gone-1", "gone-2"]))
    builder = world.edit(draft)
    assert "2 questions are not there any more." in builder._missing.text()
    builder.card.show_picked()
    press(builder.card, "Take out 2 missing")
    assert len(builder.editing.draft.items) == 15
    assert builder._missing.text() == ""


def test_changes_are_undone_and_done_again_by_keyboard_and_kept(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    before = builder.editing.draft
    builder.card.table.questions.ticked.emit((before.items[0],), False)
    builder.card.table.setFocus()
    QTest.keyClick(builder.card.table, Qt.Key.Key_Z, CTRL)
    assert builder.editing.draft == before == world.app.set_drafts.get(before.id)
    QTest.keyClick(builder.card.table, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(world.app.set_drafts.get(before.id).items) == 14
    press(builder, "Undo")
    assert builder.editing.draft == before


def test_a_change_that_cannot_be_kept_is_said(
    world: SetWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = world.edit(world.draft())

    def full(*_args: object) -> None:
        raise UserError("The disk is full.")

    monkeypatch.setattr(SetDraftStore, "save", full)
    answers = Answers("Close")
    builder.panel.name.setText("")
    QTest.keyClicks(builder.panel.name, "W")
    assert answers.title == "That did not work"


# Another window ------------------------------------------------------------------------------


def test_what_two_windows_make_of_a_draft_is_kept_in_both_and_said(world: SetWorld) -> None:
    draft = world.draft()
    builder = world.edit(draft)
    theirs = world.app.set_drafts.save(draft.with_plan(attempts=3))
    builder.editing.tick(("at-001",), is_on=True)
    assert world.app.set_drafts.get(draft.id) == theirs
    mine = builder.editing.draft
    assert mine.plan.title == f"{draft.plan.title} (copy)"
    assert world.app.set_drafts.get(mine.id) == mine
    assert f"now the draft “{mine.plan.title}”" in toast(world.page)
    assert builder._title.text() == mine.plan.title
    press(builder, "Undo")
    assert world.app.set_drafts.get(mine.id).items == draft.items


def test_typing_a_name_goes_on_where_two_windows_part(world: SetWorld) -> None:
    draft = world.draft()
    builder = world.edit(draft)
    world.app.set_drafts.save(draft.with_plan(attempts=3))
    builder.panel.name.setText("")
    QTest.keyClicks(builder.panel.name, "Week 3")
    assert builder.panel.name.text() == builder.editing.draft.plan.title == "Week 3"
    titles = {one.plan.title for one in world.app.set_drafts.list().drafts}
    assert titles == {draft.plan.title, "Week 3"}


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(
        builder_pane, "show_error", lambda _parent, message, _hint: heard.append(message)
    )
    return heard


def test_a_set_that_another_window_changed_is_shown_before_it_is_assigned(
    world: SetWorld, errors: list[str]
) -> None:
    draft = world.draft()
    builder = world.edit(draft)
    world.app.set_drafts.save(draft.without(draft.items[:1]))
    press(builder, "Assign set")
    assert errors == ["This set was changed in another window."]
    assert len(builder.editing.draft.items) == 14
    assert builder.isVisible()


def test_a_set_that_another_window_sent_is_not_assigned_again(
    world: SetWorld, errors: list[str]
) -> None:
    draft = world.draft()
    builder = world.edit(draft)
    world.app.set_drafts.delete(draft.id)
    press(builder, "Assign set")
    assert errors == ["This draft is not there any more."]
    assert not builder.isVisible()


def test_a_new_draft_that_another_window_filled_stays(world: SetWorld) -> None:
    builder = world.edit()
    theirs = world.app.set_drafts.save(builder.editing.draft.with_added(["od-001"]))
    press(builder, "Back to the sets")
    assert world.app.set_drafts.list().drafts == (theirs,)


# The panel -----------------------------------------------------------------------------------


def test_the_name_is_kept_letter_by_letter_and_undone_as_one_step(world: SetWorld) -> None:
    builder = world.edit()
    QTest.keyClicks(builder.panel.name, "Week 3")
    assert world.app.set_drafts.list().drafts[0].plan.title == "Week 3"
    builder.editing.undo()
    assert builder.panel.name.text() == ""


def test_an_exam_marks_and_counts_what_it_cannot_hide(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    assert builder.card.table.isColumnHidden(HIDDEN)
    press(builder.panel, "Exam")
    assert builder.editing.draft.plan.mode is AssignmentMode.EXAM
    assert builder.editing.draft.plan.feedback is Feedback.NEVER
    assert not builder.card.table.isColumnHidden(HIDDEN)
    (remark,) = builder.editing.review().remarks
    assert remark.startswith("15 of 15 questions came with Quizapp")
    assert builder._assign.isEnabled()
    index = builder.card.table.questions.index(0, HIDDEN)
    assert index.data() == "Answer known"


def test_a_date_is_typed_in_local_time_and_a_wrong_one_is_said(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    due = builder.panel.due
    entry = due.editor
    for text, problem in (("soon", "This is no date."), ("2026-12-08 18:00", "")):
        entry.setText(text)
        entry.editingFinished.emit()
        assert entry.accessibleDescription().startswith(problem)
    moment = builder.editing.draft.plan.due_at
    assert moment is not None
    assert moment.isoformat() == "2026-12-08T17:00:00+00:00"
    opens = builder.panel.opens.editor
    opens.setText("2026-12-24")
    opens.editingFinished.emit()
    assert opens.accessibleDescription() == "It must be due after it opens."
    assert builder.editing.draft.plan.opens_at is None


def test_every_field_of_the_panel_changes_the_plan(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    panel = builder.panel
    panel._limit.value_chosen.emit(1800)
    panel._attempts.set_value(3)
    panel._mark.value_chosen.emit(0.9)
    panel._safe.click()
    panel._shuffle.click()
    panel._feedback.value_chosen.emit(Feedback.AFTER_DUE)
    plan = builder.editing.draft.plan
    assert (plan.time_limit_s, plan.attempts, plan.shuffles_questions) == (1800, 3, False)
    assert plan.passes is not None
    assert (plan.passes.score, plan.passes.no_critical_error) == (0.9, False)
    assert plan.feedback is Feedback.AFTER_DUE
    panel._mark.value_chosen.emit(None)
    assert builder.editing.draft.plan.passes is None
    panel._cohort.value_chosen.emit("")
    assert builder.editing.draft.cohort_id == ""
    assert "Choose whom it is for." in builder._missing.text()


# Room and size -------------------------------------------------------------------------------


def test_a_narrow_page_has_two_steps(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    world.page.resize(740, 640)
    QTest.qWait(10)
    assert not builder.panel.isVisible()
    press(builder, "Next: your set")
    assert builder.panel.isVisible()
    assert not builder.card.isVisible()
    press(builder, "Back to the questions")
    assert builder.card.isVisible()
    world.page.resize(1060, 800)
    QTest.qWait(10)
    assert builder.panel.isVisible()


def test_both_narrow_steps_have_undo_and_redo(world: SetWorld) -> None:
    draft = world.draft()
    builder = world.edit(draft)
    world.page.resize(740, 640)
    QTest.qWait(10)
    for is_second_step in (False, True):
        if is_second_step:
            press(builder, "Next: your set")
        builder.editing.take(draft.without(draft.items[:1]))
        press(builder, "Undo")
        assert builder.editing.draft.items == draft.items
        press(builder, "Redo")
        assert builder.editing.draft.items != draft.items
        press(builder, "Undo")


def test_ten_thousand_questions_are_searched_and_ticked_at_once(world: SetWorld) -> None:
    builder = world.edit()
    pool = builder.editing.pool
    assert pool is not None
    sort = pool.questions[0].sort
    many = tuple(
        PoolQuestion(f"q-{n}", sort, None, f"Question number {n}?", False, None)
        for n in range(10_000)
    )
    builder.show_pool(type(pool)(many, pool.titles, {}, {}, {}, {}, ()))
    began = process_time()
    builder.card.search.setText("number 99")
    assert len(stems(builder.card.table)) == 111
    builder.card.table.questions.ticked.emit(("q-99",), True)
    assert process_time() - began < 1.0
