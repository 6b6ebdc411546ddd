"""Dates and counts in words, the same everywhere."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.application.phrases import day_words, minutes, plural, times, whole_percent
from quizapp.application.words import CITATION_USES, CONFIDENCES, GROUNDINGS, LEVELS
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import CitationUse, Grounding, Level

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (13, "in 13 days"),
        (14, "on 5 December"),
        (60, "on 20 January 2027"),
    ],
)
def test_days_are_told_as_seen_from_today(days: int, words: str) -> None:
    assert day_words(TODAY + timedelta(days=days), TODAY) == words


def test_counts_agree_with_their_nouns() -> None:
    assert plural(1, "question") == "1 question"
    assert plural(0, "question") == "0 questions"
    assert plural(2, "person", "people") == "2 people"
    assert minutes(1) == "1 minute"


def test_how_often_is_told_as_people_say_it() -> None:
    assert [times(count) for count in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_a_share_that_is_not_quite_full_never_reads_as_full() -> None:
    shares = (0.0, 0.0454, 0.0499, 0.29, 0.999, 1.0)
    assert [whole_percent(share) for share in shares] == [0, 4, 4, 29, 99, 100]


def test_every_value_that_is_shown_has_a_word() -> None:
    assert set(LEVELS) == set(Level)
    assert set(GROUNDINGS) == set(Grounding)
    assert set(CITATION_USES) == set(CitationUse)
    assert set(CONFIDENCES) == set(Confidence)
