"""Drafts of sets: kept, copied, deleted, put back, and drawn by topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from quizapp.application.fill_words import line_words, shortage_words
from quizapp.bootstrap import Application
from quizapp.domain.assignments import Feedback
from quizapp.domain.errors import UserError
from quizapp.domain.items import Level
from quizapp.domain.set_filling import Filled, FillLine, Shortage, fill

TITLES = {"t": "Receptors"}


def test_a_draft_is_kept_at_once_and_the_one_changed_last_comes_first(
    app: Application, clock: Any
) -> None:
    first = app.set_drafts.new()
    clock.advance(minutes=1)
    second = app.set_drafts.new("Week 3", ["od-001"])
    assert app.set_drafts.list().drafts == (second, first)
    clock.advance(minutes=1)
    changed = app.set_drafts.save(first.with_added(["od-002"]))
    assert app.set_drafts.list().drafts == (changed, second)
    assert app.set_drafts.get(first.id).items == ("od-002",)


def test_a_deleted_draft_is_put_back_as_it_was(app: Application) -> None:
    draft = app.set_drafts.new("Week 3", ["od-001"])
    app.set_drafts.delete(draft.id)
    with pytest.raises(UserError, match="not there any more"):
        app.set_drafts.get(draft.id)
    app.set_drafts.save(draft)
    assert app.set_drafts.get(draft.id) == draft


def test_a_draft_shows_what_is_right_once_it_is_handed_in_unless_said_otherwise(
    app: Application,
) -> None:
    assert app.set_drafts.new().plan.feedback is Feedback.AT_END


def test_a_copy_is_a_draft_of_its_own(app: Application) -> None:
    draft = app.set_drafts.new("Week 3", ["od-001"])
    copy = app.set_drafts.duplicate(draft)
    assert (copy.items, copy.plan.title) == (draft.items, "Week 3 (copy)")
    assert copy.id != draft.id
    untitled = app.set_drafts.duplicate(app.set_drafts.new())
    assert untitled.plan.title == "Untitled set (copy)"


def test_a_change_made_in_two_windows_is_kept_in_both(
    app: Application, open_app: Callable[..., Application]
) -> None:
    draft, other = app.set_drafts.new("Week 3", ["od-001"]), open_app()
    mine = app.set_drafts.keep(draft.with_added(["od-002"]), draft)
    assert (mine.id, other.set_drafts.is_current(draft)) == (draft.id, False)
    theirs = other.set_drafts.keep(draft.with_added(["od-003"]), draft)
    assert theirs.id != draft.id
    assert (theirs.plan.title, theirs.items) == ("Week 3 (copy)", ("od-001", "od-003"))
    named = other.set_drafts.keep(draft.with_plan(title="Week 4"), draft)
    assert named.plan.title == "Week 4"
    assert set(app.set_drafts.list().drafts) == {mine, theirs, named}
    again = other.set_drafts.keep(theirs.with_added(["od-004"]), theirs)
    assert again.id == theirs.id


def test_a_change_that_both_windows_made_is_one_change(app: Application) -> None:
    draft = app.set_drafts.new("Week 3", ["od-001"])
    more = draft.with_added(["od-002"])
    assert app.set_drafts.keep(more, draft) == app.set_drafts.keep(more, draft) == more
    assert app.set_drafts.is_current(more)


def test_what_is_changed_after_another_window_has_deleted_it_is_a_draft_of_its_own(
    app: Application,
) -> None:
    draft = app.set_drafts.new("Week 3", ["od-001"])
    app.set_drafts.delete(draft.id)
    assert not app.set_drafts.is_current(draft)
    changed = app.set_drafts.keep(draft.with_added(["od-002"]), draft)
    app.set_drafts.save(draft)
    assert (changed.plan.title, changed.items) == ("Week 3", ("od-001", "od-002"))
    assert set(app.set_drafts.list().drafts) == {draft, changed}


def test_parallel_forms_leave_alone_what_another_window_made_of_the_draft(
    app: Application,
) -> None:
    draft = app.set_drafts.new("Week 3", ["od-001"])
    theirs = app.set_drafts.save(draft.with_added(["od-002"]))
    one, other = app.set_drafts.forms(draft, [("od-003",), ("od-004",)])
    assert set(app.set_drafts.list().drafts) == {theirs, one, other}


def test_parallel_forms_become_two_drafts_with_the_same_conditions(app: Application) -> None:
    draft = app.set_drafts.new("Before and after")
    plan = replace(draft.plan, attempts=2)
    draft = app.set_drafts.save(replace(draft, plan=plan, cohort_id="c"))
    one, other = app.set_drafts.forms(draft, [("od-001",), ("od-002",)])
    assert one.id == draft.id
    assert (one.plan.title, other.plan.title) == (
        "Before and after, form A",
        "Before and after, form B",
    )
    assert (one.items, other.items) == (("od-001",), ("od-002",))
    assert (other.plan.attempts, other.cohort_id) == (2, "c")
    assert set(app.set_drafts.list().drafts) == {one, other}


def test_a_line_is_named_by_what_it_asks_for() -> None:
    assert line_words(FillLine("t", 3), TITLES) == "Receptors"
    assert line_words(FillLine("x", 3, Level.APPLY, "vignette"), TITLES) == "x, Apply, Case"


@pytest.mark.parametrize(
    ("forms", "shortage", "ends"),
    [
        (1, (2, 2, 0), "2 of 4. There are 2 to choose from."),
        (1, (1, 1, 2), "There is 1 to choose from. 2 more were sent to this cohort before."),
        (1, (1, 1, 1), "1 more was sent to this cohort before."),
        (1, (3, 6, 0), "belong to a case that would not fit as a whole, or fill another line."),
        (2, (3, 6, 0), "3 of 4 in each form. There are 6 to choose from, and 2 forms need 8."),
        (2, (3, 9, 0), "and what gives another one away is left out."),
    ],
)
def test_what_is_missing_is_said_with_the_reason(
    forms: int, shortage: tuple[int, int, int], ends: str
) -> None:
    filled = Filled(((),) * forms, (Shortage(FillLine("t", 4), *shortage),))
    (said,) = shortage_words(filled, TITLES)
    assert said.startswith("Receptors: ")
    assert said.endswith(ends)


def test_a_plan_is_filled_from_the_questions_that_came_with_quizapp(app: Application) -> None:
    pool = app.question_pool.load()
    lines = [FillLine("overdose-response", 10), FillLine("receptor-mechanisms", 5, Level.APPLY)]
    fillable = [one.fillable for one in pool.questions]
    filled = fill(lines, fillable, pool.cues, Random(3), forms=2)
    sorts = {one.id: one.sort for one in pool.questions}
    one, other = filled.forms
    assert filled.shortages == ()
    assert [sorts[item] for item in one] == [sorts[item] for item in other]
    assert len({*one, *other}) == 30
