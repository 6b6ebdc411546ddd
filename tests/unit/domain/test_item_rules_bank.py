"""Rules over many items: each is kept by a sound bank and broken by its flaw."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest

from quizapp.domain.item_rules.bank_rules import (
    BANK_RULES,
    BankTest,
    BankView,
    check_items,
    guesser_by_form,
    key_positions,
    longest_is_key,
)
from quizapp.domain.items import Item, Option
from tests.unit.domain.item_factory import CONTEXT, options, single_best, true_false_reason
from tests.unit.domain.samples import hotspot

SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "pa", "ri", "so", "tu", "va", "ze")


def word(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=6))[: rng.randint(5, 12)]


def sound_bank(rng: random.Random, sets: int = 60) -> list[Item]:
    """Items with three options of made-up words and random lengths, the key anywhere."""
    return [
        single_best(
            id=f"q-{number}",
            stem=f"Which {word(rng)} fits the {word(rng)} best?",
            options=with_misconceptions(
                options(*(" ".join(word(rng) for _ in range(rng.randint(2, 5))) for _ in range(3))),
                right=rng.randrange(3),
            ),
        )
        for number in range(sets)
    ]


def with_misconceptions(made: tuple[Option, ...], right: int) -> tuple[Option, ...]:
    """Make one option the key and let every other one stand for a misconception."""
    return tuple(
        replace(option, correct=number == right, misconception=None if number == right else "MC01")
        for number, option in enumerate(made)
    )


def reworded(item: Item, change: Callable[[Option], Option]) -> Item:
    return replace(item, options=tuple(change(option) for option in item.option_sets[0]))


def found(items: list[Item]) -> dict[str, BankTest]:
    """What each rule found; of several findings of one rule the first."""
    by_rule: dict[str, BankTest] = {}
    for _rule, test in check_items(BankView(items, CONTEXT)):
        by_rule.setdefault(test.rule, test)
    return by_rule


def broken(items: list[Item]) -> set[str]:
    return {rule for rule, test in found(items).items() if not test.passed}


def lengthened(item: Item) -> Item:
    return reworded(item, lambda one: replace(one, text=one.text + " zo" * 9 * one.correct))


def shortened(item: Item) -> Item:
    return reworded(item, lambda one: replace(one, text="zo" if one.correct else one.text))


def absolute(item: Item) -> Item:
    return reworded(
        item, lambda one: one if one.correct else replace(one, text=f"always {one.text}")
    )


def without_beliefs(item: Item) -> Item:
    return reworded(item, lambda one: replace(one, misconception=None))


def negative(item: Item) -> Item:
    return replace(item, stem=f"{item.stem} Which one does NOT fit at all?")


def converging(item: Item) -> Item:
    first, second, third = item.option_sets[0]
    key = replace(first, text="baloki domena", correct=True, misconception=None)
    others = (replace(second, text="baloki sorupa"), replace(third, text="domena tuvaze"))
    return replace(item, options=(key, *(replace(one, correct=False) for one in others)))


def echoing(item: Item) -> Item:
    noun = item.stem.split()[1]
    return reworded(
        item, lambda one: replace(one, text=f"{one.text} {noun}") if one.correct else one
    )


def echoing_wrongly(item: Item) -> Item:
    noun = item.stem.split()[1]
    return reworded(
        item, lambda one: one if one.correct else replace(one, text=f"{one.text} {noun}")
    )


def echoing_alike(item: Item) -> Item:
    noun = item.stem.split()[1]
    return reworded(item, lambda one: replace(one, text=f"{one.text} {noun}"))


def key_first(item: Item) -> Item:
    return replace(
        item, options=tuple(sorted(item.option_sets[0], key=lambda one: not one.correct))
    )


def test_a_bank_without_a_pattern_keeps_every_rule() -> None:
    tests = found(sound_bank(random.Random(4)))
    assert all(test.passed for test in tests.values()), tests
    assert set(tests) == {rule.id for rule in BANK_RULES} - {"L32"}


@pytest.mark.parametrize(
    ("flaw", "rule"),
    [
        (negative, "L04"),
        (absolute, "L05b"),
        (lengthened, "L07b"),
        (shortened, "L07c"),
        (key_first, "L08"),
        (without_beliefs, "L16"),
        (converging, "L30"),
        (echoing, "L31"),
        (echoing_wrongly, "L36"),
    ],
)
def test_a_planted_pattern_breaks_its_rule(flaw: Callable[[Item], Item], rule: str) -> None:
    bank = sound_bank(random.Random(4))
    assert rule not in broken(bank)
    assert rule in broken([flaw(item) for item in bank])


def test_options_that_repeat_the_stem_alike_tell_a_guesser_nothing() -> None:
    bank = sound_bank(random.Random(4))
    assert found([echoing_alike(item) for item in bank])["L36"].statistic == pytest.approx(0)


def test_where_one_of_two_wrong_options_repeats_the_stem_half_of_the_guesses_are_right() -> None:
    made = options("balo tuvaze", "domena sorupa", "kirido pamelu")
    bank = [single_best(id="q-1", stem="Which domena fits?", options=made)]
    assert found(list(bank))["L36"].says.endswith(": 0.5 of 1, by chance 0.3")


@pytest.mark.parametrize(
    ("true", "passes"), [(0, False), (3, False), (4, True), (6, True), (7, False)]
)
def test_between_35_and_65_per_cent_of_statements_are_true(true: int, *, passes: bool) -> None:
    bank = [true_false_reason(id=f"t-{number}", answer=number < true) for number in range(10)]
    test = found(list(bank))["L32"]
    assert test.passed is passes
    assert test.statistic == pytest.approx(abs(true / 10 - 0.5))


def test_nine_statements_are_too_few_to_judge_their_balance() -> None:
    bank = [true_false_reason(id=f"t-{number}", answer=False) for number in range(9)]
    assert found(list(bank))["L32"].passed


def test_a_key_in_the_stem_of_another_question_is_counted() -> None:
    key = "A slow leak of calcium through membranes"
    first = single_best(id="q-1", options=options(key, "Something else", "A third thing"))
    second = single_best(id="q-2", stem="A slow leak of calcium through membranes does what?")
    test = found([first, second])["L33"]
    assert (test.statistic, test.passed) == (1, False)


def test_a_stem_that_another_bank_has_is_named() -> None:
    test = found([single_best(id="q-1"), single_best(id="r-1", bank="second")])["L22"]
    assert (test.statistic, test.passed) == (1, False)
    assert test.says.endswith("r-1 and q-1")
    same_bank = found([single_best(id="q-1"), single_best(id="q-2")])["L22"]
    assert same_bank.passed


def test_regions_of_a_diagram_count_among_the_wrong_options() -> None:
    test = found([hotspot()])["L16"]
    wrong = [region for region in hotspot().regions if not region.correct]
    assert test.n == len(wrong)


def test_with_few_questions_a_pattern_is_shown_and_not_held_against_the_bank() -> None:
    few = [lengthened(item) for item in sound_bank(random.Random(4), sets=12)]
    test = found(few)["L07b"]
    assert test.statistic > test.limit
    assert test.passed


def test_no_questions_at_all_break_nothing() -> None:
    assert found([]) == {}


def test_every_rule_says_why_it_is_there_and_what_to_do() -> None:
    for rule in BANK_RULES:
        assert rule.reason.endswith(".")
        assert not rule.remedy.endswith(".")


@cache
def drawn_banks() -> list[list[tuple[Item, float]]]:
    """Sixty sound banks; the number beside an item says from which share on it is flawed."""
    rng = random.Random(20)
    return [[(item, rng.random()) for item in sound_bank(rng)] for _ in range(60)]


def flagged(
    rule: Callable[[BankView], Iterable[BankTest]], skew: float, flaw: Callable[[Item], Item]
) -> float:
    """Return the share of the banks that a rule flags when a share `skew` of the items is flawed."""
    flags = 0
    for drawn in drawn_banks():
        bank = [flaw(item) if number < skew else item for item, number in drawn]
        flags += any(not test.passed for test in rule(BankView(bank, CONTEXT)))
    return flags / len(drawn_banks())


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("rule", "flaw"),
    [(longest_is_key, lengthened), (key_positions, key_first), (guesser_by_form, lengthened)],
)
def test_false_alarms_are_rare_and_strong_habits_are_nearly_always_found(
    rule: Callable[[BankView], Iterable[BankTest]], flaw: Callable[[Item], Item]
) -> None:
    assert flagged(rule, 0.0, flaw) <= 0.12
    assert 0.35 <= flagged(rule, 0.2, flaw) <= 0.8
    assert flagged(rule, 0.4, flaw) >= 0.85
