"""A trainer gives new terms for a set that went out, from the list of sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from quizapp.application.assigning import Outgoing
from quizapp.application.changing_terms import TermsWish
from quizapp.ui.components.inputs import TextArea
from quizapp.ui.components.tables import Table
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer import sending
from quizapp.ui.trainer.sending import SentDialog
from quizapp.ui.trainer.terms_dialog import TermsDialog
from tests.ui.session_steps import once_a_dialog_is_open, texts
from tests.ui.set_world import SetWorld, press, written

DUE = datetime(2026, 3, 10, 17, tzinfo=UTC)


@pytest.fixture
def world(qtbot: QtBot, desk: Desk) -> SetWorld:
    return SetWorld(qtbot, desk)


@pytest.fixture
def set_id(world: SetWorld, tmp_path: Path) -> str:
    """An exam of half an hour that went out to three learners."""
    draft = world.app.set_drafts.save(world.draft(is_exam=True).with_plan(due_at=DUE))
    key = world.app.trainer.key()
    done = world.app.set_sending.assign(draft, tmp_path / "sets", key, lambda _d, _s: None)
    world.page.refresh()
    return done.plan.id


@pytest.fixture
def ask(world: SetWorld, set_id: str, qtbot: QtBot) -> Callable[[], TermsDialog]:
    """Opens the dialog without the page that waits for it."""

    def make() -> TermsDialog:
        standing = world.app.changing_terms.standing(set_id)
        dialog = TermsDialog(world.page, world.app, standing)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def choose(dialog: TermsDialog, whom: str) -> None:
    """Choose somebody as with the keyboard."""
    index = dialog._whom.findText(whom)
    assert index >= 0, whom
    dialog._whom.setCurrentIndex(index)
    dialog._whom.activated.emit(index)


def type_into(dialog: TermsDialog, field: str, text: str) -> None:
    entry = getattr(dialog, field)._entry
    entry.setText(text)
    entry.editingFinished.emit()


def test_terms_are_asked_for_written_and_told_with_a_message(
    world: SetWorld, set_id: str, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "choose_folder", lambda *_: tmp_path / "new")
    shown: list[SentDialog] = []

    def show(dialog: SentDialog) -> None:
        dialog.open()
        shown.append(dialog)

    monkeypatch.setattr(SentDialog, "ask", show)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, TermsDialog)
        dialog._factor.set_value(1.5)
        type_into(dialog, "_due", "2026-03-13 18:00")
        dialog.accept()

    once_a_dialog_is_open(fill)
    press(world.page, "New terms")
    qtbot.waitUntil(lambda: len(shown) == 1)
    (name,) = written(tmp_path / "new")
    assert f"{name} is in {tmp_path / 'new'}." in texts(shown[0])
    message = shown[0].findChild(TextArea).toPlainText()
    assert message.startswith("Hello Learner 0001,")
    assert "It is due by 13 March 2026, 18:00" in message
    assert "You have 45 minutes from the start of an attempt." in message
    assert len(world.app.changing_terms.standing(set_id).changes) == 1


def test_the_dialog_shows_the_terms_of_whoever_is_chosen(
    world: SetWorld, set_id: str, ask: Callable[[], TermsDialog], tmp_path: Path
) -> None:
    members = world.app.changing_terms.standing(set_id).members
    going = Outgoing(tmp_path / "new", world.app.trainer.key())
    world.app.changing_terms.change(set_id, TermsWish(members[1].id, 2.0), going)
    dialog = ask()
    assert dialog.wish == TermsWish(members[0].id)
    record = dialog.findChild(Table).model()
    assert [record.index(0, column).data() for column in (1, 2)] == [
        "Learner 0002",
        "2 times the time",
    ]
    choose(dialog, "Learner 0002 (2)")
    assert dialog.wish == TermsWish(members[1].id, 2.0)
    choose(dialog, "Everybody")
    assert dialog.wish == TermsWish("", 1.0, None, DUE)
    assert not dialog._factor.isEnabled()


def test_what_cannot_be_is_said_and_the_dialog_stays(ask: Callable[[], TermsDialog]) -> None:
    dialog = ask()
    type_into(dialog, "_due", "2026-03-09 18:00")
    dialog.accept()
    assert dialog.isVisible()
    assert "later than that of the others, 10 March 2026, 18:00" in texts(dialog)
    type_into(dialog, "_due", "Friday")
    dialog.accept()
    assert dialog.isVisible()
    type_into(dialog, "_due", "")
    type_into(dialog, "_opens", "soon")
    dialog.accept()
    assert dialog.isVisible()
    type_into(dialog, "_opens", "")
    dialog.accept()
    assert not dialog.isVisible()


def test_a_set_without_limit_and_date_has_neither_to_change(
    world: SetWorld, tmp_path: Path, qtbot: QtBot
) -> None:
    key = world.app.trainer.key()
    draft = world.app.set_drafts.save(world.draft().with_plan(due_at=None))
    made = world.app.set_sending.assign(draft, tmp_path, key, lambda _d, _s: None)
    standing = world.app.changing_terms.standing(made.plan.id)
    dialog = TermsDialog(world.page, world.app, standing)
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog._factor.isEnabled()
    assert not dialog._due.editor.isEnabled()
    assert "This set has no time limit." in texts(dialog)
    choose(dialog, "Everybody")
    assert dialog._due.editor.isEnabled()


def test_calling_it_off_writes_nothing(
    world: SetWorld, set_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once_a_dialog_is_open(lambda dialog: dialog.reject())
    press(world.page, "New terms")
    monkeypatch.setattr(sending, "choose_folder", lambda *_: None)
    once_a_dialog_is_open(lambda dialog: dialog.accept())
    press(world.page, "New terms")
    assert world.app.changing_terms.standing(set_id).changes == ()
    assert written(tmp_path / "new") == []


def test_an_assignment_that_went_meanwhile_is_said(
    world: SetWorld, set_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(sending, "show_error", lambda _w, text, _hint: said.append(text))
    world.page.list.terms_requested.emit("gone")
    assert said == ["There is no assignment gone."]
