"""Sets and attempts are told in words that say when, how long and how many."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from quizapp.application.sitting_views import EndView, HandInView, PlaceView, SetRow, SetState
from quizapp.application.sitting_words import (
    about_row,
    due_words,
    duration,
    end_words,
    facts,
    later_words,
    missing_words,
    own_words,
    record_sentences,
)
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Feedback, SittingRecord
from quizapp.domain.attempts import PassRule

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = datetime(2026, 3, 10, 17, tzinfo=UTC)


def plan(**changes: Any) -> AssignmentPlan:
    made = AssignmentPlan(id="week-3", title="Week 3", mode=AssignmentMode.PRACTICE)
    return replace(made, **changes)


def row(state: SetState = SetState.NEW, left: int = 1, **changes: Any) -> SetRow:
    return SetRow("f" * 64, plan(**changes), state, 15, 4, left, None)


def unsaved(**changes: Any) -> SetRow:
    return row(SetState.HANDED_IN, **changes)._replace(is_saved=False)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (row(), "Practice · 15 questions"),
        (row(SetState.STARTED), "Practice · 15 questions · 4 answered"),
        (unsaved(), "Practice · 15 questions · save the result and send it"),
        (row(time_limit_s=2700), "Practice · 15 questions · 45 minutes"),
    ],
)
def test_a_row_says_what_a_set_is(shown: SetRow, said: str) -> None:
    assert about_row(shown) == said


@pytest.mark.parametrize(
    ("shown", "after", "said"),
    [
        (row(), timedelta(), ("No due date", "neutral")),
        (row(due_at=DUE), timedelta(), ("Due 10 March, 17:00", "neutral")),
        (row(due_at=DUE), timedelta(days=6), ("Due 10 March, 17:00", "warn")),
        (row(due_at=DUE), timedelta(days=9), ("Late", "bad")),
        (row(due_at=DUE), timedelta(days=10, hours=8), ("2 days late", "bad")),
        (row(SetState.HANDED_IN, due_at=DUE), timedelta(days=30), ("Result saved", "ok")),
        (unsaved(due_at=DUE), timedelta(days=30), ("One step is left", "warn")),
        (row(SetState.NOT_OPEN, opens_at=DUE), timedelta(), ("Opens 10 March, 17:00", "neutral")),
    ],
)
def test_a_pill_says_when_a_set_is_due(
    shown: SetRow, after: timedelta, said: tuple[str, str]
) -> None:
    assert due_words(shown, NOW + after, UTC) == said


def test_what_a_set_takes_is_said_before_it_begins() -> None:
    rule = PassRule(0.8, no_critical_error=False, topics=(("overdose", 0.9),))
    shown = row(due_at=DUE, passes=rule, feedback=Feedback.AT_END)
    told = dict(facts(shown._replace(topics=("Overdose response",)), UTC))
    assert told == {
        "Kind": "Practice, 15 questions",
        "Time": "No limit. You can leave and go on later.",
        "Due": "10 March, 17:00, by your trainer's clock",
        "Attempts": "1 attempt",
        "To pass": "12 of 15 right; at least 90% on Overdose response",
        "Answers": "You see what is right once you have handed in.",
    }
    assert dict(facts(row(left=0), UTC))["Attempts"] == "1 attempt, handed in"
    assert dict(facts(row(time_limit_s=600), UTC))["Time"].startswith("10 minutes from the start")
    many = dict(facts(row(left=2, attempts=3, time_limit_s=752), UTC))
    assert many["Attempts"] == "3 attempts, the best one counts; 2 left"
    assert many["Time"].startswith("12 minutes and 32 seconds from the start.")
    safe = PassRule(1, no_critical_error=True)
    told = dict(facts(row(passes=safe), UTC))
    assert told["To pass"] == "15 of 15 right, and no answer that could harm somebody"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([(True, False)], "All questions have an answer."),
        ([(False, False), (True, False)], "1 question without an answer."),
        ([(False, True), (False, True)], "2 questions without an answer. 2 flagged."),
    ],
)
def test_what_is_missing_is_counted(states: list[tuple[bool, bool]], said: str) -> None:
    places = tuple(PlaceView(at, "Why?", *state) for at, state in enumerate(states))
    assert missing_words(places) == said


@pytest.mark.parametrize(
    ("ran_out", "is_overdue", "said"),
    [
        (False, False, "3 of 8 answered."),
        (True, False, "The time was up, and what was there was handed in. 3 of 8 answered."),
        (False, True, "3 of 8 answered. By this computer's clock it is past the due date; your"),
    ],
)
def test_the_end_says_what_was_handed_in(*, ran_out: bool, is_overdue: bool, said: str) -> None:
    hand_in = HandInView("f" * 64, 1, 1, NOW, "x.quizresult")
    record = SittingRecord(started_at=NOW)
    end = EndView(plan(), hand_in, 3, 8, ran_out, is_overdue, record, None, None, 3)
    assert end_words(end).startswith(said)


@pytest.mark.parametrize(
    ("mode", "feedback", "counted", "said"),
    [
        ("exam", Feedback.NEVER, None, "An exam does not count in your own progress."),
        ("practice", Feedback.NEVER, None, "Your answers do not count in your own progress, as"),
        ("practice", Feedback.AFTER_DUE, None, "once you see here what was right."),
        ("practice", Feedback.AT_END, 3, "Your answers count in your own progress, too."),
        ("practice", Feedback.AT_END, 2, "2 answers count in your own progress, too. 1 does not:"),
        ("practice", Feedback.AT_END, 1, "1 answer counts in your own progress, too. 2 do not:"),
        ("practice", Feedback.AT_END, 0, "Your answers do not count in your own progress: your"),
    ],
)
def test_the_end_says_what_counts_in_the_learners_own_progress(
    mode: str, feedback: Feedback, counted: int | None, said: str
) -> None:
    hand_in = HandInView("f" * 64, 1, 1, NOW, "x.quizresult")
    asked = AssignmentPlan(
        id="x", title="X", mode=AssignmentMode(mode), feedback=feedback, due_at=NOW
    )
    record = SittingRecord(started_at=NOW)
    end = EndView(asked, hand_in, 3, 8, False, False, record, None, counted, 3)
    assert said in own_words(end)


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        (
            {"focus_losses": 2, "away_ms": 65_000},
            "The questions were not in front twice, for 1 minute 5 seconds in all.",
        ),
        (
            {"away_ms": 7_200_000},
            "The questions were not in front while Quizapp was closed, for 2 hours in all.",
        ),
        ({"clock_jumps": (60_000,)}, "The clock of this computer was set forward by 1 minute."),
        ({"clock_jumps": (-5_000,)}, "The clock of this computer was set back by 5 seconds."),
    ],
)
def test_what_was_recorded_is_said_in_a_sentence_each(noted: dict[str, Any], said: str) -> None:
    assert record_sentences(SittingRecord(started_at=NOW, **noted)) == (said,)
    assert record_sentences(SittingRecord(started_at=NOW)) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"mode": AssignmentMode.EXAM}, "Your trainer marks this exam and tells you how it went."),
        (
            {"feedback": Feedback.AFTER_DUE, "due_at": DUE},
            "You see what was right here from 10 March, 17:00 on.",
        ),
        ({}, "Your trainer tells you how it went."),
    ],
)
def test_a_learner_is_told_when_there_is_more(changes: dict[str, Any], said: str) -> None:
    assert later_words(plan(**changes), UTC) == said


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (999, "less than a second"),
        (1_000, "1 second"),
        (61_000, "1 minute 1 second"),
        (3_725_000, "1 hour 2 minutes"),
    ],
)
def test_a_time_is_told_in_its_two_largest_units(ms: int, said: str) -> None:
    assert duration(ms) == said
