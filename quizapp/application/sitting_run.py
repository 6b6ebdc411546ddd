"""An attempt at a set, question by question: answers are on the disk before anything follows."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from quizapp.application.handing_in import Submission, result_name, sealed
from quizapp.application.own_progress import Sat
from quizapp.application.run_views import mark_of, options_in_order
from quizapp.application.scenario_paths import PathTools, ScenarioPath, unkept
from quizapp.application.sitting_review import SittingReview
from quizapp.application.sitting_views import EndView, HandInView, PlaceView
from quizapp.application.sitting_watch import SittingWatch
from quizapp.application.views import FeedbackView, GlossView, QuestionView, SlotMark
from quizapp.domain.answers import PathAnswer, answer_to_json
from quizapp.domain.asked_items import asked_item
from quizapp.domain.assignments import AssignmentMode, Feedback
from quizapp.domain.attempts import Mode, Slot
from quizapp.domain.errors import UserError
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.scenario_items import ScenarioItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from quizapp.application.sitting_watch import SittingTools
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.confidence import Confidence
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders
    from quizapp.domain.sittings import Place, Sitting

_NO_WORDS = GlossView({})


class SittingRun:
    """One attempt of a learner, open or ended.

    Attributes:
        watch: its time, and what is noted meanwhile.
    """

    def __init__(self, opened: OpenedSet, sitting: Sitting, tools: SittingTools) -> None:
        """Go on with an attempt as it stands on the disk.

        Args:
            opened: the set.
            sitting: the attempt.
            tools: what it works with.
        """
        self._opened, self._tools = opened, tools
        self._sheet = opened.sheet
        self._places = tools.sittings.places(sitting.id, self._sheet.questions)
        self.watch = SittingWatch(sitting, self.plan.time_limit_s, tools)

    # What it is ------------------------------------------------------------------------------

    @property
    def plan(self) -> AssignmentPlan:
        """What the trainer asks for, as it is for this learner."""
        return self._sheet.plan

    @property
    def total(self) -> int:
        """Number of questions."""
        return len(self._places)

    @property
    def says_at_once(self) -> bool:
        """Whether what was right is shown after each answer, which then stands."""
        return self.plan.feedback is Feedback.AT_ONCE

    @property
    def first_open(self) -> int:
        """The first question without an answer, the last one where all have one."""
        numbers = (at for at, place in enumerate(self._places) if not place.is_answered)
        return next(numbers, self.total - 1)

    def place(self, position: int) -> Place:
        """Return what is known of a question."""
        return self._places[position]

    def places(self) -> tuple[PlaceView, ...]:
        """Return all questions, to see what is missing before handing in."""
        return tuple(
            PlaceView(at, question.stem, place.is_answered, place.is_flagged)
            for at, (question, place) in enumerate(
                zip(self._sheet.questions, self._places, strict=True)
            )
        )

    def is_settled(self, position: int) -> bool:
        """Return whether an answer stands: handed in, or what is right has been shown."""
        answered = self._places[position].is_answered
        return self.watch.has_ended or (self.says_at_once and answered)

    # Answering -------------------------------------------------------------------------------

    def question(self, position: int) -> QuestionView:
        """Return a question as it is asked: without what is right, even where that is here."""
        if self.is_scenario(position):
            scenario, orders = self._review.item(position)
            is_open = not self.is_settled(position)
            return self._question(position, scenario, orders, is_open=is_open)
        item = asked_item(self._sheet.questions[position], position)
        return self._question(position, item, item.part_ids, is_open=True)

    def answer(
        self, position: int, answer: Answer, confidence: Confidence | None, elapsed_ms: int
    ) -> None:
        """Save an answer, in the letters of the sheet. It takes the place of an earlier one.

        Args:
            position: of the question, from 0.
            answer: what was chosen.
            confidence: how sure the learner says to be.
            elapsed_ms: how long the question was on screen, since it was shown.

        Raises:
            UserError: it could not be saved, stands already, or the attempt is over.
        """
        if self.is_settled(position):
            raise UserError("This answer stands.", "Go on to the next question.")
        spent = self._places[position].elapsed_ms + max(0, elapsed_ms)
        place = replace(
            self._places[position], answer=answer, confidence=confidence, elapsed_ms=spent
        )
        self._put(position, place)

    def leave(self, position: int, elapsed_ms: int) -> None:
        """Keep how long a question was on screen when it is left as it is."""
        if not self.watch.has_ended and elapsed_ms > 0:
            place = self._places[position]
            self._put(position, replace(place, elapsed_ms=place.elapsed_ms + elapsed_ms))

    def flag(self, position: int, *, is_on: bool) -> None:
        """Flag a question to come back to, or take the flag away."""
        with self._tools.sittings.in_one_go():
            if self.is_scenario(position):
                # Another window may have gone on with the run, and nothing of it may be lost.
                self._places[position] = self._stored(position)
            self._put(position, replace(self._places[position], is_flagged=is_on))

    # Scenarios, which practice sets alone can ask ------------------------------------------------

    def is_scenario(self, position: int) -> bool:
        """Return whether a question is a scenario, to be played and not answered at once."""
        return self._sheet.questions[position].kind == SCENARIO

    def scenario(self, position: int) -> ScenarioPath:
        """Return the run of a scenario as it stands; after handing in, nothing more is kept."""
        sitting = self.watch.sitting
        item, _ = self._review.item(position)
        assert isinstance(item, ScenarioItem)
        start = self._places[position].answer or PathAnswer(())
        assert isinstance(start, PathAnswer)
        tools = PathTools(
            explainer=self._tools.explainer,
            seed=f"{sitting.id}:{position}",
            day=sitting.started_at.astimezone(self._tools.zone).date(),
            is_told=self._shows_marks(),
        )
        keep = unkept if self.watch.has_ended else partial(self._keep_path, position)
        return ScenarioPath(item, start, keep, tools)

    def _keep_path(self, position: int, path: PathAnswer, elapsed_ms: int) -> PathAnswer:
        """Save a path that one more action was taken on, and return it as it stands.

        Where another window has gone on with the run nothing is saved.
        """
        store = self._tools.sittings
        with store.in_one_go():
            self._refuse_ended()
            place = self._stored(position)
            before = place.answer or PathAnswer(())
            assert isinstance(before, PathAnswer)
            if before.actions == path.actions[:-1]:
                spent = place.elapsed_ms + elapsed_ms
                place = replace(place, answer=path, elapsed_ms=spent)
                store.put(self.watch.look(), position, place, answer_to_json(path))
                before = path
                if self.says_at_once and path.ended:
                    self._count([*self._places[:position], place], [position])
        self._places[position] = place
        return before

    def _stored(self, position: int) -> Place:
        """Return what is known of a question on the disk."""
        store = self._tools.sittings
        return store.places(self.watch.sitting.id, self._sheet.questions)[position]

    def _put(self, position: int, place: Place) -> None:
        store = self._tools.sittings
        given = None if place.answer is None else answer_to_json(place.answer)
        with store.in_one_go():
            self._refuse_ended()
            store.put(self.watch.look(), position, place, given)
            if self.says_at_once and place.is_answered:
                self._count([*self._places[:position], place], [position])
        self._places[position] = place

    def _refuse_ended(self) -> None:
        """Refuse to go on with what was handed in, perhaps in another window."""
        stored = self._tools.sittings.sitting(self.watch.sitting.id)
        if stored is None or stored.ended_at is not None:
            raise UserError("This attempt was handed in.", "Look at it from Today.")

    # Handing in ------------------------------------------------------------------------------

    def hand_in(self) -> None:
        """End the attempt and keep what is handed in as exact bytes, both or neither.

        Raises:
            UserError: it was handed in before, all attempts were, or it could not be saved.
        """
        store = self._tools.sittings
        now = self._tools.now()
        with store.in_one_go():
            self._refuse_ended()
            # Another window may have saved answers: what is on the disk is handed in.
            self._places = store.places(self.watch.sitting.id, self._sheet.questions)
            ended = replace(self.watch.look(), ended_at=now)
            self._tools.hand_ins.add(sealed(self._opened, self._submission(), now))
            store.save(ended)
            if self.plan.mode is AssignmentMode.PRACTICE and self.plan.shows_answers(now):
                self._count(self._places, range(self.total))
        self.watch.sitting = ended

    def _count(self, places: Sequence[Place], positions: Iterable[int]) -> None:
        """Count answers in the learner's own progress, now that what was right may be known."""
        self._tools.own.count(self._sat, places, positions, self.watch.look().time.seen_at)

    @property
    def _sat(self) -> Sat:
        learner_id = self._tools.sittings.owner(self._opened.sha256)
        return Sat(learner_id, self.watch.sitting, self._review.items, self.says_at_once)

    def _submission(self) -> Submission:
        known = self._tools.hand_ins.all_of(self._opened.sha256)
        number = max((one.number for one in known), default=0) + 1
        if number > self.plan.attempts:
            raise UserError(
                "All attempts at this set were handed in, so this one cannot be.",
                "Send your trainer the last one.",
            )
        return Submission(
            attempt=self.watch.sitting.id,
            number=number,
            revision=1,
            previous="",
            answers=[
                None if place.answer is None else answer_to_json(place.answer)
                for place in self._places
            ],
            confidences=tuple(place.confidence for place in self._places),
            times_ms=tuple(place.elapsed_ms for place in self._places),
            record=self.watch.sitting.record,
        )

    def end(self) -> EndView:
        """Return what there is to say of an attempt that was handed in."""
        known = self._tools.hand_ins.all_of(self._opened.sha256)
        own = [one for one in known if one.attempt == self.watch.sitting.id]
        is_shown = self._shows_result()
        sha256, _, _, number, revision, _, _, moment = own[-1]
        return EndView(
            plan=self.plan,
            hand_in=HandInView(sha256, number, revision, moment, result_name(self._sheet, own[-1])),
            answered=sum(place.is_answered for place in self._places),
            total=self.total,
            ran_out=self.watch.ran_out,
            is_overdue=self.plan.is_late(moment),
            record=self.watch.sitting.record,
            result=self._review.result(self._places, moment) if is_shown else None,
            counted=self._counted(moment) if is_shown else None,
            given=sum(place.answer is not None for place in self._places),
        )

    def _counted(self, at: datetime) -> int:
        """Return how many answers count, after those have been counted that now may be known."""
        own, sat = self._tools.own, self._sat
        # After the due date they are shown now for the first time, perhaps on a full disk: then
        # they are counted when they are shown again.
        with suppress(UserError), self._tools.sittings.in_one_go():
            own.count(sat, self._places, range(self.total), at)
        return own.counted(sat)

    # What was right, in practice sets only -----------------------------------------------------

    def feedback(self, position: int) -> FeedbackView:
        """Return the feedback on a question whose answer stands.

        Raises:
            UserError: it may not be shown.
        """
        if not (self.is_settled(position) and self._shows_marks()):
            raise UserError("What is right is not shown here.", "Ask your trainer.")
        item, orders = self._review.item(position)
        question = self._question(position, item, orders, is_open=False)
        return self._review.feedback(question, self._places, self._tools.now())

    def _shows_result(self) -> bool:
        is_practice = self.plan.mode is AssignmentMode.PRACTICE
        return self.watch.has_ended and is_practice and self.plan.shows_answers(self._tools.now())

    def _shows_marks(self) -> bool:
        return self.says_at_once or self._shows_result()

    @cached_property
    def _review(self) -> SittingReview:
        return SittingReview(self._sheet, self._tools.explainer)

    def _question(
        self, position: int, item: Item, orders: Orders, *, is_open: bool
    ) -> QuestionView:
        parts = tuple(tuple(order) for order in orders)
        banks, glossing = self._tools.banks, self._tools.explainer.glossing
        diagram = banks.diagram(item.diagram) if item.diagram else None
        # In an exam an explained word could be the answer.
        is_exam = self.plan.mode is AssignmentMode.EXAM
        return QuestionView(
            attempt_id=self.watch.sitting.id,
            position=position,
            total=self.total,
            mode=Mode.LEARN if self.says_at_once else Mode.TEST,
            item=item,
            topic_title="",
            option_sets=options_in_order(item, Slot(position, item.id, item.rev, parts)),
            part_orders=parts,
            diagram=diagram,
            gloss=_NO_WORDS if is_exam else glossing.open_question(item, diagram),
            marks=self._marks(position if is_open else None),
            is_flagged=self._places[position].is_flagged,
            note="",
            remaining_ms=self.watch.remaining_ms(),
            answered_ever=0,
        )

    def _marks(self, now: int | None) -> tuple[SlotMark, ...]:
        grades = self._review.grades(self._places) if self._shows_marks() else None

        def mark(at: int) -> SlotMark:
            if at == now:
                return SlotMark.NOW
            if not self._places[at].is_answered:
                return SlotMark.OPEN
            return SlotMark.DONE if grades is None else mark_of(grades[at])

        return tuple(mark(at) for at in range(self.total))
