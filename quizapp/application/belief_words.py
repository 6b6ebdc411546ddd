"""The ledger of misconceptions in words; the window and the terminal share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.belief_views import Sign
from quizapp.application.phrases import date_words, day_words, plural
from quizapp.application.words import CONFIDENCES
from quizapp.domain.ledger import BeliefState

if TYPE_CHECKING:
    from datetime import date

    from quizapp.application.belief_views import BeliefAnswer, BeliefRow, BeliefTurn
    from quizapp.domain.ledger import Need

STATES = {
    BeliefState.CAME_BACK: "Came back",
    BeliefState.HELD: "Held",
    BeliefState.WAVERING: "Wavering",
    BeliefState.MET: "No sign so far",
    BeliefState.CLEARED: "Cleared",
    BeliefState.NEVER_MET: "Never met",
}
_REASONS = {
    BeliefState.CAME_BACK: "You had cleared it, then chose it again.",
    BeliefState.HELD: "Your last two answers chose it, or one of them did for certain.",
    BeliefState.WAVERING: "You chose it, and have not cleared it since.",
    BeliefState.MET: "You could have chosen it, and never did.",
    BeliefState.CLEARED: "You saw through it three times in a row, on different days.",
    BeliefState.NEVER_MET: "No question that you answered could have shown it.",
}
SIGNS = {
    Sign.GAVE_AWAY: "Chose it",
    Sign.SAW_THROUGH: "Saw through it",
    Sign.GUESSED: "Right by a guess",
    Sign.MISSED: "Wrong in another way",
}
_TURNS = {
    BeliefState.CLEARED: "You cleared: {}.",
    BeliefState.CAME_BACK: "Came back, and worth a look under Progress: {}.",
}


def reason(row: BeliefRow) -> str:
    """Return why a misconception stands as it does, and since when."""
    # Held after a single choice can only be for certain.
    is_certain = row.state is BeliefState.HELD and row.chosen == 1
    said = "You chose it, and were certain." if is_certain else _REASONS[row.state]
    return said if row.since is None else f"{said} Since {date_words(row.since)}."


def next_step(row: BeliefRow, today: date) -> str:
    """Return what clears a misconception, and when it is offered again."""
    parts = [] if row.need is None else [_need(row.need)]
    if row.follow_up is not None:
        parts.append(f"You worked on it: it is offered again {day_words(row.follow_up, today)}.")
    return " ".join(parts)


def _need(need: Need) -> str:
    verb = "clears" if need.answers == 1 else "clear"
    said = f"{plural(need.answers, 'more right answer')} without guessing {verb} it"
    places = [
        words
        for is_wanted, words in (
            (need.other_day, "on another day"),
            (need.other_item, "to another question"),
        )
        if is_wanted
    ]
    if not places:
        return f"{said}."
    which = "" if need.answers == 1 else "at least one of them "
    return f"{said}, {which}{' and '.join(places)}."


def answer_line(answer: BeliefAnswer) -> str:
    """Return when an answer was given, and how sure the learner was."""
    parts = [date_words(answer.day)]
    if answer.in_scenario:
        parts.append("in a scenario")
    if answer.confidence is not None:
        parts.append(CONFIDENCES[answer.confidence])
    return " · ".join(parts)


def turns_sentence(turns: tuple[BeliefTurn, ...]) -> str:
    """Return which misconceptions were cleared in a run and which came back; empty for none."""
    said = []
    for state, sentence in _TURNS.items():
        names = [turn.name for turn in turns if turn.state is state]
        if names:
            said.append(sentence.format(", ".join(names)))
    return " ".join(said)
