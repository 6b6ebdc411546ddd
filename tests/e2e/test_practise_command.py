"""Practice in the terminal: the same runs, on the same progress as the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bootstrap import Application
from quizapp.domain.attempts import AttemptState, Mode
from quizapp.domain.items import Evidence, Item, TrueFalseReason
from quizapp.storage.attempt_store import AttemptStore
from quizapp.storage.bank_store import BankCompiler
from tests.e2e.conftest import Command
from tests.e2e.typing_steps import LETTERS, keys
from tests.unit.application.steps import Questions, begin, finish, tame

Open = Callable[..., Application]


def items_of_each_kind(app: Application) -> list[Item]:
    by_kind = {item.kind: item for item in BankCompiler(app.database).active_items()}
    return list(by_kind.values())


def last_run(app: Application, learner_id: str) -> AttemptState:
    return AttemptStore(app.database).of_learner(learner_id)[-1].state


@pytest.mark.parametrize("right", [True, False])
def test_every_kind_of_question_can_be_answered(
    app: Application, learner_id: str, quizapp: Command, open_app: Open, *, right: bool
) -> None:
    BankCompiler(app.database).save_cues(())
    items = items_of_each_kind(app)
    session = begin(app, learner_id, items)
    done = quizapp("practise", typed=keys(app, session.attempt_id, right=right))
    assert done.status == 0, done.err
    assert f"Going on where you left off (0 of {session.total})." in done.out
    assert f"{session.total if right else 0} of {session.total} right." in done.out
    view = open_app().progress.view(learner_id)
    assert (view.answers_ever, view.right) == (session.total, session.total if right else 0)
    assert last_run(app, learner_id) is AttemptState.FINISHED


def test_feedback_tells_why_and_on_what_it_stands(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    item = next(item for item in tame(app) if item.safety and item.options[0].misconception)
    item = replace(item, evidence=Evidence.CONTESTED)
    BankCompiler(app.database).save_item(item, 0)
    session = begin(app, learner_id, [item])
    question = session.question()
    assert question is not None
    shown = [option.id for option in question.option_sets[0]]
    letter = LETTERS[shown.index(item.options[0].id)]
    said = " ".join(quizapp("practise", typed=f"{letter}\n4\n").out.split())
    assert "NOT QUITE, AND YOU WERE CERTAIN" in said
    for option in item.options:
        assert " ".join(option.rationale.split()) in said
    feedback = app.sessions.open(session.attempt_id).feedback(0)
    for text in (
        item.explanation,
        feedback.safety[0].wording,
        feedback.misconceptions[0].refutation,
        feedback.citations[0].says,
        feedback.references[0].title,
        "Scientists disagree on this.",
        "(harmful)",
        "For learning only. In an emergency call your local emergency number.",
        "No clinician has reviewed these questions.",
    ):
        assert " ".join(text.split()) in said


@pytest.mark.parametrize("mode", list(Mode))
def test_a_word_is_explained_once_in_a_run_after_the_answer(
    app: Application, learner_id: str, quizapp: Command, mode: Mode
) -> None:
    items = [replace(item, stem="What is efficacy?") for item in tame(app)[:2]]
    for item in items:
        BankCompiler(app.database).save_item(item, 0)
    session = begin(app, learner_id, items, mode=mode)
    said = quizapp("practise", typed=keys(app, session.attempt_id)).out
    assert said.count("? efficacy: How large an effect") == 1
    assert said.index("What is efficacy?") < said.index("? efficacy:")


def test_a_run_left_in_the_middle_is_gone_on_with(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    session = begin(app, learner_id, tame(app)[:3])
    first = quizapp("practise", typed="a\n-\nq\n")
    assert first.status == 0
    assert "Your answers are saved." in first.out
    second = quizapp("practise", typed="a\n-\na\nQ\n")
    assert "Going on where you left off (1 of 3). With --new-run another run" in second.out
    third = quizapp("practise", typed="a\n-\n")
    assert "Going on where you left off (2 of 3)." in third.out
    assert last_run(app, learner_id) is AttemptState.FINISHED
    assert app.sessions.open(session.attempt_id).summary().total == 3


def test_input_that_ends_keeps_what_was_saved(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    begin(app, learner_id, tame(app)[:3])
    assert quizapp("practise", typed="a\n-\n").status == 130
    assert app.practice.today(learner_id).answered_ever == 1


def test_what_is_not_understood_is_asked_again(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    BankCompiler(app.database).save_cues(())
    items = [i for i in items_of_each_kind(app) if i.kind in {"multiple_response", "single_best"}]
    session = begin(app, learner_id, items)
    answers = keys(app, session.attempt_id, sure="9\n2").splitlines()
    typed = "\n".join(f"Z\n{line}" if line.isalpha() else line for line in answers)
    done = quizapp("practise", typed=typed + "\n")
    assert done.status == 0, done.err
    assert done.out.count("Type one of the letters shown.") == 2
    assert done.out.count("Type 1, 2, 3, 4 or -.") == 2
    assert "2 of 2 right." in done.out


def test_a_test_gives_its_feedback_at_the_end(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    session = begin(app, learner_id, tame(app)[:3], mode=Mode.TEST)
    out = quizapp("practise", typed=keys(app, session.attempt_id, sure="1")).out
    assert out.index("3 of 3 · ") < out.index("RIGHT")
    assert out.count("RIGHT, THOUGH YOU GUESSED") == 3
    assert out.rindex("RIGHT") < out.index("3 of 3 right.")


@pytest.mark.parametrize("kind", ["single_best", "multiple_response", "true_false_reason"])
@pytest.mark.parametrize("right", [True, False])
def test_the_feedback_of_a_test_tells_what_was_answered(
    app: Application, learner_id: str, quizapp: Command, kind: str, *, right: bool
) -> None:
    item = next(one for one in items_of_each_kind(app) if one.kind == kind)
    session = begin(app, learner_id, [item], mode=Mode.TEST)
    typed = keys(app, session.attempt_id, right=right)
    out = " ".join(quizapp("practise", typed=typed).out.split())
    chosen = [option for option in item.option_sets[-1] if option.correct is right]
    taken = chosen if kind == "multiple_response" else chosen[:1]
    mark = "right, your answer" if right else ", your answer"
    assert out.count(mark) == len(taken)
    if isinstance(item, TrueFalseReason):
        assert f"Your answer: {'true' if item.answer is right else 'false'}." in out


def test_a_run_is_chosen_by_topic_sort_and_length(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    words = ["--topic", "overdose-response", "--length", 4, "--include", "new", "--test"]
    done = quizapp("practise", *words, typed="q\n")
    assert "1 of " in done.out
    left = app.practice.today(learner_id).open_run
    assert left is not None
    assert left.mode is Mode.TEST
    assert 4 <= left.total <= 7
    assert (
        "There is no topic cooking." in quizapp("practise", "--new-run", "--topic", "cooking").err
    )


def test_a_new_run_can_be_asked_for(app: Application, learner_id: str, quizapp: Command) -> None:
    first = begin(app, learner_id, tame(app)[:3])
    quizapp("practise", "--new-run", "--length", 2, typed="q\n")
    found = app.practice.today(learner_id).open_run
    assert found is not None
    assert found.attempt_id != first.attempt_id


def test_a_test_ends_without_a_question_that_was_retired_meanwhile(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    items = tame(app)[:2]
    begin(app, learner_id, items, mode=Mode.TEST)
    app.database.execute("UPDATE item SET active = 0 WHERE id = ?", (items[0].id,))
    done = quizapp("practise", typed="a\n-\n")
    assert done.status == 0, done.err
    assert " of 1 right." in done.out
    assert items[0].stem[:30] not in done.out


def test_someone_new_is_asked_for_a_name(
    app: Application, quizapp: Command, open_app: Open
) -> None:
    assert "What should we call you" in quizapp("practise", typed="Maya\nq\n").out
    assert [learner.name for learner in app.profiles.learners()] == ["Maya"]
    quizapp("practise", "--learner", "Jonas", typed="q\n")
    asked = quizapp("practise", typed="maya\nq\n").out
    assert "Who are you (Maya, Jonas, or a new name)" in asked
    assert "Going on where you left off" in asked
    assert len(open_app().profiles.learners()) == 2


@pytest.mark.parametrize("option", ["--learner", "--scenario"])
def test_what_a_terminal_of_another_encoding_sends_is_refused_in_a_sentence(
    app: Application, learner_id: str, quizapp: Command, option: str
) -> None:
    done = quizapp("practise", option, b"Zo\xeb".decode("utf-8", "surrogateescape"))
    assert done.status == 1
    assert done.err.startswith("quizapp: What was typed holds signs that are not UTF-8.")
    assert [one.name for one in app.profiles.learners()] == ["Maya"]


def test_a_pin_is_asked_for(
    app: Application, learner_id: str, quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.profiles.set_pin(learner_id, "2718")
    typed = iter(["1111", "2718"])
    monkeypatch.setattr("getpass.getpass", lambda *_words: next(typed))
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: next(typed))
    wrong = quizapp("practise", typed="q\n")
    assert (wrong.status, wrong.err) == (1, "quizapp: That is not the PIN. Try again.\n")
    assert quizapp("practise", typed="q\n").status == 0


def test_the_end_says_what_comes_back_and_how_topics_moved(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    items = tame(app)[:3]
    finish(begin(app, learner_id, items[:1]))
    session = begin(app, learner_id, items)
    lines = keys(app, session.attempt_id).splitlines()
    wrong = keys(app, session.attempt_id, right=False).splitlines()
    said = quizapp("practise", typed="\n".join([*wrong[:2], *lines[2:]]) + "\n").out
    assert "2 of 3 right." in said
    assert "mastery" in said
    assert "1 question will come back tomorrow." in said
    assert "The rest comes back in 2 days." in said


def test_what_comes_back_later_alone_is_no_rest(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    session = begin(app, learner_id, tame(app)[:2])
    said = quizapp("practise", typed=keys(app, session.attempt_id)).out
    assert "They come back in 2 days." in said


def test_a_harmful_answer_is_counted_at_the_end(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    (item,) = tame(app)[:1]
    session = begin(app, learner_id, [item])
    question = session.question()
    assert question is not None
    (place,) = [n for n, option in enumerate(question.option_sets[0]) if option.harm]
    said = quizapp("practise", typed=f"{LETTERS[place]}\n\n").out
    assert "THIS ANSWER COULD HARM SOMEBODY" in said
    assert "1 answer could have harmed somebody: it comes first in your next review." in said
    assert "1 question will come back tomorrow." in said


def test_several_harmful_answers_come_first_together(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    session = begin(app, learner_id, tame(app)[:2])
    typed = ""
    for question in (session.question(), session.upcoming()):
        assert question is not None
        (place,) = [n for n, option in enumerate(question.option_sets[0]) if option.harm]
        typed += f"{LETTERS[place]}\n\n"
    said = " ".join(quizapp("practise", typed=typed).out.split())
    assert "2 answers could have harmed somebody: they come first in your next review." in said


def test_the_text_of_a_case_is_shown_once_for_its_questions(
    app: Application, learner_id: str, quizapp: Command
) -> None:
    items = BankCompiler(app.database).active_items()
    cases = [item.case_id for item in items if item.case_id]
    case = next(case for case in cases if cases.count(case) > 1)
    of_case = [item for item in items if item.case_id == case]
    session = begin(app, learner_id, of_case)
    out = quizapp("practise", typed=keys(app, session.attempt_id)).out
    start = " ".join(of_case[0].case_text.split()[:6])  # type: ignore[attr-defined]
    assert " ".join(out.split()).count(start) == 1


def test_new_questions_are_read_first_and_a_bank_left_out_is_named(
    quizapp: Command,
    app: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    questions = Questions(tmp_path / "questions")
    questions.edit("banks/misconceptions.yaml", "format: bank/1", "format: bank/99")
    monkeypatch.setattr("quizapp.bootstrap.questions_dir", lambda: questions.folder)
    done = quizapp("practise", "--learner", "Maya", typed="q\n")
    assert done.status == 0
    assert "Reading the questions …" in done.err
    assert "banks/misconceptions.yaml was left out: " in done.err


def test_a_run_on_a_belief_begins_with_its_refutation(quizapp: Command) -> None:
    done = quizapp("practise", "--learner", "Maya", "--misconception", "MC01", typed="q\n")
    assert done.status == 0
    before, after = done.out.split("1 of 3", 1)
    assert "A common belief: Strong painkiller means opioid" in before
    assert "What is so: The main target decides the class" in " ".join(before.split())
    assert "Your answers are saved" in after


def test_a_belief_that_there_is_not_is_refused_in_a_sentence(quizapp: Command) -> None:
    done = quizapp("practise", "--learner", "Maya", "--misconception", "MC99")
    assert done.status == 1
    assert "No question could show whether you hold this belief." in done.err
