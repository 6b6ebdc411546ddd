"""Hands for the windows: keys go where the focus is, files are dropped, dialogs are answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget

from quizapp.ui.main_window import MainWindow
from tests.ui.session_steps import settle

Key = Qt.Key
Deed = Callable[[], None]
PATIENCE_S = 60.0
_MOST_TABS = 120
_MOST_SEGMENTS = 8


class Hands:
    """Somebody at the keyboard of an open window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def press(
        self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is: in the dialog in front, or in the window."""
        front = QApplication.activeModalWidget() or self.window
        # The offscreen platform does not give the window back what a closed dialog had.
        front.activateWindow()
        settle()
        QTest.keyClick(front.focusWidget() or front, key, modifier)
        settle()

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        front = QApplication.activeModalWidget() or self.window
        QTest.keyClicks(front.focusWidget(), text)
        settle()

    def go_to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab until something of this name, or object name, has the focus."""
        seen = []
        for _time in range(_MOST_TABS):
            front = QApplication.activeModalWidget() or self.window
            focused = front.focusWidget()
            found = _names(focused)
            if focused is not None and name in found:
                return focused
            seen.append(found)
            front.activateWindow()
            QTest.keyClick(focused or front, Key.Key_Backtab if back else Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {name}, but to {seen[:20]}")

    def do(self, name: str, *, back: bool = False) -> None:
        """Go to a button and press it."""
        self.go_to(name, back=back)
        self.press(Key.Key_Space)

    def fill(self, name: str, text: str) -> None:
        """Go to a field and type into it."""
        self.go_to(name)
        self.type(text)

    def choose(self, name: str, text: str) -> None:
        """Go to a drop-down list, and down in it to the entry that begins so."""
        found = self.go_to(name)
        assert isinstance(found, QComboBox)
        self.press(Key.Key_Home)
        for _entry in range(found.count()):
            if found.currentText().startswith(text):
                return
            self.press(Key.Key_Down)
        raise AssertionError(f"{name} does not offer {text}")

    def go_to_segment(self, text: str) -> None:
        """Move right in a row of choices to the one of this name, and choose it."""
        for _step in range(_MOST_SEGMENTS):
            front = QApplication.activeModalWidget() or self.window
            if text in _names(front.focusWidget()):
                break
            self.press(Key.Key_Right)
        else:
            raise AssertionError(f"there is no {text} here")
        self.press(Key.Key_Space)

    @contextmanager
    def answering(self, *deeds: Deed) -> Iterator[None]:
        """Do one thing after the other in the dialogs that come up meanwhile."""
        answers = _Answers(deeds)
        try:
            yield
            wait_for(lambda: answers.is_done)
        finally:
            answers.stop()
        if answers.failure is not None:
            raise answers.failure


class _Answers(QObject):
    """Waits for dialogs and hands each to the next deed."""

    def __init__(self, deeds: tuple[Deed, ...]) -> None:
        super().__init__()
        self._deeds = list(deeds)
        self._open: list[QWidget] = []
        self.failure: BaseException | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start(5)

    @property
    def is_done(self) -> bool:
        """Whether all deeds are done, or one of them failed."""
        return self.failure is not None or not (self._deeds or self._open)

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog in self._open:
            return
        self._open.append(dialog)
        try:
            assert self._deeds, f"nobody expected {dialog.windowTitle()}"
            self._deeds.pop(0)()
        except BaseException as failure:  # noqa: BLE001 - raised again where it is waited for
            self.failure = self.failure or failure
        if self.failure is not None:
            dialog.reject()
        self._open.remove(dialog)


def _names(widget: QWidget | None) -> tuple[str, ...]:
    if widget is None:
        return ()
    text = getattr(widget, "text", None)
    said = str(text()) if callable(text) else ""
    return tuple(filter(None, (widget.objectName(), widget.accessibleName(), said)))


class _Chooser:
    """Stands for the windows of the desktop in which files and folders are chosen."""

    def __init__(self, path: Path, *, is_folder: bool) -> None:
        self._path, self._is_folder = path, is_folder

    def getOpenFileName(self, *_words: object) -> tuple[str, str]:
        return str(self._path), ""

    def getOpenFileNames(self, *_words: object) -> tuple[list[str], str]:
        return [str(self._path)], ""

    def getExistingDirectory(self, *_words: object) -> str:
        return str(self._path)

    def getSaveFileName(self, _parent: object, _title: str, name: str, _f: str) -> tuple[str, str]:
        """Take the name that is proposed where a folder was chosen."""
        return str(self._path / Path(name).name if self._is_folder else self._path), ""


@contextmanager
def choosing(path: Path) -> Iterator[None]:
    """Choose this file or folder wherever one is asked for."""
    chooser = _Chooser(path, is_folder=path.is_dir())
    with patch("quizapp.ui.dialogs.QFileDialog", chooser):
        yield


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(50, 50), copy, data, left, none))


def wait_for(is_so: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        QTest.qWait(10)
