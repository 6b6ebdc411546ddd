"""Drafts: anything may be missing, what is missing is said, and what is there can be looked at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.draft_checks import check_draft, reason_of
from quizapp.domain.draft_gaps import built, gaps
from quizapp.domain.draft_items import assembled, cleaned
from quizapp.domain.draft_preview import UNWRITTEN, filled
from quizapp.domain.drafts import (
    PART_LISTS,
    Draft,
    DraftPart,
    blank,
    changed,
    draft_of,
    fresh_id,
    typed_number,
    with_part,
    without_part,
)
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.items import Area, Item
from quizapp.domain.kinds import KINDS
from quizapp.domain.part_items import Matching, WrongPair
from tests.unit.domain import samples
from tests.unit.domain.item_factory import registers

SAMPLES = {
    "single_best": samples.single,
    "multiple_response": samples.multiple,
    "true_false_reason": samples.true_false,
    "two_tier": samples.two_tier,
    "vignette": samples.vignette,
    "ordering": samples.ordering,
    "matching": samples.matching,
    "numeric": samples.numeric,
    "hotspot": samples.hotspot,
}


def sample(kind: str) -> Item:
    return SAMPLES[kind]()


def said(draft: Draft) -> list[str]:
    return [sentence for _, sentence in gaps(draft)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_the_same_after_it_was_a_draft(kind: str) -> None:
    draft = draft_of(sample(kind))
    assert gaps(draft) == ()
    assert built(draft) == sample(kind)
    assert filled(draft) == sample(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_says_what_is_missing_and_is_no_item(kind: str) -> None:
    draft = blank(kind, "q-1", "bank", "topic")
    assert draft.is_blank
    assert not changed(draft, stem="Who?").is_blank
    assert said(draft)
    with pytest.raises(ValueError, match="q-1"):
        built(draft)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"hotspot"}))
def test_a_new_question_can_be_looked_at_with_stand_ins(kind: str) -> None:
    item = filled(blank(kind, "q-1", "bank", "topic"))
    assert item is not None
    assert item.stem == UNWRITTEN


def test_a_hotspot_can_be_looked_at_once_a_diagram_and_a_part_are_chosen() -> None:
    draft = blank("hotspot", "q-1", "bank", "topic")
    assert filled(draft) is None
    first = replace(draft.regions[0], text="pore")
    shown = filled(changed(draft, diagram="DG02", regions=(first, *draft.regions[1:])))
    assert shown is not None
    assert [part.part for part in shown.regions] == ["pore"]  # type: ignore[attr-defined]


def test_the_first_answers_stand_in_for_what_is_right() -> None:
    draft = blank("multiple_response", "q-1", "bank", "topic")
    shown = filled(changed(draft, options=tuple(replace(p, correct=True) for p in draft.options)))
    assert shown is not None
    assert [option.correct for option in shown.option_sets[0]] == [True, True, False, False]
    last = (*draft.options[:3], replace(draft.options[3], correct=True))
    shown = filled(changed(draft, options=last))
    assert shown is not None
    assert [option.correct for option in shown.option_sets[0]] == [True, False, False, True]
    first = (replace(draft.options[0], correct=True), *draft.options[1:])
    shown = filled(changed(draft, options=first))
    assert shown is not None
    assert [option.correct for option in shown.option_sets[0]] == [True, True, False, False]


def test_text_is_cleaned_of_what_cannot_be_kept() -> None:
    assert cleaned(" one\r\ntwo\x85three\x00\u202e\ufeff ") == "one\ntwo\nthree"


def test_a_part_gets_the_first_letter_that_is_free() -> None:
    assert fresh_id((DraftPart("a"), DraftPart("c"))) == "b"
    assert fresh_id(tuple(DraftPart(letter) for letter in "abcdefghijklmnopqrstuvwxyz")) == "a1"


def test_numbers_are_written_as_one_types_them() -> None:
    assert [typed_number(number) for number in (2.0, 0.5, 1e-5, 120.0)] == [
        "2",
        "0.5",
        "0.00001",
        "120",
    ]


def test_a_step_that_is_taken_out_takes_its_pairs_with_it() -> None:
    draft = draft_of(samples.ordering())
    gone = draft.steps[0].id
    rest = without_part(draft, "steps", gone)
    assert gone not in {part.id for part in rest.steps}
    assert all(gone not in pair for pair in rest.precedence)


def test_a_term_that_is_taken_out_takes_its_matches_with_it() -> None:
    draft = draft_of(samples.matching())
    left, right = draft.key[0]
    without_left = without_part(draft, "left", left)
    assert left not in dict(without_left.key)
    assert all(pair.left != left for pair in without_left.wrong_pairs)
    without_right = without_part(draft, "right", right)
    assert right not in dict(without_right.key).values()
    assert f"left[{left}]: choose what it is matched with" in said(without_right)


def test_an_option_can_be_added_and_taken_out() -> None:
    draft = with_part(draft_of(samples.single()), "options")
    assert [part.id for part in draft.options] == ["a", "b", "c", "d"]
    assert [part.id for part in without_part(draft, "options", "b").options] == ["a", "c", "d"]


def test_every_answer_needs_a_text_and_a_reason_and_one_is_right() -> None:
    draft = blank("single_best", "q-1", "bank", "topic")
    assert "options[a]: nothing is written here yet" in said(draft)
    assert "options[a] does not say why it is right or wrong" in said(draft)
    assert "options: exactly one must be marked correct, and here it is 0" in said(draft)


def test_what_is_right_harms_nobody() -> None:
    draft = draft_of(samples.single())
    both = tuple(replace(part, harm=True) if part.correct else part for part in draft.options)
    assert "options[b]: what is right cannot harm somebody" in said(changed(draft, options=both))


def test_in_overdose_questions_area_and_harm_have_to_be_said() -> None:
    draft = changed(draft_of(samples.single()), topic="overdose-response")
    parts = (replace(draft.options[0], misconception="MC09", harm=None), *draft.options[1:])
    found = said(changed(draft, options=parts))
    assert "area: say which of the four areas it belongs to" in found
    assert "options[a]: with MC09 say whether it could harm somebody" in found
    answered = (replace(parts[0], harm=False), *parts[1:])
    assert said(changed(draft, options=answered, area=Area.SIGNS)) == []


def test_an_item_that_says_harm_false_says_so_as_a_draft() -> None:
    item = samples.single(topic="overdose-response", area=Area.SIGNS)
    option = replace(item.options[0], misconception="MC09")
    draft = draft_of(replace(item, options=(option, *item.options[1:])))
    assert [part.harm for part in draft.options] == [False, None, True]


def test_a_statement_needs_a_verdict_and_a_case_question_a_case() -> None:
    statement = changed(draft_of(samples.true_false()), verdict=None)
    assert said(statement) == ["verdict: say whether the statement is true or false"]
    asked = changed(draft_of(samples.vignette()), case="", case_text="")
    assert said(asked) == [
        "case_text: nothing is written here yet",
        "case_text: choose a case or begin a new one",
    ]


def test_steps_need_an_order_that_does_not_run_in_a_circle() -> None:
    draft = draft_of(samples.ordering())
    assert said(changed(draft, precedence=())) == [
        "precedence: say of at least one step what it comes before"
    ]
    first, second = (part.id for part in draft.steps[:2])
    circle = changed(draft, precedence=((first, second), (second, first)))
    assert said(circle) == ["precedence: what comes before what runs in a circle"]
    shown = filled(circle)
    assert shown is not None
    assert shown.precedence == ((first, second),)  # type: ignore[attr-defined]


def test_the_number_of_steps_has_limits() -> None:
    draft = draft_of(samples.ordering())
    two = changed(draft, steps=draft.steps[:2], precedence=draft.precedence[:1])
    assert "steps: there must be 3 to 7, and here it is 2" in said(two)


def test_a_wrong_match_is_neither_right_nor_with_nothing() -> None:
    draft = draft_of(samples.matching())
    left, right = draft.key[0]
    wrong = (WrongPair(left, right), WrongPair(left, "gone"))
    assert said(changed(draft, wrong_pairs=wrong)) == [
        f"left[{left}]: a wrong match is right by the key",
        f"left[{left}]: choose what the wrong match is with",
    ]
    shown = filled(changed(draft, wrong_pairs=wrong))
    assert isinstance(shown, Matching)
    assert shown.wrong_pairs == ()


def test_matching_without_right_terms_cannot_be_looked_at() -> None:
    assert filled(changed(draft_of(samples.matching()), right=())) is None


def test_a_range_is_two_numbers_the_smaller_one_first() -> None:
    draft = draft_of(samples.numeric())
    assert said(changed(draft, least="two")) == ["least: type one number here"]
    assert said(changed(draft, least="9", most="2,5")) == ["most: the range ends before it begins"]
    shown = filled(changed(draft, least="9", most="x"))
    assert shown is not None
    assert (shown.answer.min, shown.answer.max) == (9.0, 9.0)  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="two numbers"):
        assembled(changed(draft, least=""))


def test_a_hotspot_needs_a_diagram_and_a_part_for_each_place() -> None:
    draft = draft_of(samples.hotspot())
    found = said(changed(draft, diagram="", regions=(replace(draft.regions[0], text=""),)))
    assert "regions[" in found[0]
    assert found[0].endswith("choose a part of the diagram")
    assert "diagram: choose the diagram to mark" in found


def test_rules_are_silent_about_what_is_not_written_yet() -> None:
    context = RuleContext(registers())
    found = {breach.rule for breach in check_draft(blank("single_best", "q", "b", "t"), context)}
    assert found == {"field", "L01", "L16", "L17", "L21", "review"}


def test_rules_look_at_what_is_there_errors_first() -> None:
    context = RuleContext(registers())
    draft = changed(draft_of(samples.single()), stem="Which is not so?")
    found = check_draft(draft, context)
    assert {"L04", "L26"} <= {breach.rule for breach in found}
    levels = [breach.level for breach in found]
    assert levels == sorted(levels)
    assert all(reason_of(breach.rule, breach.level) for breach in found)
    assert reason_of("unheard-of", levels[0]) == ""


def test_what_cannot_be_looked_at_has_gaps_alone() -> None:
    draft = blank("hotspot", "q", "b", "t")
    assert len(check_draft(draft, RuleContext(registers()))) == len(gaps(draft))


def test_every_kind_says_which_lists_it_has() -> None:
    assert set(PART_LISTS) == set(KINDS)
