"""Intake in the window: dropped, chosen, watched for; nothing twice, nothing lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import Application, Environment
from quizapp.ui.background import Background
from quizapp.ui.components.choices import CheckBox
from quizapp.ui.components.toast import Toast
from quizapp.ui.shell.look import Look
from quizapp.ui.shell.page import Desk, Place
from quizapp.ui.trainer import file_list, intake_page, watch_box
from quizapp.ui.trainer.drop_zone import DropZone
from quizapp.ui.trainer.folder_watch import FolderWatch
from quizapp.ui.trainer.intake_page import IntakePage
from tests.delivery.world import World, name_in


@pytest.fixture
def world(open_app: Callable[..., Application], environment: Environment, tmp_path: Path) -> World:
    """Two learners have handed in; a third file is junk."""
    made = World.make(tmp_path, open_app, environment)
    made.assign()
    for path in made.sets():
        made.hand_in(path)
    made.put(b"junk", "bad.quizresult")
    return made


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, world: World) -> Iterator[IntakePage]:
    look, jobs = Look(qapp, world.trainer.preferences), Background(world.trainer.reopened)
    learner = world.trainer.profiles.create("Tove").id
    made = IntakePage(Desk(world.trainer, learner, jobs, look))
    made._watching.watch._still.setInterval(20)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    made.refresh()
    yield made
    made._watching.watch.stop()
    jobs.wait()
    look.deleteLater()


def outcomes(page: IntakePage) -> list[tuple[str, str]]:
    return [(name_in(row), row.outcome.value) for row in page.files.rows]


def wait_for(qtbot: QtBot, page: IntakePage, files: int) -> None:
    qtbot.waitUntil(lambda: len(page.files.rows) == files and not page._feeds)


def click(page: IntakePage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    button.click()


def said(page: IntakePage) -> str:
    return page.findChildren(Toast)[-1].accessibleName()


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_folder_that_is_dropped_is_taken_in_file_by_file(
    qtbot: QtBot, page: IntakePage, world: World
) -> None:
    zone, data = page.findChild(DropZone), mime(world.inbox)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    zone.dragEnterEvent(enter)
    assert enter.isAccepted()
    zone.dragLeaveEvent(QDragLeaveEvent())
    zone.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    wait_for(qtbot, page, 3)
    assert sorted(outcomes(page)) == [
        ("", "refused"),
        ("Jonas", "taken in"),
        ("Maya", "taken in"),
    ]
    assert page.files._counts.text() == "2 taken in · 1 refused"
    assert said(page) == "3 files looked at."
    assert [path.name for path in (world.inbox / "set-aside").glob("*.quizresult")] == [
        "bad.quizresult"
    ]


def test_what_is_no_file_of_this_computer_is_not_taken(page: IntakePage) -> None:
    data = QMimeData()
    data.setText("Hello")
    copy = Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), copy, data, left, none)
    enter.ignore()
    page.findChild(DropZone).dragEnterEvent(enter)
    assert not enter.isAccepted()
    page.findChild(DropZone).dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert not page._feeds


def test_the_same_files_twice_are_already_there(
    qtbot: QtBot, page: IntakePage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(world.inbox.glob("week*"))
    monkeypatch.setattr(intake_page, "choose_files", lambda *_args: files)
    for count in (2, 4):
        click(page, "choose-files")
        wait_for(qtbot, page, count)
    assert [outcome for _, outcome in outcomes(page)] == ["taken in"] * 2 + ["already there"] * 2
    stored = world.trainer.database.rows("SELECT 1 FROM received_result")
    assert len(stored) == 2


def test_the_reason_of_a_refusal_is_read_in_full_and_its_folder_opened(
    qtbot: QtBot, page: IntakePage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(file_list, "open_folder", opened.append)
    monkeypatch.setattr(intake_page, "choose_folder", lambda *_args: world.inbox)
    click(page, "choose-folder")
    wait_for(qtbot, page, 3)
    page.findChild(CheckBox).click()
    assert page.files._model.rowCount() == 1
    page.files._table.setCurrentIndex(page.files._model.index(0, 0))
    assert not page.findChild(QPushButton, "show-results").isVisible()
    assert page.files._detail.text().startswith("bad.quizresult: refused. This file is damaged")
    assert str(world.inbox / "set-aside") in page.files._detail.text()
    click(page, "open-set-aside")
    assert opened == [world.inbox / "set-aside"]
    page.findChild(CheckBox).click()
    row = next(at for at, one in enumerate(page.files.rows) if name_in(one) == "Maya")
    page.files._table.setCurrentIndex(page.files._model.index(row, 0))
    with qtbot.waitSignal(page.place_requested) as asked:
        click(page, "show-cohort")
    assert asked.args[0].subject == world.trainer.cohorts.find("class").id
    with qtbot.waitSignal(page.place_requested) as asked:
        click(page, "show-results")
    assert asked.args == [Place(page="trainer", part="results", subject="week-3")]
    click(page, "clear-list")
    assert page.focusWidget().objectName() == "choose-files"
    assert not page.files._table.isVisible()
    assert page.files._empty.isVisible()


def test_lateness_is_judged_by_the_moment_that_was_chosen(
    qtbot: QtBot, page: IntakePage, world: World
) -> None:
    world.environment.now.advance(days=20)  # type: ignore[attr-defined]
    first, second = sorted(world.inbox.glob("week*"))
    page.take([first])
    wait_for(qtbot, page, 1)
    choice = page.findChild(QComboBox, "received")
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    entry = page._received._entry
    for wrong, says in (("yesterday", "no moment"), ("2100-01-01", "in the future")):
        entry.setText(wrong)
        page.take([second])
        assert says in entry.accessibleDescription()
    entry.setText("2026-03-09 12:00")
    page.take([second])
    wait_for(qtbot, page, 2)
    assert [outcome for _, outcome in outcomes(page)] == ["late", "taken in"]


def test_stopping_keeps_what_was_taken_in_and_going_on_takes_the_rest(
    qtbot: QtBot, page: IntakePage, world: World
) -> None:
    started = []
    page.desk.jobs.started.connect(started.append)
    page.take([world.inbox])
    started[0].cancel()
    qtbot.waitUntil(lambda: not page._feeds)
    assert said(page).startswith("Stopped.")
    before = len(page.files.rows)
    page.take([world.inbox])
    qtbot.waitUntil(lambda: not page._feeds)
    kept = {learner for learner, outcome in outcomes(page) if outcome == "taken in"}
    assert before < 3
    assert kept == {"Maya", "Jonas"}


def test_an_empty_folder_and_a_missing_key_are_said(
    qtbot: QtBot, page: IntakePage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []
    monkeypatch.setattr(intake_page, "show_error", lambda _p, text, _hint: errors.append(text))
    (world.folder / "empty").mkdir()
    page.take([world.folder / "empty"])
    qtbot.waitUntil(lambda: bool(page.findChildren(Toast)))
    assert said(page) == "There are no results in there."
    (world.trainer.data_dir / "trainer.key").unlink()
    page.take([world.inbox])
    qtbot.waitUntil(lambda: bool(errors))
    assert errors == ["The file with the trainer's key is missing."]


# Watching -------------------------------------------------------------------------------------


def test_a_watched_folder_is_taken_in_as_files_come_and_is_remembered(
    qtbot: QtBot, page: IntakePage, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = world.folder / "later"
    later.mkdir()
    first, second = sorted(world.inbox.glob("week*"))
    shutil.copy(first, later)
    monkeypatch.setattr(watch_box, "choose_folder", lambda *_args: later)
    click(page, "watch-folder")
    wait_for(qtbot, page, 1)
    shutil.copy(second, later)
    wait_for(qtbot, page, 2)
    assert world.trainer.preferences.read().watched_folder == str(later)
    assert page._watching._says.text().startswith(f"Watching {later}")
    click(page, "watch-folder")
    assert world.trainer.preferences.read().watched_folder is None
    assert page._watching.watch.folder is None


def test_results_for_another_trainer_in_a_shared_folder_are_listed_and_no_news(
    qtbot: QtBot, page: IntakePage, world: World
) -> None:
    world.put(world.forged(world.sets()[0], assignment_id="week-9"), "elsewhere.quizresult")
    (world.inbox / "bad.quizresult").unlink()
    for path in world.inbox.glob("week*"):
        path.unlink()
    with qtbot.assertNotEmitted(page.news_changed):
        page._watching.watch.watch(world.inbox)
        wait_for(qtbot, page, 1)
    assert not page.findChildren(Toast)
    assert not page.findChild(QPushButton, "open-set-aside").isVisible()
    page.files._table.setCurrentIndex(page.files._model.index(0, 0))
    assert page.files._detail.text().endswith("It was left where it is.")
    page._watching.watch.look()
    assert len(page.files.rows) == 1


def test_the_folder_is_watched_again_after_a_restart(page: IntakePage, world: World) -> None:
    page.desk.look.change(watched_folder=str(world.inbox))
    page.refresh()
    assert page._watching.watch.folder == world.inbox
    assert page.findChild(QPushButton, "watch-folder").text() == "Stop watching"


def test_a_file_is_told_of_when_it_has_stood_still_and_again_when_it_changes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    watch = FolderWatch(still_for_ms=20)
    came: list[tuple[Path, ...]] = []
    watch.ready.connect(came.append)
    growing = tmp_path / "a.quizresult"
    growing.write_bytes(b"half")
    watch.watch(tmp_path)
    assert came == []
    growing.write_bytes(b"half and more")
    watch.look()
    assert came == []
    qtbot.waitUntil(lambda: came == [(growing,)])
    watch.look()
    assert len(came) == 1
    growing.write_bytes(b"another")
    watch.look()
    qtbot.waitUntil(lambda: len(came) == 2)
    watch.stop()
    watch.look()
    assert watch.folder is None


def test_a_folder_that_goes_away_is_said_and_not_watched_any_more(
    qtbot: QtBot, page: IntakePage, world: World
) -> None:
    gone = world.folder / "gone"
    gone.mkdir()
    page._watching.watch.watch(gone)
    gone.rmdir()
    qtbot.waitUntil(lambda: page._watching.watch.folder is None)
    assert "is not there any more" in page._watching._says.text()
    assert page.findChild(QPushButton, "watch-folder").text() == "Watch a folder…"
