"""What there is to say about answers and keys; the window and the terminal share it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.domain.items import Item, TrueFalseReason
from quizapp.domain.kinds import SCENARIO
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.domain.part_items import NumberRange, Step

#: Said below the pairs that were to be kept in order.
ANY_ORDER = "Steps that are not named together may come in any order."

#: Shorter units are signs, which are the same behind every number.
_SHORTEST_UNIT_WORD = 4


@dataclass(frozen=True, slots=True)
class StepPair:
    """Two steps of which one comes before the other.

    Attributes:
        is_kept: whether the answer has them so; `None` without an answer.
    """

    earlier: Step
    later: Step
    is_kept: bool | None

    def sentence(self) -> str:
        """Return the pair in words."""
        before = f"“{self.earlier.text}” has to come before “{self.later.text}”"
        return f"{before}. You had it after." if self.is_kept is False else f"{before}."


def step_pairs(item: Ordering, order: Sequence[str] | None) -> tuple[StepPair, ...]:
    """Return what had to come before what, the pairs that were the wrong way round first.

    Named are the pairs that the item itself names, and of those that follow from them the ones
    that the answer has the wrong way round.

    Args:
        item: the item.
        order: ids of its steps as they were put in order, or `None` without an answer.
    """
    steps = {step.id: step for step in item.steps}
    places = {step: place for place, step in enumerate(order or ())}
    named = dict.fromkeys(item.precedence)
    if order:
        named |= dict.fromkeys(
            pair for pair in sorted(item.before) if places[pair[0]] > places[pair[1]]
        )
    pairs = [
        StepPair(steps[earlier], steps[later], places[earlier] < places[later] if order else None)
        for earlier, later in named
    ]
    return tuple(sorted(pairs, key=lambda pair: pair.is_kept is not False))


def number_words(number: float) -> str:
    """Return a number as one writes it: no exponent, no zeros at the end."""
    from decimal import Decimal  # Few answers are numbers, and it takes a megabyte.

    return format(Decimal(str(number)).normalize(), "f")


def range_words(accepted: NumberRange) -> str:
    """Return which numbers are right, with their unit: "2 to 3 minutes", "1 dose"."""
    low, high = number_words(accepted.min), number_words(accepted.max)
    numbers = low if low == high else f"{low} to {high}"
    return f"{numbers} {accepted.unit}"


def unit_after(number: str, accepted: NumberRange) -> str:
    """Return the unit as it stands behind a number: "breaths", or "(breaths)" behind 1.

    An author words the unit for the numbers that are right, and a program cannot inflect it in any
    language. Behind 1, where it is worded for more, and behind more, where it is worded for 1, it
    stands in brackets, unless it is a sign such as mg.
    """
    unit = accepted.unit
    is_worded_so = (float(number) == 1) == (accepted.max == 1)
    return unit if is_worded_so or not _is_word(unit) else f"({unit})"


def _is_word(unit: str) -> bool:
    first = unit.split(maxsplit=1)[0] if unit else ""
    return len(first) >= _SHORTEST_UNIT_WORD and first.isalpha() and first[1:].islower()


def key_words(item: Item) -> str:
    """Return what is right, in words: a line for each step of the answer."""
    if item.kind == SCENARIO:
        return _scenario_key(item)
    match item:
        case Ordering():
            texts = {step.id: step.text for step in item.steps}
            count = len(item.steps)
            if len(item.before) == count * (count - 1) // 2:
                later = Counter(earlier for earlier, _ in item.before)
                return " → ".join(
                    texts[step] for step in sorted(texts, key=lambda one: -later[one])
                )
            return "\n".join(f"{texts[a]} before {texts[b]}" for a, b in item.precedence)
        case Matching():
            texts = {term.id: term.text for term in (*item.left, *item.right)}
            return "\n".join(f"{texts[a]}: {texts[b]}" for a, b in item.key)
        case Numeric():
            return range_words(item.answer)
        case Hotspot():
            return next(region.rationale for region in item.regions if region.correct)
    lines = [
        "; ".join(option.text for option in options if option.correct)
        for options in item.option_sets
    ]
    if isinstance(item, TrueFalseReason):
        lines.insert(0, "True" if item.answer else "False")
    return "\n".join(lines)


def _scenario_key(item: Item) -> str:
    """Return a run without mistakes: other ones can be as good."""
    # Few questions are scenarios.
    from quizapp.application.scenario_words import path_steps
    from quizapp.domain.scenario_items import ScenarioItem

    assert isinstance(item, ScenarioItem)
    return "\n".join(path_steps(item.scenario, item.scenario.reference_path))
