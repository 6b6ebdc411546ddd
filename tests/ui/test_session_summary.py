"""The end of a run: score, what comes back, what moved, judgement, and what to look at again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from quizapp.application.views import PassResult, SummaryView, TopicMove
from quizapp.application.words import REVISED, REVISED_MISS
from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.attempts import Mode
from quizapp.domain.confidence import Confidence
from quizapp.domain.items import Revision
from quizapp.domain.judgement import judge
from quizapp.storage.bank_store import BankCompiler
from quizapp.ui.components.meters import Ring
from quizapp.ui.session import summary_words
from quizapp.ui.session.page import SessionPage
from quizapp.ui.session.summary_page import SummaryPage
from quizapp.ui.session.summary_parts import MoveRow
from tests.ui.session_steps import Answers, Begin, part, press, settle, texts, tile
from tests.ui.session_world import MULTI, SINGLE
from tests.unit.domain import samples

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key
TODAY = date(2026, 3, 2)
PLAIN = SummaryView(
    attempt_id="a",
    mode=Mode.LEARN,
    total=12,
    right=10,
    points=10.0,
    elapsed_ms=8 * 60_000,
    critical=0,
    back_tomorrow=2,
    back_later=(TODAY + timedelta(days=3), TODAY + timedelta(days=35)),
    today=TODAY,
    moved=(),
    judgement=judge({}),
    misses=(),
    turns=(),
)


def finish(page: SessionPage, begin: Begin, qtbot: QtBot, *choices: str) -> None:
    """Answer the first questions with the given options and go to the summary."""
    begin(*(SINGLE, MULTI)[: len(choices)])
    for choice in choices:
        tile(page, choice).click()
        press(qtbot, page, Key.Key_Return, Key.Key_Return)


def test_the_summary_says_how_it_went(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    finish(page, begin, qtbot, "Ketamine mainly", "Tiny")
    shown = texts(page)
    for words in (
        "Well on the way",
        "1 of 2 right in less than a minute. 1 comes back tomorrow, the rest in 2 days.",
        "What moved",
        "How well you judged yourself",
        "To look at again",
        "You chose: Tiny pupils",
    ):
        assert words in shown
    assert "All questions" not in shown
    assert part(page, "done").hasFocus()


def test_mastery_is_shown_as_on_today(qtbot: QtBot) -> None:
    move = MoveRow(TopicMove("history", "History", 0.0454, 0.0459))
    qtbot.addWidget(move)
    ring = Ring(0.0459)
    qtbot.addWidget(ring)
    assert ring.value() == 4
    assert move.accessibleName() == "History: mastery 4 percent before, 4 now"


def test_critical_errors_are_named_apart_from_the_score(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    finish(page, begin, qtbot, "Naloxone should")
    assert "1 critical error: 1 answer could harm somebody" in texts(page)
    assert "comes first in your next review" in texts(page)


def test_a_miss_can_be_reviewed_and_the_summary_comes_back(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    finish(page, begin, qtbot, "The doses", "Tiny")
    part(page, "review_0").click()
    assert SINGLE.explanation in texts(page)
    assert part(page, "next").text() == "Back to summary"
    press(qtbot, page, Key.Key_Escape)
    assert part(page, "review_0").hasFocus()
    press(qtbot, page, Key.Key_Return)
    assert SINGLE.explanation in texts(page)


def test_a_review_of_a_question_that_is_gone_is_said_so(
    page: SessionPage, begin: Begin, qtbot: QtBot, world: Application
) -> None:
    finish(page, begin, qtbot, "The doses")
    world.database.execute("DELETE FROM item WHERE id = ?", (SINGLE.id,))
    said = Answers("Close")
    part(page, "review_0").click()
    assert said.title == "That did not work"
    assert part(page, "done").isVisible()


def test_a_long_summary_scrolls_with_the_keyboard(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    page.resize(960, 500)
    finish(page, begin, qtbot, "Naloxone should", "Tiny")
    line = part(page, "review_1")
    before = line.mapTo(page, line.pos()).y()
    press(qtbot, page, Key.Key_Down, Key.Key_PageDown)
    assert line.mapTo(page, line.pos()).y() < before - 200
    assert part(page, "done").hasFocus()


def test_the_misses_can_be_practised(page: SessionPage, begin: Begin, qtbot: QtBot) -> None:
    finish(page, begin, qtbot, "The doses", "Tiny")
    assert part(page, "practise").text() == "Practise the 2 misses"
    with qtbot.waitSignal(page.practise_requested) as asked:
        part(page, "practise").click()
    assert asked.args == [(SINGLE.id, MULTI.id)]


def test_without_misses_there_is_nothing_to_practise(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    finish(page, begin, qtbot, "Ketamine mainly")
    assert not page.findChild(QWidget, "practise").isVisible()
    assert "To look at again" not in texts(page)


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape, Key.Key_Space])
def test_done_ends_the_run(page: SessionPage, begin: Begin, qtbot: QtBot, key: Qt.Key) -> None:
    finish(page, begin, qtbot, "Ketamine mainly")
    with qtbot.waitSignal(page.finished) as ended:
        press(qtbot, page, key)
    assert isinstance(ended.args[0], SummaryView)


def test_a_run_whose_last_answer_was_given_opens_with_its_summary(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE)
    press(qtbot, page, Key.Key_1, Key.Key_Return, Key.Key_Escape)
    page.start(session)
    assert part(page, "done").isVisible()


def test_the_sentence_tells_score_time_and_what_comes_back() -> None:
    assert summary_words.sentence(PLAIN) == (
        "10 of 12 right in 8 minutes. 2 come back tomorrow, the rest between 3 days and 5 weeks"
        " from now."
    )
    later = replace(PLAIN, back_tomorrow=0, elapsed_ms=60_000)
    assert summary_words.sentence(later) == (
        "10 of 12 right in 1 minute. They come back between 3 days and 5 weeks from now."
    )
    never = replace(PLAIN, back_tomorrow=0, back_later=None)
    assert summary_words.sentence(never) == "10 of 12 right in 8 minutes."


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (12, "All of them right"),
        (10, "Nicely done"),
        (6, "Well on the way"),
        (1, "A start to build on"),
    ],
)
def test_the_title_is_kind_at_every_score(right: int, words: str) -> None:
    assert summary_words.title(replace(PLAIN, right=right)) == words


def test_the_title_praises_no_score_with_an_answer_that_could_harm() -> None:
    for right in (12, 11, 1):
        summary = replace(PLAIN, right=right, critical=1)
        assert summary_words.title(summary) == "Something to put right first"


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (60, "2 months"), (800, "2 years")],
)
def test_spans_are_said_as_people_say_them(days: int, words: str) -> None:
    assert summary_words.span_words(days) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "Say how sure you are before you check, and you see here how well you judge it."),
        ({Confidence.CERTAIN: (3, 3)}, "When you said certain you were right every time."),
        ({Confidence.CERTAIN: (1, 0)}, "You were certain once, and that was not right."),
        ({Confidence.CERTAIN: (3, 2)}, "When you said certain you were right 2 of 3 times."),
        ({Confidence.FAIRLY: (4, 2)}, "Fairly sure is where mistakes hide."),
        ({Confidence.GUESS: (3, 2)}, "Your guesses are better than you think."),
        ({Confidence.UNSURE: (1, 0)}, "You said once how sure you were."),
    ],
)
def test_judgement_is_put_into_words(counts: dict[Confidence, tuple[int, int]], words: str) -> None:
    assert summary_words.judgement_sentence(judge(counts)) == words


def test_whether_a_set_was_passed_stands_above_everything_else(qtbot: QtBot) -> None:
    page = SummaryPage()
    qtbot.addWidget(page)
    page.show_summary(PLAIN, ())
    assert not page._result.isVisibleTo(page)
    page.show_summary(replace(PLAIN, result=PassResult(True, 17, 20, 16, 0)), ())
    assert page._result.isVisibleTo(page)
    assert page._result.accessibleName().startswith("Passed. 17 of 20 right")
    page.show_summary(replace(PLAIN, result=PassResult(False, 12, 20, 16, 0)), ())
    assert page._result.accessibleName().startswith("Not passed this time. 12 of 20")


def test_a_miss_that_was_revised_meanwhile_is_shown_as_the_question_is_now(
    page: SessionPage, begin: Begin, world: Application
) -> None:
    session = begin(SINGLE, mode=Mode.TEST)
    session.answer(OptionAnswer("a"), None, 10)
    revised = replace(samples.ordering(), id=SINGLE.id, rev=Revision(9, 1))
    with world.database.transaction():
        BankCompiler(world.database).save_item(revised, 0)
    page.start(session)
    settle()
    assert REVISED_MISS in texts(page)
    assert "You chose" not in texts(page)
    part(page, "review_0").click()
    settle()
    for words in ("Not quite", REVISED, revised.stem):
        assert words in texts(page)
