"""The editor of each kind: its own fields, and what they change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from quizapp.domain.draft_gaps import built
from quizapp.domain.drafts import draft_of
from quizapp.domain.items import CitationUse, Evidence, Level
from quizapp.domain.kinds import KINDS
from quizapp.ui.components.buttons import Button
from quizapp.ui.components.choices import CheckBox, Segmented
from quizapp.ui.components.inputs import TextArea, TextField
from quizapp.ui.shell.page import Desk
from quizapp.ui.trainer.editor.choosers import ValueSelect
from quizapp.ui.trainer.editor.fields import EditArea, EditLine
from quizapp.ui.trainer.editor.new_entries import MisconceptionDialog, ReferenceDialog
from quizapp.ui.trainer.editor.pair_rows import PairRow
from quizapp.ui.trainer.editor.part_rows import PlainRow, RegionRow
from quizapp.ui.trainer.editor.picker import PickerDialog
from tests.ui.editor_steps import Hands, answer_dialogs


@pytest.fixture
def hands(qtbot: QtBot, desk: Desk) -> Iterator[Hands]:
    made = Hands(qtbot, desk)
    yield made
    made.page.close()


def shipped(hands: Hands, desk: Desk, kind: str) -> str:
    row = desk.application.database.row("SELECT id FROM item WHERE kind = ? ORDER BY id", (kind,))
    assert row is not None
    return str(row[0])


def named(hands: Hands, kind: type, name: str) -> object:
    found = [
        one
        for one in hands.editor.form.findChildren(kind)
        if one.accessibleName() == name and one.isVisible()
    ]
    return found[0]


def shown(hands: Hands, kind: type) -> list[object]:
    return [one for one in hands.editor.form.findChildren(kind) if one.isVisible()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_question_of_each_kind_is_shown_and_not_changed_by_that(
    hands: Hands, desk: Desk, kind: str
) -> None:
    hands.copy(shipped(hands, desk, kind))
    before = hands.draft
    hands.editor.form.refresh()
    hands.settle()
    assert hands.draft == before
    assert draft_of(built(before)) == before
    assert hands.editor.preview._question is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_of_each_kind_can_be_begun(hands: Hands, kind: str) -> None:
    hands.new(kind)
    assert hands.says()
    assert not hands.editor.model.can_undo


def test_a_statement_is_true_or_false(hands: Hands) -> None:
    hands.new("true_false_reason")
    verdict = named(hands, Segmented, "The statement is")
    verdict.button(1).click()  # type: ignore[attr-defined]
    assert hands.draft.verdict is False
    hands.editor.model.undo()
    assert verdict.current() == -1  # type: ignore[attr-defined]


def test_a_case_is_written_or_shared(hands: Hands) -> None:
    hands.new("vignette")
    text = named(hands, EditArea, "Case")
    text.setPlainText("A man lies there.")  # type: ignore[attr-defined]
    assert hands.draft.case == f"{hands.bank.id}-case-001"
    assert hands.draft.case_text == "A man lies there."
    case = named(hands, ValueSelect, "Case")
    case.picked.emit("")  # type: ignore[attr-defined]
    assert (hands.draft.case[-3:], hands.draft.case_text) == ("002", "")


def test_numbers_have_ends_a_unit_and_reasons(hands: Hands) -> None:
    hands.new("numeric")
    for name, text in (("From", "2"), ("To", "3,5"), ("Unit", "minutes")):
        hands.qtbot.keyClicks(named(hands, EditLine, name), text)
    named(hands, EditArea, "Why a larger number is wrong").setPlainText("Too late.")  # type: ignore[attr-defined]
    draft = hands.draft
    assert (draft.least, draft.most, draft.unit, draft.above) == (
        "2",
        "3,5",
        "minutes",
        "Too late.",
    )
    hands.editor.form.focus_field("unit")
    assert hands.page.focusWidget() is named(hands, EditLine, "Unit")


def test_steps_come_before_others_by_pairs(hands: Hands) -> None:
    hands.new("ordering")
    for row, text in zip(shown(hands, PlainRow), ("Look", "Call", "Help"), strict=True):
        row.findChildren(EditArea)[0].setPlainText(text)  # type: ignore[attr-defined]
    hands.find(Button, "all-in-order").click()
    assert hands.draft.precedence == (("a", "b"), ("b", "c"))
    pair = shown(hands, PairRow)[1]
    pair.findChildren(ValueSelect)[0].picked.emit("a")  # type: ignore[attr-defined]
    pair.pair_changed.emit(1, "a", "c")  # type: ignore[attr-defined]
    assert hands.draft.precedence == (("a", "b"), ("a", "c"))
    pair.findChildren(Button)[0].click()  # type: ignore[attr-defined]
    hands.find(Button, "add-pair").click()
    hands.find(Button, "add-pair").click()
    assert hands.draft.precedence == (("a", "b"), ("b", "c"), ("a", "c"))


def test_what_is_found_about_the_order_leads_to_its_pairs(hands: Hands) -> None:
    hands.new("ordering")
    hands.editor.findings.field_requested.emit("precedence", "")
    assert hands.page.focusWidget() is hands.find(Button, "add-pair")


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("single_best", "explanation"),
        ("single_best", "citations"),
        ("single_best", "review"),
        ("hotspot", "diagram"),
        ("vignette", "case_text"),
        ("true_false_reason", "verdict"),
        ("matching", "left"),
    ],
)
def test_every_finding_leads_to_a_field(hands: Hands, kind: str, field: str) -> None:
    hands.new(kind)
    before = hands.page.focusWidget()
    hands.find(Button, "editor-back").setFocus()
    hands.editor.findings.field_requested.emit(field, "")
    focused = hands.page.focusWidget()
    assert hands.editor.form.isAncestorOf(focused)
    assert (focused is before) == (field == "case_text")


def test_terms_are_matched_and_wrong_matches_named(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.new("matching")
    named(hands, ValueSelect, "Left term 1 matches").picked.emit("b")  # type: ignore[attr-defined]
    assert hands.draft.key == (("a", "b"),)
    hands.find(Button, "add-wrong-pair").click()
    (pair,) = hands.draft.wrong_pairs
    assert (pair.left, pair.right) == ("a", "a")
    row = shown(hands, PairRow)[0]
    row.findChildren(CheckBox)[0].click()  # type: ignore[attr-defined]

    def choose(dialog: QDialog) -> None:
        dialog.findChild(TextField, "picker-search").setText("MC01")
        dialog._choose.click()  # type: ignore[attr-defined]

    answer_dialogs(monkeypatch, choose)
    row.findChild(Button, "pair-belief").click()  # type: ignore[attr-defined]
    (pair,) = hands.draft.wrong_pairs
    assert (pair.harm, pair.misconception) == (True, "MC01")
    row.pair_changed.emit(0, "c", "d")  # type: ignore[attr-defined]
    assert hands.draft.wrong_pairs[0].left == "c"
    row.removal_requested.emit(0)  # type: ignore[attr-defined]
    assert hands.draft.wrong_pairs == ()


def test_places_are_parts_of_a_diagram(hands: Hands) -> None:
    hands.new("hotspot")
    assert not hands.find(Button, "preview-check").isEnabled()
    named(hands, ValueSelect, "Diagram to mark").picked.emit("DG02")  # type: ignore[attr-defined]
    parts = [part.id for part in hands.editor.model.registers.diagrams["DG02"].parts]
    for row, part in zip(shown(hands, RegionRow), parts, strict=False):
        row._part.picked.emit(part)  # type: ignore[attr-defined]
    assert [part.text for part in hands.draft.regions] == parts[:3]
    hands.settle()
    assert hands.find(Button, "preview-check").isEnabled()
    named(hands, ValueSelect, "Diagram to mark").picked.emit("DG01")  # type: ignore[attr-defined]
    assert [part.text for part in hands.draft.regions] == ["", "", ""]


def test_level_grounding_and_evidence_are_chosen(hands: Hands) -> None:
    hands.copy("rm-001")
    named(hands, Segmented, "Level").button(2).click()  # type: ignore[attr-defined]
    assert hands.draft.level is Level.ANALYSE
    tick = next(one for one in shown(hands, CheckBox) if "disagree" in one.text())  # type: ignore[attr-defined]
    tick.click()  # type: ignore[attr-defined]
    assert hands.draft.evidence is Evidence.CONTESTED
    named(hands, ValueSelect, "Diagram").picked.emit("DG02")  # type: ignore[attr-defined]
    assert hands.draft.diagram == "DG02"


def test_a_wrong_claim_is_cited_to_be_refuted(hands: Hands) -> None:
    hands.new("single_best")
    known = hands.editor.model.registers.claims.values()
    wrong = next(claim.id for claim in known if claim.judgement == "wrong")
    hands.editor.form.add_claim(wrong)
    hands.editor.form.add_claim(wrong)
    (cited,) = hands.draft.citations
    assert cited.use is CitationUse.REFUTED
    sources = hands.editor.form._grounds._lists["citations"]
    sources.use_picked.emit(0, CitationUse.QUALIFIED)
    assert hands.draft.citations[0].use is CitationUse.QUALIFIED
    sources.removal_requested.emit(0)
    assert hands.draft.citations == ()


def test_a_reference_and_a_belief_are_made_on_the_way(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.new("single_best")

    def new(dialog: QDialog) -> None:
        assert isinstance(dialog, PickerDialog)
        dialog.findChild(Button, "picker-new").click()

    def reference(dialog: QDialog) -> None:
        assert isinstance(dialog, ReferenceDialog)
        keep = dialog.findChild(Button, "keep-entry")
        keep.click()
        assert not dialog.problem.isHidden()
        for field, text in zip(
            dialog.findChildren(TextField),
            ("WHO", "2023", "A guide", "https://who.example"),
            strict=True,
        ):
            field.setText(text)
        keep.click()

    def belief(dialog: QDialog) -> None:
        assert isinstance(dialog, MisconceptionDialog)
        dialog.findChildren(TextField)[0].setText("Short name")
        for area in dialog.findChildren(TextArea):
            area.setPlainText("Some words.")
        dialog.findChild(Button, "keep-entry").click()

    answer_dialogs(monkeypatch, new, reference, new, belief)
    hands.find(Button, "add-references").click()
    assert hands.draft.references == ("own-reference-001",)
    hands.find(Button, "belief").click()
    assert hands.draft.options[0].misconception == "own-belief-001"


def test_the_picker_finds_by_all_words_and_says_when_nothing_fits(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.new("single_best")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PickerDialog)
        search = dialog.findChild(TextField, "picker-search")
        search.setText("naloxone opioid")
        assert 0 < len(dialog._shown) < len(dialog._choices)
        search.setText("no such words anywhere")
        assert not dialog._choose.isEnabled()
        assert "Nothing fits" in dialog._detail.text()
        dialog.reject()

    answer_dialogs(monkeypatch, look)
    hands.find(Button, "add-citations").click()
    assert hands.draft.citations == ()
