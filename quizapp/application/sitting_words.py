"""Sets and attempts in words: what a set takes, when it is due, what was recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from quizapp.application.phrases import date_words, minutes, plural, times
from quizapp.application.sitting_views import SetState, TermsNews
from quizapp.domain.assignments import AssignmentMode, Feedback

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from quizapp.application.sitting_views import EndView, PlaceView, SetRow, SetView
    from quizapp.domain.assignments import AssignmentPlan, SittingRecord, Terms

PillTone = Literal["neutral", "ok", "warn", "bad"]

RECORDED: Final = (
    "Recorded while you answer, and shown to you at the end: when another window comes to the"
    " front, how long each question is on screen, and whether the clock is set. Nothing is locked,"
    " and nothing else is looked at."
)
ONLY_TRAINER: Final = (
    "Anyone who can open files of this computer account can read or change what is kept here; only"
    " what your trainer takes in counts."
)
NEWS: Final = {
    TermsNews.NOTHING: "",
    TermsNews.NEW: "Your trainer has changed the terms of this set; they hold from now on.",
    TermsNews.SAME: "",
    TermsNews.OLDER: "Your trainer sent newer terms for this set, and they go on to hold.",
}
_FEEDBACK: Final = {
    Feedback.AT_ONCE: "You see what is right after each answer, which then stands.",
    Feedback.AT_END: "You see what is right once you have handed in.",
    Feedback.AFTER_DUE: "You see what is right after the due date.",
    Feedback.NEVER: "What is right is not shown here.",
}
_MODES: Final = {AssignmentMode.EXAM: "Exam", AssignmentMode.PRACTICE: "Practice"}
_SOON: Final = timedelta(days=3)
_DAY: Final = timedelta(days=1)


def day_and_time(moment: datetime, zone: tzinfo | None) -> str:
    """Return a moment as "3 March, 18:00"."""
    local = moment.astimezone(zone)
    return f"{date_words(local.date())}, {local:%H:%M}"


def about_row(row: SetRow) -> str:
    """Return what a set is, for a list: "Exam · 15 questions · 4 answered"."""
    parts = [_MODES[row.plan.mode], plural(row.questions, "question")]
    if row.plan.time_limit_s is not None:
        parts.append(minutes(round(row.plan.time_limit_s / 60)))
    if row.state is SetState.STARTED:
        parts.append(f"{row.answered} answered")
    if row.state is SetState.HANDED_IN and not row.is_saved:
        parts.append("save the result and send it")
    return " · ".join(parts)


def due_words(row: SetRow, now: datetime, zone: tzinfo | None) -> tuple[str, PillTone]:
    """Return what a set's pill says, and its tone."""
    plan, due_at = row.plan, row.plan.due_at
    if row.state is SetState.HANDED_IN:
        return ("Result saved", "ok") if row.is_saved else ("One step is left", "warn")
    if row.state is SetState.NOT_OPEN:
        assert plan.opens_at is not None
        return f"Opens {day_and_time(plan.opens_at, zone)}", "neutral"
    if due_at is None:
        return "No due date", "neutral"
    if now > due_at:
        days = (now - due_at) // _DAY
        return (f"{plural(days, 'day')} late" if days else "Late"), "bad"
    return f"Due {day_and_time(due_at, zone)}", "warn" if due_at - now <= _SOON else "neutral"


def facts(row: SetRow, zone: tzinfo | None, hands_in_as: str = "") -> tuple[tuple[str, str], ...]:
    """Return what a learner should know before beginning, each with its name.

    Args:
        row: the set.
        zone: in which moments are told.
        hands_in_as: the name with which the learner enrolled, where the set is for a cohort.
    """
    plan = row.plan
    found = [("You are", f"{hands_in_as}, as you enrolled")] if hands_in_as else []
    found += [
        ("Kind", f"{_MODES[plan.mode]}, {plural(row.questions, 'question')}"),
        ("Time", _time_words(plan)),
    ]
    if plan.due_at is not None:
        found.append(("Due", f"{day_and_time(plan.due_at, zone)}, by your trainer's clock"))
    found.append(("Attempts", _attempt_words(row)))
    if plan.passes is not None:
        found.append(("To pass", _pass_words(row)))
    found.append(("Answers", _FEEDBACK[plan.feedback]))
    return tuple(found)


def news_words(view: SetView, news: TermsNews, zone: tzinfo | None) -> tuple[str, str]:
    """Return the title and the text that tell a learner of the terms in a file.

    Args:
        view: the set, as it is now.
        news: what the file said, of a set that was here before.
        zone: in which moments are told.
    """
    row = view.row
    if news is TermsNews.OLDER:
        return "Nothing was changed", f"{NEWS[news]} {terms_words(row.plan, zone)}"
    if news is TermsNews.SAME:
        return "Nothing was changed", f"You have these terms already. {terms_words(row.plan, zone)}"
    said = f"{NEWS[news]} {terms_words(row.plan, zone)}"
    if row.state is SetState.STARTED:
        said += " Your answers stay, and the time that is used stays used."
    elif row.state is SetState.HANDED_IN:
        left = " They hold for the attempts that are left." if row.attempts_left else ""
        said += f" What you handed in stays as it is.{left}"
    return "New terms", said


def changed_words(plan: AssignmentPlan, terms: Terms, zone: tzinfo | None) -> str:
    """Return since when a set has the terms that hold, and which these are."""
    since = f"These hold since {day_and_time(terms.made_at, zone)}."
    return f"{since} {terms_words(plan, zone)}"


def terms_words(plan: AssignmentPlan, zone: tzinfo | None) -> str:
    """Return when a set opens, when it is due and how long an attempt takes."""
    said = (
        [] if plan.opens_at is None else [f"The set opens on {day_and_time(plan.opens_at, zone)}."]
    )
    due = (
        "has no due date" if plan.due_at is None else f"is due on {day_and_time(plan.due_at, zone)}"
    )
    said.append(f"{'It' if said else 'The set'} {due}.")
    if plan.time_limit_s is not None:
        limit = duration(plan.time_limit_s * 1000)
        said.append(f"You have {limit} from the start of an attempt.")
    return " ".join(said)


def _time_words(plan: AssignmentPlan) -> str:
    if plan.time_limit_s is None:
        return "No limit. You can leave and go on later."
    whole = minutes(plan.time_limit_s // 60)
    seconds = plan.time_limit_s % 60
    if seconds:
        whole += f" and {plural(seconds, 'second')}"
    return f"{whole} from the start. The time runs on when you leave or close Quizapp."


def _attempt_words(row: SetRow) -> str:
    whole = plural(row.plan.attempts, "attempt")
    if row.plan.attempts == 1:
        return whole if row.attempts_left else f"{whole}, handed in"
    return f"{whole}, the best one counts; {row.attempts_left} left"


def _pass_words(row: SetRow) -> str:
    rule = row.plan.passes
    assert rule is not None
    said = f"{rule.needed(row.questions)} of {row.questions} right"
    if rule.no_critical_error:
        said += ", and no answer that could harm somebody"
    for topic, (_, share) in zip(row.topics, rule.topics, strict=True):
        said += f"; at least {share:.0%} on {topic}"
    return said


def missing_words(places: tuple[PlaceView, ...]) -> str:
    """Return what is missing before handing in."""
    missing = sum(not place.is_answered for place in places)
    flagged = sum(place.is_flagged for place in places)
    said = (
        f"{plural(missing, 'question')} without an answer."
        if missing
        else "All questions have an answer."
    )
    return f"{said} {flagged} flagged." if flagged else said


def end_words(end: EndView) -> str:
    """Return that an attempt was handed in, and how much of it."""
    said = f"{end.answered} of {end.total} answered."
    if end.ran_out:
        said = f"The time was up, and what was there was handed in. {said}"
    if end.is_overdue:
        said += " By this computer's clock it is past the due date; your trainer's clock decides."
    return said


NOTHING_NOTED = "The questions were in front all the time, and the clock was not set."


def record_sentences(record: SittingRecord, computer: str = "this computer") -> tuple[str, ...]:
    """Return what was recorded while somebody answered; empty where that is nothing.

    Args:
        record: what was recorded.
        computer: what the computer is called on which it was.
    """
    found = []
    if record.focus_losses or record.away_ms >= 1000:
        often = times(record.focus_losses) if record.focus_losses else "while Quizapp was closed"
        found.append(
            f"The questions were not in front {often}, for {duration(record.away_ms)} in all."
        )
    for jump in record.clock_jumps:
        way = "back" if jump < 0 else "forward"
        found.append(f"The clock of {computer} was set {way} by {duration(abs(jump))}.")
    return tuple(found)


def own_words(end: EndView) -> str:
    """Return how much of an attempt counts in the learner's own progress."""
    if end.plan.mode is AssignmentMode.EXAM:
        return "An exam does not count in your own progress."
    if end.counted is None:
        later = end.plan.feedback is Feedback.AFTER_DUE
        return (
            "Your answers count in your own progress once you see here what was right."
            if later
            else "Your answers do not count in your own progress, as what is right is not shown."
        )
    rest = end.given - end.counted
    if not rest:
        return "Your answers count in your own progress, too."
    why = "your own questions do not hold what was asked, or hold another revision of it."
    if not end.counted:
        return f"Your answers do not count in your own progress: {why}"
    count = f"{plural(end.counted, 'answer')} {'counts' if end.counted == 1 else 'count'}"
    return f"{count} in your own progress, too. {rest} {'does' if rest == 1 else 'do'} not: {why}"


def later_words(plan: AssignmentPlan, zone: tzinfo | None) -> str:
    """Return when a learner sees what was right, where that is not now."""
    if plan.mode is AssignmentMode.EXAM:
        return "Your trainer marks this exam and tells you how it went."
    if plan.feedback is Feedback.AFTER_DUE:
        assert plan.due_at is not None
        return f"You see what was right here from {day_and_time(plan.due_at, zone)} on."
    return "Your trainer tells you how it went."


def duration(ms: int) -> str:
    """Return a time in its two largest units: "1 hour 5 minutes", "20 seconds"."""
    seconds = ms // 1000
    parts = [
        plural(count, unit)
        for count, unit in (
            (seconds // 3600, "hour"),
            (seconds // 60 % 60, "minute"),
            (seconds % 60, "second"),
        )
        if count
    ]
    return " ".join(parts[:2]) or "less than a second"
