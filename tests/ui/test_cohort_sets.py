"""One file for a cohort in the windows: chosen and sent by the trainer, answered by learners."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, Environment
from quizapp.domain.assignments import Override
from quizapp.ui.components.inputs import TextArea
from quizapp.ui.main_window import MainWindow
from quizapp.ui.pages.settings.enrol_dialog import EnrolDialog
from quizapp.ui.shell import set_opening
from quizapp.ui.shell.page import Desk
from quizapp.ui.sitting import page as page_module
from quizapp.ui.trainer import sending
from tests.delivery.cohort_steps import assign_one_file, enrol, enrolled, take
from tests.delivery.world import World, name_in
from tests.picture_cohort_sets import enrol_some
from tests.ui.session_steps import Answers, settle, texts, tiles
from tests.ui.session_steps import press as press_keys
from tests.ui.set_world import SetWorld, press, written

Key = Qt.Key

pytest_plugins = ("tests.ui.set_fixtures",)


@pytest.fixture
def trainer(qtbot: QtBot, desk: Desk) -> SetWorld:
    made = SetWorld(qtbot, desk)
    enrol_some(made.app, made.cohort, 2)
    return made


def words_of(dialog: Any) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_each_gets_a_file_unless_one_for_the_cohort_is_chosen(trainer: SetWorld) -> None:
    builder = trainer.edit(trainer.draft())
    files = builder.panel.files
    assert not builder.editing.draft.plan.shares_file
    assert "Nobody needs to have enrolled" in words_of(files)
    press(files, "One for the cohort")
    assert builder.editing.draft.plan.shares_file
    assert "All who have enrolled open the same file" in words_of(files)
    assert trainer.app.set_drafts.get(builder.editing.draft.id).plan.shares_file
    press(builder, "Undo")
    assert not builder.editing.draft.plan.shares_file
    assert "Nobody needs to have enrolled" in words_of(files)


def test_who_gets_a_file_of_their_own_is_named_before_anything_is_written(
    trainer: SetWorld,
) -> None:
    first, *_others = trainer.app.cohorts.members(trainer.cohort)
    draft = trainer.draft().with_plan(shares_file=True, time_limit_s=600)
    draft = draft.with_plan(overrides=(Override(first.id, 1.5),))
    builder = trainer.edit(trainer.app.set_drafts.save(draft))
    dialog = trainer.page._sender.question(draft, builder.editing.review(), "class", 3)
    said = words_of(dialog)
    assert "One file for the cohort goes into a folder" in said
    assert "1 learner has enrolled and can answer the one file for the cohort." in said
    assert "1 learner has not enrolled, and gets a file of their own: Learner 0003." in said
    assert "nobody else should see, and a file of their own for it: Learner 0001." in said
    dialog.deleteLater()


def test_the_message_says_which_file_each_learner_gets(
    trainer: SetWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = trainer.app.set_drafts.save(trainer.draft().with_plan(shares_file=True))
    builder = trainer.edit(draft)
    monkeypatch.setattr(sending, "choose_folder", lambda *_args: tmp_path / "out")
    shown: list[str] = []

    def look(dialog: sending.SentDialog) -> bool:
        shown.append(words_of(dialog))
        for whom in (-1, 0, 2):
            dialog._whom.set_value(whom)
            dialog._on_whom()
            shown.append(dialog.findChildren(TextArea)[0].toPlainText())
        return True

    monkeypatch.setattr(sending.SentDialog, "ask", look)
    Answers("Choose a folder")
    press(builder, "Assign set")
    trainer.qtbot.waitUntil(lambda: not trainer.desk.jobs.is_busy, timeout=10_000)
    about, everybody, enrolled, own = shown
    assert "is for all who have enrolled, 2 so far; 1 learner with a file of their own." in about
    assert "-cohort.quizset). Answer it" in everybody
    assert "knows you by the code with which you enrolled" in everybody
    assert enrolled == f"Hello Learner 0001,\n\n{everybody}"
    assert own.startswith("Hello Learner 0003")
    assert "The file is yours alone" in own
    names = written(tmp_path / "out")
    assert [name.endswith("-cohort.quizset") for name in names].count(True) == 1
    assert len(names) == 3


# The learner -----------------------------------------------------------------------------------


@pytest.fixture
def world(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    return World.make(tmp_path, open_app, environment)


def test_a_cohorts_set_says_as_whom_the_learner_answers_it(world: World, show: Any) -> None:
    app, maya = enrol(world, "maya")
    page = show(take(assign_one_file(world), app, maya))
    assert "Maya, as you enrolled" in texts(page)


def test_two_learners_sit_the_one_file_with_the_keyboard_and_both_are_marked(
    world: World, show: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = enrolled(world, "maya", "jonas")
    path = assign_one_file(world)
    for (app, learner), chosen in zip(both, ("Amber", "Cedar"), strict=True):
        page = show(take(path, app, learner))
        monkeypatch.setattr(page_module, "save_file", lambda _p, _t, name, _f: world.inbox / name)
        press_keys(qtbot, page, Key.Key_Return)
        right = [one.text() for one in tiles(page)].index(chosen)
        press_keys(qtbot, page, (Key.Key_1, Key.Key_2, Key.Key_3)[right])
        # Seven more questions, the overview, handing in, and saving the file.
        press_keys(qtbot, page, *[Key.Key_Return] * 10)
    rows = world.collect()
    assert {name_in(row): (row.result.right, row.result.critical) for row in rows if row.result} == {
        "Maya": (1, 0),
        "Jonas": (0, 1),
    }


def test_who_has_not_enrolled_can_do_so_and_then_has_the_set(
    world: World, open_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = assign_one_file(world)
    app = world.learner()
    app.profiles.create("Maya")
    window = open_window(app.data_dir)
    invitation = world.trainer.enrolling.invite(world.trainer.cohorts.find("class").id, world.key)
    desk = window.workplace._desk
    Answers("Not now")
    assert set_opening.take_set(window, desk, path) == ""
    QTest.qWait(20)

    def enrolling(dialog: EnrolDialog) -> bool:
        dialog._text.setPlainText(invitation)
        dialog.findChild(QPushButton, "copy-code").click()
        return True

    monkeypatch.setattr(EnrolDialog, "ask", enrolling)
    # The first trainer of this computer is compared, too.
    answers = Answers("Enrol…")
    monkeypatch.setattr(set_opening, "compare_dialog", lambda *_args: _Yes())
    sha256 = set_opening.take_set(window, desk, path)
    assert answers.title == "Enrol before you answer this set"
    settle()
    (row,) = desk.application.assigned_sets.rows(desk.learner_id)
    assert row.sha256 == sha256


class _Yes:
    def ask(self) -> bool:
        return True
