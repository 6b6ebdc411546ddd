"""Figures in words."""

from __future__ import annotations

import pytest

from quizapp.application.reports.values import TopicFigures
from quizapp.application.reports.wording import (
    figure_words,
    interval_words,
    minutes_words,
    number,
    pass_words,
    share_words,
)
from quizapp.domain.attempts import PassRule
from quizapp.domain.statistics.figures import Figure, Interval


def test_a_share_is_said_with_its_interval() -> None:
    assert share_words(Figure(0.4, 20, Interval(0.226, 0.594))) == "40% (23 to 59%)"
    assert share_words(Figure(1.0, 1)) == "100%"
    assert share_words(Figure(None, 0)) == "–"


def test_a_figure_below_nothing_has_a_minus_sign() -> None:
    known = Figure(37.2, 20, Interval(-4.1, 72.6))

    assert figure_words(known) == "37 (−4 to 73)"
    assert figure_words(Figure(-0.31, 4), 1) == "−0.3"
    assert figure_words(Figure(None, 0)) == "–"


def test_an_interval_can_be_said_alone() -> None:
    assert interval_words(Figure(76.0, 28, Interval(61.2, 87.0))) == "61 to 87"
    assert interval_words(Figure(None, 1)) == ""


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert (number(-0.001), number(None), number(-1.5, 1)) == ("0.00", "–", "−1.5")


@pytest.mark.parametrize(("minutes", "said"), [(0.5, "30 s"), (4.52, "4.5 min"), (32.4, "32 min")])
def test_times_are_said_as_finely_as_they_matter(minutes: float, said: str) -> None:
    assert minutes_words(minutes) == said


def test_all_that_it_takes_to_pass_is_said() -> None:
    topics = [TopicFigures(name, name.title(), 2, Figure(0.5, 4)) for name in ("law", "history")]
    rule = PassRule(0.8, no_critical_error=True, topics=(("history", 0.9), ("risks", 1.0)))

    assert pass_words(rule, topics) == "pass mark 80%, 90% in History, no critical error"
    assert pass_words(PassRule(0.5, no_critical_error=False), topics) == "pass mark 50%"
