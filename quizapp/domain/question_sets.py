"""Ready-made sets of questions, with what it takes to pass them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.item_rules.cueing import cueing_pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizapp.domain.attempts import PassRule
    from quizapp.domain.items import Item

SET_RULE = "set"

BEFORE = "-before"
AFTER = "-after"


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A ready-made set: its items, asked as a test."""

    id: str
    title: str
    items: tuple[str, ...]
    passes: PassRule


def set_problems(chosen: QuestionSet, known: Mapping[str, Item]) -> Iterator[str]:
    """Give what keeps a set from being served as it is, one sentence each.

    Args:
        chosen: the set.
        known: every item of the collection by id.
    """
    for item_id, count in Counter(chosen.items).items():
        if count > 1:
            yield f"The question {item_id} stands {count} times in this set."
        if item_id not in known:
            yield f"There is no question {item_id}; mend the id or take it out."
    items = [known[item_id] for item_id in dict.fromkeys(chosen.items) if item_id in known]
    cases = {item.case_id for item in items if item.case_id}
    for item in known.values():
        if item.case_id in cases and item.is_served and item.id not in chosen.items:
            yield f"The question {item.id} belongs to the case {item.case_id}, which is asked whole."
    for first, second in sorted(cueing_pairs(items)):
        yield f"The questions {first} and {second} give each other away."


def drafts_in(chosen: QuestionSet, known: Mapping[str, Item]) -> Iterator[str]:
    """Give one sentence for each item of a set that is left out for now."""
    for item_id in dict.fromkeys(chosen.items):
        if item_id in known and not known[item_id].is_served:
            yield f"The question {item_id} is a draft, which is not asked; let it be read first."


def forms(sets: Iterable[QuestionSet]) -> Iterator[tuple[QuestionSet, QuestionSet]]:
    """Give the pairs of sets that are two forms of one test: `NAME-before` and `NAME-after`."""
    by_id = {one.id: one for one in sets}
    for one in by_id.values():
        other = by_id.get(one.id.removesuffix(BEFORE) + AFTER)
        if one.id.endswith(BEFORE) and other is not None:
            yield one, other


def in_order(sets: Iterable[QuestionSet]) -> list[QuestionSet]:
    """Return sets by id, but of two forms the one before the training first."""
    return sorted(
        sets,
        key=lambda one: (one.id.removesuffix(BEFORE).removesuffix(AFTER), one.id.endswith(AFTER)),
    )


def form_problems(
    before: QuestionSet, after: QuestionSet, known: Mapping[str, Item]
) -> Iterator[str]:
    """Give what keeps two sets from being parallel forms, one sentence each."""
    for item_id in before.items:
        if item_id in after.items:
            yield f"The question {item_id} stands in {before.id} too; two forms share none."
    if len(before.items) != len(after.items):
        yield f"{before.id} has {len(before.items)} questions and this set {len(after.items)}."
    if before.passes != after.passes:
        yield f"{before.id} is passed by another rule."
    one, other = (area_counts(form.items, known) for form in (before, after))
    for area in sorted({*one, *other}):
        if one[area] != other[area]:
            yield f"{before.id} has {one[area]} questions on {area} and this set {other[area]}."


def area_counts(item_ids: Sequence[str], known: Mapping[str, Item]) -> Counter[str]:
    """Return how many of the items belong to each area; those without one count by topic."""
    items = [known[item_id] for item_id in item_ids if item_id in known]
    return Counter(item.area.value if item.area else item.topic for item in items)


def level_counts(item_ids: Sequence[str], known: Mapping[str, Item]) -> Counter[str]:
    """Return how many of the items are of each level."""
    return Counter(known[item_id].level.value for item_id in item_ids if item_id in known)


def unlikeness(before: QuestionSet, after: QuestionSet, known: Mapping[str, Item]) -> int:
    """Return how many items of one form have no partner of the same area, kind and level.

    0 means that the forms match item by item.
    """
    one, other = (
        Counter(
            (item.area or item.topic, item.kind, item.level)
            for item in (known[item_id] for item_id in form.items if item_id in known)
        )
        for form in (before, after)
    )
    return (one - other).total()
