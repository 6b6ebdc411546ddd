"""One best answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.answers import OptionAnswer
from quizapp.ui.answers.choice import ChoiceView
from quizapp.ui.answers.marks import one_choice

if TYPE_CHECKING:
    from quizapp.application.views import FeedbackView
    from quizapp.domain.answers import Answer


class SingleBestView(ChoiceView):
    """A column of options of which one is the best."""

    def restore(self, answer: Answer) -> None:
        """Choose the option that was chosen."""
        assert isinstance(answer, OptionAnswer)
        self.options.restore([answer.option])

    def review(self, feedback: FeedbackView) -> None:
        """Mark the right option, and the chosen one if it is another."""
        options = feedback.question.option_sets[0]
        answer = feedback.answer
        chosen = answer.option if isinstance(answer, OptionAnswer) else None
        self.options.review(options, one_choice(options, chosen))

    def answer(self) -> OptionAnswer | None:
        """Return the chosen option."""
        chosen = self.options.chosen
        return OptionAnswer(chosen[0]) if chosen else None
