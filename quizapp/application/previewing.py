"""A question as learners would see it, while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.explaining import Explainer
from quizapp.application.own_registers import RegisterEntries
from quizapp.application.views import FeedbackView, QuestionView, SlotMark
from quizapp.application.words import verdict
from quizapp.domain.attempts import Mode
from quizapp.domain.draft_preview import filled
from quizapp.domain.grading import grade

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from quizapp.domain.answers import Answer
    from quizapp.domain.drafts import Draft
    from quizapp.domain.registers import Registers
    from quizapp.storage.document_store import DocumentStore

_ANSWERED_BEFORE = 1_000
"""So many answers that key hints are left out."""


class Previewer:
    """Shows drafts as questions, and what an answer to them would be told.

    Args:
        documents: the texts that were added.
        topic_title: gives the title of a topic.
        today: gives the day.
    """

    def __init__(
        self,
        documents: DocumentStore,
        topic_title: Callable[[str], str],
        today: Callable[[], date],
    ) -> None:
        self._documents, self._topic_title, self._today = documents, topic_title, today
        self._known: tuple[Registers, Explainer] | None = None

    def question(self, draft: Draft, registers: Registers) -> QuestionView | None:
        """Return the question; None while there is nothing yet that could be shown."""
        item = filled(draft)
        if item is None:
            return None
        diagram = registers.diagrams.get(item.diagram or "")
        return QuestionView(
            attempt_id="",
            position=0,
            total=1,
            mode=Mode.LEARN,
            item=item,
            topic_title=self._topic_title(item.topic),
            option_sets=item.option_sets,
            part_orders=item.part_ids,
            diagram=diagram,
            gloss=self._explainer(registers).glossing.open_question(item, diagram),
            marks=(SlotMark.NOW,),
            is_flagged=False,
            note="",
            remaining_ms=None,
            answered_ever=_ANSWERED_BEFORE,
        )

    def feedback(
        self, question: QuestionView, answer: Answer, registers: Registers
    ) -> FeedbackView:
        """Return what an answer would be told."""
        explainer = self._explainer(registers)
        item = question.item
        given = grade(item, answer)
        citations = explainer.citations(item)
        return FeedbackView(
            question=question,
            answer=answer,
            confidence=None,
            grade=given,
            verdict=verdict(item, given, None, None, self._today()),
            due_day=None,
            citations=citations,
            references=explainer.references(item),
            safety=explainer.safety(item),
            misconceptions=explainer.misconceptions(given.misconceptions),
            contradictions=explainer.contradictions(item),
            gloss=explainer.glossing.answered(item, citations),
            is_last=True,
        )

    def _explainer(self, registers: Registers) -> Explainer:
        if self._known is None or self._known[0] is not registers:
            self._known = registers, Explainer(RegisterEntries(registers), self._documents)
        return self._known[1]
