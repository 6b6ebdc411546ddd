"""A number to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.answer_words import number_words, range_words, unit_after
from quizapp.domain.answers import NumberAnswer, number_typed
from quizapp.domain.part_items import Numeric
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import Mark
from quizapp.ui.answers.review_list import Line, ReviewList
from quizapp.ui.components.inputs import TextField
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import box, column, row
from quizapp.ui.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer

_WIDTH: Final = 160
_BAD: Final = "This is not one number yet. Type digits, with one comma or point for decimals."
#: What a number may begin with; nothing is wrong with it so far.
_BEGINNINGS: Final = frozenset({"", "-", "\u2212", ".", ",", "-.", "-,"})


class _NumberField(TextField):
    """A field that leaves keys with Alt to its page."""

    def __init__(self) -> None:
        super().__init__(name="Your answer")
        self.setObjectName("number")
        self.setMaxLength(24)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.set_width()
        theme.changed.connect(self.set_width)

    @Slot()
    def set_width(self) -> None:
        """Take the width that numbers need."""
        self.setFixedWidth(theme.px(_WIDTH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, except with Alt, which says how sure one is."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NumericView(AnswerView):
    """One field with its unit beside it; in review the range that is right, and both sides of it."""

    missing: ClassVar[str] = "Type a number first."
    moves: ClassVar[tuple[str, str]] = ("", "")

    def __init__(self) -> None:
        super().__init__()
        self._unit_text = ""
        self._field = _NumberField()
        self._unit = Label("", "option", "text2", wrap=True)
        label = Label("Your answer", "label", "text2", weight=600)
        label.setBuddy(self._field)
        self._sign = IconView("triangle-alert", "bad", 16)
        self._note = Label("", "label", "text3", wrap=True)
        self._below = box(row(self._sign, (self._note, 1), spacing=6))
        entry = row(self._field, (self._unit, 1), spacing=10)
        self._entry = box(column(label, entry, self._below, spacing=6))
        self._lines = ReviewList()
        self.setLayout(column(self._entry, self._lines, spacing=0))
        self._lines.hide()
        self._field.textChanged.connect(self._on_text_changed)
        self._lines.entered.connect(self.reveal_requested)

    def ask(self, question: QuestionView) -> None:
        """Show the empty field with its unit."""
        item = _numeric(question)
        self._unit_text = item.answer.unit
        self._unit.setText(item.answer.unit)
        self._field.setAccessibleName(f"Your answer in {item.answer.unit}")
        self._field.clear()
        self._say("")
        self._entry.show()
        self._lines.hide()

    def restore(self, answer: Answer) -> None:
        """Type what was typed."""
        assert isinstance(answer, NumberAnswer)
        self._field.setText(answer.typed)

    def review(self, feedback: FeedbackView) -> None:
        """Show the range that is right, and why less and more are wrong."""
        item = _numeric(feedback.question)
        answer = feedback.answer
        given = answer if isinstance(answer, NumberAnswer) else None
        low, high = number_words(item.answer.min), number_words(item.answer.max)
        number = float(given.number) if given else None
        sides = (
            (
                f"Less than {low} {unit_after(low, item.answer)}",
                item.below,
                number is not None and number < item.answer.min,
            ),
            (range_words(item.answer), "", feedback.grade.is_right),
            (
                f"More than {high} {item.answer.unit}",
                item.above,
                number is not None and number > item.answer.max,
            ),
        )
        yours = given.number if given else ""
        self._lines.show_lines(
            [
                Line(
                    sign,
                    f"{yours}: {_lower(text)}" if is_yours and place != 1 else text,
                    why,
                    _mark(yours if is_yours else "", is_right=place == 1),
                )
                for place, (sign, (text, why, is_yours)) in enumerate(
                    zip("<✓>", sides, strict=True)
                )
            ]
        )
        self._entry.hide()
        self._lines.show()

    def answer(self) -> NumberAnswer | None:
        """Return the number, or None while what is typed is none."""
        return number_typed(self._field.text())

    def choose(self, index: int) -> bool:  # noqa: ARG002
        """Return False: there is nothing to choose from."""
        return False

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the field."""
        if self._entry.isVisibleTo(self):
            self._field.setFocus(reason)
        else:
            self._lines.focus_start(reason)

    def choices(self) -> int:
        """Return 0: there is nothing to choose from."""
        return 0

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the field, and the first line of the review."""
        return (self._field, self._lines.tab_stop)

    @Slot()
    def _on_text_changed(self) -> None:
        typed = self._field.text()
        number = number_typed(typed)
        if number is not None and number.number != number.typed.replace(",", "."):
            self._say(f"Read as {number.number} {self._unit_text}")
        elif number is None and typed.strip() not in _BEGINNINGS:
            self._say(_BAD, is_bad=True)
        else:
            self._say("")
        self.changed.emit()

    def _say(self, sentence: str, *, is_bad: bool = False) -> None:
        """Say below the field how it is read, or what is wrong with it."""
        self._note.setText(sentence)
        self._note.set_color("bad" if is_bad else "text3")
        self._sign.setVisible(is_bad)
        self._below.setVisible(bool(sentence))
        self._field.setAccessibleDescription(sentence)
        if bool(self._field.property("bad")) != is_bad:
            self._field.setProperty("bad", is_bad)
            style = self._field.style()
            style.unpolish(self._field)
            style.polish(self._field)


def _numeric(question: QuestionView) -> Numeric:
    assert isinstance(question.item, Numeric)
    return question.item


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _mark(yours: str, *, is_right: bool) -> Mark:
    if is_right:
        return Mark("right", f"Your answer: {yours}" if yours else "Right")
    return Mark("wrong", "Your answer") if yours else Mark("dim")
