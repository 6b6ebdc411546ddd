"""What Progress says: sentences made from its figures, without any widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from quizapp.application.phrases import plural, whole_percent
from quizapp.application.words import CONFIDENCES, brier_sentence
from quizapp.domain.confidence import Confidence

if TYPE_CHECKING:
    from quizapp.application.views import ProgressView
    from quizapp.domain.judgement import Judgement
    from quizapp.domain.passing import TopicPass

ENOUGH_ANSWERS: Final = 10
_CLOSE: Final = 0.08


class Figure(NamedTuple):
    """A stat tile: title, value, remark and the colour role of the remark."""

    title: str
    value: str
    note: str
    color: str = "text2"


def figures(view: ProgressView) -> tuple[Figure, ...]:
    """Return the four figures at the head of the page."""
    span = "from the beginning" if view.days is None else f"last {view.days} days"
    right = f"{view.right / view.answers:.0%}" if view.answers else "–"
    ready = Figure("To review today", str(view.ready_today), f"{view.ready_week} this week")
    return (
        Figure("Known today", f"{whole_percent(view.known)}%", "chance of recall, all questions"),
        Figure("Answers right", right, f"{span}, {plural(view.answers, 'answer')}"),
        ready._replace(color="warn") if view.ready_week else ready,
        confidence_figure(view.judgement),
    )


def standing_sentence(standing: TopicPass) -> str:
    """Return whether a topic is passed, and what is wanting if not."""
    right = f"{standing.right} of {standing.items} right the last time"
    if standing.passed:
        return f"Passed: {right}, and no critical error open."
    needed = "" if standing.right >= standing.needed else f" ({standing.needed} needed)"
    if not standing.open_errors:
        return f"Not passed yet: {right}{needed}."
    errors = plural(standing.open_errors, "critical error")
    return (
        f"Not passed yet: {right}{needed}, {errors} open. One closes when, on a later day, you"
        " answer its question rightly and not by a guess, or pass its scenario."
    )


def confidence_figure(judgement: Judgement) -> Figure:
    """Return how well confidence is set, in two words."""
    if judgement.answers < ENOUGH_ANSWERS:
        left = plural(ENOUGH_ANSWERS - judgement.answers, "more answer")
        return Figure("Confidence", "–", f"after {left} with how sure you are")
    certain = _level(judgement, Confidence.CERTAIN)
    note = "see Judgement" if certain is None else f"certain answers right: {certain:.0%}"
    gap = overconfidence(judgement)
    if gap > _CLOSE:
        return Figure("Confidence", "Too sure", note, "warn")
    if gap < -_CLOSE:
        return Figure("Confidence", "Too modest", note)
    return Figure("Confidence", "Well set", note, "ok")


def overconfidence(judgement: Judgement) -> float:
    """Return how far the chance said lies above the share right, -1 to 1."""
    if not judgement.answers:
        return 0.0
    said = sum(level.confidence.probability * level.answers for level in judgement.levels)
    right = sum(level.right for level in judgement.levels)
    return (said - right) / judgement.answers


def _level(judgement: Judgement, confidence: Confidence) -> float | None:
    for level in judgement.levels:
        if level.confidence is confidence:
            return level.share_right
    return None


def judgement_verdict(judgement: Judgement) -> tuple[str, str]:
    """Return a title and a sentence on how well confidence and results go together."""
    if judgement.brier is None or judgement.answers < ENOUGH_ANSWERS:
        text = f"Say how sure you are on {ENOUGH_ANSWERS} questions to see how well you judge yourself."
        return "Not enough to tell yet", text
    gap = overconfidence(judgement)
    if gap > _CLOSE:
        title, text = "You are surer than you are right", "Take a second look before “Certain”."
    elif gap < -_CLOSE:
        title, text = "You know more than you say", "Your answers earn more confidence."
    else:
        title, text = "You judge yourself well", "What you say and what is right go together."
    return title, f"{text} {brier_sentence(judgement.brier)}"


def level_sentences(judgement: Judgement) -> list[str]:
    """Return one sentence for each confidence word that was used."""
    return [
        f"When you say “{CONFIDENCES[level.confidence]}” you are right"
        f" {level.share_right:.0%} of the time ({level.right} of {level.answers})."
        for level in judgement.levels
        if level.share_right is not None
    ]


def forecast_note(falls_on: int | None) -> str:
    """Return when the curve falls below the target."""
    if falls_on is None:
        return "If you review nothing, what you know stays above the target for longer than this."
    if falls_on == 0:
        return "What you know is below the target today: a review brings it back."
    return (
        f"If you review nothing, what you know falls below the target in {plural(falls_on, 'day')}."
    )
