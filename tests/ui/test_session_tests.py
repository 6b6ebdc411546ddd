"""In test mode results come at the end, and the time may be limited."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from quizapp.application.views import Tone
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode
from quizapp.ui.components.meters import SegmentBar
from quizapp.ui.session.clock import QuestionClock, clock_words
from quizapp.ui.session.page import SessionPage
from tests.ui.session_steps import Answers, Begin, part, press, texts, tile
from tests.ui.session_world import MULTI, SINGLE, TRUE_FALSE, TWO_TIER

pytest_plugins = ("tests.ui.session_fixtures",)

Key = Qt.Key


class Watch:
    """A clock that is set by hand, in milliseconds."""

    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def watch(page: SessionPage) -> Watch:
    watch = Watch()
    page.clock._now_ms = watch
    return watch


def test_an_answer_is_saved_and_the_next_question_comes_at_once(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(SINGLE, MULTI, mode=Mode.TEST)
    assert part(page, "check").text() == "Save and next"
    assert "Enter save and next" in texts(page)
    tile(page, "Naloxone should").click()
    press(qtbot, page, Key.Key_Return)
    assert session.outcome(0) is Tone.HARM
    assert MULTI.stem in texts(page)
    assert "harm" not in texts(page)
    assert part(page, "check").text() == "Save and finish"
    assert "Enter save and finish" in texts(page)


def test_the_segments_do_not_tell_right_from_wrong(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI, mode=Mode.TEST)
    press(qtbot, page, Key.Key_1, Key.Key_Return)
    assert page.findChild(SegmentBar).accessibleName() == "Question 2 of 2, 1 answered"


def test_every_answer_can_be_looked_at_in_the_end(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    begin(SINGLE, MULTI, mode=Mode.TEST)
    tile(page, "Ketamine mainly").click()
    press(qtbot, page, Key.Key_Return, Key.Key_1, Key.Key_Return)
    first = part(page, "outcome_0")
    assert first.accessibleName() == "Question 1, right. Review"
    first.click()
    assert SINGLE.explanation in texts(page)
    press(qtbot, page, Key.Key_Return)
    assert part(page, "outcome_1").isVisible()


def test_the_time_runs_down_and_warns_once_a_minute_before_its_end(
    page: SessionPage, begin: Begin, qtbot: QtBot, watch: Watch
) -> None:
    begin(SINGLE, MULTI, mode=Mode.TEST, time_limit_s=90)
    assert page.findChild(QLabel, "time").text() == "1:30"
    with qtbot.waitSignal(page.clock.nearly_over):
        watch.ms += 31_000
    assert "1 minute is left." in texts(page)
    assert page.findChild(QLabel, "time").text() == "0:59"
    with qtbot.assertNotEmitted(page.clock.nearly_over, wait=450):
        watch.ms += 1000


def test_a_limit_is_shown_even_where_the_time_is_usually_hidden(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    page._look.change(shows_timer=False)
    begin(SINGLE, mode=Mode.TEST, time_limit_s=90)
    assert page.findChild(QLabel, "time").isVisible()
    press(qtbot, page, Key.Key_T)
    assert not page.findChild(QLabel, "time").isVisible()
    assert not page._look.preferences.shows_timer


def test_when_the_time_is_up_the_summary_comes_and_the_rest_has_no_answer(
    page: SessionPage, begin: Begin, qtbot: QtBot, watch: Watch
) -> None:
    session = begin(SINGLE, MULTI, mode=Mode.TEST, time_limit_s=70)
    tile(page, "Ketamine mainly").click()
    press(qtbot, page, Key.Key_Return)
    with qtbot.waitSignal(page.clock.ran_out):
        watch.ms += 70_000
    assert session.question() is None
    shown = texts(page)
    assert "1 of 2 right" in shown
    assert "No answer" in shown
    assert "The time is up" in shown
    part(page, "review_1").click()
    assert "The time had run out" in texts(page)


def test_a_time_out_that_cannot_be_saved_is_said_and_the_question_stays(
    page: SessionPage, begin: Begin, qtbot: QtBot, watch: Watch, world: Application
) -> None:
    begin(SINGLE, mode=Mode.TEST, time_limit_s=70)
    world.database.execute("PRAGMA query_only = ON")
    said = Answers("Close")
    with qtbot.waitSignal(page.clock.ran_out):
        watch.ms += 70_000
    assert said.title == "That did not work"
    assert SINGLE.stem in texts(page)
    world.database.execute("PRAGMA query_only = OFF")


def test_two_step_questions_are_saved_in_a_test_too(
    page: SessionPage, begin: Begin, qtbot: QtBot
) -> None:
    session = begin(TRUE_FALSE, TWO_TIER, mode=Mode.TEST)
    for _ in range(2):
        press(qtbot, page, Key.Key_1, Key.Key_1, Key.Key_Return)
    assert session.question() is None
    assert part(page, "done").isVisible()


@pytest.mark.parametrize(
    ("ms", "words"), [(0, "0:00"), (42_999, "0:42"), (61_000, "1:01"), (3_909_000, "1:05:09")]
)
def test_times_read_like_a_stop_watch(ms: int, words: str) -> None:
    assert clock_words(ms) == words


def test_a_clock_at_rest_keeps_its_time(qtbot: QtBot) -> None:
    watch = Watch()
    clock = QuestionClock(watch)
    clock.start(None)
    watch.ms = 5000
    clock.stop()
    watch.ms = 9000
    assert clock.elapsed_ms == 5000
    clock.reset()
    assert clock.elapsed_ms == 0
