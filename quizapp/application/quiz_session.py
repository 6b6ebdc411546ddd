"""A quiz session: one run, question by question. Answers are saved before feedback is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quizapp.application.belief_views import Introduction
from quizapp.application.explaining import Explainer
from quizapp.application.item_marks import ItemMarks
from quizapp.application.run_sums import belief_turns, due_day, topic_moves
from quizapp.application.run_views import (
    confidence_counts,
    mark_of,
    options_in_order,
    parts_in_order,
    remaining_ms,
    result_of,
    tone_of,
)
from quizapp.application.studying import StudyClock
from quizapp.application.views import (
    FeedbackView,
    QuestionView,
    SlotMark,
    SummaryView,
    Tone,
)
from quizapp.application.words import no_answer_verdict, revised_verdict, verdict
from quizapp.domain.answers import Answer
from quizapp.domain.attempts import Attempt, AttemptState, Mode, Response, Slot
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.grading import graded
from quizapp.domain.items import Item
from quizapp.domain.judgement import judge
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankStore
from quizapp.storage.learner_store import LearnerStore
from quizapp.storage.ledger_store import LedgerStore
from quizapp.storage.mark_store import MarkStore
from quizapp.storage.progress_store import ProgressStore


@dataclass(frozen=True, slots=True)
class SessionStores:
    """The stores that a session reads and writes."""

    banks: BankStore
    learners: LearnerStore
    attempts: AttemptStore
    progress: ProgressStore
    marks: MarkStore
    ledger: LedgerStore


class QuizSessions:
    """Opens runs, new ones and those left in the middle."""

    def __init__(
        self,
        stores: SessionStores,
        clock: StudyClock,
        explainer: Explainer,
        new_id: Callable[[], str],
    ) -> None:
        self._stores = stores
        self._clock = clock
        self._explainer = explainer
        self._new_id = new_id

    def open(self, attempt_id: str) -> QuizSession:
        """Open a run where it stands.

        Raises:
            UserError: there is no such run.
        """
        attempt = self._stores.attempts.get(attempt_id)
        if attempt is None:
            raise UserError("This run is not there any more.", "Start a new one.")
        return QuizSession(attempt, self._stores, self._clock, self._explainer, self._new_id)


class QuizSession:
    """One run of one learner.

    Attributes:
        marks: flags, notes, wishes and reports of the learner.
    """

    def __init__(  # the stores come as one value
        self,
        attempt: Attempt,
        stores: SessionStores,
        clock: StudyClock,
        explainer: Explainer,
        new_id: Callable[[], str],
    ) -> None:
        from quizapp.domain.scheduling import ReviewScheduler

        self._attempt = attempt
        self._stores = stores
        self._clock = clock
        self._explainer = explainer
        self.marks = ItemMarks(attempt.learner_id, stores.marks, stores.banks, clock.now, new_id)
        self._scheduler = ReviewScheduler(clock.calendar)
        self._responses = {
            response.position: response
            for response in stores.progress.responses_of_attempt(attempt.id)
        }
        # What was retired since the run was made is asked no more.
        self._left_out = {
            slot.position
            for slot in attempt.slots
            if slot.position not in self._responses and stores.banks.is_retired(slot.item_id)
        }
        self._marked: dict[int, SlotMark] = {}
        self._answered_ever = stores.progress.count_responses(attempt.learner_id)
        learner = stores.learners.get(attempt.learner_id)
        assert learner is not None
        self._retention = learner.settings.desired_retention

    # What it is ------------------------------------------------------------------------------

    @property
    def attempt_id(self) -> str:
        """The id of the run."""
        return self._attempt.id

    @property
    def learner_id(self) -> str:
        """Whose run it is."""
        return self._attempt.learner_id

    @property
    def mode(self) -> Mode:
        """When feedback is given."""
        return self._attempt.spec.mode

    @property
    def total(self) -> int:
        """Number of questions."""
        return len(self._attempt.slots)

    @property
    def allowed_ms(self) -> int | None:
        """The time limit with extra time, or `None`."""
        return self._attempt.spec.allowed_ms

    def introduction(self) -> Introduction | None:
        """Return what comes before the first question: the refutation of what is worked on."""
        belief = self._attempt.spec.misconception
        is_begun = bool(self._responses) or self._open_slot() is None
        return None if is_begun or not belief else self._explainer.introduction(belief)

    # Asking and answering --------------------------------------------------------------------

    def question(self) -> QuestionView | None:
        """Return the first question without an answer, or `None` when all have one."""
        slot = self._open_slot()
        return None if slot is None else self._question_view(slot, is_open=True)

    def upcoming(self) -> QuestionView | None:
        """Return the question that follows the open one, or `None`: to be made ready meanwhile."""
        slots = self._slots_to_do()
        next(slots, None)
        slot = next(slots, None)
        return None if slot is None else self._question_view(slot, is_open=True)

    def answer(
        self, answer: Answer, confidence: Confidence | None, elapsed_ms: int
    ) -> FeedbackView:
        """Save the answer to the open question, then return the feedback on it.

        Args:
            answer: what was chosen.
            confidence: how sure the learner says to be, if asked and told.
            elapsed_ms: from showing the question; what was kept when leaving is added.

        Raises:
            UserError: it could not be saved, or the run is over; nothing has changed.
        """
        slot = self._open_slot()
        if slot is None:
            raise UserError("This run is over.", "Start a new one.")
        self._save(slot, self._item_of(slot.item_id), answer, confidence, elapsed_ms)
        return self.feedback(slot.position)

    def time_out(self) -> None:
        """Leave the questions that are still open without an answer: no points.

        The time that was left went into the one that was being asked.
        """
        spent_ms = remaining_ms(self._attempt, self._responses.values()) or 0
        while (slot := self._open_slot()) is not None:
            self._save(slot, self._item_of(slot.item_id), None, None, spent_ms)
            spent_ms = 0

    def leave(self, active_ms: int) -> None:
        """Keep the time spent so far on the open question, to go on from there."""
        if self._open_slot() is None:
            return
        active_ms += self._attempt.active_ms
        self._stores.attempts.set_active_ms(self._attempt.id, active_ms)
        self._attempt = replace(self._attempt, active_ms=active_ms)

    # Looking back ----------------------------------------------------------------------------

    def feedback(self, position: int) -> FeedbackView:
        """Return the feedback on a question that has been answered.

        Raises:
            KeyError: it has not.
        """
        response = self._responses[position]
        slot = self._attempt.slots[position]
        item = self._item_of(slot.item_id)
        today = self._clock.today()
        due = due_day(self._stores, self._clock, response)
        # What its parts are now may not be what was chosen from then.
        is_revised = response.rev.scoring != item.rev.scoring
        if response.answer is None:
            words = no_answer_verdict(due, today)
        elif is_revised:
            words = revised_verdict(response.grade)
        else:
            words = verdict(item, response.grade, response.confidence, due, today)
        citations = self._explainer.citations(item)
        return FeedbackView(
            question=self._question_view(slot, is_open=False),
            answer=None if is_revised else response.answer,
            confidence=response.confidence,
            grade=response.grade,
            verdict=words,
            due_day=due,
            citations=citations,
            references=self._explainer.references(item),
            safety=self._explainer.safety(item),
            misconceptions=self._explainer.misconceptions(response.grade.misconceptions),
            contradictions=self._explainer.contradictions(item),
            gloss=self._explainer.glossing.answered(item, citations),
            is_last=self._next_slot() is None,
        )

    def summary(self) -> SummaryView:
        """Finish the run if all is answered, and return what it came to."""
        if self._attempt.state is AttemptState.OPEN and self._next_slot() is None:
            self._stores.attempts.set_state(self._attempt.id, AttemptState.FINISHED)
            self._attempt = replace(self._attempt, state=AttemptState.FINISHED)
        responses = [self._responses[position] for position in sorted(self._responses)]
        today = self._clock.today()
        due_days = sorted(
            filter(None, (due_day(self._stores, self._clock, one) for one in responses))
        )
        later = [day for day in due_days if (day - today).days > 1]
        return SummaryView(
            attempt_id=self._attempt.id,
            mode=self.mode,
            total=len(responses),
            right=sum(response.grade.is_right for response in responses),
            points=sum(response.grade.points for response in responses),
            elapsed_ms=sum(response.elapsed_ms for response in responses),
            critical=sum(response.grade.critical_error for response in responses),
            back_tomorrow=len(due_days) - len(later),
            back_later=(later[0], later[-1]) if later else None,
            today=today,
            moved=topic_moves(
                self._stores, self._clock, self._attempt, {one.topic for one in responses}
            ),
            judgement=judge(confidence_counts(responses)),
            misses=self._explainer.misses(responses, self._item_of),
            result=result_of(self._attempt, responses, len(self._left_out)),
            turns=belief_turns(self._stores, self._attempt),
        )

    def outcome(self, position: int) -> Tone | None:
        """Return how a question was answered, or `None` if it was not."""
        response = self._responses.get(position)
        return None if response is None else tone_of(response.grade)

    # -----------------------------------------------------------------------------------------

    def _slots_to_do(self) -> Iterator[Slot]:
        done = self._responses.keys() | self._left_out
        return (slot for slot in self._attempt.slots if slot.position not in done)

    def _next_slot(self) -> Slot | None:
        return next(self._slots_to_do(), None)

    def _open_slot(self) -> Slot | None:
        return self._next_slot() if self._attempt.state is AttemptState.OPEN else None

    def _item_of(self, item_id: str) -> Item:
        item = self._stores.banks.item(item_id)
        if item is None:
            raise UserError(
                f"The question {item_id} is not in the banks any more.", "Start a new run."
            )
        return item

    def _save(
        self,
        slot: Slot,
        item: Item,
        answer: Answer | None,
        confidence: Confidence | None,
        elapsed_ms: int,
    ) -> None:
        now = self._clock.now()
        response = Response(
            attempt_id=self._attempt.id,
            position=slot.position,
            learner_id=self.learner_id,
            **graded(item, answer),
            confidence=confidence,
            elapsed_ms=max(0, elapsed_ms) + self._attempt.active_ms,
            answered_at=now,
            day=self._clock.calendar.day_of(now).isoformat(),
            retention=self._retention,
        )
        # What stands may be an earlier answer, given in another window.
        standing = self._stores.progress.record(response, self._scheduler)
        self._responses[slot.position] = standing
        self._attempt = replace(self._attempt, active_ms=0)
        self._answered_ever += 1

    def _question_view(self, slot: Slot, *, is_open: bool) -> QuestionView:
        item = self._item_of(slot.item_id)
        diagram = self._stores.banks.diagram(item.diagram) if item.diagram else None
        return QuestionView(
            attempt_id=self._attempt.id,
            position=slot.position,
            total=self.total,
            mode=self.mode,
            item=item,
            topic_title=self._stores.banks.topic_title(item.topic),
            option_sets=options_in_order(item, slot),
            part_orders=parts_in_order(item, slot),
            diagram=diagram,
            gloss=self._explainer.glossing.open_question(item, diagram),
            marks=self._marks(slot.position if is_open else None),
            is_flagged=self._stores.marks.is_flagged(self.learner_id, item.id),
            note=self._stores.marks.note(self.learner_id, item.id),
            remaining_ms=remaining_ms(self._attempt, self._responses.values()),
            answered_ever=self._answered_ever,
        )

    def _marks(self, now: int | None) -> tuple[SlotMark, ...]:
        hides = self.mode is Mode.TEST and self._attempt.state is AttemptState.OPEN

        # Of hundreds of places those with an answer are looked at alone, and each answer once.
        for position in self._responses.keys() - self._marked.keys():
            self._marked[position] = mark_of(self._responses[position].grade)
        marks = dict.fromkeys((slot.position for slot in self._attempt.slots), SlotMark.OPEN)
        marks |= dict.fromkeys(self._marked, SlotMark.DONE) if hides else self._marked
        if now is not None:
            marks[now] = SlotMark.NOW
        return tuple(marks.values())
