"""The sentences of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizapp.application.phrases import minutes, plural, times
from quizapp.application.words import CONFIDENCES
from quizapp.domain.confidence import Confidence

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.views import SummaryView
    from quizapp.domain.judgement import ConfidenceLevel, Judgement

_MINUTE_MS: Final = 60_000
_DAYS_AS_SUCH: Final = 13
_WEEKS_AS_SUCH: Final = 56
_WEEK: Final = 7
_MONTH: Final = 30
_YEAR: Final = 365
#: Fewer answers at a level say too little to speak of it.
_ENOUGH: Final = 2


def title(summary: SummaryView) -> str:
    """Return a few kind words on the score; none of praise beside an answer that could harm."""
    if summary.critical:
        return "Something to put right first"
    if summary.total and summary.right == summary.total:
        return "All of them right"
    share = summary.right / summary.total if summary.total else 0.0
    if share >= 0.8:
        return "Nicely done"
    return "Well on the way" if share >= 0.5 else "A start to build on"


def sentence(summary: SummaryView) -> str:
    """Return the score, the time it took, and what comes back when."""
    score = f"{summary.right} of {summary.total} right {_duration(summary.elapsed_ms)}."
    return f"{score} {_coming_back(summary)}".strip()


def critical_sentence(count: int) -> str:
    """Return what there is to say about critical errors; empty when there were none."""
    if not count:
        return ""
    if count == 1:
        return "It is counted apart from the score and comes first in your next run."
    return "They are counted apart from the score and come first in your next run."


def critical_title(count: int) -> str:
    """Return the name of critical errors with their number."""
    return f"{plural(count, 'critical error')}: {plural(count, 'answer')} could harm somebody"


def judgement_sentence(judgement: Judgement) -> str:
    """Return what the confidence of a run says about the learner's judgement."""
    if not judgement.answers:
        return "Say how sure you are before you check, and you see here how well you judge it."
    parts = []
    certain = _level(judgement, Confidence.CERTAIN)
    if certain.answers:
        parts.append(_certain_sentence(certain))
    doubtful = _where_mistakes_hide(judgement)
    if doubtful:
        parts.append(f"{CONFIDENCES[doubtful]} is where mistakes hide.")
    guess = _level(judgement, Confidence.GUESS)
    if guess.answers >= _ENOUGH and guess.right * 2 > guess.answers:
        parts.append("Your guesses are better than you think.")
    if not parts:
        parts.append(f"You said {times(judgement.answers)} how sure you were.")
    return " ".join(parts)


def span_words(days: int) -> str:
    """Return a number of days as people say it: "3 days", "5 weeks", "4 months"."""
    if days <= _DAYS_AS_SUCH:
        return plural(days, "day")
    if days <= _WEEKS_AS_SUCH:
        return plural(round(days / _WEEK), "week")
    if days < _YEAR:
        return plural(round(days / _MONTH), "month")
    return plural(round(days / _YEAR), "year")


def _duration(ms: int) -> str:
    return f"in {minutes(round(ms / _MINUTE_MS))}" if ms >= _MINUTE_MS else "in less than a minute"


def _coming_back(summary: SummaryView) -> str:
    parts = []
    tomorrow = summary.back_tomorrow
    if tomorrow:
        parts.append(f"{tomorrow} {'comes' if tomorrow == 1 else 'come'} back tomorrow")
    if summary.back_later is not None:
        who = "the rest" if tomorrow else "They come back"
        parts.append(f"{who} {_later(summary.back_later, summary.today)}")
    return f"{', '.join(parts)}." if parts else ""


def _later(days: tuple[date, date], today: date) -> str:
    first, last = (span_words((day - today).days) for day in days)
    return f"in {first}" if first == last else f"between {first} and {last} from now"


def _level(judgement: Judgement, confidence: Confidence) -> ConfidenceLevel:
    return next(level for level in judgement.levels if level.confidence is confidence)


def _where_mistakes_hide(judgement: Judgement) -> Confidence | None:
    for confidence in (Confidence.FAIRLY, Confidence.UNSURE):
        level = _level(judgement, confidence)
        share = level.share_right
        if level.answers >= _ENOUGH and share is not None and share < confidence.probability:
            return confidence
    return None


def _certain_sentence(level: ConfidenceLevel) -> str:
    if level.right == level.answers:
        times = "every time" if level.answers > 1 else "the one time that you said it"
        return f"When you said certain you were right {times}."
    if level.answers == 1:
        return "You were certain once, and that was not right."
    return f"When you said certain you were right {level.right} of {level.answers} times."
