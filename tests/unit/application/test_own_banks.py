"""A trainer's own banks are compiled like the others, and never in their place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quizapp.application.authoring import Authoring
from quizapp.application.checking import check
from quizapp.bootstrap import Application
from quizapp.domain.drafts import changed
from quizapp.domain.registers import Reference, Seen
from quizapp.domain.rewording import Change
from quizapp.storage.candidate_store import CandidateStore
from tests.unit.application.authors import STEM, publish, published, ready

OTHER_STEM = "Which protein is it that naloxone sits on?"


@pytest.fixture
def authoring(app: Application) -> Authoring:
    return app.authoring


def own_bank(authoring: Authoring, bank: str) -> Path:
    return authoring.shelf.root / "banks" / f"{bank}.yaml"


def rename(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def active(app: Application, item_id: str) -> bool:
    row = app.database.row("SELECT active FROM item WHERE id = ?", (item_id,))
    return row == (1,)


def test_a_topic_keeps_its_title_and_place(authoring: Authoring, app: Application) -> None:
    before = authoring.shelf.topics()
    item = published(authoring)
    app.banks.sync()
    assert active(app, item.id)
    assert app.authoring.shelf.topics() == before
    own = authoring.shelf.make_bank("Night shift")
    publish(authoring, ready(authoring, own, OTHER_STEM))
    app.banks.sync()
    assert app.authoring.shelf.topics() == (*before, (own.topic, "Night shift"))


def test_a_bank_that_takes_a_shipped_name_or_id_is_left_out(
    authoring: Authoring, app: Application
) -> None:
    item = published(authoring)
    path = own_bank(authoring, item.bank)
    shipped = path.with_name("history.yaml")
    shutil.copyfile(path, shipped)
    rename(shipped, f"bank: {item.bank}", "bank: history")
    rename(path, item.id, "rm-002")
    problems = {problem.file: problem.message for problem in app.banks.sync()}
    assert "called like one that ships" in problems["own/banks/history.yaml"]
    assert "taken in the bank receptor-mechanisms" in problems[f"own/banks/{item.bank}.yaml"]
    assert active(app, "rm-002")


def test_a_bank_that_is_broken_by_hand_goes_on_as_it_was(
    authoring: Authoring, app: Application
) -> None:
    item = published(authoring)
    app.banks.sync()
    rename(own_bank(authoring, item.bank), "level:", "lvel:")
    (problem,) = app.banks.sync()
    assert problem.serves_older
    assert active(app, item.id)


def test_a_bank_that_is_gone_is_asked_no_more(authoring: Authoring, app: Application) -> None:
    item = published(authoring)
    app.banks.sync()
    own_bank(authoring, item.bank).unlink()
    assert app.banks.needs_sync()
    app.banks.sync()
    assert not active(app, item.id)


def test_an_error_in_an_own_register_costs_its_entry_alone(
    authoring: Authoring, app: Application
) -> None:
    entry = Reference("", "WHO", "A guide", 2023, "https://who.example/guide", Seen.ORIGINAL)
    first = authoring.registers.add_reference(entry)
    second = authoring.registers.add_reference(entry)
    path = authoring.shelf.root / "references.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[::-1].replace("nees", "neees", 1)[::-1], encoding="utf-8")
    (problem,) = app.banks.sync()
    assert problem.file == "own/registers"
    known = app.authoring.registers.all.references
    assert first.id in known
    assert second.id not in known
    path.unlink()
    assert app.banks.needs_sync()
    assert app.banks.sync() == ()
    assert not app.banks.needs_sync()


def test_questions_can_be_kept_in_another_folder(
    authoring: Authoring, app: Application, tmp_path: Path
) -> None:
    item = published(authoring)
    app.banks.sync()
    app.preferences.write(type(app.preferences.read())(question_folder=str(tmp_path / "elsewhere")))
    assert app.authoring.shelf.root == tmp_path / "elsewhere"
    app.banks.sync()
    assert not active(app, item.id)
    assert own_bank(authoring, item.bank).exists()


def test_a_changed_question_begins_anew_only_when_its_scoring_did(
    authoring: Authoring, app: Application
) -> None:
    item = published(authoring)
    app.banks.sync()
    draft = changed(authoring.drafts.open(item.id), stem=STEM.replace("a dose of", "much"))
    publish(authoring, draft, Change.SCORING)
    app.banks.sync()
    row = app.database.row("SELECT scoring_rev, text_rev FROM item WHERE id = ?", (item.id,))
    assert row == (2, 2)


def test_the_check_of_banks_knows_own_entries_and_those_that_ship(authoring: Authoring) -> None:
    entry = Reference("", "WHO", "A guide", 2023, "https://who.example/guide", Seen.ORIGINAL)
    made = authoring.registers.add_reference(entry)
    draft = ready(authoring)
    item = publish(authoring, changed(draft, references=(*draft.references, made.id)))
    publish(authoring, ready(authoring, authoring.shelf.banks()[0], OTHER_STEM))
    authoring.publishing.retire(item.id, "Out of date.")
    report = check([authoring.shelf.root], None)
    assert [one for one in report.findings if one.level == "error" and one.item] == []
    assert report.items == 1


def test_own_questions_are_not_counted_among_those_that_learners_have(
    authoring: Authoring, app: Application
) -> None:
    item = published(authoring)
    app.banks.sync()
    candidates = CandidateStore(app.database)
    assert item.id in candidates.active_ids()
    assert set(candidates.active_ids()) - candidates.shipped().keys() == {item.id}
