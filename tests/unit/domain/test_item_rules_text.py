"""Text analysis, near-duplicates and cueing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from quizapp.domain.item_rules import text
from quizapp.domain.item_rules.cueing import cueing_pairs
from quizapp.domain.item_rules.duplicates import near_duplicates
from quizapp.domain.item_rules.table import RULES
from quizapp.domain.items import Item
from tests.unit.domain.item_factory import options, single_best, two_tier, vignette


def test_words_hold_letters_hyphens_and_apostrophes_but_no_numbers() -> None:
    assert text.words("The drug's mu-opioid site (α2, 5-10 %).") == [
        "The",
        "drug's",
        "mu-opioid",
        "site",
        "α2",
    ]


@pytest.mark.parametrize(
    "group",
    [
        ("block", "blocks", "blocked", "blocking", "blocker's"),
        ("activate", "activates", "activated", "activating", "activation"),
        ("breath", "breaths", "breathe", "breathing"),
        ("study", "studies"),
    ],
)
def test_forms_of_one_word_have_one_stem(group: tuple[str, ...]) -> None:
    assert len({text.stem(word) for word in group}) == 1


def test_short_words_keep_their_ending() -> None:
    assert text.stem("does") == "does"


def test_content_leaves_out_short_words_and_function_words() -> None:
    assert text.content("Which of these would close the channel?") == {
        text.stem("close"),
        text.stem("channel"),
    }


@pytest.mark.parametrize(
    ("word", "count"),
    {
        "drug": 1,
        "body": 2,
        "made": 1,
        "little": 2,
        "blocked": 1,
        "needed": 2,
        "sites": 1,
        "doses": 2,
        "NMDA": 1,
        "naloxone": 2,
        "the": 1,
        "whole": 1,
    }.items(),
)
def test_syllables_are_counted_by_vowels(word: str, count: int) -> None:
    assert text.syllables(word) == count


def test_longer_sentences_and_words_read_at_a_higher_grade() -> None:
    easy = text.reading_grade("He does not wake. Call for help.")
    hard = text.reading_grade("Immediate notification of emergency responders is obligatory now.")
    assert easy < 3 < 12 < hard


def test_a_text_without_words_has_no_grade() -> None:
    assert text.reading_grade("10 – 12") == 0.0


def test_the_last_sentence_is_found_behind_a_quotation() -> None:
    assert text.last_sentence('He says, "It is only K." What now?') == "What now?"


def test_each_rule_has_an_id_a_reason_and_stands_once_a_level() -> None:
    assert len({(rule.id, rule.level) for rule in RULES}) == len(RULES)
    assert all(rule.reason.endswith(".") for rule in RULES)


def item(number: int, stem: str, **changes: Any) -> Item:
    return single_best(id=f"q-{number}", stem=stem, **changes)


def pairs(*items: Item) -> list[tuple[str, str]]:
    return [(one.id, other.id) for one, other in near_duplicates(items)]


def test_a_stem_with_one_word_changed_is_nearly_the_same() -> None:
    first = item(1, "Which receptor is the main target of ketamine in the brain?")
    second = item(2, "Which receptor is the main target of Ketamine in a brain?")
    other = item(3, "How long does one dose of the spray work as a rule?")
    assert pairs(first, second, other) == [("q-2", "q-1")]


def test_stems_with_the_same_words_in_another_order_are_different() -> None:
    first = item(1, "Does the first drug undo what the second drug does?")
    second = item(2, "What the second drug does, does the first drug undo?")
    assert pairs(first, second) == []


def test_stems_of_one_case_are_compared_without_the_case() -> None:
    case = "A man lies on the floor. He snores, his lips are blue and his skin is cold. " * 3
    first = vignette(id="q-1", case_text=case, stem="What should you do next?")
    second = vignette(id="q-2", case_text=case, stem="Which sign matters most?")
    again = vignette(id="q-3", case_text=case, stem="What should you do next now?")
    assert pairs(first, second, again) == [("q-3", "q-1")]


def test_the_same_stem_about_another_case_is_a_different_question() -> None:
    first = vignette(id="q-1", case="party")
    second = vignette(id="q-2", case="car", case_text="A woman sits in a car and cannot be woken.")
    assert pairs(first, second) == []


def test_a_key_that_stands_in_another_stem_cues_it() -> None:
    key = options("It plugs the pore below the gate", "It opens a door", "It goes away")
    cued = item(1, "How does the drug act on its target?", options=key)
    cueing = item(2, "A drug that plugs a pore below the gate is given. What can still bind?")
    other = item(3, "A drug that opens a pore is given. What can still bind?")
    assert cueing_pairs([cueing, cued, other]) == {("q-1", "q-2")}


def test_words_of_the_topic_and_short_keys_cue_nothing() -> None:
    key = options("The opioid receptor of a person", "A gate", "A door")
    one = item(1, "What does it bind?", options=key)
    other = item(2, "Where is the opioid receptor of this person found?")
    assert cueing_pairs([one, other]) == set()


def test_a_number_of_the_key_must_stand_in_the_stem_too() -> None:
    key = options("The final agency rule of 1999", "A law of 1970", "A note of 2019")
    one = item(1, "What put it there?", options=key)
    assert not cueing_pairs([one, item(2, "Which agency made the final rule of 1970?")])
    assert cueing_pairs([one, item(2, "Which agency made the final rule of 1999?")])


def test_a_reason_can_be_cued_and_a_case_can_cue() -> None:
    reasons = options("Lips turn blue when oxygen falls", "They turn red", "They stay")
    one = two_tier(id="q-1", reasons=reasons)
    other = vignette(id="q-2", case_text="Oxygen falls and the lips turn blue.")
    assert cueing_pairs([one, other]) == {("q-1", "q-2")}


def test_questions_of_one_case_are_not_kept_apart() -> None:
    key = options("Blue lips with snoring breaths", "A", "B")
    one = vignette(id="q-1", options=key, case_text="Blue lips, snoring breaths.")
    other = vignette(id="q-2", case_text=one.case_text, stem="Which sign matters most?")
    assert cueing_pairs([one, other]) == set()


def test_words_that_stand_in_many_stems_are_found_as_well() -> None:
    key = options("It plugs the pore below the gate", "It opens a door", "It goes away")
    cued = item(0, "How does the drug act on its target?", options=key)
    many = [item(number, f"Can pore, gate and plug be {number}?") for number in range(1, 301)]
    others = [item(number, f"Can pore, gate or door be {number}?") for number in range(301, 601)]
    assert cueing_pairs([cued, *many, *others]) == {("q-0", one.id) for one in many}


@pytest.mark.no_cover
def test_a_large_collection_is_searched_in_seconds() -> None:
    items = [
        item(number, f"Which w{number}x and v{number % 97}x word is meant here by w{number % 89}x?")
        for number in range(5000)
    ]
    start = time.perf_counter()
    cueing_pairs(items)
    list(near_duplicates(items[:1000]))
    assert time.perf_counter() - start < 20
