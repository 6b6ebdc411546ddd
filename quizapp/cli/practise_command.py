"""Practice in the terminal: the same runs, saved in the same database."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.cli.answer_review import review, show_grounds
from quizapp.cli.data_commands import find_or_add_learner, opened
from quizapp.cli.prompts import LEAVE, Left, ask, say
from quizapp.domain.attempts import Include, Mode, QuizSpec
from quizapp.domain.confidence import Confidence
from quizapp.domain.errors import UserError
from quizapp.domain.items import Evidence

if TYPE_CHECKING:
    from quizapp.application.belief_views import Introduction
    from quizapp.application.quiz_session import QuizSession
    from quizapp.application.views import FeedbackView, QuestionView
    from quizapp.bootstrap import Application
    from quizapp.domain.learners import Learner


@click.command()
@click.option("--learner", help="Name of the learner; a new one is added.")
@click.option("--topic", "topics", multiple=True, help="Topic id; may be given several times.")
@click.option("--length", type=click.IntRange(min=1), default=10, show_default=True)
@click.option(
    "--include",
    "include",
    multiple=True,
    type=click.Choice([sort.value for sort in Include]),
    help="What to draw from; may be given several times (usual: everything).",
)
@click.option("--misconception", help="Id of a misconception to work on, such as MC01.")
@click.option("--test", is_flag=True, help="Feedback at the end only.")
@click.option("--new-run", is_flag=True, help="Do not go on with a run that was left.")
@click.option(
    "--set",
    "set_id",
    is_flag=False,
    flag_value="",
    metavar="[ID]",
    help="Take a ready-made set as a test; without ID, list them.",
)
@click.option(
    "--scenario",
    is_flag=False,
    flag_value="",
    metavar="[ID]",
    help="Play a scenario; without ID, list them.",
)
@click.pass_obj
def practise(
    data_dir: Path | None,
    learner: str | None,
    topics: Sequence[str],
    length: int,
    include: Sequence[str],
    misconception: str | None,
    test: bool,
    new_run: bool,
    set_id: str | None,
    scenario: str | None,
) -> None:
    """Answer questions in the terminal, on the same progress as the window."""
    with opened(data_dir) as app:
        _compile(app)
        person = _find_or_add(app, learner)
        if scenario is not None:
            _scenarios(app, person.id, scenario, new_run=new_run)
            return
        if set_id is not None:
            _sets(app, person.id, set_id, new_run=new_run)
            return
        spec = QuizSpec(
            topics=tuple(topics),
            include=tuple(Include(sort) for sort in include),
            length=length,
            mode=Mode.TEST if test else Mode.LEARN,
            misconception=misconception or "",
        )
        _take(app, _attempt(app, person, spec, new_run=new_run))


def _take(app: Application, attempt_id: str) -> None:
    """Ask the questions of a run, and say how it went."""
    session = app.sessions.open(attempt_id)
    try:
        _run(session)
    except Left:
        click.echo("\nYour answers are saved. `quizapp practise` goes on from here.")
        return
    _summarise(session)


def _sets(app: Application, learner_id: str, set_id: str, *, new_run: bool) -> None:
    """List the ready-made sets, or take one."""
    from quizapp.cli.set_commands import list_sets, set_run

    if set_id:
        _take(app, set_run(app, learner_id, set_id, new_run=new_run))
    else:
        list_sets(app, learner_id)


def _scenarios(app: Application, learner_id: str, scenario_id: str, *, new_run: bool) -> None:
    """List the scenarios, or play one."""
    from quizapp.cli.scenario_player import list_scenarios, play

    if not scenario_id:
        list_scenarios(app, learner_id)
        return
    try:
        play(app, learner_id, scenario_id, new_run=new_run)
    except Left:
        click.echo(
            f"\nWhat you did is saved. `quizapp practise --scenario {scenario_id}` goes on from here."
        )


def _compile(app: Application) -> None:
    if app.banks.needs_sync():
        click.echo("Reading the questions …", err=True)
        for problem in app.banks.sync():
            click.echo(f"{problem.file} was left out: {problem.message}", err=True)


def _find_or_add(app: Application, name: str | None) -> Learner:
    learners = app.profiles.learners()
    if name is None and len(learners) == 1:
        found = learners[0]
    else:
        names = ", ".join(learner.name for learner in learners)
        question = f"Who are you ({names}, or a new name)" if names else "What should we call you"
        found = find_or_add_learner(app, name or click.prompt(question))
    if found.has_pin:
        pin = click.prompt(f"PIN of {found.name}", hide_input=True)
        if not app.profiles.check_pin(found.id, pin):
            raise UserError("That is not the PIN.", "Try again.")
    return found


def _attempt(app: Application, person: Learner, spec: QuizSpec, *, new_run: bool) -> str:
    left = app.practice.today(person.id).open_run
    if left is not None and not new_run:
        click.echo(
            f"Going on where you left off ({left.answered} of {left.total})."
            " With --new-run another run begins."
        )
        return left.attempt_id
    if spec.misconception:
        return app.practice.start_work(person.id, spec.misconception)
    known = {topic.id for topic in app.practice.topics(person.id)}
    for topic in spec.topics:
        if topic not in known:
            raise UserError(
                f"There is no topic {topic}.", f"There are: {', '.join(sorted(known))}."
            )
    return app.practice.start(person.id, spec)


def _run(session: QuizSession) -> None:
    from quizapp.application.words import EMERGENCY_LINE

    click.echo(f"{EMERGENCY_LINE}\nType {LEAVE} to leave; your answers are kept.")
    introduction = session.introduction()
    if introduction is not None:
        _refute(introduction)
    last_case: str | None = None
    explained: set[str] = set()
    while (question := session.question()) is not None:
        _show_question(question, last_case)
        last_case = question.item.case_id
        started = time.monotonic()
        try:
            answer = ask(question)
            confidence = _ask_confidence()
        except Left:
            session.leave(_since(started))
            raise
        elapsed_ms = _since(started)
        feedback = session.answer(answer, confidence, elapsed_ms)
        if session.mode is Mode.LEARN:
            show_feedback(feedback, explained)


def _refute(introduction: Introduction) -> None:
    """Say what a run on a misconception begins with."""
    belief = introduction.misconception
    click.echo(f"\nA common belief: {belief.name}")
    say(f"“{belief.statement}”")
    say(f"Why people hold it: {belief.why}")
    say(f"What is so: {belief.refutation}")
    for reference in introduction.references:
        say(f"{reference.org}, {reference.year}: {reference.title}", "  ", "- ")


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _show_question(question: QuestionView, last_case: str | None) -> None:
    click.echo(f"\n{question.position + 1} of {question.total} · {question.topic_title}")
    item: Any = question.item
    if item.case_id is not None and item.case_id != last_case:
        say(item.case_text)
        click.echo()
    say(item.stem)


def _ask_confidence() -> Confidence | None:
    words = dict(zip("1234", Confidence, strict=True))

    def read(typed: str) -> tuple[Confidence | None] | None:
        if typed == "-":
            return (None,)
        return (words[typed],) if typed in words else None

    while True:
        typed = click.prompt(
            "How sure (1 guess, 2 unsure, 3 fairly, 4 certain, - skip)", default="-"
        ).strip()
        if typed.casefold() == LEAVE:
            raise Left
        found = read(typed)
        if found is not None:
            return found[0]
        click.echo("Type 1, 2, 3, 4 or -.")


def show_feedback(feedback: FeedbackView, explained: set[str]) -> None:
    """Say verdict, rationales, explanation, safety wording, citations, authorities and words.

    Args:
        feedback: what is said.
        explained: ids of the words that the run has explained; those of this question are added.
    """
    from quizapp.application.words import CONTESTED

    click.echo()
    say(feedback.verdict.title.upper())
    if feedback.verdict.detail:
        say(feedback.verdict.detail)
    item: Any = feedback.question.item
    review(feedback)
    click.echo()
    say(f"Why: {item.explanation}")
    if item.evidence is Evidence.CONTESTED:
        say(f"{CONTESTED}.")
    diagram = feedback.question.diagram
    if diagram is not None and item.kind != "hotspot":
        say(f"Diagram: {diagram.title}. {diagram.alt}")
    for belief in feedback.misconceptions:
        say(f"The belief behind it: {belief.statement} {belief.why} {belief.refutation}")
    show_grounds(feedback, item.grounding)
    for term in feedback.gloss.terms:
        if term.id not in explained:
            explained.add(term.id)
            say(f"{term.term}: {term.text}", "  ", "? ")


def _summarise(session: QuizSession) -> None:
    from quizapp.application.belief_words import turns_sentence
    from quizapp.application.phrases import day_words, plural, whole_percent
    from quizapp.application.set_words import result_sentence, result_title
    from quizapp.application.words import NOT_REVIEWED

    summary = session.summary()
    if session.mode is Mode.TEST:
        explained: set[str] = set()
        for position in range(session.total):
            if session.outcome(position) is None:
                continue
            feedback = session.feedback(position)
            _show_question(feedback.question, None)
            show_feedback(feedback, explained)
    click.echo(f"\n{summary.right} of {summary.total} right.")
    if summary.result is not None:
        say(f"{result_title(summary.result)}: {result_sentence(summary.result)}")
    if summary.critical:
        comes = "it comes" if summary.critical == 1 else "they come"
        say(
            f"{plural(summary.critical, 'answer')} could have harmed somebody:"
            f" {comes} first in your next review."
        )
    if summary.back_tomorrow:
        say(f"{plural(summary.back_tomorrow, 'question')} will come back tomorrow.")
    if summary.back_later:
        first, last = (day_words(day, summary.today) for day in summary.back_later)
        who = "The rest comes" if summary.back_tomorrow else "They come"
        when = first if first == last else f"{first} at the earliest, {last} at the latest"
        say(f"{who} back {when}.")
    if summary.turns:
        say(turns_sentence(summary.turns))
    for move in summary.moved:
        before, after = whole_percent(move.before), whole_percent(move.after)
        click.echo(f"{move.title}: mastery {before}% → {after}%")
    say(NOT_REVIEWED)
