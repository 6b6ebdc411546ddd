"""Drafts of sets: changing them, going back, and what a set will take."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Feedback, Override
from quizapp.domain.set_drafts import SetDraft, SetHistory, usual_plan
from quizapp.domain.set_timing import SetTime, medians, set_time
from tests.unit.domain import samples

PLAN = AssignmentPlan(id="d1", title="", mode=AssignmentMode.PRACTICE)
ABC = SetDraft(plan=PLAN, items=("a", "b", "c"))


def titled(title: str) -> SetDraft:
    return replace(ABC, plan=replace(PLAN, title=title))


def test_questions_are_added_at_the_end_and_taken_out() -> None:
    assert ABC.id == "d1"
    assert ABC.with_added(["b", "d"]).items == ("a", "b", "c", "d")
    assert ABC.without({"a", "x"}).items == ("b", "c")
    with pytest.raises(ValueError, match="once"):
        SetDraft(plan=PLAN, items=("a", "a"))


def test_a_draft_is_blank_until_something_is_put_into_it_or_said_about_it() -> None:
    new = SetDraft(plan=usual_plan("d1", ""))
    assert new.is_blank
    assert not replace(new, cohort_id="c1").is_blank
    assert not new.with_added(["a"]).is_blank
    assert not new.with_plan(attempts=2).is_blank


@pytest.mark.parametrize(
    ("place", "order"), [(-1, "bac"), (0, "bac"), (1, "abc"), (2, "acb"), (9, "acb")]
)
def test_a_question_is_moved_to_a_place(place: int, order: str) -> None:
    assert "".join(ABC.with_moved("b", place).items) == order


def test_shuffling_keeps_every_question() -> None:
    orders = {ABC.with_shuffled(Random(seed)).items for seed in range(30)}
    assert len(orders) == 6
    assert {frozenset(order) for order in orders} == {frozenset("abc")}


def test_changes_are_undone_and_done_again_until_something_else_is_changed() -> None:
    history = SetHistory(ABC)
    assert not history.can_undo
    assert not history.can_redo
    assert (history.undo(), history.redo()) == (ABC, ABC)
    shorter = ABC.without({"a"})
    assert history.take(shorter)
    assert not history.take(shorter)
    assert history.undo() == ABC
    assert history.can_redo
    assert history.redo() == shorter
    history.undo()
    history.take(ABC.without({"c"}))
    assert (history.can_undo, history.can_redo) == (True, False)
    assert history.undo() == ABC


def test_what_is_typed_in_one_go_is_one_step() -> None:
    history = SetHistory(ABC)
    for text in ("W", "We", "Week"):
        history.take(titled(text), "title")
    assert history.present.plan.title == "Week"
    assert history.undo() == ABC
    history.redo()
    history.take(titled("Week 3"), "title")
    assert history.undo().plan.title == "Week"


def test_a_set_takes_as_long_as_its_kinds_usually_do_or_else_as_its_words() -> None:
    known, unknown = samples.single(), samples.true_false()
    stem = len(unknown.stem.split())
    reasons = sum(len(option.text.split()) for option in unknown.reasons)
    time = set_time([known, unknown], {"single_best": 30_000})
    assert time == SetTime(30_000 + (stem + reasons) * 300, measured=1, read=1)
    assert SetTime(60_001, 1, 0).minutes == 2
    assert set_time([], {}).minutes == 0


def test_a_case_is_read_once() -> None:
    one = samples.vignette()
    both = set_time([one, replace(one, id="x-002")], {})
    case = len(one.case_text.split()) * 300
    assert both.ms == 2 * (set_time([one], {}).ms - case) + case
    # Six words of the stem, two terms to match, and four words to match them with.
    assert set_time([samples.matching()], {}).ms == (6 + 2 + 4) * 300


def test_a_median_needs_five_times() -> None:
    assert medians({"numeric": [9, 1, 5, 3, 70], "hotspot": [1, 2, 3, 4]}) == {"numeric": 5}


DUE = datetime(2026, 12, 8, 17, tzinfo=UTC)
LATER = DUE + timedelta(days=2)


def test_an_exam_shows_no_answers_and_practice_after_it_does_at_the_end() -> None:
    shown = ABC.with_plan(feedback=Feedback.AT_ONCE)
    exam = shown.with_plan(mode=AssignmentMode.EXAM)
    assert exam.plan.feedback is Feedback.NEVER
    assert exam.with_plan(title="Week 3").plan.feedback is Feedback.NEVER
    assert exam.with_plan(mode=AssignmentMode.PRACTICE).plan.feedback is Feedback.AT_END
    assert shown.with_plan(title="Week 3").plan.feedback is Feedback.AT_ONCE


def test_without_a_due_date_nothing_rests_on_one() -> None:
    draft = ABC.with_plan(
        due_at=DUE,
        feedback=Feedback.AFTER_DUE,
        overrides=(Override("m1", 1.5, LATER), Override("m2", 1.0, LATER), Override("m3", 2.0)),
    )
    assert len(draft.plan.overrides) == 3
    free = draft.with_plan(due_at=None).plan
    assert free.feedback is Feedback.AT_END
    assert free.overrides == (Override("m1", 1.5), Override("m3", 2.0))


def test_a_due_date_of_ones_own_lasts_while_it_is_the_later_one() -> None:
    draft = ABC.with_plan(due_at=DUE, overrides=(Override("m1", 1.0, LATER),))
    assert draft.with_plan(due_at=DUE + timedelta(days=1)).plan.overrides == draft.plan.overrides
    assert draft.with_plan(due_at=LATER).plan.overrides == ()


def test_a_plan_that_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="due before it opens"):
        ABC.with_plan(due_at=DUE).with_plan(opens_at=LATER)


def test_a_draft_goes_on_as_another_one_with_all_its_steps() -> None:
    first = SetDraft(plan=usual_plan("d-1", "Week 3"))
    history = SetHistory(first)
    history.take(first.with_added(["od-001"]))
    history.go_on_as(SetDraft(plan=usual_plan("d-2", "Week 3 (copy)"), items=("od-001",)))
    assert (history.present.id, history.present.items) == ("d-2", ("od-001",))
    assert history.undo() == SetDraft(plan=usual_plan("d-2", "Week 3"))
    assert history.redo().plan.title == "Week 3 (copy)"
