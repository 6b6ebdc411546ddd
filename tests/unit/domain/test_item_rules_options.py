"""Rules about options: each is planted once, and stays silent beside what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quizapp.domain.item_rules import keys
from tests.unit.domain.item_factory import (
    RECEPTORS,
    SOUND,
    breaches,
    broken,
    multiple_response,
    option,
    options,
    single_best,
    true_false_reason,
    two_tier,
    vignette,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.domain.items import Item

ERROR, WARNING = "error", "warning"


def with_options(*texts: str, right: int = 0) -> Item:
    return single_best(options=options(*texts, right=right))


@pytest.mark.parametrize("build", SOUND)
def test_a_sound_item_of_each_kind_breaks_no_rule(build: Callable[[], Item]) -> None:
    assert breaches(build()) == []


FLAWS = {
    "two options": ("L02", ERROR, with_options("NMDA receptor", "Mu-opioid receptor")),
    "six options": ("L02", ERROR, with_options(*(f"Site {name}" for name in "PQRSTU"))),
    "three options where several are right": (
        "L02",
        ERROR,
        multiple_response(options=multiple_response().options[:3]),
    ),
    "two reasons": ("L02", ERROR, two_tier(reasons=options("Both sit apart.", "They share."))),
    "all of them": ("L03", ERROR, with_options("NMDA receptor", "Mu receptor", "All of the above")),
    "none of these": ("L03", ERROR, with_options("NMDA receptor", "Mu receptor", "None of these")),
    "absolute distractor": (
        "L05",
        WARNING,
        with_options("It blocks a channel", "It never blocks a channel", "It opens a channel"),
    ),
    "hedged key": (
        "L06",
        WARNING,
        with_options("It may block a channel", "It opens a channel", "It closes a gate"),
    ),
    "long key": (
        "L07",
        ERROR,
        with_options("The place deep in the pore, below the gate", "The outer rim", "The gate top"),
    ),
    "short key": (
        "L07",
        WARNING,
        with_options("The pore", "The outer rim of the receptor, near the gate", "The " + "x" * 40),
    ),
    "key echoes the stem": (
        "L09",
        ERROR,
        single_best(
            stem="Which of the channels does ketamine block?",
            options=options("A glutamate channel", "A mu site", "A kappa site"),
        ),
    ),
    "key echoes the case": (
        "L09",
        ERROR,
        vignette(options=options("Look at his lips", "Let him sleep", "Splash some water")),
    ),
    "same words": ("L11", ERROR, with_options("Mu and kappa", "Kappa and mu", "Delta and sigma")),
    "overlapping ranges": (
        "L11",
        ERROR,
        with_options("1 to 3 minutes", "3-5 minutes", "6 minutes"),
    ),
    "one full stop": (
        "L12",
        ERROR,
        with_options("NMDA receptor.", "Mu receptor", "Kappa receptor"),
    ),
    "one small letter": ("L12", ERROR, with_options("The pore", "the gate", "The rim")),
    "very uneven length": (
        "L12",
        WARNING,
        with_options("Pore", "Gate", "The outer rim of the receptor, far from it", right=0),
    ),
    "no rationale": (
        "L16",
        ERROR,
        single_best(options=(option("d", "x", rationale=" "), *RECEPTORS)),
    ),
    "unknown belief": (
        "L16",
        ERROR,
        single_best(options=(*RECEPTORS, option("d", "Kappa", misconception="MC99"))),
    ),
    "numbers out of order": ("L23", ERROR, with_options("5 minutes", "2 minutes", "9 minutes")),
    "reference to letters": ("L27", ERROR, with_options("NMDA", "Mu", "Both A and B")),
    "small letters": ("L27", ERROR, with_options("NMDA", "Mu", "Both a and b")),
    "letter in the explanation": (
        "L27",
        ERROR,
        single_best(
            explanation="Option B is wrong since the drug acts at the channel and not at it."
        ),
    ),
}


@pytest.mark.parametrize(("rule", "level", "item"), FLAWS.values(), ids=FLAWS.keys())
def test_a_planted_flaw_is_found(rule: str, level: str, item: Item) -> None:
    assert (rule, level) in broken(item)


ALLOWED = {
    "a first tier of two options": two_tier(),
    "an absolute word in the key too": with_options(
        "It only blocks a channel", "It never blocks a channel", "It opens a channel"
    ),
    "a hedge in a distractor too": with_options(
        "It may block a channel", "It can open a channel", "It closes a gate"
    ),
    "an echo that a distractor shares": single_best(
        stem="Which of the channels does ketamine block?",
        options=options("A glutamate channel", "A sodium channel", "A kappa site"),
    ),
    "symbols that set their own case": with_options("mTOR", "Kappa", "μ-opioid", "5-HT2A"),
    "quoted options": with_options("“It is new.”", "“It is old.”", "“It is sold.”"),
    "numbers in order": with_options("2 minutes", "5 minutes", "1,000 minutes", right=1),
    "numbers of several units": with_options("30 minutes", "2 hours", "3 days", right=1),
    "a name with a number": with_options("GluN3", "GluN1", "GluN2"),
    "a word before a capital letter": with_options("Vitamin A", "Vitamin C", "Vitamin D"),
}


@pytest.mark.parametrize("item", ALLOWED.values(), ids=ALLOWED.keys())
def test_what_looks_like_a_flaw_and_is_none_passes(item: Item) -> None:
    assert broken(item) == set()


def test_cues_are_not_looked_for_where_several_options_are_right() -> None:
    item = multiple_response()
    longer = [option(one.id, one.text * 9, correct=one.correct) for one in item.options[:1]]
    item = multiple_response(options=(*longer, *item.options[1:]))
    assert not {"L05", "L06", "L07", "L09"} & {rule for rule, _ in broken(item)}


def test_a_message_names_the_set_and_the_option() -> None:
    item = true_false_reason(
        reasons=options("It is a channel.", "Both of them are.", "It is a spray.", right=0)
    )
    assert [found.message for found in breaches(item)] == [
        "reasons[b] speaks of all or none of the others; give it a meaning of its own."
    ]


@pytest.mark.parametrize(
    ("wants_several", "correct", "problem"),
    [
        (False, [True, False], ""),
        (False, [False, False], "exactly one must be marked correct, and here it is 0"),
        (False, [True, True], "exactly one must be marked correct, and here it is 2"),
        (True, [True, True, False], ""),
        (True, [True, False], "at least two options must be marked correct, and 1 is"),
        (True, [True, True], "at least one option must be wrong"),
    ],
)
def test_the_number_of_right_options_fits_the_kind(
    wants_several: bool, correct: list[bool], problem: str
) -> None:
    assert keys.key_problem(wants_several=wants_several, correct=correct) == problem


def test_harm_must_be_stated_for_deadly_beliefs_in_overdose_items_only() -> None:
    assert keys.must_state_harm("overdose-response", "MC09")
    assert not keys.must_state_harm("overdose-response", "MC01")
    assert not keys.must_state_harm("overdose-response", None)
    assert not keys.must_state_harm("history", "MC09")
