"""How the places of a run are shown: colours, segments, options in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.application.views import PassResult, SlotMark, Tone
from quizapp.domain.attempts import Attempt, Response, Slot
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.items import Item, Option

_MARKS = {
    Tone.RIGHT: SlotMark.RIGHT,
    Tone.PARTLY: SlotMark.PARTLY,
    Tone.WRONG: SlotMark.WRONG,
    Tone.HARM: SlotMark.WRONG,
}


def tone_of(graded: Grade) -> Tone:
    """Return how a grade is coloured."""
    if graded.critical_error:
        return Tone.HARM
    if graded.is_right:
        return Tone.RIGHT
    return Tone.PARTLY if graded.points > 0 else Tone.WRONG


def mark_of(graded: Grade) -> SlotMark:
    """Return what the segment of an answered question shows."""
    return _MARKS[tone_of(graded)]


def remaining_ms(attempt: Attempt, responses: Iterable[Response]) -> int | None:
    """Return the time that is left of a run, in milliseconds from 0; `None` without a limit."""
    allowed = attempt.spec.allowed_ms
    if allowed is None:
        return None
    used = sum(response.elapsed_ms for response in responses)
    return max(0, allowed - used - attempt.active_ms)


def options_in_order(item: Item, slot: Slot) -> tuple[tuple[Option, ...], ...]:
    """Return the item's options in the recorded order; ones added since then come last."""
    options = [{option.id: option for option in options} for options in item.option_sets]
    orders = parts_in_order(item, slot)
    return tuple(
        tuple(by_id[option_id] for option_id in order)
        for by_id, order in zip(options, orders, strict=False)
    )


def parts_in_order(item: Item, slot: Slot) -> tuple[tuple[str, ...], ...]:
    """Return the ids of each set of parts in the recorded order; ones added since come last."""
    ordered = []
    for number, ids in enumerate(item.part_ids):
        order = slot.option_orders[number] if number < len(slot.option_orders) else ()
        places = {part: place for place, part in enumerate(order)}
        ordered.append(tuple(sorted(ids, key=lambda part: places.get(part, len(places)))))
    return tuple(ordered)


def confidence_counts(responses: Iterable[Response]) -> dict[Confidence, tuple[int, int]]:
    """Return (answers, right) for each confidence word that was said."""
    counts: dict[Confidence, tuple[int, int]] = {}
    for response in responses:
        if response.confidence is not None:
            answers, right = counts.get(response.confidence, (0, 0))
            counts[response.confidence] = (answers + 1, right + response.grade.is_right)
    return counts


def result_of(attempt: Attempt, responses: Sequence[Response], left_out: int) -> PassResult | None:
    """Return whether a run is passed, `None` where nothing is passed or failed.

    A question without an answer counts as one that is not right, but for the number of those that
    were left out because they are asked no more.
    """
    passes = attempt.spec.passes
    if passes is None:
        return None
    total = len(attempt.slots) - left_out
    right = sum(response.grade.is_right for response in responses)
    critical = sum(response.grade.critical_error for response in responses)
    return PassResult(
        passed=passes.is_met(right, total, critical),
        right=right,
        total=total,
        needed=passes.needed(total),
        critical=critical if passes.no_critical_error else None,
    )
