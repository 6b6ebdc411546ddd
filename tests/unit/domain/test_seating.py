"""Seating: an order for each learner that both sides work out from one seed."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.domain.answers import (
    Answer,
    NumberAnswer,
    OptionAnswer,
    OrderAnswer,
    PairsAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.seating import Seating, in_order, seating
from quizapp.domain.sheets import relettered

QUESTIONS = [("single_best", [4]), ("two_tier", [2, 3]), ("numeric", []), ("ordering", [5])] * 5
OLD = Seating((1, 0, 2), (((1, 0, 2, 3),), ((3, 0, 2, 1),), ((3, 2, 1, 0),)))


def test_the_same_seed_always_gives_the_same_order() -> None:
    first = seating("seat 1", QUESTIONS, shuffles=True)
    assert first == seating("seat 1", QUESTIONS, shuffles=True)
    assert first != seating("seat 2", QUESTIONS, shuffles=True)
    # Written down, for older files must be read in this order for ever.
    assert seating("seat 1", [("single_best", [4])] * 3, shuffles=True) == OLD


def test_every_question_and_every_part_stands_there_once() -> None:
    found = seating("seat", QUESTIONS, shuffles=True)
    assert sorted(found.places) == list(range(20))
    for place, parts in zip(found.places, found.parts, strict=True):
        assert [sorted(order) for order in parts] == [list(range(n)) for n in QUESTIONS[place][1]]


def test_questions_stay_in_order_unless_they_are_shuffled() -> None:
    assert seating("seat", QUESTIONS, shuffles=False).places == tuple(range(20))


@pytest.mark.parametrize("kind", ["ordering", "hotspot"])
def test_steps_and_places_in_a_picture_stay_as_they_are(kind: str) -> None:
    (parts,) = seating("seat", [(kind, [6])], shuffles=False).parts
    assert parts == (tuple(range(6)),)


def test_no_place_is_more_likely_than_another() -> None:
    firsts = Counter(
        seating(f"seat {number}", [("single_best", [4])], shuffles=False).parts[0][0][0]
        for number in range(2000)
    )
    # A quarter of 2000 is 500; by chance fewer than 400 anywhere comes once in a million times.
    assert min(firsts.values()) > 400
    assert len(firsts) == 4


def test_values_are_put_in_an_order() -> None:
    assert in_order(["x", "y", "z"], (2, 0, 1)) == ("z", "x", "y")


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        (None, None),
        (OptionAnswer("a"), OptionAnswer("c")),
        (VerdictAnswer(True, "b"), VerdictAnswer(True, "a")),
        (OrderAnswer(("a", "b", "c")), OrderAnswer(("c", "a", "b"))),
        (PairsAnswer((("1", "a"), ("2", "c"))), PairsAnswer((("1", "c"), ("2", "b")))),
    ],
)
def test_an_answer_in_the_letters_of_one_sheet_is_told_in_those_of_another(
    answer: Answer | None, other: Answer | None
) -> None:
    assert relettered(answer, [("z", "x", "y")], [("x", "y", "z")]) == other
    assert relettered(other, [("x", "y", "z")], [("z", "x", "y")]) == answer


def test_both_steps_of_an_answer_are_told_anew_and_a_number_stays_what_it_is() -> None:
    orders, others = [("x", "y"), ("p", "q")], [("y", "x"), ("p", "q")]
    assert relettered(TwoTierAnswer("a", "b"), orders, others) == TwoTierAnswer("b", "b")
    number = NumberAnswer("2.5", "2,5")
    assert relettered(number, [], []) is number
