"""Several right answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from quizapp.domain.answers import OptionsAnswer
from quizapp.ui.answers.choice import ChoiceView
from quizapp.ui.answers.marks import several_choices

if TYPE_CHECKING:
    from quizapp.application.views import FeedbackView
    from quizapp.domain.answers import Answer


class MultipleResponseView(ChoiceView):
    """A column of options of which several are right."""

    instruction: ClassVar[str] = "Choose all that apply"

    def __init__(self) -> None:
        super().__init__(multiple=True)

    def restore(self, answer: Answer) -> None:
        """Choose the options that were chosen."""
        assert isinstance(answer, OptionsAnswer)
        self.options.restore(answer.options)

    def review(self, feedback: FeedbackView) -> None:
        """Mark each option right, wrong or missed."""
        options = feedback.question.option_sets[0]
        answer = feedback.answer
        chosen = answer.options if isinstance(answer, OptionsAnswer) else None
        self.options.review(options, several_choices(options, chosen))

    def answer(self) -> OptionsAnswer | None:
        """Return the chosen options, or None while there are none."""
        chosen = self.options.chosen
        return OptionsAnswer(chosen) if chosen else None

    def check_text(self) -> str:
        """Return the words of the button with the number of answers."""
        count = len(self.options.chosen)
        if not count:
            return "Check answers"
        return "Check 1 answer" if count == 1 else f"Check {count} answers"
