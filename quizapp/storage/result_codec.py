"""Results that were taken in as stored rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from quizapp.domain.assignments import MarkedResult, SittingRecord
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.sheets import own_answer, read_answer
from quizapp.storage.texts import time_from_text, time_to_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.items import Item
    from quizapp.domain.sheets import Orders, SheetQuestion

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
        return tuple(
            value for _, value in sorted(zip(self.places, values, strict=True), key=_first)
        )

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


def result_from_row(
    row: tuple[Any, ...], items: Sequence[Item], questions: Sequence[SheetQuestion]
) -> MarkedResult:
    """Read a result back, with the marks that it got when it came.

    Args:
        row: columns as `AssignmentStore.first_marks` selects them.
        items: of the assignment; `questions` are the same as sheets show them.
        questions: see `items`.
    """
    seat = seat_from_row(*row[10:14])
    confidences, times_ms, record = json.loads(row[9]) if row[9] else ([], [], None)
    answers = [
        own_answer(items[place], orders, read_answer(questions[place], given))
        for place, orders, given in zip(seat.places, seat.orders, json.loads(row[8]), strict=True)
    ]
    return MarkedResult(
        member_id=row[0],
        number=row[1],
        revision=row[2],
        claimed_at=time_from_text(row[3]),
        received_at=time_from_text(row[4]),
        is_late=bool(row[5]),
        grades=tuple(
            Grade(points, bool(critical), tuple(beliefs), row[7])
            for points, critical, beliefs in json.loads(row[6])
        ),
        topics=tuple(item.topic for item in items),
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


def _first(pair: tuple[int, object]) -> int:
    return pair[0]


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
