"""Every window that asks for an answer before the work goes on.

Verbs stand on the buttons, Escape always takes the safe way, and nothing is asked that could be
undone instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QStandardPaths, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.inputs import Field, TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from quizapp.ui.components.buttons import Kind

_WIDTH = 480
_MARGIN = 24
#: Room for the focus ring around what the body holds, in pixels.
_RING = 4
#: The least size of the window, in pixels, and what stays free of it beside a dialog.
_LEAST_WINDOW, _BESIDE = QSize(960, 640), 24


class _Held(QWidget):
    """What a dialog holds; it tells when that may want another height."""

    changed = Signal()

    def event(self, event: QEvent) -> bool:
        """Tell that something was added, hidden or reworded."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return bool(super().event(event))


class _Body(QScrollArea):
    """The middle of a dialog, between its title and its buttons; it scrolls where it is too high.

    Attributes:
        content: the layout to fill.
        held: the widget that carries it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.content = QVBoxLayout()
        self.content.setSpacing(12)
        self.content.setContentsMargins(_RING, _RING, _RING, _RING)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground, self.held = QWidget(), _Held()
        self.held.setLayout(self.content)
        self.setViewport(ground)
        self.setWidget(self.held)
        for part in (ground, self.held):
            part.setAutoFillBackground(False)

    def show_focused(self) -> None:
        """Scroll to what has the focus, if it is held here."""
        focused = self.window().focusWidget()
        if focused is not None and self.held.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, _RING)

    def take_height(self, width: int, room: int) -> None:
        """Be as high as what is held is at a width, and no higher than `room`, in pixels."""
        held = self.content.totalHeightForWidth(width)
        needed = self.content.totalSizeHint().height() if held < 0 else held
        # A bar that is there makes the text narrower and higher, and by that stays.
        bars = Qt.ScrollBarPolicy
        wanted = bars.ScrollBarAsNeeded if needed > room else bars.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(wanted)
        self.setFixedHeight(min(needed, room))

    def turn(self, pages: int) -> None:
        """Scroll on by so many times the height that is shown, or back."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())


class _Problem(QWidget):
    """What keeps a dialog from closing, with its sign; not there while nothing does."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Label("", "label", "bad", wrap=True)
        sign = box(column(IconView("triangle-alert", "bad", 16), None))
        margins = (_RING, 0, _RING, 0)
        self.setLayout(row(sign, (self._sentence, 1), spacing=8, margins=margins))
        self.hide()

    def say(self, sentence: str) -> None:
        """Say it, to assistive technology as well."""
        from quizapp.ui.components.toast import announce

        self._sentence.setText(sentence)
        self.show()
        announce(self, sentence)


class Dialog(QDialog):
    """A question with its answers: title, body, and buttons at the end of the last line.

    Attributes:
        body: the layout to fill; it scrolls where the window behind is too low for it.
        problem: says what keeps the dialog from closing, in sight wherever the body is scrolled to.
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int = _WIDTH) -> None:
        """Make an empty dialog.

        `width` is in pixels at 100 %; it is never exceeded, and neither is the window behind.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._page = _Body()
        self.body = self._page.content
        self.problem = _Problem()
        self._buttons = row(None, spacing=8, margins=(_RING, 0, _RING, 0))
        heading = box(row((Label(title, "title", wrap=True), 1), margins=(_RING, 0, _RING, 0)))
        side = _MARGIN - _RING
        self.setLayout(
            column(
                heading,
                self._page,
                self.problem,
                4,
                self._buttons,
                spacing=8,
                margins=(side, _MARGIN, side, 20),
            )
        )
        self._page.held.changed.connect(self._fit)
        self._wide = width
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(min(theme.px(self._wide), self._room().width()))
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.color("raised"))
        self.setPalette(palette)
        self._fit()

    def _room(self) -> QSize:
        """Return the size that the dialog may take: that of the window behind it."""
        behind = self.parentWidget()
        size = _LEAST_WINDOW if behind is None else behind.window().size().expandedTo(_LEAST_WINDOW)
        return size - QSize(_BESIDE, _BESIDE)

    @Slot()
    def _fit(self) -> None:
        """Take the height that the text needs at the fixed width; Qt itself forgets to ask."""
        layout = self.layout()
        if layout is None:
            return
        around = layout.totalHeightForWidth(self.width()) - self._page.minimumHeight()
        # The width that the body gets: before the dialog is laid out it has another one.
        width = self.width() - 2 * (_MARGIN - _RING)
        self._page.take_height(width, self._room().height() - around)
        self.setFixedHeight(around + self._page.minimumHeight())

    def event(self, event: QEvent) -> bool:
        """Follow a body that grows or shrinks."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._fit()
            self._page.show_focused()
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by pages what is too high for the window; nothing in it need have the focus."""
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if pages:
            self._page.turn(pages)
        else:
            super().keyPressEvent(event)

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
