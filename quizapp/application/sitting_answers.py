"""The answers of an attempt at a set: on the disk before anything follows, then handed in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.application.handing_in import Submission, sealed
from quizapp.application.own_progress import Sat
from quizapp.domain.answers import PathAnswer, answer_to_json
from quizapp.domain.assignments import AssignmentMode
from quizapp.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from quizapp.application.sitting_review import SittingReview
    from quizapp.application.sitting_watch import SittingTools, SittingWatch
    from quizapp.delivery.set_files import OpenedSet
    from quizapp.domain.sittings import Place


class SittingAnswers:
    """What a learner has answered in one attempt, open or handed in.

    Attributes:
        places: what is known of each question, in the order of the set.
        plan: what the trainer asks for.
    """

    def __init__(
        self, opened: OpenedSet, watch: SittingWatch, review: SittingReview, tools: SittingTools
    ) -> None:
        """Read them from the disk.

        Args:
            opened: the set.
            watch: the time of the attempt.
            review: marks them, for the learner's own progress.
            tools: what attempts work with.
        """
        self._opened, self._watch, self._review, self._tools = opened, watch, review, tools
        self.plan, self._questions = opened.sheet.plan, opened.sheet.questions
        self.places = tools.sittings.places(watch.sitting.id, self._questions)

    def stored(self, position: int) -> Place:
        """Return what is known of a question on the disk."""
        store = self._tools.sittings
        return store.places(self._watch.sitting.id, self._questions)[position]

    def put(self, position: int, place: Place) -> None:
        """Save what is known of a question now; it takes the place of what was.

        Raises:
            UserError: it could not be saved, or the attempt was handed in.
        """
        store = self._tools.sittings
        given = None if place.answer is None else answer_to_json(place.answer)
        with store.in_one_go():
            self._refuse_ended()
            store.put(self._watch.look(), position, place, given)
            if self.plan.says_at_once and place.is_answered:
                self._count([*self.places[:position], place], [position])
        self.places[position] = place

    def keep_path(self, position: int, path: PathAnswer, elapsed_ms: int) -> PathAnswer:
        """Save a path that one more action was taken on, and return it as it stands.

        Where another window has gone on with the run nothing is saved.
        """
        store = self._tools.sittings
        with store.in_one_go():
            self._refuse_ended()
            place = self.stored(position)
            before = place.answer or PathAnswer(())
            assert isinstance(before, PathAnswer)
            if before.actions == path.actions[:-1]:
                spent = place.elapsed_ms + elapsed_ms
                place = replace(place, answer=path, elapsed_ms=spent)
                store.put(self._watch.look(), position, place, answer_to_json(path))
                before = path
                if self.plan.says_at_once and path.ended:
                    self._count([*self.places[:position], place], [position])
        self.places[position] = place
        return before

    def _refuse_ended(self) -> None:
        """Refuse to go on with what was handed in, perhaps in another window."""
        stored = self._tools.sittings.sitting(self._watch.sitting.id)
        if stored is None or stored.ended_at is not None:
            raise UserError("This attempt was handed in.", "Look at it from Today.")

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
            self.places = store.places(self._watch.sitting.id, self._questions)
            ended = replace(self._watch.look(), ended_at=now)
            self._tools.hand_ins.add(sealed(self._opened, self._submission(), now))
            store.save(ended)
            if self.plan.mode is AssignmentMode.PRACTICE and self.plan.shows_answers(now):
                self._count(self.places, range(len(self.places)))
        self._watch.sitting = ended

    def counted(self, at: datetime) -> int:
        """Return how many answers count, after those have been counted that now may be known."""
        own, sat = self._tools.own, self._sat
        # After the due date they are shown now for the first time, perhaps on a full disk: then
        # they are counted when they are shown again.
        with suppress(UserError), self._tools.sittings.in_one_go():
            own.count(sat, self.places, range(len(self.places)), at)
        return own.counted(sat)

    def _submission(self) -> Submission:
        known = self._tools.hand_ins.all_of(self._opened.sha256)
        number = max((one.number for one in known), default=0) + 1
        if number > self.plan.attempts:
            raise UserError(
                "All attempts at this set were handed in, so this one cannot be.",
                "Send your trainer the last one.",
            )
        return Submission(
            attempt=self._watch.sitting.id,
            number=number,
            revision=1,
            previous="",
            answers=[
                None if place.answer is None else answer_to_json(place.answer)
                for place in self.places
            ],
            confidences=tuple(place.confidence for place in self.places),
            times_ms=tuple(place.elapsed_ms for place in self.places),
            record=self._watch.sitting.record,
        )

    def _count(self, places: Sequence[Place], positions: Iterable[int]) -> None:
        """Count answers in the learner's own progress, now that what was right may be known."""
        self._tools.own.count(self._sat, places, positions, self._watch.look().time.seen_at)

    @property
    def _sat(self) -> Sat:
        learner_id = self._tools.sittings.owner(self._opened.sha256)
        return Sat(learner_id, self._watch.sitting, self._review.items, self.plan.says_at_once)
