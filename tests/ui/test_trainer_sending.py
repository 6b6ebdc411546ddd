"""The set builder: filling by topic, looking at a set, and sending it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application
from quizapp.domain.items import Level
from quizapp.domain.set_drafts import SetDraft
from quizapp.ui.background import JobControl
from quizapp.ui.components.inputs import Stepper, TextArea
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import sending
from quizapp.ui.trainer.builder_pane import BuilderPane
from quizapp.ui.trainer.fill_pane import FillPane
from quizapp.ui.trainer.preview_pane import PreviewPane
from tests.ui.session_steps import Answers, texts
from tests.ui.set_world import SetWorld, go_to, press, toast, written


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    return SetWorld(qtbot, desk)


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
    world.app.set_sending.assign(sent, tmp_path, world.app.trainer.key(), lambda _d, _s: None)
    draft = world.draft()
    world.app.set_drafts.save(draft.without(draft.items))
    builder = world.edit(world.app.set_drafts.get(draft.id))
    pane = fill_pane(world, builder, *[20] * 9)
    assert "no cohort yet" not in texts(pane)
    pane.go()
    pane._on_take()
    assert not set(sent.items) & set(builder.editing.draft.items)


def test_without_a_cohort_it_is_said_why_nothing_can_be_left_out(world: SetWorld) -> None:
    draft = replace(world.draft(), cohort_id="")
    world.app.set_drafts.save(draft)
    pane = fill_pane(world, world.edit(draft))
    assert not pane._unseen.isEnabled()
    assert "The set is for no cohort yet" in texts(pane)


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


def test_a_preview_says_that_the_order_is_another_one_for_each_learner(world: SetWorld) -> None:
    draft = world.draft()
    plan = replace(draft.plan, shuffles_questions=True)
    world.app.set_drafts.save(replace(draft, plan=plan))
    press(world.edit(draft), "Preview")
    assert "each gets another order" in world.page.findChild(PreviewPane)._about.text()


def sent(world: SetWorld, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    monkeypatch.setattr(sending, "choose_folder", lambda *_args: folder)

    def wait() -> None:
        world.qtbot.waitUntil(lambda: not world.desk.jobs.is_busy)

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
    world.app.set_sending.assign(draft, tmp_path / "out", key, lambda _d, _s: None)
    world.page.refresh()
    monkeypatch.setattr(sending.SentDialog, "ask", lambda _self: True)
    press(world.page, "Send again")
    wait()
    assert written(tmp_path / "again") == written(tmp_path / "out")
    press(world.page, "Use again")
    assert world.page.builder is not None
    assert world.page.builder.editing.draft.items == draft.items


def test_enter_on_an_assigned_set_leads_to_its_results(world: SetWorld, tmp_path: Path) -> None:
    draft, key = world.draft(), world.app.trainer.key()
    done = world.app.set_sending.assign(draft, tmp_path, key, lambda _d, _s: None)
    world.page.refresh()
    with world.qtbot.waitSignal(world.page.place_requested) as asked:
        QTest.keyClick(world.page.list.table, Qt.Key.Key_Return)
    assert asked.args == [Place(page="trainer", part="results", subject=done.plan.id)]


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


def test_while_sets_are_written_they_cannot_be_assigned_twice_and_nothing_changed_is_lost(
    world: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end, assign = Event(), Event(), sending._assign

    def slowly(draft: SetDraft, folder: Path, app: Application, control: JobControl) -> Any:
        def report(done: int, learners: int) -> None:
            begun.set()
            may_end.wait(5)

        control.report = report  # type: ignore[method-assign]
        return assign(draft, folder, app, control)

    said: list[str] = []
    monkeypatch.setattr(sending, "show_error", lambda _page, message, _hint: said.append(message))
    monkeypatch.setattr(sending, "_assign", slowly)
    wait = sent(world, tmp_path / "out", monkeypatch)
    builder = world.edit(world.draft())
    Answers("Choose a folder")
    press(builder, "Assign set")
    assert begun.wait(5)
    fewer = builder.editing.draft.without(builder.editing.draft.items[:1])
    builder.editing.take(fewer)
    assert (builder._assign.accessibleName(), builder._assign.isEnabled()) == (
        "Writing the sets…",
        False,
    )
    may_end.set()
    wait()
    assert said == ["This set was changed while it was being written, so nothing was written."]
    assert builder._assign.isEnabled()
    assert world.app.set_drafts.list().drafts[0].items == fewer.items


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
