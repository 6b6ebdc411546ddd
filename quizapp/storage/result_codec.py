"""Results that were taken in as stored rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizapp.domain.assignments import MarkedResult, SittingRecord
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.sheets import own_answer, read_answer, sheet_question
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.answers import Answer
    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders

_VARIED = frozenset({"ordering", "matching"})
"""Kinds to which hardly two learners give the same answer in the same letters."""

Value = TypeVar("Value")


class Seat(NamedTuple):
    """What intake knows of one learner's sheet, without its bytes."""

    sha256: str
    seat_key: bytes
    orders: Sequence[Orders]
    places: Sequence[int]

    def in_order(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """Return values, one a question of the sheet, in the order of the assignment.

        No values stay none.
        """
        if not values:
            return ()
        order = sorted(range(len(self.places)), key=self.places.__getitem__)
        return tuple([values[at] for at in order])

    def out_of_order(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """Return values, one a question of the assignment, in the order of the sheet.

        No values stay none.
        """
        return tuple(values[place] for place in self.places) if values else ()


def seat_from_row(sha256: str, seat_key: bytes, orders: str, places: str | None) -> Seat:
    """Read a seat back."""
    each = json.loads(orders)
    # Sheets of older versions are in the order of the assignment.
    return Seat(sha256, seat_key, each, json.loads(places) if places else range(len(each)))


class ResultReader:
    """Reads the results of an assignment back.

    Of a thousand results most answers are the same few, and each is made and kept once.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        """Take the items of the assignment, as they were sent."""
        self._items = items
        # To read answers only the numbers of parts count, not their order.
        self._questions = [sheet_question(item, item.part_ids) for item in items]
        self._topics = tuple(item.topic for item in items)
        self._answers: dict[tuple[int, str, str], Answer | None] = {}
        self._grades: dict[tuple[float, int, tuple[str, ...], int], Grade] = {}

    def result(self, row: tuple[Any, ...]) -> MarkedResult:
        """Read a result back, with the marks that it got when it came.

        Args:
            row: columns as `AssignmentStore.first_marks` selects them.
        """
        seat = seat_from_row(*row[10:14])
        confidences, times_ms, record = json.loads(row[9]) if row[9] else ([], [], None)
        answers = [
            given and self._answer(place, orders, given)
            for place, orders, given in zip(
                seat.places, seat.orders, json.loads(row[8]), strict=True
            )
        ]
        return MarkedResult(
            member_id=row[0],
            number=row[1],
            revision=row[2],
            claimed_at=time_from_text(row[3]),
            received_at=time_from_text(row[4]),
            is_late=bool(row[5]),
            grades=tuple(
                self._grade(points, critical, tuple(beliefs), row[7])
                for points, critical, beliefs in json.loads(row[6])
            ),
            topics=self._topics,
            answers=seat.in_order(answers),
            confidences=seat.in_order([one and Confidence(one) for one in confidences]),
            times_ms=seat.in_order(times_ms),
            record=None
            if record is None
            else SittingRecord(
                started_at=time_from_text(record[0]),
                focus_losses=record[1],
                away_ms=record[2],
                clock_jumps=tuple(record[3]),
            ),
        )

    def _answer(self, place: int, orders: Orders, given: object) -> Answer | None:
        if self._questions[place].kind in _VARIED:
            return self._read(place, orders, given)
        key = place, str(orders), str(given)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = self._read(place, orders, given)
        return found

    def _read(self, place: int, orders: Orders, given: object) -> Answer | None:
        return own_answer(self._items[place], orders, read_answer(self._questions[place], given))

    def _grade(
        self, points: float, critical: int, beliefs: tuple[str, ...], rule_version: int
    ) -> Grade:
        key = points, critical, beliefs, rule_version
        if key not in self._grades:
            self._grades[key] = Grade(points, bool(critical), beliefs, rule_version)
        return self._grades[key]


def record_to_list(record: SittingRecord | None) -> list[Any] | None:
    """Return what was noted while answering as it is stored."""
    if record is None:
        return None
    return [
        time_to_text(record.started_at),
        record.focus_losses,
        record.away_ms,
        record.clock_jumps,
    ]
