"""Ready-made sets in the terminal: listed, taken as a test, passed or not, left and gone on with."""

from __future__ import annotations

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.attempts import Mode
from tests.e2e.conftest import Command
from tests.e2e.typing_steps import keys
from tests.unit.application.steps import begin, tame

BEFORE = "overdose-before"


@pytest.fixture
def typed(app: Application, learner_id: str) -> str:
    """What to type to answer all questions of the first set rightly; its run is left open."""
    return keys(app, app.ready_sets.start(learner_id, BEFORE))


def test_without_an_id_the_sets_are_listed(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    lines = quizapp("practise", "--set").out.splitlines()
    assert lines[:3] == [
        "overdose-before  Overdose response: before training",
        "  20 questions. To pass: 16 right and no answer that could harm somebody.",
        "  Not tried yet.",
    ]
    assert lines[-1] == "Start one with: quizapp practise --set ID"
    assert app.practice.today(learner_id).open_run is None


def test_a_set_is_a_test_whose_end_says_that_it_was_passed_and_why(
    typed: str, quizapp: Command
) -> None:
    done = quizapp("practise", "--set", BEFORE, typed=typed)
    assert done.status == 0, done.err
    assert "Going on where you left off (0 of 20)." in done.out
    assert done.out.index("20 of 20 · ") < done.out.index("RIGHT")
    said = " ".join(done.out.split())
    score = "20 of 20 right, and no answer that could harm somebody. 16 were needed."
    assert f"20 of 20 right. Passed: {score}" in said
    assert "  Passed, 2 March: 20 of 20 right." in quizapp("practise", "--set").out


def test_a_set_that_was_not_passed_says_what_was_wanting(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    run = app.ready_sets.start(learner_id, BEFORE)
    said = " ".join(quizapp("practise", typed=keys(app, run, right=False)).out.split())
    assert "Not passed this time: 0 of 20 right" in said
    assert "  Not passed, 2 March: 0 of 20 right" in quizapp("practise", "--set").out


def test_a_set_begins_anew_on_request_and_ends_another_run_that_was_left(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    begin(app, learner_id, tame(app)[:3])
    done = quizapp("practise", "--set", BEFORE.upper(), typed="q\n")
    assert "This ends the run you left (0 of 3); its answers are kept." in done.out
    assert "Overdose response: before training. 20 questions. To pass: 16 right" in done.out
    first = app.practice.today(learner_id).open_run
    assert first is not None
    assert (first.total, first.mode, first.set_id) == (20, Mode.TEST, BEFORE)
    quizapp("practise", "--set", BEFORE, "--new-run", typed="q\n")
    second = app.practice.today(learner_id).open_run
    assert second is not None
    assert second.attempt_id != first.attempt_id


def test_a_set_that_there_is_not_is_refused_with_those_there_are(quizapp: Command) -> None:
    done = quizapp("practise", "--learner", "Maya", "--set", "cooking")
    assert done.status == 1
    assert "There is no ready-made set cooking." in done.err
    assert "There are: overdose-before, overdose-after." in done.err


def test_without_sets_the_list_says_so(app: Application, learner_id: str, quizapp: Command) -> None:
    app.database.execute("DELETE FROM entry WHERE register = 'set'")
    assert quizapp("practise", "--set").out == "There are no ready-made sets.\n"
