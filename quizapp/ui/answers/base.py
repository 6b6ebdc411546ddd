"""What every answer view can do: ask a question, give the answer, show it reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal

from quizapp.ui.components.layouts import Wrapping
from quizapp.ui.components.option_tile import OptionTile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from quizapp.application.views import FeedbackView, GlossView, QuestionView
    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Item


class AnswerView(Wrapping):
    """The place where one kind of item is answered.

    A view is built once and filled anew for each question of its kind.

    Attributes:
        instruction: a line above the options; empty where the stem says it all.
        missing: what to do first, when Enter is pressed before the answer is complete.
        moves: the key that moves, and what it does, for those who are new; empty for none.
        changed: what is chosen has changed.
        reveal_requested: carries a widget that should be scrolled into view.
    """

    instruction: ClassVar[str] = ""
    missing: ClassVar[str] = "Choose an answer first."
    moves: ClassVar[tuple[str, str]] = ("↑ ↓", "move")

    changed = Signal()
    reveal_requested = Signal(object)

    def ask(self, question: QuestionView) -> None:
        """Show the options of a question with nothing chosen."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def restore(self, answer: Answer) -> None:
        """Choose again what was answered before; called after `ask`."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def review(self, feedback: FeedbackView) -> None:
        """Show the options of an answered question with what was chosen and what is right."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def explain_words(self, gloss: GlossView) -> None:
        """Underline the words of the rationales that are explained, once they are shown."""
        for tile in self.findChildren(OptionTile):
            tile.set_terms(gloss.in_text(tile.rationale))

    def answer(self) -> Answer | None:
        """Return what is chosen, or None while it is not complete."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def check_text(self) -> str:
        """Return the words of the button that hands the answer in."""
        return "Check answer"

    def choose(self, index: int) -> bool:
        """Choose an option by its number, from 0; return whether there is one."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def focus_first(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the keyboard to the first option."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def choices(self) -> int:
        """Return how many options the number keys choose from now."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what holds the places of the options in the order in which Tab goes."""
        raise NotImplementedError  # each kind of item says how; Qt's classes cannot be abstract

    @staticmethod
    def context(item: Item) -> str:  # noqa: ARG004
        """Return a text to keep beside the question, such as a case; empty for none."""
        return ""
