"""Every window that asks for an answer before the work goes on.

Verbs stand on the buttons, Escape always takes the safe way, and nothing is asked that could be
undone instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from quizapp.ui.components.buttons import Kind

_WIDTH = 480
_MARGIN = 24


class Dialog(QDialog):
    """A question with its answers: title, body, and buttons at the end of the last line."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = _WIDTH) -> None:
        """Make an empty dialog; `width` is in pixels at 100 % and is never exceeded."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._buttons = row(None, spacing=8)
        heading = Label(title, "title", wrap=True)
        margins = (_MARGIN, _MARGIN, _MARGIN, 20)
        self.setLayout(column(heading, self.body, 4, self._buttons, spacing=12, margins=margins))
        self._wide = width
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme.px(self._wide))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.color("raised"))
        self.setPalette(palette)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the text needs at the fixed width; Qt itself forgets to ask."""
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        """Follow a body that grows or shrinks."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._fit()
        return bool(super().event(event))

    def add_text(self, text: str) -> Label:
        """Add a paragraph to the body."""
        label = Label(text, "body", "text2", wrap=True)
        self.body.addWidget(label)
        return label

    def add_action(self, text: str, kind: Kind = "default", *, accept: bool) -> Button:
        """Add a button that closes the dialog, with the answer yes if `accept`.

        Add the safe one first. Return presses the button that has the focus.
        """
        button = Button(text, kind)
        button.clicked.connect(self.accept if accept else self.reject)
        self._buttons.addWidget(button)
        return button

    def ask(self) -> bool:
        """Show the dialog and return whether it was accepted."""
        return bool(self.exec() == QDialog.DialogCode.Accepted)


def confirm(
    parent: QWidget | None,
    title: str,
    text: str,
    action: str,
    *,
    keep: str = "Cancel",
    danger: bool = False,
) -> bool:
    """Ask whether to do something and return the answer.

    Args:
        parent: the widget that asks.
        title: the question.
        text: what would happen.
        action: the verb that does it.
        keep: the safe answer, which Escape gives too.
        danger: whether it destroys something; the safe answer then has the focus.
    """
    dialog = Dialog(parent, title)
    if text:
        dialog.add_text(text)
    safe = dialog.add_action(keep, accept=False)
    go = dialog.add_action(action, "danger" if danger else "primary", accept=True)
    first = safe if danger else go
    first.setDefault(True)
    first.setFocus()
    return dialog.ask()


class _TypedDialog(Dialog):
    """Asks for a word before its button can be pressed."""

    def __init__(
        self, parent: QWidget | None, title: str, word: str, actions: tuple[str, str]
    ) -> None:
        super().__init__(parent, title)
        self._word = word
        self._entry = TextField(name=f"Type {word} to go on")
        self._entry.setObjectName("typed_word")
        self._field = Field(f"Type {word} to go on", self._entry)
        keep, action = actions
        self.add_action(keep, accept=False)
        self._go = self.add_action(action, "danger", accept=True)
        self._go.setEnabled(False)
        self._entry.textChanged.connect(self._on_text_changed)

    def add_entry(self) -> None:
        """Put the field for the word below what the body holds."""
        self.body.addWidget(self._field)
        self._entry.setFocus()

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._go.setEnabled(text.strip().casefold() == self._word.casefold())


def confirm_typed(
    parent: QWidget | None, title: str, text: str, word: str, action: str, *, keep: str = "Keep"
) -> bool:
    """Ask as `confirm` does, for what cannot be got back: the word has to be typed first."""
    dialog = _TypedDialog(parent, title, word, (keep, action))
    dialog.add_text(text)
    dialog.add_entry()
    return dialog.ask()


def show_error(parent: QWidget | None, message: str, hint: str = "") -> None:
    """Say in one sentence what did not work, and in `hint` what to do about it."""
    dialog = Dialog(parent, "That did not work")
    words = column(Label(message, "body", wrap=True), spacing=8)
    if hint:
        words.addWidget(Label(hint, "body", "text2", wrap=True))
    words.addStretch(1)
    sign = IconView("triangle-alert", "bad", 20, tile="bad_soft")
    dialog.body.addLayout(row(column(sign, None), (words, 1), spacing=12))
    _close_button(dialog, "Close")
    dialog.ask()


def show_message(parent: QWidget | None, title: str, text: str, *, action: str = "Close") -> None:
    """Say something that must be read before the work goes on."""
    dialog = Dialog(parent, title)
    dialog.add_text(text)
    _close_button(dialog, action)
    dialog.ask()


def _close_button(dialog: Dialog, text: str) -> None:
    button = dialog.add_action(text, "primary", accept=True)
    button.setDefault(True)
    button.setFocus()


def ask_text(
    parent: QWidget | None,
    title: str,
    label: str,
    action: str,
    *,
    text: str = "",
    help: str = "",  # noqa: A002 - what it is called everywhere
    secret: bool = False,
) -> str | None:
    """Ask for one line of text; None when it was called off.

    Args:
        parent: the widget that asks.
        title: the question.
        label: what to enter.
        action: the verb that takes the text.
        text: what stands there to begin with.
        help: a sentence below the field.
        secret: whether to hide what is typed.
    """
    dialog = Dialog(parent, title)
    entry = TextField(text, name=label)
    entry.setObjectName("asked_text")
    if secret:
        entry.setEchoMode(QLineEdit.EchoMode.Password)
    entry.selectAll()
    dialog.body.addWidget(Field(label, entry, help=help))
    dialog.add_action("Cancel", accept=False)
    go = dialog.add_action(action, "primary", accept=True)
    go.setDefault(True)
    entry.setFocus(Qt.FocusReason.OtherFocusReason)
    return entry.text() if dialog.ask() else None


class _Places:
    """Where files are looked for: in the folder that was chosen last, at first in the documents."""

    def __init__(self) -> None:
        self._last = ""

    def folder(self) -> str:
        """Return the folder to begin in, which is there: Qt would take another for a file."""
        if not self._last or not Path(self._last).is_dir():
            kind = QStandardPaths.StandardLocation.DocumentsLocation
            documents = QStandardPaths.writableLocation(kind)
            self._last = documents if Path(documents).is_dir() else str(Path.home())
        return self._last

    def chosen(self, path: str, *, is_folder: bool = False) -> Path | None:
        """Remember where something was chosen, and return it; None for an empty path."""
        if not path:
            return None
        self._last = path if is_folder else str(Path(path).parent)
        return Path(path)


_places = _Places()


def choose_file(parent: QWidget | None, title: str, filters: str = "") -> Path | None:
    """Let a file be chosen; `filters` as Qt writes them. None when it was called off."""
    name, _filter = QFileDialog.getOpenFileName(parent, title, _places.folder(), filters)
    return _places.chosen(name)


def choose_files(
    parent: QWidget | None, title: str, filters: str = "", *, folder: Path | None = None
) -> list[Path]:
    """Let several files be chosen, beginning in `folder`; empty when it was called off."""
    start = _places.folder() if folder is None else str(folder)
    names, _filter = QFileDialog.getOpenFileNames(parent, title, start, filters)
    return [path for name in names if (path := _places.chosen(name)) is not None]


def choose_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let a folder be chosen; None when it was called off."""
    name = QFileDialog.getExistingDirectory(parent, title, _places.folder())
    return _places.chosen(name, is_folder=True)


def save_file(parent: QWidget | None, title: str, name: str, filters: str = "") -> Path | None:
    """Let a file to write be chosen, `name` being proposed; None when it was called off."""
    proposed = str(Path(_places.folder(), name))
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, proposed, filters)
    return _places.chosen(chosen)
