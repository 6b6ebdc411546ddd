"""An attempt at a set, question by question: answers are on the disk before anything follows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from quizapp.application.handing_in import result_name
from quizapp.application.scenario_paths import PathTools, ScenarioPath, unkept
from quizapp.application.sitting_answers import SittingAnswers
from quizapp.application.sitting_pages import SittingPages
from quizapp.application.sitting_review import SittingReview
from quizapp.application.sitting_views import EndView, HandInView, PlaceView
from quizapp.application.sitting_watch import SittingWatch
from quizapp.application.views import FeedbackView, GlossView, QuestionView
from quizapp.domain.answers import PathAnswer
from quizapp.domain.asked_items import asked_item
from quizapp.domain.errors import UserError
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.scenario_items import ScenarioItem

if TYPE_CHECKING:
    from quizapp.application.sitting_watch import SittingTools
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.answers import Answer
    from quizapp.domain.assignments import AssignmentPlan
    from quizapp.domain.confidence import Confidence
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
        self.watch = SittingWatch(sitting, self.plan.time_limit_s, tools)
        self._review = SittingReview(self._sheet, tools.explainer)
        self._answers = SittingAnswers(opened, self.watch, self._review, tools)
        self._pages = SittingPages(self._answers, self.watch, self._review, tools)

    # What it is ------------------------------------------------------------------------------

    @property
    def plan(self) -> AssignmentPlan:
        """What the trainer asks for, as it is for this learner."""
        return self._sheet.plan

    @property
    def total(self) -> int:
        """Number of questions."""
        return len(self._answers.places)

    @property
    def says_at_once(self) -> bool:
        """Whether what was right is shown after each answer, which then stands."""
        return self.plan.says_at_once

    @property
    def first_open(self) -> int:
        """The first question without an answer, the last one where all have one."""
        numbers = (at for at, place in enumerate(self._answers.places) if not place.is_answered)
        return next(numbers, self.total - 1)

    def place(self, position: int) -> Place:
        """Return what is known of a question."""
        return self._answers.places[position]

    def places(self) -> tuple[PlaceView, ...]:
        """Return all questions, to see what is missing before handing in."""
        return tuple(
            PlaceView(at, question.stem, place.is_answered, place.is_flagged)
            for at, (question, place) in enumerate(
                zip(self._sheet.questions, self._answers.places, strict=True)
            )
        )

    def is_settled(self, position: int) -> bool:
        """Return whether an answer stands: handed in, or what is right has been shown."""
        answered = self._answers.places[position].is_answered
        return self.watch.has_ended or (self.says_at_once and answered)

    # Answering -------------------------------------------------------------------------------

    def question(self, position: int) -> QuestionView:
        """Return a question as it is asked: without what is right, even where that is here."""
        if self.is_scenario(position):
            scenario, orders = self._review.item(position)
            is_open = not self.is_settled(position)
            return self._pages.question(position, scenario, orders, is_open=is_open)
        item = asked_item(self._sheet.questions[position], position)
        return self._pages.question(position, item, item.part_ids, is_open=True)

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
        spent = self._answers.places[position].elapsed_ms + max(0, elapsed_ms)
        place = replace(
            self._answers.places[position], answer=answer, confidence=confidence, elapsed_ms=spent
        )
        self._answers.put(position, place)

    def leave(self, position: int, elapsed_ms: int) -> None:
        """Keep how long a question was on screen when it is left as it is."""
        if self.watch.has_ended or elapsed_ms <= 0:
            return
        with self._tools.sittings.in_one_go():
            # Another window may have answered it, and nothing of it may be lost.
            place = self._answers.stored(position)
            self._answers.put(position, replace(place, elapsed_ms=place.elapsed_ms + elapsed_ms))

    def flag(self, position: int, *, is_on: bool) -> None:
        """Flag a question to come back to, or take the flag away."""
        with self._tools.sittings.in_one_go():
            # Another window may have answered it, and nothing of it may be lost.
            place = self._answers.stored(position)
            self._answers.put(position, replace(place, is_flagged=is_on))

    # Scenarios, which practice sets alone can ask ------------------------------------------------

    def is_scenario(self, position: int) -> bool:
        """Return whether a question is a scenario, to be played and not answered at once."""
        return self._sheet.questions[position].kind == SCENARIO

    def scenario(self, position: int) -> ScenarioPath:
        """Return the run of a scenario as it stands; after handing in, nothing more is kept."""
        sitting = self.watch.sitting
        item, _ = self._review.item(position)
        assert isinstance(item, ScenarioItem)
        start = self._answers.places[position].answer or PathAnswer(())
        assert isinstance(start, PathAnswer)
        tools = PathTools(
            explainer=self._tools.explainer,
            seed=f"{sitting.id}:{position}",
            day=sitting.started_at.astimezone(self._tools.zone).date(),
            is_told=self._pages.shows_marks,
        )
        keep = unkept if self.watch.has_ended else partial(self._answers.keep_path, position)
        return ScenarioPath(item, start, keep, tools)

    # Handing in ------------------------------------------------------------------------------

    def hand_in(self) -> None:
        """End the attempt and keep what is handed in as exact bytes, both or neither.

        Raises:
            UserError: it was handed in before, all attempts were, or it could not be saved.
        """
        self._answers.hand_in()

    def end(self) -> EndView:
        """Return what there is to say of an attempt that was handed in."""
        known = self._tools.hand_ins.all_of(self._opened.sha256)
        own = [one for one in known if one.attempt == self.watch.sitting.id]
        is_shown = self._pages.shows_result
        last = own[-1]
        name, moment = result_name(self._sheet, last), last.handed_in_at
        return EndView(
            plan=self.plan,
            hand_in=HandInView(last.sha256, last.number, last.revision, moment, name),
            answered=sum(place.is_answered for place in self._answers.places),
            total=self.total,
            ran_out=self.watch.ran_out,
            is_overdue=self.plan.is_late(moment),
            record=self.watch.sitting.record,
            result=self._review.result(self._answers.places, moment) if is_shown else None,
            counted=self._answers.counted(moment) if is_shown else None,
            given=sum(place.answer is not None for place in self._answers.places),
        )

    # What was right, in practice sets only -----------------------------------------------------

    def feedback(self, position: int) -> FeedbackView:
        """Return the feedback on a question whose answer stands.

        Raises:
            UserError: it may not be shown.
        """
        if not (self.is_settled(position) and self._pages.shows_marks):
            raise UserError("What is right is not shown here.", "Ask your trainer.")
        return self._pages.feedback(position)
