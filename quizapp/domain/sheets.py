"""Sheets: the questions of an assignment as one learner gets them, and the answers to them.

A sheet names nothing by the ids of the bank: an author may always put the right answer first, or
call it `right`. What can be chosen is shuffled and then lettered in the order shown; left terms of
a matching question are numbered. Answers come back in those letters and are turned into the ids of
the item with the orders, which an exam's sheet does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OptionsAnswer,
    OrderAnswer,
    PairsAnswer,
    PathAnswer,
    RegionAnswer,
    TwoTierAnswer,
    VerdictAnswer,
    number_typed,
)
from quizapp.domain.items import Item, Vignette
from quizapp.domain.part_items import Hotspot, Matching, Numeric, Ordering

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_NUMBER = 40
MOST_ACTIONS = 200
"""So many actions of a scenario fit into an answer; a long run has twenty."""
_LONGEST_ACTION_ID = 100
Orders = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetQuestion:
    """A question as it is shown: nothing in it tells the answer.

    Attributes:
        parts: the texts to choose from, set by set, in the order shown; lettered from a.
        left: the terms to match with the only set of parts; numbered from 1.
        case: the text that the question is about; may be empty.
        unit: of the number to type; may be empty.
        diagram: id of the diagram to mark a place in; may be empty.
    """

    kind: str
    stem: str
    parts: tuple[tuple[str, ...], ...] = ()
    left: tuple[str, ...] = ()
    case: str = ""
    unit: str = ""
    diagram: str = ""

    def letters(self, number: int = 0) -> str:
        """Return the letters of a set of parts."""
        return LETTERS[: len(self.parts[number])]


def shuffled_orders(item: Item, rng: Random) -> Orders:
    """Return the ids of what can be chosen, set by set, in an order of chance.

    Regions of a diagram keep their order: it lies in the picture, not in the list. Steps are never
    in an order that is right: nobody could tell an answer from a question that was left.
    """
    orders = []
    for ids in item.part_ids:
        order = list(ids)
        if not isinstance(item, Hotspot):
            rng.shuffle(order)
        while isinstance(item, Ordering) and _is_kept(item, order):
            rng.shuffle(order)
        orders.append(tuple(order))
    return tuple(orders)


def _is_kept(item: Ordering, order: Sequence[str]) -> bool:
    return all(order.index(first) < order.index(then) for first, then in item.precedence)


def sheet_question(item: Item, orders: Orders) -> SheetQuestion:
    """Return an item as it is shown in these orders. What is not named here stays behind."""
    texts = _texts(item)
    return SheetQuestion(
        kind=item.kind,
        stem=item.stem,
        parts=tuple(
            tuple(known[part] for part in order) for known, order in zip(texts, orders, strict=True)
        ),
        left=tuple(term.text for term in item.left) if isinstance(item, Matching) else (),
        case=item.case_text if isinstance(item, Vignette) else "",
        unit=item.answer.unit if isinstance(item, Numeric) else "",
        diagram=item.diagram or "" if isinstance(item, Hotspot) else "",
    )


def _texts(item: Item) -> list[dict[str, str]]:
    if isinstance(item, Ordering):
        return [{step.id: step.text for step in item.steps}]
    if isinstance(item, Matching):
        return [{term.id: term.text for term in item.right}]
    if isinstance(item, Hotspot):
        return [{region.id: region.part for region in item.regions}]
    return [{option.id: option.text for option in options} for options in item.option_sets]


# Reading answers ---------------------------------------------------------------------------


def read_answer(question: SheetQuestion, given: object) -> Answer | None:
    """Return the answer to a question of a sheet, in the letters of the sheet.

    One that chooses no option or matches no term is none, as in the window.

    Args:
        question: what was asked.
        given: what JSON holds: fields as the bank format stores an answer, or null for none.

    Raises:
        ValueError: it is no answer to this question; the message says what is due.
    """
    if given is None:
        return None
    try:
        answer = _READERS[question.kind](question, _fields(given))
    except (KeyError, TypeError) as error:
        raise ValueError(f"it must look like {_EXAMPLES[question.kind]}") from error
    return None if answer in _NOTHING else answer


_NOTHING = (OptionsAnswer(()), PairsAnswer(()))


def _fields(given: object) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise TypeError
    return given


def _exactly(given: dict[str, Any], *names: str) -> None:
    if set(given) != set(names):
        raise KeyError


def _letter(value: object, letters: str) -> str:
    if not isinstance(value, str) or len(value) != 1 or value not in letters:
        raise ValueError(f"a letter from {letters[0]} to {letters[-1]} is due")
    return value


def _letters(values: object, letters: str) -> tuple[str, ...]:
    if not isinstance(values, list) or len(values) > len(letters):
        raise TypeError
    found = tuple(_letter(value, letters) for value in values)
    if len(set(found)) != len(found):
        raise ValueError("a letter stands twice")
    return found


def _read_option(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "option")
    return OptionAnswer(_letter(given["option"], question.letters()))


def _read_options(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "options")
    return OptionsAnswer(_letters(given["options"], question.letters()))


def _read_verdict(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "verdict", "reason")
    if not isinstance(given["verdict"], bool):
        raise TypeError
    return VerdictAnswer(given["verdict"], _letter(given["reason"], question.letters()))


def _read_two_tier(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "option", "reason")
    return TwoTierAnswer(
        _letter(given["option"], question.letters(0)), _letter(given["reason"], question.letters(1))
    )


def _read_order(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "order")
    order = _letters(given["order"], question.letters())
    if len(order) != len(question.letters()):
        raise ValueError("each step is due once")
    return OrderAnswer(order)


def _read_pairs(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "pairs")
    pairs, numbers = given["pairs"], left_numbers(question)
    if not isinstance(pairs, dict):
        raise TypeError
    if not set(pairs) <= set(numbers):
        raise ValueError(f"terms are numbered from 1 to {numbers[-1]}")
    return PairsAnswer(
        tuple((number, _letter(pairs[number], question.letters())) for number in pairs)
    )


def _read_number(_question: SheetQuestion, given: dict[str, Any]) -> Answer:
    if not {"number"} <= set(given) <= {"number", "typed"}:
        raise KeyError
    typed = given.get("typed", given["number"])
    if type(typed) in {int, float} and "typed" not in given:
        typed = _written_out(typed)
    if not isinstance(typed, str) or len(typed) > LONGEST_NUMBER:
        raise TypeError
    found = number_typed(typed)
    if found is None or ("typed" in given and given["number"] != found.number):
        raise ValueError("a number is due, such as 2.5")
    return found


def _written_out(number: float) -> str:
    """Return a number of JSON in the digits in which somebody would type it."""
    from decimal import Decimal  # Few answers are numbers, and it takes a megabyte.

    return format(Decimal(repr(number)), "f")


def _read_region(question: SheetQuestion, given: dict[str, Any]) -> Answer:
    _exactly(given, "region")
    return RegionAnswer(_letter(given["region"], question.letters()))


def _read_path(_question: SheetQuestion, given: dict[str, Any]) -> Answer:
    if not {"actions"} <= set(given) <= {"actions", "ended"}:
        raise KeyError
    actions, ended = given["actions"], given.get("ended", False)
    if not isinstance(actions, list) or not isinstance(ended, bool):
        raise TypeError
    if not 1 <= len(actions) <= MOST_ACTIONS:
        raise ValueError(f"1 to {MOST_ACTIONS} actions are due")
    if any(not isinstance(one, str) or len(one) > _LONGEST_ACTION_ID for one in actions):
        raise TypeError
    return PathAnswer(tuple(actions), ended=ended)


def left_numbers(question: SheetQuestion) -> list[str]:
    """Return the numbers of the terms to match."""
    return [str(number) for number in range(1, len(question.left) + 1)]


_READERS: dict[str, Callable[[SheetQuestion, dict[str, Any]], Answer]] = {
    "single_best": _read_option,
    "vignette": _read_option,
    "multiple_response": _read_options,
    "true_false_reason": _read_verdict,
    "two_tier": _read_two_tier,
    "ordering": _read_order,
    "matching": _read_pairs,
    "numeric": _read_number,
    "hotspot": _read_region,
    "scenario": _read_path,
}

_EXAMPLES = {
    "single_best": '{"option": "b"}',
    "vignette": '{"option": "b"}',
    "multiple_response": '{"options": ["a", "c"]}',
    "true_false_reason": '{"verdict": false, "reason": "a"}',
    "two_tier": '{"option": "a", "reason": "c"}',
    "ordering": '{"order": ["b", "a", "c"]}',
    "matching": '{"pairs": {"1": "b", "2": "a"}}',
    "numeric": '{"number": "2.5"}',
    "hotspot": '{"region": "c"}',
    "scenario": '{"actions": ["look", "call"]}',
}


def example_answer(kind: str) -> str:
    """Return how an answer to a kind of question is written, as JSON."""
    return _EXAMPLES[kind]


# Turning answers into those of the item ----------------------------------------------------


def own_answer(item: Item, orders: Orders, answer: Answer | None) -> Answer | None:
    """Return the answer, given in the letters of a sheet, in the ids of the item."""
    if answer is None or isinstance(answer, NumberAnswer):
        return answer
    if isinstance(answer, PathAnswer):
        return _own_path(item, answer)
    if isinstance(answer, PairsAnswer):
        assert isinstance(item, Matching)
        return PairsAnswer(
            tuple(
                (item.left[int(number) - 1].id, _id(orders[0], letter))
                for number, letter in answer.pairs
            )
        )
    return _own_choice(orders, answer)


def _own_path(item: Any, answer: PathAnswer) -> PathAnswer:
    # Scenarios are asked in practice sets alone, and most runs of the app mark none.
    from quizapp.domain.scenario_items import played

    return played(item, answer)


def letters_in(answer: Answer | None) -> tuple[tuple[Sequence[str], ...], object]:
    """Return the letters that an answer chooses, set by set, and what it says besides.

    Two answers to one question are alike if the letters stand for the same parts, and the rest is
    the same.
    """
    match answer:
        case OptionAnswer(option) | RegionAnswer(option):
            return (option,), None
        case OptionsAnswer(letters) | OrderAnswer(letters):
            return (letters,), None
        case VerdictAnswer(verdict, reason):
            return (reason,), verdict
        case TwoTierAnswer(option, reason):
            return (option, reason), None
        case PairsAnswer(pairs):
            numbers, letters = zip(*pairs, strict=True)
            return (letters,), numbers
    return (), answer


def relettered(answer: Answer | None, orders: Orders, others: Orders) -> Answer | None:
    """Return an answer, given in the letters of one sheet, in those of another.

    Args:
        answer: to the question.
        orders: of its parts on the sheet that was answered.
        others: of the same parts on the other sheet.
    """
    if answer is None or not orders:
        return answer
    letters = [
        [LETTERS[other.index(part)] for part in order]
        for order, other in zip(orders, others, strict=True)
    ]
    if isinstance(answer, PairsAnswer):
        return PairsAnswer(tuple((one, _id(letters[0], letter)) for one, letter in answer.pairs))
    return _own_choice(letters, answer)


def _own_choice(orders: Orders, answer: Answer) -> Answer:
    match answer:
        case OptionAnswer(option):
            return OptionAnswer(_id(orders[0], option))
        case OptionsAnswer(options):
            return OptionsAnswer(_ids(orders[0], options))
        case VerdictAnswer(verdict, reason):
            return VerdictAnswer(verdict, _id(orders[0], reason))
        case TwoTierAnswer(option, reason):
            return TwoTierAnswer(_id(orders[0], option), _id(orders[1], reason))
        case OrderAnswer(order):
            return OrderAnswer(_ids(orders[0], order))
    assert isinstance(answer, RegionAnswer)
    return RegionAnswer(_id(orders[0], answer.region))


def _id(order: Sequence[str], letter: str) -> str:
    return order[LETTERS.index(letter)]


def _ids(order: Sequence[str], letters: Sequence[str]) -> tuple[str, ...]:
    return tuple(_id(order, letter) for letter in letters)
