"""What a learner does in a run, and what there is to see: steps for its tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.quiz_session import QuizSession
from quizapp.bootstrap import Application
from quizapp.domain.items import Item
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import Tile
from quizapp.ui.answers.views import view_of
from quizapp.ui.session.page import SessionPage
from tests.ui.session_world import open_run

Begin = Callable[..., QuizSession]


def settle() -> None:
    """Let Qt lay out and paint."""
    for _ in range(4):
        QApplication.processEvents()


def press(
    qtbot: QtBot,
    page: SessionPage,
    *keys: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press keys where the focus is."""
    # The offscreen platform does not give the window back what a closed dialog had.
    page.activateWindow()
    settle()
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page, key, modifier)
        settle()


def part(page: QWidget, name: str) -> QPushButton:
    """Return the visible button of a name."""
    found = [one for one in page.findChildren(QPushButton, name) if one.isVisible()]
    assert len(found) == 1, f"{len(found)} visible buttons are called {name}"
    return found[0]


def tiles(page: QWidget) -> list[Tile]:
    """Return the options in sight, in order."""
    return [tile for tile in page.findChildren(Tile) if tile.isVisible()]


def tile(page: QWidget, text: str) -> Tile:
    """Return the option in sight whose text begins so."""
    return next(one for one in tiles(page) if one.text().startswith(text))


def texts(page: QWidget) -> str:
    """Return all text in sight, line by line."""
    shown = []
    for widget in page.findChildren(QWidget):
        text = getattr(widget, "text", None)
        if widget.isVisible() and callable(text):
            shown.append(str(text()))
    return "\n".join(shown)


def once_a_dialog_is_open(act: Callable[[QDialog], None]) -> None:
    """Do something with the next dialog, as soon as it has the keyboard."""
    timer = QTimer(QApplication.instance(), interval=5)

    def look() -> None:
        dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
        if not isinstance(dialog, QDialog) or focused is None or not dialog.isAncestorOf(focused):
            return
        timer.stop()
        timer.deleteLater()
        try:
            act(dialog)
        except AssertionError:
            # A dialog that stays open would hold the test for ever.
            dialog.reject()
            raise

    timer.timeout.connect(look)
    timer.start()


class Answers(QObject):
    """Fills in the next dialog, as soon as there is one, and presses one of its buttons.

    `title` is that of the first dialog; any that follow are closed, until another one answers.
    """

    last: ClassVar[Answers | None] = None

    def __init__(self, button: str, text: str | None = None) -> None:
        super().__init__(QApplication.instance())
        if Answers.last is not None:
            Answers.last._timer.stop()
        Answers.last = self
        self.title = ""
        self._button, self._text = button, text
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(5)

    @Slot()
    def _on_timeout(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            if self.title:
                self._timer.stop()
            return
        if not self.title:
            self.title = dialog.windowTitle()
        entry = dialog.findChild(QPlainTextEdit)
        if self._text is not None and entry is not None:
            entry.setPlainText(self._text)
            self._text = None
        buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
        # What follows, such as an error, is closed.
        buttons.get(self._button, buttons.get("Close", next(iter(buttons.values())))).click()


def show_view(
    qtbot: QtBot, world: Application, learner_id: str, item: Item, *, height: int = 600
) -> tuple[AnswerView, QuizSession]:
    """Show the view of an item, asked; return it with its session."""
    session = open_run(world, learner_id, item)
    view = view_of(item.kind)()
    qtbot.addWidget(view)
    view.resize(720, height)
    question = session.question()
    assert question is not None
    view.ask(question)
    view.show()
    view.activateWindow()
    settle()
    return view, session


def put_in_front(qtbot: QtBot, page: QWidget) -> None:
    """Show a page as a window that has the keyboard."""
    qtbot.addWidget(page)
    page.resize(1280, 840)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page).__enter__()
