"""Controls for entering: text, numbers, and the label and help around them."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QSpinBox, QWidget

from quizapp.ui.components.buttons import Button
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.components.painting import (
    RADIUS_CONTROL,
    draw_box,
    draw_icon,
    is_mirrored,
    leading,
    mirrored_f,
    painter_on,
)
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QPaintEvent


class TextField(QLineEdit):
    """A field of one line."""

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        icon: str | None = None,
        name: str = "",
    ) -> None:
        super().__init__(text)
        self._icon = icon
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFont(theme.font("body"))
        self.setFixedHeight(theme.px(36))
        room = theme.px(22) if self._icon else 0
        turned = is_mirrored(self)
        self.setTextMargins(0 if turned else room, 0, room if turned else 0, 0)
        # Qt would go by the direction of the text, not the window's.
        self.setAlignment(leading(self) if turned else Qt.AlignmentFlag.AlignLeft)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for the icon at the other side when the direction changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and the icon where it begins."""
        super().paintEvent(event)
        if self._icon:
            place = mirrored_f(self, QRectF(theme.px(10), 0, theme.px(16), self.height()))
            draw_icon(painter_on(self), self, place, self._icon, "text3", 16)


class TextArea(QPlainTextEdit):
    """A field of several lines; Tab leaves it."""

    def __init__(
        self, text: str = "", *, placeholder: str = "", name: str = "", lines: int = 4
    ) -> None:
        super().__init__()
        self._lines = lines
        self.setPlainText(text)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._restyle()
        theme.changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        font = theme.font("body")
        self.setFont(font)
        # A line takes whole pixels, however much less it needs; else the last one would be cut.
        line = ceil(QFontMetricsF(font).lineSpacing())
        # The document margin is 4 px at both ends, the padding of the sheet 6, its edge 1.
        self.setFixedHeight(line * self._lines + theme.px(12) + 12)
        # As in a field of one line.
        option = self.document().defaultTextOption()
        option.setAlignment(leading(self) if is_mirrored(self) else Qt.AlignmentFlag.AlignLeft)
        self.document().setDefaultTextOption(option)

    def changeEvent(self, event: QEvent) -> None:
        """Change sides with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()


class _Number(QSpinBox):
    """The number of a `Stepper`, which draws its edge.

    Attributes:
        focus_moved: the keyboard has come or gone.
    """

    focus_moved = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.focus_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.focus_moved.emit()


class Stepper(QWidget):
    """A whole number with a button for less and one for more.

    Attributes:
        value_changed: carries the number.
        submitted: Enter was pressed in it.
    """

    value_changed = Signal(int)
    submitted = Signal()

    def __init__(
        self,
        minimum: int,
        maximum: int,
        *,
        value: int = 0,
        step: int = 1,
        suffix: str = "",
        name: str = "",
    ) -> None:
        super().__init__()
        self._number = _Number()
        self._number.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._number.setFrame(False)
        self._number.setRange(minimum, maximum)
        self._number.setSingleStep(step)
        self._number.setSuffix(suffix)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.lineEdit().setObjectName("stepper_number")
        less, more = Button(kind="ghost", icon="minus"), Button(kind="ghost", icon="plus")
        for button in (less, more):
            # The arrow keys do the same in the field, so these need not be tab stops.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
        less.clicked.connect(self._number.stepDown)
        more.clicked.connect(self._number.stepUp)
        self._buttons = (less, more)
        self.set_name(name)
        self.setLayout(row(less, (self._number, 1), more, spacing=0, margins=(1, 1, 1, 1)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._number)
        self.set_value(value)
        self._number.valueChanged.connect(self._on_changed)
        self._number.focus_moved.connect(self._on_focus_moved)
        self._number.lineEdit().returnPressed.connect(self.submitted)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_name(self, name: str) -> None:
        """Say what the number is, for those who do not see what stands beside it."""
        self._number.setAccessibleName(name)
        self._number.lineEdit().setAccessibleName(name)
        for button, way in zip(self._buttons, ("Less", "More"), strict=True):
            button.set_name(f"{way}: {name}" if name else way)

    def value(self) -> int:
        """Return the number."""
        return self._number.value()

    def set_value(self, value: int) -> None:
        """Show another number; it is kept within the limits."""
        self._number.setValue(value)

    @Slot()
    def _on_focus_moved(self) -> None:
        self.update()

    @Slot(int)
    def _on_changed(self, value: int) -> None:
        less, more = self._buttons
        less.setEnabled(value > self._number.minimum())
        more.setEnabled(value < self._number.maximum())
        self.value_changed.emit(value)

    @Slot()
    def _restyle(self) -> None:
        self._number.setFont(theme.font("body", 500, tabular=True))
        widest = f"{self._number.maximum()}{self._number.suffix()}"
        wide = self._number.fontMetrics().horizontalAdvance(widest)
        self._number.setFixedWidth(wide + theme.px(24))
        self.setFixedHeight(theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the edge around the number and its buttons."""
        is_focused = self._number.hasFocus()
        draw_box(
            painter_on(self),
            QRectF(self.rect()),
            fill=theme.color("surface"),
            edge=theme.color("focus" if is_focused else "border_strong"),
            width=2 if is_focused else theme.edge,
            radius=RADIUS_CONTROL,
        )


class Field(QWidget):
    """A control with its label above, and help or what is wrong below."""

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        help: str = "",  # noqa: A002 - what it is called everywhere
        beside: QWidget | None = None,
    ) -> None:
        """Make a field; `beside` stands on the line of the control, such as a button for it."""
        super().__init__()
        self.editor = editor
        self._help_text = help
        self._label = Label("", "label", "text2")
        self._label.setBuddy(editor)
        # A label with a buddy reads "&" as the mark of a shortcut.
        self._label.setText(label.replace("&", "&&"))
        self._note = Label("", "caption", "text3", wrap=True)
        self._sign = IconView("triangle-alert", "bad", 14)
        below = row(self._sign, (self._note, 1), spacing=6)
        # A sentence may take several lines, and its sign belongs to the first one.
        below.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._below = box(below)
        line = editor if beside is None else box(row((editor, 1), beside, spacing=8))
        self.setLayout(column(self._label, line, self._below, None, spacing=4))
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        self.set_error("")

    def set_help(self, text: str) -> None:
        """Show another sentence of help."""
        self._help_text = text
        self.set_error("")

    def set_error(self, sentence: str) -> None:
        """Say what is wrong, or with an empty sentence that nothing is."""
        text = sentence or self._help_text
        self._note.setText(text)
        self._note.set_color("bad" if sentence else "text3")
        self._sign.setVisible(bool(sentence))
        self._below.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)
        if bool(self.editor.property("bad")) != bool(sentence):
            self.editor.setProperty("bad", bool(sentence))
            style = self.editor.style()
            style.unpolish(self.editor)
            style.polish(self.editor)


def goes_on(first: QLineEdit, second: QLineEdit) -> bool:
    """Go from one field to a second that is still empty, and return whether this was wanted.

    It is where Enter is pressed in the first of two fields: nothing is wrong with either so far.
    """
    is_wanted = first.hasFocus() and bool(first.text()) and not second.text()
    if is_wanted:
        second.setFocus(Qt.FocusReason.TabFocusReason)
    return is_wanted
