"""Ready-made sets: offered, run as a test, and passed or not."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.application.demo_data import made_up_answer
from quizapp.application.quiz_session import QuizSession
from quizapp.application.views import PassResult
from quizapp.bootstrap import Application
from quizapp.domain.answers import Answer
from quizapp.domain.attempts import Mode, PassRule
from quizapp.domain.errors import UserError
from quizapp.domain.grading import grade
from quizapp.domain.items import Item
from tests.unit.application.steps import Questions, begin, finish, harmful, reply, right

BEFORE, AFTER = "overdose-before", "overdose-after"
Resync = Callable[[], Application]


def missed(item: Item) -> Answer:
    """Return an answer that is not right and harms nobody."""
    answers = (made_up_answer(item, random.Random(seed), is_right=False) for seed in range(50))
    return next(answer for answer in answers if not grade(item, answer).critical_error)


def started(app: Application, learner_id: str, set_id: str = BEFORE) -> QuizSession:
    return app.sessions.open(app.ready_sets.start(learner_id, set_id))


def answered(session: QuizSession, *first: object) -> list[str]:
    """Give the first answers in the ways given and the others rightly; return what was asked."""
    ways = iter(first)
    asked = []
    while (question := session.question()) is not None:
        asked.append(question.item.id)
        reply(session, next(ways, right))
    return asked


def test_two_parallel_forms_are_offered(app: Application, learner_id: str) -> None:
    offered = app.ready_sets.offered(learner_id)
    assert [(one.id, one.questions, one.last) for one in offered] == [
        (BEFORE, 20, None),
        (AFTER, 20, None),
    ]
    assert {one.passes for one in offered} == {PassRule(0.8, no_critical_error=True)}


def test_a_set_runs_as_a_test_with_its_items_in_its_order(
    app: Application, learner_id: str
) -> None:
    session = started(app, learner_id)
    assert (session.mode, session.total, session.allowed_ms) == (Mode.TEST, 20, None)
    asked = answered(session)
    assert asked[:3] == ["od-048", "od-011", "od-015"]
    assert len(set(asked)) == 20


def test_the_forms_share_no_question(app: Application, learner_id: str) -> None:
    before, after = (answered(started(app, learner_id, one)) for one in (BEFORE, AFTER))
    assert set(before).isdisjoint(after)


@pytest.mark.parametrize(
    ("ways", "passed", "critical"),
    [((missed,) * 4, True, 0), ((missed,) * 5, False, 0), ((right,) * 5 + (harmful,), False, 1)],
)
def test_a_set_is_passed_at_80_per_cent_without_a_harmful_answer(
    app: Application,
    learner_id: str,
    ways: tuple[object, ...],
    *,
    passed: bool,
    critical: int,
) -> None:
    session = started(app, learner_id)
    answered(session, *ways)
    right_ones = 20 - sum(way is not right for way in ways)
    result = session.summary().result
    assert result == PassResult(passed, right_ones, 20, 16, critical)


def test_the_last_result_is_shown_with_the_set(app: Application, learner_id: str) -> None:
    session = started(app, learner_id)
    finish(session)
    assert app.ready_sets.offered(learner_id)[0].last is None
    session.summary()
    last = app.ready_sets.offered(learner_id)[0].last
    assert last is not None
    assert (last.right, last.total, last.critical, last.passed) == (20, 20, 0, True)
    assert last.day == app.clock.today()
    assert app.ready_sets.offered(learner_id)[1].last is None


def test_where_critical_errors_do_not_count_they_are_not_told(
    app: Application, learner_id: str, items: list[Item]
) -> None:
    rule = PassRule(0.5, no_critical_error=False)
    session = begin(app, learner_id, items[:2], passes=rule)
    reply(session, harmful)
    reply(session)
    assert session.summary().result == PassResult(True, 1, 2, 1, None)


def test_a_run_of_ones_own_is_neither_passed_nor_failed(
    app: Application, learner_id: str, items: list[Item]
) -> None:
    session = begin(app, learner_id, items[:1], mode=Mode.TEST)
    finish(session)
    assert session.summary().result is None


def test_a_set_of_which_a_question_is_gone_is_not_offered(
    resynced: Resync, questions: Questions, learner_id: str
) -> None:
    text = questions.bank("overdose-response").read_text(encoding="utf-8")
    start = text.index("- id: od-011")
    block = text[start : text.index("- id: od-012")]
    questions.edit(
        "banks/overdose-response.yaml", block, block.replace("status: second_read", "status: draft")
    )
    app = resynced()
    (problem,) = app.banks.problems()
    assert problem.message.endswith("od-011 is no question that is asked; take it out or mend it.")
    assert [one.id for one in app.ready_sets.offered(learner_id)] == [AFTER]
    with pytest.raises(UserError, match="This set is not there any more"):
        app.ready_sets.start(learner_id, BEFORE)


FIRST_LOOK = "Overdose response: first look"


def test_a_set_that_changes_is_read_anew(
    resynced: Resync, questions: Questions, learner_id: str
) -> None:
    questions.edit(f"sets/{BEFORE}.yaml", "before training", "first look")
    app = resynced()
    assert app.ready_sets.offered(learner_id)[0].title == FIRST_LOOK
    assert not app.banks.needs_sync()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title:", "name:", "line 3: name: this field is not known"),
        ("id: overdose-before", "id: another", "line 2: id: this must be the name of the file"),
        ("od-011", "od-911", "items: od-911 is no question that is asked"),
        ("format: set/1", "format: [", "line "),
    ],
)
def test_a_set_with_an_error_is_named_and_its_last_good_version_serves(
    resynced: Resync, questions: Questions, learner_id: str, old: str, new: str, said: str
) -> None:
    questions.edit(f"sets/{BEFORE}.yaml", "before training", "first look")
    resynced()
    questions.edit(f"sets/{BEFORE}.yaml", old, new)
    app = resynced()
    (problem,) = app.banks.problems()
    assert (problem.file, problem.serves_older) == (f"sets/{BEFORE}.yaml", True)
    assert said in problem.message
    titles = [one.title for one in app.ready_sets.offered(learner_id)]
    assert titles[0] == FIRST_LOOK
    assert len(titles) == 2


@pytest.mark.parametrize(
    ("old", "new"), [("od-011", "od-911"), ("format: set/1", "format: [")], ids=["item", "form"]
)
def test_the_last_good_version_outlives_a_change_of_the_registers_until_the_set_is_mended(
    resynced: Resync, questions: Questions, learner_id: str, old: str, new: str
) -> None:
    questions.edit(f"sets/{BEFORE}.yaml", "before training", "first look")
    resynced()
    questions.edit(f"sets/{BEFORE}.yaml", old, new)
    resynced()
    questions.edit("claims.yaml", "format: claims/1", "format: claims/1 ")
    assert resynced().ready_sets.offered(learner_id)[0].title == FIRST_LOOK
    questions.edit(f"sets/{BEFORE}.yaml", new, old)
    assert resynced().banks.problems() == ()


def test_a_set_with_an_error_from_the_first_day_is_named_and_not_offered(
    open_app: Callable[..., Application], questions: Questions, tmp_path: Path
) -> None:
    questions.edit(f"sets/{BEFORE}.yaml", "title:", "name:")
    environment = open_app().environment._replace(questions=questions.folder)
    fresh = open_app(tmp_path / "fresh", environment)
    (problem,) = fresh.banks.sync()
    assert not problem.serves_older
    learner = fresh.profiles.create("Maya").id
    assert [one.id for one in fresh.ready_sets.offered(learner)] == [AFTER]


def test_a_set_whose_file_is_gone_is_not_offered(
    resynced: Resync, questions: Questions, learner_id: str
) -> None:
    (questions.folder / f"sets/{BEFORE}.yaml").unlink()
    app = resynced()
    assert app.banks.problems() == ()
    assert [one.id for one in app.ready_sets.offered(learner_id)] == [AFTER]
