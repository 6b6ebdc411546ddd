"""An answer, and the reason for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.answers import TwoTierAnswer
from quizapp.ui.answers.marks import one_choice
from quizapp.ui.answers.steps import StepsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Option


class TwoTierView(StepsView):
    """The answers, and the reasons below."""

    def __init__(self) -> None:
        super().__init__("Answer", "Reason")

    def option_sets(self, question: QuestionView) -> tuple[Sequence[Option], Sequence[Option]]:
        """Return the answers and the reasons."""
        answers, reasons = question.option_sets
        return answers, reasons

    def restore(self, answer: Answer) -> None:
        """Choose the answer and the reason that were chosen."""
        assert isinstance(answer, TwoTierAnswer)
        self.restore_steps(answer.option, answer.reason)

    def review(self, feedback: FeedbackView) -> None:
        """Mark answer and reason."""
        answers, reasons = self.option_sets(feedback.question)
        given = feedback.answer
        answer = reason = None
        if isinstance(given, TwoTierAnswer):
            answer, reason = given.option, given.reason
        marks = [one_choice(answers, answer), one_choice(reasons, reason)]
        self.review_steps(feedback.question, marks, answered=given is not None)

    def answer(self) -> TwoTierAnswer | None:
        """Return answer and reason, or None while one is missing."""
        chosen = self.chosen
        return TwoTierAnswer(*chosen) if chosen else None
