"""Items refuse what makes no sense, so that the rest of the code need not check."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from quizapp.domain.items import Item, Option, Review, ReviewStatus, Revision
from quizapp.domain.kinds import KINDS
from quizapp.domain.part_items import NumberRange, WrongPair
from tests.unit.domain import samples


def test_an_item_with_one_best_answer_has_exactly_one_key() -> None:
    two_keys = (*samples.OPTIONS, Option("d", "Also right", "Why.", correct=True))
    with pytest.raises(ValueError, match="exactly one option"):
        replace(samples.single(), options=two_keys)
    with pytest.raises(ValueError, match="exactly one option"):
        replace(samples.vignette(), options=two_keys)


def test_reasons_have_exactly_one_key() -> None:
    no_key = tuple(replace(option, correct=False) for option in samples.OPTIONS)
    with pytest.raises(ValueError, match="exactly one reason"):
        replace(samples.true_false(), reasons=no_key)
    with pytest.raises(ValueError, match="exactly one reason"):
        replace(samples.two_tier(), reasons=no_key)


@pytest.mark.parametrize("right", ["a", "abcde"])
def test_a_multiple_response_has_two_right_answers_and_a_wrong_one(right: str) -> None:
    item = samples.multiple()
    options = tuple(replace(option, correct=option.id in right) for option in item.options)
    with pytest.raises(ValueError, match="at least two options"):
        replace(item, options=options)


def test_the_right_answer_cannot_be_harmful() -> None:
    with pytest.raises(ValueError, match="cannot be right and harmful"):
        Option("a", "Leave", "Why.", correct=True, harm=True)


def test_revisions_count_from_one() -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        Revision(0, 1)


def test_drafts_are_not_served_and_read_items_are() -> None:
    assert samples.single().is_served
    draft = Review(ReviewStatus.DRAFT, "w1")
    assert not replace(samples.single(), review=draft).is_served


def test_each_kind_says_what_there_is_to_choose_from() -> None:
    assert len(samples.single().option_sets) == 1
    assert len(samples.multiple().option_sets) == 1
    assert len(samples.true_false().option_sets) == 1
    assert len(samples.two_tier().option_sets) == 2
    assert len(samples.vignette().option_sets) == 1


def test_an_item_without_options_has_nothing_to_choose_from() -> None:
    assert Item(**samples.common()).option_sets == ()


def test_only_vignettes_belong_to_a_case() -> None:
    assert samples.vignette().case_id == "fall"
    assert samples.single().case_id is None


def test_every_kind_is_known_by_its_name() -> None:
    assert set(KINDS) == {
        "single_best",
        "multiple_response",
        "true_false_reason",
        "two_tier",
        "vignette",
        "ordering",
        "matching",
        "numeric",
        "hotspot",
    }


def test_what_follows_from_a_precedence_is_part_of_it() -> None:
    assert ("check", "roll") in samples.ordering().before
    assert len(samples.ordering().before) == 5


@pytest.mark.parametrize(
    ("precedence", "part"),
    [
        ((), "at least one step"),
        ((("check", "nowhere"),), "a step that is not there"),
        ((("check", "call"), ("call", "check")), "in a circle"),
    ],
)
def test_an_order_that_cannot_be_is_refused(
    precedence: tuple[tuple[str, str], ...], part: str
) -> None:
    with pytest.raises(ValueError, match=part):
        replace(samples.ordering(), precedence=precedence)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"key": (("morphine", "ago"),)}, "each left term once"),
        ({"key": (("morphine", "ago"), ("ketamine", "nothing"))}, "a term that is not there"),
        ({"wrong_pairs": (WrongPair("nobody", "ago"),)}, "a term that is not there"),
        ({"wrong_pairs": (WrongPair("morphine", "ago"),)}, "right by the key"),
    ],
)
def test_pairs_that_cannot_be_are_refused(changes: dict[str, Any], part: str) -> None:
    with pytest.raises(ValueError, match=part):
        replace(samples.matching(), **changes)


def test_a_range_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        NumberRange(3, 2, "minutes")


def test_a_hotspot_has_one_right_region_and_a_diagram() -> None:
    item = samples.hotspot()
    with pytest.raises(ValueError, match="exactly one region"):
        replace(item, regions=item.regions[:2])
    with pytest.raises(ValueError, match="a diagram"):
        replace(item, diagram=None)


def test_each_kind_names_its_parts_and_the_beliefs_it_can_reveal() -> None:
    assert samples.two_tier().part_ids == (("y", "n"), ("a", "b", "c"))
    assert samples.ordering().part_ids == (("check", "call", "spray", "roll"),)
    assert samples.matching().part_ids == (("ago", "pore", "gaba"),)
    assert samples.numeric().part_ids == ()
    assert samples.hotspot().part_ids == (("glu", "gly", "pore"),)
    assert samples.single().beliefs == {"MC01", "MC09"}
    assert samples.matching().beliefs == {"MC01"}
    assert samples.hotspot().beliefs == {"MC04"}
    assert samples.numeric().beliefs == frozenset()
