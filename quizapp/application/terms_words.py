"""Changes of terms in words, for the trainer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.application.local_times import local_text
from quizapp.application.phrases import plural

if TYPE_CHECKING:
    from datetime import tzinfo

    from quizapp.application.changing_terms import TermsGiven, TermsStanding
    from quizapp.domain.set_terms import TermsChange

WHAT_LEARNERS_DO = (
    "Learners open the new file in Quizapp as they opened the first, also if they have begun: their"
    " answers stay, and the time goes on by the new terms. Who keeps to the old file has the old"
    " time limit; late is judged by the new date all the same."
)


def change_words(change: TermsChange, standing: TermsStanding, zone: tzinfo | None) -> str:
    """Return a change in a line, in local time: "2026-03-02 10:00, Maya: 1.5 times the time."."""
    made_at, whom, terms = change_cells(change, standing, zone)
    return f"{made_at}, {whom}: {terms}."


def change_cells(
    change: TermsChange, standing: TermsStanding, zone: tzinfo | None
) -> tuple[str, str, str]:
    """Return when a change was made, in local time, for whom, and which terms hold since."""
    whom = "Everybody" if change.is_for_all else standing.names[change.member_id]
    return local_text(change.made_at, zone), whom, "; ".join(_parts(change, zone))


def _parts(change: TermsChange, zone: tzinfo | None) -> list[str]:
    if change.is_for_all:
        opens = f"opens {local_text(change.opens_at, zone)}" if change.opens_at else "open at once"
        due = f"due {local_text(change.due_at, zone)}" if change.due_at else "no due date"
        return [opens, due]
    found = [factor_words(change.time_factor)] if change.time_factor != 1 else []
    found += [
        f"{what} {local_text(moment, zone)}"
        for what, moment in (("opens", change.opens_at), ("due", change.due_at))
        if moment is not None
    ]
    return found or ["the terms of the others"]


def factor_words(factor: float) -> str:
    """Return extra time in words."""
    return "usual time" if factor == 1 else f"{factor:g} times the time"


def given_sentences(given: TermsGiven) -> tuple[str, ...]:
    """Return what new terms did to results, and what a trainer may not have meant by them."""
    said = ["These were the terms before: the same file again."] if given.is_again else []
    if given.in_time:
        verb = "counts" if given.in_time == 1 else "count"
        said.append(f"{plural(given.in_time, 'result')} that came late {verb} as in time now.")
    if given.late:
        verb = "counts" if given.late == 1 else "count"
        said.append(f"{plural(given.late, 'result')} that came late {verb} as late again.")
    if given.is_over:
        said.append("The due date is over: what you receive from now on is late.")
    return tuple(said)
