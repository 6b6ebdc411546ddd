"""Publishing: what the rules demand, what a change does, and what lies in the file afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.application.authoring import Authoring
from quizapp.bootstrap import Application
from quizapp.domain.attempts import QuizSpec
from quizapp.domain.drafts import changed
from quizapp.domain.errors import UserError
from quizapp.domain.item_rules.rule import RuleContext
from quizapp.domain.rewording import Change
from quizapp.exchange.ids_lock import read_lock
from quizapp.exchange.native_bank import load_bank
from tests.unit.application.authors import STEM, bank_of, publish, published, ready


@pytest.fixture
def authoring(app: Application) -> Authoring:
    return app.authoring


def findings(authoring: Authoring, draft: object) -> list[str]:
    context = RuleContext(authoring.registers.all)
    return [one.says for one in authoring.publishing.findings(draft, context)]  # type: ignore[arg-type]


def test_a_sound_question_has_no_findings(authoring: Authoring) -> None:
    assert findings(authoring, ready(authoring)) == []


def test_findings_begin_with_the_place_as_the_form_calls_it(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    found = findings(authoring, authoring.drafts.new("single_best", bank))
    assert "Question: nothing is written here yet." in found
    assert "Answer A does not say why it is right or wrong." in found
    assert "Review: say who else has read it." in found
    assert "Answers: exactly one must be marked correct, and here it is 0." in found


def test_findings_name_both_of_two_answers(authoring: Authoring) -> None:
    draft = ready(authoring)
    same = replace(draft.options[0], text=draft.options[2].text)
    found = findings(authoring, changed(draft, options=(same, *draft.options[1:])))
    assert "Answer A and Answer C have the same words." in found


def test_a_question_that_is_there_already_is_found(authoring: Authoring) -> None:
    copy = authoring.drafts.duplicate("rm-001", bank_of(authoring))
    assert "The question is nearly that of rm-001; ask something else." in findings(authoring, copy)


def test_errors_keep_a_question_from_being_published(authoring: Authoring) -> None:
    draft = authoring.drafts.new("single_best", bank_of(authoring))
    with pytest.raises(UserError, match=r"cannot be published yet.*more"):
        publish(authoring, draft)
    unread = changed(ready(authoring), review=draft.review)
    with pytest.raises(UserError, match=r"say who else has read it\. The draft"):
        publish(authoring, unread)
    assert authoring.drafts.open(draft.id) == draft


def test_a_published_question_is_asked_like_any_other(
    authoring: Authoring, app: Application, learner_id: str
) -> None:
    item = published(authoring)
    assert app.banks.needs_sync()
    assert app.banks.sync() == ()
    attempt = app.practice.start(learner_id, QuizSpec(items=(item.id,), length=None))
    question = app.sessions.open(attempt).question()
    assert question is not None
    assert question.item == item
    assert question.topic_title == "Receptor mechanisms"


def test_what_was_changed_by_hand_against_the_lock_is_not_locked_by_publishing_another(
    authoring: Authoring,
) -> None:
    bank = bank_of(authoring)
    first = publish(authoring, ready(authoring, bank))
    lock = authoring.shelf.root / "ids.lock"
    line = read_lock(lock, "ids.lock").lines[first.id]
    path = authoring.shelf.root / "banks" / f"{bank.id}.yaml"
    text = path.read_text(encoding="utf-8").replace("    correct: true\n", "")
    wrong = next(one.id for one in first.options if not one.correct)  # type: ignore[attr-defined]
    head = f"  - id: {wrong}\n"
    path.write_text(text.replace(head, f"{head}    correct: true\n", 1), encoding="utf-8")
    second = publish(authoring, ready(authoring, bank, "Where in the brain does it act first?"))
    lines = read_lock(lock, "ids.lock").lines
    assert lines[first.id] == line
    assert (lines[second.id].kind, lines[second.id].state) == ("item", "active")


def test_publishing_writes_bank_and_lock_and_drops_the_draft(authoring: Authoring) -> None:
    item = published(authoring)
    root = authoring.shelf.root
    path = root / "banks" / f"{item.bank}.yaml"
    loaded = load_bank(path, path.name)
    assert loaded.bank is not None
    assert loaded.bank.items == (item,)
    line = read_lock(root / "ids.lock", "ids.lock").lines[item.id]
    assert (line.kind, line.revision, line.state) == ("item", "1", "active")
    assert list((root / "drafts").iterdir()) == []
    assert (item.review.date, item.review.agreed) == ("2026-03-02", True)


def test_another_wording_raises_the_revision_of_the_text(authoring: Authoring) -> None:
    item = published(authoring)
    draft = changed(authoring.drafts.open(item.id), stem=STEM.replace("dose", "little"))
    assert authoring.publishing.change(draft).change is Change.WORDING
    again = publish(authoring, draft, Change.WORDING)
    assert (again.rev.scoring, again.rev.text) == (1, 2)


def test_another_key_raises_the_scoring_whatever_is_said(authoring: Authoring) -> None:
    item = published(authoring)
    draft = authoring.drafts.open(item.id)
    turned = tuple(replace(p, correct=p.id == "a", misconception="") for p in draft.options)
    draft = changed(draft, options=turned)
    assert authoring.publishing.change(draft).is_certain
    assert publish(authoring, draft, Change.WORDING).rev.scoring == 2


def test_without_a_change_the_revision_stays(authoring: Authoring) -> None:
    item = published(authoring)
    assert publish(authoring, authoring.drafts.open(item.id), Change.SCORING).rev == item.rev


def test_questions_of_a_case_stand_together_and_share_its_text(authoring: Authoring) -> None:
    bank = bank_of(authoring)
    stems = (STEM, "Why is that so?", "What protein would morphine act upon instead of this one?")
    case = {"kind": "vignette", "case": f"{bank.id}-case-001", "case_text": "A case."}
    first = publish(authoring, changed(ready(authoring, bank), **case))
    plain = publish(authoring, ready(authoring, bank, stems[2]))
    later = changed(ready(authoring, bank, "Which channel protein is it in this case?"), **case)
    second = publish(authoring, changed(later, case_text="A case, told anew."))
    loaded = load_bank(authoring.shelf.root / "banks" / f"{bank.id}.yaml", "bank")
    assert loaded.bank is not None
    assert [item.id for item in loaded.bank.items] == [first.id, second.id, plain.id]
    assert [item.rev.text for item in loaded.bank.items] == [2, 1, 1]
    other = publish(
        authoring,
        changed(
            ready(authoring, bank, "Which protein does it leave alone at all times?"),
            **{**case, "case": f"{bank.id}-case-002"},
        ),
    )
    assert other.case_id == f"{bank.id}-case-002"


def test_a_bank_that_cannot_be_read_in_full_is_not_written(authoring: Authoring) -> None:
    draft = ready(authoring)
    path = authoring.shelf.root / "banks" / f"{draft.bank}.yaml"
    text = path.read_text(encoding="utf-8") + "unheard: of\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="unheard"):
        publish(authoring, draft)
    assert path.read_text(encoding="utf-8") == text
    path.unlink()
    with pytest.raises(UserError, match="cannot be read in full"):
        publish(authoring, draft)


def test_a_retired_question_is_asked_no_more_and_its_reason_is_kept(
    authoring: Authoring, app: Application
) -> None:
    item = published(authoring)
    app.banks.sync()
    authoring.publishing.retire(item.id, "The law\nhas changed.")
    app.banks.sync()
    assert app.database.row("SELECT active FROM item WHERE id = ?", (item.id,)) == (0,)
    path = authoring.shelf.root / "banks" / f"{item.bank}.yaml"
    loaded = load_bank(path, path.name)
    assert loaded.bank is not None
    (gone,) = loaded.bank.retired
    assert (gone.id, gone.since, gone.reason) == (item.id, "2026-03-02", "The law has changed.")


def test_retiring_needs_a_reason_and_a_published_question(authoring: Authoring) -> None:
    draft = ready(authoring)
    with pytest.raises(UserError, match="Say why"):
        authoring.publishing.retire(draft.id, " ")
    with pytest.raises(UserError, match="never published"):
        authoring.publishing.retire(draft.id, "Because.")
