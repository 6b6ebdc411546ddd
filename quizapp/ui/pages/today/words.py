"""What Today says: sentences made from its figures, without any widget."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from quizapp.application.phrases import date_words, day_words, minutes, plural

if TYPE_CHECKING:
    from datetime import datetime

    from quizapp.application.today_views import OpenRun, StreakView, TodayView

_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class Act(Enum):
    """What a button of the first card does."""

    CONTINUE = "continue"
    END_RUN = "end_run"
    REVIEW = "review"
    QUICK = "quick"
    NEW = "new"
    PRACTISE = "practise"
    BANKS = "banks"


class Hero(NamedTuple):
    """The first card: a title, the reason for it, and one or two things to do."""

    title: str
    text: str
    first: tuple[str, Act]
    second: tuple[str, Act] | None


def greeting(now: datetime, name: str) -> str:
    """Return a greeting that fits the hour."""
    if 4 <= now.hour < 12:
        return f"Good morning, {name}"
    if 12 <= now.hour < 18:
        return f"Good afternoon, {name}"
    return f"Good evening, {name}"


def long_date(now: datetime) -> str:
    """Return a date as "Saturday 21 November"."""
    return f"{_WEEKDAYS[now.weekday()]} {date_words(now.date())}"


def hero(view: TodayView) -> Hero:
    """Choose what the first card offers: the run that was left, then what is due."""
    if view.open_run is not None:
        return _left_run(view, view.open_run)
    if not view.topics:
        return Hero(
            "No questions yet",
            "They appear here once a question bank has been read.",
            ("See question banks", Act.BANKS),
            None,
        )
    if view.ready:
        return Hero(
            _ready_words(view.ready),
            _review_reason(view),
            ("Start review", Act.REVIEW),
            ("Quick 5", Act.QUICK) if view.ready > 5 else None,
        )
    if view.answered_ever == 0:
        return Hero(
            "Try 5 questions",
            "After each answer you see why it is right or wrong and where that stands."
            " What you answer comes back just before you would forget it.",
            ("Start", Act.QUICK),
            ("Choose a topic", Act.PRACTISE),
        )
    return _nothing_due(view)


def _left_run(view: TodayView, run: OpenRun) -> Hero:
    is_done = run.answered == run.total
    count = plural(run.total if is_done else run.total - run.answered, "question")
    text = f"{count} {'answered' if is_done else 'left'}. Your answers are kept."
    if view.ready:
        text += f" {_ready_words(view.ready)} after that."
    return Hero(
        "Your last run waits for its summary"
        if is_done
        else f"Continue where you left off ({run.answered} of {run.total})",
        text,
        ("See the summary" if is_done else "Continue", Act.CONTINUE),
        ("End it here", Act.END_RUN),
    )


def _ready_words(count: int) -> str:
    return f"{plural(count, 'question')} {'is' if count == 1 else 'are'} ready to review"


def _review_reason(view: TodayView) -> str:
    reason = f"About {minutes(view.ready_minutes)}."
    if view.ready_mostly and view.ready > 1:
        reason += f" Most of them are on {_lower_first(view.ready_mostly)}."
    return reason


def _nothing_due(view: TodayView) -> Hero:
    text = "Nothing is waiting for you."
    if view.next_due is not None:
        day, count = view.next_due
        text = f"Next review {day_words(day, view.now.date())}, {plural(count, 'question')}."
    has_new = any(topic.mastery.answered < topic.mastery.items for topic in view.topics)
    if has_new:
        return Hero(
            "You are up to date",
            text,
            ("Learn something new", Act.NEW),
            ("Quick 5", Act.QUICK),
        )
    return Hero("You are up to date", text, ("Practise anyway", Act.PRACTISE), None)


def urgent_line(count: int) -> str:
    """Say why some questions come first, or nothing."""
    if count == 0:
        return ""
    if count == 1:
        return "1 comes first: the last answer could have harmed somebody, or you asked for it."
    return f"{count} come first: an answer could have harmed somebody, or you asked for them."


def streak_title(streak: StreakView) -> str:
    """Return the number of days in a row."""
    return f"{streak.days}-day streak" if streak.days else "Your week"


def streak_text(streak: StreakView) -> str:
    """Say what a streak means, without a word on days that were missed."""
    if streak.days == 0:
        return "One answer begins a new streak."
    missing = streak.best - streak.days + 1
    if streak.best == streak.days:
        return "This is your longest so far."
    return f"{plural(missing, 'more day')} {'beats' if missing == 1 else 'beat'} your best."


def _lower_first(title: str) -> str:
    """Return a title as it stands inside a sentence; NMDA and the like stay as they are."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
