"""Figures in words, each with what chance may have done to it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quizapp.application.item_statistics import whole
from quizapp.application.local_times import local_day, short_moment
from quizapp.application.phrases import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from quizapp.application.reports.values import Spread, TopicFigures
    from quizapp.domain.assignments import Override
    from quizapp.domain.attempts import PassRule
    from quizapp.domain.statistics.figures import Figure

NONE = "–"
_SECONDS = 60
_FEW_MINUTES = 10
_SHORTEST_RUN = 3


def percent(share: float | None) -> str:
    """Return a share as a percentage."""
    return NONE if share is None else f"{share:.0%}"


def share_words(figure: Figure) -> str:
    """Return a share with its interval: "40% (23 to 59%)"."""
    if figure.interval is None:
        return percent(figure.value)
    low, high = 100 * figure.interval.low, 100 * figure.interval.high
    return f"{percent(figure.value)} ({whole(low)} to {whole(high)}%)"


def figure_words(figure: Figure, digits: int = 0) -> str:
    """Return a figure with its interval: "37 (−4 to 73)"."""
    if figure.value is None:
        return NONE
    said = number(figure.value, digits)
    if figure.interval is None:
        return said
    return (
        f"{said} ({number(figure.interval.low, digits)} to {number(figure.interval.high, digits)})"
    )


def number(value: float | None, digits: int = 2) -> str:
    """Return a number with so many decimals, and a minus sign where there is one."""
    if value is None:
        return NONE
    said = f"{value:.{digits}f}".replace("-", "−")
    return said.removeprefix("−") if not float(said.replace("−", "-")) else said


def numbers_words(numbers: Iterable[int]) -> str:
    """Return numbers of questions, which rise: "1, 2, 6 to 9, 12"."""
    # Within a run, a number and its place grow alike.
    runs = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    return ", ".join(_run_words([number for _, number in run]) for _, run in runs)


def _run_words(run: Sequence[int]) -> str:
    if len(run) < _SHORTEST_RUN:
        return ", ".join(map(str, run))
    return f"{run[0]} to {run[-1]}"


def minutes_words(minutes: float) -> str:
    """Return a time: "40 s", "4.5 min", "32 min"."""
    if minutes < 1:
        return f"{minutes * _SECONDS:.0f} s"
    return f"{minutes:.1f} min" if minutes < _FEW_MINUTES else f"{minutes:.0f} min"


def answers_words(n: int) -> str:
    """Return on how many a figure stands, not to be parted at the end of a line."""
    return f"n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}{n}"


def interval_words(figure: Figure) -> str:
    """Return the interval of a figure alone: "61 to 87"; empty where there is none."""
    if figure.interval is None:
        return ""
    return f"{whole(figure.interval.low)} to {whole(figure.interval.high)}"


def middle_half(spread: Spread) -> str:
    """Return the middle half of shares: "middle half 58 to 82%"."""
    return f"middle half {100 * spread.low:.0f} to {spread.high:.0%}"


def own_terms_words(own: Override, zone: tzinfo | None, *, in_short: bool = False) -> str:
    """Return what somebody has other than the rest: "Time × 1.5; due 8 December 2026, 18:00".

    Args:
        own: with a difference in it.
        zone: in which moments are told; `None` for that of the computer.
        in_short: whether the day alone is told of a moment: "due 8 December".
    """
    parts = [f"time × {own.time_factor:g}"] if own.time_factor != 1 else []
    parts += [
        f"{what} {date_words(local_day(moment, zone)) if in_short else short_moment(moment, zone)}"
        for what, moment in (("opens", own.opens_at), ("due", own.due_at))
        if moment is not None
    ]
    said = "; ".join(parts)
    return said[0].upper() + said[1:]


def pass_words(rule: PassRule, topics: Iterable[TopicFigures]) -> str:
    """Return all that it takes to pass: "pass mark 80%, 90% in History, no critical error".

    Args:
        rule: what it takes.
        topics: those of the set; a condition on another one counts for nothing and is not told.
    """
    parts = [f"pass mark {percent(rule.score)}"]
    shares = dict(rule.topics)
    parts += [
        f"{percent(shares[one.topic])} in {one.title}" for one in topics if one.topic in shares
    ]
    if rule.no_critical_error:
        parts.append("no critical error")
    return ", ".join(parts)
