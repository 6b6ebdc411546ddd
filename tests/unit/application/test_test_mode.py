"""Test mode: results at the end, a time limit, and what happens when the time runs out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.application.views import SlotMark, Tone
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode
from quizapp.domain.grading import Grade
from quizapp.domain.items import SingleBest
from quizapp.storage.progress_store import ProgressStore
from tests.unit.application.steps import begin, finish, harmful, reply, right, wrong

Items = list[SingleBest]


def remaining(session: object) -> int | None:
    question = session.question()  # type: ignore[attr-defined]
    assert question is not None
    found: int | None = question.remaining_ms
    return found


def test_a_test_hides_how_it_goes_until_the_end(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST)
    reply(session, right)
    after_a_miss = reply(session, wrong)
    assert after_a_miss.question.marks == (SlotMark.DONE, SlotMark.DONE, SlotMark.OPEN)
    reply(session, wrong)
    session.summary()
    assert session.feedback(0).question.marks == (
        SlotMark.RIGHT,
        SlotMark.WRONG,
        SlotMark.WRONG,
    )


def test_a_run_without_a_limit_has_all_the_time(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1], mode=Mode.TEST)
    assert session.allowed_ms is None
    assert remaining(session) is None


def test_extra_time_lengthens_the_limit(app: Application, learner_id: str, items: Items) -> None:
    session = begin(app, learner_id, items[:1], mode=Mode.TEST, time_limit_s=60, extra_time=1.25)
    assert session.allowed_ms == 75_000
    assert remaining(session) == 75_000


def test_the_time_left_is_the_limit_less_the_time_of_the_answers(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, time_limit_s=60)
    reply(session, elapsed_ms=25_000)
    assert remaining(session) == 35_000
    reply(session, elapsed_ms=50_000)
    assert remaining(session) == 0


def test_the_time_left_is_kept_across_leaving_and_coming_back(
    app: Application, open_app: Callable[..., Application], learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, time_limit_s=60)
    reply(session, elapsed_ms=20_000)
    session.leave(8_000)
    assert remaining(session) == 32_000
    app.close()
    again = open_app().sessions.open(session.attempt_id)
    assert remaining(again) == 32_000
    reply(again, elapsed_ms=2_000)
    assert remaining(again) == 30_000


def test_leaving_a_run_that_is_done_changes_nothing(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1], mode=Mode.TEST, time_limit_s=60)
    finish(session)
    session.leave(5_000)
    assert session.summary().elapsed_ms == 10_000


def test_when_the_time_is_up_the_rest_stays_without_an_answer(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, time_limit_s=60)
    reply(session, right)
    session.time_out()
    assert session.question() is None
    left = session.feedback(2)
    assert left.answer is None
    assert left.grade == Grade(0.0)
    assert not left.grade.critical_error
    assert left.verdict.title == "No answer"
    assert left.verdict.detail == "The time had run out. It will come back tomorrow."


def test_the_time_that_ran_out_went_into_the_question_being_asked(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, time_limit_s=300)
    reply(session, elapsed_ms=20_000)
    session.leave(5_000)
    session.time_out()
    assert session.summary().elapsed_ms == 300_000
    responses = ProgressStore(app.database).responses_of_attempt(session.attempt_id)
    assert [response.elapsed_ms for response in responses] == [20_000, 280_000, 0]


def test_the_summary_counts_questions_without_an_answer_as_missed(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, time_limit_s=60)
    reply(session, right)
    session.leave(9_000)
    session.time_out()
    summary = session.summary()
    assert (summary.total, summary.right, summary.critical) == (3, 1, 0)
    assert {miss.chosen for miss in summary.misses} == {"No answer"}
    assert {miss.tone for miss in summary.misses} == {Tone.WRONG}
    assert summary.elapsed_ms == 60_000
    assert summary.judgement.answers == 1


@pytest.mark.parametrize("mode", list(Mode))
def test_both_modes_grade_and_remember_alike(
    app: Application, learner_id: str, items: Items, mode: Mode
) -> None:
    finish(begin(app, learner_id, items[:2], mode=mode), harmful)
    today = app.practice.today(learner_id)
    assert today.urgent == 2
    assert today.answered == 2
