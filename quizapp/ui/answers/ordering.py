"""Steps to put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.application.answer_words import ANY_ORDER, step_pairs
from quizapp.domain.answers import OrderAnswer
from quizapp.domain.part_items import Ordering
from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import Mark
from quizapp.ui.answers.review_list import Line, ReviewList
from quizapp.ui.answers.step_rows import StepRows
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import IconView, Label
from quizapp.ui.components.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.answer_words import StepPair
    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer

_SIGNS: Final = {
    True: ("circle-check", "ok"),
    False: ("circle-x", "bad"),
    None: ("arrow-right", "text3"),
}


class _PairLine(QWidget):
    """A sentence on two steps, with a sign of whether they were in order."""

    def __init__(self) -> None:
        super().__init__()
        self._sign = IconView("circle-check", "ok", 18)
        self._sentence = Label("", "body", wrap=True)
        line = row(self._sign, (self._sentence, 1), spacing=8)
        line.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_pair(self, pair: StepPair) -> None:
        """Say which step had to come first."""
        self._sign.set_icon(*_SIGNS[pair.is_kept])
        self._sentence.setText(pair.sentence())
        self._sentence.set_color("text" if pair.is_kept is False else "text2")


class _PairsCard(Card):
    """What had to come before what; it never shows one order as the right one."""

    def __init__(self) -> None:
        self._lines: list[_PairLine] = []
        self._place = column(spacing=8)
        super().__init__(
            column(
                Label("What has to come before what", "label", "text2", weight=600, wrap=True),
                self._place,
                Label(ANY_ORDER, "label", "text3", wrap=True),
                spacing=8,
            ),
            padding=16,
        )

    def show_pairs(self, pairs: Sequence[StepPair]) -> None:
        """Show pairs of steps."""
        while len(self._lines) < len(pairs):
            self._lines.append(_PairLine())
            self._place.addWidget(self._lines[-1])
        for number, line in enumerate(self._lines):
            if number < len(pairs):
                line.show_pair(pairs[number])
            line.setVisible(number < len(pairs))


class OrderingView(AnswerView):
    """A column of steps; in review, each step and then what had to come before what.

    An answer is there once something was moved: no question begins in an order that is right.
    """

    instruction: ClassVar[str] = "Drag the steps into order, or move one with Alt and ↑ or ↓"
    missing: ClassVar[str] = "Move a step first: no question begins in the right order."
    moves: ClassVar[tuple[str, str]] = ("Alt+↑ ↓", "move a step")

    def __init__(self) -> None:
        super().__init__()
        self._was_moved = False
        self._rows = StepRows()
        self._lines = ReviewList()
        self._pairs = _PairsCard()
        self.setLayout(column(self._rows, self._lines, self._pairs, spacing=16))
        self._lines.hide()
        self._pairs.hide()
        self._rows.changed.connect(self._on_moved)
        self._rows.entered.connect(self.reveal_requested)
        self._lines.entered.connect(self.reveal_requested)

    def ask(self, question: QuestionView) -> None:
        """Show the steps in the order to begin with."""
        self._was_moved = False
        item = _ordering(question)
        steps = {step.id: step for step in item.steps}
        self._rows.show_steps([steps[step] for step in question.part_orders[0]])
        self._show_part(is_review=False)

    def restore(self, answer: Answer) -> None:
        """Put the steps in the order that was handed in."""
        assert isinstance(answer, OrderAnswer)
        self._rows.arrange(answer.order)

    def review(self, feedback: FeedbackView) -> None:
        """Mark each step, and name the pairs that were the wrong way round."""
        item = _ordering(feedback.question)
        answer = feedback.answer
        order = answer.order if isinstance(answer, OrderAnswer) else None
        pairs = step_pairs(item, order)
        steps = {step.id: step for step in item.steps}
        shown = [steps[step] for step in order or feedback.question.part_orders[0]]
        self._lines.show_lines(
            [
                Line(
                    str(number),
                    f"{number}. {step.text}" if order else step.text,
                    step.rationale or "",
                    _mark(step.id, pairs) if order else Mark("dim"),
                )
                for number, step in enumerate(shown, start=1)
            ]
        )
        self._pairs.show_pairs(pairs)
        self._show_part(is_review=True)

    def answer(self) -> OrderAnswer | None:
        """Return the steps in the order shown, or None while none was moved."""
        return OrderAnswer(self._rows.order) if self._was_moved else None

    def check_text(self) -> str:
        """Return the words of the button."""
        return "Check order"

    def choose(self, index: int) -> bool:
        """Go to a step by its place."""
        return self._rows.focus(index, Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the first step."""
        if self._rows.isVisibleTo(self):
            self._rows.focus(0, reason)
        else:
            self._lines.focus_start(reason)

    def choices(self) -> int:
        """Return the number of steps."""
        return len(self._rows.rows)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the first row, and the first line of the review."""
        return (self._rows.tab_stop, self._lines.tab_stop)

    def _show_part(self, *, is_review: bool) -> None:
        self._rows.setVisible(not is_review)
        self._lines.setVisible(is_review)
        self._pairs.setVisible(is_review)

    @Slot()
    def _on_moved(self) -> None:
        self._was_moved = True
        self.changed.emit()


def _ordering(question: QuestionView) -> Ordering:
    assert isinstance(question.item, Ordering)
    return question.item


def _mark(step: str, pairs: Sequence[StepPair]) -> Mark:
    """Mark a step: it can stand too early, too late, or both."""
    wrong = [pair for pair in pairs if pair.is_kept is False]
    is_late = any(pair.earlier.id == step for pair in wrong)
    is_early = any(pair.later.id == step for pair in wrong)
    if not is_late and not is_early:
        return Mark("right", "In order")
    if is_late and is_early:
        return Mark("wrong", "Out of order")
    return Mark("wrong", "Too late" if is_late else "Too early")
