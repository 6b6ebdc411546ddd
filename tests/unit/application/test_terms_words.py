"""New terms are told to the trainer and to the learner in words that say what is to be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from quizapp.application.changing_terms import TermsGiven, TermsStanding
from quizapp.application.set_messages import terms_message
from quizapp.application.set_writing import Assigned
from quizapp.application.sitting_views import SetRow, SetState, SetView, TermsNews
from quizapp.application.sitting_words import changed_words, news_words
from quizapp.application.terms_words import change_words, given_sentences
from quizapp.domain.assignments import AssignmentMode, AssignmentPlan, Terms
from quizapp.domain.set_terms import TermsChange

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = datetime(2026, 3, 10, 17, tzinfo=UTC)
PLAN = AssignmentPlan(id="week-3", title="Week 3", mode=AssignmentMode.PRACTICE)
TIMED = replace(PLAN, opens_at=NOW, due_at=DUE, time_limit_s=450)


def view(state: SetState, left: int = 1, plan: AssignmentPlan = TIMED) -> SetView:
    return SetView(SetRow("f" * 64, plan, state, 8, 2, left, None), "words", (), "", False)


@pytest.mark.parametrize(
    ("shown", "news", "said"),
    [
        (view(SetState.NEW), TermsNews.NEW, "they hold from now on. The set opens on 2 March, 09:"),
        (view(SetState.STARTED), TermsNews.NEW, "Your answers stay, and the time that is used"),
        (view(SetState.HANDED_IN, 0), TermsNews.NEW, "What you handed in stays as it is."),
        (view(SetState.HANDED_IN, 1), TermsNews.NEW, "They hold for the attempts that are left."),
        (view(SetState.NEW), TermsNews.OLDER, "sent newer terms for this set, and they go on to"),
        (view(SetState.NEW), TermsNews.SAME, "You have these terms already. The set opens"),
        (view(SetState.NEW, plan=PLAN), TermsNews.NEW, "now on. The set has no due date."),
    ],
)
def test_a_learner_is_told_what_a_file_changes(shown: SetView, news: TermsNews, said: str) -> None:
    title, text = news_words(shown, news, UTC)
    assert said in text
    assert title == ("New terms" if news is TermsNews.NEW else "Nothing was changed")


def test_the_start_page_tells_since_when_terms_hold() -> None:
    terms = Terms(7, NOW, DUE, 450, NOW)
    assert changed_words(TIMED, terms, UTC) == (
        "These hold since 2 March, 09:00. The set opens on 2 March, 09:00. It is due on 10 March,"
        " 17:00. You have 7 minutes 30 seconds from the start of an attempt."
    )


def test_the_message_says_the_terms_in_full_and_what_to_do() -> None:
    said = terms_message(TIMED, "a-b", UTC, name="Maya", file="x.quizset")
    assert said.startswith("Hello Maya,\n\nI have changed the terms of “Week 3”. It opens on 2 ")
    assert "Open the new file (x.quizset) in Quizapp, also if you have begun" in said
    assert "The file is yours alone" in said
    shared = terms_message(replace(PLAN, shares_file=True), "a-b", UTC)
    assert shared.startswith("I have changed the terms of “Week 3”. It has no due date. Open the")
    assert "the same for everybody who has enrolled" in shared


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"member_id": "m"}, "Maya: the terms of the others."),
        ({"member_id": "m", "time_factor": 1.25}, "Maya: 1.25 times the time."),
        (
            {"member_id": "m", "opens_at": NOW, "due_at": DUE},
            "Maya: opens 2026-03-02 09:00; due 2026-03-10 17:00.",
        ),
        ({"member_id": ""}, "Everybody: open at once; no due date."),
        (
            {"member_id": "", "opens_at": NOW, "due_at": DUE},
            "Everybody: opens 2026-03-02 09:00; due 2026-03-10 17:00.",
        ),
    ],
)
def test_a_change_is_told_in_a_line(fields: dict[str, Any], said: str) -> None:
    change = TermsChange(made_at=NOW, **fields)
    standing = TermsStanding(PLAN, (), (change,), {"m": "Maya"})
    assert change_words(change, standing, UTC) == f"2026-03-02 09:00, {said}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((False, 0, 0, False), ()),
        ((True, 0, 0, False), ("These were the terms before: the same file again.",)),
        ((False, 1, 0, False), ("1 result that came late counts as in time now.",)),
        ((False, 2, 0, False), ("2 results that came late count as in time now.",)),
        ((False, 0, 1, False), ("1 result that came late counts as late again.",)),
        ((False, 0, 2, False), ("2 results that came late count as late again.",)),
        ((False, 0, 0, True), ("The due date is over: what you receive from now on is late.",)),
    ],
)
def test_what_new_terms_did_to_results_is_told(
    given: tuple[bool, int, int, bool], said: tuple[str, ...]
) -> None:
    sent = Assigned(plan=PLAN, members=(), files=(), send_list="", new=0, questions=8, shipped=0)
    assert given_sentences(TermsGiven(sent, *given)) == said
