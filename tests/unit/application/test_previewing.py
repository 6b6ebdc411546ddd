"""The learner's view of a draft, undo and redo, and the map of a document."""

from __future__ import annotations

import random

import pytest

from quizapp.application.authoring import Authoring
from quizapp.application.demo_data import made_up_answer
from quizapp.application.draft_history import MOST_STEPS, DraftHistory
from quizapp.application.passage_map import BEFORE_HEADINGS, map_of
from quizapp.application.views import DocumentView, PassageView, Tone
from quizapp.bootstrap import Application
from quizapp.domain.drafts import blank, changed
from quizapp.domain.registers import Document, Heading
from tests.unit.application.authors import bank_of, ready


@pytest.fixture
def authoring(app: Application) -> Authoring:
    return app.authoring


def test_a_draft_is_shown_as_learners_would_see_it(authoring: Authoring) -> None:
    draft, known = ready(authoring), authoring.registers.all
    question = authoring.previewer.question(draft, known)
    assert question is not None
    assert question.topic_title == "Receptor mechanisms"
    assert [option.id for option in question.option_sets[0]] == ["a", "b", "c"]
    right = made_up_answer(question.item, random.Random(1), is_right=True)
    told = authoring.previewer.feedback(question, right, known)
    assert told.verdict.tone is Tone.RIGHT
    assert told.citations
    assert told.references


def test_a_bank_with_a_topic_of_its_own_gives_it_its_title(authoring: Authoring) -> None:
    bank = authoring.shelf.make_bank("Night shift")
    draft = authoring.drafts.new("numeric", bank)
    question = authoring.previewer.question(draft, authoring.registers.all)
    assert question is not None
    assert question.topic_title == "Night shift"
    lost = changed(draft, topic="nowhere")
    shown = authoring.previewer.question(lost, authoring.registers.all)
    assert shown is not None
    assert shown.topic_title == "nowhere"


def test_what_cannot_be_shown_yet_is_not_shown(authoring: Authoring) -> None:
    draft = authoring.drafts.new("hotspot", bank_of(authoring))
    assert authoring.previewer.question(draft, authoring.registers.all) is None


def test_letters_of_one_field_are_one_step_to_undo() -> None:
    first = blank("numeric", "q-1", "bank", "topic")
    history = DraftHistory(first)
    for stem in ("H", "Ho", "How"):
        history.take(changed(first, stem=stem), "stem")
    history.take(history.draft, "stem")
    assert history.can_undo
    history.undo()
    assert history.draft == first
    assert not history.can_undo
    history.redo()
    assert history.draft.stem == "How"
    assert not history.can_redo


def test_a_pause_or_another_field_begins_a_new_step() -> None:
    first = blank("numeric", "q-1", "bank", "topic")
    history = DraftHistory(first)
    history.take(changed(first, stem="H"), "stem")
    history.settle()
    history.take(changed(first, stem="Ho"), "stem")
    history.take(changed(first, stem="Ho", unit="min"), "unit")
    history.undo()
    assert (history.draft.stem, history.draft.unit) == ("Ho", "")
    history.undo()
    assert history.draft.stem == "H"
    history.take(changed(first, stem="New"))
    history.redo()
    assert history.draft.stem == "New"


def test_the_oldest_steps_are_forgotten_and_nothing_is_undone_twice() -> None:
    history = DraftHistory(blank("numeric", "q-1", "bank", "topic"))
    for number in range(MOST_STEPS + 5):
        history.take(changed(history.draft, stem=str(number)))
    for _ in range(MOST_STEPS + 5):
        history.undo()
    assert history.draft.stem == "4"


def passage(claim_id: str, start: int, *items: str) -> PassageView:
    return PassageView(claim_id, start, start + 5, "", "It says so.", items)


def view(headings: tuple[Heading, ...], *passages: PassageView) -> DocumentView:
    document = Document("D1", "A page", "Org", "0" * 64, 100, headings)
    return DocumentView(document, passages, None)


def test_the_map_shows_section_by_section_what_has_questions() -> None:
    headings = (Heading(10, "First"), Heading(50, "Second"), Heading(80, "Third"))
    found = map_of(
        view(headings, passage("c1", 12, "q1", "q2"), passage("c2", 30, "q2"), passage("c3", 85))
    )
    assert [one.title for one in found.sections] == ["First", "Second", "Third"]
    assert [one.questions for one in found.sections] == [2, 0, 0]
    assert (found.used, found.known, found.empty_sections) == (2, 3, 1)
    assert (found.sections[-1].start, found.sections[-1].end) == (80, 100)


def test_what_stands_above_the_first_heading_is_a_section_if_it_has_passages() -> None:
    found = map_of(view((Heading(10, "First"),), passage("c1", 2)))
    assert [one.title for one in found.sections] == [BEFORE_HEADINGS, "First"]
    at_once = map_of(view((Heading(0, "First"),), passage("c1", 2)))
    assert [one.title for one in at_once.sections] == ["First"]
    assert [one.title for one in map_of(view(())).sections] == ["A page"]


def test_the_steps_of_a_draft_go_along_to_the_question_it_goes_on_as() -> None:
    first = blank("ordering", "b-001", "b", "t")
    history = DraftHistory(first)
    history.take(changed(first, stem="One"))
    history.take(changed(first, stem="Two"))
    history.undo()
    history.go_on_as(changed(history.draft, id="b-002"))
    assert (history.draft.id, history.draft.stem) == ("b-002", "One")
    history.undo()
    assert (history.draft.id, history.draft.stem) == ("b-002", "")
    history.redo()
    history.redo()
    assert (history.draft.id, history.draft.stem) == ("b-002", "Two")
