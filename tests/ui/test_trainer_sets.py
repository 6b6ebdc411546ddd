"""The tab Sets: the list, the builder and its parts, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.question_pool import PoolQuestion
from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.errors import UserError
from quizapp.domain.items import Level
from quizapp.domain.set_filling import Sort
from quizapp.storage.set_draft_store import SetDraftStore
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.inputs import Stepper, TextArea
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer import sending
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.fill_pane import FillPane
from quizapp.ui.trainer.preview_pane import PreviewPane
from quizapp.ui.trainer.question_table import HIDDEN, QUESTION, QuestionTable
from tests.ui.session_steps import Answers
from tests.ui.set_world import SetWorld, press, written

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    return SetWorld(qtbot, desk)


def toast(widget: QWidget) -> str:
    (found,) = widget.window().findChildren(Toast)
    return found.accessibleName()


def stems(table: QuestionTable) -> list[str]:
    return [one.id for one in table.questions.rows]


def go_to(table: QuestionTable, row: int) -> None:
    flag = QItemSelectionModel.SelectionFlag
    index = table.questions.index(row, QUESTION)
    table.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
    table.setFocus()


# The list ------------------------------------------------------------------------------------


def test_without_sets_there_is_one_thing_to_do(world: SetWorld) -> None:
    builder = world.edit()
    assert builder.editing.draft.items == ()
    assert builder.card.isVisible()
    press(builder, "Back to the sets")
    assert world.page.list.table.isVisible()
    assert world.page.list.table.model().rowCount() == 1


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


# Filling -------------------------------------------------------------------------------------


def fill_pane(world: SetWorld, builder: BuilderPane, *counts: int) -> FillPane:
    press(builder, "Fill by topic")
    pane = world.page.findChild(FillPane)
    QTest.qWait(10)
    for stepper, count in zip(pane.findChildren(Stepper), counts, strict=False):
        stepper.set_value(count)
    return pane


def test_filling_by_topic_adds_as_many_as_asked_for(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    pane = fill_pane(world, builder, 3, 2)
    press(pane, "Fill the set")
    assert builder.isVisible()
    assert len(builder.editing.draft.items) == 20
    assert toast(builder) == "5 questions added"


def test_what_is_missing_is_said_before_anything_is_taken(world: SetWorld) -> None:
    builder = world.edit()
    pane = fill_pane(world, builder, 0, 0, 0, 60)
    press(pane, "Fill the set")
    assert builder.editing.draft.items == ()
    assert pane._problem.isVisible()
    press(pane, "Take 12 questions")
    assert len(builder.editing.draft.items) == 12


def test_a_second_line_asks_for_another_level_and_too_many_are_refused(world: SetWorld) -> None:
    builder = world.edit()
    pane = fill_pane(world, builder)
    assert not pane._go.isEnabled()
    topic = pane._rows[0].topic
    title = builder.editing.pool.titles[topic] if builder.editing.pool else ""
    press(pane, f"Another line for {title}")
    assert [row.topic for row in pane._rows[:2]] == [topic, topic]
    pane._rows[1].level.set_value(Level.APPLY)
    pane._rows[1].many.set_value(2)
    press(pane, "Fill the set")
    pool = {one.id: one for one in builder.editing.pool.questions} if builder.editing.pool else {}
    assert {pool[item].sort.level for item in builder.editing.draft.items} == {Level.APPLY}
    pane = fill_pane(world, builder, *[100] * 9)
    assert not pane._go.isEnabled()
    press(pane, "Back to the set")
    assert builder.isVisible()


def test_two_forms_become_two_drafts(world: SetWorld) -> None:
    builder = world.edit()
    pane = fill_pane(world, builder, 0, 0, 0, 0, 0, 4)
    pane._forms.click()
    press(pane, "Fill the set")
    one, other = world.app.set_drafts.list().drafts
    assert len(one.items) == len(other.items) == 4
    assert not set(one.items) & set(other.items)
    assert builder.editing.draft.plan.title == "Untitled set, form A"


def test_what_the_cohort_was_sent_before_is_left_out(world: SetWorld, tmp_path: Path) -> None:
    sent = world.draft()
    world.app.set_sending.assign(sent.id, tmp_path, world.app.trainer.key(), lambda _d, _s: None)
    draft = world.draft()
    world.app.set_drafts.save(draft.without(draft.items))
    builder = world.edit(world.app.set_drafts.get(draft.id))
    pane = fill_pane(world, builder, *[20] * 9)
    assert isinstance(pane._unseen, CheckBox)
    pane.go()
    pane._on_take()
    assert not set(sent.items) & set(builder.editing.draft.items)


# Looking and sending -------------------------------------------------------------------------


def test_a_practice_set_is_previewed_with_its_answers(world: SetWorld) -> None:
    builder = world.edit(world.draft())
    press(builder, "Preview")
    pane = world.page.findChild(PreviewPane)
    assert pane._count.text() == "1 of 15"
    assert not pane._check.isEnabled()
    pane._run.pane.view.choose(0)
    press(pane, "Check answer")
    assert pane._run.verdict_sentence()
    press(pane, "Next")
    assert pane._count.text() == "2 of 15"
    press(pane, "Previous")
    assert pane._count.text() == "1 of 15"
    assert world.app.database.rows("SELECT * FROM response") == []
    press(pane, "Back to the set")
    assert builder.isVisible()


def test_an_exam_is_previewed_without_answers_and_a_question_alone_from_the_list(
    world: SetWorld,
) -> None:
    builder = world.edit(world.draft(is_exam=True))
    table = builder.card.table
    go_to(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    pane = world.page.findChild(PreviewPane)
    assert pane._count.text() == "1 of 1"
    assert not pane._check.isVisible()
    assert "no answers are shown" in pane._about.text()


def sent(world: SetWorld, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    monkeypatch.setattr(sending, "choose_folder", lambda *_args: folder)

    def wait() -> None:
        world.qtbot.waitUntil(lambda: not world.desk.jobs.is_busy, timeout=10_000)

    return wait


def test_a_draft_is_assigned_and_its_message_copied(
    world: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = sent(world, tmp_path / "out", monkeypatch)
    builder = world.edit(world.draft())
    shown: list[tuple[str, str]] = []

    def look(self: Any) -> bool:
        everybody = self.text.toPlainText()
        self._whom.set_value(1)
        self._on_whom()
        press_copy = self.findChildren(TextArea)[0]
        self._on_copy()
        shown.append((everybody, press_copy.toPlainText()))
        return True

    monkeypatch.setattr(sending.SentDialog, "ask", look)
    answers = Answers("Choose a folder")
    press(builder, "Assign set")
    wait()
    assert answers.title.startswith("Assign “Naloxone")
    ((everybody, one),) = shown
    assert everybody.startswith("Here is “Naloxone")
    assert one.startswith("Hello Learner 0002")
    assert QApplication.clipboard().text() == one
    assert len(written(tmp_path / "out")) == 4
    assert world.page.list.isVisible()


def test_an_assigned_set_is_sent_again_and_used_again(
    world: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = sent(world, tmp_path / "again", monkeypatch)
    draft = world.draft()
    key = world.app.trainer.key()
    world.app.set_sending.assign(draft.id, tmp_path / "out", key, lambda _d, _s: None)
    world.page.refresh()
    monkeypatch.setattr(sending.SentDialog, "ask", lambda _self: True)
    press(world.page, "Send again")
    wait()
    assert written(tmp_path / "again") == written(tmp_path / "out")
    press(world.page, "Use again")
    assert world.page.builder is not None
    assert world.page.builder.editing.draft.items == draft.items


def test_a_failure_to_write_is_said_and_the_draft_stays(
    world: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sending, "show_error", lambda _page, message, _hint: said.append(message))
    (tmp_path / "file").write_text("in the way")
    wait = sent(world, tmp_path / "file" / "out", monkeypatch)
    builder = world.edit(world.draft())
    answers = Answers("Choose a folder")
    press(builder, "Assign set")
    wait()
    assert answers.title.startswith("Assign")
    assert "cannot be made" in said[0]
    assert len(world.app.set_drafts.list().drafts) == 1


def test_stopping_leaves_the_draft_and_without_a_folder_nothing_begins(
    world: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = sent(world, tmp_path / "out", monkeypatch)
    builder = world.edit(world.draft())
    world.desk.jobs.started.connect(lambda job: job.cancel())
    Answers("Choose a folder")
    press(builder, "Assign set")
    wait()
    assert toast(builder) == "Stopped: nothing was written"
    assert written(tmp_path / "out") == []
    assert len(world.app.set_drafts.list().drafts) == 1
    monkeypatch.setattr(sending, "choose_folder", lambda *_args: None)
    Answers("Choose a folder")
    press(builder, "Assign set")
    assert not world.desk.jobs.is_busy


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


def test_ten_thousand_questions_are_searched_and_ticked_at_once(world: SetWorld) -> None:
    builder = world.edit()
    pool = builder.editing.pool
    assert pool is not None
    sort = pool.questions[0].sort
    many = tuple(
        PoolQuestion(f"q-{n}", sort, None, f"Question number {n}?", False, None)
        for n in range(10_000)
    )
    builder.show_pool(type(pool)(many, pool.titles, {}, {}, {}, ()))
    began = perf_counter()
    builder.card.search.setText("number 99")
    assert len(stems(builder.card.table)) == 111
    builder.card.table.questions.ticked.emit(("q-99",), True)
    assert perf_counter() - began < 1.0
