"""A run, question by question: saved first, then shown, and gone on with where it was left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from quizapp.application.views import SlotMark, Tone
from quizapp.bootstrap import Application
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.attempts import AttemptState, Mode, PassRule
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.progress_store import ProgressStore
from tests.conftest import Clock
from tests.unit.application.steps import (
    begin,
    finish,
    harmful,
    items_asked,
    reply,
    right,
    wrong,
)

Items = list[SingleBest]


def answers_in(app: Application, learner_id: str) -> int:
    return sum(1 for _ in ProgressStore(app.database).responses_of_learner(learner_id))


def test_an_answer_is_on_disk_when_its_feedback_is_there(
    app: Application, open_app: Callable[..., Application], learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    feedback = reply(session, wrong)
    seen_by_another = open_app().sessions.open(session.attempt_id)
    assert seen_by_another.feedback(0).answer == feedback.answer
    assert seen_by_another.outcome(0) is Tone.WRONG


def test_a_question_that_was_retired_meanwhile_is_left_out_of_the_run(
    app: Application, learner_id: str, items: Items
) -> None:
    rule = PassRule(0.8, no_critical_error=True)
    session = begin(app, learner_id, items[:3], mode=Mode.TEST, passes=rule)
    reply(session)
    asked = session.question()
    assert asked is not None
    app.database.execute("UPDATE item SET active = 0 WHERE id = ?", (asked.item.id,))
    again = app.sessions.open(session.attempt_id)
    last = again.question()
    assert last is not None
    assert (last.position, last.item.id != asked.item.id) == (2, True)
    reply(again)
    summary = again.summary()
    assert (summary.right, summary.total, again.outcome(1)) == (2, 2, None)
    assert summary.result is not None
    assert (summary.result.passed, summary.result.total) == (True, 2)


def test_a_run_goes_on_exactly_where_it_was_left(
    app: Application, open_app: Callable[..., Application], learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:4])
    reply(session)
    reply(session)
    before = session.question()
    app.close()
    again = open_app().sessions.open(session.attempt_id)
    assert again.question() == before
    assert before is not None
    assert before.position == 2


def test_the_question_after_the_open_one_is_known_beforehand(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    upcoming = session.upcoming()
    reply(session)
    asked = session.question()
    assert upcoming is not None
    assert asked is not None
    assert (upcoming.item, upcoming.option_sets) == (asked.item, asked.option_sets)
    assert session.upcoming() is None


def test_options_stand_in_the_order_that_was_settled_at_the_start(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3])
    question = session.question()
    assert question is not None
    shown = [option.id for option in question.option_sets[0]]
    assert shown != sorted(shown) or len(shown) < 4
    assert reply(session).question.option_sets == question.option_sets


def test_a_second_answer_to_the_same_place_changes_nothing(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    in_another_window = app.sessions.open(session.attempt_id)
    first = reply(session, right)
    second = reply(in_another_window, wrong)
    assert second.answer == first.answer
    assert second.verdict == first.verdict
    assert answers_in(app, learner_id) == 1
    assert in_another_window.summary().right == 1


def test_a_run_that_is_over_takes_no_more_answers(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    reply(session)
    assert session.question() is None
    with pytest.raises(UserError, match="This run is over"):
        session.answer(OptionAnswer("a"), None, 0)
    assert answers_in(app, learner_id) == 1


def test_a_run_ended_early_keeps_its_answers_and_asks_no_more(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session)
    app.practice.end_open_run(learner_id)
    ended = app.sessions.open(session.attempt_id)
    ended.time_out()
    ended.leave(1000)
    assert ended.question() is None
    assert ended.summary().total == 1
    stored = AttemptStore(app.database).get(session.attempt_id)
    assert stored is not None
    assert stored.state is AttemptState.ENDED_EARLY


def test_ending_a_run_can_be_taken_back(app: Application, learner_id: str, items: Items) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session)
    app.practice.end_open_run(learner_id)
    app.practice.reopen_run(session.attempt_id)
    again = app.sessions.open(session.attempt_id)
    finish(again)
    assert again.summary().total == 3


def test_a_run_is_not_taken_up_again_beside_another(
    app: Application, learner_id: str, items: Items
) -> None:
    ended = begin(app, learner_id, items[:3])
    app.practice.end_open_run(learner_id)
    begin(app, learner_id, items[3:5])
    with pytest.raises(UserError, match="another one has begun"):
        app.practice.reopen_run(ended.attempt_id)


def test_an_answer_that_names_no_option_is_a_bug_and_is_not_saved(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    with pytest.raises(ValueError, match="no option"):
        session.answer(OptionAnswer("z"), None, 0)
    assert answers_in(app, learner_id) == 0
    assert session.question() is not None


def test_a_run_that_is_not_there_is_said_so(app: Application) -> None:
    with pytest.raises(UserError, match="not there any more"):
        app.sessions.open("nowhere")


def test_time_spent_before_leaving_counts_in_the_answer(
    app: Application, open_app: Callable[..., Application], learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    session.leave(3000)
    session.leave(4000)
    app.close()
    again = open_app().sessions.open(session.attempt_id)
    reply(again, elapsed_ms=5000)
    reply(again, elapsed_ms=-20)
    assert again.summary().elapsed_ms == 12_000


def test_the_segments_show_what_was_answered_and_how(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:5])
    reply(session, right)
    reply(session, wrong)
    reply(session, harmful)
    question = session.question()
    assert question is not None
    assert question.marks == (
        SlotMark.RIGHT,
        SlotMark.WRONG,
        SlotMark.WRONG,
        SlotMark.NOW,
        SlotMark.OPEN,
    )
    assert [session.outcome(place) for place in range(4)] == [
        Tone.RIGHT,
        Tone.WRONG,
        Tone.HARM,
        None,
    ]


def test_a_question_tells_all_that_its_page_shows(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session)
    session.marks.set_flag(items[1].id, on=True)
    session.marks.save_note(items[1].id, " Look at the channel. ")
    asked = session.question()
    assert asked is not None
    assert (asked.position, asked.total, asked.mode) == (1, 3, Mode.LEARN)
    assert (session.mode, session.total, session.learner_id) == (Mode.LEARN, 3, learner_id)
    assert asked.topic_title == app.sources.topic_title(asked.item.topic)
    assert asked.is_flagged is (asked.item.id == items[1].id)
    assert asked.note == ("Look at the channel." if asked.is_flagged else "")
    assert asked.answered_ever == 1
    assert asked.remaining_ms is None


def test_flags_notes_and_wishes_can_be_taken_back(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    item = items[0].id
    session.marks.set_flag(item, on=True)
    session.marks.set_flag(item, on=False)
    session.marks.save_note(item, "Later")
    session.marks.save_note(item, " ")
    session.marks.ask_sooner(item, on=True)
    assert session.marks.is_asked_sooner(item)
    session.marks.ask_sooner(item, on=False)
    question = session.question()
    assert question is not None
    assert not question.is_flagged
    assert question.note == ""
    assert not session.marks.is_asked_sooner(item)


def test_a_problem_report_is_kept_with_the_revision_it_is_about(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    session = begin(app, learner_id, items[:1])
    first = session.marks.report_problem(items[0].id, " The stem gives it away. ")
    clock.advance(minutes=1)
    second = session.marks.report_problem(items[0].id, "No, it does not.")
    reports = app.progress.problem_reports(learner_id)
    assert [report.id for report in reports] == [second, first]
    assert reports[1].text == "The stem gives it away."
    assert reports[1].rev == items[0].rev
    session.marks.withdraw_report(second)
    assert [report.id for report in app.progress.problem_reports(learner_id)] == [first]


def test_feedback_can_be_looked_at_again_but_not_before_the_answer(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    given = reply(session)
    assert not given.is_last
    reply(session)
    assert session.feedback(0).verdict == given.verdict
    assert session.feedback(1).is_last
    with pytest.raises(KeyError):
        session.feedback(2)


def test_the_summary_finishes_a_run_only_when_all_is_answered(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    reply(session)
    assert session.summary().total == 1
    assert app.practice.today(learner_id).open_run is not None
    reply(session)
    session.summary()
    assert app.practice.today(learner_id).open_run is None


def test_the_summary_says_what_the_run_came_to(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:4])
    reply(session, right, Confidence.CERTAIN)
    reply(session, right, Confidence.CERTAIN)
    reply(session, wrong, Confidence.GUESS)
    reply(session, harmful, None)
    summary = session.summary()
    assert (summary.total, summary.right, summary.points, summary.critical) == (4, 2, 2.0, 1)
    assert summary.elapsed_ms == 40_000
    assert summary.judgement.answers == 3
    assert summary.judgement.brier == pytest.approx((2 * 0.05**2 + 0.3**2) / 3)
    assert [(miss.position, miss.tone) for miss in summary.misses] == [
        (2, Tone.WRONG),
        (3, Tone.HARM),
    ]
    asked = session.feedback(3).question.item
    assert summary.misses[1].stem == asked.stem
    assert summary.misses[1].chosen in {o.text for o in asked.option_sets[0] if o.harm}


def test_the_summary_says_what_comes_back_when(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session, right)
    reply(session, right, Confidence.GUESS)
    reply(session, wrong)
    summary = session.summary()
    assert summary.today == date(2026, 3, 2)
    later = session.feedback(0).due_day
    assert later is not None
    assert (later - summary.today).days > 1
    assert summary.back_tomorrow == 2
    assert summary.back_later == (later, later)


def test_when_everything_comes_back_tomorrow_nothing_comes_later(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    finish(session, wrong)
    summary = session.summary()
    assert (summary.back_tomorrow, summary.back_later) == (2, None)


def test_the_summary_shows_how_topics_moved(
    app: Application, learner_id: str, items: Items
) -> None:
    topic = items[0].topic
    finish(begin(app, learner_id, items[:1]))
    second = begin(app, learner_id, [item for item in items if item.topic == topic][1:3])
    finish(second)
    (move,) = second.summary().moved
    known = next(view for view in app.practice.topics(learner_id) if view.id == topic)
    assert move.topic == topic
    assert move.title == known.title
    assert move.before == pytest.approx(1 / known.mastery.items)
    assert move.after == pytest.approx(3 / known.mastery.items)
    assert move.after == known.mastery.share


def test_one_run_asks_each_question_once(app: Application, learner_id: str, items: Items) -> None:
    asked = items_asked(begin(app, learner_id, items[:6]))
    assert sorted(item.id for item in asked) == sorted(item.id for item in items[:6])


def test_a_question_that_is_not_known_here_is_said_so(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    # As after the import of a run from a computer with newer questions.
    app.database.execute("DELETE FROM item WHERE id = ?", (items[0].id,))
    with pytest.raises(UserError, match=f"{items[0].id} is not in the banks any more"):
        session.question()
