"""Questions that stop the work: verbs on the buttons, and Escape is always safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui import dialogs
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import Label
from quizapp.ui.dialogs import Dialog

Act = Callable[[Dialog], None]


@pytest.fixture
def meanwhile(qapp: QApplication) -> Callable[[Act], None]:
    """Say what to do with the dialog that is about to open."""

    def plan(act: Act) -> None:
        def run() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, Dialog)
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, run)

    return plan


def button(dialog: Dialog, text: str) -> Button:
    return next(found for found in dialog.findChildren(Button) if found.text() == text)


def press(text: str) -> Act:
    return lambda dialog: button(dialog, text).click()


@pytest.mark.parametrize(("choice", "answer"), [("Delete set", True), ("Keep", False)])
def test_the_answer_is_that_of_the_button(
    meanwhile: Callable[[Act], None], choice: str, answer: bool
) -> None:
    meanwhile(press(choice))
    said = dialogs.confirm(
        None, "Delete this set?", "It cannot be undone.", "Delete set", keep="Keep", danger=True
    )
    assert said is answer


@pytest.mark.parametrize("danger", [False, True])
def test_escape_is_the_safe_answer(
    qtbot: QtBot, meanwhile: Callable[[Act], None], danger: bool
) -> None:
    meanwhile(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert not dialogs.confirm(None, "Start again?", "", "Start again", danger=danger)


@pytest.mark.parametrize(("danger", "first"), [(True, "Cancel"), (False, "Start again")])
def test_return_takes_the_safe_way_where_something_would_be_lost(
    meanwhile: Callable[[Act], None], danger: bool, first: str
) -> None:
    seen: list[bool] = []
    meanwhile(lambda dialog: seen.append(button(dialog, first).isDefault()))
    dialogs.confirm(None, "Start again?", "", "Start again", danger=danger)
    assert seen == [True]


def test_what_cannot_be_got_back_needs_a_typed_word(
    qtbot: QtBot, meanwhile: Callable[[Act], None]
) -> None:
    def act(dialog: Dialog) -> None:
        delete = button(dialog, "Delete learner")
        assert not delete.isEnabled()
        qtbot.keyClicks(dialog.findChild(QLineEdit, "typed_word"), "amira ")
        assert delete.isEnabled()
        delete.click()

    meanwhile(act)
    assert dialogs.confirm_typed(
        None, "Delete Amira?", "All answers go.", "Amira", "Delete learner"
    )


def test_another_word_does_not_do(qtbot: QtBot, meanwhile: Callable[[Act], None]) -> None:
    def act(dialog: Dialog) -> None:
        qtbot.keyClicks(dialog.findChild(QLineEdit, "typed_word"), "Amina")
        button(dialog, "Delete learner").click()

    meanwhile(act)
    assert not dialogs.confirm_typed(None, "Delete Amira?", "All go.", "Amira", "Delete learner")


def test_an_error_says_what_happened_and_what_to_do(meanwhile: Callable[[Act], None]) -> None:
    seen: list[str] = []
    meanwhile(lambda dialog: seen.extend(label.text() for label in dialog.findChildren(Label)))
    dialogs.show_error(None, "Could not save: the disk is full.", "Make some room and try again.")
    assert {"Could not save: the disk is full.", "Make some room and try again."} < set(seen)


def test_an_error_without_a_hint_has_one_sentence(meanwhile: Callable[[Act], None]) -> None:
    meanwhile(press("Close"))
    dialogs.show_error(None, "Could not save: the disk is full.")


def test_a_message_is_closed_by_its_button(meanwhile: Callable[[Act], None]) -> None:
    meanwhile(press("Good"))
    dialogs.show_message(None, "All saved", "Nothing is lost.", action="Good")


def test_a_line_of_text_can_be_asked_for(qtbot: QtBot, meanwhile: Callable[[Act], None]) -> None:
    def act(dialog: Dialog) -> None:
        entry = dialog.findChild(QLineEdit, "asked_text")
        assert entry.selectedText() == "Amira"
        qtbot.keyClicks(entry, "Noor")
        qtbot.keyClick(entry, Qt.Key.Key_Return)

    meanwhile(act)
    assert dialogs.ask_text(None, "Rename", "Name", "Rename", text="Amira") == "Noor"


def test_a_secret_is_hidden_and_can_be_called_off(meanwhile: Callable[[Act], None]) -> None:
    modes: list[QLineEdit.EchoMode] = []
    meanwhile(lambda dialog: modes.append(dialog.findChild(QLineEdit).echoMode()))
    assert dialogs.ask_text(None, "Whose is this?", "PIN", "Open", secret=True) is None
    assert modes == [QLineEdit.EchoMode.Password]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_long_text_fits_into_its_dialog(
    meanwhile: Callable[[Act], None], look: Callable[..., None], scale: float
) -> None:
    look(scale=scale)
    fits: list[bool] = []

    def act(dialog: Dialog) -> None:
        QApplication.processEvents()
        labels = [label for label in dialog.findChildren(Label) if label.wordWrap()]
        fits.extend(label.height() >= label.heightForWidth(label.width()) for label in labels)
        fits.append(dialog.width() <= 480 * scale)

    meanwhile(act)
    dialogs.show_message(None, "A rather long question about many things?", "All of it goes. " * 30)
    assert fits
    assert all(fits)


@pytest.mark.parametrize("picked", ["", "/folder/file.txt"])
def test_files_are_paths_or_nothing(monkeypatch: pytest.MonkeyPatch, picked: str) -> None:
    wanted = Path(picked) if picked else None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (picked, ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (picked, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: picked)
    names = [picked] if picked else []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))
    assert dialogs.choose_file(None, "Open") == wanted
    assert dialogs.choose_folder(None, "Folder") == wanted
    assert dialogs.save_file(None, "Save", "file.txt") == wanted
    assert dialogs.choose_files(None, "Open") == ([wanted] if wanted else [])


def test_files_are_looked_for_where_the_last_one_was_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[str] = []
    (tmp_path / "there").mkdir()

    def choose(_parent: object, _title: str, start: str, *_filters: str) -> tuple[str, str]:
        begun.append(start)
        return str(tmp_path / "there" / "file.txt"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    dialogs.choose_folder(None, "Folder")
    dialogs.choose_file(None, "Open")
    dialogs.save_file(None, "Save", "new.txt")
    assert begun == [str(tmp_path), str(tmp_path / "there" / "new.txt")]


def test_where_that_folder_is_gone_the_search_begins_at_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun: list[str] = []
    gone = str(tmp_path / "gone")

    def choose(_parent: object, _title: str, start: str) -> str:
        begun.append(start)
        return gone

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: gone)
    dialogs.choose_folder(None, "Folder")
    dialogs.choose_folder(None, "Folder")
    assert begun[1] == str(Path.home())


def test_a_dialog_is_never_larger_than_the_window_behind(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(960, 640)
    dialog = Dialog(window, "Which one?", width=1100)
    entry = TextField(name="Last field")
    dialog.add_text("Many words. " * 900)
    dialog.body.addWidget(entry)
    close = dialog.add_action("Close", accept=True)
    dialog.show()
    qtbot.wait(20)
    assert dialog.width() <= 960
    assert dialog.height() <= 640
    assert dialog.rect().contains(close.geometry())
    entry.setFocus()
    dialog.problem.say("Fill the last field.")
    qtbot.wait(20)
    assert dialog.rect().contains(QRect(entry.mapTo(dialog, QPoint(0, 0)), entry.size()))
    assert dialog.problem.isVisible()


def test_what_is_too_high_is_turned_by_pages(qtbot: QtBot) -> None:
    dialog = Dialog(None, "What is it about?")
    qtbot.addWidget(dialog)
    text = dialog.add_text("Many words. " * 900)
    dialog.add_action("Close", accept=True).setFocus()
    dialog.show()
    qtbot.wait(20)
    top = text.mapTo(dialog, QPoint(0, 0)).y()
    qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert text.mapTo(dialog, QPoint(0, 0)).y() < top
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert text.mapTo(dialog, QPoint(0, 0)).y() == top


def test_a_body_is_as_high_as_its_text_from_the_start(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 840)
    dialog = Dialog(window, "What is it about?", width=320)
    text = dialog.add_text("Many words. " * 60)
    dialog.show()
    assert dialog._page.verticalScrollBar().maximum() == 0
    assert text.height() >= text.heightForWidth(text.width())
