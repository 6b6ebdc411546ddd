"""Marks come in one by one and end in columns of whole numbers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from quizapp.domain.statistics.marks import (
    AttemptKey,
    Column,
    MarkTable,
    TableMaker,
    WhichAttempts,
)


def table(*rows: tuple[str, int, str, int]) -> MarkTable:
    maker = TableMaker()
    for learner, number, item, mark in rows:
        assert maker.add((learner, number), item, (mark, 9)) == ""
    return maker.made()


def kept(made: MarkTable, which: WhichAttempts) -> list[tuple[str, int]]:
    return [(key.learner, key.number) for key in made.chosen(which).attempts]


THRICE = table(
    ("a", 10, "q", 5),
    ("b", 1, "q", 1),
    ("a", 9, "q", 5),
    ("a", 8, "q", 3),
    ("a", 11, "q", 4),
    ("b", 2, "q", 0),
)


def test_marks_of_any_sort_become_whole_numbers_of_one_unit() -> None:
    maker = TableMaker()
    for number, mark in enumerate((Fraction(1, 3), Decimal("0.5"), 1, 0.25)):
        maker.add((str(number), 1), "q", (mark, 2))
    made = maker.made()
    assert made.scale == 12
    assert made.columns[0].marks == (4, 6, 12, 3)
    assert made.columns[0].max_mark == 24
    assert made.totals() == [4, 6, 12, 3]


def test_totals_are_those_of_what_an_attempt_met() -> None:
    made = table(("a", 1, "q1", 1), ("a", 1, "q2", 2), ("b", 1, "q2", 4), ("b", 1, "q1", 3))
    assert made.totals() == [3, 7]
    assert table(("a", 1, "q1", 1), ("b", 1, "q2", 4)).totals() == [1, 4]


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        (WhichAttempts.FIRST, [("b", 1), ("a", 8)]),
        (WhichAttempts.LAST, [("a", 11), ("b", 2)]),
        (WhichAttempts.HIGHEST, [("b", 1), ("a", 9)]),
        (WhichAttempts.ALL, [("a", 10), ("b", 1), ("a", 9), ("a", 8), ("a", 11), ("b", 2)]),
    ],
)
def test_attempts_go_by_their_numbers_and_of_equally_high_ones_the_first_counts(
    which: WhichAttempts, numbers: list[tuple[str, int]]
) -> None:
    assert kept(THRICE, which) == numbers


def test_where_everybody_tried_once_nothing_is_chosen() -> None:
    once = table(("a", 1, "q", 1), ("b", 3, "q", 2))
    assert once.chosen(WhichAttempts.HIGHEST) is once


def test_tries_are_counted_for_each_learner() -> None:
    assert THRICE.tries() == [3, 1, 2, 1, 4, 2]


def test_what_only_left_out_attempts_met_is_left_out_too() -> None:
    made = table(("a", 1, "q1", 1), ("a", 2, "q1", 2), ("a", 2, "q2", 3))
    first = made.chosen(WhichAttempts.FIRST)
    assert [(column.item, column.attempts, column.marks) for column in first.columns] == [
        ("q1", (0,), (1,))
    ]
    last = made.chosen(WhichAttempts.LAST)
    assert last.attempts == (AttemptKey("a", 2),)
    assert [(column.attempts, column.marks) for column in last.columns] == [
        ((0,), (2,)),
        ((0,), (3,)),
    ]


def test_a_mark_that_contradicts_an_earlier_one_is_not_taken_in() -> None:
    maker = TableMaker(with_slots=True)
    assert maker.add(("a", 1), "x", (1, 2), "1") == ""
    assert "already" in maker.add(("a", 1), "y", (1, 2), "1")
    assert "greatest mark 3 here and 2" in maker.add(("b", 1), "x", (1, 3), "1")
    assert "drawn at random" in maker.add(("b", 1), "x", (1, 2), "1", is_drawn=True)
    (column,) = maker.made().columns
    assert (column.attempts, column.marks, column.items) == ((0,), (1,), ("x",))


def test_names_are_in_order_with_their_numbers_by_size() -> None:
    names = ["q10", "Q2", "q2", "10", "9", "q", "q002", "2b", "²"]
    made = table(*(("a", 1, name, 1) for name in names))
    assert [column.item for column in made.columns] == [
        "q",
        "Q2",
        "q002",
        "q2",
        "q10",
        "²",
        "2b",
        "9",
        "10",
    ]


def column(**changes: object) -> Column:
    parts = {"slot": None, "item": "q", "max_mark": 1, "attempts": (0, 1), "marks": (0, 1)}
    return Column(**{**parts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"marks": (0,)},
        {"options": ("A",)},
        {"items": ("x", "y", "z")},
        {"marks": (0, 2)},
        {"marks": (-1, -1), "max_mark": -1},
    ],
)
def test_a_column_refuses_nonsense(changes: dict[str, object]) -> None:
    assert column().marks == (0, 1)
    with pytest.raises(ValueError, match="q: "):
        column(**changes)
