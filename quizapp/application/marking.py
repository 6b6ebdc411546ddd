"""Marking the results of one assignment, of which there can be many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quizapp.domain.answers import Answer, OptionAnswer, answer_to_json
from quizapp.domain.grading import Grade
from quizapp.domain.regrading import Treatment, marked
from quizapp.domain.sheets import (
    LETTERS,
    own_answer,
    read_answer,
    relettered,
    sheet_question,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.delivery.result_files import Result
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders, SheetQuestion
    from quizapp.storage.assignment_store import StoredAssignment
    from quizapp.storage.result_codec import Seat


Marked = tuple[Grade, Answer | None]


class Marker:
    """Marks the results of an assignment as it stands.

    Learners give the same answers: each is read and graded once.
    """

    def __init__(self, assignment: StoredAssignment) -> None:
        self.assignment = assignment
        self.ids = [item.id for item in assignment.sent]
        self.topics = tuple(item.topic for item in assignment.sent)
        self._questions = [
            _Question(item, assignment.treatments.get(item.id, Treatment.KEY))
            for item in assignment.sent
        ]

    def mark(self, seat: Seat, answers: Sequence[dict[str, Any] | None]) -> tuple[Marked, ...]:
        """Return grade and answer of each question that was sent, in the order of the assignment.

        Args:
            seat: of the sheet that was answered.
            answers: in the order and the letters of the sheet, as JSON holds them.

        Raises:
            ValueError: an answer does not fit its question, or there are too many or too few.
        """
        return seat.in_order(
            [
                self._questions[place].mark(orders, given)
                for place, orders, given in zip(seat.places, seat.orders, answers, strict=True)
            ]
        )

    def moved(self, result: Result, seat: Seat, other: Seat) -> Result:
        """Return a result as if it came from another seat at the same questions.

        Args:
            result: its answers fit the questions.
            seat: that it was handed in from.
            other: in whose order and letters it is to be.
        """
        answers = seat.in_order(
            [
                self._questions[place].read(given)
                for place, given in zip(seat.places, result.answers, strict=True)
            ]
        )
        orders = seat.in_order(seat.orders)
        there = [
            relettered(answers[place], orders[place], own)
            for place, own in zip(other.places, other.orders, strict=True)
        ]
        return replace(
            result,
            answers=tuple(None if one is None else answer_to_json(one) for one in there),
            confidences=other.out_of_order(seat.in_order(result.confidences)),
            times_ms=other.out_of_order(seat.in_order(result.times_ms)),
        )


class _Question:
    """A question with the answers to it that were met."""

    def __init__(self, item: Item, treatment: Treatment) -> None:
        self._item = item
        self._treatment = treatment
        # In another order than on the sheet: to read answers only the numbers of parts count.
        self._sheet: SheetQuestion = sheet_question(item, item.part_ids)
        self._read: dict[str, Answer | None] = {}
        self._marked: dict[Answer | None, Marked] = {}
        # Most answers choose one option: these are known by place on the sheet, and by option.
        self._places: dict[str, int] = {}
        self._chosen: dict[str, Marked] = {}

    def mark(self, orders: Orders, given: dict[str, Any] | None) -> Marked:
        said = repr(given)
        place = self._places.get(said)
        if place is not None:
            option = orders[0][place]
            if option not in self._chosen:
                self._chosen[option] = self._mark(OptionAnswer(option))
            return self._chosen[option]
        lettered = self.read(given)
        if isinstance(lettered, OptionAnswer):
            self._places[said] = LETTERS.index(lettered.option)
        return self._mark(own_answer(self._item, orders, lettered))

    def read(self, given: dict[str, Any] | None) -> Answer | None:
        """Return an answer in the letters in which it was given."""
        said = repr(given)
        if said not in self._read:
            self._read[said] = read_answer(self._sheet, given)
        return self._read[said]

    def _mark(self, answer: Answer | None) -> Marked:
        found = self._marked.get(answer)
        if found is None:
            found = marked(self._item, self._treatment, answer), answer
            self._marked[answer] = found
        return found
