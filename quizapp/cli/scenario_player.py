"""Scenarios in the terminal: the list of them, and one played scene by scene."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from quizapp.cli.answer_review import show_grounds
from quizapp.cli.prompts import LEAVE, read, say

if TYPE_CHECKING:
    from quizapp.application.scenario_session import ScenarioSession
    from quizapp.application.scenario_views import (
        ConsequenceView,
        CriticalRecord,
        ScenarioCard,
        ScenarioEndView,
        SceneView,
    )
    from quizapp.bootstrap import Application


def list_scenarios(app: Application, learner_id: str) -> None:
    """Print all scenarios with how far the learner has come with each."""
    cards = app.scenarios.list(learner_id)
    if not cards:
        click.echo("There are no scenarios.")
        return
    for card in cards:
        say(f"{card.title} ({_state(card)})", " " * 7, f"{card.id:6} ")
    _show_record(app.scenarios.critical_record(learner_id))
    click.echo("Play one with: quizapp practise --scenario ID")


def _show_record(record: CriticalRecord) -> None:
    """Print how often critical steps were done, and what harmful is not yet put right."""
    from quizapp.application.phrases import date_words

    if record.steps:
        click.echo("\nCritical steps, over the runs that ended:")
    for step in record.steps:
        say(f"{step.name}: {step.done} of {step.done + step.missed}", "  ", "- ")
    if record.open_harms:
        click.echo("\nHarmful, until the scenario is passed on a later day:")
    for harm in record.harms:
        if harm.is_open:
            say(f"{harm.action} ({harm.title}, {date_words(harm.day)})", "  ", "x ")
    if record.steps or record.open_harms:
        click.echo()


def _state(card: ScenarioCard) -> str:
    from quizapp.application.phrases import plural, times
    from quizapp.application.scenario_views import CardState

    if card.state is CardState.UNDER_WAY:
        return f"under way, {plural(card.steps_taken, 'action')} taken"
    if card.best_points is None:
        return "not tried"
    result = "passed" if card.passed else "not passed yet"
    return f"tried {times(card.tries)}, best {card.best_points:.0%}, {result}"


def play(app: Application, learner_id: str, scenario_id: str, *, new_run: bool) -> None:
    """Play a scenario, from where it was left if it is under way.

    Raises:
        UserError: there is no such scenario, or an action could not be saved.
        Left: the learner leaves; the run is gone on with the next time.
    """
    from quizapp.application.words import EMERGENCY_LINE

    cards = {card.id.casefold(): card for card in app.scenarios.list(learner_id)}
    card = cards.get(scenario_id.casefold())
    run_id = None if card is None or new_run else card.run_id
    if run_id is None:
        run_id = app.scenarios.start(learner_id, scenario_id if card is None else card.id)
    session = app.scenarios.open(run_id)
    click.echo(f"{EMERGENCY_LINE}\nType {LEAVE} to leave; what you did is kept.")
    view = _show_beginning(session)
    while not view.is_end:
        view = _one_action(session, view)
    _show_end(session.summary())


def _show_beginning(session: ScenarioSession) -> SceneView:
    view = session.scene()
    click.echo(f"\n{view.title}")
    say(view.stem)
    say(f"What you know: {view.learner_knows}")
    if view.path:
        click.echo("\nGoing on where you left off. So far:")
        for taken in view.path:
            say(taken.action, "  ", "- ")
    return view


def _one_action(session: ScenarioSession, view: SceneView) -> SceneView:
    _show_scene(view)
    ids = {str(action.number): action.id for action in view.actions}
    started = time.monotonic()
    chosen = read("What do you do", ids.get, "Type one of the numbers shown.")
    view = session.act(chosen, round((time.monotonic() - started) * 1000))
    assert view.consequence is not None
    _show_consequence(view.consequence)
    return view


def _show_scene(view: SceneView) -> None:
    from quizapp.application.scenario_words import clock_words

    click.echo(f"\nClock {clock_words(view.clock_s)}")
    say(view.text)
    # A scene in which something can be done always has signs.
    assert view.signs is not None
    say("What you see: " + ". ".join(view.signs.sentences) + ".")
    for action in view.actions:
        say(action.text, "     ", f"  {action.number}  ")


def _show_consequence(taken: ConsequenceView) -> None:
    from quizapp.application.phrases import plural
    from quizapp.application.scenario_words import EFFECTS

    say(f"{EFFECTS[taken.effect]} ({plural(taken.cost_s, 'second')}). {taken.feedback}", "  ", "> ")


def _show_end(end: ScenarioEndView) -> None:
    from quizapp.application.scenario_words import OUTCOMES, clock_words
    from quizapp.application.words import NOT_REVIEWED

    click.echo(f"\n{OUTCOMES[end.outcome].upper()} after {clock_words(end.clock_s)}")
    say(end.end_text)
    done = sum(step.done_at_s is not None for step in end.steps)
    click.echo(
        f"\n{done} of {len(end.steps)} critical steps, {'passed' if end.passed else 'not passed'}."
    )
    for step in end.steps:
        yours = "missed" if step.done_at_s is None else clock_words(step.done_at_s)
        against = (
            "" if step.reference_s is None else f" (to compare: {clock_words(step.reference_s)})"
        )
        say(f"{step.name}: {yours}{against}", "  ", "- ")
    for slip in end.slips:
        click.echo()
        say(slip.action, "  ", "x ")
        _show_consequence(slip)
    click.echo()
    say(f"What it was: {end.truth}")
    say(f"Why: {end.explanation}")
    for belief in end.misconceptions:
        say(f"The belief behind it: {belief.statement} {belief.why} {belief.refutation}")
    show_grounds(end, end.grounding)
    say(NOT_REVIEWED)
