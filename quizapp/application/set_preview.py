"""A set as a learner will see it: nothing is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.run_views import options_in_order, parts_in_order
from quizapp.application.scenario_paths import PathTools, ScenarioPath, unkept
from quizapp.application.views import FeedbackView, GlossView, QuestionView, SlotMark
from quizapp.application.words import verdict
from quizapp.domain.answers import PathAnswer
from quizapp.domain.attempts import Mode, Slot
from quizapp.domain.grading import grade
from quizapp.domain.selection import shuffled_option_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from quizapp.application.explaining import Explainer
    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Item
    from quizapp.domain.scenario_items import ScenarioItem
    from quizapp.storage.bank_store import BankStore

_SEED = 1
_NO_WORDS = GlossView({})
_ANSWERED_EVER = 1_000
"""Somebody who has seen enough questions not to be told the keys."""


class SetPreview:
    """Makes what a learner sees of the questions of a set."""

    def __init__(self, banks: BankStore, explainer: Explainer) -> None:
        self._banks = banks
        self._explainer = explainer

    def question(self, items: Sequence[Item], position: int, *, is_exam: bool) -> QuestionView:
        """Return a question of a set as it is asked; answers are in some order of chance.

        Neither topic nor level is named, and an exam explains no words: learners get neither.
        """
        item = items[position]
        slot = Slot(position, item.id, item.rev, shuffled_option_ids(item, _SEED, position))
        diagram = self._banks.diagram(item.diagram) if item.diagram else None
        glossing = self._explainer.glossing
        return QuestionView(
            attempt_id="",
            position=position,
            total=len(items),
            mode=Mode.LEARN,
            item=item,
            topic_title="",
            option_sets=options_in_order(item, slot),
            part_orders=parts_in_order(item, slot),
            diagram=diagram,
            gloss=_NO_WORDS if is_exam else glossing.open_question(item, diagram),
            marks=(SlotMark.OPEN,) * len(items),
            is_flagged=False,
            note="",
            remaining_ms=None,
            answered_ever=_ANSWERED_EVER,
        )

    def scenario(self, item: ScenarioItem, today: date, *, is_told: bool) -> ScenarioPath:
        """Return a run of a scenario of which nothing is kept.

        Args:
            item: the scenario.
            today: the day of study.
            is_told: learners are shown what their runs are worth.
        """
        tools = PathTools(explainer=self._explainer, seed=str(_SEED), day=today, is_told=is_told)
        return ScenarioPath(item, PathAnswer(()), unkept, tools)

    def feedback(self, question: QuestionView, answer: Answer, today: date) -> FeedbackView:
        """Return what a learner sees after an answer to a question of a practice set."""
        item = question.item
        graded = grade(item, answer)
        citations = self._explainer.citations(item)
        return FeedbackView(
            question=question,
            answer=answer,
            confidence=None,
            grade=graded,
            verdict=verdict(item, graded, None, None, today),
            due_day=None,
            citations=citations,
            references=self._explainer.references(item),
            safety=self._explainer.safety(item),
            misconceptions=self._explainer.misconceptions(graded.misconceptions),
            contradictions=self._explainer.contradictions(item),
            gloss=self._explainer.glossing.answered(item, citations),
            is_last=question.position + 1 == question.total,
        )
