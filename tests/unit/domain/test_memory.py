"""Memories: the forgetting curve, when an item comes back, and the mastery of a topic."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest

from quizapp.domain.confidence import Confidence
from quizapp.domain.days import StudyCalendar, zoned_moment
from quizapp.domain.forgetting import recall_after
from quizapp.domain.mastery import Traces, mastery, mean_recall
from quizapp.domain.memory import Memory
from quizapp.domain.scheduling import ReviewScheduler, check_retention, rating_of
from tests.unit.domain.samples import response

CALENDAR = StudyCalendar(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def review(memory: Memory | None = None, day: str = "2026-03-02", **changes: object) -> Memory:
    return ReviewScheduler(CALENDAR).after(memory, response(day, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("days", [0, 1, 3, 10, 100, 1000])
@pytest.mark.parametrize("stability", [0.5, 2.3, 40.0])
def test_the_forgetting_curve_is_that_of_fsrs(days: int, stability: float) -> None:
    card = fsrs.Card(
        card_id=1, state=fsrs.State.Review, stability=stability, difficulty=5.0, last_review=NOW
    )
    expected = fsrs.Scheduler().get_card_retrievability(card, NOW + timedelta(days=days))
    assert recall_after(days, stability) == pytest.approx(expected, rel=1e-14)


def test_stability_is_the_days_until_nine_in_ten_are_recalled() -> None:
    assert recall_after(12.0, 12.0) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("is_right", "confidence", "rating"),
    [
        (False, Confidence.CERTAIN, fsrs.Rating.Again),
        (True, Confidence.GUESS, fsrs.Rating.Hard),
        (True, Confidence.CERTAIN, fsrs.Rating.Good),
        (True, None, fsrs.Rating.Good),
    ],
)
def test_answers_are_graded_for_fsrs(
    *, is_right: bool, confidence: Confidence | None, rating: fsrs.Rating
) -> None:
    assert rating_of(is_right=is_right, confidence=confidence) is rating


def test_a_missed_item_comes_back_on_the_next_day_of_study() -> None:
    memory = review(points=0.0)
    assert CALENDAR.day_of(memory.due_at) == date(2026, 3, 3)


@pytest.mark.parametrize("points", [0.0, 0.9])
@pytest.mark.parametrize("retention", [0.80, 0.90, 0.97])
def test_an_item_missed_after_many_right_answers_also_comes_back_on_the_next_day(
    points: float, retention: float
) -> None:
    memory = None
    for day in ("2026-03-02", "2026-03-04", "2026-03-15", "2026-04-30"):
        memory = review(memory, day, retention=retention)
    missed = review(memory, "2026-10-10", points=points, retention=retention)
    assert CALENDAR.day_of(missed.due_at) == date(2026, 10, 11)
    assert missed.stability > 2


def test_a_better_answer_waits_longer_than_a_guess() -> None:
    guessed = review(confidence=Confidence.GUESS)
    known = review(confidence=Confidence.CERTAIN)
    assert known.due_at > guessed.due_at


def test_an_evening_and_the_next_morning_are_a_day_apart() -> None:
    evening = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
    memory = review(answered_at=evening)
    next_day = review(memory, "2026-03-03", answered_at=evening + timedelta(hours=11))
    same_day = review(memory, "2026-03-02", answered_at=evening + timedelta(minutes=5))
    assert next_day.stability > same_day.stability


def test_a_clock_that_went_back_is_taken_as_standing_still() -> None:
    memory = review(day="2026-03-10")
    after = review(memory, "2026-03-01")
    assert after.last_day == date(2026, 3, 10)
    assert after.last_review_at == memory.last_review_at
    assert after.answers == 2


def test_a_higher_desired_retention_brings_items_back_sooner() -> None:
    first = review(retention=0.85)
    strict = review(retention=0.97)
    assert strict.due_at < first.due_at


@pytest.mark.parametrize("retention", [0.79, 0.98, 1.5])
def test_desired_retention_outside_its_range_is_refused(retention: float) -> None:
    with pytest.raises(ValueError, match=r"between 0\.80 and 0\.97"):
        check_retention(retention)


def test_a_critical_error_is_closed_by_a_right_answer_on_a_later_day() -> None:
    memory = review(points=0.0, critical=True)
    assert memory.critical_day == date(2026, 3, 2)
    same_day = review(memory)
    assert same_day.critical_day == date(2026, 3, 2)
    guessed = review(same_day, "2026-03-04", confidence=Confidence.GUESS)
    assert guessed.critical_day == date(2026, 3, 2)
    assert review(guessed, "2026-03-05").critical_day is None


def test_what_was_answered_rightly_is_known_and_then_fades() -> None:
    traces = Traces([(0.0, 12.0), (0.0, 3.0)])
    assert mean_recall(traces) == pytest.approx(1.0)
    assert mean_recall(traces, 30) < mean_recall(traces, 3) < 1.0
    assert mean_recall(traces, 3) == pytest.approx((recall_after(3, 12.0) + recall_after(3, 3)) / 2)


def test_a_topic_without_answers_is_not_mastered() -> None:
    found = mastery(Traces(), answered=0, items=10, retention=0.9)
    assert found.share == 0.0
    assert found.holds_days is None
    assert mastery(Traces(), answered=0, items=0, retention=0.9).share == 0.0


def test_mastery_is_the_mean_over_all_items_of_the_topic() -> None:
    found = mastery(Traces([(0.0, 5.0)]), answered=2, items=4, retention=0.9)
    assert found.share == pytest.approx(0.25)
    assert found.answered == 2


@pytest.mark.parametrize(("age", "holds"), [(0.0, 20), (7.5, 12), (20.1, 0), (25.0, 0)])
def test_mastery_holds_until_the_mean_recall_falls_below_the_wish(age: float, holds: int) -> None:
    assert mastery(Traces([(age, 20.0)]), answered=1, items=1, retention=0.9).holds_days == holds


@pytest.mark.parametrize("count", [1, 30, 399, 1000, 5000])
def test_how_long_mastery_holds_is_exact_however_many_items_there_are(count: int) -> None:
    rng = random.Random(count)
    traces = Traces((rng.uniform(0, 40), rng.lognormvariate(3, 1.5)) for _ in range(count))
    for retention in (0.80, 0.85, 0.90, 0.97):
        days = mastery(traces, count, count, retention).holds_days
        assert days is not None
        assert days == 0 or mean_recall(traces, days) >= retention
        assert mean_recall(traces, days + 1) < retention


def test_a_guess_that_is_far_out_does_not_spoil_how_long_mastery_holds() -> None:
    traces = Traces((0.0, 3.0 if number % 3 else 1000.0) for number in range(1200))
    days = mastery(traces, 1200, 1200, 0.85).holds_days
    assert days is not None
    assert mean_recall(traces, days) >= 0.85 > mean_recall(traces, days + 1)


def test_mastery_that_outlasts_ten_years_is_not_counted_further() -> None:
    found = mastery(Traces([(0.0, 1e6)]), answered=1, items=1, retention=0.9)
    assert found.holds_days is not None
    assert found.holds_days >= 3650


def test_the_day_of_study_starts_at_four_in_the_morning() -> None:
    before = datetime(2026, 3, 2, 3, 59, tzinfo=ZoneInfo("Europe/Berlin"))
    assert CALENDAR.day_of(before) == date(2026, 3, 1)
    assert CALENDAR.day_of(before + timedelta(minutes=1)) == date(2026, 3, 2)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 23), (date(2026, 10, 24), 25)])
def test_days_with_a_change_of_the_clocks_are_shorter_or_longer(day: date, hours: int) -> None:
    length = CALENDAR.start_of(day + timedelta(days=1)) - CALENDAR.start_of(day)
    assert length == timedelta(hours=hours)


def test_without_a_zone_the_computer_s_own_time_holds() -> None:
    calendar = StudyCalendar()
    assert calendar.day_of(calendar.start_of(date(2026, 6, 1))) == date(2026, 6, 1)
    assert calendar.local(NOW).utcoffset() is not None


@pytest.mark.parametrize(
    "text",
    ["soon", "2026-03-02T09:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"],
)
def test_a_moment_has_a_zone_and_can_be_shown_in_any_other(text: str) -> None:
    assert zoned_moment("2026-03-02T09:00Z") == NOW
    with pytest.raises(ValueError, match=r"isoformat|no time zone|too far off"):
        zoned_moment(text)
