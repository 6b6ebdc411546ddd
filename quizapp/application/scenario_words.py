"""Words for scenarios that the window and the terminal share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from quizapp.application.phrases import plural
from quizapp.application.scenario_views import SignsView
from quizapp.domain.scenarios import Effect, Outcome, Scenario, Signs, grade_run, replay

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EFFECTS: Final[Mapping[Effect, str]] = {
    Effect.GOOD: "This helps",
    Effect.DELAY: "This costs time",
    Effect.HARM: "This harms",
}
"""What an action does, in words."""

OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.SAVED: "Saved",
    Outcome.WORSE: "Worse off than need be",
    Outcome.DIED: "Died",
}
"""How a scenario ends, in words."""

_STEP_NAMES: Final[Mapping[str, str]] = {
    "aed": "Use the defibrillator",
    "airway": "Open the airway",
    "breaths": "Give breaths",
    "call": "Call for help",
    "check": "Check for a response",
    "count": "Count the breaths",
    "cpr": "Start CPR",
    "explain": "Explain what happened",
    "naloxone": "Give naloxone",
    "naloxone-2": "Give the second dose of naloxone",
    "naloxone-more": "Give more naloxone when breathing slows",
    "pressure": "Give oxygen under pressure",
    "recovery": "Lay on the side",
    "stay": "Stay until help takes over",
    "stop-drug": "Stop the drug",
    "tell": "Tell the helpers what you know",
    "warm": "Keep warm",
}


def step_name(scenario: Scenario, step: str) -> str:
    """Return what a critical step is called: for an unusual one, the action that does it."""
    if step in _STEP_NAMES:
        return _STEP_NAMES[step]
    actions = [action for scene in scenario.scenes.values() for action in scene.actions]
    return next((action.text for action in actions if step in action.does), step)


def clock_words(seconds: int) -> str:
    """Return simulated seconds as on a clock: minutes and seconds, such as 4:05."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def signs_view(signs: Signs) -> SignsView:
    """Return what is seen, with a sentence for each sign."""
    sentences = [
        "Responds" if signs.responds else "Does not respond",
        plural(signs.breaths_per_minute, "breath") + " a minute"
        if signs.breaths_per_minute
        else "Does not breathe",
        f"Colour: {signs.colour}",
        f"Pupils: {signs.pupils}",
    ]
    if signs.oxygen is not None:
        sentences.append(f"Oxygen on the monitor: {signs.oxygen} %")
    return SignsView(
        responds=signs.responds,
        breaths_per_minute=signs.breaths_per_minute,
        colour=signs.colour,
        pupils=signs.pupils,
        oxygen=signs.oxygen,
        sentences=tuple(sentences),
    )


def path_words(scenario: Scenario, actions: Sequence[str]) -> str:
    """Return what a run came to, in a line: how it ended, and how many critical steps were done."""
    run = grade_run(scenario, tuple(actions))
    done = sum(at_s is not None for at_s in run.done_at_s.values())
    steps = f"{done} of {plural(len(scenario.critical), 'critical step')} done"
    harm = f", {plural(len(run.harmful), 'action')} that harmed" if run.harmful else ""
    ended = "Not played to its end" if run.outcome is None else OUTCOMES[run.outcome]
    return f"{ended}: {steps}{harm}"


def path_steps(scenario: Scenario, actions: Sequence[str]) -> tuple[str, ...]:
    """Return the actions of a run, each with its time on the simulated clock and what it does."""
    moments = replay(scenario, tuple(actions))
    taken = (
        (scenario.scenes[before.scene].action(action_id), after)
        for action_id, before, after in zip(actions, moments, moments[1:], strict=False)
    )
    return tuple(
        f"{clock_words(after.at_s)} {action.text} ({EFFECTS[action.effect].lower()})"
        for action, after in taken
    )
