"""What a trainer writes down for an assignment is read in full, or refused with its place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.domain.assignments import Feedback
from quizapp.domain.errors import UserError
from quizapp.exchange.native_assignments import WrittenAssignment, load_assignment

START = "format: assignment/1\nid: week-3\ntitle: Week 3\nmode: {mode}\nitems: [a-1]\n"
DUE = "due: 2026-12-08T18:00+01:00\n"


def load(folder: Path, text: str, mode: str = "practice") -> WrittenAssignment:
    path = folder / "week.yaml"
    path.write_text(START.format(mode=mode) + text, encoding="utf-8")
    return load_assignment(path)


def test_everything_that_can_be_asked_for_is_read(tmp_path: Path) -> None:
    written = load(
        tmp_path,
        DUE + "opens: 2026-12-01T08:00+01:00\nminutes: 45\nshuffle_questions: true\n"
        "feedback: after_due\n"
        "pass: {score: 0.8, no_critical_error: true, topics: {overdose: 0.9}}\n"
        "overrides:\n- {learner: Maya, time_factor: 1.5, due: 2026-12-10T18:00+01:00}\n"
        "- {learner: '18'}\n",
    )
    plan = written.plan
    due_at = datetime(2026, 12, 8, 17, tzinfo=UTC)
    assert (plan.opens_at, plan.due_at) == (datetime(2026, 12, 1, 7, tzinfo=UTC), due_at)
    assert (plan.time_limit_s, plan.shuffles_questions) == (2700, True)
    assert plan.feedback is Feedback.AFTER_DUE
    assert plan.passes is not None
    assert plan.passes.topics == (("overdose", 0.9),)
    maya, other = written.overrides
    assert (maya.learner, maya.time_factor, maya.due_at) == ("Maya", 1.5, due_at + timedelta(2))
    assert (other.learner, other.time_factor, other.due_at) == ("18", 1.0, None)


def test_practice_shows_its_answers_on_handing_in_unless_said_otherwise(tmp_path: Path) -> None:
    assert load(tmp_path, "").plan.feedback is Feedback.AT_END
    assert load(tmp_path, "", "exam").plan.feedback is Feedback.NEVER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pass: {score: high, no_critical_error: true}\n", "pass.score: a number is due here"),
        ("opens: soon\n", "week.yaml:6: opens: a moment is written with its time zone"),
        (
            "opens: 0001-01-01T00:00+14:00\n",
            "week.yaml:6: opens: a moment is written with its time",
        ),
        (
            "opens: 2027-01-01T08:00+01:00\n" + DUE,
            "week.yaml:7: due: this cannot be asked for: it is due before it opens",
        ),
        ("minutes: 0\n", "week.yaml:6: minutes: the number must be 1 or more"),
        ("minutes: 1441\n", "the number must be 1440 or less"),
        ("feedback: always\n", "it is one of: at_once, at_end, after_due, never"),
        (
            "feedback: after_due\n",
            "week.yaml:6: feedback: this cannot be asked for: feedback after the due date",
        ),
        ("overrides: [{learner: A, time_factor: 3}]\n", "time_factor: this is one of 1, 1.25"),
        ("overrides:\n- {learner: A}\n- {learner: B, due: soon}\n", "week.yaml:8: due: a moment"),
        ("overrides: [{due: soon}]\n", "the field `learner` is missing"),
        ("pass: {score: 1, no_critical_error: true, topics: {a: 2}}\n", "1 or less."),
    ],
    ids=lambda text: text[:24],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path, text)
    assert said in str(caught.value)


def test_a_bank_that_is_not_there_is_named_where_it_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load(tmp_path, "banks:\n- .\n- gone.yaml\n")
    at = f"{tmp_path / 'week.yaml'}:8: "
    assert caught.value.message == (
        f"{at}banks: there is no file or folder {tmp_path / 'gone.yaml'}."
    )


def test_a_bank_whose_place_cannot_be_looked_at_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(
        UserError, match=r"week\.yaml:6: banks: there is no file or folder .*~nobody"
    ):
        load(tmp_path, "banks: [~nobody-of-that-name/own.yaml]\n")
    with pytest.raises(UserError, match=r"week\.yaml:7: banks: .* cannot be read: File name too"):
        load(tmp_path, f"banks:\n- {'a' * 300}\n")


def test_an_exam_cannot_promise_feedback(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="an exam holds no answers that could be shown"):
        load(tmp_path, "feedback: at_end\n", "exam")
