"""Sheets: what is shown gives nothing away, and answers find their way back to the item."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest

from quizapp.domain.answers import NumberAnswer
from quizapp.domain.grading import grade
from quizapp.domain.items import Item
from quizapp.domain.kinds import KINDS
from quizapp.domain.sheets import (
    example_answer,
    own_answer,
    read_answer,
    sheet_question,
    shuffled_orders,
)
from tests.unit.domain import samples

ITEMS: dict[str, Item] = {
    item.kind: item
    for item in (
        samples.single(),
        samples.multiple(),
        samples.true_false(),
        samples.two_tier(),
        samples.vignette(),
        samples.ordering(),
        samples.matching(),
        samples.numeric(),
        samples.hotspot(),
    )
}
# In file order a is the first option; each answer here is right.
RIGHT: dict[str, dict[str, Any]] = {
    "single_best": {"option": "b"},
    "multiple_response": {"options": ["c", "b", "a"]},
    "true_false_reason": {"verdict": False, "reason": "b"},
    "two_tier": {"option": "a", "reason": "b"},
    "vignette": {"option": "b"},
    "ordering": {"order": ["a", "c", "b", "d"]},
    "matching": {"pairs": {"1": "a", "2": "b"}},
    "numeric": {"number": "2.5", "typed": "2,5"},
    "hotspot": {"region": "c"},
}
BAD: list[tuple[str, Any]] = [
    ("single_best", "b"),
    ("single_best", {}),
    ("single_best", {"option": "d"}),
    ("single_best", {"option": ""}),
    ("single_best", {"option": ["b"]}),
    ("single_best", {"option": "b", "more": 1}),
    ("multiple_response", {"options": "ab"}),
    ("multiple_response", {"options": ["a", "a"]}),
    ("multiple_response", {"options": ["a"] * 9}),
    ("true_false_reason", {"verdict": "no", "reason": "a"}),
    ("two_tier", {"option": "c", "reason": "a"}),
    ("ordering", {"order": ["a", "b"]}),
    ("matching", {"pairs": ["a"]}),
    ("matching", {"pairs": {"3": "a"}}),
    ("numeric", {"typed": "2"}),
    ("numeric", {"number": True}),
    ("numeric", {"number": 1e99}),
    ("numeric", {"number": math.inf}),
    ("numeric", {"number": 2, "typed": "2"}),
    ("numeric", {"number": "1" * 41}),
    ("numeric", {"number": "two"}),
    ("numeric", {"number": "3", "typed": "2"}),
    ("hotspot", {"region": 1}),
]


def test_every_kind_has_a_sheet_a_reader_and_an_example() -> None:
    assert set(ITEMS) == set(KINDS) == set(RIGHT)
    for kind in KINDS:
        assert example_answer(kind).startswith("{")


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_in_the_letters_of_the_sheet_is_marked_as_one_to_the_item(kind: str) -> None:
    item = ITEMS[kind]
    question = sheet_question(item, item.part_ids)
    answer = read_answer(question, RIGHT[kind])
    assert grade(item, own_answer(item, item.part_ids, answer)).is_right


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_an_answer_worth_nothing(kind: str) -> None:
    item = ITEMS[kind]
    orders = shuffled_orders(item, random.Random(1))
    assert read_answer(sheet_question(item, orders), None) is None
    assert grade(item, own_answer(item, orders, None)).points == 0


@pytest.mark.parametrize(
    ("kind", "given"), [("multiple_response", {"options": []}), ("matching", {"pairs": {}})]
)
def test_an_answer_with_nothing_in_it_is_none(kind: str, given: dict[str, Any]) -> None:
    item = ITEMS[kind]
    assert read_answer(sheet_question(item, item.part_ids), given) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_shows_each_part_once_in_the_order_settled(kind: str) -> None:
    item = ITEMS[kind]
    orders = shuffled_orders(item, random.Random(5))
    plain, shown = sheet_question(item, item.part_ids), sheet_question(item, orders)
    assert [sorted(texts) for texts in shown.parts] == [sorted(texts) for texts in plain.parts]
    assert [sorted(order) for order in orders] == [sorted(ids) for ids in item.part_ids]
    assert (shown.stem, shown.kind) == (item.stem, kind)


def test_every_order_comes_up_but_regions_of_a_diagram_stay() -> None:
    rng = random.Random(3)
    assert len({shuffled_orders(ITEMS["single_best"], rng) for _ in range(100)}) == 6
    assert {shuffled_orders(ITEMS["hotspot"], rng) for _ in range(100)} == {
        ITEMS["hotspot"].part_ids
    }


def test_a_sheet_has_what_its_kind_needs_and_no_more() -> None:
    def shown(kind: str) -> Any:
        return sheet_question(ITEMS[kind], ITEMS[kind].part_ids)

    assert shown("vignette").case == "A man has fallen."
    assert shown("numeric").unit == "minutes"
    assert shown("hotspot").diagram == "DG02"
    assert shown("matching").left == ("Morphine", "Ketamine")
    single = shown("single_best")
    assert (single.case, single.unit, single.diagram, single.left) == ("", "", "", ())


@pytest.mark.parametrize(("kind", "given"), BAD, ids=str)
def test_what_is_no_answer_is_refused_with_what_is_due(kind: str, given: Any) -> None:
    item = ITEMS[kind]
    with pytest.raises(ValueError, match=r"due|look like|twice|numbered"):
        read_answer(sheet_question(item, item.part_ids), given)


@pytest.mark.parametrize(
    ("given", "number"), [(2, "2"), (2.5, "2.5"), (-0.5, "-0.5"), (1e-4, "0.0001"), ("2,5", "2.5")]
)
def test_a_number_may_come_as_json_writes_it(given: float | str, number: str) -> None:
    question = sheet_question(ITEMS["numeric"], ITEMS["numeric"].part_ids)
    answer = read_answer(question, {"number": given})
    assert isinstance(answer, NumberAnswer)
    assert answer.number == number
