"""Marking many results of one assignment: the same answers, in whatever order they were shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from quizapp.application.marking import Marker
from quizapp.domain.answers import OptionAnswer, OptionsAnswer
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan
from quizapp.domain.grading import grade
from quizapp.domain.items import Item
from quizapp.domain.regrading import Treatment
from quizapp.domain.sheets import (
    SheetQuestion,
    left_numbers,
    own_answer,
    read_answer,
    sheet_question,
    shuffled_orders,
)
from quizapp.storage.assignment_store import StoredAssignment
from quizapp.storage.result_codec import Seat
from tests.unit.domain import samples

ITEMS = (samples.single(), replace(samples.multiple(), id="own-2"))


def marker(
    treatments: dict[str, Treatment] | None = None, items: tuple[Item, ...] = ITEMS
) -> Marker:
    plan = AssignmentPlan(id="week-3", title="Week 3", mode=AssignmentMode.EXAM)
    return Marker(
        StoredAssignment(
            plan=plan,
            cohort_id="c",
            sign_key=b"",
            sent=items,
            spec_sha256="",
            made_at=datetime(2026, 3, 2, tzinfo=UTC),
            treatments=treatments or {},
        )
    )


def seat(*orders: tuple[str, ...], places: tuple[int, ...] = (0, 1)) -> Seat:
    return Seat("", b"", [[order] for order in orders], places)


def test_a_letter_means_what_stood_there_on_the_sheet_of_the_learner() -> None:
    first, second = (tuple(item.part_ids[0]) for item in ITEMS)
    one = marker()
    for _ in range(2):
        for order in (first, first[::-1], first):
            (grade, answer), _ = one.mark(
                seat(order, second), [{"option": "a"}, {"options": ["a"]}]
            )
            assert answer == OptionAnswer(order[0])
            assert grade.is_right is (order[0] == "b")


def test_questions_in_another_order_come_back_in_that_of_the_assignment() -> None:
    first, second = (tuple(item.part_ids[0]) for item in ITEMS)
    marks = marker().mark(
        seat(second, first, places=(1, 0)), [{"options": ["a", "b"]}, {"option": "b"}]
    )
    assert [answer for _, answer in marks] == [
        OptionAnswer(first[1]),
        OptionsAnswer(second[:2]),
    ]


def some_answer(question: SheetQuestion, rng: Random) -> dict[str, Any] | None:
    """Return an answer by chance, or none; there are few different ones, so that they repeat."""
    letters = list(question.letters()) if question.parts else []
    given: dict[str, dict[str, Any]] = {
        "numeric": {"number": rng.choice(["2", "2.5"])},
        "true_false_reason": {"verdict": rng.random() < 0.5, "reason": rng.choice(letters or "a")},
        "two_tier": {
            "option": rng.choice(letters or "a"),
            "reason": rng.choice(question.letters(1) if question.kind == "two_tier" else "a"),
        },
        "ordering": {"order": rng.sample(letters, len(letters))},
        "matching": {
            "pairs": {
                one: rng.choice(letters) for one in left_numbers(question) if rng.random() < 0.7
            }
        },
        "hotspot": {"region": rng.choice(letters or "a")},
        "multiple_response": {"options": rng.sample(letters, rng.randint(0, len(letters)))},
    }
    answer = given.get(question.kind, {"option": rng.choice(letters or "a")})
    return answer if rng.random() < 0.9 else None


def test_what_was_met_before_is_marked_as_if_it_was_met_for_the_first_time() -> None:
    items, rng = tuple(samples.one_of_each()), Random(4)
    one = marker(items=items)
    for _ in range(150):
        orders = [shuffled_orders(item, rng) for item in items]
        questions = [sheet_question(*both) for both in zip(items, orders, strict=True)]
        given = [some_answer(question, rng) for question in questions]
        answers = [
            own_answer(item, order, read_answer(question, answer))
            for item, order, question, answer in zip(items, orders, questions, given, strict=True)
        ]
        marked = one.mark(Seat("", b"", orders, range(len(items))), given)
        assert marked == tuple(
            (grade(item, answer), answer) for item, answer in zip(items, answers, strict=True)
        )


def test_what_is_no_answer_is_refused_each_time() -> None:
    orders = [tuple(item.part_ids[0]) for item in ITEMS]
    one = marker()
    for _ in range(2):
        with pytest.raises(ValueError, match="a letter from a to"):
            one.mark(seat(*orders), [{"option": "z"}, None])


def test_full_marks_go_to_every_answer_and_to_none() -> None:
    orders = [tuple(item.part_ids[0]) for item in ITEMS]
    one = marker({ITEMS[0].id: Treatment.FULL_MARKS})
    for given in ({"option": "a"}, None):
        (grade, _), (other, _) = one.mark(seat(*orders), [given, None])
        assert (grade.is_right, other.is_right) == (True, False)
