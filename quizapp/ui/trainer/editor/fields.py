"""Fields of the form: they show a part of the draft and change it, and leave undoing to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent

from quizapp.ui.components.inputs import TextArea, TextField

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QResizeEvent


_MOST_LINES: Final = 10


def _is_undoing(event: QEvent) -> bool:
    """Return whether keys ask for a step back or forward, which is the editor's to do."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in {Qt.Key.Key_Z, Qt.Key.Key_Y}
        and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    )


class EditArea(TextArea):
    """Several lines of the draft.

    Attributes:
        edited: carries the text after the user has changed it.
    """

    edited = Signal(str)

    def __init__(self, name: str, *, placeholder: str = "", lines: int = 2) -> None:
        super().__init__(name=name, placeholder=placeholder, lines=lines)
        self._least = lines
        self.setUndoRedoEnabled(False)
        self.textChanged.connect(self._on_changed)

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is if the text is there already."""
        if text != self.toPlainText():
            self.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.setPlainText(text)
            self.blockSignals(False)  # noqa: FBT003 - Qt's own
            self._fit_text()

    def event(self, event: QEvent) -> bool:
        """Let the editor undo."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undoing(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, but let the editor undo."""
        if _is_undoing(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text as text."""
        self.insertPlainText(source.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text is at the new width."""
        super().resizeEvent(event)
        self._fit_text()

    def _fit_text(self) -> None:
        """Be as high as the text, within limits."""
        # The layout of a plain text counts its height in lines.
        lines = round(self.document().size().height())
        wanted = max(self._least, min(lines, _MOST_LINES))
        if wanted != self._lines:
            self._lines = wanted
            self._restyle()

    @Slot()
    def _on_changed(self) -> None:
        self._fit_text()
        self.edited.emit(self.toPlainText())


class EditLine(TextField):
    """One line of the draft.

    Attributes:
        edited: carries the text after the user has changed it.
    """

    edited = Signal(str)

    def __init__(self, name: str, *, placeholder: str = "") -> None:
        super().__init__(name=name, placeholder=placeholder)
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is if the text is there already."""
        if text != self.text():
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Let the editor undo."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_undoing(event):
            event.ignore()
            return False
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, but let the editor undo."""
        if _is_undoing(event):
            event.ignore()
            return
        super().keyPressEvent(event)
