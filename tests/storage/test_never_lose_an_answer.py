"""An answer is wholly saved or refused with a sentence; what was saved before stays."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from quizapp.bootstrap import Application, StartProblem
from quizapp.domain.answers import OptionAnswer
from quizapp.domain.attempts import QuizSpec
from quizapp.domain.items import SingleBest
from quizapp.storage.problems import ProblemKind
from tests.unit.application.steps import begin, finish, reply, tame

Items = list[SingleBest]
Open = Callable[..., Application]
PARTS = ("response", "memory", "item_total", "day_total", "wish", "attempt", "slot")


@pytest.fixture
def items(app: Application) -> Items:
    return tame(app)


def all_of(app: Application) -> dict[str, list[tuple[object, ...]]]:
    return {table: app.database.rows(f"SELECT * FROM {table}") for table in PARTS}


def until_refused(step: Callable[[], object]) -> StartProblem:
    """Repeat a step until the database refuses it, and return the problem."""
    for _again in itertools.repeat(None, 2000):
        try:
            step()
        except StartProblem as problem:
            return problem
    raise AssertionError("nothing was refused")


def fill_the_disk(app: Application) -> None:
    """Let the database grow no more, and use up most of the room that is left within it."""
    (pages,) = app.database.row("PRAGMA page_count") or (0,)
    app.database.execute(f"PRAGMA max_page_count = {pages}")
    numbers = itertools.count()

    def add() -> None:
        text = "x" * 900
        app.database.execute(
            "INSERT INTO document VALUES (?, '', ?, '')", (f"filler{next(numbers)}", text)
        )

    assert until_refused(add).kind is ProblemKind.FULL


def free_the_disk(app: Application) -> None:
    app.database.execute("PRAGMA max_page_count = 1000000")


def root_page(app: Application, table: str) -> int:
    found = app.database.row("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    assert found is not None
    return int(found[0])


def overwrite(app: Application, page: int) -> None:
    """Damage a page of a closed database."""
    with app.database.path.open("r+b") as file:
        file.seek(4096 * (page - 1))
        file.write(b"\xa5" * 4096)


def test_when_the_disk_is_full_an_answer_is_refused_and_can_be_given_again(
    app: Application, learner_id: str
) -> None:
    session = app.sessions.open(app.practice.start(learner_id, QuizSpec(length=None)))
    fill_the_disk(app)
    given = []
    problem = until_refused(lambda: given.append(reply(session).question.position))
    assert str(problem) == "Could not save: the disk is full. Free some space and try again."
    refused, saved = session.question(), all_of(app)
    assert refused is not None
    assert refused.position == len(given) == len(saved["response"]) == len(saved["memory"])
    free_the_disk(app)
    assert reply(session).question.position == refused.position
    assert len(all_of(app)["response"]) == len(given) + 1
    assert app.database.row("PRAGMA integrity_check") == ("ok",)


def test_when_the_disk_is_full_no_run_is_started_by_halves(
    app: Application, learner_id: str, items: Items
) -> None:
    first = begin(app, learner_id, items[:2])
    fill_the_disk(app)
    problem = until_refused(lambda: begin(app, learner_id, items))
    assert problem.kind is ProblemKind.FULL
    free_the_disk(app)
    without_slots = "SELECT id FROM attempt WHERE id NOT IN (SELECT attempt_id FROM slot)"
    assert app.database.rows(without_slots) == []
    assert app.sessions.open(first.attempt_id).total == 2


def test_a_locked_database_refuses_an_answer_and_takes_it_afterwards(
    app: Application, open_app: Open, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    app.database.execute("PRAGMA busy_timeout = 10")
    other = open_app()
    other.database.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StartProblem, match="Another program is using the file"):
        reply(session)
    other.database.execute("ROLLBACK")
    assert session.outcome(0) is None
    reply(session)
    assert app.practice.today(learner_id).answered_ever == 1


def test_a_bug_on_the_way_keeps_nothing_of_an_answer(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    session.marks.ask_sooner(items[0].id, on=True)
    before = all_of(app)
    app.database.execute("ALTER TABLE day_total RENAME TO elsewhere")
    with pytest.raises(Exception, match="no such table: day_total"):
        reply(session)
    app.database.execute("ALTER TABLE elsewhere RENAME TO day_total")
    assert all_of(app) == before
    assert session.question() is not None


def test_damage_met_while_answering_is_said_so(
    app: Application, open_app: Open, learner_id: str, items: Items
) -> None:
    attempt_id = begin(app, learner_id, items[:1]).attempt_id
    page = root_page(app, "memory")
    app.close()
    overwrite(app, page)
    session = open_app().sessions.open(attempt_id)
    with pytest.raises(StartProblem) as caught:
        session.answer(OptionAnswer("a"), None, 0)
    assert caught.value.kind is ProblemKind.DAMAGED
    assert "back-ups are separate files" in caught.value.safe


def test_a_damaged_database_makes_no_back_up_that_would_push_out_a_whole_one(
    app: Application, open_app: Open, learner_id: str, items: Items
) -> None:
    finish(begin(app, learner_id, items[:3]))
    page = root_page(app, "response")
    app.close()
    overwrite(app, page)
    again = open_app()
    with pytest.raises(StartProblem) as caught:
        again.backups.make()
    assert caught.value.kind is ProblemKind.DAMAGED
    assert list(again.backups.folder.iterdir()) == []


def test_a_back_up_that_does_not_pass_its_check_is_not_kept(
    app: Application, learner_id: str
) -> None:
    # A value that its table does not allow is copied faithfully and found by the check.
    app.database.execute("PRAGMA writable_schema = ON")
    app.database.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'pin_salt BLOB', 'pin_salt BLOB NOT NULL')"
    )
    app.database.execute("PRAGMA writable_schema = RESET")
    with pytest.raises(StartProblem) as caught:
        app.backups.make()
    assert caught.value.details == "the copy is not whole"
    assert list(app.backups.folder.iterdir()) == []
