"""Banks are compiled when they are new or have changed; a change never costs progress."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bootstrap import Application, Environment
from quizapp.domain.attempts import Include, QuizSpec
from quizapp.domain.items import Item, SingleBest
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.exchange.scenario_files import BUNDLED_SCENARIO, write_scenario
from tests.unit.application.steps import Questions, begin, finish, reply, wrong

Resync = Callable[[], Application]
REVISION = "rev: {scoring: 1, text: 1}"


@pytest.fixture
def known(app: Application, learner_id: str) -> Item:
    """An item as it is in its bank, answered rightly once."""
    items = sorted(BankCompiler(app.database).active_items(), key=lambda item: item.id)
    item = next(item for item in items if isinstance(item, SingleBest) and item.rev.scoring == 1)
    finish(begin(app, learner_id, [item]))
    return item


def mastered(app: Application, learner_id: str) -> int:
    return sum(topic.mastery.answered for topic in app.practice.topics(learner_id))


def asked_at_all(app: Application, learner_id: str) -> int:
    return app.practice.count(learner_id, QuizSpec(length=None))


# When ----------------------------------------------------------------------------------------


def test_compiled_banks_need_no_second_look(app: Application) -> None:
    assert not app.banks.needs_sync()
    assert app.banks.problems() == ()


def test_a_fresh_data_folder_has_to_read_the_banks(
    open_app: Callable[..., Application], tmp_path: Path
) -> None:
    fresh = open_app(tmp_path / "fresh")
    assert fresh.banks.needs_sync()
    told: list[tuple[int, int]] = []
    assert fresh.banks.sync(lambda done, total: told.append((done, total))) == ()
    assert told == [(number + 1, len(told)) for number in range(len(told))]
    assert not fresh.banks.needs_sync()
    assert [view.id for view in fresh.practice.topics(fresh.profiles.create("Maya").id)]


@pytest.mark.parametrize("file", ["banks/misconceptions.yaml", "claims.yaml"])
def test_touching_a_file_is_noticed_and_changes_nothing(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, file: str
) -> None:
    app = resynced()
    assert not app.banks.needs_sync()
    before = app.practice.topics(learner_id)
    os.utime(questions.folder / file, ns=(1, 2_000_000_000_000_000_000))
    assert app.banks.needs_sync()
    assert app.banks.sync() == ()
    assert not app.banks.needs_sync()
    assert app.practice.topics(learner_id) == before


def test_a_new_bank_and_a_bank_that_is_gone_are_noticed(
    resynced: Resync, questions: Questions, app: Application
) -> None:
    other = resynced()
    questions.bank("misconceptions").unlink()
    assert other.banks.needs_sync()
    other.banks.sync()
    topics = {topic for topic, _title, _items in BankStore(app.database).topics()}
    assert "overdose-response" in topics
    assert "misconceptions" not in topics


# Changes -------------------------------------------------------------------------------------


def test_a_higher_scoring_revision_restarts_the_memory_and_keeps_the_history(
    resynced: Resync, questions: Questions, learner_id: str, known: Item
) -> None:
    questions.edit_item(known, REVISION, "rev: {scoring: 2, text: 1}")
    app = resynced()
    assert mastered(app, learner_id) == 0
    assert known.id in new_items(app, learner_id)
    assert app.progress.view(learner_id).answers_ever == 1
    finish(begin(app, learner_id, [known]), wrong)
    assert mastered(app, learner_id) == 1
    rows = app.database.rows(
        "SELECT scoring_rev, answers FROM item_total WHERE item_id = ? ORDER BY 1", (known.id,)
    )
    assert rows == [(1, 1), (2, 1)]


def new_items(app: Application, learner_id: str) -> set[str]:
    """Return the ids of the items that a run of new questions would ask."""
    spec = QuizSpec(include=(Include.NEW,), length=None)
    session = app.sessions.open(app.practice.start(learner_id, spec))
    rows = app.database.rows("SELECT item_id FROM slot WHERE attempt_id = ?", (session.attempt_id,))
    return {item for (item,) in rows}


def test_a_higher_text_revision_shows_the_new_text_and_loses_nothing(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, app: Application
) -> None:
    before = app.practice.topics(learner_id)
    questions.edit_item(known, REVISION, "rev: {scoring: 1, text: 2}")
    changed = resynced()
    assert changed.practice.topics(learner_id) == before
    (item,) = changed.sources.items([known.id])
    assert item.rev.text == 2


def test_a_retired_item_is_asked_no_more_and_stays_in_the_history(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, app: Application
) -> None:
    session = begin(app, learner_id, [known])
    reply(session)
    total = asked_at_all(app, learner_id)
    questions.retire(known)
    changed = resynced()
    assert changed.banks.problems() == ()
    assert asked_at_all(changed, learner_id) == total - 1
    assert changed.practice.count(learner_id, QuizSpec(items=(known.id,))) == 0
    assert mastered(changed, learner_id) == 0
    assert changed.progress.view(learner_id).answers_ever == 2
    shown = changed.sessions.open(session.attempt_id).feedback(0)
    assert shown.question.item == known
    assert shown.due_day is None


def test_an_item_that_vanished_without_a_word_is_kept_in_the_history_too(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, app: Application
) -> None:
    session = begin(app, learner_id, [known])
    reply(session)
    questions.remove(known)
    changed = resynced()
    assert changed.practice.count(learner_id, QuizSpec(items=(known.id,))) == 0
    assert changed.sessions.open(session.attempt_id).feedback(0).question.item == known


def test_a_draft_is_not_asked(
    resynced: Resync, questions: Questions, learner_id: str, known: Item
) -> None:
    questions.edit_item(known, "{status: second_read", "{status: draft")
    changed = resynced()
    assert changed.practice.count(learner_id, QuizSpec(items=(known.id,))) == 0


def test_questions_that_cue_each_other_are_found_anew_when_a_bank_changes(
    resynced: Resync, questions: Questions, app: Application, known: Item
) -> None:
    other = next(
        item
        for item in BankCompiler(app.database).active_items()
        if item.topic == "overdose-response" and isinstance(item, SingleBest)
    )
    assert isinstance(known, SingleBest)
    key = "Gizmos hinder quartz vibrations"
    questions.edit_item(known, key_of(known), key)
    questions.edit_item(other, "stem: >-\n    ", f"stem: >-\n    {key}, as they say. ")
    changed = resynced()
    assert other.id in BankStore(changed.database).cues(known.id)
    assert known.id in BankStore(changed.database).cues(other.id)


def key_of(item: SingleBest) -> str:
    return next(option.text for option in item.options if option.correct)


@pytest.mark.parametrize("name", ["aa-renamed", "zz-renamed"])
def test_a_bank_of_another_name_goes_on_as_it_was(
    resynced: Resync,
    questions: Questions,
    learner_id: str,
    known: Item,
    app: Application,
    name: str,
) -> None:
    total = asked_at_all(app, learner_id)
    questions.bank(known.bank).rename(questions.bank(name))
    questions.edit(f"banks/{name}.yaml", f"bank: {known.bank}", f"bank: {name}")
    changed = resynced()
    assert changed.banks.problems() == ()
    assert asked_at_all(changed, learner_id) == total
    assert mastered(changed, learner_id) == 1


# Errors --------------------------------------------------------------------------------------


def test_a_bank_with_an_error_is_named_and_its_last_good_version_serves(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, app: Application
) -> None:
    before = app.practice.topics(learner_id)
    questions.edit_item(known, REVISION, "rev: {scoring: 0, text: 1}")
    changed = resynced()
    (problem,) = changed.banks.problems()
    assert problem.file == f"banks/{known.bank}.yaml"
    assert problem.message.startswith("line ")
    assert problem.serves_older
    assert changed.practice.topics(learner_id) == before
    assert not changed.banks.needs_sync()
    questions.edit_item(known, "rev: {scoring: 0, text: 1}", "rev: {scoring: 2, text: 1}")
    assert changed.banks.sync() == ()
    assert mastered(changed, learner_id) == 0


def test_a_bank_that_never_was_in_order_serves_nothing(
    open_app: Callable[..., Application], questions: Questions, tmp_path: Path
) -> None:
    questions.bank("misconceptions").write_text("format: bank/1\nitems: [", encoding="utf-8")
    fresh = open_app(tmp_path / "fresh", environment_on(open_app, questions))
    (problem,) = fresh.banks.sync()
    assert problem.file == "banks/misconceptions.yaml"
    assert not problem.serves_older
    topics = fresh.practice.topics(fresh.profiles.create("Maya").id)
    assert "misconceptions" not in {topic.id for topic in topics}
    assert not fresh.banks.needs_sync()


def environment_on(open_app: Callable[..., Application], questions: Questions) -> Environment:
    return open_app().environment._replace(questions=questions.folder)


def test_several_errors_are_counted(
    resynced: Resync, questions: Questions, known: Item, app: Application
) -> None:
    items = [i for i in BankCompiler(app.database).active_items() if i.bank == known.bank]
    for item in items[:3]:
        questions.edit_item(item, "level: ", "level: un")
    (problem,) = resynced().banks.problems()
    assert problem.message.endswith(" (and 2 more)")


def test_registers_with_an_error_are_named_and_the_last_good_ones_serve(
    resynced: Resync, questions: Questions, learner_id: str, known: Item, app: Application
) -> None:
    store = BankStore(app.database)
    before = (store.claims(), store.documents(), store.misconceptions())
    questions.edit("claims.yaml", "judgement: supported", "judgement: rubbish")
    questions.edit_item(known, REVISION, "rev: {scoring: 1, text: 2}")
    changed = resynced()
    (problem,) = changed.banks.problems()
    assert problem.file == "registers"
    assert problem.message.startswith("claims.yaml, line ")
    assert problem.serves_older
    store = BankStore(changed.database)
    assert (store.claims(), store.documents(), store.misconceptions()) == before
    assert changed.practice.count(learner_id, QuizSpec(items=(known.id,))) == 1
    questions.edit("claims.yaml", "judgement: rubbish", "judgement: supported")
    assert changed.banks.sync() == ()
    (item,) = changed.sources.items([known.id])
    assert item.rev.text == 2


def test_registers_that_change_have_every_bank_looked_at_again(
    resynced: Resync, questions: Questions, app: Application
) -> None:
    wording = BankStore(app.database).wording("SAF-04")
    assert wording is not None
    shutil.copy(questions.folder / "safety.yaml", questions.folder / "safety.old")
    questions.edit("safety.yaml", "id: SAF-04", "id: SAF-94")
    problems = resynced().banks.problems()
    assert problems
    assert all(problem.serves_older for problem in problems)
    shutil.move(questions.folder / "safety.old", questions.folder / "safety.yaml")
    assert resynced().banks.problems() == ()


def test_registers_with_an_error_from_the_first_day_are_named(
    open_app: Callable[..., Application], questions: Questions, tmp_path: Path
) -> None:
    (questions.folder / "references.yaml").write_text("format: references/1\n", encoding="utf-8")
    fresh = open_app(tmp_path / "fresh", environment_on(open_app, questions))
    named = {problem.file: problem.serves_older for problem in fresh.banks.sync()}
    assert named["registers"] is False
    (questions.folder / "references.yaml").unlink()
    assert "registers" not in {problem.file for problem in fresh.banks.sync()}


# Scenarios ---------------------------------------------------------------------------------------


@pytest.fixture
def kitchen(questions: Questions) -> Path:
    """The copy of the questions with one more scenario."""
    return write_scenario(questions.folder, BUNDLED_SCENARIO)


def titles(app: Application, learner_id: str) -> dict[str, str]:
    return {card.id: card.title for card in app.scenarios.list(learner_id)}


def test_a_new_scenario_is_offered_and_a_changed_one_anew(
    resynced: Resync, kitchen: Path, learner_id: str
) -> None:
    app = resynced()
    assert app.banks.problems() == ()
    assert titles(app, learner_id)["T01"] == "In the kitchen"
    kitchen.write_text(BUNDLED_SCENARIO.replace("In the kitchen", "At home"), encoding="utf-8")
    os.utime(kitchen, ns=(1, 2_000_000_000_000_000_000))
    assert app.banks.needs_sync()
    app.banks.sync()
    assert not app.banks.needs_sync()
    assert titles(app, learner_id)["T01"] == "At home"
    (versions,) = app.database.row(
        "SELECT count(*) FROM scenario_version WHERE scenario_id = 'T01'"
    ) or (0,)
    assert versions == 1


def test_a_bad_scenario_is_left_out_and_named_and_its_last_version_serves(
    resynced: Resync, kitchen: Path, learner_id: str
) -> None:
    app = resynced()
    kitchen.write_text(
        BUNDLED_SCENARIO.replace("In the kitchen", "At home").replace("end: died", "end: lost"),
        encoding="utf-8",
    )
    (problem,) = app.banks.sync()
    assert (problem.file, problem.serves_older) == ("scenarios/T01.yaml", True)
    assert problem.message.startswith("line 24: scenes.died.end: 'lost' is not known here")
    assert titles(app, learner_id)["T01"] == "In the kitchen"


def test_an_unsafe_scenario_never_serves(resynced: Resync, kitchen: Path, learner_id: str) -> None:
    kitchen.write_text(BUNDLED_SCENARIO.replace("effect: harm", "effect: delay"), encoding="utf-8")
    app = resynced()
    (problem,) = app.banks.problems()
    assert (problem.file, problem.serves_older) == ("scenarios/T01.yaml", False)
    assert "T01" not in titles(app, learner_id)


def test_a_scenario_that_is_gone_is_offered_no_more_and_its_runs_stay(
    resynced: Resync, kitchen: Path, learner_id: str
) -> None:
    app = resynced()
    session = app.scenarios.open(app.scenarios.start(learner_id, "T01"))
    session.act("shout", 0)
    kitchen.unlink()
    assert app.banks.needs_sync()
    app.banks.sync()
    assert "T01" not in titles(app, learner_id)
    assert app.scenarios.open(session.run_id).act("breathe", 0).is_end
    assert [row.title for row in app.scenarios.history(learner_id)] == ["In the kitchen"]
