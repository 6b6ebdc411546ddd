"""Which items make a run, and in which order."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizapp.domain.items import Item
    from quizapp.domain.part_items import Ordering


class Candidate(NamedTuple):
    """An item that may be asked; `case_id` ties the questions of one case together."""

    item_id: str
    topic: str
    case_id: str | None = None


def choose(
    urgent: Iterable[Candidate],
    wanted: Iterable[Candidate],
    length: int | None,
    cues: Callable[[str], Iterable[str]],
    case_items: Callable[[str], Sequence[Candidate]],
) -> tuple[Candidate, ...]:
    """Choose the items of a run.

    Args:
        urgent: items that come first whatever else is wanted: open critical errors and those the
            learner asked to see again sooner.
        wanted: further candidates, most wanted first; no more are looked at than are needed.
        length: how many items at most, or `None` for all. A case is never cut in two, so a run
            may be up to three longer.
        cues: gives the items that must not meet a given item in one run.
        case_items: gives all candidates of a case in file order.

    Returns:
        The urgent ones, then the others with their topics interleaved.
    """
    chosen: dict[str, Candidate] = {}
    barred: set[str] = set()

    def take(candidate: Candidate) -> None:
        group = case_items(candidate.case_id) if candidate.case_id else (candidate,)
        ids = [member.item_id for member in group]
        if any(item_id in barred or item_id in chosen for item_id in ids):
            return
        for member in group:
            chosen[member.item_id] = member
            barred.update(cues(member.item_id))

    def is_full() -> bool:
        return length is not None and len(chosen) >= length

    def fill(candidates: Iterable[Candidate]) -> None:
        source = iter(candidates)
        while not is_full() and (candidate := next(source, None)) is not None:
            take(candidate)

    fill(urgent)
    first = dict(chosen)
    fill(wanted)
    rest = [candidate for item_id, candidate in chosen.items() if item_id not in first]
    return (*first.values(), *interleave(rest))


def interleave(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Order candidates so that topics alternate as long as they last, cases staying whole.

    Confusable topics side by side are told apart better than topic by topic.
    """
    queues: dict[str, list[list[Candidate]]] = defaultdict(list)
    for candidate in candidates:
        queue = queues[candidate.topic]
        if candidate.case_id and queue and queue[-1][0].case_id == candidate.case_id:
            queue[-1].append(candidate)
        else:
            queue.append([candidate])
    total = {topic: len(queue) for topic, queue in queues.items()}
    done = dict.fromkeys(queues, 0)
    ordered: list[Candidate] = []
    last = ""
    while any(queues.values()):
        # The topic that is furthest behind its share goes next, but not twice running if avoidable.
        open_topics = [topic for topic in queues if queues[topic]]
        topic = min(open_topics, key=lambda name: (name == last, done[name] / total[name]))
        ordered.extend(queues[topic].pop(0))
        done[topic] += 1
        last = topic
    return ordered


def shuffled_option_ids(item: Item, seed: int, position: int) -> tuple[tuple[str, ...], ...]:
    """Return the ids of each set of parts in an order that `seed` and `position` settle for good.

    Options that all begin with a number keep their ascending order: out of order they would cost
    time and test nothing. Regions of a diagram keep the order of their letters. Steps are never
    shown in an order that is right already.
    """
    # Today needs this module, and none of the kinds.
    from quizapp.domain.part_items import Hotspot, Ordering

    rng = random.Random(f"{seed}:{position}:{item.id}")
    if isinstance(item, Hotspot):
        return item.part_ids
    if isinstance(item, Ordering):
        return (_wrong_order(item, rng),)
    numbered = [
        all(option.text[:1].isdigit() for option in options) for options in item.option_sets
    ] or [False] * len(item.part_ids)
    return tuple(
        ids if keeps else tuple(rng.sample(ids, len(ids)))
        for ids, keeps in zip(item.part_ids, numbered, strict=True)
    )


def _wrong_order(item: Ordering, rng: random.Random) -> tuple[str, ...]:
    """Return the steps shuffled, with at least one pair the wrong way round."""
    steps = [step.id for step in item.steps]
    rng.shuffle(steps)
    earlier, later = item.precedence[0]
    first, second = steps.index(earlier), steps.index(later)
    if first < second:
        steps[first], steps[second] = steps[second], steps[first]
    return tuple(steps)
