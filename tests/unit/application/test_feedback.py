"""What is shown after an answer: verdict, evidence, safety wording, passages."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizapp.application.demo_data import made_up_answer
from quizapp.application.explaining import OUTSIDE, answer_words
from quizapp.application.views import Tone
from quizapp.application.words import REVISED, no_answer_verdict, revised_verdict, verdict
from quizapp.bootstrap import Application
from quizapp.domain.answers import (
    Answer,
    OptionAnswer,
    OptionsAnswer,
    TwoTierAnswer,
    VerdictAnswer,
)
from quizapp.domain.confidence import Confidence
from quizapp.domain.grading import Grade
from quizapp.domain.items import Item, Revision, SingleBest
from quizapp.storage.bank_store import BankCompiler, BankStore
from tests.unit.application.steps import Questions, begin, finish, harmful, reply, right, wrong
from tests.unit.domain import samples

Items = list[SingleBest]
TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize("how", [right, wrong, harmful])
def test_safety_wording_is_there_whatever_the_answer(
    app: Application, learner_id: str, items: Items, how: object
) -> None:
    item = next(item for item in items if item.safety)
    feedback = reply(begin(app, learner_id, [item]), how)
    assert tuple(wording.id for wording in feedback.safety) == item.safety
    assert all(wording.wording for wording in feedback.safety)


def test_claims_and_authorities_come_with_the_feedback(
    app: Application, learner_id: str, items: Items
) -> None:
    feedback = reply(begin(app, learner_id, items[:1]))
    assert [view.claim_id for view in feedback.citations] == [c.claim for c in items[0].citations]
    view = feedback.citations[0]
    claim = BankStore(app.database).claim(view.claim_id)
    assert claim is not None
    assert (view.says, view.starts, view.ends) == (claim.says, claim.starts, claim.ends)
    assert view.document.id == claim.document
    assert view.heading == view.document.heading_at(claim.at[0])
    assert view.passage is None
    assert tuple(reference.id for reference in feedback.references) == items[0].references


def test_what_a_register_does_not_have_is_left_out(
    app: Application, learner_id: str, items: Items
) -> None:
    lost = replace(items[0], safety=("SAF-99",), references=("R999",))
    app.database.execute("DELETE FROM entry WHERE register IN ('claim', 'misconception')")
    BankCompiler(app.database).save_item(lost, 0)
    feedback = reply(begin(app, learner_id, [lost]), wrong)
    assert feedback.safety == feedback.references == feedback.citations == ()
    assert feedback.misconceptions == ()


def test_the_belief_behind_the_chosen_option_is_told(
    app: Application, learner_id: str, items: Items
) -> None:
    item = next(item for item in items if item.options[0].misconception)
    feedback = reply(begin(app, learner_id, [item]), wrong)
    assert [belief.id for belief in feedback.misconceptions] == [item.options[0].misconception]
    assert reply(begin(app, learner_id, [item]), right).misconceptions == ()


def document_of(text: str) -> tuple[str, str]:
    """Return hash and length of a made-up document, as its register names them."""
    return hashlib.sha256(text.encode()).hexdigest(), str(len(text))


def test_the_passage_is_shown_once_its_document_is_added(
    learner_id: str,
    questions: Questions,
    resynced: Callable[[], Application],
    app: Application,
    items: Items,
    tmp_path: Path,
) -> None:
    item = items[0]
    claim = BankStore(app.database).claim(item.citations[0].claim)
    assert claim is not None
    document = BankStore(app.database).document(claim.document)
    assert document is not None
    start, end = claim.at
    made_up = "é" * start + "β" * (end - start) + "." * (document.length - end)
    questions.edit("sources.yaml", document.sha256, document_of(made_up)[0])
    changed = resynced()
    path = tmp_path / "document.txt"
    path.write_text(made_up, encoding="utf-8")
    session = begin(changed, learner_id, [item])
    assert reply(session).citations[0].passage is None
    changed.sources.add(path)
    assert session.feedback(0).citations[0].passage == "β" * (end - start)


def test_an_item_that_is_revised_or_retired_is_not_said_to_come_back(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:2])
    finish(session, wrong)
    first, second = (session.feedback(place).question.item for place in (0, 1))
    BankCompiler(app.database).save_item(
        replace(first, rev=replace(first.rev, scoring=2)), position=0
    )
    app.database.execute("UPDATE item SET active = 0 WHERE id = ?", (second.id,))
    for place, detail in ((0, REVISED), (1, "")):
        feedback = session.feedback(place)
        assert feedback.due_day is None
        assert feedback.verdict.detail == detail
    summary = session.summary()
    assert (summary.back_tomorrow, summary.back_later) == (0, None)


def test_an_item_revised_in_the_middle_of_a_run_is_graded_as_it_is_now(
    app: Application, learner_id: str, items: Items
) -> None:
    session = begin(app, learner_id, items[:1])
    new = replace(items[0], rev=replace(items[0].rev, scoring=2))
    BankCompiler(app.database).save_item(new, 0)
    feedback = reply(session, wrong)
    assert feedback.question.item == new
    assert feedback.due_day == TOMORROW


def test_an_option_added_since_comes_last(app: Application, learner_id: str, items: Items) -> None:
    session = begin(app, learner_id, items[:1])
    extra = replace(items[0].options[0], id="e", text="Something new")
    BankCompiler(app.database).save_item(
        replace(items[0], options=(extra, *items[0].options)), position=0
    )
    question = session.question()
    assert question is not None
    assert [option.id for option in question.option_sets[0]][-1] == "e"


@pytest.mark.parametrize(
    ("grade", "confidence", "tone", "title", "detail"),
    [
        (Grade(1.0), None, Tone.RIGHT, "Right", "It comes back tomorrow."),
        (
            Grade(1.0),
            Confidence.GUESS,
            Tone.RIGHT,
            "Right, though you guessed: it will come back tomorrow",
            "",
        ),
        (Grade(0.0), Confidence.UNSURE, Tone.WRONG, "Not quite", "It will come back tomorrow."),
        (
            Grade(0.0),
            Confidence.FAIRLY,
            Tone.WRONG,
            "Not quite, and you were fairly sure",
            "It will come back tomorrow.",
        ),
        (
            Grade(0.0),
            Confidence.CERTAIN,
            Tone.WRONG,
            "Not quite, and you were certain",
            "Worth a second look. It will come back tomorrow.",
        ),
        (
            Grade(1 / 3),
            None,
            Tone.PARTLY,
            "Partly right: 1 of 3 points",
            "It will come back tomorrow.",
        ),
        (
            Grade(0.0, critical_error=True),
            Confidence.CERTAIN,
            Tone.HARM,
            "This answer could harm somebody",
            "It counts as a critical error and comes first in your next review.",
        ),
    ],
)
def test_verdicts_say_what_follows(
    grade: Grade, confidence: Confidence | None, tone: Tone, title: str, detail: str
) -> None:
    found = verdict(samples.multiple(), grade, confidence, TOMORROW, TODAY)
    assert (found.tone, found.title, found.detail) == (tone, title, detail)


def test_a_verdict_says_nothing_of_coming_back_when_it_does_not() -> None:
    item = samples.single()
    assert verdict(item, Grade(1.0), None, None, TODAY).detail == ""
    assert verdict(item, Grade(0.0), None, None, TODAY).detail == ""
    guessed = verdict(item, Grade(1.0), Confidence.GUESS, None, TODAY)
    assert guessed.title == "Right, though you guessed"
    certain = verdict(item, Grade(0.0), Confidence.CERTAIN, None, TODAY)
    assert certain.detail == "Worth a second look."
    assert no_answer_verdict(None, TODAY).detail == "The time had run out."


def test_where_points_have_no_number_the_share_is_told() -> None:
    found = verdict(samples.single(), Grade(0.5), None, TOMORROW, TODAY)
    assert found.title == "Partly right: 50%"


@pytest.mark.parametrize(
    ("item", "answer", "words"),
    [
        (samples.single(), None, "No answer"),
        (samples.single(), OptionAnswer("b"), "NMDA receptor"),
        (samples.single(), OptionAnswer("gone"), "gone"),
        (samples.multiple(), OptionsAnswer(("a", "e")), "Sign a; Sign e"),
        (samples.true_false(), VerdictAnswer(True, "b"), "True: NMDA receptor"),
        (samples.true_false(), VerdictAnswer(False, "a"), "False: Mu-opioid receptor"),
        (samples.two_tier(), TwoTierAnswer("y", "b"), "Yes: NMDA receptor"),
    ],
)
def test_what_was_chosen_is_told_in_the_words_of_the_options(
    item: Item, answer: Answer | None, words: str
) -> None:
    assert answer_words(item, answer) == words


def test_part_of_several_answers_is_partly_right(app: Application, learner_id: str) -> None:
    item = next(
        i for i in BankCompiler(app.database).active_items() if i.kind == "multiple_response"
    )
    some = OptionsAnswer(tuple(o.id for o in item.option_sets[0] if o.correct)[:-1])
    session = begin(app, learner_id, [item])
    feedback = reply(session, lambda _item: some)
    assert feedback.verdict.tone is Tone.PARTLY
    (miss,) = session.summary().misses
    assert miss.tone is Tone.PARTLY


def test_where_sources_disagree_each_side_is_named(app: Application, learner_id: str) -> None:
    items = BankCompiler(app.database).active_items()
    item = next(item for item in items if "X21" in item.contradictions)
    session = begin(app, learner_id, [item])
    (shown,) = [
        one
        for one in reply(session, right).contradictions
        if one.about == "What does one do in an overdose?"
    ]
    assert [who for who, _says in shown.sides] == ["“Is ketamine an opioid?”", OUTSIDE]
    assert shown.decides.startswith("The steps come from WHO")


# A question that has been revised since --------------------------------------------------------

KINDS = (
    samples.single(),
    samples.multiple(),
    samples.true_false(),
    samples.two_tier(),
    samples.ordering(),
    samples.matching(),
    samples.numeric(),
    samples.hotspot(),
)


def save(app: Application, item: Item) -> Item:
    with app.database.transaction():
        BankCompiler(app.database).save_item(item, 0)
    return item


@pytest.mark.parametrize("then", KINDS, ids=lambda item: item.kind)
def test_a_run_is_summed_up_whatever_a_question_has_become(
    app: Application, learner_id: str, then: Item
) -> None:
    for now in KINDS:
        asked = save(app, replace(then, id=f"revised-{now.kind}"))
        session = begin(app, learner_id, [asked])
        given = session.answer(made_up_answer(asked, random.Random(1), is_right=False), None, 10)
        became = replace(now, id=asked.id, rev=Revision(asked.rev.scoring + 1, 1))
        save(app, became)
        again = app.sessions.open(session.attempt_id)
        misses = [(miss.chosen, miss.stem) for miss in again.summary().misses]
        assert misses == [("", became.stem)], now.kind
        feedback = again.feedback(0)
        assert (feedback.answer, feedback.grade) == (None, given.grade), now.kind
        assert feedback.verdict.detail == REVISED, now.kind


@pytest.mark.parametrize(
    ("grade", "tone"),
    [
        (Grade(1.0), Tone.RIGHT),
        (Grade(0.5), Tone.PARTLY),
        (Grade(0.0), Tone.WRONG),
        (Grade(1.0, critical_error=True), Tone.HARM),
    ],
)
def test_points_given_before_a_revision_stand(grade: Grade, tone: Tone) -> None:
    assert revised_verdict(grade).tone is tone
