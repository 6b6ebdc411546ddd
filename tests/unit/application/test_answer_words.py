"""Answers and keys in words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from quizapp.application.answer_words import key_words, range_words, step_pairs, unit_after
from quizapp.application.demo_data import made_up_answer
from quizapp.application.explaining import answer_words
from quizapp.domain.answers import Answer, NumberAnswer, OrderAnswer, PairsAnswer, RegionAnswer
from quizapp.domain.grading import grade
from quizapp.domain.items import Item
from quizapp.domain.part_items import NumberRange
from tests.unit.domain import samples

KINDS = samples.one_of_each()


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (samples.single(), "NMDA receptor"),
        (samples.true_false(answer=True), "True\nNMDA receptor"),
        (samples.two_tier(), "Yes\nNMDA receptor"),
        (samples.matching(), "Morphine: Activates\nKetamine: Plugs"),
        (samples.numeric(), "2 to 3 minutes"),
        (samples.hotspot(), "Here."),
    ],
)
def test_the_key_is_told_in_words(item: Item, words: str) -> None:
    assert key_words(item) == words


def test_the_key_of_an_order_says_what_comes_before_what() -> None:
    assert key_words(samples.ordering()).splitlines()[0] == "Do check before Do call"


def test_the_key_of_the_only_right_order_is_that_order() -> None:
    chain = (("check", "call"), ("call", "spray"), ("spray", "roll"))
    item = replace(samples.ordering(), precedence=tuple(reversed(chain)))
    assert key_words(item) == "Do check → Do call → Do spray → Do roll"


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        (
            samples.ordering(),
            OrderAnswer(("check", "call", "spray", "roll")),
            "Do check, then Do call, then Do spray, then Do roll",
        ),
        (samples.matching(), PairsAnswer((("morphine", "pore"),)), "Morphine: Plugs"),
        (samples.numeric(), NumberAnswer("2.5", "2,5"), "2,5 minutes"),
        (samples.numeric(), NumberAnswer("1", "1"), "1 (minutes)"),
        (samples.hotspot(), RegionAnswer("gly"), "Part B"),
        (samples.hotspot(), None, "No answer"),
    ],
)
def test_what_was_chosen_is_told_in_words(item: Item, answer: Answer | None, words: str) -> None:
    assert answer_words(item, answer) == words


def test_pairs_that_were_the_wrong_way_round_come_first() -> None:
    pairs = step_pairs(samples.ordering(), ("call", "check", "spray", "roll"))
    assert pairs[0].sentence() == "“Do check” has to come before “Do call”. You had it after."
    assert [pair.is_kept for pair in pairs] == [False, True, True, True]


def test_without_an_answer_the_pairs_are_told_as_they_are() -> None:
    pairs = step_pairs(samples.ordering(), None)
    assert [pair.is_kept for pair in pairs] == [None] * 4
    assert pairs[0].sentence() == "“Do check” has to come before “Do call”."


@pytest.mark.parametrize(
    ("number", "most", "unit", "behind"),
    [
        ("12", 12, "breaths a minute", "breaths a minute"),
        ("1", 12, "breaths a minute", "(breaths a minute)"),
        ("1.0", 12, "Atemzüge", "(Atemzüge)"),
        ("0.5", 12, "breaths", "breaths"),
        ("1", 12, "mg", "mg"),
        ("1", 12, "mmHg", "mmHg"),
        ("1", 12, "mg/kg", "mg/kg"),
        ("1", 1, "dose", "dose"),
        ("2", 1, "dose", "(dose)"),
        ("1", 12, "", ""),
    ],
)
def test_a_unit_that_is_worded_for_other_numbers_stands_in_brackets(
    number: str, most: float, unit: str, behind: str
) -> None:
    assert unit_after(number, NumberRange(0, most, unit)) == behind


def test_one_number_is_no_range() -> None:
    assert range_words(NumberRange(1, 1, "dose")) == "1 dose"


@pytest.mark.parametrize("item", KINDS, ids=lambda item: item.kind)
def test_made_up_answers_are_right_or_not_as_asked(item: Item) -> None:
    for seed in range(10):
        rng = random.Random(seed)
        assert grade(item, made_up_answer(item, rng, is_right=True)).is_right
        assert not grade(item, made_up_answer(item, rng, is_right=False)).is_right
