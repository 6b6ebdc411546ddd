"""Two steps in one card: an answer, and the reason for it, which opens after the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.answers.base import AnswerView
from quizapp.ui.answers.option_list import OptionList
from quizapp.ui.components.cards import Card
from quizapp.ui.components.labels import Divider, IconView, Label
from quizapp.ui.components.layouts import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.views import QuestionView
    from quizapp.domain.items import Option
    from quizapp.ui.answers.option_list import Mark


class _Heading(QWidget):
    """The name of a step; in review also whether it was right, as a mark and a word."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label("", "label", "text2", weight=600, wrap=True)
        self._mark = IconView("circle-check", "ok", 18)
        self._word = Label("", "label", "ok", weight=600)
        self.setLayout(row((self._text, 1), self._mark, self._word, spacing=6))
        self.show_step("", is_open=True)

    def show_step(self, text: str, *, is_open: bool) -> None:
        """Name the step; a step that is not open yet is written more faintly."""
        self._text.setText(text)
        self._text.set_color("text2" if is_open else "text3")
        self._mark.hide()
        self._word.hide()

    def show_result(self, text: str, *, is_right: bool) -> None:
        """Name the step and say whether it was right."""
        self._text.setText(text)
        self._text.set_color("text2")
        self._mark.set_icon("circle-check" if is_right else "circle-x", "ok" if is_right else "bad")
        self._word.setText("Right" if is_right else "Not right")
        self._word.set_color("ok" if is_right else "bad")
        self._mark.show()
        self._word.show()


class StepsView(AnswerView):
    """An answer and its reason.

    The number keys go to the step that has the keyboard. Once the answer is chosen they go to the
    reasons, so that both can be chosen one after the other.
    """

    missing: ClassVar[str] = "Choose an answer and a reason first."

    def __init__(self, first: str, second: str, *, columns: int = 1) -> None:
        """Make both steps.

        Args:
            first: the name of the first step.
            second: that of the second.
            columns: how many answers stand side by side in the first step.
        """
        super().__init__()
        self._titles = (f"1. {first}", f"2. {second}")
        self._lists = (OptionList(columns=columns), OptionList())
        self._headings = (_Heading(), _Heading())
        self._step = 0
        self._is_review = False
        content = column(
            self._headings[0], self._lists[0], 6, Divider(), 2, self._headings[1], self._lists[1]
        )
        content.setSpacing(10)
        self.setLayout(column(Card(content, padding=16)))
        self._lists[0].changed.connect(self._on_answer_changed)
        self._lists[1].changed.connect(self.changed)
        self._lists[0].entered.connect(self._on_answers_entered)
        self._lists[1].entered.connect(self._on_reasons_entered)

    def option_sets(self, question: QuestionView) -> tuple[Sequence[Option], Sequence[Option]]:
        """Return the answers and the reasons to choose from, in the order to show."""
        raise NotImplementedError  # each kind of two steps says which; Qt's classes cannot be abstract

    def ask(self, question: QuestionView) -> None:
        """Show the answers; the reasons wait until one of them is chosen."""
        self._is_review = False
        for options, shown in zip(self._lists, self.option_sets(question), strict=True):
            options.ask(shown)
        self._headings[0].show_step(self._titles[0], is_open=True)
        self._headings[1].show_step(f"{self._titles[1]}, once you have chosen", is_open=False)
        self._lists[1].hide()
        self._step = 0

    def restore_steps(self, first: str, second: str) -> None:
        """Choose an answer and its reason by their ids."""
        self._lists[0].restore([first])
        self._lists[1].restore([second])

    def review_steps(
        self, question: QuestionView, marks: Sequence[list[Mark]], *, answered: bool
    ) -> None:
        """Show both steps, each with what was chosen and what is right.

        Args:
            question: the question as it was asked.
            marks: those of the answers and those of the reasons.
            answered: whether there was an answer at all.
        """
        self._is_review = True
        parts = zip(self._lists, self.option_sets(question), marks, strict=True)
        for step, (options, shown, step_marks) in enumerate(parts):
            options.review(shown, step_marks)
            options.show()
            if answered:
                wrong = any(mark.state == "wrong" for mark in step_marks)
                self._headings[step].show_result(self._titles[step], is_right=not wrong)
            else:
                self._headings[step].show_step(self._titles[step], is_open=True)

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Ids of the chosen answer and reason, or None while one is missing."""
        answer, reason = self._lists[0].chosen, self._lists[1].chosen
        return (answer[0], reason[0]) if answer and reason else None

    def choose(self, index: int) -> bool:
        """Choose in the step that is under way; an answer hands over to the reasons."""
        step = self._step
        if not self._lists[step].choose(index):
            return False
        if step == 0:
            self._lists[1].focus_start(Qt.FocusReason.ShortcutFocusReason)
        return True

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the step that is under way."""
        self._lists[self._step].focus_start(reason)

    def choices(self) -> int:
        """Return the number of options in the step that is under way."""
        return len(self._lists[self._step].tiles)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return the places of the answers and of the reasons."""
        return tuple(options.tab_stop for options in self._lists)

    @Slot()
    def _on_answer_changed(self) -> None:
        if not self._lists[1].isVisibleTo(self):
            self._headings[1].show_step(self._titles[1], is_open=True)
            self._lists[1].show()
            self.reveal_requested.emit(self._lists[1])
        self._step = 1
        self.changed.emit()

    @Slot(object)
    def _on_answers_entered(self, tile: QWidget) -> None:
        self._step = 0
        self.reveal_requested.emit(tile)

    @Slot(object)
    def _on_reasons_entered(self, tile: QWidget) -> None:
        self._step = 1
        self.reveal_requested.emit(tile)
