"""Ready-made sets: what keeps them from being served, and when two of them are parallel."""

from __future__ import annotations

import pytest

from quizapp.domain.attempts import PassRule
from quizapp.domain.items import Area, Item, Level, Review, ReviewStatus
from quizapp.domain.question_sets import (
    QuestionSet,
    area_counts,
    drafts_in,
    form_problems,
    forms,
    in_order,
    level_counts,
    set_problems,
    unlikeness,
)
from tests.unit.domain.item_factory import options, single_best, vignette

READ = Review(ReviewStatus.SECOND_READ, "w1", "r1", "2026-11-21", agreed=True)
RULE = PassRule(0.8, no_critical_error=True)


def item(item_id: str, area: Area | None = Area.SIGNS, **changes: object) -> Item:
    return single_best(**{"id": item_id, "area": area, "review": READ, **changes})


def known(*items: Item) -> dict[str, Item]:
    return {one.id: one for one in items}


def question_set(set_id: str, *items: str, passes: PassRule = RULE) -> QuestionSet:
    return QuestionSet(set_id, "A set", items, passes)


@pytest.mark.parametrize(
    ("right", "critical", "passed"), [(16, 0, True), (15, 0, False), (20, 1, False), (20, 0, True)]
)
def test_80_per_cent_pass_with_no_answer_that_could_harm(
    right: int, critical: int, *, passed: bool
) -> None:
    assert RULE.needed(20) == 16
    assert RULE.is_met(right, 20, critical) is passed


def test_a_rule_may_let_critical_errors_pass() -> None:
    assert PassRule(0.8, no_critical_error=False).is_met(16, 20, 3)


@pytest.mark.parametrize(("share", "total", "needed"), [(0.7, 10, 7), (0.8, 3, 3), (0.0, 5, 0)])
def test_the_number_of_answers_that_are_needed_is_rounded_up(
    share: float, total: int, needed: int
) -> None:
    assert PassRule(share, no_critical_error=True).needed(total) == needed


def test_a_share_beyond_1_is_no_rule() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        PassRule(80, no_critical_error=True)
    with pytest.raises(ValueError, match="between 0 and 1"):
        PassRule(0.8, no_critical_error=True, topics=(("overdose", 80),))


def test_a_sound_set_has_no_problem() -> None:
    items = known(item("a"), item("b"))
    assert list(set_problems(question_set("s", "a", "b"), items)) == []


def test_items_that_are_gone_or_named_twice_are_problems() -> None:
    assert list(set_problems(question_set("s", "a", "a", "c"), known(item("a")))) == [
        "The question a stands 2 times in this set.",
        "There is no question c; mend the id or take it out.",
    ]


def test_drafts_are_left_out_of_a_set_for_now() -> None:
    draft = Review(ReviewStatus.DRAFT, "w1")
    items = known(item("a"), item("b", review=draft))
    chosen = question_set("s", "a", "b", "b", "c")
    assert list(drafts_in(chosen, items)) == [
        "The question b is a draft, which is not asked; let it be read first."
    ]


def test_a_case_is_taken_whole() -> None:
    items = known(vignette(id="a", review=READ), vignette(id="b", review=READ))
    (problem,) = set_problems(question_set("s", "a"), items)
    assert problem == "The question b belongs to the case party, which is asked whole."
    assert list(set_problems(question_set("s", "a", "b"), items)) == []


def test_questions_that_give_each_other_away_are_a_problem() -> None:
    key = "A slow leak of calcium through membranes"
    cued = item("a", options=options(key, "Something else", "A third thing"))
    cueing = item("b", stem="A slow leak of calcium through membranes does what?")
    (problem,) = set_problems(question_set("s", "a", "b"), known(cued, cueing))
    assert problem == "The questions a and b give each other away."


def test_a_before_and_an_after_of_one_name_are_two_forms() -> None:
    before, after = question_set("od-before", "a"), question_set("od-after", "b")
    assert list(forms([after, question_set("od", "c"), before])) == [(before, after)]
    assert list(forms([before, question_set("law-after", "b")])) == []


def test_of_two_forms_the_one_before_the_training_comes_first() -> None:
    ids = ["od-after", "pre", "law", "od-before"]
    made = in_order(question_set(set_id, "a") for set_id in ids)
    assert [one.id for one in made] == ["law", "od-before", "od-after", "pre"]


def test_parallel_forms_share_no_question_and_have_the_same_areas() -> None:
    items = known(item("a"), item("b", Area.RISKS), item("c"), item("d", Area.RISKS))
    before = question_set("od-before", "a", "b")
    assert list(form_problems(before, question_set("od-after", "c", "d"), items)) == []
    assert list(form_problems(before, question_set("od-after", "a", "c"), items)) == [
        "The question a stands in od-before too; two forms share none.",
        "od-before has 1 questions on risks and this set 0.",
        "od-before has 1 questions on signs and this set 2.",
    ]


def test_forms_of_another_length_or_rule_are_not_parallel() -> None:
    lenient = PassRule(0.5, no_critical_error=False)
    after = question_set("od-after", passes=lenient)
    assert list(form_problems(question_set("od-before", "a"), after, {})) == [
        "od-before has 1 questions and this set 0.",
        "od-before is passed by another rule.",
    ]


def test_items_without_an_area_count_by_topic() -> None:
    items = known(item("a", None), item("b"))
    assert area_counts(["a", "b", "gone"], items) == {"pharmacology": 1, "signs": 1}
    assert level_counts(["a", "b", "gone"], items) == {"recall": 2}


def test_likeness_looks_at_area_kind_and_level() -> None:
    items = known(item("a"), item("b", level=Level.APPLY), item("c"), item("d", Area.RISKS))
    before, after = question_set("x-before", "a", "b"), question_set("x-after", "c", "d", "gone")
    assert unlikeness(before, after, items) == 1
    assert unlikeness(before, before, items) == 0
