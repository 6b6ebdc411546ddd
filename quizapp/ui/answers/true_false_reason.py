"""A statement: true or false, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from quizapp.domain.answers import VerdictAnswer
from quizapp.domain.items import Option, TrueFalseReason
from quizapp.ui.answers.marks import one_choice
from quizapp.ui.answers.steps import StepsView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.domain.answers import Answer

_TRUE: Final = "true"
_FALSE: Final = "false"


class TrueFalseReasonView(StepsView):
    """True and false side by side, and the reasons below."""

    instruction: ClassVar[str] = "True or false, and why?"

    def __init__(self) -> None:
        super().__init__("Verdict", "Reason", columns=2)

    def option_sets(self, question: QuestionView) -> tuple[Sequence[Option], Sequence[Option]]:
        """Return true and false, and the reasons."""
        item = question.item
        is_true = isinstance(item, TrueFalseReason) and item.answer
        verdicts = (
            Option(_TRUE, "True", "", correct=is_true),
            Option(_FALSE, "False", "", correct=not is_true),
        )
        return verdicts, question.option_sets[0]

    def restore(self, answer: Answer) -> None:
        """Choose the verdict and the reason that were chosen."""
        assert isinstance(answer, VerdictAnswer)
        self.restore_steps(_TRUE if answer.verdict else _FALSE, answer.reason)

    def review(self, feedback: FeedbackView) -> None:
        """Mark verdict and reason."""
        verdicts, reasons = self.option_sets(feedback.question)
        answer = feedback.answer
        verdict = reason = None
        if isinstance(answer, VerdictAnswer):
            verdict = _TRUE if answer.verdict else _FALSE
            reason = answer.reason
        marks = [one_choice(verdicts, verdict), one_choice(reasons, reason)]
        self.review_steps(feedback.question, marks, answered=answer is not None)

    def answer(self) -> VerdictAnswer | None:
        """Return verdict and reason, or None while one is missing."""
        chosen = self.chosen
        return VerdictAnswer(chosen[0] == _TRUE, chosen[1]) if chosen else None
