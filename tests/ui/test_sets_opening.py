"""Sets come into the window by a drop, a file on the command line, or a button, and to Today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, Environment
from quizapp.delivery.envelope import SET_KIND, pack, unpack
from quizapp.delivery.trainer_keys import TrainerKey
from quizapp.ui.main_window import MainWindow
from quizapp.ui.shell import set_opening
from quizapp.ui.shell.page import Place
from tests.delivery.world import OTHER_ROOT, World
from tests.ui.session_steps import Answers, once_a_dialog_is_open, part, settle, texts

Open = Callable[..., MainWindow]


@pytest.fixture
def world(tmp_path: Path, open_app: Callable[..., Application], environment: Environment) -> World:
    made = World.make(tmp_path, open_app, environment)
    made.assign()
    return made


@pytest.fixture
def maya(world: World, open_window: Open) -> MainWindow:
    """Maya's window, on a computer that has seen no set yet."""
    app = world.learner()
    app.profiles.create("Maya")
    return open_window(app.data_dir)


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drag files over the window and drop them there; return whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    entering.setAccepted(False)
    window.dragEnterEvent(entering)
    if entering.isAccepted():
        window.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))
    return entering.isAccepted()


def is_set_shown(window: MainWindow) -> bool:
    return window.workplace is not None and (window.screen_shown is window.workplace.sitting().page)


def test_enter_alone_trusts_no_key(maya: MainWindow, world: World) -> None:
    app = world.learner()
    offer = app.assigned_sets.look(world.sets()[0], app.profiles.learners()[0].id)
    dialog = set_opening.compare_dialog(maya, offer)
    said: list[int] = []
    dialog.finished.connect(said.append)
    dialog.open()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert said == [QDialog.DialogCode.Rejected]


def test_a_set_is_dropped_compared_and_shown_and_stands_on_today(
    maya: MainWindow, world: World, qtbot: QtBot
) -> None:
    answers = Answers("They are the same")
    assert drop(maya, world.sets()[0])
    qtbot.waitUntil(lambda: is_set_shown(maya))
    assert answers.title == "Do these words come from your trainer?"
    assert "Exam, 8 questions" in texts(maya)
    part(maya, "go").click()
    part(maya, "leave").click()
    settle()
    said = texts(maya)
    assert "Assigned to you" in said
    assert "Exam · 8 questions · 0 answered" in said
    assert "Due 10 March, 18:00" in said
    part(maya, "set-week-3").click()
    settle()
    assert is_set_shown(maya)


def test_a_set_whose_words_differ_is_not_taken(
    maya: MainWindow, world: World, qtbot: QtBot
) -> None:
    answers = Answers("Not now")
    drop(maya, world.sets()[0])
    qtbot.waitUntil(lambda: bool(answers.title))
    settle()
    assert not is_set_shown(maya)
    assert "Assigned to you" not in texts(maya)


def test_what_is_no_set_is_not_welcome_and_a_damaged_one_is_said(
    maya: MainWindow, world: World, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert not drop(maya, world.folder / "own.yaml")
    assert not drop(maya, *world.sets())
    said: list[str] = []
    monkeypatch.setattr(set_opening, "show_error", lambda _w, text, _hint: said.append(text))
    bad = world.folder / "bad.quizset"
    bad.write_bytes(b"junk")
    assert drop(maya, bad)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("bad.quizset: This file is damaged")


def typed_into_dialog(words: str) -> None:
    """Type into the dialog in front and take the set."""

    def type_words(dialog: QDialog) -> None:
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(words)
        buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
        buttons["Take the set"].click()

    once_a_dialog_is_open(type_words)


def test_another_trainer_is_let_in_by_typing_their_words(
    maya: MainWindow, world: World, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Answers("They are the same")
    drop(maya, world.sets()[0])
    qtbot.waitUntil(lambda: is_set_shown(maya))
    part(maya, "second").click()
    qtbot.wait(50)
    thief = TrainerKey(OTHER_ROOT)
    fields = unpack(world.sets()[1].read_bytes(), SET_KIND).fields | {"title": "Week 9"}
    other = world.folder / "other.quizset"
    other.write_bytes(pack(SET_KIND, fields, thief.signing_seed))
    said: list[str] = []
    monkeypatch.setattr(set_opening, "show_error", lambda _w, text, _hint: said.append(text))
    typed_into_dialog(world.key.fingerprint)
    drop(maya, other)
    qtbot.waitUntil(lambda: bool(said))
    assert "not the words of the key" in said[0]
    typed_into_dialog(thief.fingerprint)
    drop(maya, other)
    qtbot.waitUntil(lambda: is_set_shown(maya))
    assert "Week 9" in texts(maya)


def test_a_set_is_chosen_with_the_button_of_today(
    maya: MainWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_opening, "choose_file", lambda *_: None)
    part(maya, "open-set").click()
    assert not is_set_shown(maya)
    monkeypatch.setattr(set_opening, "choose_file", lambda *_: world.sets()[0])
    Answers("They are the same")
    part(maya, "open-set").click()
    settle()
    assert is_set_shown(maya)


def test_a_set_that_comes_in_the_middle_of_another_waits_on_today(
    maya: MainWindow, world: World, qtbot: QtBot
) -> None:
    Answers("They are the same")
    drop(maya, world.sets()[0])
    qtbot.waitUntil(lambda: is_set_shown(maya))
    part(maya, "go").click()
    settle()
    world.trainer.assigning.assign(
        world.spec(week_3="week-4"), "class", world.folder / "sets", world.key
    )
    (path,) = (world.folder / "sets").glob(world.sets()[0].name.replace("week-3", "week-4"))
    drop(maya, path)
    qtbot.waitUntil(lambda: "The set is on Today. Go on here first." in texts(maya))
    assert "1 of 8" in texts(maya)


def test_a_file_on_the_command_line_waits_until_it_is_known_who_is_learning(
    world: World, open_window: Open, qtbot: QtBot
) -> None:
    window = open_window(world.folder / "fresh")
    drop(window, world.sets()[0])
    settle()
    assert window.workplace is None
    Answers("They are the same")
    assert window._application is not None
    window.enter(window._application.profiles.create("Zoe").id)
    qtbot.waitUntil(lambda: is_set_shown(window))


def test_a_set_that_went_is_said_and_today_stays(
    maya: MainWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizapp.ui import dialogs

    said: list[str] = []
    monkeypatch.setattr(dialogs, "show_error", lambda _w, text, _hint: said.append(text))
    assert maya.workplace is not None
    maya.workplace.show_set("none")
    assert said == ["This set is not here any more."]
    assert maya.workplace.is_in_front


def test_a_set_is_not_for_the_documents_of_sources(maya: MainWindow, world: World) -> None:
    maya.show_place(Place(page="sources"))
    assert maya.workplace is not None
    page = maya.workplace.shell.page
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(world.sets()[0]))])
    entering = QDragEnterEvent(
        QPoint(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dragEnterEvent(entering)
    assert not entering.isAccepted()
