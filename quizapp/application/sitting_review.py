"""What was right in an attempt at a practice set, whose answers travel with it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from quizapp.application.explaining import answer_words
from quizapp.application.handing_in import own_items
from quizapp.application.run_views import tone_of
from quizapp.application.sitting_views import SittingResult
from quizapp.application.views import FeedbackView, Miss, PassResult, Tone, Verdict
from quizapp.application.words import verdict
from quizapp.domain.assignments import MarkedResult
from quizapp.domain.grading import grade
from quizapp.domain.sheets import own_answer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from quizapp.application.explaining import Explainer
    from quizapp.application.views import QuestionView
    from quizapp.delivery.set_files import Sheet
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.grading import Grade
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders
    from quizapp.domain.sittings import Place


class SittingReview:
    """Marks the answers of a learner and explains them."""

    def __init__(self, sheet: Sheet, explainer: Explainer) -> None:
        self._explainer = explainer
        self._sheet, self._plan = sheet, sheet.plan

    @cached_property
    def _items(self) -> Sequence[tuple[Item, Orders]]:
        # Only the sheet of a practice set holds what is right.
        return own_items(self._sheet)

    @property
    def items(self) -> Sequence[tuple[Item, Orders]]:
        """All items, each with the orders in which its parts are shown."""
        return self._items

    def item(self, position: int) -> tuple[Item, Orders]:
        """Return the item of a question, and the orders in which its parts are shown."""
        return self._items[position]

    def grades(self, places: Sequence[Place]) -> tuple[Grade, ...]:
        """Return how each question was answered; one without an answer gets no points."""
        return tuple(
            grade(item, own_answer(item, orders, place.answer))
            for (item, orders), place in zip(self._items, places, strict=True)
        )

    def feedback(
        self, question: QuestionView, places: Sequence[Place], now: datetime
    ) -> FeedbackView:
        """Return the feedback on a question.

        Args:
            question: as it was asked, with its own item.
            places: what is known of all questions.
            now: the learner's moment.
        """
        item, orders = self._items[question.position]
        place = places[question.position]
        answer = own_answer(item, orders, place.answer)
        graded = grade(item, answer)
        explainer = self._explainer
        citations = explainer.citations(item)
        return FeedbackView(
            question=question,
            answer=answer,
            confidence=place.confidence,
            grade=graded,
            verdict=_verdict(item, graded, place, now),
            due_day=None,
            citations=citations,
            references=explainer.references(item),
            safety=explainer.safety(item),
            misconceptions=explainer.misconceptions(graded.misconceptions),
            contradictions=explainer.contradictions(item),
            gloss=explainer.glossing.answered(item, citations),
            is_last=all(one.is_answered for one in places),
        )

    def result(self, places: Sequence[Place], at: datetime) -> SittingResult:
        """Return what an attempt came to, that was handed in at a moment."""
        grades = self.grades(places)
        marked = MarkedResult(
            member_id="",
            number=1,
            revision=1,
            claimed_at=at,
            received_at=at,
            is_late=False,
            grades=grades,
            topics=tuple(item.topic for item, _ in self._items),
        )
        return SittingResult(
            right=marked.right,
            total=len(grades),
            critical=marked.critical,
            passed=_passed(self._plan, marked),
            topics_met=_topics_met(self._plan, marked),
            misses=self._misses(grades, places),
            outcomes=tuple(tone_of(one) for one in grades),
        )

    def _misses(self, grades: Sequence[Grade], places: Sequence[Place]) -> tuple[Miss, ...]:
        misses = []
        for at, graded in enumerate(grades):
            if not graded.is_right or graded.critical_error:
                item, orders = self._items[at]
                chosen = answer_words(item, own_answer(item, orders, places[at].answer))
                misses.append(Miss(at, item.id, item.stem, chosen, tone_of(graded)))
        return tuple(misses)


def _verdict(item: Item, graded: Grade, place: Place, now: datetime) -> Verdict:
    if place.answer is None:
        return Verdict(Tone.WRONG, "No answer", "")
    said = verdict(item, graded, place.confidence, None, now.date())
    # When it comes back is said by runs of the learner's own, which may not hold the question.
    return replace(said, detail="It counts as a critical error.") if graded.critical_error else said


def _passed(plan: AssignmentPlan, marked: MarkedResult) -> PassResult | None:
    rule = plan.passes
    if rule is None:
        return None
    return PassResult(
        passed=bool(marked.passed(rule)),
        right=marked.right,
        total=len(marked.grades),
        needed=rule.needed(len(marked.grades)),
        critical=marked.critical if rule.no_critical_error else None,
    )


def _topics_met(plan: AssignmentPlan, marked: MarkedResult) -> bool:
    rule = plan.passes
    if rule is None:
        return True
    return bool(marked.passed(replace(rule, score=0.0, no_critical_error=False)))
