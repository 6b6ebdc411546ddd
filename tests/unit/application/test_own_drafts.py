"""A trainer's questions: banks, drafts, copies, and what there is of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.application.authoring import Authoring
from quizapp.application.authoring_views import Standing
from quizapp.bootstrap import Application
from quizapp.domain.drafts import changed
from quizapp.domain.errors import UserError
from quizapp.domain.items import ReviewStatus
from quizapp.domain.rewording import Change
from tests.unit.application.authors import bank_of, publish, published, ready


@pytest.fixture
def authoring(app: Application) -> Authoring:
    return app.authoring


def test_without_a_folder_there_is_nothing(authoring: Authoring, app: Application) -> None:
    assert (
        authoring.shelf.banks() == authoring.shelf.questions() == authoring.shelf.problems() == ()
    )
    assert authoring.shelf.root == app.data_dir / "banks"
    assert not authoring.shelf.root.exists()


def test_a_bank_gets_an_id_that_no_other_trainer_has(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    assert bank.id.startswith("ward-teaching-")
    assert authoring.shelf.banks() == (bank,)
    own = authoring.shelf.make_bank("  Ärzte & Co  ")
    assert own.topic == own.id
    assert authoring.shelf.make_bank("??").id.startswith("bank-")


def test_a_bank_needs_a_title(authoring: Authoring) -> None:
    with pytest.raises(UserError, match="title"):
        authoring.shelf.make_bank("  ")


def test_questions_that_ship_are_there_to_begin_from(
    authoring: Authoring, app: Application
) -> None:
    before = authoring.shelf.shipped()
    published(authoring)
    app.banks.sync()
    assert authoring.shelf.shipped() == before
    assert "rm-001" in {item_id for item_id, _, _ in before}


def test_a_folder_that_is_gone_is_not_begun_anew(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    first = authoring.drafts.new("single_best", bank)
    away = authoring.shelf.root.rename(authoring.shelf.root.with_name("elsewhere"))
    with pytest.raises(UserError, match="is not there any more") as caught:
        authoring.drafts.new("single_best", bank)
    assert str(authoring.shelf.root) in caught.value.message
    assert not authoring.shelf.root.exists()
    away.rename(authoring.shelf.root)
    assert authoring.drafts.new("single_best", bank).id != first.id


def test_topics_are_those_that_learners_see(authoring: Authoring) -> None:
    assert ("overdose-response", "Overdose response") in authoring.shelf.topics()


def test_a_new_question_is_kept_and_found_again(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    draft = authoring.drafts.new("ordering", bank)
    assert draft.id == f"{bank.id}-001"
    authoring.drafts.keep(changed(draft, stem="Put them in order."))
    assert authoring.drafts.open(draft.id).stem == "Put them in order."
    (row,) = authoring.shelf.questions()
    assert (row.stem, row.standing, row.bank) == ("Put them in order.", Standing.DRAFT, bank)


def test_what_two_windows_write_on_a_question_is_kept_in_both(authoring: Authoring) -> None:
    draft = authoring.drafts.new("ordering", bank_of(authoring))
    mine, theirs = changed(draft, stem="Mine"), changed(draft, stem="Theirs")
    assert authoring.drafts.keep_change(mine, draft) == mine
    assert authoring.drafts.is_current(draft.id, mine)
    assert not authoring.drafts.is_current(draft.id, draft)
    own = authoring.drafts.keep_change(theirs, draft)
    assert own.id != draft.id
    assert {row.stem for row in authoring.shelf.questions()} == {"Mine", "Theirs"}
    more = changed(own, stem="Theirs, and more")
    assert authoring.drafts.keep_change(more, own) == more
    assert authoring.drafts.kept(draft.id) == mine


def test_a_question_that_another_window_published_meanwhile_is_left_alone(
    authoring: Authoring,
) -> None:
    draft = ready(authoring)
    item = publish(authoring, draft)
    own = authoring.drafts.keep_change(changed(draft, stem="Later"), draft)
    assert (own.id != item.id, own.origin) == (True, None)
    assert authoring.drafts.kept(item.id) is None
    assert authoring.drafts.is_current(item.id, None)


def test_a_case_that_two_windows_write_becomes_two_cases(authoring: Authoring) -> None:
    draft = authoring.drafts.new("vignette", bank_of(authoring))
    draft = authoring.drafts.with_own_case(draft)
    authoring.drafts.keep(changed(draft, case_text="One."))
    own = authoring.drafts.keep_change(changed(draft, case_text="Two."), draft)
    assert own.case not in {"", draft.case}


def test_an_id_is_never_used_again(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    first = authoring.drafts.new("numeric", bank)
    authoring.drafts.drop(first.id)
    assert authoring.shelf.questions() == ()
    assert authoring.drafts.new("numeric", bank).id == f"{bank.id}-002"


def test_a_copy_has_an_id_and_a_review_of_its_own(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    copy = authoring.drafts.duplicate("rm-001", bank)
    assert (copy.bank, copy.review.reader) == (bank.id, None)
    assert (copy.rev.scoring, copy.rev.text) == (1, 1)
    again = authoring.drafts.duplicate(copy.id, bank)
    assert again.stem == copy.stem
    assert again.id != copy.id


def test_a_copy_of_a_case_question_has_a_case_of_its_own(
    authoring: Authoring, app: Application
) -> None:
    (item_id,) = app.database.row("SELECT id FROM item WHERE kind = 'vignette'") or ("",)
    copy = authoring.drafts.duplicate(item_id, bank_of(authoring))
    assert copy.case.endswith("-case-001")
    assert copy.case_text
    fresh = authoring.drafts.with_own_case(copy)
    assert (fresh.case[-3:], fresh.case_text) == ("002", "")


def test_what_is_not_there_can_be_neither_opened_nor_copied(authoring: Authoring) -> None:
    with pytest.raises(UserError, match="any more"):
        authoring.drafts.open("gone")
    with pytest.raises(UserError, match="any more"):
        authoring.drafts.duplicate("gone", bank_of(authoring))


def test_a_published_question_is_opened_as_it_is_published(authoring: Authoring) -> None:
    item = published(authoring)
    draft = authoring.drafts.open(item.id)
    assert draft.stem == item.stem
    assert [row.standing for row in authoring.shelf.questions()] == [Standing.SERVED]
    authoring.drafts.keep(changed(draft, stem="Another stem."))
    (row,) = authoring.shelf.questions()
    assert (row.standing, row.stem) == (Standing.CHANGED, "Another stem.")
    copy = authoring.drafts.duplicate(item.id, row.bank)
    assert copy.stem == "Another stem."


def test_a_question_that_was_written_as_a_draft_waits_for_its_reader(authoring: Authoring) -> None:
    item = published(authoring)
    path = authoring.shelf.root / "banks" / f"{item.bank}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("status: second_read", "status: draft"), encoding="utf-8")
    assert [row.standing for row in authoring.shelf.questions()] == [Standing.LEFT_OUT]
    draft = authoring.drafts.open(item.id)
    assert (draft.review.status, draft.review.reader) == (ReviewStatus.SECOND_READ, None)


def test_a_retired_question_is_listed_as_such(authoring: Authoring, app: Application) -> None:
    item = published(authoring)
    app.banks.sync()
    authoring.publishing.retire(item.id, "Out of date.")
    (row,) = authoring.shelf.questions()
    assert (row.standing, row.stem) == (Standing.RETIRED, item.stem)


def test_a_question_that_was_retired_before_it_was_compiled_shows_the_reason(
    authoring: Authoring,
) -> None:
    authoring.publishing.retire(published(authoring).id, "Out of date.")
    (row,) = authoring.shelf.questions()
    assert (row.standing, row.stem) == (Standing.RETIRED, "Out of date.")


def test_a_draft_whose_bank_is_gone_is_still_listed(authoring: Authoring) -> None:
    draft = ready(authoring)
    (authoring.shelf.root / "banks" / f"{draft.bank}.yaml").unlink()
    (row,) = authoring.shelf.questions()
    assert (row.id, row.bank.is_owned) == (draft.id, False)


def test_files_that_cannot_be_read_are_named(authoring: Authoring) -> None:
    draft = ready(authoring)
    root = authoring.shelf.root
    (root / "drafts" / "broken.json").write_text("{", encoding="utf-8")
    (root / "banks" / "other.yaml").write_text("format: bank/2\n", encoding="utf-8")
    problems = authoring.shelf.problems()
    assert "broken.json" in problems[0]
    assert "other.yaml, line 1" in problems[1]
    assert [row.id for row in authoring.shelf.questions()] == [draft.id]


def test_cases_are_listed_with_their_questions(authoring: Authoring, app: Application) -> None:
    row = app.database.row("SELECT id FROM item WHERE kind = 'vignette'")
    assert row is not None
    bank = bank_of(authoring, "clinical-use")
    copy = authoring.drafts.duplicate(row[0], bank)
    assert authoring.shelf.cases(bank.id) == ()
    assert authoring.shelf.cases("gone") == ()
    asked = changed(ready(authoring, bank), kind="vignette", case=copy.case, case_text="A case.")
    publish(authoring, asked)
    (case,) = authoring.shelf.cases(bank.id)
    assert (case.text, case.questions) == ("A case.", 1)


def test_a_bank_that_somebody_else_wrote_is_only_read(authoring: Authoring) -> None:
    item = published(authoring)
    path = authoring.shelf.root / "banks" / f"{item.bank}.yaml"
    theirs = path.read_text(encoding="utf-8").split("\n", 1)[1]
    path.write_text("# my own notes\n" + theirs, encoding="utf-8")
    (bank,) = authoring.shelf.banks()
    assert not bank.is_owned
    with pytest.raises(UserError, match="was not written by the question editor"):
        publish(authoring, authoring.drafts.open(item.id), Change.WORDING)
    assert path.read_text(encoding="utf-8").startswith("# my own notes\n")


def test_a_damaged_lock_stops_new_ids(authoring: Authoring, tmp_path: Path) -> None:
    bank = bank_of(authoring)
    authoring.drafts.new("numeric", bank)
    (authoring.shelf.root / "ids.lock").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(UserError, match="used twice"):
        authoring.drafts.new("numeric", bank)
