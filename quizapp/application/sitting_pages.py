"""The questions of an attempt at a set as they are shown, and what may be said of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.run_views import mark_of, options_in_order
from quizapp.application.views import FeedbackView, GlossView, QuestionView, SlotMark
from quizapp.domain.assignments import AssignmentMode
from quizapp.domain.attempts import Mode, Slot

if TYPE_CHECKING:
    from quizapp.application.sitting_answers import SittingAnswers
    from quizapp.application.sitting_review import SittingReview
    from quizapp.application.sitting_watch import SittingTools, SittingWatch
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders

_NO_WORDS = GlossView({})


class SittingPages:
    """Shows one attempt of a learner; what was right only where and when the trainer wants it."""

    def __init__(
        self,
        answers: SittingAnswers,
        watch: SittingWatch,
        review: SittingReview,
        tools: SittingTools,
    ) -> None:
        """Take what is shown.

        Args:
            answers: of the attempt.
            watch: its time.
            review: knows what is right, in practice sets.
            tools: what attempts work with.
        """
        self._answers, self._watch, self._review, self._tools = answers, watch, review, tools
        self._plan = answers.plan

    @property
    def shows_result(self) -> bool:
        """Whether what was right is shown of the whole attempt."""
        is_practice = self._plan.mode is AssignmentMode.PRACTICE
        return self._watch.has_ended and is_practice and self._plan.shows_answers(self._tools.now())

    @property
    def shows_marks(self) -> bool:
        """Whether what was right is shown of a question whose answer stands."""
        return self._plan.says_at_once or self.shows_result

    def question(self, position: int, item: Item, orders: Orders, *, is_open: bool) -> QuestionView:
        """Return a question as it is shown.

        Args:
            position: from 0.
            item: what is asked.
            orders: ids of the parts of the item, each set in the order to show.
            is_open: whether it is the one that is asked now.
        """
        parts = tuple(tuple(order) for order in orders)
        banks, glossing = self._tools.banks, self._tools.explainer.glossing
        diagram = banks.diagram(item.diagram) if item.diagram else None
        # In an exam an explained word could be the answer.
        is_exam = self._plan.mode is AssignmentMode.EXAM
        return QuestionView(
            attempt_id=self._watch.sitting.id,
            position=position,
            total=len(self._answers.places),
            mode=Mode.LEARN if self._plan.says_at_once else Mode.TEST,
            item=item,
            topic_title="",
            option_sets=options_in_order(item, Slot(position, item.id, item.rev, parts)),
            part_orders=parts,
            diagram=diagram,
            gloss=_NO_WORDS if is_exam else glossing.open_question(item, diagram),
            marks=self._marks(position if is_open else None),
            is_flagged=self._answers.places[position].is_flagged,
            note="",
            remaining_ms=self._watch.remaining_ms(),
            answered_ever=0,
        )

    def feedback(self, position: int) -> FeedbackView:
        """Return the feedback on a question whose answer stands and may be shown."""
        item, orders = self._review.item(position)
        question = self.question(position, item, orders, is_open=False)
        return self._review.feedback(question, self._answers.places, self._tools.now())

    def _marks(self, now: int | None) -> tuple[SlotMark, ...]:
        grades = self._review.grades(self._answers.places) if self.shows_marks else None

        def mark(at: int) -> SlotMark:
            if at == now:
                return SlotMark.NOW
            if not self._answers.places[at].is_answered:
                return SlotMark.OPEN
            return SlotMark.DONE if grades is None else mark_of(grades[at])

        return tuple(mark(at) for at in range(len(self._answers.places)))
