"""Which words of a question are explained, before the answer and after it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.application.glossing import Glossing
from quizapp.application.views import GlossView
from quizapp.bootstrap import Application
from quizapp.domain.items import Item, SingleBest
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.unit.application.steps import begin, reply
from tests.unit.domain import samples

SCENE = "Naloxone was given. What now?"


@pytest.fixture
def glossing(app: Application) -> Glossing:
    return Glossing(BankStore(app.database))


def words(gloss: GlossView) -> list[str]:
    return [term.id for term in gloss.terms]


@pytest.mark.parametrize(
    "item",
    [samples.single(), samples.two_tier(), samples.matching(), samples.numeric()],
    ids=lambda item: item.kind,
)
def test_words_that_set_the_scene_are_explained_while_a_question_is_open(
    glossing: Glossing, item: Item
) -> None:
    gloss = glossing.open_question(replace(item, stem=f"{SCENE} Withdrawal came. So?"), None)
    assert words(gloss) == (
        ["withdrawal"] if item.kind == "numeric" else ["naloxone", "withdrawal"]
    )


def test_a_statement_to_be_judged_explains_nothing_while_it_is_open(glossing: Glossing) -> None:
    item = replace(samples.true_false(), stem=SCENE)
    assert words(glossing.open_question(item, None)) == []
    assert words(glossing.answered(item, ())) == ["naloxone"]


def test_words_in_steps_and_parts_of_a_diagram_wait_for_the_answer(
    app: Application, glossing: Glossing
) -> None:
    ordering = samples.ordering()
    steps = (*ordering.steps[:-1], replace(ordering.steps[-1], text="Naloxone"))
    assert words(glossing.open_question(replace(ordering, stem=SCENE, steps=steps), None)) == []
    hotspot = replace(samples.hotspot(), stem="Glycine is there. Where?")
    diagram = BankStore(app.database).diagram("DG02")
    assert words(glossing.open_question(hotspot, diagram)) == []
    assert words(glossing.open_question(hotspot, None)) == ["glycine"]


def test_the_words_of_a_case_are_explained_with_it(glossing: Glossing) -> None:
    item = replace(samples.vignette(), case_text="There is tolerance.", stem=SCENE)
    gloss = glossing.open_question(item, None)
    assert words(gloss) == ["tolerance", "naloxone"]
    [mark] = gloss.in_text("There is tolerance.")
    assert (mark.start, mark.end) == (9, 18)


def test_texts_that_were_not_looked_at_have_no_marks(glossing: Glossing) -> None:
    assert glossing.open_question(samples.single(), None).in_text("naloxone") == ()


@pytest.mark.parametrize(
    "item",
    [
        replace(
            samples.ordering(),
            steps=tuple(replace(s, rationale="Its efficacy.") for s in samples.ordering().steps),
        ),
        replace(
            samples.matching(),
            right=tuple(replace(t, rationale="Its efficacy.") for t in samples.matching().right),
        ),
        replace(
            samples.hotspot(),
            regions=tuple(replace(r, rationale="Its efficacy.") for r in samples.hotspot().regions),
        ),
        replace(samples.numeric(), above="Its efficacy."),
        replace(
            samples.single(),
            options=tuple(replace(o, rationale="Its efficacy.") for o in samples.OPTIONS),
        ),
    ],
    ids=lambda item: item.kind,
)
def test_after_the_answer_the_words_of_every_rationale_are_explained(
    glossing: Glossing, item: Item
) -> None:
    gloss = glossing.answered(item, ())
    assert words(gloss) == ["efficacy"]
    assert [mark.start for mark in gloss.in_text("Its efficacy.")] == [4]


def test_a_run_explains_more_with_the_feedback_than_with_the_question(
    app: Application, learner_id: str, items: list[SingleBest]
) -> None:
    item = replace(items[0], stem="What is tolerance?", explanation="Naloxone has affinity.")
    BankCompiler(app.database).save_item(item, 0)
    session = begin(app, learner_id, [item])
    question = session.question()
    assert question is not None
    assert words(question.gloss) == []
    feedback = reply(session)
    assert {"tolerance", "naloxone", "affinity"} <= set(words(feedback.gloss))
    for citation in feedback.citations:
        assert citation.says in feedback.gloss.marks
