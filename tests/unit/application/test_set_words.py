"""Ready-made sets in words, the same in the window and in the terminal."""

from __future__ import annotations

from datetime import date

import pytest

from quizapp.application.ready_sets import LastTime, ReadySet
from quizapp.application.set_words import about_words, last_words, result_sentence, result_title
from quizapp.application.views import PassResult
from quizapp.domain.attempts import PassRule


@pytest.mark.parametrize(
    ("critical", "text"),
    [
        (0, "21 November: 12 of 20 right."),
        (2, "21 November: 12 of 20 right, 2 answers could have harmed somebody."),
    ],
)
def test_the_last_run_is_told_in_one_sentence(critical: int, text: str) -> None:
    last = LastTime(date(2026, 11, 21), 12, 20, critical, passed=False)
    assert last_words(last) == text


def test_a_set_may_be_passed_whatever_the_harm() -> None:
    rule = PassRule(0.5, no_critical_error=False)
    assert about_words(ReadySet("s", "A set", 1, rule, None)) == "1 question. To pass: 1 right."


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (
            PassResult(True, 17, 20, 16, 0),
            "17 of 20 right, and no answer that could harm somebody. 16 were needed.",
        ),
        (PassResult(True, 17, 20, 16, None), "17 of 20 right. 16 were needed."),
        (PassResult(False, 12, 20, 16, 0), "12 of 20 right. 16 are needed to pass."),
        (
            PassResult(False, 18, 20, 16, 1),
            (
                "18 of 20 right is enough, but 1 answer could harm somebody. To pass there must be"
                " none."
            ),
        ),
        (
            PassResult(False, 12, 20, 16, 2),
            (
                "12 of 20 right, and 2 answers could harm somebody. To pass, 16 are needed and none"
                " that could harm."
            ),
        ),
    ],
)
def test_a_set_is_passed_or_not_for_a_reason(result: PassResult, words: str) -> None:
    assert result_sentence(result) == words


def test_the_result_has_a_title() -> None:
    assert result_title(PassResult(True, 16, 20, 16, 0)) == "Passed"
    assert result_title(PassResult(False, 12, 20, 16, 0)) == "Not passed this time"
