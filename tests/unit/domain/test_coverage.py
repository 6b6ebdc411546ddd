"""What a blueprint wants, and what of it the questions lack."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.coverage import (
    BeliefPlan,
    Blueprint,
    PlanRow,
    Taught,
    TopicPlan,
    gaps,
    plan_rows,
    share_tests,
    taught_by,
    unused_claims,
)
from quizapp.domain.items import Citation, CitationUse, Level
from quizapp.domain.part_items import WrongPair
from quizapp.domain.registers import Between, Contradiction, Side
from tests.unit.domain.item_factory import options, registers, single_best, two_tier
from tests.unit.domain.samples import hotspot, matching

SUPPORTS, REFUTED = CitationUse.SUPPORTS, CitationUse.REFUTED


def taught(**changes: Any) -> Taught:
    fields: dict[str, Any] = {
        "topic": "pharmacology",
        "kind": "single_best",
        "level": Level.RECALL,
        "citations": (),
        "contradictions": (),
        "beliefs": (),
    }
    return Taught(**fields | changes)


def blueprint(**changes: Any) -> Blueprint:
    fields: dict[str, Any] = {"topics": (), "beyond_recall": {}}
    return Blueprint(**fields | changes)


def citing(claim: str, use: CitationUse = SUPPORTS, **changes: Any) -> Taught:
    return taught(citations=(Citation(claim, use),), **changes)


def messages(plan: Blueprint, *questions: Taught) -> list[str]:
    return [gap.message for gap in gaps(plan, registers(), questions)]


def test_an_item_counts_with_the_misconception_of_each_wrong_part() -> None:
    some = options("One", "Two", "Three")
    item = single_best(options=(some[0], *(replace(one, misconception="MC01") for one in some[1:])))
    counted = taught_by(item)
    assert (counted.kind, counted.topic, counted.level) == ("single_best", item.topic, item.level)
    assert counted.beliefs == ("MC01", "MC01")
    assert counted.citations == item.citations


def test_regions_and_wrong_pairs_count_too() -> None:
    regions = tuple(
        replace(region, misconception=None if region.correct else "MC04")
        for region in hotspot().regions
    )
    assert set(taught_by(replace(hotspot(), regions=regions)).beliefs) == {"MC04"}
    pairs = (WrongPair(matching().left[0].id, matching().right[-1].id, "MC01"),)
    assert taught_by(replace(matching(), wrong_pairs=pairs)).beliefs == ("MC01",)


def test_there_is_a_line_for_each_kind_and_for_each_level() -> None:
    plan = TopicPlan("pharmacology", {"single_best": 2, "two_tier": 0}, {Level.RECALL: 1})
    rows = list(plan_rows(blueprint(topics=(plan,)), [taught(), taught(topic="law")]))
    assert rows == [
        PlanRow("pharmacology", "single_best", None, 2, 1),
        PlanRow("pharmacology", "two_tier", None, 0, 0),
        PlanRow("pharmacology", None, Level.RECALL, 1, 1),
    ]


def test_lines_that_are_not_met_are_gaps() -> None:
    plan = TopicPlan("pharmacology", {"single_best": 2}, {Level.RECALL: 1, Level.APPLY: 1})
    assert messages(blueprint(topics=(plan,)), taught()) == [
        "pharmacology has 1 questions of the kind single_best, and 2 are planned.",
        "pharmacology has 0 questions of the level apply, and 1 are planned.",
    ]


def test_recall_is_limited_over_all_topics_together() -> None:
    plan = blueprint(most_recall=0.5)
    (test,) = share_tests(plan, [taught(), taught(topic="law", level=Level.APPLY)])
    assert (test.share, test.limit, test.passed) == (0.5, 0.5, True)
    (test,) = share_tests(plan, [taught()])
    assert not test.passed
    assert list(share_tests(plan, [])) == []


def test_a_topic_may_want_more_than_recall() -> None:
    plan = blueprint(beyond_recall={"pharmacology": 0.75, "law": 0.75})
    questions = [taught(level=Level.ANALYSE)] * 3 + [taught()]
    (test,) = share_tests(plan, questions)
    assert (test.share, test.passed, test.is_least) == (0.75, True, True)
    (test,) = share_tests(plan, [*questions, taught()])
    assert not test.passed


def test_a_teachable_claim_is_cited_and_a_wrong_one_refuted() -> None:
    claims = registers().claims.values()
    assert unused_claims(claims, []) == ["C-sound", "C-contested", "C-wrong"]
    questions = [citing("C-sound"), citing("C-contested"), citing("C-wrong", SUPPORTS)]
    assert unused_claims(claims, questions) == ["C-wrong"]
    assert unused_claims(claims, [*questions, citing("C-wrong", REFUTED)]) == []


def test_claims_without_a_question_are_gaps_where_every_claim_is_promised() -> None:
    assert messages(blueprint(covers_claims=True), citing("C-sound")) == [
        "No question cites the claim C-contested.",
        "No question refutes the claim C-wrong.",
    ]
    assert messages(blueprint()) == []


def test_a_misconception_wants_distractors_kinds_and_a_two_step_question() -> None:
    plan = blueprint(beliefs=BeliefPlan(distractors=3, kinds=2, two_tier=1))
    beliefs = ("MC01", "MC01")
    assert messages(plan, taught(beliefs=beliefs)) == [
        "The misconception MC01: wrong options stand for it: 2, planned: 3.",
        "The misconception MC01: kinds of question hold it: 1, planned: 2.",
        "The misconception MC01: two-step questions can reveal it: 0, planned: 1.",
    ]
    assert messages(plan, taught(beliefs=beliefs), taught(kind="two_tier", beliefs=("MC01",))) == []
    assert taught_by(two_tier()).kind == "two_tier"


def test_a_claim_on_safety_wants_two_questions_and_a_person_in_view() -> None:
    plan = blueprint(in_cases=("C-sound",))
    (gap,) = gaps(plan, registers(), [citing("C-sound"), citing("C-sound")])
    assert gap.about == "C-sound"
    assert gap.message.endswith("it is cited by 2.")
    assert len(messages(plan, citing("C-sound", kind="vignette"))) == 1
    assert messages(plan, citing("C-sound"), citing("C-sound", kind="vignette")) == []
    assert messages(plan, citing("C-sound"), citing("C-sound", kind="scenario")) == []


def test_every_contradiction_is_shown_but_for_those_that_none_can_show() -> None:
    disputed = {
        name: Contradiction(name, Between.GAP, "What?", (Side((), "This."),), "That.", ("R-read",))
        for name in ("X01", "X02", "X18")
    }
    plan = blueprint(without_question=("X18",))
    made = gaps(plan, registers(contradictions=disputed), [taught(contradictions=("X01",))])
    assert [gap.message for gap in made] == ["No question shows the contradiction X02."]
