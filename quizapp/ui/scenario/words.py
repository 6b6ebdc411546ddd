"""The words, tones and icons of scenarios on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizapp.application.phrases import date_words, plural, times
from quizapp.application.scenario_views import CardState
from quizapp.application.scenario_words import EFFECTS, OUTCOMES, clock_words
from quizapp.domain.scenarios import Effect, Outcome

if TYPE_CHECKING:
    from quizapp.application.scenario_views import (
        ConsequenceView,
        HarmfulAct,
        HistoryRow,
        ScenarioCard,
        ScenarioEndView,
        SceneView,
    )
    from quizapp.ui.components.pills import Tone

#: Tone and icon of what an action does.
EFFECT_LOOKS: Final[dict[Effect, tuple[Tone, str]]] = {
    Effect.GOOD: ("ok", "circle-check"),
    Effect.DELAY: ("warn", "clock"),
    Effect.HARM: ("bad", "shield-alert"),
}
#: Colour role and icon of how a scenario ends. A death has no alarming colour.
OUTCOME_LOOKS: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.SAVED: ("ok", "circle-check"),
    Outcome.WORSE: ("warn", "triangle-alert"),
    Outcome.DIED: ("text2", "heart-pulse"),
}
TAKE_YOUR_TIME: Final = "Only your actions move the clock. Read as long as you like."
NOT_TOLD: Final = "What this run is worth is not shown here now. What you did is kept."
COMFORT: Final = (
    "This is practice, and nobody was hurt. You can go back to where it turned and act differently."
)


def time_words(seconds: int) -> str:
    """Return simulated seconds as they are said: "20 seconds", "1 minute 30 seconds"."""
    whole, rest = divmod(seconds, 60)
    parts = [plural(whole, "minute")] if whole else []
    if rest or not whole:
        parts.append(plural(rest, "second"))
    return " ".join(parts)


def took(consequence: ConsequenceView) -> str:
    """Say how long an action took, and what the clock shows after it."""
    return (
        f"Took {time_words(consequence.cost_s)}. The clock shows {clock_words(consequence.at_s)}."
    )


def consequence_sentence(consequence: ConsequenceView) -> str:
    """Return what came of an action as it should be spoken."""
    return f"{EFFECTS[consequence.effect]}. {consequence.feedback} {took(consequence)}"


def scene_sentence(scene: SceneView) -> str:
    """Return a scene as it should be spoken; what the learner is told comes with the first."""
    told = [scene.stem, f"What you know: {scene.learner_knows}"] if not scene.path else []
    seen = [f"{sentence}." for sentence in scene.signs.sentences] if scene.signs else []
    return " ".join([*told, scene.text, *seen])


# The list -------------------------------------------------------------------------------------


def state_pill(card: ScenarioCard) -> tuple[str, Tone, str | None]:
    """Return how far one has come with a scenario: words, tone and icon."""
    if card.state is CardState.UNDER_WAY:
        return f"Under way, {plural(card.steps_taken, 'action')} taken", "accent", "play"
    if card.passed:
        return "Passed", "ok", "check"
    if card.state is CardState.TRIED:
        return f"Tried {times(card.tries)}", "neutral", None
    return "Not tried yet", "neutral", None


def best_words(card: ScenarioCard) -> str:
    """Return the best and the last result of a scenario; empty before there is one."""
    if card.best_points is None or card.last_outcome is None:
        return ""
    return (
        f"Best: {card.best_points:.0%} of the critical steps. Last time:"
        f" {OUTCOMES[card.last_outcome].lower()}."
    )


def history_words(row: HistoryRow) -> str:
    """Return the result of a run in a line."""
    parts = [OUTCOMES[row.outcome], f"{row.points:.0%} of the critical steps"]
    if row.harmful:
        parts.append(plural(row.harmful, "harmful action"))
    if row.is_retry:
        parts.append("second try from a mistake")
    return " · ".join(parts)


def harm_words(act: HarmfulAct) -> str:
    """Return where, how often and when a harmful action was taken."""
    last = "the last time on" if act.times > 1 else "on"
    return f"{act.title} · {times(act.times)}, {last} {date_words(act.day)}"


def open_words(count: int) -> str:
    """Say how many harmful actions are still open, and what puts them right."""
    if not count:
        return "All of them are put right."
    verb = "is" if count == 1 else "are"
    return (
        f"{plural(count, 'action')} {verb} still open. One is put right when you pass its scenario"
        " on a later day."
    )


# The end --------------------------------------------------------------------------------------


def done_count(end: ScenarioEndView) -> int:
    """Return how many critical steps were done."""
    return sum(step.done_at_s is not None for step in end.steps)


def result_sentence(end: ScenarioEndView) -> str:
    """Say whether the run passed, and if not, why."""
    if end.passed:
        return "Passed: every critical step was done, and nothing that harms."
    missed = len(end.steps) - done_count(end)
    harmful = sum(slip.effect is Effect.HARM for slip in end.slips)
    reasons = []
    if missed:
        verb = "was" if missed == 1 else "were"
        reasons.append(f"{plural(missed, 'critical step')} {verb} missed")
    if harmful:
        reasons.append(f"{plural(harmful, 'action')} did harm")
    return f"Not passed yet: {' and '.join(reasons)}." if reasons else "Not passed yet."


def times_sentence(end: ScenarioEndView) -> str:
    """Say what the clock shows, and what it shows after a good run."""
    return (
        f"The clock shows {clock_words(end.clock_s)}. In a good run it shows"
        f" {clock_words(end.reference_s)} at the end."
    )
