"""Several learners on one computer, each with progress of their own."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.errors import UserError
from quizapp.domain.items import SingleBest
from quizapp.domain.learners import StudySettings
from tests.conftest import Clock
from tests.unit.application.steps import begin, finish, right, wrong

Items = list[SingleBest]


def test_learners_are_listed_the_first_made_first(app: Application, clock: Clock) -> None:
    maya = app.profiles.create("  Maya   Okafor ")
    clock.advance(minutes=1)
    jonas = app.profiles.create("Jonas")
    assert app.profiles.learners() == (maya, jonas)
    assert maya.name == "Maya Okafor"
    assert app.profiles.get(jonas.id) == jonas


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (" ", "A name is needed."),
        ("x" * 61, "A name has at most 60 characters."),
        ("mAyA", "Maya is on this computer already."),
    ],
)
def test_a_name_is_needed_short_and_one_s_own(app: Application, name: str, message: str) -> None:
    app.profiles.create("Maya")
    with pytest.raises(UserError) as caught:
        app.profiles.create(name)
    assert caught.value.message == message
    assert caught.value.hint
    assert len(app.profiles.learners()) == 1


def test_a_learner_can_be_renamed_even_to_another_spelling_of_the_same_name(
    app: Application,
) -> None:
    maya = app.profiles.create("maya")
    app.profiles.create("Jonas")
    assert app.profiles.rename(maya.id, "Maya") == maya._replace(name="Maya")
    assert app.profiles.get(maya.id).name == "Maya"
    with pytest.raises(UserError, match="Jonas is on this computer already"):
        app.profiles.rename(maya.id, "JONAS")


def test_study_settings_are_kept_for_each_learner(
    app: Application, open_app: Callable[..., Application], learner_id: str
) -> None:
    wanted = StudySettings(
        daily_goal=40, desired_retention=0.95, new_per_day=0, shows_streak=False, extra_time=1.5
    )
    other = app.profiles.create("Jonas")
    assert app.profiles.save_settings(learner_id, wanted).settings == wanted
    assert open_app().profiles.get(learner_id).settings == wanted
    assert app.profiles.get(other.id).settings == StudySettings()


def test_a_pin_lets_only_those_in_who_know_it(app: Application, learner_id: str) -> None:
    assert app.profiles.set_pin(learner_id, "2718").has_pin
    assert app.profiles.get(learner_id).has_pin
    assert app.profiles.check_pin(learner_id, "2718")
    assert not app.profiles.check_pin(learner_id, "2719")


def test_without_a_pin_everybody_comes_in(app: Application, learner_id: str) -> None:
    assert app.profiles.check_pin(learner_id, "")
    app.profiles.set_pin(learner_id, "2718")
    assert not app.profiles.set_pin(learner_id, None).has_pin
    assert app.profiles.check_pin(learner_id, "anything")


@pytest.mark.parametrize("pin", ["123", "1" * 13, "12a4", "١٢٣٤", ""])
def test_a_pin_has_four_to_twelve_digits(app: Application, learner_id: str, pin: str) -> None:
    with pytest.raises(UserError, match="4 to 12 digits"):
        app.profiles.set_pin(learner_id, pin)
    assert not app.profiles.get(learner_id).has_pin


def test_a_pin_is_not_kept_and_the_same_pin_looks_different_each_time(
    app: Application, learner_id: str
) -> None:
    other = app.profiles.create("Jonas")
    for each in (learner_id, other.id):
        app.profiles.set_pin(each, "2718")
    kept = app.database.rows("SELECT pin_salt, pin_hash FROM learner")
    assert len(set(kept)) == 2
    assert all(b"2718" not in salt + digest for salt, digest in kept)


def test_checking_a_pin_takes_its_time(
    app: Application, learner_id: str, full_strength: None
) -> None:
    app.profiles.set_pin(learner_id, "2718")
    start = time.perf_counter()
    assert app.profiles.check_pin(learner_id, "2718")
    assert time.perf_counter() - start > 0.03


def test_deleting_a_learner_takes_all_their_data_and_nobody_else_s(
    app: Application, learner_id: str, items: Items
) -> None:
    other = app.profiles.create("Jonas")
    finish(begin(app, other.id, items[:3]), right)
    before = totals(app)
    session = begin(app, learner_id, items[2:5])
    session.marks.set_flag(items[2].id, on=True)
    session.marks.save_note(items[2].id, "Mine")
    session.marks.ask_sooner(items[3].id, on=True)
    session.marks.report_problem(items[2].id, "Mine too")
    finish(session, wrong)
    assert totals(app) != before
    app.profiles.delete(learner_id)
    assert totals(app) == before
    assert app.progress.view(other.id).answers_ever == 3
    for table in ("response", "attempt", "memory", "day_total", "flag", "note", "wish"):
        assert owners(app, table) <= {other.id}
    assert app.progress.problem_reports(learner_id) == ()
    with pytest.raises(UserError, match="not on this computer any more"):
        app.profiles.get(learner_id)


def totals(app: Application) -> list[tuple[object, ...]]:
    return app.database.rows("SELECT * FROM item_total ORDER BY item_id, scoring_rev")


def owners(app: Application, table: str) -> set[str]:
    return {owner for (owner,) in app.database.rows(f"SELECT learner_id FROM {table}")}
