"""Marking the results of one assignment, of which there can be many."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from quizapp.domain.answers import Answer, answer_to_json
from quizapp.domain.grading import Grade
from quizapp.domain.regrading import Treatment, marked
from quizapp.domain.sheets import (
    LETTERS,
    letters_in,
    own_answer,
    read_answer,
    relettered,
    sheet_question,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


class _Said(NamedTuple):
    """An answer as it was given.

    Attributes:
        answer: in the letters of the sheet.
        means: tells from the orders of the sheet what was chosen. Answers that choose the same
            mean the same.
    """

    answer: Answer | None
    means: Callable[[Orders], object]


class _Question:
    """A question with the answers to it that were met."""

    def __init__(self, item: Item, treatment: Treatment) -> None:
        self._item = item
        self._treatment = treatment
        # In another order than on the sheet: to read answers only the numbers of parts count.
        self._sheet: SheetQuestion = sheet_question(item, item.part_ids)
        self._said: dict[str, _Said] = {}
        self._marked: dict[object, Marked] = {}

    def mark(self, orders: Orders, given: dict[str, Any] | None) -> Marked:
        said = self._read(given)
        meant = said.means(orders)
        found = self._marked.get(meant)
        if found is None:
            answer = own_answer(self._item, orders, said.answer)
            found = self._marked[meant] = marked(self._item, self._treatment, answer), answer
        return found

    def read(self, given: dict[str, Any] | None) -> Answer | None:
        """Return an answer in the letters in which it was given."""
        return self._read(given).answer

    def _read(self, given: dict[str, Any] | None) -> _Said:
        text = repr(given)
        found = self._said.get(text)
        if found is None:
            answer = read_answer(self._sheet, given)
            found = self._said[text] = _Said(answer, _meaning(answer))
        return found


def _meaning(answer: Answer | None) -> Callable[[Orders], object]:
    """Return what tells, from the orders of a sheet, what an answer in its letters chooses."""
    letters, rest = letters_in(answer)
    picks = [itemgetter(*map(LETTERS.index, some)) for some in letters]
    if len(picks) != 1:
        return lambda orders: (rest, *[pick(own) for pick, own in zip(picks, orders, strict=False)])
    # Most choose from one set of parts: a million of them are told in half the time.
    (only,) = picks
    if rest is None:
        return lambda orders: only(orders[0])
    return lambda orders: (rest, only(orders[0]))
