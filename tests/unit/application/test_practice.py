"""What a run consists of, and what comes first in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from quizapp.application import run_making
from quizapp.application.practice import QUICK_LENGTH
from quizapp.bootstrap import Application
from quizapp.domain.attempts import Include, QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import Item, SingleBest
from quizapp.domain.learners import StudySettings
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankCompiler
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
Ids = list[str]


def asked(app: Application, attempt_id: str) -> Ids:
    """Return the ids of the items of a run, in order."""
    return [item.id for item in items_asked(app.sessions.open(attempt_id))]


def ids(items: list[Item] | Items) -> Ids:
    return [item.id for item in items]


# What a run consists of ----------------------------------------------------------------------


def test_each_sort_of_question_can_be_asked_for(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session, right, Confidence.CERTAIN)
    reply(session, wrong, Confidence.CERTAIN)
    reply(session, right, Confidence.UNSURE)
    known, missed, unsure = (session.feedback(n).question.item.id for n in range(3))
    session.marks.set_flag(known, on=True)
    clock.advance(days=1)
    due = QuizSpec(include=(Include.DUE,))
    assert app.practice.count(learner_id, due) == len(spec_ids(app, learner_id, due))
    assert spec_ids(app, learner_id, due)[0] == missed
    for sort, expected in {
        Include.MISSED: [missed],
        Include.FLAGGED: [known],
        Include.LOW_CONFIDENCE: [unsure],
    }.items():
        assert spec_ids(app, learner_id, QuizSpec(include=(sort,))) == expected
    new = QuizSpec(include=(Include.NEW,), length=None)
    everything = QuizSpec(length=None)
    total = app.practice.count(learner_id, everything)
    assert app.practice.count(learner_id, new) == total - 3


def spec_ids(app: Application, learner_id: str, spec: QuizSpec) -> Ids:
    """Return what a run would ask, without answering."""
    return run_ids(app, app.practice.start(learner_id, spec))


def run_ids(app: Application, attempt_id: str) -> Ids:
    attempt = AttemptStore(app.database).get(attempt_id)
    assert attempt is not None
    return [slot.item_id for slot in attempt.slots]


def test_sorts_can_be_joined_and_limited_to_topics(
    app: Application, learner_id: str, items: Items
) -> None:
    topic = items[0].topic
    finish(begin(app, learner_id, items[:6]), wrong)
    spec = QuizSpec(topics=(topic,), include=(Include.MISSED, Include.FLAGGED), length=None)
    expected = sorted(item.id for item in items[:6] if item.topic == topic)
    assert app.practice.count(learner_id, spec) == len(expected)
    assert sorted(spec_ids(app, learner_id, spec)) == expected


def test_a_run_is_as_long_as_asked_for(app: Application, learner_id: str) -> None:
    length = len(spec_ids(app, learner_id, QuizSpec(length=7)))
    assert 7 <= length <= 10


def test_certain_questions_are_asked_all_whatever_the_usual_length(
    app: Application, learner_id: str, items: Items
) -> None:
    spec = QuizSpec(items=tuple(ids(items)))
    assert app.practice.count(learner_id, spec) == 15
    assert sorted(spec_ids(app, learner_id, spec)) == sorted(ids(items))


def test_when_nothing_fits_it_is_said_and_the_open_run_stays(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    for start in (
        lambda: app.practice.start(learner_id, QuizSpec(include=(Include.FLAGGED,))),
        lambda: app.practice.start(learner_id, QuizSpec(items=("gone",))),
        lambda: app.practice.start_review(learner_id),
    ):
        with pytest.raises(UserError, match="No question fits"):
            start()
    found = app.practice.today(learner_id).open_run
    assert found is not None
    assert found.attempt_id == session.attempt_id


def test_without_any_question_there_is_no_quick_run(app: Application, learner_id: str) -> None:
    app.database.execute("UPDATE item SET active = 0")
    with pytest.raises(UserError, match="No question fits"):
        app.practice.start_quick(learner_id)


def test_topics_take_turns(app: Application, learner_id: str) -> None:
    spec = QuizSpec(include=(Include.NEW,), length=9)
    topics = [question_topic(app, item) for item in spec_ids(app, learner_id, spec)]
    counts = Counter(topics).values()
    assert len(counts) == 8
    assert max(counts) - min(counts) <= 1


def question_topic(app: Application, item_id: str) -> str:
    (item,) = app.sources.items([item_id])
    return item.topic


def test_the_questions_of_a_case_come_together(app: Application, learner_id: str) -> None:
    cases = Counter(item.case_id for item in active_items(app) if item.case_id)
    case = next(case for case, number in cases.items() if number > 1)
    run = spec_ids(app, learner_id, QuizSpec(length=None))
    places = [place for place, item in enumerate(run) if case_of(app, item) == case]
    assert len(places) == cases[case]
    assert places == list(range(places[0], places[0] + len(places)))


def active_items(app: Application) -> list[Item]:
    return BankCompiler(app.database).active_items()


def case_of(app: Application, item_id: str) -> str | None:
    (item,) = app.sources.items([item_id])
    return item.case_id


@pytest.mark.parametrize("swapped", [False, True])
def test_questions_that_cue_each_other_never_meet_in_a_run(
    *, app: Application, learner_id: str, items: Items, swapped: bool
) -> None:
    one, other = (items[4], items[0]) if swapped else (items[0], items[4])
    BankCompiler(app.database).save_cues([(one.id, other.id)])
    for _run in range(5):
        run = spec_ids(app, learner_id, QuizSpec(length=None))
        assert len({items[0].id, items[4].id} & set(run)) == 1


def test_a_run_of_new_questions_has_at_least_five(app: Application, learner_id: str) -> None:
    app.profiles.save_settings(learner_id, StudySettings(new_per_day=0))
    assert len(asked(app, app.practice.start_new(learner_id))) >= 5


def test_a_run_of_new_questions_meets_none_that_is_known(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:3]))
    met = asked(app, app.practice.start_new(learner_id))
    assert len(met) >= 7
    assert not set(met) & set(ids(items[:3]))


# What comes first ----------------------------------------------------------------------------


def test_a_critical_error_comes_first_in_the_next_run(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:3])
    reply(session, harmful)
    critical = session.feedback(0).question.item.id
    finish(session)
    assert app.practice.today(learner_id).urgent == 1
    for attempt_id in (
        app.practice.start_quick(learner_id),
        app.practice.start_review(learner_id),
        app.practice.start(learner_id, QuizSpec()),
        app.practice.start_new(learner_id),
    ):
        assert run_ids(app, attempt_id)[0] == critical


def test_a_critical_error_is_closed_by_a_right_answer_on_a_later_day(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:1]), harmful)
    finish(begin(app, learner_id, items[:1]))
    assert app.practice.today(learner_id).urgent == 0  # It has done its work for today.
    clock.advance(days=1)
    assert app.practice.today(learner_id).urgent == 1
    finish(begin(app, learner_id, items[:1]))
    clock.advance(days=1)
    assert app.practice.today(learner_id).urgent == 0


def test_a_wish_comes_first_until_it_is_fulfilled(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    finish(session)
    session.marks.ask_sooner(items[0].id, on=True)
    assert app.practice.today(learner_id).urgent == 1
    run = app.practice.start(learner_id, QuizSpec(include=(Include.NEW,), length=3))
    assert asked(app, run)[0] == items[0].id
    assert app.practice.today(learner_id).urgent == 0


def test_what_is_urgent_stays_out_of_runs_on_other_topics_and_of_certain_questions(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:1]), harmful)
    other = QuizSpec(topics=(items[1].topic,))
    assert items[0].id not in spec_ids(app, learner_id, other)
    assert spec_ids(app, learner_id, QuizSpec(items=(items[5].id,))) == [items[5].id]


def test_what_is_urgent_makes_no_run_of_a_sort_that_has_nothing(
    app: Application, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:1]), harmful)
    with pytest.raises(UserError, match="No question fits"):
        app.practice.start(learner_id, QuizSpec(include=(Include.FLAGGED,)))


def test_a_review_asks_what_is_due_and_nothing_else(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    finish(begin(app, learner_id, items[:3]), wrong)
    finish(begin(app, learner_id, items[3:5]))
    clock.advance(days=1)
    assert sorted(asked(app, app.practice.start_review(learner_id))) == sorted(ids(items[:3]))


def test_a_quick_run_is_short_and_takes_what_is_due_first(
    app: Application, learner_id: str, items: Items, clock: Clock
) -> None:
    due = [item for item in items if item.topic == items[0].topic][:2]
    finish(begin(app, learner_id, due), wrong)
    clock.advance(days=1)
    run = asked(app, app.practice.start_quick(learner_id))
    assert QUICK_LENGTH <= len(run) <= QUICK_LENGTH + 3
    assert set(ids(due)) <= set(run)


def test_a_quick_run_falls_back_on_what_is_known(
    app: Application, learner_id: str, items: Items
) -> None:
    app.database.execute(
        f"UPDATE item SET active = 0 WHERE id NOT IN ({', '.join('?' * 3)})", ids(items[:3])
    )
    finish(begin(app, learner_id, items[:3]))
    assert sorted(asked(app, app.practice.start_quick(learner_id))) == sorted(ids(items[:3]))


def test_learners_do_not_share_what_is_due_or_urgent(
    app: Application, learner_id: str, items: Items, open_app: Callable[..., Application]
) -> None:
    finish(begin(app, learner_id, items[:2]), harmful)
    other = app.profiles.create("Jonas")
    app.profiles.save_settings(other.id, replace(other.settings, new_per_day=3))
    today = open_app().practice.today(other.id)
    assert (today.urgent, today.answered_ever, today.new, today.next_due) == (0, 0, 3, None)


def test_a_run_looks_further_when_the_first_questions_bar_each_other(
    app: Application,
    learner_id: str,
    items: Items,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finish(begin(app, learner_id, items), wrong)
    clock.advance(days=1)
    first, *barred, last = sorted(items, key=lambda item: item.id)
    BankCompiler(app.database).save_cues([(first.id, item.id) for item in barred])
    monkeypatch.setattr(run_making, "_SPARE", 2)
    run = app.practice.start(learner_id, QuizSpec(include=(Include.DUE,), length=2))
    assert set(asked(app, run)) == {first.id, last.id}
